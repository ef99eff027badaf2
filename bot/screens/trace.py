"""What somebody can have deleted, on one screen: the chat, what is kept of her, or both; and what cannot be."""

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice

EVERYTHING = "todo"
"""Value of the button that deletes the chat and what is kept of her."""


def ask(voice: Voice, *, reminders: bool) -> Reply:
    """What would be deleted and what cannot be, before it is done: a receipt that stands only here would be gone.

    A tap in a list of commands deletes nothing.

    Args:
        voice: In which language.
        reminders: Whether there can be reminders on her channel, which end with it.
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
                voice.say("avisos.tambien-se-detienen") if reminders else "",
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


def erased(voice: Voice, *, everything: bool = False, reminders_stopped: bool | None = False) -> Reply:
    """That it was done, without a word of what it was.

    Args:
        voice: In which language.
        everything: Whether what is kept of her went too.
        reminders_stopped: Whether reminders were stopped, which would have written into the empty chat; None: they could not be.
    """
    stopped = {True: "avisos.parados-con-rastro", None: "avisos.no-parados"}.get(reminders_stopped)
    rest = voice.say("borrar.hecho-todo") if everything else ""
    body = [voice.say("rastro.hecho"), rest, voice.say(stopped) if stopped else ""]
    return Reply(body=paragraphs(body), buttons=(menu_row(voice),))
