"""The use cases of a quiz in a room: to open it, to come in, to answer, to go on, to close it. Each is one transaction.

Whatever depends on the step of a room locks the room first, so that no answer slips in behind the shown result and two
taps on «go on» are one.
"""

import dataclasses
import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from redes.content.lessons import Module, Theme
from redes.errors import RedesError
from redes.privacy.pseudonym import SessionKey
from redes.reports.report import monday
from redes.training.room import (
    LIVES_S,
    MOST_ROOMS,
    Person,
    Post,
    Room,
    RoomCode,
    View,
    attendance_of,
    new_code,
    tally_of,
)
from redes.transaction import Transaction


class NoRoom(RedesError):
    """There is no such room, or no longer."""


class TooManyRooms(RedesError):
    """So many rooms are open that another one would not be a room of people."""


class NotHost(RedesError):
    """Only who runs a room may do that."""


class RoomStore(Protocol):
    """Where rooms are kept while they live, and what stays of them."""

    def open(self, room: Room) -> None:
        """Keep a new room; its code must be free."""

    def find(self, code: RoomCode, *, lock: bool = False) -> Room | None:
        """A room; with ``lock``, nobody else changes it or answers in it before the end of the transaction."""

    def go_to(self, code: RoomCode, step: int) -> None:
        """Set a room's step."""

    def sit(self, code: RoomCode, person: Person, post: Post) -> None:
        """Keep where somebody works, unless she has said so before."""

    def post_of(self, code: RoomCode, person: Person) -> Post | None:
        """Where somebody works."""

    def posts(self, code: RoomCode) -> Counter[Post]:
        """How many people of each post are there."""

    def vote(self, code: RoomCode, index: int, person: Person, choice: int) -> None:
        """Keep an answer; whether there is one already is the caller's to know."""

    def vote_of(self, code: RoomCode, index: int, person: Person) -> int | None:
        """What somebody answered."""

    def votes(self, code: RoomCode, index: int) -> Counter[int]:
        """How often each choice was taken."""

    def remove(self, code: RoomCode) -> None:
        """Delete a room with all that was said in it."""

    def open_codes(self) -> list[RoomCode]:
        """Codes of all rooms."""

    def forget(self, code: RoomCode, person: Person) -> bool:
        """Delete where somebody works and what she answered in a room; whether there was anything."""

    def over(self, now: int) -> list[Room]:
        """Rooms whose time is up."""

    def count(self) -> int:
        """How many rooms there are."""

    def attended(self, week: date, ips: str, post: str, people: int) -> None:
        """Add to how many people of a post were in rooms, in a week and at an institution (empty: at none)."""

    def attendance(self) -> list[tuple[date, str, str, int]]:
        """Week, institution, post and people, in this order."""


class UnitOfWork(Transaction, Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        rooms: Rooms, inside the block.
    """

    rooms: RoomStore


def person_in(code: str, session: SessionKey, *, key: bytes) -> Person:
    """Who somebody is in one room: a keyed hash, so that nothing links her to her training, or to another room."""
    return Person(hmac.new(key, f"{code}:{session}".encode(), hashlib.sha256).hexdigest()[:32])


def open_room(
    session: SessionKey, themes: Sequence[Theme], *, ips: str | None, key: bytes, uow: UnitOfWork, now: int
) -> Room:
    """Open a room for who will run it.

    Args:
        session: Who runs it.
        themes: Whose situations are decided, in order; at least one.
        ips: Institution that its attendance is counted for, or None.
        key: For pseudonyms.
        uow: A transaction.
        now: Seconds since the epoch.

    Raises:
        TooManyRooms: There are enough.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    with uow:
        if uow.rooms.count() >= MOST_ROOMS:
            raise TooManyRooms("there are too many rooms")
        code = new_code()
        while uow.rooms.find(code) is not None:
            code = new_code()
        room = Room(
            code=code, host=person_in(code, session, key=key), themes=tuple(themes), ends_at=now + LIVES_S, ips=ips
        )
        uow.rooms.open(room)
        uow.commit()
    return room


def look(
    code: RoomCode,
    session: SessionKey | None,
    modules: Mapping[Theme, Module],
    *,
    key: bytes,
    uow: UnitOfWork,
    now: int,
) -> View:
    """A room as somebody may see it.

    Args:
        code: Which.
        session: Who looks; None for the screen that all look at.
        modules: The modules in force, for how many choices a situation has.
        key: For pseudonyms.
        uow: A transaction.
        now: Seconds since the epoch.

    Raises:
        NoRoom: There is none of that code, or it is over.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        return _view(uow.rooms, _living(uow.rooms, code, now), session, modules, key)


def take_seat(
    code: RoomCode,
    session: SessionKey,
    post: Post,
    modules: Mapping[Theme, Module],
    *,
    key: bytes,
    uow: UnitOfWork,
    now: int,
) -> View:
    """Say where one works, and be counted. The first word stays; who runs the room is not counted.

    Raises:
        NoRoom: There is none of that code, or it is over.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    with uow:
        room = _living(uow.rooms, code, now, lock=True)
        person = person_in(code, session, key=key)
        if person != room.host and uow.rooms.post_of(code, person) is None:
            uow.rooms.sit(code, person, post)
        seen = _view(uow.rooms, room, session, modules, key)
        uow.commit()
    return seen


def cast_vote(
    code: RoomCode,
    session: SessionKey,
    index: int,
    choice: int,
    modules: Mapping[Theme, Module],
    *,
    key: bytes,
    uow: UnitOfWork,
    now: int,
) -> tuple[View, bool]:
    """Answer a situation. It counts when it is being asked, by somebody who said where she works, for the first time.

    Returns:
        The room, and whether the answer counts.

    Raises:
        NoRoom: There is none of that code, or it is over.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    with uow:
        room = _living(uow.rooms, code, now, lock=True)
        person = person_in(code, session, key=key)
        module = modules.get(room.themes[room.index])
        counts = (
            room.phase == "asking"
            and room.index == index
            and module is not None
            and 0 <= choice < len(module.situation.choices)
            and uow.rooms.post_of(code, person) is not None
            and uow.rooms.vote_of(code, index, person) is None
        )
        if counts:
            uow.rooms.vote(code, index, person, choice)
        seen = _view(uow.rooms, room, session, modules, key)
        uow.commit()
    return seen, counts


def go_on(
    code: RoomCode,
    session: SessionKey,
    seen_step: int,
    modules: Mapping[Theme, Module],
    *,
    key: bytes,
    uow: UnitOfWork,
    now: int,
) -> View:
    """Take a room a step further, from the step that who runs it saw: a second tap finds another step, and does nothing.

    Raises:
        NoRoom: There is none of that code, or it is over.
        NotHost: Somebody else runs it.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    with uow:
        room = _living(uow.rooms, code, now, lock=True)
        if room.host != person_in(code, session, key=key):
            raise NotHost("somebody else runs this room")
        if room.step == seen_step and not room.is_at_its_end:
            room = dataclasses.replace(room, step=seen_step + 1)
            uow.rooms.go_to(code, room.step)
        seen = _view(uow.rooms, room, session, modules, key)
        uow.commit()
    return seen


def close_room(
    code: RoomCode, session: SessionKey, *, key: bytes, uow: UnitOfWork, now: int, today: date
) -> dict[str, int]:
    """Close a room: keep how many people of which post were there, and delete everything else.

    Returns:
        What is kept (:func:`redes.training.room.attendance_of`); empty when too few were there.

    Raises:
        NoRoom: There is none of that code, or it is over.
        NotHost: Somebody else runs it.
        redes.reports.keeping.StoreUnavailable: It is still open.
    """
    with uow:
        room = _living(uow.rooms, code, now, lock=True)
        if room.host != person_in(code, session, key=key):
            raise NotHost("somebody else runs this room")
        told = _closed(uow.rooms, room, today)
        uow.commit()
    return told


def close_old_rooms(*, uow: UnitOfWork, now: int, today: date) -> int:
    """Close the rooms whose time is up, as if who ran them had; how many.

    Raises:
        redes.reports.keeping.StoreUnavailable: They are still there.
    """
    with uow:
        rooms = uow.rooms.over(now)
        for room in rooms:
            if uow.rooms.find(room.code, lock=True) is not None:
                _closed(uow.rooms, room, today)
        uow.commit()
    return len(rooms)


def forget_person(session: SessionKey, *, key: bytes, uow: UnitOfWork) -> bool:
    """Delete what somebody said in any room that is open; whether there was anything. A room that she runs is not hers to forget.

    Raises:
        redes.reports.keeping.StoreUnavailable: It may still be there.
    """
    with uow:
        gone = [uow.rooms.forget(code, person_in(code, session, key=key)) for code in uow.rooms.open_codes()]
        uow.commit()
    return any(gone)


def _living(rooms: RoomStore, code: RoomCode, now: int, *, lock: bool = False) -> Room:
    room = rooms.find(code, lock=lock)
    if room is None or room.ends_at <= now:
        raise NoRoom(f"there is no room '{code}'")
    return room


def _closed(rooms: RoomStore, room: Room, today: date) -> dict[str, int]:
    told = attendance_of(rooms.posts(room.code))
    for post, people in told.items():
        rooms.attended(monday(today), room.ips or "", post, people)
    rooms.remove(room.code)
    return told


def _view(
    rooms: RoomStore, room: Room, session: SessionKey | None, modules: Mapping[Theme, Module], key: bytes
) -> View:
    votes = rooms.votes(room.code, room.index) if room.step else Counter[int]()
    module = modules.get(room.themes[room.index])
    person = None if session is None else person_in(room.code, session, key=key)
    return View(
        room=room,
        present=rooms.posts(room.code).total(),
        answered=votes.total(),
        tally=tally_of(module, votes) if module is not None and room.phase == "showing" else None,
        hosts=person == room.host,
        post=None if person is None else rooms.post_of(room.code, person),
        vote=None if person is None or not room.step else rooms.vote_of(room.code, room.index, person),
    )
