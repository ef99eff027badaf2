"""Reminders, alerts and notices in a database."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from redes.followup.accounts import AccountId
from redes.reminding.keeping import Notice
from redes.reminding.subscription import Kind, Subscriber, Subscription, SubscriptionId, Wish, bit_of
from redes.reports.report import Report, ReportId
from redes.store.reminding_tables import AlertRow, NoticeRow, ReminderRow
from redes.store.reports import report_of
from redes.store.tables import ReportRow


class SqlSubscriptions:
    """Subscriptions in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, subscription: Subscription) -> None:
        self.remove_of(subscription.who, subscription.wish.kind)
        wish = subscription.wish
        self._session.add(
            ReminderRow(
                id=subscription.id,
                who=subscription.who,
                kind=wish.kind,
                address=subscription.address,
                wrapped=subscription.wrapped,
                language=subscription.language,
                days=wish.days,
                hour=wish.hour,
                last=subscription.last,
                seat=subscription.seat,
            )
        )

    def get(self, subscription_id: SubscriptionId) -> Subscription | None:
        row = self._session.get(ReminderRow, subscription_id)
        return None if row is None else _subscription(row)

    def of(self, who: Subscriber) -> tuple[Subscription, ...]:
        return self._found(ReminderRow.who == who)

    def of_kind(self, kind: Kind) -> tuple[Subscription, ...]:
        return self._found(ReminderRow.kind == kind)

    def due(self, day: date, hours: Collection[int], *, limit: int) -> tuple[Subscription, ...]:
        rows = self._session.scalars(
            select(ReminderRow)
            .where(
                ReminderRow.kind != "guardia",
                ReminderRow.days.bitwise_and(bit_of(day)) != 0,
                ReminderRow.hour.in_(sorted(hours)),
                or_(ReminderRow.last.is_(None), ReminderRow.last < day),
            )
            .order_by(ReminderRow.id)
            .limit(limit)
        )
        return tuple(map(_subscription, rows))

    def mark(self, subscription_id: SubscriptionId, before: date | None, after: date | None) -> bool:
        # The database itself compares: between a reading and a writing others may come.
        return self._changed(
            update(ReminderRow)
            .where(
                ReminderRow.id == subscription_id,
                ReminderRow.last.is_(None) if before is None else ReminderRow.last == before,
            )
            .values(last=after)
        )

    def remove(self, subscription_id: SubscriptionId) -> bool:
        return self._changed(delete(ReminderRow).where(ReminderRow.id == subscription_id))

    def remove_of(self, who: Subscriber, kind: Kind | None = None) -> int:
        gone = delete(ReminderRow).where(ReminderRow.who == who)
        return self._count(gone if kind is None else gone.where(ReminderRow.kind == kind))

    def remove_of_seat(self, seat: AccountId) -> int:
        return self._count(delete(ReminderRow).where(ReminderRow.seat == seat))

    def _found(self, which: Any) -> tuple[Subscription, ...]:
        rows = self._session.scalars(select(ReminderRow).where(which).order_by(ReminderRow.kind, ReminderRow.id))
        return tuple(map(_subscription, rows))

    def _changed(self, what: Any) -> bool:
        return self._count(what) == 1

    def _count(self, what: Any) -> int:
        self._session.flush()
        done = self._session.execute(what.execution_options(synchronize_session=False))
        self._session.expire_all()
        return cast(CursorResult[Any], done).rowcount


class SqlAddressKeys:
    """Data keys of addresses in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> Iterator[tuple[str, bytes]]:
        for row in self._session.scalars(select(ReminderRow).order_by(ReminderRow.id)).all():
            yield row.id, row.wrapped

    def exchange(self, name: str, before: bytes, after: bytes) -> None:
        self._session.execute(
            update(ReminderRow)
            .where(ReminderRow.id == name, ReminderRow.wrapped == before)
            .values(wrapped=after)
            .execution_options(synchronize_session=False)
        )


class SqlAlerts:
    """Reports that wake somebody, in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, report_id: ReportId) -> None:
        self._session.flush()  # the report first: the alert's row names it
        self._session.add(AlertRow(report_id=report_id))

    def waiting(self) -> tuple[Report, ...]:
        rows = self._session.scalars(
            select(ReportRow).join(AlertRow, AlertRow.report_id == ReportRow.id).order_by(ReportRow.id)
        )
        return tuple(map(report_of, rows))

    def take(self, report_id: ReportId) -> bool:
        taken = self._session.execute(
            delete(AlertRow).where(AlertRow.report_id == report_id).execution_options(synchronize_session=False)
        )
        return cast(CursorResult[Any], taken).rowcount == 1


class SqlNotices:
    """Alerts on their way, in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, notice: Notice) -> None:
        self._session.add(
            NoticeRow(
                id=notice.id,
                reminder_id=notice.subscription,
                territory=notice.territory,
                count=notice.count,
                free_at=notice.free_at,
            )
        )

    def free(self, now: int) -> tuple[Notice, ...]:
        rows = self._session.scalars(select(NoticeRow).where(NoticeRow.free_at <= now).order_by(NoticeRow.id))
        return tuple(
            Notice(
                id=row.id,
                subscription=SubscriptionId(row.reminder_id),
                territory=row.territory,
                count=row.count,
                free_at=row.free_at,
            )
            for row in rows
        )

    def take(self, notice: Notice, until: int) -> bool:
        taken = self._session.execute(
            update(NoticeRow)
            .where(NoticeRow.id == notice.id, NoticeRow.free_at == notice.free_at)
            .values(free_at=until)
            .execution_options(synchronize_session=False)
        )
        return cast(CursorResult[Any], taken).rowcount == 1

    def put_off(self, notice_id: str, until: int) -> None:
        self._session.execute(
            update(NoticeRow)
            .where(NoticeRow.id == notice_id)
            .values(free_at=until)
            .execution_options(synchronize_session=False)
        )

    def remove(self, notice_id: str) -> None:
        self._session.execute(
            delete(NoticeRow).where(NoticeRow.id == notice_id).execution_options(synchronize_session=False)
        )


def _subscription(row: ReminderRow) -> Subscription:
    return Subscription(
        id=SubscriptionId(row.id),
        who=Subscriber(row.who),
        wish=Wish(kind=row.kind, days=row.days, hour=row.hour),  # type: ignore[arg-type]  # written by this module only
        language=row.language,
        address=row.address,
        wrapped=row.wrapped,
        last=row.last,
        seat=None if row.seat is None else AccountId(row.seat),
    )
