"""What the use cases ask of whoever keeps progress; ``redes.store`` answers it."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from redes.training.progress import Learner, Progress
from redes.transaction import Transaction


class ProgressStore(Protocol):
    """Where progress is kept."""

    def find(self, learner: Learner) -> Progress | None:
        """How far a learner is; None for one who has not begun or was forgotten."""

    def put(self, progress: Progress) -> None:
        """Keep it from the next commit on, in place of what was there."""

    def remove(self, learner: Learner) -> bool:
        """Forget a learner; whether anything was there."""

    def remove_before(self, week: date) -> int:
        """Forget those who last learned before a week; how many."""

    def all(self) -> Iterator[Progress]:
        """Everybody's, by pseudonym and never by arrival."""


class UnitOfWork(Transaction, Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        training: Progress, inside the block.
    """

    training: ProgressStore
