"""The same stores in memory: the twin that tests of the use cases run on, held to the same tests."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Self

from redes.flags.keeping import Flags
from redes.followup.keeping import Followup
from redes.reports.keeping import (
    EVERYTHING,
    ChangedMeanwhile,
    DataKeys,
    Erasure,
    Erasures,
    Filter,
    Matters,
    Reports,
    SealedKeys,
    StoreUnavailable,
    Threads,
)
from redes.reports.message import Message
from redes.reports.report import MatterId, ReceiptHash, Report, ReportId
from redes.store.flags import MemoryFlags
from redes.store.followup import FollowupKept, MemoryFollowup
from redes.store.matters import MemoryMatters
from redes.store.rooms import MemoryRooms, RoomsKept
from redes.store.training import MemoryProgress
from redes.training.keeping import ProgressStore
from redes.training.progress import Learner, Progress
from redes.training.rooms import RoomStore


@dataclass
class _Kept:
    reports: dict[ReportId, Report] = field(default_factory=dict)
    messages: dict[tuple[ReportId, int], Message] = field(default_factory=dict)
    keys: dict[ReportId, bytes] = field(default_factory=dict)
    erasures: dict[tuple[date, Erasure], int] = field(default_factory=dict)
    matters: dict[ReportId, MatterId] = field(default_factory=dict)
    training: dict[Learner, Progress] = field(default_factory=dict)
    rooms: RoomsKept = field(default_factory=RoomsKept)
    followup: FollowupKept = field(default_factory=FollowupKept)
    twice: bool = False
    alerts: set[ReportId] = field(default_factory=set)


class _Memory:
    def __init__(self, kept: _Kept) -> None:
        self._kept = kept


class MemoryReports(_Memory):
    """Reports in a dictionary."""

    def add(self, report: Report) -> None:
        if report.id in self._kept.reports or self.find(report.receipt_hash) is not None:
            self._kept.twice = True
        self._kept.reports[report.id] = report

    def find(self, receipt_hash: ReceiptHash | None) -> Report | None:
        hashed = [r for r in self._kept.reports.values() if r.receipt_hash == receipt_hash is not None]
        return hashed[0] if hashed else None

    def get(self, report_id: ReportId) -> Report | None:
        return self._kept.reports.get(report_id)

    def all(self, wanted: Filter = EVERYTHING) -> Iterator[Report]:
        found = [r for r in self._kept.reports.values() if _fits(r, wanted)]
        yield from sorted(found, key=lambda r: (-r.week.toordinal(), r.barrier is None, r.barrier, r.id))

    def due(self, on: date) -> Iterator[Report]:
        yield from sorted(
            (r for r in self._kept.reports.values() if r.erase_on <= on and not r.erased), key=lambda r: r.id
        )

    def replace(self, report: Report, *, seen: int) -> None:
        before = self._kept.reports.get(report.id)
        if before is None or before.version != seen:
            raise ChangedMeanwhile("somebody else changed this report meanwhile; read it again")
        self._kept.reports[report.id] = report

    def remove(self, report_id: ReportId) -> None:
        self._kept.reports.pop(report_id, None)
        self._kept.keys.pop(report_id, None)
        self._kept.matters.pop(report_id, None)
        MemoryThreads(self._kept).remove(report_id)


def _fits(report: Report, wanted: Filter) -> bool:
    return (
        (wanted.municipalities is None or report.municipality in wanted.municipalities)
        and (wanted.states is None or report.state in wanted.states)
        and (wanted.barriers is None or report.barrier in wanted.barriers)
        and wanted.queue in (None, report.queue)
        and wanted.kind in (None, report.kind)
        and (wanted.since is None or report.week >= wanted.since)
    )


class MemoryThreads(_Memory):
    """Messages in a dictionary."""

    def say(self, message: Message) -> None:
        self._kept.messages[message.report_id, message.number] = message

    def of(self, report_id: ReportId) -> tuple[Message, ...]:
        return tuple(
            sorted((m for m in self._kept.messages.values() if m.report_id == report_id), key=lambda m: m.number)
        )

    def remove(self, report_id: ReportId) -> None:
        for place in [place for place in self._kept.messages if place[0] == report_id]:
            del self._kept.messages[place]


class MemoryDataKeys(_Memory):
    """Data keys in a dictionary."""

    def put(self, report_id: ReportId, wrapped: bytes) -> None:
        self._kept.keys[report_id] = wrapped

    def exchange(self, report_id: ReportId, before: bytes, after: bytes) -> None:
        if self._kept.keys.get(report_id) == before:
            self._kept.keys[report_id] = after

    def get(self, report_id: ReportId) -> bytes | None:
        return self._kept.keys.get(report_id)

    def all(self) -> Iterator[tuple[ReportId, bytes]]:
        yield from sorted(self._kept.keys.items())

    def remove(self, report_id: ReportId) -> None:
        self._kept.keys.pop(report_id, None)


class MemoryWaking(_Memory):
    """Reports that must wake somebody, in a set."""

    def add(self, report_id: ReportId) -> None:
        self._kept.alerts.add(report_id)


class NoKeys:
    """Data keys of addresses: in memory there are none."""

    def all(self) -> Iterator[tuple[str, bytes]]:
        yield from ()

    def exchange(self, name: str, before: bytes, after: bytes) -> None:
        pass


class MemoryErasures(_Memory):
    """The log of deletions in a dictionary."""

    def note(self, week: date, what: Erasure, count: int) -> None:
        self._kept.erasures[week, what] = self._kept.erasures.get((week, what), 0) + count

    def all(self) -> Iterator[tuple[date, Erasure, int]]:
        for (week, what), count in sorted(self._kept.erasures.items()):
            yield week, what, count


class MemoryUnitOfWork:
    """A unit of work on dictionaries."""

    reports: Reports
    threads: Threads
    keys: DataKeys
    erasures: Erasures
    matters: Matters
    address_keys: SealedKeys
    alerts: MemoryWaking
    flags: Flags
    training: ProgressStore
    rooms: RoomStore
    followup: Followup

    def __init__(self) -> None:
        self._durable = _Kept()
        self._flags = MemoryFlags()
        self.flags = self._flags
        self._begin()

    def _begin(self) -> None:
        self._now = copy.deepcopy(self._durable)
        self.reports = MemoryReports(self._now)
        self.threads = MemoryThreads(self._now)
        self.keys = MemoryDataKeys(self._now)
        self.erasures = MemoryErasures(self._now)
        self.matters = MemoryMatters(self._now.matters)
        self.address_keys = NoKeys()
        self.alerts = MemoryWaking(self._now)
        self.training = MemoryProgress(self._now.training)
        self.rooms = MemoryRooms(self._now.rooms)
        self.followup = MemoryFollowup(self._now.followup, self._now.reports, self._now.messages)

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flags.rollback()
        self._begin()

    def commit(self) -> None:
        self._flags.check()
        if self._now.twice:
            raise StoreUnavailable("a receipt's hash stands twice; nothing was kept")
        self._durable = copy.deepcopy(self._now)
        self._flags.commit()
