"""What the use cases of this room ask of whoever keeps its things; ``redes.store`` answers it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

from redes.followup.ally import Ally
from redes.followup.commitment import Commitment
from redes.followup.meeting import Meeting
from redes.followup.mesa import Mesa
from redes.followup.plan import WorkPlan
from redes.reports import keeping
from redes.reports.report import ReportId

Value = TypeVar("Value")


class Kept(Protocol[Value]):
    """Where values of one kind are kept, each of one territory."""

    def add(self, value: Value) -> None:
        """Keep a new one from the next commit on."""

    def get(self, value_id: str) -> Value | None:
        """The one of an id, or None."""

    def of(self, territories: Collection[str]) -> tuple[Value, ...]:
        """All of some territories, in an order of their own that is always the same."""

    def replace(self, value: Value, *, seen: int) -> None:
        """Change one.

        Args:
            value: As it is to be.
            seen: The version it had when it was read.

        Raises:
            redes.reports.keeping.ChangedMeanwhile: It has another version now.
        """


class Behind(Protocol):
    """Which reports stand behind which commitment. What an author takes back is gone from here too."""

    def link(self, commitment_id: str, report_ids: Iterable[ReportId]) -> None:
        """Put reports behind a commitment; those that stand there already stay."""

    def of(self, commitment_id: str) -> tuple[ReportId, ...]:
        """The reports behind a commitment, sorted."""

    def commitments_of(self, report_id: ReportId) -> tuple[str, ...]:
        """Ids of the commitments a report stands behind, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """How many reports of a kind of barrier came in a week.

    Attributes:
        barrier: Id of the kind.
        week: Its Monday.
        count: How many.
        urgent: How many of them needed care at the time.
        waiting: How many of them nobody has taken to the table or closed.
    """

    barrier: str
    week: date
    count: int
    urgent: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """How many reports say that a rule of law was broken, by the kind of barrier.

    Attributes:
        rule: Id of the rule.
        barrier: Id of the kind of barrier.
        count: How many.
    """

    rule: str
    barrier: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How many authors of the reports behind a commitment said in a week that it changed something, or nothing.

    Attributes:
        commitment: Id of the commitment.
        act: What they said.
        week: Its Monday.
        count: How many times.
    """

    commitment: str
    act: Literal["sigue-igual", "se-resolvio"]
    week: date
    count: int


class Counts(Protocol):
    """Exact counts of barriers, for this room only: whoever shows one makes it safe first."""

    def weekly(
        self, municipalities: Collection[str], *, since: date, barriers: Collection[str] | None = None
    ) -> Iterator[Weekly]:
        """By week and kind of barrier from a Monday on, sorted; what waits as abuse is left out.

        Args:
            municipalities: DIVIPOLA codes.
            since: The Monday.
            barriers: Of these kinds only; None: of all.
        """

    def broken(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[Broken]:
        """By rule and kind of barrier from a Monday on and before another, sorted; without what waits as abuse."""

    def praised(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[tuple[int, int]]:
        """(practice of the decálogo, how many compliments) from a Monday on and before another, sorted; as above."""

    def answered(self, commitments: Collection[str]) -> Iterator[Answered]:
        """What authors said, by commitment and week, sorted."""


class Followup(Protocol):
    """What this room keeps, inside a unit of work."""

    mesas: Kept[Mesa]
    meetings: Kept[Meeting]
    commitments: Kept[Commitment]
    plans: Kept[WorkPlan]
    allies: Kept[Ally]
    behind: Behind
    counts: Counts


class UnitOfWork(keeping.UnitOfWork, Protocol):
    """A unit of work that holds what comes of reports beside the reports.

    Attributes:
        followup: What this room keeps.
    """

    followup: Followup
