"""What somebody who coordinates can ask of the bot in a private chat: the way into the panel, and the dashboard.

The face hands over the chat's pseudonym; who wrote is never known here. The panel is reached through
:class:`CoordinatorDoor`, which the start-up brings.
"""

import re
from dataclasses import dataclass
from textwrap import shorten
from typing import Protocol

from bot.presses import Press
from bot.replies import Attachment, Button, Reply
from bot.voice import Voice
from redes.content.schema import Language
from redes.privacy.pseudonym import SessionKey

_ASKS = re.compile(r"/(panel|revisar|tablero)(?:@\w+)?")
_LONGEST_ALT = 200

_TIES = re.compile(r"/start(?:@\w+)? panel_([A-Za-z0-9_-]{16,48})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the dashboard.

    Attributes:
        name: Of the file, without its ending.
        png: Its bytes.
        described: What it shows, in words.
    """

    name: str
    png: bytes
    described: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """The dashboard as a chat shows it.

    Attributes:
        place: What the territory is called; all of them together when the account may see all.
        sentences: The view in words.
        pictures: Its charts; none before something is published.
    """

    place: str
    sentences: tuple[str, ...]
    pictures: tuple[Picture, ...]


class CoordinatorDoor(Protocol):
    """The panel, as far as a chat needs it."""

    def entry(self, session: SessionKey) -> str | None:
        """Address of a one-time link for the account that a chat is tied to; None when it is tied to none."""

    def waiting(self, session: SessionKey) -> int | None:
        """How many reports wait in the territories of a chat's account; None when it is tied to none that reviews."""

    def dashboard(self, session: SessionKey, language: Language) -> Dashboard | None:
        """The dashboard for a chat's account; None when it has no territory, or is tied to none."""

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
    body = voice.say("panel.enlace")
    attachments: tuple[Attachment, ...] = ()
    if "/revisar" in text and (count := door.waiting(session)) is not None:
        body = f"**{voice.say('panel.esperan', cuantos=str(count))}**\n\n{body}"
    if "/tablero" in text:
        said, attachments = _dashboard(door.dashboard(session, voice.language), voice)
        body = f"{said}\n\n{body}"
    if address.startswith("https://"):
        button = Button(label=voice.say("boton.entrar-panel"), url=address)
        return Reply(body=body, buttons=((button,), _reminders(voice)), protected=True, attachments=attachments)
    # Telegram refuses buttons and links to addresses that only this machine can reach: it is written out, to be copied.
    written = f"{body}\n\n{address.partition('://')[2]}"
    return Reply(body=written, buttons=(_reminders(voice),), protected=True, attachments=attachments)


def _reminders(voice: Voice) -> tuple[Button, ...]:
    """The way to what the bot says to coordinators by itself."""
    return (Button(label=voice.say("boton.avisos-mesa"), press=Press("reminders", "mesa")),)


def _dashboard(seen: Dashboard | None, voice: Voice) -> tuple[str, tuple[Attachment, ...]]:
    """The dashboard in words, and its pictures."""
    if seen is None:
        return voice.say("tablero.sin-cifras"), ()
    pictures = tuple(
        Attachment(
            kind="image",
            name=f"{one.name}.png",
            mime="image/png",
            alt=shorten(one.described, _LONGEST_ALT, placeholder="…"),
            path="",
            data=one.png,
        )
        for one in seen.pictures
    )
    return "\n\n".join((f"**{seen.place}**", *seen.sentences)), pictures
