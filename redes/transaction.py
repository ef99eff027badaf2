"""What the units of work of all rooms are: one transaction."""

from types import TracebackType
from typing import Protocol, Self


class Transaction(Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Make all of it durable.

        Raises:
            redes.reports.keeping.StoreUnavailable: It is not durable; nothing was kept.
        """
