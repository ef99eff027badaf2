"""Accounts, one-time secrets and sessions of the panel in a database."""

import dataclasses
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from redes.followup.access import Link, PanelSession, Purpose
from redes.followup.accounts import Account, AccountId
from redes.store.access_tables import AccountRow, LinkRow, SessionRow


class SqlAccounts:
    """Accounts in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, account: Account) -> None:
        self._session.add(AccountRow(**_columns(account)))
        self._session.flush()  # links name the row

    def get(self, account_id: AccountId) -> Account | None:
        row = self._session.get(AccountRow, account_id)
        return None if row is None else _account(row)

    def by_telegram(self, pseudonym: str) -> Account | None:
        row = self._session.scalars(select(AccountRow).where(AccountRow.telegram == pseudonym)).one_or_none()
        return None if row is None else _account(row)

    def replace(self, account: Account) -> None:
        row = self._session.get_one(AccountRow, account.id)
        for name, value in _columns(account).items():
            setattr(row, name, value)
        self._session.flush()  # a chat is freed before another account takes it

    def all(self) -> tuple[Account, ...]:
        return tuple(_account(row) for row in self._session.scalars(select(AccountRow).order_by(AccountRow.label)))


class SqlLinks:
    """One-time secrets in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, link: Link) -> None:
        self._session.add(LinkRow(hash=link.hash, account_id=link.account, purpose=link.purpose, until=link.until))

    def get(self, hashed: str) -> Link | None:
        row = self._session.get(LinkRow, hashed)
        return None if row is None else _link(row.hash, row.account_id, row.purpose, row.until)

    def take(self, hashed: str) -> Link | None:
        # The database itself decides who of two gets it.
        taken = self._session.execute(
            delete(LinkRow)
            .where(LinkRow.hash == hashed)
            .returning(LinkRow.hash, LinkRow.account_id, LinkRow.purpose, LinkRow.until)
            .execution_options(synchronize_session=False)
        ).one_or_none()
        return None if taken is None else _link(*taken)

    def forget(self, account: AccountId, purpose: Purpose | None = None) -> None:
        unwanted = delete(LinkRow).where(LinkRow.account_id == account)
        if purpose is not None:
            unwanted = unwanted.where(LinkRow.purpose == purpose)
        self._session.execute(unwanted)

    def sweep(self, now: int) -> None:
        self._session.execute(delete(LinkRow).where(LinkRow.until <= now))


class SqlPanelSessions:
    """Sessions of the panel in one database session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, session: PanelSession) -> None:
        self._session.add(SessionRow(**_session_columns(session)))

    def get(self, hashed: str) -> PanelSession | None:
        row = self._session.get(SessionRow, hashed)
        return None if row is None else _panel_session(row)

    def of(self, account: AccountId) -> tuple[PanelSession, ...]:
        rows = self._session.scalars(
            select(SessionRow)
            .where(SessionRow.account_id == account)
            .order_by(SessionRow.seen.desc(), SessionRow.began.desc(), SessionRow.hash)
        )
        return tuple(map(_panel_session, rows))

    def replace(self, session: PanelSession) -> None:
        self._session.execute(
            update(SessionRow).where(SessionRow.hash == session.hash).values(**_session_columns(session))
        )

    def end(self, hashed: str) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.hash == hashed))

    def end_all(self, account: AccountId) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.account_id == account))

    def sweep(self, *, began_before: int, seen_before: int) -> None:
        self._session.execute(
            delete(SessionRow).where(or_(SessionRow.began <= began_before, SessionRow.seen <= seen_before))
        )


def _columns(account: Account) -> dict[str, Any]:
    columns = {field.name: getattr(account, field.name) for field in dataclasses.fields(account)}
    return columns | {"territories": list(account.territories)}


def _account(row: AccountRow) -> Account:
    columns = {field.name: getattr(row, field.name) for field in dataclasses.fields(Account)}
    return Account(**columns | {"territories": tuple(row.territories)})


def _link(hashed: str, account: str, purpose: str, until: int) -> Link:
    return Link(
        hash=hashed,
        account=AccountId(account),
        purpose=purpose,  # type: ignore[arg-type]  # written by this module only
        until=until,
    )


def _session_columns(session: PanelSession) -> dict[str, Any]:
    columns = {field.name: getattr(session, field.name) for field in dataclasses.fields(session)}
    columns["account_id"] = columns.pop("account")
    return columns


def _panel_session(row: SessionRow) -> PanelSession:
    return PanelSession(
        hash=row.hash,
        account=AccountId(row.account_id),
        began=row.began,
        seen=row.seen,
        settled=row.settled,
        tries=row.tries,
    )
