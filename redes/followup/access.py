"""What the use cases of accounts and entry ask of whoever keeps them; ``redes.store`` answers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from redes.followup.accounts import Account, AccountId
from redes.followup.audit import AuditLog
from redes.transaction import Transaction

Purpose = Literal["entry", "telegram"]
"""What a one-time secret is good for: to enter the panel, or to tie a Telegram chat to an account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A one-time secret at rest. It is deleted when it is used.

    Attributes:
        hash: Keyed hash of the secret.
        account: Whose.
        purpose: See :data:`Purpose`.
        until: Second (since 1970, UTC) from which it is good for nothing.
    """

    hash: str
    account: AccountId
    purpose: Purpose
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSession:
    """A browser that has been let in.

    Attributes:
        hash: Keyed hash of the cookie.
        account: Whose.
        began: Second (since 1970, UTC) of the entry.
        seen: Second of the last request, to the minute.
        settled: Whether the second step is done, or none was asked for.
        tries: Wrong codes of the second step.
    """

    hash: str
    account: AccountId
    began: int
    seen: int
    settled: bool
    tries: int


class Accounts(Protocol):
    """Where accounts are kept."""

    def add(self, account: Account) -> None:
        """Keep an account from the next commit on."""

    def get(self, account_id: AccountId) -> Account | None:
        """The account of an id, or None."""

    def by_telegram(self, pseudonym: str) -> Account | None:
        """The account that a Telegram chat is tied to, or None."""

    def replace(self, account: Account) -> None:
        """Keep an account that was found, as it is now."""

    def all(self) -> tuple[Account, ...]:
        """All accounts by label."""


class Links(Protocol):
    """Where one-time secrets are kept."""

    def add(self, link: Link) -> None:
        """Keep a secret from the next commit on."""

    def get(self, hashed: str) -> Link | None:
        """The secret of a hash, used by nobody yet, or None."""

    def take(self, hashed: str) -> Link | None:
        """Use a secret up. Of two who try at once one gets it, the other None."""

    def forget(self, account: AccountId, purpose: Purpose | None = None) -> None:
        """Delete an account's secrets, of one purpose or all."""

    def sweep(self, now: int) -> None:
        """Delete those that are good for nothing any more."""


class PanelSessions(Protocol):
    """Where sessions are kept."""

    def add(self, session: PanelSession) -> None:
        """Keep a session from the next commit on."""

    def get(self, hashed: str) -> PanelSession | None:
        """The session of a hash, or None."""

    def of(self, account: AccountId) -> tuple[PanelSession, ...]:
        """Sessions of an account, the last seen first."""

    def replace(self, session: PanelSession) -> None:
        """Keep a session that was found, as it is now; nothing happens when it was ended meanwhile."""

    def end(self, hashed: str) -> None:
        """Delete a session."""

    def end_all(self, account: AccountId) -> None:
        """Delete all sessions of an account."""

    def sweep(self, *, began_before: int, seen_before: int) -> None:
        """Delete those that ended by themselves."""


class OfSeats(Protocol):
    """What is kept for seats elsewhere and ends with them (:mod:`redes.reminding`)."""

    def remove_of_seat(self, seat: AccountId) -> int:
        """Delete what is kept for an account; how many."""


class AccessWork(Transaction, Protocol):
    """One transaction; leaving the block without ``commit()`` rolls back.

    Attributes:
        accounts: Accounts, inside the block.
        links: One-time secrets.
        sessions: Sessions of the panel.
        audit: The audit log.
        subscriptions: Reminders of accounts.
    """

    accounts: Accounts
    links: Links
    sessions: PanelSessions
    audit: AuditLog

    @property
    def subscriptions(self) -> OfSeats: ...


def accounts_named(accounts: tuple[Account, ...], name: str) -> Iterator[Account]:
    """Those of some accounts that have an id or a label, in upper or lower case."""
    wanted = name.strip().casefold()
    return (account for account in accounts if wanted in (account.id, account.label.casefold()))
