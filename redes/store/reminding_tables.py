"""Tables of reminders and alerts: the only ones that lead to a chat, and only for who holds key and keyring."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from redes.store.tables import Base


class ReminderRow(Base):
    """What somebody asked to be written to about; deleted when she stops it."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("who", "kind"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Random: the sealed address names it, so that it opens in no other row."""
    who: Mapped[str] = mapped_column(String(32))
    """Pseudonym by a key of its own: so that she can see and stop hers, and it leads to nothing else."""
    kind: Mapped[str] = mapped_column(String(20))
    """What she is reminded of."""
    address: Mapped[bytes] = mapped_column(LargeBinary)
    """Where to, sealed with a key of its own; with her consent."""
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    """The key of the address, sealed by the keyring, which stands in a file outside the database."""
    language: Mapped[str] = mapped_column(String(3))
    """In which language she is written to."""
    days: Mapped[int] = mapped_column(Integer)
    """The days of the week that she chose."""
    hour: Mapped[int] = mapped_column(Integer)
    """The hour that she chose."""
    last: Mapped[date | None] = mapped_column(Date)
    """The day on which the bot last wrote: no reminder comes twice. It says nothing of what she did."""
    seat: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    """The account of a coordinator, for what concerns a mesa: it ends with the seat."""


class AlertRow(Base):
    """A report of a refused emergency, for the seconds until somebody is told."""

    __tablename__ = "alert"
    __table_args__ = ({"sqlite_with_rowid": False},)

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    """Its report, by its random name; what its author takes back wakes nobody."""


class NoticeRow(Base):
    """An alert on its way to one person, until it is delivered."""

    __tablename__ = "alert_notice"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Random."""
    reminder_id: Mapped[str] = mapped_column(ForeignKey("reminder.id", ondelete="CASCADE"), index=True)
    """To whom; who stops alerts gets none that is on its way."""
    territory: Mapped[str] = mapped_column(String(64))
    """Of which territory: all that the message says."""
    count: Mapped[int] = mapped_column(Integer)
    """How many reports it tells of."""
    free_at: Mapped[int] = mapped_column(Integer)
    """Second from which it may be tried again: two processes do not send it both. Gone with the row."""
