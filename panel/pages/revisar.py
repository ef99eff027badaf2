"""The review of reports: the queue, and one report at a time."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import cast, get_args

from starlette.responses import Response

from panel.following import chosen, ground, version
from panel.page import Page, View, Visit
from panel.showing import tell
from redes.content.catalogue import Catalogue
from redes.errors import RedesError
from redes.followup.commitments import commitments_behind
from redes.followup.review import (
    MOST_COUNTED,
    OPEN,
    Desk,
    NoSuchKind,
    Order,
    Wanted,
    places_of,
    words_of,
)
from redes.reports.keeping import ChangedMeanwhile
from redes.reports.matter import NotTogether
from redes.reports.report import Reason, Report, ReportId, State, monday
from redes.reports.review import NoReason, NoSuchSpan
from redes.reports.states import BY_THE_MESA, NotAllowed
from redes.reports.thread import LONGEST, NothingSaid, ThreadFull

A_PAGE = 25

AGES = (2, 4, 8, 13, 26)
"""Weeks that the filter of age offers."""

_TROUBLE: dict[type[RedesError], str] = {
    ChangedMeanwhile: "otra-persona",
    NotAllowed: "paso",
    NoReason: "motivo",
    NoSuchKind: "tipo",
    NoSuchSpan: "palabra",
    NotTogether: "unir",
    NothingSaid: "vacio",
    ThreadFull: "lleno",
}
"""What may be wrong with a step -> the word ``revisar.mal.<...>`` that says so beside the form."""


def queue(visit: Visit) -> Response:
    """The queue; all filters stand in the address."""
    catalogue, desk = visit.parts.catalogue(), desk_of(visit)
    own = visit.territories
    territory, state, age = visit.asked("territorio"), visit.asked("estado"), visit.asked("semanas")
    order = visit.asked("orden")
    wanted = Wanted(
        codes=frozenset(),
        states=frozenset({cast(State, state)}) if state in get_args(State) else OPEN,
        queue="abuso" if visit.asked("cola") == "abuso" else "normal",
        urgent=visit.asked("urgente") == "si",
        barrier=visit.asked("barrera") if visit.asked("barrera") in catalogue.barriers else None,
        until=monday(visit.parts.today) - timedelta(weeks=int(age)) if age in map(str, AGES) else None,
        order=cast(Order, order) if order in get_args(Order) else "urgencia",
    )
    after = visit.asked("tras")
    found = desk.queue(
        wanted,
        [territory] if territory else own,
        after=ReportId(after) if after else None,
        limit=A_PAGE,
        work=visit.parts.unit_of_work(),
    )
    return visit.page(
        "revisar.html",
        reports=[tell(report, visit) for report in found.reports],
        joined=found.joined,
        count=found.count,
        most=MOST_COUNTED,
        older=visit.address_with(tras=found.next) if found.next else None,
        newest=visit.address_with(tras="") if after else None,
        territories=own,
        territory=territory,
        states=get_args(State),
        state=state if state in get_args(State) else "",
        ages=AGES,
        age=age,
        wanted=wanted,
        orders=get_args(Order),
        barriers=_kinds(catalogue)[:-1],
    )


def one(visit: Visit) -> Response:
    """One report with its words, its thread, and what can be done; a proposal has a page of its own."""
    with visit.parts.unit_of_work() as work:
        found = work.reports.get(_id(visit))
    if found is not None and found.kind == "propuesta":
        return visit.go(f"/panel/propuestas/{found.id}", visit.asked("aviso") or None)
    return _page(visit)


def blotting(visit: Visit) -> Response:
    """The words of a text, to be ticked."""
    report_id, number = _id(visit), visit.asked("mensaje")
    message = int(number) if number.isdecimal() and len(number) < 4 else None
    opened = desk_of(visit).read(report_id, work=visit.parts.unit_of_work())
    said = {one.number: one.text for one in opened.thread}
    text = opened.story if message is None else said.get(message)
    return visit.page("tachar.html", report=opened.report, words=words_of(text or ""), message=message)


def set_state(visit: Visit) -> Response:
    """A step further."""
    to, reason = visit.given("estado"), visit.given("motivo")
    if to not in get_args(State):
        return _page(visit, trouble="paso")
    return _step(
        visit,
        lambda desk, seen: desk.set_state(
            _id(visit),
            cast(State, to),
            seen=seen,
            work=visit.parts.unit_of_work(),
            retention=visit.parts.retention,
            reason=cast(Reason, reason) if to == "descartado" and reason in get_args(Reason) else None,
        ),
        "estado-cambiado",
    )


def set_kind(visit: Visit) -> Response:
    """What it is about."""
    catalogue = visit.parts.catalogue()
    return _step(
        visit,
        lambda desk, seen: desk.set_kind(
            _id(visit), visit.given("tipo"), seen=seen, work=visit.parts.unit_of_work(), catalogue=catalogue
        ),
        "tipo-cambiado",
    )


def set_queue(visit: Visit) -> Response:
    """Out of the queue of abuse, or into it."""
    normal = visit.given("cola") == "normal"
    return _step(
        visit,
        lambda desk, seen: desk.set_queue(_id(visit), normal=normal, seen=seen, work=visit.parts.unit_of_work()),
        "cola-cambiada",
    )


def blot(visit: Visit) -> Response:
    """Words are blotted out for good."""
    ticked = [str(value) for value in visit.form.getlist("palabra")]
    number = visit.given("mensaje")
    words = [int(value) for value in ticked if value.isdecimal() and len(value) < 6]
    return _step(
        visit,
        lambda desk, seen: desk.blot_out(
            _id(visit),
            words,
            seen=seen,
            work=visit.parts.unit_of_work(),
            message=int(number) if number.isdecimal() and len(number) < 4 else None,
        ),
        "tachado",
    )


def say(visit: Visit, *, question: bool) -> Response:
    """A question to the author, or an answer."""
    text, alone = visit.given("texto"), visit.given("alcance") == "este"

    def step(desk: Desk, seen: int) -> Report:
        if question:
            return desk.ask(_id(visit), text, seen=seen, work=visit.parts.unit_of_work())
        return desk.answer(_id(visit), text, seen=seen, work=visit.parts.unit_of_work(), alone=alone)

    return _step(visit, step, "pregunta-enviada" if question else "respuesta-enviada", typed=text)


def join(visit: Visit) -> Response:
    """Joins it with those that were ticked."""
    ticked = [value.partition(":") for value in chosen(visit, "con")]
    others = {ReportId(one): int(seen) for one, _, seen in ticked if seen.isdecimal() and len(seen) < 9}
    work = visit.parts.unit_of_work()
    return _step(visit, lambda desk, seen: desk.join(_id(visit), others, seen=seen, work=work), "unidos")


def separate(visit: Visit) -> Response:
    """Takes it out of its matter."""
    work = visit.parts.unit_of_work()
    return _step(visit, lambda desk, seen: desk.separate(_id(visit), seen=seen, work=work), "separado")


def desk_of(visit: Visit) -> Desk:
    """The visitor's desk."""
    parts = visit.parts
    return Desk(
        scope=visit.scope,
        places=places_of(parts.catalogue()),
        witness=parts.witness,
        vault=parts.vault,
        today=parts.today,
    )


def _step(visit: Visit, step: Callable[[Desk, int], object], notice: str, *, typed: str = "") -> Response:
    """Take a step; what does not go is said beside the form, and what was typed is still there."""
    seen = version(visit, "visto")
    try:
        step(desk_of(visit), seen)
    except tuple(_TROUBLE) as refused:
        return _page(visit, trouble=_TROUBLE[type(refused)], typed=typed)
    return visit.go(f"/panel/revisar/{_id(visit)}", notice)


def _page(visit: Visit, *, trouble: str = "", typed: str = "") -> Response:
    parts, desk = visit.parts, desk_of(visit)
    catalogue = parts.catalogue()
    opened = desk.read(_id(visit), work=parts.unit_of_work())
    report = opened.report
    if trouble and report.version != version(visit, "visto"):
        trouble = "otra-persona"  # what does not go may only not go because somebody was quicker
    shown = tell(report, visit)
    near = [
        (tell(other.report, visit), other, shown.because(tell(other.report, visit), other.because))
        for other in desk.similar(report, work=parts.unit_of_work())
    ]
    # Only by what may be told of both: one that is likely for a reason that is not told would tell it.
    similar = sorted((one for one in near if one[2]), key=lambda one: -len(one[2]))
    return visit.page(
        "reporte.html",
        status=(409 if trouble == "otra-persona" else 422) if trouble else 200,
        report=report,
        shown=shown,
        story=opened.story,
        harsh=report.queue == "abuso" or (opened.story is not None and parts.harsh(opened.story)),
        thread=opened.thread,
        question=opened.question,
        similar=similar,
        joined=[tell(other, visit) for other in desk.together(report, work=parts.unit_of_work())],
        promises=commitments_behind(report.id, scope=visit.scope, uow=parts.unit_of_work()),
        territory=_mesa_of(report, visit),
        rules=parts.rules(),
        steps=sorted(BY_THE_MESA[report.state], key=list(get_args(State)).index),
        reasons=get_args(Reason),
        kinds=_kinds(catalogue),
        kind=report.barrier or f"practica-{report.practice}",
        longest=LONGEST,
        trouble=trouble,
        typed=typed,
    )


def _mesa_of(report: Report, visit: Visit) -> str:
    """Territory of the mesa that follows a report's barrier; empty when there is none, or it is another's."""
    territory = places_of(visit.parts.catalogue()).of(report)
    there = report.barrier and territory in ground(visit).mesas() and visit.scope.may("follow-up", territory)
    return territory if there else ""


def _kinds(catalogue: Catalogue) -> list[tuple[str, list[tuple[str, str]]]]:
    """Families of barriers with their kinds, and last the practices of the decálogo: (family, (value, words))."""
    families = [
        (category.name, [(barrier.id, barrier.name) for barrier in category.barriers])
        for category in catalogue.categories
    ]
    practices = [(f"practica-{one.number}", f"{one.number}. {one.title}") for one in catalogue.decalogo.practices]
    return [*families, ("", practices)]


def _id(visit: Visit) -> ReportId:
    return ReportId(visit.request.path_params["report"])


PAGE = Page(
    name="revisar",
    path="/panel/revisar",
    order=10,
    right="review",
    views=(
        View("/panel/revisar", queue),
        View("/panel/revisar/{report}", one),
        View("/panel/revisar/{report}/tachar", blotting),
        View("/panel/revisar/{report}/tachar", blot, "POST"),
        View("/panel/revisar/{report}/estado", set_state, "POST"),
        View("/panel/revisar/{report}/tipo", set_kind, "POST"),
        View("/panel/revisar/{report}/cola", set_queue, "POST"),
        View("/panel/revisar/{report}/preguntar", partial(say, question=True), "POST"),
        View("/panel/revisar/{report}/responder", partial(say, question=False), "POST"),
        View("/panel/revisar/{report}/unir", join, "POST"),
        View("/panel/revisar/{report}/separar", separate, "POST"),
    ),
)
