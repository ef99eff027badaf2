"""A unit of work that writes down what was done, in the same transaction: there is no deed without its entry."""

from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

from redes.flags import keeping as flags
from redes.flags.keeping import Flags
from redes.followup import keeping as followup
from redes.reports.keeping import DataKeys, Erasures, Matters, Reports, Threads, UnitOfWork

Work = TypeVar("Work", bound=UnitOfWork)
FollowupWork = TypeVar("FollowupWork", bound=followup.UnitOfWork)
FlagsWork = TypeVar("FlagsWork", bound=flags.UnitOfWork)


class NotedReports(Generic[Work]):
    """A unit of work over reports whose commit adds an entry first.

    Args:
        work: What is wrapped.
        note: Adds the entry to it.
    """

    reports: Reports
    threads: Threads
    keys: DataKeys
    erasures: Erasures
    matters: Matters

    def __init__(self, work: Work, note: Callable[[Work], None]) -> None:
        self._work = work
        self._note = note

    def __enter__(self) -> Self:
        work = self._work.__enter__()
        self.reports, self.threads, self.keys, self.erasures = work.reports, work.threads, work.keys, work.erasures
        self.matters = work.matters
        self._begun(work)
        return self

    def _begun(self, work: Work) -> None:
        """Take over what else the work holds."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.__exit__(kind, error, trace)

    def commit(self) -> None:
        """Write the entry and make all of it durable.

        Raises:
            redes.reports.keeping.StoreUnavailable: Neither the deed nor its entry was kept.
        """
        self._note(self._work)
        self._work.commit()


class NotedFlags(Generic[FlagsWork]):
    """The same over flags.

    Args:
        work: What is wrapped.
        note: Adds the entry to it.
    """

    flags: Flags

    def __init__(self, work: FlagsWork, note: Callable[[FlagsWork], None]) -> None:
        self._work = work
        self._note = note

    def __enter__(self) -> Self:
        self.flags = self._work.__enter__().flags
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.__exit__(kind, error, trace)

    def commit(self) -> None:
        """As :meth:`NotedReports.commit`."""
        self._note(self._work)
        self._work.commit()


class NotedWork(NotedReports[FollowupWork]):
    """The same over what comes of reports beside them."""

    followup: followup.Followup

    def _begun(self, work: FollowupWork) -> None:
        self.followup = work.followup
