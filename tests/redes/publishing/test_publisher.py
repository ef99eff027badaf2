from datetime import date, timedelta

import pytest
from makers import a_report

from redes.publishing.periods import Period
from redes.publishing.publisher import bring_up_to_date
from redes.publishing.shape import frame_of, where
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

JANUARY = Period(2024, "mes", 1)
SPRING = date(2024, 4, 20)


@pytest.fixture
def uow(engine):
    upgrade(engine)
    return SqlUnitOfWork(engine)


@pytest.fixture
def frame(real):
    return frame_of(real, ["urgencia-sin-requisitos"])


def keep(uow, number, *, since=0, **given):
    with uow:
        for one in range(since, since + number):
            uow.reports.add(
                a_report(receipt_hash=f"{one:064x}", id=f"{one:032x}", **{"week": date(2024, 1, 8)} | given)
            )
        uow.commit()


def test_what_is_closed_is_published_from_january_on(uow, frame):
    keep(uow, 130, week=date(2024, 2, 26), municipality="54001")

    record = bring_up_to_date(uow=uow, frame=frame, today=SPRING)

    assert [str(one) for one in record.releases] == ["2024-01", "2024-02", "2024-03", "2024-T1"]
    assert record.figure(JANUARY) == 0
    assert record.figure(Period(2024, "trimestre", 1), where(territory="cucuta")) == 130


def test_without_reports_nothing_is_published(uow, frame):
    assert bring_up_to_date(uow=uow, frame=frame, today=SPRING).releases == {}


def test_what_is_published_does_not_change_when_reports_come_or_are_taken_back(uow, frame):
    keep(uow, 130)
    before = bring_up_to_date(uow=uow, frame=frame, today=SPRING)

    keep(uow, 3, since=130)
    with uow:
        uow.reports.remove(f"{0:032x}")
        uow.commit()

    assert bring_up_to_date(uow=uow, frame=frame, today=SPRING) == before
    later = bring_up_to_date(uow=uow, frame=frame, today=SPRING + timedelta(days=30))
    assert {one: later.releases[one] for one in before.releases} == dict(before.releases)


def test_compliments_abuse_and_what_was_put_aside_are_not_counted(uow, frame):
    keep(uow, 130)
    keep(uow, 9, since=200, kind="buena-practica", barrier=None, practice=1)
    keep(uow, 9, since=300, queue="abuso")
    keep(uow, 9, since=400, state="descartado", reason="repetido")

    assert bring_up_to_date(uow=uow, frame=frame, today=SPRING).figure(JANUARY) == 130


def test_groups_are_counted_one_by_one(uow, frame):
    keep(uow, 70, groups=("gestante", "menor"))
    keep(uow, 60, since=70, groups=())

    record = bring_up_to_date(uow=uow, frame=frame, today=SPRING)

    assert record.figure(JANUARY, (("group:gestante", "si"),)) == 70
    assert record.figure(JANUARY, (("group:menor", "si"),)) == 70
    assert record.figure(JANUARY, (("group:lgbtiq", "si"),)) == 0
