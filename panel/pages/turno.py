"""Who is on call: who is told of a refused emergency in one's own territories, by what a seat is called."""

from starlette.responses import Response

from panel.page import Page, View, Visit
from redes.reminding.duty import Duty, duties
from redes.reminding.subscription import DAYS_OF_A_WEEK


def own_duties(visit: Visit) -> tuple[Duty, ...]:
    """Who is told, in each territory of who asks, in the order of the catalogue."""
    parts = visit.parts
    return duties(
        visit.territories, scope=visit.scope, uow=parts.unit_of_work(), catalogue=parts.catalogue(), today=parts.today
    )


def on_call(visit: Visit) -> Response:
    """Each territory's week."""
    return visit.page(
        "turno.html",
        duties=own_duties(visit),
        weekdays=range(DAYS_OF_A_WEEK),
        tied=visit.account.telegram is not None,
    )


PAGE = Page(
    name="turno",
    path="/panel/turno",
    order=50,
    right="review",
    views=(View("/panel/turno", on_call),),
)
