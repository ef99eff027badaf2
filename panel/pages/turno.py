"""Who is on call: who is told of a refused emergency in one's own territories, by what a seat is called."""

from starlette.responses import Response

from panel.page import Page, View, Visit
from redes.reminding.duty import DAYS_OF_A_WEEK, duties


def on_call(visit: Visit) -> Response:
    """Each territory's week."""
    catalogue = visit.parts.catalogue()
    own = sorted(visit.scope.territories, key=list(catalogue.territories).index)
    return visit.page(
        "turno.html",
        duties=duties(
            own, scope=visit.scope, uow=visit.parts.unit_of_work(), catalogue=catalogue, today=visit.parts.today
        ),
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
