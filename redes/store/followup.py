"""What comes of reports, in a database or in memory: one protocol, the same tests."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter
from sqlalchemy import CursorResult, case, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from redes.followup.ally import Ally
from redes.followup.commitment import Commitment
from redes.followup.held import Held
from redes.followup.keeping import Answered, Behind, Broken, Counts, Kept, Weekly
from redes.followup.meeting import Meeting
from redes.followup.mesa import Mesa
from redes.followup.plan import WorkPlan
from redes.reports.keeping import ChangedMeanwhile
from redes.reports.message import Message
from redes.reports.report import Report, ReportId, State
from redes.store.followup_tables import AllyRow, BehindRow, CommitmentRow, MeetingRow, MesaRow, WorkPlanRow
from redes.store.tables import Base, MessageRow, ReportRow

WAITING: tuple[State, ...] = ("nuevo", "en-revision")
"""States of reports that nobody has taken to the table or closed."""

ANSWERS = ("se-resolvio", "sigue-igual")
"""Acts by which an author says what came of it."""

Value = TypeVar("Value", bound=Mesa | Meeting | Commitment | WorkPlan | Ally)


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Value]):
    """How values of a kind are named, ordered, and written as rows.

    Attributes:
        value: The values' type.
        row: The table.
        key: The field that names one.
        order: Fields in the order of which they are listed.
    """

    value: type[Value]
    row: type[Base]
    key: str
    order: tuple[str, ...]

    def columns(self, value: Value) -> dict[str, Any]:
        """A value as its table's columns, which have the names of its fields; what is nested becomes JSON."""
        plain: dict[str, Any] = _adapter(self.value).dump_python(value, mode="json")
        return plain | {
            one.name: content
            for one in dataclasses.fields(value)
            if isinstance(content := getattr(value, one.name), date)
        }

    def read(self, row: Any) -> Value:
        """A value from its row."""
        names = [one.name for one in dataclasses.fields(self.value)]
        return cast(Value, _adapter(self.value).validate_python({name: getattr(row, name) for name in names}))

    def column(self, name: str) -> InstrumentedAttribute[Any]:
        """A column of its table."""
        return cast("InstrumentedAttribute[Any]", getattr(self.row, name))


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Made once each: making one takes milliseconds."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


MESAS = _Kind(Mesa, MesaRow, "territory", ("territory",))
MEETINGS = _Kind(Meeting, MeetingRow, "id", ("day", "id"))
COMMITMENTS = _Kind(Commitment, CommitmentRow, "id", ("due", "id"))
PLANS = _Kind(WorkPlan, WorkPlanRow, "id", ("territory", "ips", "id"))
ALLIES = _Kind(Ally, AllyRow, "id", ("territory", "name", "id"))


class SqlKept(Generic[Value]):
    """Values of one kind in one database session."""

    def __init__(self, kind: _Kind[Value], session: Session) -> None:
        self._kind = kind
        self._session = session

    def add(self, value: Value) -> None:
        self._session.add(self._kind.row(**self._kind.columns(value)))

    def get(self, value_id: str) -> Value | None:
        row = self._session.get(self._kind.row, value_id)
        return None if row is None else self._kind.read(row)

    def of(self, territories: Collection[str]) -> tuple[Value, ...]:
        query = select(self._kind.row).where(self._kind.column("territory").in_(list(territories)))
        found = (self._kind.read(row) for row in self._session.scalars(query))
        # Sorted here: databases do not agree on the order of letters with accents.
        return tuple(sorted(found, key=lambda value: [getattr(value, name) for name in self._kind.order]))

    def replace(self, value: Value, *, seen: int) -> None:
        self._session.flush()
        columns = self._kind.columns(value)
        changed = self._session.execute(
            update(self._kind.row)
            .where(self._kind.column(self._kind.key) == columns[self._kind.key], self._kind.column("version") == seen)
            .values(columns)
            .execution_options(synchronize_session=False)
        )
        self._session.expire_all()
        if cast(CursorResult[Any], changed).rowcount != 1:
            raise _changed()


class SqlBehind:
    """Which reports stand behind which commitment, in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def link(self, commitment_id: str, report_ids: Iterable[ReportId]) -> None:
        self._session.flush()
        there = set(self.of(commitment_id))
        self._session.add_all(
            BehindRow(commitment_id=commitment_id, report_id=one) for one in sorted(set(report_ids) - there)
        )

    def of(self, commitment_id: str) -> tuple[ReportId, ...]:
        query = select(BehindRow.report_id).where(BehindRow.commitment_id == commitment_id)
        return tuple(sorted(map(ReportId, self._session.scalars(query))))

    def commitments_of(self, report_id: ReportId) -> tuple[str, ...]:
        query = select(BehindRow.commitment_id).where(BehindRow.report_id == report_id)
        return tuple(sorted(self._session.scalars(query)))


class SqlCounts:
    """Counts in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def weekly(
        self, municipalities: Collection[str], *, since: date, barriers: Collection[str] | None = None
    ) -> Iterator[Weekly]:
        waiting = case((ReportRow.state.in_(WAITING), 1), else_=0)
        urgent = case((ReportRow.urgent_now.is_(True), 1), else_=0)
        query = (
            select(ReportRow.barrier, ReportRow.week, func.count(), func.sum(urgent), func.sum(waiting))
            .where(*self._counted(municipalities, since))
            .group_by(ReportRow.barrier, ReportRow.week)
        )
        if barriers is not None:
            query = query.where(ReportRow.barrier.in_(list(barriers)))
        for row in sorted(self._session.execute(query)):
            barrier, week, count, urgents, waits = row
            yield Weekly(barrier=barrier, week=week, count=count, urgent=int(urgents), waiting=int(waits))

    def broken(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[Broken]:
        query = (
            select(ReportRow.rule, ReportRow.barrier, func.count())
            .where(*self._counted(municipalities, since), ReportRow.rule.is_not(None), ReportRow.week < until)
            .group_by(ReportRow.rule, ReportRow.barrier)
        )
        for rule, barrier, count in sorted(self._session.execute(query)):
            yield Broken(rule=str(rule), barrier=str(barrier), count=count)

    def praised(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[tuple[int, int]]:
        query = (
            select(ReportRow.practice, func.count())
            .where(
                ReportRow.kind == "buena-practica",
                ReportRow.practice.is_not(None),
                ReportRow.municipality.in_(list(municipalities)),
                ReportRow.week >= since,
                ReportRow.week < until,
                ReportRow.queue == "normal",
            )
            .group_by(ReportRow.practice)
        )
        found = self._session.execute(query)
        yield from sorted((practice, count) for practice, count in found if practice is not None)

    def answered(self, commitments: Collection[str]) -> Iterator[Answered]:
        query = (
            select(BehindRow.commitment_id, MessageRow.act, MessageRow.week, func.count())
            .join(MessageRow, MessageRow.report_id == BehindRow.report_id)
            .where(BehindRow.commitment_id.in_(list(commitments)), MessageRow.act.in_(ANSWERS))
            .group_by(BehindRow.commitment_id, MessageRow.act, MessageRow.week)
        )
        for commitment, act, week, count in sorted(self._session.execute(query)):
            yield Answered(commitment=commitment, act=act, week=week, count=count)  # type: ignore[arg-type]  # of ANSWERS

    @staticmethod
    def _counted(municipalities: Collection[str], since: date) -> tuple[Any, ...]:
        return (
            ReportRow.barrier.is_not(None),
            ReportRow.municipality.in_(list(municipalities)),
            ReportRow.week >= since,
            ReportRow.queue == "normal",
        )


class SqlFollowup:
    """All of it in one database session.

    Args:
        session: The session.
        held: What was counted today; None: every count is asked of the database.
    """

    def __init__(self, session: Session, held: Held | None = None) -> None:
        self.mesas: Kept[Mesa] = SqlKept(MESAS, session)
        self.meetings: Kept[Meeting] = SqlKept(MEETINGS, session)
        self.commitments: Kept[Commitment] = SqlKept(COMMITMENTS, session)
        self.plans: Kept[WorkPlan] = SqlKept(PLANS, session)
        self.allies: Kept[Ally] = SqlKept(ALLIES, session)
        self.behind: Behind = SqlBehind(session)
        self.counts: Counts = held.over(SqlCounts(session)) if held else SqlCounts(session)


@dataclass
class FollowupKept:
    """What :class:`MemoryFollowup` keeps: by kind and name, and the reports behind commitments."""

    values: dict[type[Any], dict[str, Any]] = field(default_factory=dict)
    behind: set[tuple[str, ReportId]] = field(default_factory=set)


class MemoryKept(Generic[Value]):
    """Values of one kind in a dictionary."""

    def __init__(self, kind: _Kind[Value], kept: FollowupKept) -> None:
        self._kind = kind
        self._values: MutableMapping[str, Value] = kept.values.setdefault(kind.value, {})

    def add(self, value: Value) -> None:
        self._values[getattr(value, self._kind.key)] = value

    def get(self, value_id: str) -> Value | None:
        return self._values.get(value_id)

    def of(self, territories: Collection[str]) -> tuple[Value, ...]:
        found = (value for value in self._values.values() if value.territory in territories)
        return tuple(sorted(found, key=lambda value: [getattr(value, name) for name in self._kind.order]))

    def replace(self, value: Value, *, seen: int) -> None:
        before = self.get(getattr(value, self._kind.key))
        if before is None or before.version != seen:
            raise _changed()
        self.add(value)


class MemoryBehind:
    """Which reports stand behind which commitment, in a set."""

    def __init__(self, kept: FollowupKept, reports: Callable[[], Collection[ReportId]]) -> None:
        self._kept = kept
        self._reports = reports

    def link(self, commitment_id: str, report_ids: Iterable[ReportId]) -> None:
        self._kept.behind |= {(commitment_id, one) for one in report_ids}

    def of(self, commitment_id: str) -> tuple[ReportId, ...]:
        there = self._reports()
        return tuple(sorted(report for one, report in self._kept.behind if one == commitment_id and report in there))

    def commitments_of(self, report_id: ReportId) -> tuple[str, ...]:
        there = self._reports()
        return tuple(sorted(one for one, report in self._kept.behind if report == report_id and report in there))


class MemoryCounts:
    """Counts of reports in a dictionary."""

    def __init__(
        self,
        reports: Callable[[], Collection[Report]],
        behind: set[tuple[str, ReportId]],
        messages: Callable[[], Collection[Message]],
    ) -> None:
        self._reports = reports
        self._behind = behind
        self._messages = messages

    def weekly(
        self, municipalities: Collection[str], *, since: date, barriers: Collection[str] | None = None
    ) -> Iterator[Weekly]:
        counted = [one for one in self._counted(municipalities, since) if barriers is None or one.barrier in barriers]
        for barrier, week in sorted({(str(one.barrier), one.week) for one in counted}):
            here = [one for one in counted if (one.barrier, one.week) == (barrier, week)]
            yield Weekly(
                barrier=barrier,
                week=week,
                count=len(here),
                urgent=sum(one.urgent_now is True for one in here),
                waiting=sum(one.state in WAITING for one in here),
            )

    def broken(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[Broken]:
        pairs = Counter(
            (str(one.rule), str(one.barrier))
            for one in self._counted(municipalities, since)
            if one.rule and one.week < until
        )
        for (rule, barrier), count in sorted(pairs.items()):
            yield Broken(rule=rule, barrier=barrier, count=count)

    def praised(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[tuple[int, int]]:
        told = Counter(
            one.practice
            for one in self._reports()
            if one.kind == "buena-practica"
            and one.municipality in municipalities
            and since <= one.week < until
            and one.queue == "normal"
        )
        yield from sorted((practice, count) for practice, count in told.items() if practice is not None)

    def answered(self, commitments: Collection[str]) -> Iterator[Answered]:
        sums = Counter(
            (commitment, message.act, message.week)
            for commitment, report_id in self._behind
            for message in self._messages()
            if commitment in commitments and message.report_id == report_id and message.act in ANSWERS
        )
        for (commitment, act, week), count in sorted(sums.items()):
            yield Answered(commitment=commitment, act=act, week=week, count=count)  # type: ignore[arg-type]  # of ANSWERS

    def _counted(self, municipalities: Collection[str], since: date) -> Iterator[Report]:
        for one in self._reports():
            if one.barrier and one.municipality in municipalities and one.week >= since and one.queue == "normal":
                yield one


class MemoryFollowup:
    """All of it in dictionaries: the twin that tests of the use cases run on."""

    def __init__(
        self,
        kept: FollowupKept,
        reports: MutableMapping[ReportId, Report],
        messages: MutableMapping[tuple[ReportId, int], Message],
    ) -> None:
        self.mesas: Kept[Mesa] = MemoryKept(MESAS, kept)
        self.meetings: Kept[Meeting] = MemoryKept(MEETINGS, kept)
        self.commitments: Kept[Commitment] = MemoryKept(COMMITMENTS, kept)
        self.plans: Kept[WorkPlan] = MemoryKept(PLANS, kept)
        self.allies: Kept[Ally] = MemoryKept(ALLIES, kept)
        self.behind: Behind = MemoryBehind(kept, reports.keys)
        self.counts: Counts = MemoryCounts(reports.values, kept.behind, messages.values)


def _changed() -> ChangedMeanwhile:
    return ChangedMeanwhile("somebody else changed this meanwhile; read it again")
