"""Who may do what in the panel: accounts, roles, rights, and the scope that every query is held to.

An account is what colleagues call somebody's seat at the table, never a person's name or address. Rights
are asked for by each use case, not only by the page: whoever calls one hands over a :class:`Scope`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NewType

from redes.errors import RedesError

AccountId = NewType("AccountId", str)
"""Random name of an account, 32 hexadecimal digits."""

Role = Literal["coordinator", "analyst", "administrator", "reviewer"]
"""Who takes reports further in one or more territories; who reads counts; who invites and reads the audit log; who judges
answers that somebody said are wrong."""

Right = Literal["counts", "review", "follow-up", "accounts", "audit", "flags"]
"""What a page or a use case may ask for: counts, reports with their words, mesas and promises, accounts, the audit log, flags."""

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        "coordinator": frozenset({"counts", "review", "follow-up"}),
        "analyst": frozenset({"counts"}),
        "administrator": frozenset({"counts", "accounts", "audit", "flags"}),
        "reviewer": frozenset({"flags"}),
    }
)
"""Role -> its rights. Who administers reads no report: whoever does both has two accounts."""

EVERYWHERE: frozenset[Role] = frozenset({"administrator", "reviewer"})
"""Roles that no territory bounds: an answer that is wrong is wrong everywhere."""

MACHINE = AccountId("maquina")
"""Who the audit log names when something is done on the command line."""

LONGEST_LABEL = 80
"""Characters of a label."""


class Forbidden(RedesError):
    """The account has no such right, or not in this territory."""


class NoSuchAccount(RedesError):
    """There is no such account, or several have that name."""


class BadInvitation(RedesError):
    """An account cannot be made like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody's seat at the table.

    Attributes:
        id: See :data:`AccountId`.
        label: What colleagues call it, chosen by who invites; 1 to 80 characters, no two alike.
        role: See :data:`Role`.
        territories: Ids of territories, sorted; none for the roles of :data:`EVERYWHERE`, who have all.
        language: Language of the messages it gets.
        telegram: Keyed pseudonym of a Telegram chat, or None. It is of another key than that of the conversations.
        since: Monday of the week of the invitation.
        disabled: Whether it lets nobody in any more.
        second_step: Sealed secret of the time-based codes, or None.
        last_step: Number of the last code's half minute, so that no code is good twice.
    """

    id: AccountId
    label: str
    role: Role
    territories: tuple[str, ...]
    language: str
    telegram: str | None
    since: date
    disabled: bool
    second_step: bytes | None
    last_step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What somebody may ask for. Every use case of the panel takes one, and every query is narrowed by it.

    Attributes:
        account: Who asks; the audit log names it.
        role: In what role.
        territories: Ids of the territories it reaches. Always spelled out: an empty scope reaches nothing.
    """

    account: AccountId
    role: Role
    territories: frozenset[str]

    def may(self, right: Right, territory: str | None = None) -> bool:
        """Whether it has a right; with a territory: there."""
        return right in RIGHTS[self.role] and (territory is None or territory in self.territories)

    def require(self, right: Right, territory: str | None = None) -> None:
        """Go on only with a right.

        Raises:
            Forbidden: It has none; with a territory: not there.
        """
        if not self.may(right, territory):
            raise Forbidden(f"the role {self.role} may not: {right}" + (f" in {territory}" if territory else ""))


def scope_of(account: Account, everywhere: Collection[str]) -> Scope:
    """The scope of an account.

    Args:
        account: Whose.
        everywhere: Ids of all territories there are; the roles of :data:`EVERYWHERE` reach all, the others those of
            theirs that still exist.
    """
    own = everywhere if account.role in EVERYWHERE else set(account.territories) & set(everywhere)
    return Scope(account=account.id, role=account.role, territories=frozenset(own))


def machine(everywhere: Collection[str]) -> Scope:
    """The scope of the command line: who may start the program may administer it."""
    return Scope(account=MACHINE, role="administrator", territories=frozenset(everywhere))
