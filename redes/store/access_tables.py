"""Tables of accounts, entry and the audit log. They are about those who coordinate, never about who reports."""

from datetime import date

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from redes.store.tables import Base


class AccountRow(Base):
    """Somebody's seat at the table."""

    __tablename__ = "account"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Random: the audit log names it."""
    label: Mapped[str] = mapped_column(String(80))
    """What colleagues call it, chosen by who invites; need not be a name."""
    role: Mapped[str] = mapped_column(String(16))
    """What it may do."""
    territories: Mapped[list[str]] = mapped_column(JSON)
    """Where."""
    language: Mapped[str] = mapped_column(String(3))
    """In which language the bot writes to it."""
    telegram: Mapped[str | None] = mapped_column(String(32), unique=True)
    """Which chat may ask for a link: a pseudonym under a key of its own, only if its owner tied one."""
    since: Mapped[date] = mapped_column(Date)
    """Monday of the week of the invitation: old seats are looked at again."""
    disabled: Mapped[bool] = mapped_column(Boolean)
    """Lets nobody in any more; the row stays, because the audit log names it."""
    second_step: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Secret of its codes, sealed; only if its owner wants a second step."""
    last_step: Mapped[int] = mapped_column(Integer)
    """The last code's half minute: no code is good twice."""


class LinkRow(Base):
    """A one-time secret, until it is used or stale."""

    __tablename__ = "account_link"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Keyed: who reads the database cannot enter by it."""
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    """Whose."""
    purpose: Mapped[str] = mapped_column(String(8))
    """A code for Telegram opens no panel."""
    until: Mapped[int] = mapped_column(Integer)
    """Second of its end."""


class SessionRow(Base):
    """A browser that has been let in, for a working day at most."""

    __tablename__ = "account_session"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of the cookie, keyed."""
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    """Whose."""
    began: Mapped[int] = mapped_column(Integer)
    """It ends twelve hours later."""
    seen: Mapped[int] = mapped_column(Integer)
    """To the minute; it ends half an hour later."""
    settled: Mapped[bool] = mapped_column(Boolean)
    """Whether the second step is done."""
    tries: Mapped[int] = mapped_column(Integer)
    """Wrong codes."""


class AuditRow(Base):
    """One thing that was done in the panel. The database refuses to change or delete it."""

    __tablename__ = "audit"
    __table_args__ = ({"sqlite_with_rowid": False},)

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """Place in the chain."""
    at: Mapped[str] = mapped_column(String(16))
    """Minute of what a coordinator did; of no report's arrival."""
    account: Mapped[str] = mapped_column(String(32), index=True)
    """Who did it."""
    verb: Mapped[str] = mapped_column(String(40))
    """What was done."""
    subject: Mapped[str] = mapped_column(String(80))
    """To what: an id of the house."""
    seal: Mapped[str] = mapped_column(String(64))
    """Chains it to what came before."""


class AuditHeadRow(Base):
    """The end of the chain: who writes waits for it, and a cut end shows by it."""

    __tablename__ = "audit_head"
    __table_args__ = ({"sqlite_with_rowid": False},)

    one: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """There is one row."""
    number: Mapped[int] = mapped_column(Integer)
    """Of the last entry."""
    seal: Mapped[str] = mapped_column(String(64))
    """Its seal."""
