"""Meetings of a mesa: called with the agenda that the reports propose, edited, held."""

from typing import cast

from starlette.responses import Response

from panel.following import day, ground, mesa_of, noted, number, refusing, territory_of, tried, version
from panel.page import Page, View, Visit
from redes.followup import meeting as states
from redes.followup.agenda import propose_agenda
from redes.followup.meeting import AgendaItem
from redes.followup.meetings import call_meeting, hold_meeting, move_meeting, open_meeting, set_agenda
from redes.followup.mesa import SECTORS


def form(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    """The form to call a meeting."""
    territory = mesa_of(visit).territory
    return visit.page("reunion-nueva.html", status=status, territory=territory, proposed=_proposed(visit), wrong=wrong)


def call(visit: Visit) -> Response:
    """Calls a meeting, with the points that were ticked."""
    territory = territory_of(visit)

    def deed() -> None:
        ticked = set(map(str, visit.form.getlist("punto")))
        items = [item for item in _proposed(visit) if item.barrier in ticked]
        call_meeting(
            territory,
            day(visit, "dia"),
            items,
            scope=visit.scope,
            ground=ground(visit),
            uow=noted(visit, "convocar-reunion", f"mesa:{territory}"),
        )

    return tried(visit, deed, then=visit.go(f"/panel/mesas/{territory}", "reunion-convocada"), again=form)


def meeting(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    """One meeting: its agenda, and how many came."""
    found = open_meeting(visit.request.path_params["meeting"], scope=visit.scope, uow=visit.parts.unit_of_work())
    return visit.page(
        "reunion.html",
        status=status,
        meeting=found,
        on=ground(visit),
        sectors=SECTORS,
        agenda="\n".join(item.title for item in found.agenda),
        today=visit.parts.today,
        wrong=wrong,
    )


def write(visit: Visit) -> Response:
    """Writes agenda and day anew. A line that was there keeps its reasons."""
    meeting_id = visit.request.path_params["meeting"]

    def deed() -> None:
        found = open_meeting(meeting_id, scope=visit.scope, uow=visit.parts.unit_of_work())
        before = {item.title: item for item in found.agenda}
        lines = [line.strip() for line in visit.given("agenda").splitlines() if line.strip()]
        set_agenda(
            meeting_id,
            [before.get(line, AgendaItem(title=line)) for line in lines],
            seen=version(visit),
            scope=visit.scope,
            ground=ground(visit),
            uow=noted(visit, "cambiar-agenda", f"reunion:{meeting_id}"),
            day=day(visit, "dia"),
        )

    return tried(visit, deed, then=visit.go(f"/panel/mesas/reuniones/{meeting_id}", "agenda-guardada"), again=meeting)


def hold(visit: Visit) -> Response:
    """Writes down that it was held."""
    meeting_id = visit.request.path_params["meeting"]

    def deed() -> None:
        hold_meeting(
            meeting_id,
            {sector: number(visit, f"asistencia-{sector}") or 0 for sector in SECTORS},
            visit.given("notas"),
            seen=version(visit),
            scope=visit.scope,
            uow=noted(visit, "realizar-reunion", f"reunion:{meeting_id}"),
            today=visit.parts.today,
        )

    return tried(visit, deed, then=visit.go(f"/panel/mesas/reuniones/{meeting_id}", "reunion-realizada"), again=meeting)


def move(visit: Visit) -> Response:
    """Calls it off, or again."""
    meeting_id = visit.request.path_params["meeting"]

    def deed() -> None:
        to = cast(states.State, visit.given("estado"))
        move_meeting(
            meeting_id,
            to,
            seen=version(visit),
            scope=visit.scope,
            uow=noted(visit, "mover-reunion", f"reunion:{meeting_id}"),
        )

    return tried(visit, deed, then=visit.go(f"/panel/mesas/reuniones/{meeting_id}", "guardado"), again=meeting)


def _proposed(visit: Visit) -> list[AgendaItem]:
    on = ground(visit)
    found = propose_agenda(
        territory_of(visit),
        scope=visit.scope,
        ground=on,
        uow=visit.parts.unit_of_work(),
        today=visit.parts.today,
    )
    return [one.item(on) for one in found]


PAGE = Page(
    name="reuniones",
    path="/panel/mesas",
    right="follow-up",
    views=(
        View("/panel/mesas/{territory}/reunion", refusing(form)),
        View("/panel/mesas/{territory}/reunion", refusing(call), "POST"),
        View("/panel/mesas/reuniones/{meeting}", refusing(meeting)),
        View("/panel/mesas/reuniones/{meeting}/agenda", refusing(write), "POST"),
        View("/panel/mesas/reuniones/{meeting}/realizar", refusing(hold), "POST"),
        View("/panel/mesas/reuniones/{meeting}/mover", refusing(move), "POST"),
    ),
)
