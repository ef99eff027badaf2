"""The answer to danger: what to do in one line, whom to call, that care may not be refused."""

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.cards import contact_line
from bot.screens.flag_button import flag_button
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
            (Button(label=voice.topic(danger.topic), press=Press("topic", danger.topic)),),
            (Button(label=voice.say("boton.volver-a-conversar"), press=Press("menu")),),
            (flag_button(voice, danger_subject(voice.catalogue, danger)),),
        ),
    )
