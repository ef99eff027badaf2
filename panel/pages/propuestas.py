"""Proposals: what staff and migrants would do better. Read, answered, promised, passed on, or declined with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast, get_args

from starlette.responses import Response

from panel.following import ground, version
from panel.page import Page, View, Visit
from panel.pages.revisar import desk_of
from redes.content.catalogue import Catalogue
from redes.errors import RedesError
from redes.followup.promise import LONGEST_WHAT
from redes.followup.proposals import ProposalDesk
from redes.followup.review import OPEN, Wanted
from redes.reports.keeping import ChangedMeanwhile
from redes.reports.report import Reason, Report, ReportId, State, monday
from redes.reports.review import NoReason
from redes.reports.states import BY_THE_MESA, NotAllowed
from redes.reports.thread import LONGEST, NothingSaid, ThreadFull

A_PAGE = 25

STEPS: tuple[State, ...] = ("en-revision", "en-mesa", "resuelto")
"""States that are chosen from a list; the others have a form of their own."""

_TROUBLE: dict[type[RedesError], str] = {
    ChangedMeanwhile: "otra-persona",
    NotAllowed: "paso",
    NoReason: "motivo",
    NothingSaid: "vacio",
    ThreadFull: "lleno",
}
"""What may be wrong with a step -> the word ``propuestas.mal.<...>`` that says so beside the form."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A proposal in the words of the catalogue.

    Attributes:
        report: Its row.
        what: What it would change.
        where: Its municipality, or None.
        weeks: How many weeks ago it came.
    """

    report: Report
    what: str
    where: str | None
    weeks: int


def queue(visit: Visit) -> Response:
    """Those that wait; all filters stand in the address."""
    catalogue, state, after = visit.parts.catalogue(), visit.asked("estado"), visit.asked("tras")
    own = visit.territories
    states = frozenset({cast(State, state)}) if state in get_args(State) else OPEN
    found = desk_of(visit).queue(
        Wanted(
            codes=frozenset(),
            kinds=frozenset({"propuesta"}),
            states=states,
            queue="abuso" if visit.asked("cola") == "abuso" else "normal",
            order="antiguos",
        ),
        own,
        after=ReportId(after) if after else None,
        limit=A_PAGE,
        work=visit.parts.unit_of_work(),
    )
    return visit.page(
        "propuestas.html",
        proposals=[_shown(report, catalogue, visit) for report in found.reports],
        older=visit.address_with(tras=found.next) if found.next else None,
        newest=visit.address_with(tras="") if after else None,
        states=get_args(State),
        state=state if state in get_args(State) else "",
        abuse=visit.asked("cola") == "abuso",
    )


def one(visit: Visit) -> Response:
    """One proposal with its words, its thread, and what can be made of it."""
    return _page(visit)


def set_state(visit: Visit) -> Response:
    """A step further."""
    to = visit.given("estado")
    if to not in STEPS:
        return _page(visit, trouble="paso")

    def step(desk: ProposalDesk, seen: int) -> object:
        work, retention = visit.parts.unit_of_work(), visit.parts.retention
        return desk.desk.set_state(_id(visit), to, seen=seen, work=work, retention=retention)

    return _step(visit, step, "propuesta-estado")


def say(visit: Visit, *, question: bool) -> Response:
    """A question to its author, or an answer."""
    text = visit.given("texto")

    def step(desk: ProposalDesk, seen: int) -> object:
        act = desk.desk.ask if question else desk.desk.answer
        return act(_id(visit), text, seen=seen, work=visit.parts.unit_of_work())

    return _step(visit, step, "propuesta-respondida", typed=text)


def pass_on(visit: Visit) -> Response:
    """It goes to who reviews the content."""
    return _step(
        visit,
        lambda desk, seen: desk.pass_on(_id(visit), seen=seen, work=visit.parts.unit_of_work()),
        "propuesta-pasada",
    )


def decline(visit: Visit) -> Response:
    """It is put aside, and its author told why."""
    chosen, text = visit.given("motivo"), visit.given("porque")
    reason = cast(Reason, chosen) if chosen in get_args(Reason) else None
    return _step(
        visit,
        lambda desk, seen: desk.decline(_id(visit), reason, text, seen=seen, work=visit.parts.unit_of_work()),
        "propuesta-declinada",
        why=text,
    )


def words_of_proposal(visit: Visit, proposal: str) -> str:
    """The words of a proposal that is to become a promise, as many as a promise takes; empty when none is named.

    Raises:
        redes.followup.accounts.Forbidden: It belongs to a territory that is not theirs.
        redes.reports.thread.NoSuchReport: There is none.
    """
    if not proposal:
        return ""
    opened = _desk(visit).read(ReportId(proposal), work=visit.parts.unit_of_work())
    return " ".join((opened.story or "").split())[:LONGEST_WHAT]


def _step(
    visit: Visit, step: Callable[[ProposalDesk, int], object], notice: str, *, typed: str = "", why: str = ""
) -> Response:
    """Take a step; what does not go is said beside the form, and what was typed is still there."""
    desk = _desk(visit)
    desk.read(_id(visit), work=visit.parts.unit_of_work())  # a report of what happened has steps of its own
    try:
        step(desk, version(visit))
    except tuple(_TROUBLE) as refused:
        return _page(visit, trouble=_TROUBLE[type(refused)], typed=typed, why=why)
    return visit.go(f"/panel/propuestas/{_id(visit)}", notice)


def _page(visit: Visit, *, trouble: str = "", typed: str = "", why: str = "") -> Response:
    parts = visit.parts
    opened = _desk(visit).read(_id(visit), work=parts.unit_of_work())
    report, on = opened.report, ground(visit)
    if trouble and report.version != version(visit):
        trouble = "otra-persona"  # what does not go may only not go because somebody was quicker
    nearest = [one for one in on.mesas() if report.municipality in on.municipalities(one)]
    mesas = [one for one in (nearest if report.municipality else on.mesas()) if visit.scope.may("follow-up", one)]
    return visit.page(
        "propuesta.html",
        status=(409 if trouble == "otra-persona" else 422) if trouble else 200,
        report=report,
        shown=_shown(report, on.catalogue, visit),
        opened=opened,
        harsh=report.queue == "abuso" or (opened.story is not None and parts.harsh(opened.story)),
        steps=[state for state in STEPS if state in BY_THE_MESA[report.state]],
        may_accept="con-compromiso" in BY_THE_MESA[report.state] or report.state == "nuevo",
        may_decline="descartado" in BY_THE_MESA[report.state],
        reasons=get_args(Reason),
        mesas=mesas,
        longest=LONGEST,
        trouble=trouble,
        typed=typed,
        why=why,
    )


def _shown(report: Report, catalogue: Catalogue, visit: Visit) -> _Shown:
    place = catalogue.municipalities.get(report.municipality or "")
    return _Shown(
        report=report,
        what=_what(report, catalogue),
        where=place[1].name if place else None,
        weeks=(monday(visit.parts.today) - report.week).days // 7,
    )


def _what(report: Report, catalogue: Catalogue) -> str:
    texts = catalogue.texts["es"].texts
    if report.card is not None:
        card = catalogue.cards.get(report.card)
        return texts["propuesta.cambio-ficha"].format(titulo=card.title if card else report.card)
    practice = next((one for one in catalogue.decalogo.practices if one.number == report.practice), None)
    if practice is not None:
        return texts["propuesta.cambio-practica"].format(numero=practice.number, titulo=practice.title)
    return texts["propuesta.nueva"]


def _desk(visit: Visit) -> ProposalDesk:
    return ProposalDesk(desk=desk_of(visit), ground=ground(visit), retention=visit.parts.retention)


def _id(visit: Visit) -> ReportId:
    return ReportId(visit.request.path_params["proposal"])


PAGE = Page(
    name="propuestas",
    path="/panel/propuestas",
    order=15,
    right="review",
    views=(
        View("/panel/propuestas", queue),
        View("/panel/propuestas/{proposal}", one),
        View("/panel/propuestas/{proposal}/estado", set_state, "POST"),
        View("/panel/propuestas/{proposal}/preguntar", partial(say, question=True), "POST"),
        View("/panel/propuestas/{proposal}/responder", partial(say, question=False), "POST"),
        View("/panel/propuestas/{proposal}/contenido", pass_on, "POST"),
        View("/panel/propuestas/{proposal}/declinar", decline, "POST"),
    ),
)
