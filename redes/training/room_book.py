"""The rooms of a program: the use cases of :mod:`redes.training.rooms` with the store, the key and the clock they need."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from redes.content.lessons import Module, Theme
from redes.privacy.pseudonym import SessionKey
from redes.training import rooms
from redes.training.room import Post, Room, RoomCode, View

Modules = Mapping[Theme, Module]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBook:
    """Where rooms are kept. Each call takes milliseconds and may raise ``StoreUnavailable``: nothing was kept.

    Attributes:
        unit_of_work: Makes a transaction.
        key: Makes pseudonyms, and is used for nothing else.
        clock: Seconds since the epoch.
        today: The day, for the week of an attendance.
        wipe: Lets go of the old versions of what was deleted.
    """

    unit_of_work: Callable[[], rooms.UnitOfWork]
    key: bytes = field(repr=False)
    clock: Callable[[], float]
    today: Callable[[], date]
    wipe: Callable[[], None]

    def open(self, session: SessionKey, themes: Sequence[Theme], *, ips: str | None) -> Room:
        """Open a room (:func:`redes.training.rooms.open_room`)."""
        uow, now = self.unit_of_work(), int(self.clock())
        return rooms.open_room(session, themes, ips=ips, key=self.key, uow=uow, now=now)

    def look(self, code: RoomCode, session: SessionKey | None, modules: Modules) -> View:
        """A room as somebody, or its screen (None), may see it (:func:`redes.training.rooms.look`)."""
        return rooms.look(code, session, modules, key=self.key, uow=self.unit_of_work(), now=int(self.clock()))

    def take_seat(self, code: RoomCode, session: SessionKey, post: Post, modules: Modules) -> View:
        """Say where one works (:func:`redes.training.rooms.take_seat`)."""
        uow, now = self.unit_of_work(), int(self.clock())
        return rooms.take_seat(code, session, post, modules, key=self.key, uow=uow, now=now)

    def vote(self, code: RoomCode, session: SessionKey, index: int, choice: int, modules: Modules) -> tuple[View, bool]:
        """Answer a situation; whether it counts (:func:`redes.training.rooms.cast_vote`)."""
        uow, now = self.unit_of_work(), int(self.clock())
        return rooms.cast_vote(code, session, index, choice, modules, key=self.key, uow=uow, now=now)

    def go_on(self, code: RoomCode, session: SessionKey, seen_step: int, modules: Modules) -> View:
        """Take a room a step further (:func:`redes.training.rooms.go_on`)."""
        uow, now = self.unit_of_work(), int(self.clock())
        return rooms.go_on(code, session, seen_step, modules, key=self.key, uow=uow, now=now)

    def close(self, code: RoomCode, session: SessionKey) -> dict[str, int]:
        """Close a room; what is kept of who was there (:func:`redes.training.rooms.close_room`)."""
        uow, now = self.unit_of_work(), int(self.clock())
        kept = rooms.close_room(code, session, key=self.key, uow=uow, now=now, today=self.today())
        self.wipe()
        return kept

    def forget(self, session: SessionKey) -> bool:
        """Delete what somebody said in any open room (:func:`redes.training.rooms.forget_person`)."""
        there_was = rooms.forget_person(session, key=self.key, uow=self.unit_of_work())
        if there_was:
            self.wipe()
        return there_was

    def close_old(self) -> int:
        """Close the rooms whose time is up; how many."""
        closed = rooms.close_old_rooms(uow=self.unit_of_work(), now=int(self.clock()), today=self.today())
        if closed:
            self.wipe()
        return closed
