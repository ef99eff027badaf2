"""The answer to danger: what to do in one line, whom to call, that care may not be refused."""

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.cards import contact_line
from bot.screens.flag_button import flag_button
from bot.screens.formal import formal_row
from bot.screens.markdown import bold, bullets, paragraphs
from bot.voice import Voice
from redes.content.schema import Danger
from redes.flags.subject import danger_subject


def danger_reply(voice: Voice, danger: Danger) -> Reply:
    """No form, no menu first: the line, the numbers, the sentence to say."""
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
            (Button(label=voice.say("boton.volver-a-conversar"), press=Press("menu")),),
            (flag_button(voice, danger_subject(voice.catalogue, danger)),),
        ),
    )


def _after_refusal(voice: Voice, danger: Danger) -> tuple[tuple[Button, ...], ...]:
    """Who was turned away may tell it and complain of it, once she is safe."""
    if danger.kind != "negacion-urgencia":
        return ()
    return ((Button(label=voice.say("boton.reportar"), press=Press("report")),), formal_row(voice, None, urgent=True))
