"""What comes in from a face, without who sent it."""

from dataclasses import dataclass, field
from typing import Literal

from bot.presses import Press
from redes.content.schema import Language
from redes.privacy.pseudonym import SessionKey

Unreadable = Literal["photo", "voice", "sticker", "file", "contact", "edited", "other", "old-button", "group"]
"""What a face got and cannot read as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message of a person.

    Attributes:
        session: Pseudonym of the conversation.
        text: What she typed, as she typed it; or None.
        press: The button she pressed; or None.
        location: Latitude and longitude in degrees; or None. Left out where an inbound is printed: it is where she is.
        unreadable: What else she sent; or None. Exactly one of the four is given.
        reachable: Whether the channel lets the bot write to her first, later: a private chat of Telegram.
        language: What the channel says her language is; what she chose or wrote in wins over it.
    """

    session: SessionKey
    text: str | None = None
    press: Press | None = None
    location: tuple[float, float] | None = field(default=None, repr=False)
    unreadable: Unreadable | None = None
    reachable: bool = False
    language: Language | None = None
