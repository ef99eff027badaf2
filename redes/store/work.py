"""A unit of work: everything in the block, or nothing."""

import contextlib
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from redes.flags.keeping import Flags
from redes.followup.access import Accounts, Links, PanelSessions
from redes.followup.audit import AuditLog
from redes.followup.held import Held
from redes.followup.keeping import Followup
from redes.followup.review import ReviewQueue
from redes.publishing.keeping import Counts, Releases
from redes.reminding.keeping import Alerts, Notices, Subscriptions
from redes.reports.keeping import DataKeys, Erasures, Matters, Reports, SealedKeys, StoreUnavailable, Threads
from redes.store.accounts import SqlAccounts, SqlLinks, SqlPanelSessions
from redes.store.audit import SqlAuditLog
from redes.store.counts import SqlCounts, SqlReleases
from redes.store.flags import SqlFlags
from redes.store.followup import SqlFollowup
from redes.store.matters import SqlMatters
from redes.store.reminding import SqlAddressKeys, SqlAlerts, SqlNotices, SqlSubscriptions
from redes.store.reports import SqlDataKeys, SqlErasures, SqlReports, SqlThreads
from redes.store.review import SqlReviewQueue
from redes.store.rooms import SqlRooms
from redes.store.training import SqlProgress
from redes.training.keeping import ProgressStore
from redes.training.rooms import RoomStore


class SqlUnitOfWork:
    """A unit of work on an engine.

    Args:
        engine: The database.
        held: What was counted today of what a mesa needs; None: it is counted anew each time.
    """

    reports: Reports
    threads: Threads
    keys: DataKeys
    erasures: Erasures
    matters: Matters
    flags: Flags
    training: ProgressStore
    rooms: RoomStore
    followup: Followup
    accounts: Accounts
    links: Links
    sessions: PanelSessions
    audit: AuditLog
    counts: Counts
    releases: Releases
    queue: ReviewQueue
    subscriptions: Subscriptions
    address_keys: SealedKeys
    alerts: Alerts
    notices: Notices

    def __init__(self, engine: Engine, held: Held | None = None) -> None:
        self._engine = engine
        self._held = held
        self._session: Session | None = None

    def __enter__(self) -> Self:
        self._session = Session(self._engine)
        self.reports = SqlReports(self._session)
        self.threads = SqlThreads(self._session)
        self.keys = SqlDataKeys(self._session)
        self.erasures = SqlErasures(self._session)
        self.matters = SqlMatters(self._session)
        self.flags = SqlFlags(self._session)
        self.training = SqlProgress(self._session)
        self.followup = SqlFollowup(self._session, self._held)
        self.rooms = SqlRooms(self._session)
        self.accounts = SqlAccounts(self._session)
        self.links = SqlLinks(self._session)
        self.sessions = SqlPanelSessions(self._session)
        self.audit = SqlAuditLog(self._session)
        self.counts = SqlCounts(self._session)
        self.releases = SqlReleases(self._session)
        self.queue = SqlReviewQueue(self._session)
        self.subscriptions = SqlSubscriptions(self._session)
        self.address_keys = SqlAddressKeys(self._session)
        self.alerts = SqlAlerts(self._session)
        self.notices = SqlNotices(self._session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session is not None
        with contextlib.suppress(SQLAlchemyError):  # the connection is gone, and with it what was not committed
            self._session.rollback()
        self._session.close()
        if isinstance(error, SQLAlchemyError):
            raise StoreUnavailable("the database did not answer; check REDES_DATABASE_URL and its server") from None

    def commit(self) -> None:
        assert self._session is not None
        try:
            self._session.commit()
        except SQLAlchemyError:
            raise StoreUnavailable("the database did not take it; check its disk and its server") from None
