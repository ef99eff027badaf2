"""Reminders in the conversation: what somebody asked for, what she agrees to, and stopping with one tap.

Where she can be written to is never here. She agrees, the answer carries her wish, and the face that knows the
chat keeps both (:class:`AddressBook`). Only Telegram can write first, so elsewhere it is said so.
"""

import asyncio
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.presses import Press
from bot.replies import Reply
from bot.screens import reminders as screens
from bot.voice import Voice
from redes.doors import Doors
from redes.privacy.pseudonym import SessionKey
from redes.reminding.subscription import KINDS, Kind, Wish, read_wish
from redes.reports.keeping import StoreUnavailable

Delivery = Literal["sent", "gone", "away", "unknown", "refused"]
"""What came of a message that the bot wrote first: it was sent; there is nobody to write to any more; the channel did not
take it, and may later; the channel's answer was lost, so it may have arrived; the channel will never take this message."""


class ReminderBook(Protocol):
    """What is kept, as far as a conversation may see it. Each call may raise :class:`StoreUnavailable`."""

    def of(self, session: SessionKey) -> tuple[Wish, ...]:
        """What somebody asked for, by kind."""

    def stop(self, session: SessionKey, kind: Kind | None = None) -> bool:
        """Delete it, of one kind or all, with the address; whether there was anything."""


class AddressBook(Protocol):
    """Where a face keeps where it can write to."""

    def keep(self, session: SessionKey, chat: int, wish: Wish, language: str) -> None:
        """Keep a wish and a chat.

        Raises:
            redes.reminding.subscribing.NoSeat: It is for who coordinates a mesa.
            redes.reports.keeping.StoreUnavailable: Nothing was kept.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A wish that somebody agreed to, for the face to keep.

    Attributes:
        wish: What she wants.
        language: In which she is written to.
        no_seat: What she is told when it is for who coordinates a mesa only.
        away: What she is told when it could not be kept.
    """

    wish: Wish
    language: str
    no_seat: Reply
    away: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDesk:
    """The reminders of one conversation.

    Attributes:
        book: What is kept.
        voice: Speaks to the person.
        session: Whose conversation it is.
        reachable: Whether her channel lets the bot write first.
        doors: Where the bot of Telegram is.
    """

    book: ReminderBook
    voice: Voice
    session: SessionKey
    reachable: bool
    doors: Doors

    async def pressed(self, press: Press) -> tuple[Reply | None, Agreed | None]:
        """A button of the reminders: what is shown, and what the face is to keep.

        The reply is None when what the button names does not exist.
        """
        if not self.reachable:
            return screens.only_telegram(self.voice, self.doors), None
        try:
            return await self._pressed(press)
        except StoreUnavailable:
            return screens.said(self.voice, "error.base-de-datos"), None

    async def stop_all(self) -> bool | None:
        """Delete all of it; whether there was anything. None: it may still be there."""
        try:
            return await asyncio.to_thread(self.book.stop, self.session)
        except StoreUnavailable:
            return None

    async def _pressed(self, press: Press) -> tuple[Reply | None, Agreed | None]:
        match press.kind:
            case "reminders":
                mine = await asyncio.to_thread(self.book.of, self.session)
                return screens.listing(self.voice, mine, of_a_mesa=press.value == "mesa"), None
            case "remind-stop":
                kind = next((known for known in KINDS if known == press.value), None)
                if kind is None:
                    return None, None
                there = await asyncio.to_thread(self.book.stop, self.session, kind)
                return screens.stopped(self.voice, kind, there=there), None
        wish = read_wish(press.value)
        if wish is None:
            return None, None
        if press.kind == "remind":
            mine = await asyncio.to_thread(self.book.of, self.session)
            now = next((one for one in mine if one.kind == wish.kind), None)
            shown = now if now is not None and press.value == wish.kind else wish
            return screens.choose(self.voice, shown, now=now), None
        if not wish.days and wish.kind != "guardia":
            return screens.choose(self.voice, wish, now=None), None
        agreed = Agreed(
            wish=wish,
            language=self.voice.language,
            no_seat=screens.said(self.voice, "panel.sin-cuenta"),
            away=screens.said(self.voice, "avisos.no-guardado"),
        )
        return screens.kept(self.voice, wish), agreed
