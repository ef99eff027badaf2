"""Asking for reminders and stopping them."""

import secrets
from datetime import datetime

from redes.errors import RedesError
from redes.followup.accounts import AccountId
from redes.privacy.vault import Vault
from redes.reminding.address import sealed_to
from redes.reminding.keeping import UnitOfWork
from redes.reminding.subscription import (
    OF_A_SEAT,
    Kind,
    Subscriber,
    Subscription,
    SubscriptionId,
    Wish,
    first_last,
)


class NoSeat(RedesError):
    """Reminders of a mesa are for who coordinates one, from a chat that is tied to the account."""


def subscribe(
    wish: Wish,
    who: Subscriber,
    chat: int,
    *,
    language: str,
    seat: str | None,
    uow: UnitOfWork,
    vault: Vault,
    now: datetime,
) -> Subscription:
    """Keep a wish, in the place of the same person's wish of that kind.

    Args:
        wish: What she agreed to.
        who: Her pseudonym.
        chat: Id of her chat; it is nowhere else afterwards.
        language: In which she is written to.
        seat: Pseudonym by which an account is tied to her chat, or None when that does not matter.
        uow: Where it is kept.
        vault: Seals the address.
        now: The time, with its zone.

    Raises:
        NoSeat: The kind belongs to a seat, and her chat is tied to no open account of a coordinator.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    with uow:
        subscription = Subscription(
            id=SubscriptionId(secrets.token_hex(16)),
            who=who,
            wish=wish,
            language=language,
            address=b"",
            wrapped=b"",
            last=first_last(wish, now),
            seat=_seat(seat, uow) if wish.kind in OF_A_SEAT else None,
        )
        kept = sealed_to(subscription, chat, vault=vault)
        uow.subscriptions.put(kept)
        uow.commit()
    return kept


def subscriptions_of(who: Subscriber, *, uow: UnitOfWork) -> tuple[Subscription, ...]:
    """What somebody asked for, by kind.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    with uow:
        return uow.subscriptions.of(who)


def stop(who: Subscriber, kind: Kind | None = None, *, uow: UnitOfWork) -> bool:
    """Delete what somebody asked for, of one kind or all of it; whether there was anything. Raises as above."""
    with uow:
        there = uow.subscriptions.remove_of(who, kind) > 0
        uow.commit()
    return there


def _seat(tied: str | None, uow: UnitOfWork) -> AccountId:
    account = None if tied is None else uow.accounts.by_telegram(tied)
    if account is None or account.disabled or account.role != "coordinator":
        raise NoSeat("this chat is tied to no coordinator's account")
    return account.id
