"""Commands that a person may type, the same on every face."""

import re

from bot.presses import Press

COMMANDS: dict[str, Press] = {
    "start": Press("start"),
    "menu": Press("menu"),
    "decalogo": Press("decalogo"),
    "capacitacion": Press("training"),
    "reportar": Press("report"),
    "estado": Press("status"),
    "directorio": Press("contacts"),
    "idioma": Press("languages"),
    "ayuda": Press("help"),
    "privacidad": Press("privacy"),
    "avisos": Press("reminders"),
    "olvidame": Press("forget"),
    "cancelar": Press("cancel"),
    "borrar": Press("erase"),
}
"""Command without its slash -> what it does. Anything else that begins with a slash is text."""

_IPS = re.compile(r"/start(?:@\w+)? ips_([a-z0-9]{1,16})", re.IGNORECASE)

_CODE = re.compile(r"/start(?:@\w+)? v_([0-9A-Za-z]{1,48})")
_ROOM = re.compile(r"/start(?:@\w+)? q_([a-z0-9]{6})", re.IGNORECASE)
_RIGHTS = re.compile(r"/start(?:@\w+)? d_([a-z]{2})(?:_([a-z0-9]{1,16}))?", re.IGNORECASE)
_PLACE = re.compile(r"/start(?:@\w+)? r_([a-z0-9][a-z0-9-]{0,52})")

ALIASES = {"help": "ayuda", "language": "idioma", "cancel": "cancelar", "privacy": "privacidad", "inicio": "start"}
"""Other words for the same commands; not shown in menus."""

SHOWN = (
    "menu",
    "reportar",
    "estado",
    "decalogo",
    "capacitacion",
    "directorio",
    "idioma",
    "privacidad",
    "avisos",
    "olvidame",
    "borrar",
    "ayuda",
    "cancelar",
)
"""Commands a channel lists, in this order; each has a text ``comando.<name>``."""


def command_press(text: str) -> Press | None:
    """The press that a typed command stands for, or None when the text is no command of ours.

    A command may carry the bot's name (``/menu@bot``), as Telegram adds it in groups; what follows it
    is dropped, but for the code of a counter card (``/start v_...``), of an institution that learns together
    (``/start ips_...``), of a quiz in a room (``/start q_...``), the institution of a report (``/start r_...``) and the
    language of the rights (``/start d_...``), which Telegram adds when a link with it is opened.
    """
    if not text.startswith("/"):
        return None
    if code := _CODE.fullmatch(text.strip()):
        return Press("verify", code[1].lower())
    if joined := _IPS.fullmatch(text.strip()):
        return Press("ips", joined[1].lower())
    if place := _PLACE.fullmatch(text.strip()):
        return Press("report-at", place[1])
    if room := _ROOM.fullmatch(text.strip()):
        return Press("room-in", room[1].lower())
    if rights := _RIGHTS.fullmatch(text.strip()):
        return Press("rights", ".".join(filter(None, rights.groups())).lower())
    name = text[1:].split(maxsplit=1)[0].partition("@")[0].casefold() if text[1:].strip() else ""
    return COMMANDS.get(ALIASES.get(name, name))


def search_words(text: str) -> str | None:
    """What ``/buscar`` looks for: the words after it; empty when there are none, None when it is not typed."""
    command, _, wanted = text.strip().partition(" ")
    return wanted.strip() if command.partition("@")[0].casefold() == "/buscar" else None
