"""Who is on call: who is told of a refused emergency in one's own territories, by what a seat is called."""

from starlette.responses import Response

from panel.page import Page, View, Visit
from redes.reminding.duty import DAYS_OF_A_WEEK, Duty, duties


def own_duties(visit: Visit) -> tuple[Duty, ...]:
    """Who is told, in each territory of who asks, in the order of the catalogue."""
    catalogue = visit.parts.catalogue()
    own = sorted(visit.scope.territories, key=list(catalogue.territories).index)
    return duties(own, scope=visit.scope, uow=visit.parts.unit_of_work(), catalogue=catalogue, today=visit.parts.today)


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
