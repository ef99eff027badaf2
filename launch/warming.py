"""The panel's figures of the day, counted before anybody asks: of many reports the first visitor would wait for them."""

from launch.house import House
from launch.mesas import ground_of
from redes.calendar import today
from redes.followup.agenda import SPAN_WEEKS, broken_rules, propose_agenda
from redes.followup.rights import OPERATOR
from redes.publishing.release import Record
from redes.seeing.reading import SPANS


def warm(house: House, record: Record) -> None:
    """Count what the pages of the mesas and the dashboard show today.

    Args:
        house: Whose counts; they are held for the day.
        record: All that is published.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    ground, day = ground_of(house), today()
    house.seeing.know(record)
    for territory in ground.mesas():
        propose_agenda(territory, scope=OPERATOR, ground=ground, uow=house.unit_of_work(), today=day)
        broken_rules(territory, weeks=SPAN_WEEKS, scope=OPERATOR, ground=ground, uow=house.unit_of_work(), today=day)
        house.seeing.board(territory, SPANS[0], scope=OPERATOR, ground=ground, uow=house.unit_of_work(), today=day)
