"""What the use cases ask of whoever keeps flags; ``redes.store`` answers it."""

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from redes.flags.flag import Flag, FlagId
from redes.flags.states import State


class Flags(Protocol):
    """Where flags are kept."""

    def add(self, flag: Flag) -> None:
        """Keep a flag from the next commit on."""

    def find(self, flag_id: FlagId) -> Flag | None:
        """The flag of an id, or None."""

    def replace(self, flag: Flag) -> None:
        """Keep a flag that was found, with other words, state, guard or note."""

    def all(self, state: State | None = None) -> Iterator[Flag]:
        """All flags, or those in one state: newest week first, then by subject and id, never by arrival."""


class UnitOfWork(Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        flags: The flags, inside the block.
    """

    flags: Flags

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Make all of it durable.

        Raises:
            redes.reports.keeping.StoreUnavailable: It is not durable; nothing was kept.
        """
