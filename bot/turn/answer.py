"""What the conversation makes of a message."""

from collections.abc import Awaitable
from dataclasses import dataclass

from bot.reminders import Agreed
from bot.replies import Reply
from bot.understanding import Understood
from redes.content.schema import Language, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the conversation makes of a message.

    Attributes:
        replies: To be sent now, in order; never empty.
        later: Replies that come when the dialogue is up; None when nothing is to come. The face
            awaits it apart, so that the person's next message does not stand in line behind it.
        understood: What Rasa made of it, for ``redes ask``; None when Rasa was not asked.
        danger: Kind of danger that was answered, or None.
        card: Id of the card that answered, or None.
        suggestions: Topics offered because none was sure, best first.
        language: In which language it is told.
        agreed: Reminders that the face is to keep with where she can be written to, or None.
        erase: Whether the face deletes what it can of the conversation before it shows the replies.
    """

    replies: tuple[Reply, ...]
    later: Awaitable[tuple[Reply, ...]] | None = None
    understood: Understood | None = None
    danger: str | None = None
    card: str | None = None
    suggestions: tuple[Topic, ...] = ()
    language: Language = "es"
    agreed: Agreed | None = None
    erase: bool = False


def only(reply: Reply) -> Answer:
    """An answer of one reply."""
    return Answer(replies=(reply,))
