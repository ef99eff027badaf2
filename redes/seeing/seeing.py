"""What panel and bot hold of the dashboard: releases are read from the database once; the unanswered and compliments counted once a day."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from redes.followup import keeping
from redes.followup.ground import Ground
from redes.followup.rights import Scope
from redes.publishing.keeping import Releases
from redes.publishing.release import Record
from redes.seeing import praise
from redes.seeing.board import Board, Promises, board_of, may_look, promises_of
from redes.seeing.waiting import Waiting, together, waiting_of
from redes.transaction import Transaction


class ReleasesWork(Transaction, Protocol):
    """A unit of work that holds what was published.

    Attributes:
        releases: What was published.
    """

    releases: Releases


class SeeingWork(keeping.UnitOfWork, Protocol):
    """The same beside reports and promises.

    Attributes:
        releases: What was published.
    """

    releases: Releases


_View = tuple[str | None, int, tuple[str, ...]]
"""Territory, months, and the territories that the visitor may see."""

_NOTHING = Promises(late=(), in_time=0, kept=0, broken=0)


class Seeing:
    """The dashboard. One object serves all visitors, from several threads.

    A release never changes, so it is kept in mind; so is for a day how long the unanswered wait, and what is praised: then
    nobody sees by looking twice what happened in between.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._record = Record({})
        self._day: date | None = None
        self._waiting: dict[str, tuple[Waiting, ...]] = {}
        self._praise: dict[str, Mapping[int, int]] = {}
        self._read_of: tuple[Record, Ground] | None = None
        self._figures: dict[_View, Board] = {}

    def board(
        self, territory: str | None, span: int, *, scope: Scope, ground: Ground, uow: SeeingWork, today: date
    ) -> Board:
        """One view.

        Args:
            territory: Id of a territory; None for all.
            span: How many months; one of :data:`redes.seeing.reading.SPANS`.
            scope: Who asks.
            ground: The catalogue.
            uow: Where everything is kept.
            today: The day, in Colombia.

        Raises:
            redes.followup.errors.FollowupError: There is no such territory, or no right to it.
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        may_look(scope, territory, ground)
        here = ground.mesas() if territory is None else (territory,)
        with uow:
            record = self._read(uow)
            waiting, praised = self._of_today(here, ground=ground, uow=uow, today=today)
            promises = promises_of(here, ground=ground, uow=uow, today=today)
        figures = self._figures_of(record, territory, span, scope=scope, ground=ground)
        return replace(figures, waiting=waiting, praised=praised, promises=promises)

    def know(self, record: Record) -> None:
        """Take what is published from who has just read it, so that the first visitor need not wait for it."""
        with self._lock:
            self._record = record

    def record(self, uow: ReleasesWork) -> Record:
        """All that is published.

        Raises:
            redes.reports.keeping.StoreUnavailable: The database did not answer.
        """
        with uow:
            return self._read(uow)

    def _read(self, uow: ReleasesWork) -> Record:
        published = uow.releases.periods()
        with self._lock:
            if published != self._record.releases.keys():
                known = self._record.releases
                fresh = {one: known.get(one) or uow.releases.get(one) for one in published}
                self._record = Record({one: release for one, release in fresh.items() if release is not None})
            return self._record

    def _figures_of(self, record: Record, territory: str | None, span: int, *, scope: Scope, ground: Ground) -> Board:
        """A view without what changes from day to day; read once of the same releases and the same catalogue."""
        view = territory, span, tuple(one for one in ground.mesas() if scope.may("counts", one))
        with self._lock:
            if self._read_of is None or not _alike(self._read_of, (record, ground)):
                self._read_of, self._figures = (record, ground), {}
            figures = self._figures
        if view not in figures:
            figures[view] = board_of(
                record, territory, span, scope=scope, ground=ground, waiting=(), praised=(), promises=_NOTHING
            )
        return figures[view]

    def _of_today(
        self, territories: Iterable[str], *, ground: Ground, uow: SeeingWork, today: date
    ) -> tuple[tuple[Waiting, ...], tuple[tuple[int, int], ...]]:
        """How long the unanswered of some territories wait, and what is praised there."""
        with self._lock:
            if self._day != today:
                self._day, self._waiting, self._praise = today, {}, {}
            for one in territories:
                if one not in self._waiting:
                    counts = uow.followup.counts
                    self._waiting[one] = waiting_of(one, ground=ground, counts=counts, today=today)
                    self._praise[one] = praise.praise_of(one, ground=ground, counts=counts, today=today)
            return (
                together([self._waiting[one] for one in territories]),
                praise.together([self._praise[one] for one in territories]),
            )


def _alike(one: tuple[Record, Ground], other: tuple[Record, Ground]) -> bool:
    """Whether the same releases are read with the same catalogue and rules; a catalogue is never changed, only replaced."""
    return one[0] is other[0] and one[1].catalogue is other[1].catalogue and one[1].rules == other[1].rules
