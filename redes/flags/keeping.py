"""What the use cases ask of whoever keeps flags; ``redes.store`` answers it."""

from collections.abc import Iterator
from typing import Protocol

from redes.flags.flag import Flag, FlagId
from redes.flags.states import State
from redes.transaction import Transaction


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


class UnitOfWork(Transaction, Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        flags: The flags, inside the block.
    """

    flags: Flags
