"""Counts held for a day: an agenda that changed with each step of a coordinator would tell by its changes what its bands hide.

So the first who asks on a day waits for the database, and the start-up may ask before anybody does.
"""

import threading
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from redes.followup.keeping import Answered, Broken, Counts, Weekly

Value = TypeVar("Value")


class Held:
    """What was counted today. One object serves all transactions, from several threads.

    Args:
        today: The day, in Colombia.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._lock = threading.Lock()
        self._day: date | None = None
        self._known: dict[Hashable, tuple[object, ...]] = {}

    def over(self, counts: Counts) -> Counts:
        """Counts of a transaction, with what is known of today before them."""
        return _Over(self, counts)

    def once(self, name: Hashable, count: Callable[[], Iterator[Value]]) -> tuple[Value, ...]:
        """What is known under a name, or else what is counted now.

        Args:
            name: Of the question; the same one gives the same answer until the day ends.
            count: Asks the database; of two who ask at once the first answer holds for both.
        """
        with self._lock:
            day = self._today()
            if self._day != day:
                self._day, self._known = day, {}
            known = self._known
        if name not in known:
            found = tuple(count())
            with self._lock:
                known.setdefault(name, found)
        return cast("tuple[Value, ...]", known[name])


@dataclass(frozen=True, slots=True)
class _Over:
    """The counts of a transaction, asked once a day each."""

    held: Held
    counts: Counts

    def weekly(
        self, municipalities: Collection[str], *, since: date, barriers: Collection[str] | None = None
    ) -> Iterator[Weekly]:
        kinds = None if barriers is None else frozenset(barriers)
        name = ("weekly", frozenset(municipalities), since, kinds)
        yield from self.held.once(name, lambda: self.counts.weekly(municipalities, since=since, barriers=barriers))

    def broken(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[Broken]:
        name = ("broken", frozenset(municipalities), since, until)
        yield from self.held.once(name, lambda: self.counts.broken(municipalities, since=since, until=until))

    def praised(self, municipalities: Collection[str], *, since: date, until: date) -> Iterator[tuple[int, int]]:
        name = ("praised", frozenset(municipalities), since, until)
        yield from self.held.once(name, lambda: self.counts.praised(municipalities, since=since, until=until))

    def answered(self, commitments: Collection[str]) -> Iterator[Answered]:
        # What authors say is told at once: it hangs on few reports, and its coordinators wait for it.
        return self.counts.answered(commitments)
