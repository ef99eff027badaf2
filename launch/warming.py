"""The panel's figures of the day, counted and drawn before anybody asks: of many reports the first visitor would wait for them."""

from launch.house import House
from launch.mesas import ground_of
from redes.calendar import today
from redes.followup.agenda import propose_agenda
from redes.followup.counted import broken_with_barriers, praised_practices
from redes.followup.review import places_of
from redes.followup.rights import OPERATOR
from redes.publishing.release import Record
from redes.seeing.chart import charts
from redes.seeing.drawing import svg
from redes.seeing.reading import spanned


def warm(house: House, record: Record) -> None:
    """Count what the mesas' pages and the review show today, and draw what the dashboard shows first of each.

    While nothing is published nothing is drawn: who has no dashboard keeps the memory of the drawing library.

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
        broken_with_barriers(territory, scope=OPERATOR, ground=ground, uow=house.unit_of_work(), today=day)
        praised_practices(territory, scope=OPERATOR, ground=ground, uow=house.unit_of_work(), today=day)
        board = house.seeing.board(
            territory, spanned(""), scope=OPERATOR, ground=ground, uow=house.unit_of_work(), today=day
        )
        for chart in charts(board, ground) if record.releases else ():
            if not chart.empty:
                svg(chart)
    places = places_of(house.shelf.catalogue)
    for territory in house.shelf.catalogue.territories:
        for year in (day.year, day.year - 1):
            house.crowds.of(territory, year, places=places, work=house.unit_of_work())
