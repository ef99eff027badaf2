"""A quiz in a room: codes, steps, votes that count once, what is shown and what stays; on every store."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import THURSDAY

from redes.content.catalogue import Catalogue
from redes.content.lessons import Theme
from redes.privacy.pseudonym import SessionKey
from redes.reports.keeping import StoreUnavailable
from redes.store.engine import open_engine
from redes.store.memory import MemoryUnitOfWork
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork
from redes.training import rooms as use_cases
from redes.training.room import LIVES_S, POSTS, RoomCode, attendance_of, new_code, read_code, spelled
from redes.training.room_book import RoomBook
from redes.training.rooms import NoRoom, NotHost, TooManyRooms

HOST = SessionKey("h" * 32)
GUESTS = [SessionKey(f"{number:032}") for number in range(12)]
THEMES: tuple[Theme, ...] = ("derechos-humanos", "genero")
NOWHERE = RoomCode("b2c3d4")


class Clock:
    now = 1_000_000

    def __call__(self) -> float:
        return self.now


class Hall:
    """A book of rooms over a store, with people in it."""

    def __init__(self, uow, modules, unit_of_work=None) -> None:
        self.uow = uow
        self.modules = modules
        self.clock = Clock()
        self.book = RoomBook(
            unit_of_work=unit_of_work or (lambda: uow),
            key=b"r" * 32,
            clock=self.clock,
            today=lambda: THURSDAY,
            wipe=lambda: None,
        )
        self.code = self.book.open(HOST, THEMES, ips=None).code

    def seat(self, people: int, post: str = "recepcion") -> None:
        for guest in GUESTS[:people]:
            self.book.take_seat(self.code, guest, post, self.modules)

    def on(self, times: int = 1):
        for _ in range(times):
            step = self.look().room.step
            self.book.go_on(self.code, HOST, step, self.modules)
        return self.look()

    def look(self, who: SessionKey | None = None):
        return self.book.look(self.code, who, self.modules)

    def vote(self, who: SessionKey, choice: int, index: int = 0) -> bool:
        return self.book.vote(self.code, who, index, choice, self.modules)[1]

    def attendance(self) -> list[tuple[date, str, str, int]]:
        with self.uow:
            return self.uow.rooms.attendance()


@pytest.fixture
def hall(uow, real: Catalogue) -> Hall:
    return Hall(uow, real.modules)


# Codes


def test_a_code_is_read_as_people_write_it():
    code = new_code()

    written = [code, code.upper(), spelled(code), f"Sala {spelled(code)}", "-".join((code[:2], code[2:4], code[4:]))]
    assert [read_code(text) for text in written] == [code] * 5


@pytest.mark.parametrize(
    "text", ["", "k4t8r", "k4t8r2x", "ABC123", "123456", "norte24", "hola", "k4 t8 a2", "dolor1", "k0t8r2", "sala"]
)
def test_what_is_no_code_is_none(text):
    assert read_code(text) is None


# Running a room


def test_a_room_goes_from_people_coming_in_to_each_situation_and_its_answer(hall: Hall):
    phases = [hall.look().room.phase]
    phases += [hall.on().room.phase for _ in range(4)]

    assert phases == ["waiting", "asking", "showing", "asking", "showing"]
    assert hall.look().room.is_at_its_end
    assert hall.on().room.step == 4


def test_a_second_tap_on_going_on_skips_nothing(hall: Hall):
    for _ in range(2):
        seen = hall.book.go_on(hall.code, HOST, 0, hall.modules)

    assert seen.room.step == 1


def test_only_who_opened_a_room_goes_on_and_closes_it(hall: Hall):
    with pytest.raises(NotHost):
        hall.book.go_on(hall.code, GUESTS[0], 0, hall.modules)
    with pytest.raises(NotHost):
        hall.book.close(hall.code, GUESTS[0])

    assert (hall.look(HOST).hosts, hall.look(GUESTS[0]).hosts, hall.look().hosts) == (True, False, False)


# Answering


def test_an_answer_counts_once_and_the_first_one_stays(hall: Hall):
    hall.seat(5)
    hall.on()

    counted = [hall.vote(GUESTS[0], choice) for choice in (1, 2, 1)]

    assert counted == [True, False, False]
    assert (hall.look(GUESTS[0]).vote, hall.look().answered) == (1, 1)


def test_an_answer_after_the_result_is_shown_does_not_count(hall: Hall):
    hall.seat(6)
    hall.on()
    for guest in GUESTS[:5]:
        hall.vote(guest, 0)
    before = hall.on().tally

    late = hall.vote(GUESTS[5], 1)

    assert (late, before, hall.look().tally) == (False, (5, 0, 0, 0), (5, 0, 0, 0))


@pytest.mark.parametrize(("index", "choice"), [(1, 0), (0, 9), (7, 0)])
def test_an_answer_to_another_situation_or_with_no_such_choice_does_not_count(hall: Hall, index, choice):
    hall.seat(1)
    hall.on()

    assert not hall.vote(GUESTS[0], choice, index)


def test_who_has_not_said_where_she_works_and_who_runs_the_room_are_not_counted(hall: Hall):
    hall.book.take_seat(hall.code, HOST, "otro", hall.modules)
    hall.on()

    assert (hall.vote(GUESTS[0], 0), hall.vote(HOST, 0)) == (False, False)
    assert (hall.look().present, hall.look().answered) == (0, 0)


def test_the_post_that_was_said_first_stays(hall: Hall):
    for post in ("medicina", "otro"):
        seen = hall.book.take_seat(hall.code, GUESTS[0], post, hall.modules)

    assert (seen.post, seen.present) == ("medicina", 1)


def test_how_the_room_votes_is_hidden_while_it_votes_and_when_fewer_than_five_did(hall: Hall):
    hall.seat(9)
    hall.on()
    for guest in GUESTS[:5]:
        hall.vote(guest, 0)
    asking = hall.look().tally
    shown = hall.on().tally
    hall.on()
    for guest in GUESTS[:4]:
        hall.vote(guest, 0, 1)
    few = hall.on()

    assert (asking, shown, few.tally, few.answered) == (None, (5, 0, 0, 0), None, 4)


def test_one_who_taps_twice_at_once_is_counted_once(hall: Hall):
    if isinstance(hall.uow, MemoryUnitOfWork):
        pytest.skip("the store in memory has one hand")
    engine = hall.uow._engine
    hall = Hall(SqlUnitOfWork(engine), hall.modules, unit_of_work=lambda: SqlUnitOfWork(engine))
    hall.seat(1)
    hall.on()

    with ThreadPoolExecutor(4) as hands:
        counted = list(hands.map(lambda _: hall.vote(GUESTS[0], 0), range(8)))

    assert (counted.count(True), hall.look().answered) == (1, 1)


def test_many_who_come_in_and_answer_at_once_are_all_counted(hall: Hall):
    if isinstance(hall.uow, MemoryUnitOfWork):
        pytest.skip("the store in memory has one hand")
    engine = hall.uow._engine
    hall = Hall(SqlUnitOfWork(engine), hall.modules, unit_of_work=lambda: SqlUnitOfWork(engine))

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda who: hall.book.take_seat(hall.code, who, "otro", hall.modules), GUESTS))
        list(hands.map(lambda _: hall.book.go_on(hall.code, HOST, 0, hall.modules), range(4)))
        list(hands.map(lambda who: hall.vote(who, 0), GUESTS))

    assert (hall.look().present, hall.look().room.step, hall.look().answered) == (12, 1, 12)


# Its end


def test_closing_keeps_how_many_of_each_post_came_and_deletes_all_else(hall: Hall):
    hall.seat(7)
    hall.on()
    hall.vote(GUESTS[0], 0)

    kept = hall.book.close(hall.code, HOST)

    assert kept == {"recepcion": 7}
    assert hall.attendance() == [(date(2024, 7, 1), "", "recepcion", 7)]
    with hall.uow:
        left = (hall.uow.rooms.count(), hall.uow.rooms.posts(hall.code), hall.uow.rooms.votes(hall.code, 0))
    assert left == (0, Counter(), Counter())


def test_who_wants_to_be_forgotten_is_no_longer_counted_in_any_room(hall: Hall):
    hall.seat(6)
    hall.on()
    for guest in GUESTS[:2]:
        hall.vote(guest, 0)

    forgotten = [hall.book.forget(GUESTS[0]), hall.book.forget(GUESTS[0]), hall.book.forget(HOST)]

    seen = hall.look(GUESTS[0])
    assert forgotten == [True, False, False]
    assert (seen.present, seen.answered, seen.post, seen.vote) == (5, 1, None, None)


def test_two_rooms_of_a_week_are_added_up(hall: Hall):
    hall.seat(7)
    hall.book.close(hall.code, HOST)
    hall.code = hall.book.open(HOST, THEMES, ips=None).code
    hall.seat(5)
    hall.book.close(hall.code, HOST)

    assert hall.attendance() == [(date(2024, 7, 1), "", "recepcion", 12)]


def test_a_room_ends_by_itself_and_its_attendance_is_kept(hall: Hall):
    hall.seat(6)
    hall.clock.now += LIVES_S

    with pytest.raises(NoRoom):
        hall.look()
    assert (hall.book.close_old(), hall.book.close_old()) == (1, 0)
    assert [row[2:] for row in hall.attendance()] == [("recepcion", 6)]


def test_an_unknown_code_and_a_closed_room_are_no_rooms(hall: Hall):
    hall.book.close(hall.code, HOST)

    for code in (hall.code, NOWHERE):
        for tried in (
            lambda code=code: hall.book.look(code, None, hall.modules),
            lambda code=code: hall.book.take_seat(code, GUESTS[0], "otro", hall.modules),
            lambda code=code: hall.book.vote(code, GUESTS[0], 0, 0, hall.modules),
            lambda code=code: hall.book.go_on(code, HOST, 0, hall.modules),
            lambda code=code: hall.book.close(code, HOST),
        ):
            with pytest.raises(NoRoom):
                tried()


def test_there_is_a_bound_on_rooms(real: Catalogue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(use_cases, "MOST_ROOMS", 1)
    hall = Hall(MemoryUnitOfWork(), real.modules)

    with pytest.raises(TooManyRooms):
        hall.book.open(HOST, THEMES, ips=None)


def test_nobody_is_the_same_person_in_two_rooms_nor_her_session(hall: Hall):
    other = hall.book.open(HOST, THEMES, ips=None)
    hosts = {hall.look().room.host, other.host}

    assert len(hosts) == 2
    assert HOST not in hosts


def test_a_database_that_is_away_is_said_so(tmp_path: Path, real: Catalogue):
    engine = open_engine(f"sqlite:///{tmp_path / 'redes.sqlite'}")
    upgrade(engine, "0009")
    with pytest.raises(StoreUnavailable):
        Hall(SqlUnitOfWork(engine), real.modules)
    engine.dispose()


# What is told of who came


@given(st.dictionaries(st.sampled_from(POSTS), st.integers(min_value=0, max_value=14)))
def test_no_number_under_five_is_told_or_can_be_reckoned_from_the_whole(posts):
    told = attendance_of(posts)

    hidden = sum(posts.values()) - sum(told.values())
    assert all(people >= 5 for people in told.values())
    assert hidden == 0 or (not told and hidden < 5)


def test_posts_of_few_people_are_told_together():
    assert attendance_of({"recepcion": 7, "medicina": 6, "enfermeria": 2}) == {"recepcion": 7, "juntos": 8}
    assert attendance_of({"recepcion": 7, "medicina": 3, "enfermeria": 2}) == {"recepcion": 7, "juntos": 5}
    assert attendance_of({"recepcion": 4}) == {}
