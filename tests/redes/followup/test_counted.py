from datetime import date, timedelta

import pytest
from makers import THURSDAY, a_report
from mesa_makers import OF_CALI, OF_MEDELLIN, some_ground

from redes.followup.counted import BrokenRule, broken_with_barriers, praised_practices
from redes.followup.errors import NotYours

GROUND = some_ground()
MINE = {"scope": OF_MEDELLIN, "ground": GROUND, "today": THURSDAY}
LAST_WEEK = date(2024, 6, 24)
RULE = "urgencia-sin-requisitos"


@pytest.fixture
def keep(uow):
    def keep(number, **given):
        with uow:
            for one in range(number):
                name = f"{keep.kept + one:032x}"
                uow.reports.add(a_report(id=name, receipt_hash=name * 2, **{"week": LAST_WEEK, "rule": None} | given))
            uow.commit()
        keep.kept += number

    keep.kept = 0
    return keep


def test_a_broken_rule_is_told_with_the_barriers_by_which_it_is_broken(uow, keep):
    keep(12, rule=RULE, barrier="urg.puerta")
    keep(4, rule=RULE, barrier="doc.papeles")
    keep(30, rule="otra", barrier="doc.papeles")

    assert broken_with_barriers("medellin", uow=uow, **MINE) == (
        BrokenRule(rule="otra", count=30, barriers=(("doc.papeles", 30),)),
        BrokenRule(rule=RULE, count=15, barriers=(("urg.puerta", 10), ("doc.papeles", 0))),
    )


def test_compliments_are_counted_by_the_practice_they_praise(uow, keep):
    praise = {"kind": "buena-practica", "barrier": None}
    keep(7, practice=4, **praise)
    keep(2, practice=1, **praise)
    keep(8, practice=1, kind="propuesta", barrier=None)
    keep(9)

    assert praised_practices("medellin", uow=uow, **MINE) == ((4, 5), (1, 0))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"week": date(2024, 7, 1)},
        {"week": LAST_WEEK - timedelta(weeks=12)},
        {"municipality": "76001"},
        {"municipality": None},
        {"queue": "abuso"},
    ],
)
def test_other_weeks_other_places_and_abuse_do_not_count(uow, keep, elsewhere):
    keep(6, rule=RULE, **elsewhere)
    keep(6, kind="buena-practica", barrier=None, practice=2, **elsewhere)

    assert broken_with_barriers("medellin", uow=uow, **MINE) == ()
    assert praised_practices("medellin", uow=uow, **MINE) == ()


def test_the_counts_of_others_are_closed(uow):
    for count in (broken_with_barriers, praised_practices):
        with pytest.raises(NotYours):
            count("medellin", uow=uow, **MINE | {"scope": OF_CALI})
