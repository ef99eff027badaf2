"""Sending what is due: each reminder by one process and once, each alert until it arrives.

What may be lost differs. A reminder is marked before it is sent, so that none comes twice; one whose sender dies in
between, or whose answer is lost on the way, is not sent again that day. An alert is taken for a while and deleted after
it was sent: whoever dies in between leaves it to the next, and only then, or when an answer was lost, may it come twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from redes.calendar import COLOMBIA
from redes.content.catalogue import Catalogue
from redes.followup.access import AccessWork
from redes.followup.accounts import Scope, scope_of
from redes.privacy.seal import CannotOpen
from redes.privacy.vault import Vault
from redes.reminding.address import chat_of
from redes.reminding.keeping import Notice, UnitOfWork
from redes.reminding.subscription import Subscription, hours_due
from redes.reports.report import monday

AT_ONCE = 50
"""Reminders that are read together."""

LEASE_S = 120
"""Seconds for which an alert belongs to who sends it: longer than a message may wait for Telegram's limits."""

AGAIN_S = 5
"""Seconds until an alert is tried again when Telegram did not take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Something to send, which no other process sends.

    Attributes:
        subscription: Whose.
        chat: Id of her chat; it leaves memory with the message.
        notice: The alert; None for a reminder.
    """

    subscription: Subscription
    chat: int
    notice: Notice | None = None


def take_reminders(*, uow: UnitOfWork, vault: Vault, now: datetime) -> Iterator[Taken]:
    """The reminders that are due, each marked as sent today before it is handed over.

    An address that does not open is deleted: it was sealed by a keyring that is gone.

    Args:
        uow: Where they are kept; one transaction each.
        vault: Opens addresses.
        now: The time, with its zone.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer; what was handed over stays marked.
    """
    day = now.astimezone(COLOMBIA).date()
    while True:
        with uow:
            due = uow.subscriptions.due(day, hours_due(now), limit=AT_ONCE)
        for one in due:
            with uow:
                mine = uow.subscriptions.mark(one.id, one.last, day)
                uow.commit()
            chat = _chat(one, uow, vault) if mine else None
            if chat is not None:
                yield Taken(subscription=one, chat=chat)
        if len(due) < AT_ONCE:
            return


def give_back(taken: Taken, *, uow: UnitOfWork, now: datetime) -> None:
    """A reminder was not sent, and may be tried again."""
    with uow:
        uow.subscriptions.mark(taken.subscription.id, now.astimezone(COLOMBIA).date(), taken.subscription.last)
        uow.commit()


def take_alerts(*, uow: UnitOfWork, vault: Vault, now: datetime) -> Iterator[Taken]:
    """The alerts that wait, each taken for :data:`LEASE_S`. Arguments and errors as :func:`take_reminders`."""
    second = int(now.timestamp())
    with uow:
        free = uow.notices.free(second)
    for notice in free:
        with uow:
            one = uow.subscriptions.get(notice.subscription)
            mine = uow.notices.take(notice, second + LEASE_S)
            uow.commit()
        chat = _chat(one, uow, vault) if mine and one is not None else None
        if one is not None and chat is not None:
            yield Taken(subscription=one, chat=chat, notice=notice)


def delivered(notice: Notice, *, uow: UnitOfWork) -> None:
    """An alert has arrived."""
    with uow:
        uow.notices.remove(notice.id)
        uow.commit()


def put_off(notice: Notice, *, uow: UnitOfWork, now: datetime) -> None:
    """An alert was not taken by Telegram; it is tried again soon."""
    with uow:
        uow.notices.put_off(notice.id, int(now.timestamp()) + AGAIN_S)
        uow.commit()


def end(subscription: Subscription, *, uow: UnitOfWork) -> None:
    """Delete a subscription: there is nobody to write to any more, or nothing more to say."""
    with uow:
        uow.subscriptions.remove(subscription.id)
        uow.commit()


def scope_now(subscription: Subscription, tied: str, *, uow: AccessWork, catalogue: Catalogue) -> Scope | None:
    """What the account of a subscription may do, as long as the chat it goes to is the account's own.

    Args:
        subscription: One of a seat.
        tied: Pseudonym by which accounts are tied to that chat.
        uow: Where accounts are kept.
        catalogue: Knows the territories.

    Returns:
        None when the seat is gone, disabled, or tied to another chat.
    """
    with uow:
        account = None if subscription.seat is None else uow.accounts.get(subscription.seat)
    if account is None or account.disabled or account.telegram != tied:
        return None
    return scope_of(account, catalogue.territories)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A promise whose term ends this week, or has ended.

    Attributes:
        organisation: Name of who promised.
        due: Last day of its term.
        late: Whether that day is over.
    """

    organisation: str
    due: date
    late: bool


def terms_of(territory: str, *, uow: UnitOfWork, today: date) -> tuple[Term, ...]:
    """The open promises of a mesa that are late or due until Sunday, by the end of their term.

    Whose right it is was asked before, by :func:`scope_now`.
    """
    sunday = today + timedelta(days=6 - today.weekday())
    with uow:
        mesa = uow.followup.mesas.get(territory)
        open_ones = [one for one in uow.followup.commitments.of([territory]) if one.is_open and one.due <= sunday]
    names = {} if mesa is None else {one.id: one.name for one in mesa.organisations}
    return tuple(
        Term(organisation=names.get(one.organisation, one.organisation), due=one.due, late=one.late(today))
        for one in sorted(open_ones, key=lambda one: (one.due, one.id))
    )


def week_number(day: date) -> int:
    """The ISO week of a day, counted on through the years: what comes in turns goes on at New Year."""
    return monday(day).toordinal() // 7


def _chat(subscription: Subscription, uow: UnitOfWork, vault: Vault) -> int | None:
    try:
        return chat_of(subscription, vault=vault)
    except CannotOpen:
        end(subscription, uow=uow)
        return None
