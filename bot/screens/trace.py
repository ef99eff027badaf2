"""«Borrar rastro»: for whoever shares a phone. What can be deleted is, and what cannot is said."""

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice


def ask(voice: Voice) -> Reply:
    """What would be deleted and what cannot be, before it is done: a receipt that stands only here would be gone."""
    cannot = [voice.say(f"rastro.no-{what}") for what in ("telegram", "telefono", "reporte")]
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("rastro.titulo")),
                voice.say("rastro.que-borro"),
                voice.say("rastro.no-puedo") + "\n" + bullets(cannot),
                bold(voice.say("rastro.antes")),
            ]
        ),
        buttons=(
            (Button(label=voice.say("boton.borrar-ahora"), press=Press("erase-now")),),
            menu_row(voice),
        ),
    )


def erased(voice: Voice) -> Reply:
    """That it was done, without a word of what it was."""
    return Reply(body=voice.say("rastro.hecho"), buttons=(menu_row(voice),))
