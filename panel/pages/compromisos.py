"""Commitments: promised, carried out, shown; and the thread that leads from a barrier to what authors said."""

from datetime import timedelta
from typing import cast

from starlette.responses import Response

from panel.following import (
    chosen,
    day,
    evidence,
    ground,
    mesa_of,
    noted,
    number,
    refusing,
    territory_of,
    tried,
    version,
)
from panel.page import Page, View, Visit
from panel.pages.propuestas import words_of_proposal
from redes.followup.agenda import SPAN_WEEKS
from redes.followup.commitments import (
    Undertaking,
    advance_commitment,
    make_commitment,
    open_commitment,
    reports_of_barriers,
)
from redes.followup.counted import broken_with_barriers
from redes.followup.mesas import open_mesa
from redes.followup.promise import NEXT, STEPS, State
from redes.followup.timeline import thread_of_barrier, thread_of_commitment
from redes.reports.report import ReportId, monday

MOST_BEHIND = 500
"""Reports put behind one promise at once: each of their authors gets a notice when it is kept."""


def form(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    """The form of a new commitment."""
    territory, on = territory_of(visit), ground(visit)
    mesa = mesa_of(visit)
    return visit.page(
        "compromiso-nuevo.html",
        status=status,
        territory=territory,
        organisations=[(one.id, one.name) for one in mesa.organisations],
        categories=on.catalogue.categories,
        practices=[(str(one.number), f"{one.number}. {one.title}") for one in on.catalogue.decalogo.practices],
        rules=sorted(on.rules.items(), key=lambda pair: pair[1]),
        ticked=chosen(visit, "barrera") or (visit.asked("barrera"),),
        proposal=visit.given("propuesta") or visit.asked("propuesta"),
        what=visit.given("que") or words_of_proposal(visit, visit.asked("propuesta")),
        practice=visit.given("practica") or visit.asked("practica"),
        wrong=wrong,
    )


def make(visit: Visit) -> Response:
    """Writes down a commitment."""
    territory, on, parts = territory_of(visit), ground(visit), visit.parts

    def deed() -> None:
        barriers = chosen(visit, "barrera")
        practice = number(visit, "practica")
        make_commitment(
            territory,
            Undertaking(
                organisation=visit.given("organizacion"),
                what=visit.given("que"),
                due=day(visit, "hasta"),
                barriers=barriers,
                rules=(visit.given("regla"),) if visit.given("regla") else (),
                practices=() if practice is None else (practice,),
            ),
            [*_proposal(visit), *(_behind(visit, territory, barriers) if visit.given("reportes") == "si" else ())],
            scope=visit.scope,
            ground=on,
            uow=noted(visit, "hacer-compromiso", f"mesa:{territory}"),
            retention=parts.retention,
            today=parts.today,
        )

    return tried(visit, deed, then=visit.go(f"/panel/mesas/{territory}", "compromiso-guardado"), again=form)


def commitment(visit: Visit, *, wrong: str = "", status: int = 200) -> Response:
    """One commitment with its thread."""
    commitment_id, on, parts = visit.request.path_params["commitment"], ground(visit), visit.parts
    found, behind = open_commitment(commitment_id, scope=visit.scope, uow=parts.unit_of_work())
    thread = thread_of_commitment(
        commitment_id, scope=visit.scope, ground=on, uow=parts.unit_of_work(), today=parts.today
    )
    mesa = open_mesa(found.territory, scope=visit.scope, ground=on, uow=parts.unit_of_work())
    organisation = mesa.organisation(found.organisation)
    return visit.page(
        "compromiso.html",
        status=status,
        one=found,
        who=organisation.name if organisation else found.organisation,
        practices=[f"{p.number}. {p.title}" for p in on.catalogue.decalogo.practices if p.number in found.practices],
        behind=len(behind),
        steps=[(state, on.say("es", f"mesa.estado.{state}")) for state in NEXT if state in STEPS[found.state]],
        thread=_turned(visit, thread.events),
        on=on,
        today=parts.today,
        wrong=wrong,
    )


def advance(visit: Visit) -> Response:
    """Takes it a step further."""
    commitment_id, parts = visit.request.path_params["commitment"], visit.parts

    def deed() -> None:
        advance_commitment(
            commitment_id,
            cast(State, visit.given("estado")),
            seen=version(visit),
            scope=visit.scope,
            ground=ground(visit),
            uow=noted(visit, "avanzar-compromiso", f"compromiso:{commitment_id}"),
            vault=parts.vault,
            retention=parts.retention,
            today=parts.today,
            progress=number(visit, "avance"),
            evidence=evidence(visit),
            note=visit.given("nota") or None,
        )

    there = visit.go(f"/panel/mesas/compromisos/{commitment_id}", "guardado")
    return tried(visit, deed, then=there, again=commitment)


def barrier(visit: Visit) -> Response:
    """The thread of a kind of barrier."""
    territory, barrier_id = territory_of(visit), visit.request.path_params["barrier"]
    on, parts = ground(visit), visit.parts
    thread = thread_of_barrier(
        territory, barrier_id, scope=visit.scope, ground=on, uow=parts.unit_of_work(), today=parts.today
    )
    rules = broken_with_barriers(territory, scope=visit.scope, ground=on, uow=parts.unit_of_work(), today=parts.today)
    return visit.page(
        "hilo.html",
        territory=territory,
        barrier=barrier_id,
        on=on,
        rules=[(one.rule, count) for one in rules for broken_by, count in one.barriers if broken_by == barrier_id],
        thread=_turned(visit, thread.events),
    )


def _proposal(visit: Visit) -> list[ReportId]:
    """The proposal that becomes this promise, if it is one of theirs."""
    proposal = visit.given("propuesta")
    if proposal:
        words_of_proposal(visit, proposal)
    return [ReportId(proposal)] if proposal else []


def _turned(visit: Visit, events: tuple[object, ...]) -> tuple[object, ...]:
    """A thread as it is to be read: from its beginning, or from its end."""
    return tuple(reversed(events)) if visit.asked("orden") == "reciente" else events


def _behind(visit: Visit, territory: str, barriers: tuple[str, ...]) -> list[ReportId]:
    """The open reports of some kinds of barrier of the last weeks."""
    since = monday(visit.parts.today) - timedelta(weeks=SPAN_WEEKS)
    wanted = reports_of_barriers(territory, barriers, since=since, ground=ground(visit))
    visit.scope.require("follow-up", territory)
    with visit.parts.unit_of_work() as work:
        return [one.id for one in work.reports.all(wanted) if not one.erased][:MOST_BEHIND]


PAGE = Page(
    name="compromisos",
    path="/panel/mesas",
    right="follow-up",
    views=(
        View("/panel/mesas/{territory}/compromiso", refusing(form)),
        View("/panel/mesas/{territory}/compromiso", refusing(make), "POST"),
        View("/panel/mesas/compromisos/{commitment}", refusing(commitment)),
        View("/panel/mesas/compromisos/{commitment}", refusing(advance), "POST"),
        View("/panel/mesas/{territory}/barreras/{barrier}", refusing(barrier)),
    ),
)
