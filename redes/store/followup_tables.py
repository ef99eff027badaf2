"""Tables of what comes of reports. They speak of organisations; about reports they know random names only.

Days are kept here: what a mesa does is public work, and says nothing of when a report came.
"""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from redes.store.tables import Base

NO_ROWID = {"sqlite_with_rowid": False}


class MesaRow(Base):
    """A mesa."""

    __tablename__ = "mesa"
    __table_args__ = (NO_ROWID,)

    territory: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Its territory: there is one each."""
    organisations: Mapped[list[Any]] = mapped_column(JSON)
    """Who sits at the table: organisations, never persons."""
    version: Mapped[int] = mapped_column(Integer)
    """Two who change it at once do not overwrite each other."""


class MeetingRow(Base):
    """A meeting of a mesa."""

    __tablename__ = "meeting"
    __table_args__ = (NO_ROWID,)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Random."""
    territory: Mapped[str] = mapped_column(String(64), index=True)
    """Whose meeting."""
    day: Mapped[date] = mapped_column(Date)
    """When."""
    state: Mapped[str] = mapped_column(String(12))
    """Called, held, called off."""
    agenda: Mapped[list[Any]] = mapped_column(JSON)
    """What is talked about; its counts are safe to show."""
    attendance: Mapped[dict[str, int]] = mapped_column(JSON)
    """How many came of each sector; never who."""
    notes: Mapped[str | None] = mapped_column(String(20000))
    """What was said, not by whom."""
    version: Mapped[int] = mapped_column(Integer)
    """Two who change it at once do not overwrite each other."""


class CommitmentRow(Base):
    """A commitment of an organisation."""

    __tablename__ = "commitment"
    __table_args__ = (NO_ROWID,)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Random."""
    territory: Mapped[str] = mapped_column(String(64), index=True)
    """Whose."""
    organisation: Mapped[str] = mapped_column(String(12))
    """Who promised: an organisation of the mesa."""
    made_on: Mapped[date] = mapped_column(Date)
    """When it was promised."""
    meeting: Mapped[str | None] = mapped_column(String(32))
    """At which meeting."""
    what: Mapped[str] = mapped_column(String(500))
    """What was promised."""
    due: Mapped[date] = mapped_column(Date)
    """Until when: late ones are told."""
    barriers: Mapped[list[str]] = mapped_column(JSON)
    """Which kinds of barrier it answers."""
    rules: Mapped[list[str]] = mapped_column(JSON)
    """Which rules of law it helps to keep."""
    practices: Mapped[list[int]] = mapped_column(JSON)
    """Which practices of the decálogo it carries out."""
    state: Mapped[str] = mapped_column(String(12))
    """Where it stands."""
    progress: Mapped[int] = mapped_column(Integer)
    """How far it is."""
    evidence: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    """What shows that it was kept."""
    closed_on: Mapped[date | None] = mapped_column(Date)
    """Whether it was kept in time."""
    steps: Mapped[list[Any]] = mapped_column(JSON)
    """Its way, for the thread."""
    version: Mapped[int] = mapped_column(Integer)
    """Two who change it at once do not overwrite each other."""


class BehindRow(Base):
    """A report behind a commitment; gone when the report is taken back."""

    __tablename__ = "commitment_report"
    __table_args__ = (NO_ROWID,)

    commitment_id: Mapped[str] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True)
    """The commitment."""
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True, index=True)
    """The report, by its random name: its author reads what came of it."""


class WorkPlanRow(Base):
    """The work plan of an IPS."""

    __tablename__ = "work_plan"
    __table_args__ = (NO_ROWID,)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Random."""
    territory: Mapped[str] = mapped_column(String(64), index=True)
    """Whose mesa follows it."""
    ips: Mapped[str] = mapped_column(String(64))
    """Whose plan: an id of the directory."""
    actions: Mapped[list[Any]] = mapped_column(JSON)
    """What is to be done, by which office, until when, how far it is."""
    version: Mapped[int] = mapped_column(Integer)
    """Two who change it at once do not overwrite each other."""


class AllyRow(Base):
    """An ally of a territory, as the directory shows it."""

    __tablename__ = "ally"
    __table_args__ = (NO_ROWID,)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Its id in the directory."""
    territory: Mapped[str] = mapped_column(String(64), index=True)
    """Whose network."""
    name: Mapped[str] = mapped_column(String(120))
    """What it is called: an organisation."""
    kind: Mapped[str] = mapped_column(String(32))
    """Which kind of organisation."""
    offers: Mapped[str] = mapped_column(String(500))
    """What it does."""
    for_whom: Mapped[str | None] = mapped_column(String(200))
    """For whom."""
    topics: Mapped[list[str]] = mapped_column(JSON)
    """Which needs it serves, so that people who have them find it."""
    phone: Mapped[str | None] = mapped_column(String(60))
    """The organisation's public line."""
    address: Mapped[str | None] = mapped_column(String(200))
    """Where it stands."""
    hours: Mapped[str | None] = mapped_column(String(200))
    """When it answers."""
    source_url: Mapped[str | None] = mapped_column(String(500))
    """Where this can be read."""
    checked_on: Mapped[date] = mapped_column(Date)
    """When somebody made sure of it."""
    active: Mapped[bool] = mapped_column(Boolean)
    """Whether it is shown."""
    version: Mapped[int] = mapped_column(Integer)
    """Two who change it at once do not overwrite each other."""
