"""What is counted before anybody asks is what the first visitor would be told."""

from datetime import timedelta

import pytest
from makers import a_report

from launch.house import House
from launch.mesas import ground_of
from launch.publishing import record_of
from launch.warming import warm
from redes.calendar import today
from redes.followup.agenda import propose_agenda
from redes.followup.crowds import Crowds
from redes.followup.held import Held
from redes.followup.review import places_of
from redes.followup.rights import OPERATOR
from redes.reports.report import monday
from redes.seeing.chart import charts
from redes.seeing.drawing import svg
from redes.seeing.seeing import Seeing
from redes.settings import Settings
from redes.store.work import SqlUnitOfWork


@pytest.fixture
def house(tmp_path):
    house = House(Settings(_env_file=None, data_dir=tmp_path))
    house.prepare_database()
    yield house
    house.engine.dispose()


def keep(house, number, *, first=0):
    with house.unit_of_work() as work:
        for one in range(first, first + number):
            week = monday(today()) - timedelta(weeks=5 + one % 30)
            work.reports.add(
                a_report(receipt_hash=f"{one:064x}", id=f"{one:032x}", week=week, municipality="54001", state="nuevo")
            )
        work.commit()


def test_the_first_visitor_is_told_what_was_counted_before_she_came(house):
    keep(house, 400)
    warm(house, record_of(house))
    drawn = svg.cache_info().misses
    keep(house, 100, first=1000)
    ground, given = ground_of(house), {"scope": OPERATOR, "today": today()}

    agenda = propose_agenda("cucuta", ground=ground, uow=house.unit_of_work(), **given)
    board = house.seeing.board("cucuta", 12, ground=ground, uow=house.unit_of_work(), **given)
    for chart in charts(board, ground):
        if not chart.empty:
            svg(chart)

    forgetful = SqlUnitOfWork(house.engine)
    assert agenda != propose_agenda("cucuta", ground=ground, uow=forgetful, **given)
    assert board != Seeing().board("cucuta", 12, ground=ground, uow=forgetful, **given)
    assert svg.cache_info().misses == drawn
    places, year = places_of(house.shelf.catalogue), today().year
    crowd = house.crowds.of("cucuta", year, places=places, work=house.unit_of_work())
    assert crowd != Crowds(Held(today)).of("cucuta", year, places=places, work=house.unit_of_work())
    with forgetful as work:
        for one in range(1000, 1100):
            work.reports.remove(f"{one:032x}")
        work.commit()
    assert agenda == propose_agenda("cucuta", ground=ground, uow=forgetful, **given)
    assert board == Seeing().board("cucuta", 12, ground=ground, uow=forgetful, **given)


def test_where_nothing_is_published_nothing_is_drawn(house):
    keep(house, 0)
    before = svg.cache_info()

    warm(house, record_of(house))

    assert svg.cache_info() == before
