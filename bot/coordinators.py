"""What somebody who coordinates can ask of the bot in a private chat: the way into the panel.

The face hands over the chat's pseudonym; who wrote is never known here. The panel is reached through
:class:`CoordinatorDoor`, which the start-up brings.
"""

import re
from typing import Protocol

from bot.replies import Button, Reply
from bot.voice import Voice
from redes.privacy.pseudonym import SessionKey

_ASKS = re.compile(r"/(panel|revisar)(?:@\w+)?")
_TIES = re.compile(r"/start(?:@\w+)? panel_([A-Za-z0-9_-]{16,48})")


class CoordinatorDoor(Protocol):
    """The panel, as far as a chat needs it."""

    def entry(self, session: SessionKey) -> str | None:
        """Address of a one-time link for the account that a chat is tied to; None when it is tied to none."""

    def waiting(self, session: SessionKey) -> int | None:
        """How many reports wait in the territories of a chat's account; None when it is tied to none that reviews."""

    def tie(self, session: SessionKey, code: str) -> str | None:
        """Tie a chat to the account whose code it shows; the account's label, or None when the code is no good."""


def is_for_coordinators(text: str) -> bool:
    """Whether a typed message is one of these commands."""
    return bool(_ASKS.fullmatch(text.strip()) or _TIES.fullmatch(text.strip()))


def coordinators_reply(text: str, session: SessionKey, *, door: CoordinatorDoor, voice: Voice) -> Reply:
    """The answer to one of these commands. It may wait for the database.

    Args:
        text: As typed; :func:`is_for_coordinators` holds.
        session: Pseudonym of the chat.
        door: The panel.
        voice: In the person's language.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    code = _TIES.fullmatch(text.strip())
    if code:
        label = door.tie(session, code[1])
        return Reply(body=voice.say("panel.vinculado", cuenta=label) if label else voice.say("panel.codigo-gastado"))
    address = door.entry(session)
    if address is None:
        return Reply(body=voice.say("panel.sin-cuenta"))
    count = door.waiting(session) if "/revisar" in text else None
    body = voice.say("panel.enlace")
    if count is not None:
        body = f"**{voice.say('panel.esperan', cuantos=str(count))}**\n\n{body}"
    if address.startswith("https://"):
        button = Button(label=voice.say("boton.entrar-panel"), url=address)
        return Reply(body=body, buttons=((button,),), protected=True)
    # Telegram refuses buttons and links to addresses that only this machine can reach: it is written out, to be copied.
    return Reply(body=f"{body}\n\n{address.partition('://')[2]}", protected=True)
