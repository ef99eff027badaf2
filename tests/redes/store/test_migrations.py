import dataclasses
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from makers import a_flag, a_report
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from redes.reports.keeping import StoreUnavailable
from redes.reports.report import Report
from redes.store.engine import open_engine
from redes.store.schema import HEAD, MIGRATIONS, downgrade, is_current, upgrade
from redes.store.tables import Base
from redes.store.work import SqlUnitOfWork

JUSTIFIED = {
    "report": {
        "id",  # random: thread and key hang on it, so that neither repeats the receipt's hash
        "receipt_hash",  # the author's only way back to her report
        "week",  # trends need it, nobody is found by it
        "erase_on",  # the day promised to its author; follows from the week
        "kind",  # a compliment is not counted as a barrier
        "queue",  # what looks like abuse waits apart instead of being thrown away
        "voice",  # what stops staff is mended elsewhere than what stops migrants
        "barrier",  # what the mesas count
        "practice",  # which practice of the decálogo a compliment is for, or a proposal would change
        "card",  # which card a proposal would change: an id of the catalogue
        "municipality",  # which mesa it concerns
        "service",  # which care was denied: a word of the vocabulary
        "ips",  # which institution the mesa must talk to: an id of the directory, only if its author chose to tell
        "rule",  # which rule of law was broken: the mesa's argument
        "when",  # whether it goes on or is long past, in four steps
        "urgent_now",  # what is urgent is read first
        "groups",  # only if its author chose to tell
        "story",  # scrubbed, shown to its author, sealed with its own key
        "state",  # told to its author on asking
        "reason",  # why it was put aside, from a short list; told to its author
        "language",  # in which its author reads the answer
        "version",  # two coordinators at once do not overwrite each other
    },
    "report_message": {
        "report_id",  # its report, by its random name
        "number",  # its place in the thread; says nothing about other threads
        "author",  # a side, not a person
        "act",  # a question is shown with its answer
        "text",  # scrubbed, sealed with the report's own key
        "week",  # how long a question has been waiting
    },
    "report_key": {
        "report_id",  # its report, by its random name
        "wrapped",  # opens story and thread for who also holds the keyring; deleted with them
    },
    "report_matter": {
        "report_id",  # its report, by its random name; gone with it, and with its narrative
        "matter",  # what it is joined by: random
    },
    "erasure": {
        "week",  # Monday of the week of the deletion
        "what",  # its day came, or its author took it back
        "count",  # proof that retention works, without content
    },
    "flag": {
        "id",  # drawn by lot: how the reviewer names it
        "kind",  # what gave the answer
        "subject",  # which of them
        "version",  # which wording was read
        "case_facts",  # without the facts a rule was asked about its answer cannot be looked at again
        "reason",  # what is wrong, from a list
        "language",  # a translation may be wrong alone
        "words",  # only if its author chose to add them: scrubbed, shown to her, sealed
        "week",  # how long it has waited
        "state",  # what the reviewer made of it
        "guarded_by",  # the test that guards a mended answer
        "note",  # the reviewer's answer
        "proposal",  # by its random id, so that its author learns what came of it
    },
    "training_progress": {
        "learner",  # a test left in the middle goes on; by a key of its own, so that it leads to nothing else
        "exam",  # answers to other questions are not compared
        "first",  # which form came first
        "entry",  # what the gain is reckoned from
        "exit",  # likewise
        "lessons",  # which modules were begun and how far
        "ips",  # only if its code was given; shown for five people or more
        "week",  # when it is to be deleted
    },
    "room": {
        "code",  # what it is entered by
        "host",  # who may go on; a pseudonym of this room only
        "themes",  # which situations are decided
        "step",  # which of them is asked or shown
        "ends_at",  # when it is deleted, three hours after it was opened
        "ips",  # whose attendance it is, if who runs it gave the code
    },
    "room_seat": {
        "room",  # which room; goes with it
        "person",  # a pseudonym of this room only: one is counted once
        "post",  # where she works, in six words
    },
    "room_vote": {
        "room",  # which room; goes with it
        "number",  # which of its situations
        "person",  # an answer counts once
        "choice",  # what the bars are made of
    },
    "room_attendance": {
        "week",  # when, and no nearer
        "ips",  # at which institution, if any
        "post",  # where they work, or that posts are told together
        "people",  # a room adds five or more, or nothing
    },
    "mesa": {
        "territory",  # there is one each
        "organisations",  # who sits at the table: organisations, never persons
        "version",  # two at once do not overwrite each other
    },
    "meeting": {
        "id",  # random
        "territory",  # whose
        "day",  # a mesa's work is public and says nothing of when a report came
        "state",  # called, held, called off
        "agenda",  # what is talked about; counts in it are safe to show
        "attendance",  # how many of each sector; never who
        "notes",  # what was said, not by whom
        "version",  # two at once do not overwrite each other
    },
    "commitment": {
        "id",  # random
        "territory",  # whose
        "organisation",  # who promised: never a person
        "made_on",  # when it was promised, in public
        "meeting",  # at which meeting
        "what",  # what was promised
        "due",  # late ones are told
        "barriers",  # which kinds of barrier it answers
        "rules",  # which rules of law it helps to keep
        "practices",  # which practices it carries out
        "state",  # where it stands
        "progress",  # how far it is
        "evidence",  # what shows that it was kept
        "closed_on",  # whether it was kept in time
        "steps",  # its way, for the thread
        "version",  # two at once do not overwrite each other
    },
    "commitment_report": {
        "commitment_id",  # the commitment
        "report_id",  # by its random name: its author reads what came of it; gone when she takes it back
    },
    "work_plan": {
        "id",  # random
        "territory",  # whose mesa follows it
        "ips",  # whose plan: an id of the directory
        "actions",  # what is to be done, by which office, until when
        "version",  # two at once do not overwrite each other
    },
    "ally": {
        "id",  # its id in the directory
        "territory",  # whose network
        "name",  # an organisation
        "kind",  # of which kind
        "offers",  # what it does
        "for_whom",  # for whom
        "topics",  # so that people who need it find it
        "phone",  # its public line
        "address",  # where it stands
        "hours",  # when it answers
        "source_url",  # where this can be read
        "checked_on",  # when somebody made sure of it
        "active",  # whether it is shown
        "version",  # two at once do not overwrite each other
    },
    "account": {
        "id",  # random: the audit log names it
        "label",  # what colleagues call a seat at the table; need not be a name
        "role",  # what it may do
        "territories",  # where
        "language",  # in which language the bot writes to it
        "telegram",  # which chat may ask for a link: a pseudonym under a key of its own
        "since",  # old seats are looked at again
        "disabled",  # the row stays, because the audit log names it
        "second_step",  # secret of its codes, sealed; only if its owner wants it
        "last_step",  # no code is good twice
    },
    "account_link": {
        "hash",  # keyed: who reads the database cannot enter by it
        "account_id",  # whose
        "purpose",  # a code for Telegram opens no panel
        "until",  # second of its end, minutes or days away
    },
    "account_session": {
        "hash",  # of the cookie, keyed
        "account_id",  # whose
        "began",  # it ends twelve hours later
        "seen",  # it ends half an hour later
        "settled",  # whether the second step is done
        "tries",  # wrong codes
    },
    "audit": {
        "number",  # place in the chain
        "at",  # minute of what a coordinator did; of no report's arrival
        "account",  # who did it
        "verb",  # what was done
        "subject",  # to what: an id of the house
        "seal",  # chains it to what came before
    },
    "audit_head": {
        "one",  # there is one row
        "number",  # of the last entry
        "seal",  # a cut end shows by it
    },
    "reminder": {
        "id",  # random: the sealed address names it
        "who",  # she can see and stop hers; by a key of its own, so that it leads to nothing else
        "kind",  # what she is reminded of
        "address",  # where to, only with her consent: sealed with a key of its own, bound to the row
        "wrapped",  # opens the address for who also holds the keyring; deleted with it
        "language",  # in which she is written to
        "days",  # on which she wants it
        "hour",  # at which she wants it
        "last",  # no reminder comes twice; the day the bot wrote, not of what she did
        "seat",  # what concerns a mesa ends with the seat
    },
    "alert": {
        "report_id",  # by its random name, for the seconds until somebody is told
    },
    "alert_notice": {
        "id",  # random
        "reminder_id",  # to whom
        "territory",  # all that it says
        "count",  # of how many reports
        "free_at",  # two processes do not send it both; gone when it is delivered
    },
    "release": {
        "period",  # a month, a quarter or a year
        "cells",  # sums of reports, each with whether it is told; they never change once published
    },
}
"""Table -> every column and why it may be kept. A new one needs a reason that its author would accept."""

REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


def test_no_table_has_a_column_that_nobody_justified():
    tables = {name: {column.name for column in table.columns} for name, table in Base.metadata.tables.items()}

    assert tables == JUSTIFIED


@pytest.mark.parametrize("table", JUSTIFIED)
def test_the_migrated_table_has_the_same_columns(engine, table):
    upgrade(engine)

    assert {column["name"] for column in inspect(engine).get_columns(table)} == JUSTIFIED[table]


@pytest.mark.parametrize("table", JUSTIFIED)
def test_no_table_has_a_hidden_number_that_tells_the_order_of_arrival(sqlite, table):
    upgrade(sqlite)

    with sqlite.connect() as connection, pytest.raises(OperationalError, match="no such column: rowid"):
        connection.execute(text(f"SELECT rowid FROM {table}"))


def test_models_and_migrations_yield_the_same_schema(engine):
    upgrade(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_indexes_and_keys_have_the_names_of_the_convention(engine):
    upgrade(engine)

    table = inspect(engine)
    assert {index["name"] for index in table.get_indexes("report")} == {
        "ix_report_week",
        "ix_report_barrier",
        "ix_report_counting",
        "ix_report_erase_on",
        "ix_report_proposed",
        "ix_report_review",
        "ix_report_turn",
        *(("uq_report_receipt_hash",) if engine.dialect.name == "postgresql" else ()),
    }
    assert [one["name"] for one in table.get_unique_constraints("report")] == ["uq_report_receipt_hash"]
    assert table.get_pk_constraint("report")["name"] == "pk_report"
    assert {index["name"] for index in table.get_indexes("flag")} == {
        "ix_flag_subject",
        "ix_flag_week",
        "ix_flag_state",
    }
    assert table.get_pk_constraint("flag")["name"] == "pk_flag"


def test_migrations_form_one_line():
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == REVISIONS[-1:]


def test_upgrading_twice_keeps_what_is_there(engine):
    upgrade(engine)
    with SqlUnitOfWork(engine) as uow:
        uow.reports.add(a_report())
        uow.commit()

    upgrade(engine)

    with SqlUnitOfWork(engine) as uow:
        assert list(uow.reports.all()) == [a_report()]


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_migration_goes_down_and_up_again_with_data_in_the_table(engine, revision):
    before = REVISIONS[REVISIONS.index(revision) - 1] if REVISIONS.index(revision) else "base"
    upgrade(engine)
    with SqlUnitOfWork(engine) as uow:
        uow.reports.add(a_report())
        uow.flags.add(a_flag())
        uow.commit()

    downgrade(engine, before)
    tables = set(inspect(engine).get_table_names()) - {"alembic_version"}
    upgrade(engine)

    assert tables == TABLES_AFTER[before]
    assert is_current(engine)
    with SqlUnitOfWork(engine) as uow:
        kept = [_as_of(KEPT_SINCE[before], report) for report in uow.reports.all()]
        flags = list(uow.flags.all())
    assert kept == ([] if before == "base" else [_as_of(KEPT_SINCE[before], a_report())])
    assert flags == ([a_flag()] if "flag" in TABLES_AFTER[before] else [])


_FOLLOWUP = {"mesa", "meeting", "commitment", "commitment_report", "work_plan", "ally"}
_PANEL = {"account", "account_link", "account_session", "audit", "audit_head"}
_REMINDING = {"reminder", "alert", "alert_notice"}
_ROOM = {"room", "room_seat", "room_vote", "room_attendance"}
_LIFE = {"report", "flag", "report_message", "report_key", "erasure"}

TABLES_AFTER = {
    "base": set(),
    "0001": {"report"},
    "0002": {"report", "flag"},
    "0003": _LIFE,
    "0004": _LIFE | {"training_progress"},
    "0005": _LIFE | {"training_progress"} | _FOLLOWUP,
    "0006": _LIFE | {"training_progress"} | _FOLLOWUP | _PANEL,
    "0007": _LIFE | {"training_progress", "release"} | _FOLLOWUP | _PANEL,
    "0008": _LIFE | {"training_progress", "release"} | _FOLLOWUP | _PANEL,
    "0009": _LIFE | {"training_progress", "release", "report_matter"} | _FOLLOWUP | _PANEL,
    "0010": _LIFE | {"training_progress", "release", "report_matter"} | _FOLLOWUP | _PANEL,
    "0011": _LIFE | {"training_progress", "release", "report_matter"} | _REMINDING | _FOLLOWUP | _PANEL,
    "0012": _LIFE | {"training_progress", "release", "report_matter"} | _REMINDING | _ROOM | _FOLLOWUP | _PANEL,
    "0013": _LIFE | {"training_progress", "release", "report_matter"} | _REMINDING | _ROOM | _FOLLOWUP | _PANEL,
}
"""Revision -> its tables."""

_FIRST = ("receipt_hash", "week", "barrier", "municipality", "groups", "story", "state", "language")

_ALL = tuple(field.name for field in dataclasses.fields(Report))

KEPT_SINCE = {
    "base": (),
    "0001": _FIRST,
    "0002": _FIRST,
    "0003": _ALL,
    "0004": _ALL,
    "0005": _ALL,
    "0006": _ALL,
    "0007": _ALL,
    "0008": _ALL,
    "0009": _ALL,
    "0010": _ALL,
    "0011": _ALL,
    "0012": _ALL,
    "0013": _ALL,
}
"""Revision -> what a report had in it."""


def _as_of(names, report):
    return {name: getattr(report, name) for name in names}


def test_a_report_of_before_is_a_barrier_that_is_kept_for_two_years(engine):
    upgrade(engine, "0002")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO report (receipt_hash, week, barrier, municipality, groups, story, state, language)"
                " VALUES ('ab', '2024-02-26', 'urg.puerta', NULL, '[]', NULL, 'en-mesa', 'ht')"
            )
        )

    upgrade(engine)

    with SqlUnitOfWork(engine) as uow:
        [report] = uow.reports.all()
    untold = dict.fromkeys(("voice", "municipality", "service", "ips", "rule", "when", "urgent_now", "story"))
    assert report == a_report(
        id=report.id, receipt_hash="ab", week=date(2024, 2, 26), erase_on=date(2026, 2, 26), groups=(),
        state="en-mesa", language="ht", **untold,
    )  # fmt: skip
    assert len(report.id) == 32


def test_going_back_leaves_out_what_the_table_of_before_has_no_room_for(engine):
    upgrade(engine)
    with SqlUnitOfWork(engine) as uow:
        uow.reports.add(a_report(receipt_hash="a"))
        uow.reports.add(a_report(receipt_hash="b", kind="buena-practica", barrier=None, practice=3))
        uow.reports.add(a_report(id="c", receipt_hash=None))
        uow.reports.add(a_report(receipt_hash="d", kind="propuesta", barrier=None, card="urgencias-migrante"))
        uow.flags.add(a_flag(reason="propuesta", proposal="d"))
        uow.commit()

    downgrade(engine, "0008")
    with engine.connect() as connection:
        kinds = connection.execute(text("SELECT DISTINCT kind FROM report ORDER BY kind")).scalars().all()
        assert kinds == ["barrera", "buena-practica"]
        assert connection.execute(text("SELECT count(*) FROM flag")).scalar_one() == 0
    downgrade(engine, "0002")

    with engine.connect() as connection:
        assert connection.execute(text("SELECT receipt_hash FROM report")).scalars().all() == ["a"]


def test_the_newest_migration_is_the_one_the_program_expects():
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_a_schema_is_current_from_its_last_migration_on(engine):
    seen = [is_current(engine)]
    upgrade(engine)
    seen.append(is_current(engine))
    downgrade(engine, "base")
    seen.append(is_current(engine))

    assert seen == [False, True, False]


def test_a_schema_of_a_newer_program_is_not_current(engine):
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert not is_current(engine)


def test_a_database_that_cannot_be_opened_is_told_with_its_setting(tmp_path):
    (tmp_path / "redes.sqlite").write_bytes(b"this is no database, and it is long enough to be read as one" * 10)
    engine = open_engine(f"sqlite:///{tmp_path / 'redes.sqlite'}")

    with pytest.raises(StoreUnavailable, match=r"\(DatabaseError\); check REDES_DATABASE_URL and its server"):
        upgrade(engine)

    assert not is_current(engine)
    engine.dispose()


def test_a_postgresql_that_is_away_is_told_without_its_password(tmp_path):
    engine = open_engine(f"postgresql+psycopg://ana:MARKER@/redes?host={tmp_path}")

    with pytest.raises(StoreUnavailable) as refused:
        upgrade(engine)

    assert "REDES_DATABASE_URL" in str(refused.value)
    assert "MARKER" not in str(refused.value)
    assert not is_current(engine)
