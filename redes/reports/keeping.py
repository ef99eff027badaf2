"""What the use cases ask of whoever keeps reports; ``redes.store`` answers it."""

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from redes.errors import RedesError
from redes.reports.report import ReceiptHash, Report


class StoreUnavailable(RedesError):
    """The store did not answer; nothing was kept."""


class Reports(Protocol):
    """Where reports are kept."""

    def add(self, report: Report) -> None:
        """Keep a report from the next commit on."""

    def find(self, receipt_hash: ReceiptHash) -> Report | None:
        """The report of a receipt, or None."""

    def all(self) -> Iterator[Report]:
        """All reports, newest week first, then by barrier; the order inside says nothing of arrival."""


class UnitOfWork(Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        reports: The reports, inside the block.
    """

    reports: Reports

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Make all of it durable.

        Raises:
            StoreUnavailable: It is not durable; nothing was kept.
        """
