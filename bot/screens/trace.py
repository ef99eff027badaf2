"""«Borrar rastro»: for whoever shares a phone. What can be deleted is, and what cannot is said."""

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice


def ask(voice: Voice, *, reminders: bool) -> Reply:
    """What would be deleted and what cannot be, before it is done: a receipt that stands only here would be gone.

    Args:
        voice: In which language.
        reminders: Whether there can be reminders on her channel, which end with it.
    """
    cannot = [voice.say(f"rastro.no-{what}") for what in ("telegram", "telefono", "reporte")]
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("rastro.titulo")),
                voice.say("rastro.que-borro"),
                voice.say("avisos.tambien-se-detienen") if reminders else "",
                voice.say("rastro.no-puedo") + "\n" + bullets(cannot),
                bold(voice.say("rastro.antes")),
            ]
        ),
        buttons=(
            (Button(label=voice.say("boton.borrar-ahora"), press=Press("erase-now")),),
            menu_row(voice),
        ),
    )


def erased(voice: Voice, *, reminders_stopped: bool | None = False) -> Reply:
    """That it was done, without a word of what it was.

    Args:
        voice: In which language.
        reminders_stopped: Whether reminders were stopped, which would have written into the empty chat; None: they could not be.
    """
    stopped = {True: "avisos.parados-con-rastro", None: "avisos.no-parados"}.get(reminders_stopped)
    body = [voice.say("rastro.hecho"), voice.say(stopped) if stopped else ""]
    return Reply(body=paragraphs(body), buttons=(menu_row(voice),))
