"""From a promise at the table to the promise kept, and to the authors of the reports behind it."""

import contextlib
import dataclasses
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redes.followup.commitment import Commitment
from redes.followup.errors import Incomplete, NotThere
from redes.followup.ground import Ground
from redes.followup.keeping import UnitOfWork
from redes.followup.mesas import there
from redes.followup.promise import LONGEST_WHAT, Evidence, State, Step, advanced
from redes.followup.rights import Scope, may_enter
from redes.followup.words import checked
from redes.privacy.vault import Vault
from redes.reports import states
from redes.reports.keeping import Filter
from redes.reports.matter import together
from redes.reports.report import Report, ReportId
from redes.reports.report import State as ReportState
from redes.reports.retention import Retention
from redes.reports.thread import ThreadFull, append

KEPT = "mesa.aviso.cumplido"
"""What the authors of the reports behind a kept promise are told."""

KEPT_PROPOSAL = "propuesta.aviso.cumplida"
"""What the author of a proposal is told that became a promise, and was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """What somebody promises.

    Attributes:
        organisation: Id of who promises, among the mesa's organisations.
        what: In words.
        due: Last day of its term; not before the day of the promise.
        meeting: Id of the meeting it was made at, or None.
        barriers, rules, practices: What it answers; at least one of the three is not empty.
    """

    organisation: str
    what: str
    due: date
    meeting: str | None = None
    barriers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    practices: tuple[int, ...] = ()


def make_commitment(
    territory: str,
    promised: Undertaking,
    reports: Iterable[ReportId] = (),
    *,
    scope: Scope,
    ground: Ground,
    uow: UnitOfWork,
    retention: Retention,
    today: date,
) -> Commitment:
    """Write down what an organisation promised, and which reports stand behind it.

    The reports become ``con-compromiso``, unless they were closed; those they are joined with come along.

    Args:
        territory: Whose mesa.
        promised: What.
        reports: Ids of reports of the territory; a proposal that names no place fits any.
        scope: Who asks.
        ground: The catalogue.
        uow: Where it is kept.
        retention: How long narratives are kept in each state.
        today: The day of the promise.

    Raises:
        redes.followup.errors.FollowupError: It is another's, or something is missing or does not fit.
        redes.reports.keeping.ChangedMeanwhile: Somebody changed one of the reports at the same moment.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    may_enter(scope, territory)
    ground.territory(territory)
    if promised.due < today:
        raise Incomplete("a term does not end before it begins", "mesa.error.plazo")
    barriers = ground.check_barriers(promised.barriers)
    rules = ground.check_rules(promised.rules)
    practices = ground.check_practices(promised.practices)
    if not (barriers or rules or practices):
        raise Incomplete("say what the promise answers", "mesa.error.sin-vinculo")
    new = Commitment(
        id=uuid.uuid4().hex,
        territory=territory,
        organisation=promised.organisation,
        what=checked(promised.what, most=LONGEST_WHAT, least=10),
        due=promised.due,
        made_on=today,
        meeting=promised.meeting,
        barriers=barriers,
        rules=rules,
        practices=practices,
        steps=(Step(day=today, state="abierto", progress=0),),
    )
    with uow:
        mesa = uow.followup.mesas.get(territory)
        if mesa is None or mesa.organisation(promised.organisation) is None:
            raise Incomplete("only who sits at the table can promise", "mesa.error.organizacion")
        if promised.meeting is not None:
            meeting = uow.followup.meetings.get(promised.meeting)
            if meeting is None or meeting.territory != territory:
                raise NotThere("there is no such meeting here", "mesa.error.no-existe")
        uow.followup.commitments.add(new)
        _link(new, reports, ground=ground, uow=uow, retention=retention)
        uow.commit()
    return new


def link_reports(
    commitment_id: str,
    reports: Iterable[ReportId],
    *,
    seen: int,
    scope: Scope,
    ground: Ground,
    uow: UnitOfWork,
    retention: Retention,
) -> Commitment:
    """Put more reports behind an open commitment. Raises as :func:`make_commitment`."""
    with uow:
        found = _entered(commitment_id, scope, uow)
        if not found.is_open:
            raise Incomplete("this commitment is closed", "mesa.error.cerrado")
        changed = dataclasses.replace(found, version=seen + 1)
        uow.followup.commitments.replace(changed, seen=seen)
        _link(changed, reports, ground=ground, uow=uow, retention=retention)
        uow.commit()
    return changed


def reports_of_barriers(territory: str, barriers: Iterable[str], *, since: date, ground: Ground) -> Filter:
    """The filter for the reports of some kinds of barrier that stand open in a territory.

    Args:
        territory: Whose.
        barriers: Ids of kinds.
        since: First Monday.
        ground: The catalogue.
    """
    return Filter(
        municipalities=ground.municipalities(territory),
        states=("nuevo", "en-revision", "en-mesa", "con-compromiso"),
        queue="normal",
        kind="barrera",
        barriers=tuple(barriers),
        since=since,
    )


def advance_commitment(
    commitment_id: str,
    to: State,
    *,
    seen: int,
    scope: Scope,
    ground: Ground,
    uow: UnitOfWork,
    vault: Vault,
    retention: Retention,
    today: date,
    progress: int | None = None,
    evidence: Evidence | None = None,
    note: str | None = None,
) -> Commitment:
    """Take a commitment a step further.

    When it is kept, each report behind it gets a notice in its thread, in the language of its author, and is
    resolved unless another promise to it is still open. When it is broken or taken back, its reports go back to
    the table.

    Args:
        commitment_id: Which.
        to: Where to.
        seen: The version that was read.
        scope: Who asks.
        ground: The catalogue.
        uow: Where it is kept.
        vault: Seals the notices.
        retention: How long narratives are kept in each state.
        today: The day.
        progress: In percent; None leaves it where it was.
        evidence: What shows it; needed to say that it was kept, unless it was given before.
        note: A word about it; needed to say that it was broken or taken back.

    Raises:
        redes.followup.errors.FollowupError: It is another's, there is no such step, or something is missing.
        redes.reports.keeping.ChangedMeanwhile: Somebody was quicker; nothing was changed, nobody was told.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    with uow:
        found = _entered(commitment_id, scope, uow)
        moved = advanced(found, to, on=today, progress=progress, evidence=evidence, note=note)
        changed = dataclasses.replace(moved, version=seen + 1)
        uow.followup.commitments.replace(changed, seen=seen)
        if to == "cumplido":
            _tell_authors(changed, ground=ground, uow=uow, vault=vault, retention=retention, today=today)
        elif to in ("no-cumplido", "retirado"):
            for report in _behind(changed, uow):
                if report.state == "con-compromiso" and not _still_promised(report, changed, uow):
                    _set(report, "en-mesa", retention=retention, uow=uow)
        uow.commit()
    return changed


def open_commitment(commitment_id: str, *, scope: Scope, uow: UnitOfWork) -> tuple[Commitment, tuple[ReportId, ...]]:
    """A commitment, and the reports behind it.

    Raises:
        redes.followup.errors.NotThere: There is none.
        redes.followup.errors.NotYours: It is another's.
    """
    with uow:
        return _entered(commitment_id, scope, uow), uow.followup.behind.of(commitment_id)


def commitments_behind(report_id: ReportId, *, scope: Scope, uow: UnitOfWork) -> tuple[Commitment, ...]:
    """What was promised to a report, as far as it may be seen, by the end of its term."""
    with uow:
        found = [uow.followup.commitments.get(one) for one in uow.followup.behind.commitments_of(report_id)]
    mine = [one for one in found if one is not None and scope.may("follow-up", one.territory)]
    return tuple(sorted(mine, key=lambda one: (one.due, one.id)))


def commitments_of(territory: str, *, scope: Scope, uow: UnitOfWork) -> tuple[Commitment, ...]:
    """All commitments of a mesa, by the end of their term. Raises as :func:`open_commitment`."""
    may_enter(scope, territory)
    with uow:
        return uow.followup.commitments.of([territory])


def territory_agenda(territory: str, *, scope: Scope, uow: UnitOfWork) -> tuple[Commitment, ...]:
    """The territory's agenda: its open commitments, by the end of their term. Raises as :func:`open_commitment`."""
    return tuple(one for one in commitments_of(territory, scope=scope, uow=uow) if one.is_open)


def _entered(commitment_id: str, scope: Scope, uow: UnitOfWork) -> Commitment:
    found = there(uow.followup.commitments.get(commitment_id))
    may_enter(scope, found.territory)
    return found


def _link(
    commitment: Commitment, reports: Iterable[ReportId], *, ground: Ground, uow: UnitOfWork, retention: Retention
) -> None:
    here = ground.municipalities(commitment.territory)
    named = set(reports)
    joined = {
        one.id for report_id in uow.matters.sizes(named) for one in together(report_id, uow) if one.municipality in here
    }
    ids = sorted(named | joined)
    for report_id in ids:
        report = uow.reports.get(report_id)
        placeless = report is not None and report.kind == "propuesta" and report.municipality is None
        if report is None or report.erased or not (placeless or report.municipality in here):
            raise NotThere("there is no such report in this territory", "mesa.error.sin-reporte")
        if report.state in ("nuevo", "en-revision", "en-mesa"):
            # What is new came to the table first: there is no shorter way.
            at_the_table = states.moved("nuevo", "en-mesa") if report.state == "nuevo" else report.state
            _set(report, states.moved(at_the_table, "con-compromiso"), retention=retention, uow=uow)
    uow.followup.behind.link(commitment.id, ids)


def _behind(commitment: Commitment, uow: UnitOfWork) -> Iterable[Report]:
    for report_id in uow.followup.behind.of(commitment.id):
        report = uow.reports.get(report_id)
        if report is not None and not report.erased:
            yield report


def _still_promised(report: Report, but: Commitment, uow: UnitOfWork) -> bool:
    """Whether another promise to a report is open."""
    others = (uow.followup.commitments.get(one) for one in uow.followup.behind.commitments_of(report.id))
    return any(one is not None and one.id != but.id and one.is_open for one in others)


def _tell_authors(
    kept: Commitment, *, ground: Ground, uow: UnitOfWork, vault: Vault, retention: Retention, today: date
) -> None:
    territory = ground.territory(kept.territory)
    for report in _behind(kept, uow):
        key = KEPT_PROPOSAL if report.kind == "propuesta" else KEPT
        sentence = ground.say(report.language, key, territorio=territory, que=kept.what)
        thread = uow.threads.of(report.id)
        with contextlib.suppress(ThreadFull):  # its author still reads the state
            append("mesa", "respuesta", sentence, report=report, thread=thread, uow=uow, vault=vault, today=today)
        current = uow.reports.get(report.id) or report  # a story of before was sealed anew with its first message
        resolved = current.state == "con-compromiso" and not _still_promised(current, kept, uow)
        _set(current, "resuelto" if resolved else current.state, retention=retention, uow=uow)


def _set(report: Report, to: ReportState, *, retention: Retention, uow: UnitOfWork) -> None:
    changed = dataclasses.replace(
        report,
        state=to,
        reason=None if to != report.state else report.reason,
        erase_on=min(report.erase_on, retention.erase_on(report.week, to)),
        version=report.version + 1,
    )
    uow.reports.replace(changed, seen=report.version)
