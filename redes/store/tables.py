"""Tables, as SQLAlchemy maps them. Every column says why it may be kept."""

from datetime import date

from sqlalchemy import JSON, Date, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraint names, so that migrations can name them on every database."""


class Base(DeclarativeBase):
    """Root of the mapped tables."""

    metadata = MetaData(naming_convention=NAMING)


class ReportRow(Base):
    """A barrier report. There is no running number and no time stamp: both would tell its order of arrival."""

    __tablename__ = "report"

    receipt_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Its author's only way back to it; slow and keyed, so that it cannot be guessed from the database."""
    week: Mapped[date] = mapped_column(Date, index=True)
    """Monday of the week of arrival: trends need it, nobody is found by it."""
    barrier: Mapped[str] = mapped_column(String(64), index=True)
    """What the mesas count."""
    municipality: Mapped[str | None] = mapped_column(String(5), index=True)
    """Which mesa it concerns."""
    groups: Mapped[list[str]] = mapped_column(JSON)
    """Differential groups, only if its author chose to tell."""
    story: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Scrubbed, shown to its author, sealed."""
    state: Mapped[str] = mapped_column(String(20))
    """Told to its author on asking."""
    language: Mapped[str] = mapped_column(String(2))
    """In which language its author reads the answer."""


class FlagRow(Base):
    """«Esta respuesta está mal». About an answer and never about who read it: no session, no day, no order."""

    __tablename__ = "flag"
    # SQLite's hidden row number would tell the order of arrival.
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    """Drawn by lot: how the reviewer names it."""
    kind: Mapped[str] = mapped_column(String(10))
    """What gave the answer: a card, a rule, a practice, a danger, a directory."""
    subject: Mapped[str] = mapped_column(String(64), index=True)
    """Which of them, so that the flags of one answer stand together."""
    version: Mapped[str] = mapped_column(String(8))
    """Which wording was read: the text may be another by the time of the review."""
    case_facts: Mapped[str | None] = mapped_column(String(43))
    """For a rule the facts it was asked about, as letters: without them its answer cannot be looked at again."""
    reason: Mapped[str] = mapped_column(String(20))
    """What is wrong, as picked from a list."""
    language: Mapped[str] = mapped_column(String(2))
    """In which language it was read: a translation may be wrong alone."""
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What its author chose to add: scrubbed, shown to her, sealed."""
    week: Mapped[date] = mapped_column(Date, index=True)
    """Monday of the week: how long it has waited."""
    state: Mapped[str] = mapped_column(String(10), index=True)
    """What the reviewer made of it."""
    guarded_by: Mapped[str | None] = mapped_column(String(300))
    """The test that guards a mended answer; written by the reviewer."""
    note: Mapped[str | None] = mapped_column(String(1000))
    """The reviewer's answer."""
