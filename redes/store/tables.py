"""Tables, as SQLAlchemy maps them. Every column says why it may be kept.

No table has a running number or a time stamp: both would tell the order of arrival. On SQLite the
tables have no hidden row number either (``WITHOUT ROWID``).
"""

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraint names, so that migrations can name them on every database."""


_LIVING = text("receipt_hash IS NOT NULL")
"""Not only a bare count."""
_PROPOSED = text("receipt_hash IS NOT NULL AND kind = 'propuesta'")
"""A living proposal: few among many reports, with an index of their own."""


class Base(DeclarativeBase):
    """Root of the mapped tables."""

    metadata = MetaData(naming_convention=NAMING)


class ReportRow(Base):
    """A barrier report."""

    __tablename__ = "report"
    __table_args__ = (
        # All that a count of a territory asks for: its weeks are added up without reading a report.
        Index("ix_report_counting", "municipality", "week", "barrier", "rule", "queue", "urgent_now", "state", "kind"),
        # The review, by what is looked for in a territory and by whose turn it is: likewise, of living reports.
        Index(
            "ix_report_review",
            *("municipality", "state", "queue", "urgent_now", "week", "barrier", "id", "kind"),
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
        Index(
            "ix_report_turn",
            *("week", "id", "municipality", "state", "queue", "urgent_now", "barrier", "kind"),
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
        # Proposals are few among many reports.
        Index(
            "ix_report_proposed",
            *("week", "id", "municipality", "state", "queue"),
            sqlite_where=_PROPOSED,
            postgresql_where=_PROPOSED,
        ),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Random: thread and key hang on it, so that neither repeats the receipt's hash."""
    receipt_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Its author's only way back to it; slow and keyed, so that it cannot be guessed from the database."""
    week: Mapped[date] = mapped_column(Date, index=True)
    """Monday of the week of arrival: trends need it, nobody is found by it."""
    erase_on: Mapped[date] = mapped_column(Date, index=True)
    """The day promised to its author; follows from the week."""
    kind: Mapped[str] = mapped_column(String(16))
    """A compliment or a proposal is not counted as a barrier."""
    queue: Mapped[str] = mapped_column(String(8))
    """What looks like abuse waits apart instead of being thrown away."""
    voice: Mapped[str | None] = mapped_column(String(8))
    """What stops staff is mended elsewhere than what stops migrants."""
    barrier: Mapped[str | None] = mapped_column(String(64), index=True)
    """What the mesas count."""
    practice: Mapped[int | None] = mapped_column(Integer)
    """Which practice of the decálogo a compliment is for, or a proposal would change."""
    card: Mapped[str | None] = mapped_column(String(64))
    """Which card a proposal would change: an id of the catalogue."""
    municipality: Mapped[str | None] = mapped_column(String(5))
    """Which mesa it concerns."""
    service: Mapped[str | None] = mapped_column(String(32))
    """Which care was denied: a word of the vocabulary, never free text."""
    ips: Mapped[str | None] = mapped_column(String(64))
    """Which institution the mesa must talk to: an id of the directory, only if its author chose to tell."""
    rule: Mapped[str | None] = mapped_column(String(64))
    """Which rule of law was broken: the mesa's argument."""
    when: Mapped[str | None] = mapped_column(String(12))
    """Whether it goes on or is long past, in four steps."""
    urgent_now: Mapped[bool | None] = mapped_column(Boolean)
    """What is urgent is read first."""
    groups: Mapped[list[str]] = mapped_column(JSON)
    """Differential groups, only if its author chose to tell."""
    story: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Scrubbed, shown to its author, sealed with its own key."""
    state: Mapped[str] = mapped_column(String(20))
    """Told to its author on asking."""
    reason: Mapped[str | None] = mapped_column(String(20))
    """Why it was put aside, from a short list; told to its author."""
    language: Mapped[str] = mapped_column(String(3))
    """In which language its author reads the answer."""
    version: Mapped[int] = mapped_column(Integer)
    """Two coordinators at once do not overwrite each other. Counts changes, not days."""


class MessageRow(Base):
    """One message of a report's thread."""

    __tablename__ = "report_message"
    __table_args__ = ({"sqlite_with_rowid": False},)

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    """Its report."""
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    """Its place in the thread; says nothing about other threads."""
    author: Mapped[str] = mapped_column(String(8))
    """Author or mesa: a side, not a person."""
    act: Mapped[str] = mapped_column(String(16))
    """A question is shown with its answer."""
    text: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Scrubbed, sealed with the report's own key."""
    week: Mapped[date] = mapped_column(Date)
    """Monday of its week: how long a question has been waiting."""


class MatterRow(Base):
    """A report that coordinators joined with others; gone when it is taken back, and with its narrative."""

    __tablename__ = "report_matter"
    __table_args__ = ({"sqlite_with_rowid": False},)

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    """Its report."""
    matter: Mapped[str] = mapped_column(String(12), index=True)
    """What it is joined by: random, and says nothing of its author."""


class DataKeyRow(Base):
    """A report's data key, sealed by the keyring, which stands in a file outside the database."""

    __tablename__ = "report_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    """Its report."""
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    """Opens story and thread, for who also holds the keyring; deleted with them."""


class ErasureRow(Base):
    """How many were erased, a week and a kind."""

    __tablename__ = "erasure"
    __table_args__ = ({"sqlite_with_rowid": False},)

    week: Mapped[date] = mapped_column(Date, primary_key=True)
    """Monday of the week of the deletion."""
    what: Mapped[str] = mapped_column(String(12), primary_key=True)
    """Because its day came, or because its author took it back."""
    count: Mapped[int] = mapped_column(Integer)
    """How many: proof that retention works, without content."""


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
    proposal: Mapped[str | None] = mapped_column(String(32))
    """For what a coordinator passed on from a proposal: its random id, so that its author learns what came of it."""


class TrainingRow(Base):
    """How far a learner is in the training; deleted when she asks for it, or a year after she last learned."""

    __tablename__ = "training_progress"
    __table_args__ = ({"sqlite_with_rowid": False},)

    learner: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Pseudonym by a key of the training's own, so that a test left in the middle can go on."""
    exam: Mapped[str] = mapped_column(String(8))
    """Version of the test: answers to other questions are not compared."""
    first: Mapped[str] = mapped_column(String(1))
    """Which form came first; the other one comes on exit."""
    entry: Mapped[str] = mapped_column(String(10))
    """Options chosen on entry, a digit each: what the gain is reckoned from."""
    exit: Mapped[str] = mapped_column(String(10))
    """Options chosen on exit."""
    lessons: Mapped[dict[str, int]] = mapped_column(JSON)
    """Which modules were begun and how far."""
    ips: Mapped[str | None] = mapped_column(String(16), index=True)
    """The institution whose code was given, if any; shown for five people or more."""
    week: Mapped[date] = mapped_column(Date, index=True)
    """Monday of the week in which she last learned: when it is to be deleted."""


class ReleaseRow(Base):
    """The counts of a period, as they were published. They never change, so that no two versions can be compared."""

    __tablename__ = "release"
    __table_args__ = ({"sqlite_with_rowid": False},)

    period: Mapped[str] = mapped_column(String(7), primary_key=True)
    """A month, a quarter or a year."""
    cells: Mapped[list[Any]] = mapped_column(JSON)
    """Sums of reports, each with whether it is told: of a quarter the same must stay hidden as of its months."""


class RoomRow(Base):
    """A quiz in a room, for three hours at most; then it is deleted."""

    __tablename__ = "room"
    __table_args__ = ({"sqlite_with_rowid": False},)

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    """What it is entered by."""
    host: Mapped[str] = mapped_column(String(32))
    """Who may go on and close it, as a pseudonym of this room only."""
    themes: Mapped[list[str]] = mapped_column(JSON)
    """Which situations are decided."""
    step: Mapped[int] = mapped_column(Integer)
    """Which of them is asked or shown."""
    ends_at: Mapped[int] = mapped_column(BigInteger, index=True)
    """When it is deleted. It tells of the room and goes with it."""
    ips: Mapped[str | None] = mapped_column(String(16))
    """Which institution its attendance is counted for, if who runs it gave its code."""


class SeatRow(Base):
    """Somebody in a room; deleted with it."""

    __tablename__ = "room_seat"
    __table_args__ = ({"sqlite_with_rowid": False},)

    room: Mapped[str] = mapped_column(ForeignKey("room.code", ondelete="CASCADE"), primary_key=True)
    """Which room."""
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    """A pseudonym of this room only, so that one is counted once."""
    post: Mapped[str] = mapped_column(String(16))
    """Where she works, in six words; counted."""


class VoteRow(Base):
    """An answer in a room; deleted with it."""

    __tablename__ = "room_vote"
    __table_args__ = ({"sqlite_with_rowid": False},)

    room: Mapped[str] = mapped_column(ForeignKey("room.code", ondelete="CASCADE"), primary_key=True)
    """Which room."""
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    """Which of its situations."""
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    """The pseudonym of her seat: an answer counts once."""
    choice: Mapped[int] = mapped_column(Integer)
    """What the bars on the screen are made of."""


class AttendanceRow(Base):
    """How many people of a post were in rooms."""

    __tablename__ = "room_attendance"
    __table_args__ = ({"sqlite_with_rowid": False},)

    week: Mapped[date] = mapped_column(Date, primary_key=True)
    """Monday of the week."""
    ips: Mapped[str] = mapped_column(String(16), primary_key=True)
    """The institution, or empty."""
    post: Mapped[str] = mapped_column(String(16), primary_key=True)
    """Where they work, or that posts are told together."""
    people: Mapped[int] = mapped_column(Integer)
    """How many; a room adds five or more, or nothing."""
