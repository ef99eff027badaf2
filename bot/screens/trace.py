"""What somebody can have deleted, on one screen: the chat, what is kept of her, or both; and what cannot be."""

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice

EVERYTHING = "todo"
"""Value of the button that deletes the chat and what is kept of her."""


def ask(voice: Voice) -> Reply:
    """What would be deleted and what cannot be, before it is done: a receipt that stands only here would be gone.

    A tap in a list of commands deletes nothing.
    """
    can = [
        f"{bold(voice.say('borrar.este-chat'))}: {voice.say('rastro.que-borro')}",
        f"{bold(voice.say('borrar.lo-guardado'))}: {voice.say('borrar.que-guardo')}",
    ]
    cannot = [voice.say(f"rastro.no-{what}") for what in ("telegram", "telefono", "reporte")]
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("borrar.titulo")),
                bullets(can),
                voice.say("rastro.no-puedo") + "\n" + bullets(cannot),
                bold(voice.say("rastro.antes")),
            ]
        ),
        buttons=(
            (Button(label=voice.say("borrar.este-chat"), press=Press("erase-now")),),
            (Button(label=voice.say("borrar.lo-guardado"), press=Press("forget", "si")),),
            (Button(label=voice.say("borrar.todo"), press=Press("erase-now", EVERYTHING)),),
            menu_row(voice),
        ),
    )


def erased(voice: Voice, *, everything: bool = False) -> Reply:
    """That it was done, without a word of what it was."""
    rest = voice.say("borrar.hecho-todo") if everything else ""
    return Reply(body=paragraphs([voice.say("rastro.hecho"), rest]), buttons=(menu_row(voice),))
