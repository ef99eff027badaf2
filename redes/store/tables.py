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
