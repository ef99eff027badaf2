"""Reports as their coordinators take them further: a queue, one report at a time, each step by right and on record.

The steps themselves are :mod:`redes.reports.review`. Here stands who may take them: every call takes a
:class:`redes.followup.accounts.Scope` and looks where the report belongs, and what is done is written into
the audit log in the same transaction.
"""

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, Protocol

from redes.content.catalogue import Catalogue
from redes.errors import RedesError
from redes.followup.accounts import Right, Scope
from redes.followup.audit import AuditLog, Witness
from redes.followup.noted import NotedReports
from redes.privacy.vault import Vault
from redes.publishing.showing import Crowd
from redes.reports import matter
from redes.reports import review as steps
from redes.reports.keeping import UnitOfWork
from redes.reports.report import Kind, Queue, Reason, Report, ReportId, State
from redes.reports.retention import Retention
from redes.reports.thread import NoSuchReport, living

Order = Literal["urgencia", "antiguos", "recientes"]
"""What stands first: urgent ones and then the oldest; the oldest; the newest week."""

OPEN: frozenset[State] = frozenset({"nuevo", "en-revision"})
"""States that wait for a coordinator."""

TOLD: frozenset[Kind] = frozenset({"barrera", "buena-practica"})
"""Kinds of what happened; what is proposed has a queue of its own (:mod:`redes.followup.proposals`)."""

NEAR = timedelta(weeks=4)
"""How far apart the weeks of similar reports may be."""

MOST_SIMILAR = 8
"""Similar reports that are suggested."""

MOST_COUNTED = 1000
"""Beyond this many the queue says that there are more: counting all would make the page slow."""

_WORD = re.compile(r"\S+")


class NoSuchKind(RedesError):
    """The catalogue knows no such barrier or practice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Which territory a report belongs to.

    Attributes:
        territory_of: DIVIPOLA code -> id of its territory.
        rest: Territory of the reports that name no municipality, or one that is gone: one without a mesa; empty when
            there is none, and then nobody but the command line sees them.
    """

    territory_of: Mapping[str, str]
    rest: str

    def of(self, report: Report) -> str:
        """Id of a report's territory."""
        return self.territory_of.get(report.municipality or "", self.rest)

    def codes(self, territories: Collection[str]) -> frozenset[str | None]:
        """DIVIPOLA codes of some territories; None stands for the reports that name no municipality."""
        named: set[str | None] = {code for code, territory in self.territory_of.items() if territory in territories}
        return frozenset(named | ({None} if self.rest in territories else set()))


def places_of(catalogue: Catalogue) -> Places:
    """The places of a catalogue."""
    return Places(
        territory_of=MappingProxyType({code: found[0].id for code, found in catalogue.municipalities.items()}),
        rest=next((territory.id for territory in catalogue.territories.values() if not territory.mesa), ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which reports the queue shows.

    Attributes:
        codes: DIVIPOLA codes; None among them stands for reports that name no municipality.
        states: States; empty means all.
        kinds: Kinds.
        queue: The normal one, or what looks like abuse.
        urgent: Only those in which care was needed at the time.
        barrier: Id of a kind of barrier, or None.
        until: Only weeks up to this Monday, or None: how old they are.
        order: See :data:`Order`.
    """

    codes: frozenset[str | None]
    states: frozenset[State] = OPEN
    kinds: frozenset[Kind] = TOLD
    queue: Queue = "normal"
    urgent: bool = False
    barrier: str | None = None
    until: date | None = None
    order: Order = "urgencia"


class ReviewQueue(Protocol):
    """Reports that can be paged through, as ``redes.store`` finds them."""

    def page(self, wanted: Wanted, *, after: ReportId | None, limit: int) -> tuple[Report, ...]:
        """The next reports after one of them; from the beginning when it is None or gone. Bare counts are left out."""

    def count(self, wanted: Wanted, *, most: int) -> int:
        """How many there are, up to a number."""

    def similar(self, report: Report, *, codes: frozenset[str | None], limit: int) -> tuple[Report, ...]:
        """Reports of the same barrier or practice in some places, of near weeks, without the report itself."""

    def alike(self, codes: frozenset[str | None], *, first: date, after: date) -> Crowd:
        """How many reports of some places are alike, of the weeks from a day on and before another; bare counts too."""


class ReviewWork(UnitOfWork, Protocol):
    """One transaction over reports, the queue and the audit log.

    Attributes:
        queue: Pages through reports.
        audit: The audit log.
    """

    queue: ReviewQueue
    audit: AuditLog


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A report that may tell of the same.

    Attributes:
        report: The other one.
        because: Why it is suggested: ``ips``, ``servicio``, ``municipio``, ``semana``, ``grupo``; never empty.
        joined: How many the matter has that it is in already; 0 when it is in none.
    """

    report: Report
    because: tuple[str, ...]
    joined: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A part of the queue.

    Attributes:
        reports: Without their words.
        count: How many there are in all, up to :data:`MOST_COUNTED`.
        next: Id after which the next part begins, or None.
        joined: Report -> how many its matter has; of those that are in one.
    """

    reports: tuple[Report, ...]
    count: int
    next: ReportId | None
    joined: Mapping[ReportId, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Somebody's desk: who sits there, and what is needed to work on reports.

    Attributes:
        scope: What they may do, and where.
        places: Which territory a report belongs to.
        witness: Writes the audit log.
        vault: Opens and seals.
        today: The day in Colombia.
    """

    scope: Scope
    places: Places
    witness: Witness
    vault: Vault
    today: date

    def queue(
        self, wanted: Wanted, territories: Collection[str], *, after: ReportId | None, limit: int, work: ReviewWork
    ) -> QueuePage:
        """A part of the queue of some territories.

        Raises:
            redes.followup.accounts.Forbidden: One of them is not theirs.
        """
        narrowed = self._narrowed(wanted, territories)
        with work:
            found = work.queue.page(narrowed, after=after, limit=limit + 1)
            count = work.queue.count(narrowed, most=MOST_COUNTED)
            joined = work.matters.sizes([one.id for one in found[:limit]])
        following = found[limit - 1].id if len(found) > limit else None
        return QueuePage(reports=found[:limit], count=count, next=following, joined=joined)

    def waiting(self, wanted: Wanted | None = None, *, work: ReviewWork) -> int:
        """How many reports wait in all of one's territories, up to :data:`MOST_COUNTED`.

        Args:
            wanted: Which of them; None: all of the normal queue. Its places are those of one's territories.
            work: Where they are kept.
        """
        narrowed = self._narrowed(wanted or Wanted(codes=frozenset()), self.scope.territories)
        with work:
            return work.queue.count(narrowed, most=MOST_COUNTED)

    def read(self, report_id: ReportId, *, work: ReviewWork) -> steps.Opened:
        """One report with its words; that it was opened is on record.

        Raises:
            redes.followup.accounts.Forbidden: It belongs to a territory that is not theirs.
            redes.reports.thread.NoSuchReport: There is none.
        """
        self.belongs(report_id, work)
        opened = steps.read(report_id, uow=work, vault=self.vault)
        with work:
            self.witness.note(work, self.scope.account, "abrir-reporte", f"reporte:{report_id}")
            work.commit()
        return opened

    def similar(self, report: Report, *, work: ReviewWork) -> tuple[Similar, ...]:
        """Reports of the same territory that may tell of the same, the likeliest first, each with its reasons.

        Those it is joined with already are left out.
        """
        territory = self.places.of(report)
        self.scope.require("review", territory)
        with work:
            found = work.queue.similar(report, codes=self.places.codes([territory]), limit=20 * MOST_SIMILAR)
            joined = {one.id for one in matter.together(report.id, work)}
            sizes = work.matters.sizes([one.id for one in found])
        because = [
            Similar(report=other, because=_because(report, other), joined=sizes.get(other.id, 0))
            for other in found
            if other.id not in joined
        ]
        told = sorted((one for one in because if one.because), key=lambda one: (-len(one.because), one.report.id))
        return tuple(told[:MOST_SIMILAR])

    def set_state(
        self,
        report_id: ReportId,
        to: State,
        *,
        seen: int,
        work: ReviewWork,
        retention: Retention,
        reason: Reason | None = None,
    ) -> Report:
        """Take a report a step further. Raises as :meth:`read` and :func:`redes.reports.review.set_state`."""
        noted = self._noted(report_id, f"estado-{to}", work, joint=True)
        return steps.set_state(report_id, to, seen=seen, uow=noted, retention=retention, reason=reason)

    def set_queue(self, report_id: ReportId, *, normal: bool, seen: int, work: ReviewWork) -> Report:
        """Move a report between the queues. Raises as :meth:`set_state`."""
        noted = self._noted(report_id, "cola-normal" if normal else "cola-abuso", work)
        return steps.set_queue(report_id, normal=normal, seen=seen, uow=noted)

    def set_kind(self, report_id: ReportId, kind: str, *, seen: int, work: ReviewWork, catalogue: Catalogue) -> Report:
        """Say what a report is about, when its author picked something else.

        Args:
            report_id: Which.
            kind: Id of a kind of barrier; or ``practica-`` and a number: it is a compliment for that practice.
            seen: The version that was read.
            work: Where it is kept.
            catalogue: Knows the kinds.

        Raises:
            NoSuchKind: The catalogue has none like it.
            redes.reports.keeping.ChangedMeanwhile: Somebody was quicker.
        """
        number = int(kind.removeprefix("practica-")) if re.fullmatch(r"practica-\d{1,2}", kind) else None
        if number is None and kind not in catalogue.barriers:
            raise NoSuchKind("there is no such kind of barrier")
        if number is not None and number not in {practice.number for practice in catalogue.decalogo.practices}:
            raise NoSuchKind("the decálogo has no such practice")
        noted = self._noted(report_id, "cambiar-tipo", work)
        with noted:
            report = living(report_id, noted)
            if report.kind not in TOLD:
                raise NoSuchKind("a proposal is no report of what happened")
            changed = dataclasses.replace(
                report,
                kind="barrera" if number is None else "buena-practica",
                barrier=kind if number is None else None,
                practice=number,
                version=seen + 1,
            )
            noted.reports.replace(changed, seen=seen)
            noted.commit()
        return changed

    def blot_out(
        self,
        report_id: ReportId,
        words: Iterable[int],
        *,
        seen: int,
        work: ReviewWork,
        message: int | None = None,
    ) -> Report:
        """Blot out words for good.

        Args:
            report_id: Which report.
            words: Places of the words in the opened text, from 0, as :func:`words_of` splits it.
            seen: The version that was read.
            work: Where it is kept.
            message: Number of a message of the thread; None for the narrative.

        Raises:
            redes.reports.review.NoSuchSpan: There is no such word or text, or none was named.
            redes.reports.keeping.ChangedMeanwhile: Somebody was quicker; nothing was blotted out.
        """
        self.belongs(report_id, work)
        opened = steps.read(report_id, uow=work, vault=self.vault)
        said = {one.number: one.text for one in opened.thread}
        text = opened.story if message is None else said.get(message)
        spans = _joined(text or "", sorted(set(words)))
        noted = self._noted(report_id, "tachar", work)
        return steps.blot_out(report_id, spans, seen=seen, uow=noted, vault=self.vault, message=message)

    def ask(self, report_id: ReportId, text: str, *, seen: int, work: ReviewWork) -> Report:
        """Ask the author something. Raises as :meth:`read` and :func:`redes.reports.review.ask`."""
        noted = self._noted(report_id, "preguntar", work)
        return steps.ask(report_id, text, seen=seen, uow=noted, vault=self.vault, today=self.today)

    def answer(self, report_id: ReportId, text: str, *, seen: int, work: ReviewWork, alone: bool = False) -> Report:
        """Tell the author what came of it, and unless ``alone`` those of the joined reports. Raises as :meth:`ask`."""
        noted = self._noted(report_id, "responder", work, joint=not alone)
        return steps.answer(report_id, text, seen=seen, uow=noted, vault=self.vault, today=self.today, alone=alone)

    def together(self, report: Report, *, work: ReviewWork) -> tuple[Report, ...]:
        """The reports that a report is joined with; of another territory, if its borders moved, none."""
        territory = self.places.of(report)
        self.scope.require("review", territory)
        with work:
            return tuple(one for one in matter.together(report.id, work) if self.places.of(one) == territory)

    def join(
        self, report_id: ReportId, others: Mapping[ReportId, int], *, seen: int, work: ReviewWork
    ) -> tuple[Report, ...]:
        """Join a report with others of its territory.

        Args:
            report_id: Which.
            others: Report -> the version of it that was read.
            seen: The version of the report that was read.
            work: Where they are kept.

        Raises as :meth:`read` and :func:`redes.reports.matter.join`.
        """
        if len(others) >= matter.MOST:
            raise matter.NotTogether(f"a matter has {matter.MOST} reports at most")
        for one in others:
            self.belongs(one, work)
        with work:
            found = [report for one in (report_id, *others) if (report := work.reports.get(one)) is not None]
        if len({self.places.of(report) for report in found}) > 1:
            raise matter.NotTogether("reports of two territories are two matters")
        noted = self._noted(report_id, "unir", work, also=tuple(others))
        return matter.join(report_id, others, seen=seen, uow=noted)

    def separate(self, report_id: ReportId, *, seen: int, work: ReviewWork) -> Report:
        """Take a report out of its matter. Raises as :meth:`read` and :func:`redes.reports.matter.separate`."""
        return matter.separate(report_id, seen=seen, uow=self._noted(report_id, "separar", work))

    def _narrowed(self, wanted: Wanted, territories: Collection[str]) -> Wanted:
        self.scope.require("review")
        for territory in territories:
            self.scope.require("review", territory)
        return dataclasses.replace(wanted, codes=self.places.codes(territories))

    def belongs(self, report_id: ReportId, work: ReviewWork, right: Right = "review") -> None:
        """Go on only with a report of one's own territories. Raises as :meth:`read`."""
        with work:
            report = work.reports.get(report_id)
        self.scope.require(right)
        if report is None or report.erased:
            raise NoSuchReport("there is no such report (any more)")
        self.scope.require(right, self.places.of(report))

    def _noted(
        self,
        report_id: ReportId,
        verb: str,
        work: ReviewWork,
        *,
        joint: bool = False,
        also: Iterable[ReportId] = (),
    ) -> NotedReports[ReviewWork]:
        """A unit of work whose commit writes down the deed: for the report, for others, and for its matter when it is joint."""
        self.belongs(report_id, work)

        def note(one: ReviewWork) -> None:
            whole = one.matters.of(report_id) if joint else None
            subjects = [*(f"reporte:{done}" for done in (report_id, *also)), *([f"asunto:{whole}"] if whole else [])]
            for subject in subjects:
                self.witness.note(one, self.scope.account, verb, subject)

        return NotedReports(work, note)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, as they can be ticked to be blotted out."""
    return tuple(_WORD.findall(text))


def _joined(text: str, words: list[int]) -> list[tuple[int, int]]:
    """Spans of words; words that stand side by side become one, so that not even their number is left."""
    places = [found.span() for found in _WORD.finditer(text)]
    if not words or words[0] < 0 or words[-1] >= len(places):
        raise steps.NoSuchSpan("there is no such word")
    spans: list[tuple[int, int]] = []
    for before, word in zip([-2, *words], words, strict=False):
        start, end = places[word]
        if word == before + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _because(report: Report, other: Report) -> tuple[str, ...]:
    alike = {
        "ips": report.ips is not None and report.ips == other.ips,
        "servicio": report.service is not None and report.service == other.service,
        "municipio": report.municipality is not None and report.municipality == other.municipality,
        "grupo": bool(set(report.groups) & set(other.groups)),
        "semana": report.week == other.week,
    }
    return tuple(name for name, holds in alike.items() if holds)
