"""The dashboard: what is reported, where, rising or falling, how long it waits, and which promises are late.

The view stands in the address (``?territorio=cucuta&meses=12``), so that it can be shared; who opens it sees it with the
own rights. Each chart is an image beside its table: a page with eight drawings in it would be ten times as large.
"""

from starlette.responses import Response

from panel.following import ground, refusing
from panel.page import Page, View, Visit
from redes.seeing.board import Board
from redes.seeing.chart import charts, headline
from redes.seeing.drawing import svg
from redes.seeing.reading import SPANS, spanned


def dashboard(visit: Visit) -> Response:
    """All charts of a view, with their tables."""
    on, board = ground(visit), _board(visit)
    mine = _mine(visit)
    return visit.page(
        "tablero.html",
        board=board,
        territories=mine,
        everywhere=len(mine) == len(on.mesas()),
        spans=SPANS,
        sentences=headline(board, on) if board else (),
        charts=charts(board, on) if board else (),
        picture=lambda name: visit.address_with().replace("/panel/tablero", f"/panel/tablero/{name}.svg", 1),
        on=on,
    )


def picture(visit: Visit) -> Response:
    """One chart of a view as SVG."""
    board = _board(visit)
    drawn = charts(board, ground(visit)) if board else ()
    found = next((one for one in drawn if one.name == visit.request.path_params["name"] and not one.empty), None)
    if found is None:
        return visit.page("sorry.html", status=404, why="no-existe")
    return Response(svg(found), media_type="image/svg+xml")


def _mine(visit: Visit) -> tuple[str, ...]:
    """Territories with a mesa that this account may see."""
    return tuple(one for one in ground(visit).mesas() if visit.scope.may("counts", one))


def _board(visit: Visit) -> Board | None:
    """The view that the address names; without a territory the first one, or all for who may see all. None: there is none.

    Raises:
        redes.followup.errors.FollowupError: It is another's territory, or none.
    """
    mine, on = _mine(visit), ground(visit)
    if not mine:
        return None
    usual = None if len(mine) == len(on.mesas()) else mine[0]
    return visit.parts.seeing.board(
        visit.asked("territorio") or usual,
        spanned(visit.asked("meses")),
        scope=visit.scope,
        ground=on,
        uow=visit.parts.unit_of_work(),
        today=visit.parts.today,
    )


PAGE = Page(
    name="tablero",
    path="/panel/tablero",
    order=20,
    right="counts",
    views=(
        View("/panel/tablero", refusing(dashboard)),
        View("/panel/tablero/{name}.svg", refusing(picture)),
    ),
)
