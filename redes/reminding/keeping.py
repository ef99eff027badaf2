"""What reminders and alerts ask of whoever keeps them; ``redes.store`` answers it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from redes.followup.access import AccessWork
from redes.followup.accounts import AccountId
from redes.followup.keeping import Followup
from redes.reminding.subscription import Kind, Subscriber, Subscription, SubscriptionId
from redes.reports.report import Report, ReportId
from redes.training.keeping import ProgressStore


class Subscriptions(Protocol):
    """Where subscriptions are kept."""

    def put(self, subscription: Subscription) -> None:
        """Keep one from the next commit on, in the place of the one of the same person and kind."""

    def get(self, subscription_id: SubscriptionId) -> Subscription | None:
        """The one of an id, or None."""

    def of(self, who: Subscriber) -> tuple[Subscription, ...]:
        """All of one person, by kind."""

    def of_kind(self, kind: Kind) -> tuple[Subscription, ...]:
        """All of one kind, by id."""

    def due(self, day: date, hours: Collection[int], *, limit: int) -> tuple[Subscription, ...]:
        """Reminders of a day and of some hours that were not sent on it, by id. An alert is never due."""

    def mark(self, subscription_id: SubscriptionId, before: date | None, after: date | None) -> bool:
        """Put one day of sending in the place of another, if that one is still there: of two who try one may send."""

    def remove(self, subscription_id: SubscriptionId) -> bool:
        """Delete one; whether it was there."""

    def remove_of(self, who: Subscriber, kind: Kind | None = None) -> int:
        """Delete those of a person, of one kind or all; how many."""

    def remove_of_seat(self, seat: AccountId) -> int:
        """Delete those of an account; how many."""


class Alerts(Protocol):
    """Reports that wake somebody, until somebody is told."""

    def add(self, report_id: ReportId) -> None:
        """Keep that a report must wake somebody, from the next commit on."""

    def waiting(self) -> tuple[Report, ...]:
        """The reports, by id."""

    def take(self, report_id: ReportId) -> bool:
        """Take one; of two who try at once one gets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An alert on its way to one person.

    Attributes:
        id: Random, 32 hexadecimal digits.
        subscription: To whom.
        territory: Of which territory.
        count: How many reports it tells of.
        free_at: Second (since 1970, UTC) from which it may be taken to be sent.
    """

    id: str
    subscription: SubscriptionId
    territory: str
    count: int
    free_at: int = 0


class Notices(Protocol):
    """Alerts on their way; each goes when it was delivered, or with its subscription."""

    def add(self, notice: Notice) -> None:
        """Keep one from the next commit on."""

    def free(self, now: int) -> tuple[Notice, ...]:
        """Those that may be taken, by id."""

    def take(self, notice: Notice, until: int) -> bool:
        """Take one until a second; of two who try at once one gets it."""

    def put_off(self, notice_id: str, until: int) -> None:
        """Give one back, to be taken again from a second on."""

    def remove(self, notice_id: str) -> None:
        """Delete one: it was delivered."""


class UnitOfWork(AccessWork, Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        subscriptions: What people asked for.
        alerts: Reports that wake somebody.
        notices: Alerts on their way.
        training: Progress, for where a training goes on.
        followup: Promises, for what is due.
    """

    subscriptions: Subscriptions
    alerts: Alerts
    notices: Notices
    training: ProgressStore
    followup: Followup
