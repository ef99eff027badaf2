"""Counting in every database is counting by hand."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from makers import a_report

from redes.publishing.shape import COLUMNS, Tally
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

MONDAY = date(2024, 7, 1)


def some_reports():
    """Reports of which each column is sometimes not told, so that what was not told is not taken for a sum."""
    chance = random.Random(5)
    for one in range(400):
        yield a_report(
            receipt_hash=f"{one:064x}",
            id=f"{one:032x}",
            week=MONDAY + timedelta(weeks=chance.randrange(4)),
            municipality=chance.choice(("05001", "76001", None)),
            kind=chance.choice(("barrera", "barrera", "buena-practica")),
            queue=chance.choice(("normal", "normal", "abuso")),
            state=chance.choice(("nuevo", "resuelto", "descartado")),
            barrier=chance.choice(("urg.puerta", None)),
            service=chance.choice(("urgencia", None)),
            voice=chance.choice(("staff", None)),
            rule=chance.choice(("una", "otra", None)),
            ips=chance.choice(("cuc-huem", None)),
            groups=chance.choice(((), ("gestante",), ("gestante", "transito"), ("transito", "gestante"))),
        )


def values_of(report, column):
    told = getattr(report, column)
    return tuple(sorted(told)) if column == "groups" else () if told is None else (told,)


@pytest.mark.parametrize(("first", "weeks"), [(MONDAY, 4), (MONDAY + timedelta(weeks=1), 2), (date(2020, 1, 6), 1)])
def test_tallies_are_those_that_one_makes_by_hand(engine, first, weeks):
    upgrade(engine)
    reports = list(some_reports())
    uow = SqlUnitOfWork(engine)
    with uow:
        for one in reports:
            uow.reports.add(one)
        uow.commit()

    with uow:
        tallies = list(uow.counts.tallies(first, first + timedelta(weeks=weeks)))

    by_hand = Counter(
        (column, one.municipality, values_of(one, column))
        for one in reports
        for column in COLUMNS
        if one.kind == "barrera" and one.queue == "normal" and one.state != "descartado"
        if first <= one.week < first + timedelta(weeks=weeks)
    )
    assert len(tallies) == len(by_hand)
    assert set(tallies) == {Tally(*alike, count) for alike, count in by_hand.items()}
