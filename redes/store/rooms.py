"""Rooms in a database or in memory: one protocol, the same tests."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from redes.store.tables import AttendanceRow, RoomRow, SeatRow, VoteRow
from redes.training.room import Person, Post, Room, RoomCode


class SqlRooms:
    """Rooms in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, room: Room) -> None:
        self._session.add(
            RoomRow(
                code=room.code,
                host=room.host,
                themes=list(room.themes),
                step=room.step,
                ends_at=room.ends_at,
                ips=room.ips,
            )
        )

    def find(self, code: RoomCode, *, lock: bool = False) -> Room | None:
        if lock:
            # A change that changes nothing: it holds the row on PostgreSQL and the pen on SQLite, which knows no other lock.
            self._session.execute(update(RoomRow).where(RoomRow.code == code).values(step=RoomRow.step))
        row = self._session.scalars(
            select(RoomRow).where(RoomRow.code == code).execution_options(populate_existing=True)
        ).one_or_none()
        return None if row is None else _room(row)

    def go_to(self, code: RoomCode, step: int) -> None:
        self._session.execute(update(RoomRow).where(RoomRow.code == code).values(step=step))

    def sit(self, code: RoomCode, person: Person, post: Post) -> None:
        self._session.add(SeatRow(room=code, person=person, post=post))
        self._session.flush()

    def post_of(self, code: RoomCode, person: Person) -> Post | None:
        row = self._session.get(SeatRow, (code, person))
        return None if row is None else row.post  # type: ignore[return-value]  # written by this module only

    def posts(self, code: RoomCode) -> Counter[Post]:
        found = select(SeatRow.post, func.count()).where(SeatRow.room == code).group_by(SeatRow.post)
        # Posts are written by this module only.
        return Counter({cast(Post, row[0]): row[1] for row in self._session.execute(found)})

    def vote(self, code: RoomCode, index: int, person: Person, choice: int) -> None:
        self._session.add(VoteRow(room=code, number=index, person=person, choice=choice))
        self._session.flush()

    def vote_of(self, code: RoomCode, index: int, person: Person) -> int | None:
        row = self._session.get(VoteRow, (code, index, person))
        return None if row is None else row.choice

    def votes(self, code: RoomCode, index: int) -> Counter[int]:
        of_this = (VoteRow.room == code, VoteRow.number == index)
        found = select(VoteRow.choice, func.count()).where(*of_this).group_by(VoteRow.choice)
        return Counter({row[0]: row[1] for row in self._session.execute(found)})

    def remove(self, code: RoomCode) -> None:
        for table, of_it in ((VoteRow, VoteRow.room), (SeatRow, SeatRow.room), (RoomRow, RoomRow.code)):
            self._session.execute(delete(table).where(of_it == code))

    def open_codes(self) -> list[RoomCode]:
        return [RoomCode(code) for code in self._session.scalars(select(RoomRow.code).order_by(RoomRow.code))]

    def forget(self, code: RoomCode, person: Person) -> bool:
        seat = self._session.get(SeatRow, (code, person))
        if seat is None:
            return False
        self._session.execute(delete(VoteRow).where(VoteRow.room == code, VoteRow.person == person))
        self._session.delete(seat)
        return True

    def over(self, now: int) -> list[Room]:
        found = select(RoomRow).where(RoomRow.ends_at <= now).order_by(RoomRow.code)
        return [_room(row) for row in self._session.scalars(found)]

    def count(self) -> int:
        return self._session.scalar(select(func.count()).select_from(RoomRow)) or 0

    def attended(self, week: date, ips: str, post: str, people: int) -> None:
        row = self._session.get(AttendanceRow, (week, ips, post), with_for_update=True)
        if row is None:
            self._session.add(AttendanceRow(week=week, ips=ips, post=post, people=people))
        else:
            row.people += people
        self._session.flush()

    def attendance(self) -> list[tuple[date, str, str, int]]:
        order = (AttendanceRow.week, AttendanceRow.ips, AttendanceRow.post)
        return [
            (r.week, r.ips, r.post, r.people) for r in self._session.scalars(select(AttendanceRow).order_by(*order))
        ]


@dataclass
class RoomsKept:
    """What the rooms in memory are made of."""

    rooms: dict[RoomCode, Room] = field(default_factory=dict)
    seats: dict[tuple[RoomCode, Person], Post] = field(default_factory=dict)
    votes: dict[tuple[RoomCode, int, Person], int] = field(default_factory=dict)
    attendance: Counter[tuple[date, str, str]] = field(default_factory=Counter)


class MemoryRooms:
    """Rooms in dictionaries: the twin that tests of the use cases run on."""

    def __init__(self, kept: RoomsKept) -> None:
        self._kept = kept

    def open(self, room: Room) -> None:
        self._kept.rooms[room.code] = room

    def find(self, code: RoomCode, *, lock: bool = False) -> Room | None:  # noqa: ARG002 - there is nobody else here
        return self._kept.rooms.get(code)

    def go_to(self, code: RoomCode, step: int) -> None:
        self._kept.rooms[code] = replace(self._kept.rooms[code], step=step)

    def sit(self, code: RoomCode, person: Person, post: Post) -> None:
        self._kept.seats[code, person] = post

    def post_of(self, code: RoomCode, person: Person) -> Post | None:
        return self._kept.seats.get((code, person))

    def posts(self, code: RoomCode) -> Counter[Post]:
        return Counter(post for (room, _), post in self._kept.seats.items() if room == code)

    def vote(self, code: RoomCode, index: int, person: Person, choice: int) -> None:
        self._kept.votes[code, index, person] = choice

    def vote_of(self, code: RoomCode, index: int, person: Person) -> int | None:
        return self._kept.votes.get((code, index, person))

    def votes(self, code: RoomCode, index: int) -> Counter[int]:
        return Counter(
            choice for (room, number, _), choice in self._kept.votes.items() if (room, number) == (code, index)
        )

    def remove(self, code: RoomCode) -> None:
        del self._kept.rooms[code]
        self._kept.seats = {place: post for place, post in self._kept.seats.items() if place[0] != code}
        self._kept.votes = {place: choice for place, choice in self._kept.votes.items() if place[0] != code}

    def open_codes(self) -> list[RoomCode]:
        return sorted(self._kept.rooms)

    def forget(self, code: RoomCode, person: Person) -> bool:
        votes = self._kept.votes.items()
        self._kept.votes = {place: choice for place, choice in votes if (place[0], place[2]) != (code, person)}
        return self._kept.seats.pop((code, person), None) is not None

    def over(self, now: int) -> list[Room]:
        return [room for code, room in sorted(self._kept.rooms.items()) if room.ends_at <= now]

    def count(self) -> int:
        return len(self._kept.rooms)

    def attended(self, week: date, ips: str, post: str, people: int) -> None:
        self._kept.attendance[week, ips, post] += people

    def attendance(self) -> list[tuple[date, str, str, int]]:
        return [(*place, people) for place, people in sorted(self._kept.attendance.items())]


def _room(row: RoomRow) -> Room:
    return Room(
        code=RoomCode(row.code),
        host=Person(row.host),
        themes=tuple(row.themes),  # type: ignore[arg-type]  # written by this module only
        step=row.step,
        ends_at=row.ends_at,
        ips=row.ips,
    )
