"""What the use cases ask of whoever keeps reports; ``redes.store`` answers it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from redes.errors import RedesError
from redes.reports.message import Message
from redes.reports.report import Kind, MatterId, Queue, ReceiptHash, Report, ReportId, State
from redes.transaction import Transaction


class StoreUnavailable(RedesError):
    """The store did not answer; nothing was kept."""


class ChangedMeanwhile(RedesError):
    """Somebody else changed the report since it was read; nothing was overwritten. Read it again."""


Erasure = Literal["narrativa", "retirado"]
"""Why something was erased: its day came, or its author took it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which reports are wanted; what is None does not narrow.

    Attributes:
        municipalities: DIVIPOLA codes; an empty collection finds nothing.
        states: States.
        queue: Queue.
        kind: Kind.
        barriers: Ids of kinds of barrier.
        since: First Monday, inclusive.
    """

    municipalities: Collection[str] | None = None
    states: Collection[State] | None = None
    queue: Queue | None = None
    kind: Kind | None = None
    barriers: Collection[str] | None = None
    since: date | None = None


EVERYTHING = Filter()
"""No filter."""


class Reports(Protocol):
    """Where reports are kept."""

    def add(self, report: Report) -> None:
        """Keep a report from the next commit on."""

    def find(self, receipt_hash: ReceiptHash) -> Report | None:
        """The report of a receipt, or None."""

    def get(self, report_id: ReportId) -> Report | None:
        """The report of a name, or None."""

    def all(self, wanted: Filter = EVERYTHING) -> Iterator[Report]:
        """Reports, newest week first, then by barrier; the order inside says nothing of arrival."""

    def due(self, on: date) -> Iterator[Report]:
        """Reports whose narrative is still there and whose day of erasure is not after a day."""

    def replace(self, report: Report, *, seen: int) -> None:
        """Change a report.

        Args:
            report: As it is to be.
            seen: The version it had when it was read.

        Raises:
            ChangedMeanwhile: It has another version now, or is gone.
        """

    def remove(self, report_id: ReportId) -> None:
        """Delete a row, with its thread and its key; nothing happens when there is none."""


class Threads(Protocol):
    """Where messages are kept."""

    def say(self, message: Message) -> None:
        """Add a message, or put it in the place of the one with its number."""

    def of(self, report_id: ReportId) -> tuple[Message, ...]:
        """The messages of a report, in their order."""

    def remove(self, report_id: ReportId) -> None:
        """Delete the messages of a report."""


class DataKeys(Protocol):
    """Where the data keys of reports are kept, each sealed by the keyring."""

    def put(self, report_id: ReportId, wrapped: bytes) -> None:
        """Keep a report's key, in the place of the one before."""

    def exchange(self, report_id: ReportId, before: bytes, after: bytes) -> None:
        """Put a sealed key in the place of another, if that one is still there: what was erased meanwhile stays so."""

    def get(self, report_id: ReportId) -> bytes | None:
        """A report's sealed key, or None when it never had one or it was destroyed."""

    def all(self) -> Iterator[tuple[ReportId, bytes]]:
        """Each report's sealed key."""

    def remove(self, report_id: ReportId) -> None:
        """Destroy a report's key: what it sealed stays unreadable, in every copy."""


class Waking(Protocol):
    """Where it is kept that a report must wake somebody (:mod:`redes.reminding`)."""

    def add(self, report_id: ReportId) -> None:
        """Keep that a report must wake somebody, from the next commit on."""


class SealedKeys(Protocol):
    """Data keys of something else than reports, sealed by the same keyring."""

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Id -> sealed key, of each."""

    def exchange(self, name: str, before: bytes, after: bytes) -> None:
        """As :meth:`DataKeys.exchange`."""


class Erasures(Protocol):
    """The log of deletions: that something was erased, never what."""

    def note(self, week: date, what: Erasure, count: int) -> None:
        """Add to the count of a week."""

    def all(self) -> Iterator[tuple[date, Erasure, int]]:
        """Monday, what, how many; in order."""


class Matters(Protocol):
    """Which reports are joined. What an author takes back is gone from here too."""

    def of(self, report_id: ReportId) -> MatterId | None:
        """The matter a report is in, or None."""

    def members(self, matter: MatterId) -> tuple[ReportId, ...]:
        """The reports of a matter, sorted."""

    def sizes(self, report_ids: Collection[ReportId]) -> Mapping[ReportId, int]:
        """Report -> how many its matter has, itself among them; those of some reports that are in one."""

    def put(self, report_id: ReportId, matter: MatterId) -> None:
        """Put a report into a matter, out of the one it was in."""

    def leave(self, report_id: ReportId) -> None:
        """Take a report out of its matter; nothing happens when it is in none."""


class UnitOfWork(Transaction, Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        reports: The reports, inside the block.
        threads: Their messages.
        keys: Their data keys.
        erasures: The log of deletions.
        matters: Which reports are joined.
    """

    reports: Reports
    threads: Threads
    keys: DataKeys
    erasures: Erasures
    matters: Matters


class FilingWork(UnitOfWork, Protocol):
    """One transaction in which reports come in.

    Attributes:
        alerts: Those that must wake somebody.
    """

    @property
    def alerts(self) -> Waking: ...


class RingWork(UnitOfWork, Protocol):
    """One transaction over all that the keyring seals.

    Attributes:
        address_keys: Data keys of addresses.
    """

    address_keys: SealedKeys
