"""A quiz in a room, in the conversation: who runs it opens, goes on and closes; the others come in and answer.

None of it needs the dialogue. Nobody is written to: the bot knows no chat of anybody, so each taps to see what is next.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, get_args

from bot.presses import Press
from bot.replies import Reply
from bot.screens import room as screens
from bot.training import TrainingBook
from bot.voice import Voice
from redes.content.freshness import why_lesson_stale
from redes.content.lessons import Theme
from redes.doors import Doors
from redes.privacy.pseudonym import SessionKey
from redes.reports.keeping import StoreUnavailable
from redes.training.room import Post, RoomCode, read_code
from redes.training.room_book import RoomBook
from redes.training.rooms import NoRoom, NotHost, TooManyRooms

T = TypeVar("T")

_NAMED = re.compile(r"([a-z0-9]{6})(?:\.([a-z0-9-]+))?(?:\.([0-9]))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDesk:
    """The rooms of one conversation.

    Attributes:
        book: Where rooms are kept.
        training: Where progress is kept: the institution of who runs a room is that of its attendance.
        voice: Speaks to the person.
        session: Whose conversation it is.
        doors: Where the program is reached, for the screen and for who comes in.
        today: The day, for reviews.
    """

    book: RoomBook
    training: TrainingBook
    voice: Voice
    session: SessionKey
    doors: Doors
    today: date

    async def pressed(self, press: Press) -> Reply | None:
        """A button of a room; None when what it names does not exist."""
        match press.kind:
            case "kit":
                return screens.kit_reply(self.voice)
            case "room":
                return screens.opening(self.voice)
            case "room-in" if not press.value:
                return screens.ask_code(self.voice)
        try:
            return await self._opened(press.value) if press.kind == "room-open" else await self._inside(press)
        except NoRoom:
            return screens.no_room(self.voice)
        except (StoreUnavailable, TooManyRooms):
            return screens.not_kept(self.voice)

    async def forget(self) -> bool:
        """Delete what was said in rooms; whether there was anything.

        Raises:
            StoreUnavailable: It may still be there.
        """
        return await _kept(lambda: self.book.forget(self.session))

    async def _opened(self, minutes: str) -> Reply | None:
        kit, modules = self.voice.catalogue.kit, self.voice.catalogue.modules
        known = minutes.isascii() and minutes.isdigit() and len(minutes) == 2
        session = kit.session(int(minutes)) if kit and known else None
        if session is None:
            return None
        themes = [theme for theme in session.quiz if theme in modules and not self._stale(theme)]
        if not themes:
            return screens.under_review(self.voice)
        room = await _kept(lambda: self.book.open(self.session, themes, ips=self._ips()))
        view = await _kept(lambda: self.book.look(room.code, self.session, modules))
        return screens.host_reply(self.voice, view, doors=self.doors)

    async def _inside(self, press: Press) -> Reply | None:
        """A button that names a room."""
        found = _NAMED.fullmatch(press.value)
        code = read_code(found[1]) if found else None
        if found is None or code is None:
            raise NoRoom("that is no code of a room")
        what, choice = found[2] or "", found[3]
        number = int(what) if what.isascii() and what.isdigit() and len(what) <= 2 else None
        modules = self.voice.catalogue.modules
        match press.kind:
            case "room-in" | "room-see":
                view = await _kept(lambda: self.book.look(code, self.session, modules))
                return screens.room_reply(self.voice, view, doors=self.doors)
            case "room-post":
                post = next((known for known in get_args(Post) if known == what), None)
                if post is None:
                    return None
                view = await _kept(lambda: self.book.take_seat(code, self.session, post, modules))
                return screens.room_reply(self.voice, view, doors=self.doors)
            case "room-vote" if number is not None and choice is not None:
                view, counts = await _kept(lambda: self.book.vote(code, self.session, number, int(choice), modules))
                return screens.room_reply(self.voice, view, doors=self.doors, late=not counts)
            case "room-next" if number is not None:
                return await self._went_on(code, number)
            case "room-close":
                return await self._closed(code, sure=what == "si")
        return None

    async def _went_on(self, code: RoomCode, seen_step: int) -> Reply:
        modules = self.voice.catalogue.modules
        try:
            view = await _kept(lambda: self.book.go_on(code, self.session, seen_step, modules))
        except NotHost:
            return screens.not_host(self.voice, code)
        return screens.host_reply(self.voice, view, doors=self.doors)

    async def _closed(self, code: RoomCode, *, sure: bool) -> Reply:
        if not sure:
            return screens.ask_closing(self.voice, code)
        try:
            kept = await _kept(lambda: self.book.close(code, self.session))
        except NotHost:
            return screens.not_host(self.voice, code)
        return screens.closed(self.voice, kept)

    def _stale(self, theme: Theme) -> bool:
        module = self.voice.catalogue.modules[theme]
        return bool(why_lesson_stale(module, module.situation.basis, self.voice.catalogue, today=self.today))

    def _ips(self) -> str | None:
        exam = self.voice.catalogue.exam
        return None if exam is None else self.training.find(self.session, exam).ips


async def _kept(what: Callable[[], T]) -> T:
    # The database takes milliseconds; other conversations go on meanwhile.
    return await asyncio.to_thread(what)
