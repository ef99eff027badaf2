"""The answer to danger: what to do in one line, whom to call, that care may not be refused."""

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.cards import contact_line
from bot.screens.flag_button import flag_button
from bot.screens.formal import formal_row
from bot.screens.markdown import bold, bullets, paragraphs
from bot.voice import Voice
from redes.content.schema import Card, Danger
from redes.flags.subject import danger_subject


def danger_reply(voice: Voice, danger: Danger, *, asked: Card | None = None) -> Reply:
    """No form, no menu first: the line, the numbers, the sentence to say.

    Args:
        voice: In which language.
        danger: Which.
        asked: What answers the message if it was a question and no danger: one tap away, because an alarm may be false.
    """
    contacts = [contact_line(voice.catalogue.contacts[c]) for c in danger.contacts]
    return Reply(
        body=paragraphs(
            [
                bold(voice.say(f"peligro.{danger.kind}")),
                bullets(contacts),
                voice.say(f"peligro.{danger.kind}-diga"),
            ]
        ),
        buttons=(
            *_after_refusal(voice, danger),
            (Button(label=voice.topic(danger.topic), press=Press("topic", danger.topic)),),
            *_only_asked(voice, asked),
            (Button(label=voice.say("boton.volver-a-conversar"), press=Press("menu")),),
            (flag_button(voice, danger_subject(voice.catalogue, danger)),),
        ),
    )


def _only_asked(voice: Voice, card: Card | None) -> tuple[tuple[Button, ...], ...]:
    if card is None:
        return ()
    label = voice.say("boton.solo-preguntaba", tema=voice.card(card).title)
    return ((Button(label=label[:60], press=Press("card", card.id)),),)


def _after_refusal(voice: Voice, danger: Danger) -> tuple[tuple[Button, ...], ...]:
    """Who was turned away may tell it and complain of it, once she is safe."""
    if danger.kind != "negacion-urgencia":
        return ()
    return ((Button(label=voice.say("boton.reportar"), press=Press("report")),), formal_row(voice, None, urgent=True))
