"""What publishing asks of whoever keeps reports; ``redes.store`` answers it."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from redes.publishing.periods import Period
from redes.publishing.release import Release
from redes.publishing.shape import Tally
from redes.transaction import Transaction


class Counts(Protocol):
    """Counts of reports. Barriers only, of the normal queue, and not those put aside."""

    def first_week(self) -> date | None:
        """Monday of the first report; None when there is none."""

    def tallies(self, first: date, after: date) -> Iterator[Tally]:
        """How many are alike, once over all reports for each column of :data:`redes.publishing.shape.COLUMNS`.

        Args:
            first: First Monday, inclusive.
            after: Last Monday, exclusive.
        """


class Releases(Protocol):
    """Where releases are kept."""

    def add(self, release: Release) -> None:
        """Keep a release for good. One that is there stays as it is: what is out cannot be taken back."""

    def all(self) -> Iterator[Release]:
        """All releases, by period."""

    def periods(self) -> frozenset[Period]:
        """Which periods are published: cheap, so that whoever keeps releases in mind knows when there are new ones."""

    def get(self, wanted: Period) -> Release | None:
        """The release of a period, or None."""


class UnitOfWork(Transaction, Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        counts: Counts of what is kept now.
        releases: What was published.
    """

    counts: Counts
    releases: Releases
