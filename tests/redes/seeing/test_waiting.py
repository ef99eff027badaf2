from datetime import date, timedelta

from makers import THURSDAY, a_report
from mesa_makers import some_ground

from redes.reports.report import monday
from redes.seeing.waiting import together, waiting_of

THIS_WEEK = monday(THURSDAY)


def keep(uow, number, *, weeks, first=0, **given):
    with uow:
        for one in range(first, first + number):
            uow.reports.add(
                a_report(
                    receipt_hash=f"{one:064x}",
                    id=f"{one:032x}",
                    **{"week": THIS_WEEK - timedelta(weeks=weeks), "municipality": "05001"} | given,
                )
            )
        uow.commit()


def counts(uow, territory="medellin", today: date = THURSDAY):
    with uow:
        found = waiting_of(territory, ground=some_ground(), counts=uow.followup.counts, today=today)
    return {(one.since, one.until): one.count for one in found}


def test_who_waits_is_counted_by_the_weeks_in_bands_of_five(uow):
    keep(uow, 7, weeks=3)
    keep(uow, 12, weeks=4, first=100)
    keep(uow, 4, weeks=9, first=200)
    keep(uow, 6, weeks=60, first=300)

    assert counts(uow) == {(0, 4): 5, (4, 8): 10, (8, 12): 0, (12, 26): 0, (26, 52): 0, (52, None): 5}


def test_who_was_answered_and_who_came_this_week_does_not_wait(uow):
    keep(uow, 6, weeks=5, state="en-mesa")
    keep(uow, 6, weeks=0, first=100)
    keep(uow, 6, weeks=5, first=200, municipality="76001")

    assert set(counts(uow).values()) == {0}
    assert counts(uow, "cali")[4, 8] == 5


def test_of_two_territories_no_more_is_told_than_of_each(uow):
    keep(uow, 9, weeks=5)
    keep(uow, 9, weeks=5, first=100, municipality="76001")
    with uow:
        each = [
            waiting_of(one, ground=some_ground(), counts=uow.followup.counts, today=THURSDAY)
            for one in ("medellin", "cali")
        ]

    assert [one.count for one in together(each)] == [0, 10, 0, 0, 0, 0]
