"""Counts of a mesa: what every store counts alike, and what is held for a day."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from makers import THURSDAY, a_report

from redes.followup.held import Held
from redes.followup.keeping import Broken, Weekly
from redes.reports.report import monday
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

THIS_WEEK = monday(THURSDAY)
SINCE = THIS_WEEK - timedelta(weeks=5)
TOWNS = frozenset({"05001", "76001"})


def some_reports(number, *, first=0):
    """Reports of every kind that a count could mistake."""
    chance = random.Random(first)
    for one in range(first, first + number):
        yield a_report(
            receipt_hash=f"{one:064x}" if chance.random() < 0.9 else None,
            id=f"{one:032x}",
            week=THIS_WEEK - timedelta(weeks=chance.randrange(8)),
            municipality=chance.choice(("05001", "76001", "11001", None)),
            barrier=chance.choice(("urg.puerta", "doc.papeles", None)),
            kind=chance.choice(("barrera", "buena-practica")),
            practice=chance.choice((3, 5, None)),
            rule=chance.choice(("una", "otra", None)),
            queue=chance.choice(("normal", "normal", "abuso")),
            urgent_now=chance.choice((True, False, None)),
            state=chance.choice(("nuevo", "en-revision", "en-mesa", "resuelto")),
        )


def keep(uow, reports):
    with uow:
        for one in reports:
            uow.reports.add(one)
        uow.commit()


def one_by_one(reports, barriers=None):
    """The counts of weeks, without a database."""
    sums = Counter()
    for one in reports:
        if one.barrier and one.municipality in TOWNS and one.week >= SINCE and one.queue == "normal":
            key = one.barrier, one.week
            sums[key, "count"] += 1
            sums[key, "urgent"] += one.urgent_now is True
            sums[key, "waiting"] += one.state in ("nuevo", "en-revision")
    return [
        Weekly(barrier=key[0], week=key[1], **{name: sums[key, name] for name in ("count", "urgent", "waiting")})
        for key in sorted({key for key, _ in sums})
        if barriers is None or key[0] in barriers
    ]


@pytest.mark.parametrize("barriers", [None, ("urg.puerta",), ("urg.puerta", "doc.papeles"), ()])
def test_every_store_counts_as_one_would_by_hand(uow, barriers):
    reports = list(some_reports(300))
    keep(uow, reports)

    with uow:
        weekly = list(uow.followup.counts.weekly(TOWNS, since=SINCE, barriers=barriers))
        broken = list(uow.followup.counts.broken(TOWNS, since=SINCE, until=THIS_WEEK))

    assert weekly == one_by_one(reports, barriers)
    assert {one.barrier for one in weekly} == set(("urg.puerta", "doc.papeles") if barriers is None else barriers)
    by_hand = Counter(
        (one.rule, one.barrier)
        for one in reports
        if one.rule and one.barrier and one.municipality in TOWNS and one.queue == "normal"
        if SINCE <= one.week < THIS_WEEK
    )
    assert broken == [Broken(rule=r, barrier=b, count=n) for (r, b), n in sorted(by_hand.items())]


class Days:
    def __init__(self) -> None:
        self.today = THURSDAY

    def __call__(self) -> date:
        return self.today


@pytest.fixture
def days():
    return Days()


@pytest.fixture
def held(sqlite, days):
    """A database that remembers what it counted, and the same one that does not."""
    upgrade(sqlite)
    keep(SqlUnitOfWork(sqlite), some_reports(200))
    return SqlUnitOfWork(sqlite, Held(days)), SqlUnitOfWork(sqlite)


def counted(uow, **given):
    with uow:
        return (
            list(uow.followup.counts.weekly(TOWNS, since=SINCE, **given)),
            list(uow.followup.counts.broken(TOWNS, since=SINCE, until=THIS_WEEK)),
            list(uow.followup.counts.praised(TOWNS, since=SINCE, until=THIS_WEEK)),
        )


def test_what_is_held_is_what_was_counted(held):
    remembering, forgetful = held

    assert counted(remembering) == counted(forgetful)
    assert counted(remembering) == counted(forgetful)
    assert counted(remembering, barriers=["urg.puerta"]) == counted(forgetful, barriers=["urg.puerta"])


def test_a_count_stays_for_the_day_and_is_new_on_the_next(held, days):
    remembering, forgetful = held
    morning = counted(remembering)
    keep(forgetful, some_reports(50, first=1000))

    assert counted(remembering) == morning != counted(forgetful)
    days.today += timedelta(days=1)
    assert counted(remembering) == counted(forgetful)


def test_other_places_weeks_and_kinds_are_other_questions(held):
    remembering, forgetful = held
    counted(remembering)

    for uow in held:
        with uow:
            counts = uow.followup.counts
            found = (
                list(counts.weekly({"11001"}, since=SINCE)),
                list(counts.weekly(TOWNS, since=THIS_WEEK)),
                list(counts.weekly(TOWNS, since=SINCE, barriers=())),
                list(counts.broken(TOWNS, since=SINCE, until=SINCE + timedelta(weeks=1))),
            )
        if uow is remembering:
            first = found
    assert first == found
    assert all(one != counted(forgetful)[0] for one in found)
