"""Accounts come and go: who administers invites, hands out links to enter, ties chats, and shuts doors."""

import dataclasses
import secrets
from collections.abc import Collection
from datetime import timedelta

from redes.calendar import COLOMBIA
from redes.followup.access import AccessWork, Link, Purpose, accounts_named
from redes.followup.accounts import (
    EVERYWHERE,
    LONGEST_LABEL,
    Account,
    AccountId,
    BadInvitation,
    NoSuchAccount,
    Role,
    Scope,
)
from redes.followup.audit import Witness
from redes.followup.tokens import Tokens
from redes.reports.report import monday

INVITATION = timedelta(days=7)
"""How long an invitation is good."""

ENTRY = timedelta(minutes=5)
"""How long a link to enter is good."""

TIE = timedelta(minutes=10)
"""How long the code is good that ties a Telegram chat to an account."""


def invite(
    *,
    scope: Scope,
    role: Role,
    territories: Collection[str],
    label: str,
    work: AccessWork,
    tokens: Tokens,
    witness: Witness,
    language: str = "es",
) -> tuple[Account, str]:
    """Make an account, and the secret of its invitation.

    Args:
        scope: Who invites; needs the right ``accounts``.
        role: Of the new account.
        territories: Ids; one at least for coordinators and analysts, none for the others.
        label: See :class:`redes.followup.accounts.Account`.
        work: Where it is kept.
        tokens: Makes the secret.
        witness: Writes it down.
        language: Language of the messages it gets.

    Returns:
        The account and the secret in clear, good once and for a week.

    Raises:
        redes.followup.accounts.Forbidden: The scope has no such right.
        redes.followup.accounts.BadInvitation: Label, or role and territories, do not go.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    scope.require("accounts")
    named = " ".join(label.split())
    if not 1 <= len(named) <= LONGEST_LABEL:
        raise BadInvitation(f"a label has 1 to {LONGEST_LABEL} characters")
    if unknown := sorted(set(territories) - scope.territories):
        raise BadInvitation(
            f"no such territory: {', '.join(unknown)}; there are: {', '.join(sorted(scope.territories))}"
        )
    if (role in EVERYWHERE) != (not territories):
        raise BadInvitation(
            "a coordinator or analyst has one territory at least, an administrator or reviewer none: it has all"
        )
    account = Account(
        id=AccountId(secrets.token_hex(16)),
        label=named,
        role=role,
        territories=tuple(sorted(set(territories))),
        language=language,
        telegram=None,
        since=monday(witness.now().astimezone(COLOMBIA).date()),
        disabled=False,
        second_step=None,
        last_step=0,
    )
    with work:
        if any(accounts_named(work.accounts.all(), named)):
            raise BadInvitation("there is an account with this label already")
        work.accounts.add(account)
        secret = _link(account.id, "entry", INVITATION, work=work, tokens=tokens, witness=witness)
        witness.note(work, scope.account, "invitar", f"cuenta:{account.id}")
        work.commit()
    return account, secret


def hand_out_entry(
    name: str, *, scope: Scope, work: AccessWork, tokens: Tokens, witness: Witness
) -> tuple[Account, str]:
    """A link to enter for an account, made by who administers: for whoever has no Telegram, or lost it.

    Args:
        name: Id or label.
        scope: Who hands it out; needs the right ``accounts``.
        work: Where it is kept.
        tokens: Makes the secret.
        witness: Writes it down.

    Returns:
        The account and the secret in clear, good once and for five minutes.

    Raises:
        redes.followup.accounts.Forbidden: The scope has no such right.
        redes.followup.accounts.NoSuchAccount: There is none, or it is disabled.
        redes.reports.keeping.StoreUnavailable: Nothing was kept.
    """
    scope.require("accounts")
    with work:
        account = _open(_named(name, work))
        secret = _link(account.id, "entry", ENTRY, work=work, tokens=tokens, witness=witness)
        witness.note(work, scope.account, "dar-enlace", f"cuenta:{account.id}")
        work.commit()
    return account, secret


def ask_for_entry(session_key: str, *, work: AccessWork, tokens: Tokens, witness: Witness) -> str | None:
    """A link to enter for whoever writes from a chat that is tied to an account.

    Args:
        session_key: The chat's pseudonym.
        work: Where it is kept.
        tokens: Makes the secret.
        witness: Writes it down.

    Returns:
        The secret in clear, good once and for five minutes; None when the chat is tied to no account that is open.
    """
    with work:
        account = work.accounts.by_telegram(tokens.chat(session_key))
        if account is None or account.disabled:
            return None
        secret = _link(account.id, "entry", ENTRY, work=work, tokens=tokens, witness=witness)
        witness.note(work, account.id, "pedir-enlace", f"cuenta:{account.id}")
        work.commit()
    return secret


def offer_tie(scope: Scope, *, work: AccessWork, tokens: Tokens, witness: Witness) -> str:
    """The secret with which its own account is tied to a Telegram chat; those of before are void."""
    with work:
        work.links.forget(scope.account, "telegram")
        secret = _link(scope.account, "telegram", TIE, work=work, tokens=tokens, witness=witness)
        work.commit()
    return secret


def tie(session_key: str, secret: str, *, work: AccessWork, tokens: Tokens, witness: Witness) -> Account | None:
    """Tie the chat that shows a secret to the secret's account; a chat is tied to one account, the last one.

    Returns:
        The account; None when the secret is used, stale or false.
    """
    chat = tokens.chat(session_key)
    with work:
        link = work.links.take(tokens.hash(secret))
        account = None if link is None else work.accounts.get(link.account)
        if link is None or account is None or account.disabled or link.purpose != "telegram" or _stale(link, witness):
            return None
        before = work.accounts.by_telegram(chat)
        if before is not None and before.id != account.id:
            work.accounts.replace(dataclasses.replace(before, telegram=None))
            work.subscriptions.remove_of_seat(before.id)
            witness.note(work, before.id, "desvincular-telegram", f"cuenta:{before.id}")
        if account.telegram != chat:
            work.subscriptions.remove_of_seat(account.id)  # they go to the chat of before
        account = dataclasses.replace(account, telegram=chat)
        work.accounts.replace(account)
        witness.note(work, account.id, "vincular-telegram", f"cuenta:{account.id}")
        work.commit()
    return account


def untie(scope: Scope, *, work: AccessWork, witness: Witness) -> None:
    """Forget the Telegram chat of its own account."""
    with work:
        account = work.accounts.get(scope.account)
        if account is None:
            raise NoSuchAccount("there is no such account")
        work.accounts.replace(dataclasses.replace(account, telegram=None))
        work.subscriptions.remove_of_seat(account.id)
        witness.note(work, scope.account, "desvincular-telegram", f"cuenta:{account.id}")
        work.commit()


def disable(name: str, *, scope: Scope, work: AccessWork, witness: Witness) -> Account:
    """Shut an account: its sessions end and its links are void at once. Raises as :func:`hand_out_entry`."""
    scope.require("accounts")
    with work:
        account = dataclasses.replace(_open(_named(name, work)), disabled=True, telegram=None)
        work.accounts.replace(account)
        work.sessions.end_all(account.id)
        work.links.forget(account.id)
        work.subscriptions.remove_of_seat(account.id)
        witness.note(work, scope.account, "cerrar-cuenta", f"cuenta:{account.id}")
        work.commit()
    return account


def reset_second_step(name: str, *, scope: Scope, work: AccessWork, witness: Witness) -> Account:
    """Take an account's second step away, when its owner lost the device. Raises as :func:`hand_out_entry`."""
    scope.require("accounts")
    with work:
        account = dataclasses.replace(_open(_named(name, work)), second_step=None, last_step=0)
        work.accounts.replace(account)
        work.sessions.end_all(account.id)
        witness.note(work, scope.account, "quitar-segundo-paso", f"cuenta:{account.id}")
        work.commit()
    return account


def _named(name: str, work: AccessWork) -> Account:
    found = list(accounts_named(work.accounts.all(), name))
    if len(found) != 1:
        raise NoSuchAccount("there is no account with this id or label; see: redes panel accounts")
    return found[0]


def _open(account: Account) -> Account:
    if account.disabled:
        raise NoSuchAccount("this account is disabled; invite anew")
    return account


def _link(
    account: AccountId, purpose: Purpose, good_for: timedelta, *, work: AccessWork, tokens: Tokens, witness: Witness
) -> str:
    secret, now = tokens.new(), witness.now()
    work.links.sweep(int(now.timestamp()))
    work.links.add(
        Link(
            hash=tokens.hash(secret),
            account=account,
            purpose=purpose,
            until=int((now + good_for).timestamp()),
        )
    )
    return secret


def _stale(link: Link, witness: Witness) -> bool:
    return int(witness.now().timestamp()) >= link.until
