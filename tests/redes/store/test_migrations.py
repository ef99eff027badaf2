import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from makers import a_flag, a_report
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from redes.reports.keeping import StoreUnavailable
from redes.store.engine import open_engine
from redes.store.schema import HEAD, MIGRATIONS, downgrade, is_current, upgrade
from redes.store.tables import Base, FlagRow, ReportRow
from redes.store.work import SqlUnitOfWork

JUSTIFIED = {
    "receipt_hash",  # the author's only way back to her report
    "week",  # trends need it, nobody is found by it
    "barrier",  # what the mesas count
    "municipality",  # which mesa it concerns
    "groups",  # only if its author chose to tell
    "story",  # scrubbed, shown to its author, sealed
    "state",  # told to its author on asking
    "language",  # in which its author reads the answer
}
"""Every column and why it may be kept. A new one needs a reason that its author would accept."""

JUSTIFIED_OF_FLAGS = {
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
}
"""The same for what people say is wrong with an answer: no session, no pseudonym, no day, no receipt."""

REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


def test_the_report_table_has_no_column_that_nobody_justified():
    assert {column.name for column in ReportRow.__table__.columns} == JUSTIFIED


def test_there_is_no_other_table_that_could_hold_who_wrote():
    assert set(Base.metadata.tables) == {"report", "flag"}


def test_the_flag_table_has_no_column_that_nobody_justified():
    assert {column.name for column in FlagRow.__table__.columns} == JUSTIFIED_OF_FLAGS


def test_the_migrated_tables_have_the_same_columns(engine):
    upgrade(engine)

    assert {column["name"] for column in inspect(engine).get_columns("report")} == JUSTIFIED
    assert {column["name"] for column in inspect(engine).get_columns("flag")} == JUSTIFIED_OF_FLAGS


def test_no_hidden_number_tells_the_order_in_which_flags_arrived(sqlite):
    upgrade(sqlite)

    with sqlite.connect() as connection, pytest.raises(OperationalError, match="no such column: rowid"):
        connection.execute(text("SELECT rowid FROM flag"))


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
        "ix_report_municipality",
    }
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


TABLES = {"0001": {"report"}, "0002": {"report", "flag"}}
"""Revision -> the tables there are from it on."""


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

    assert tables == TABLES.get(before, set())
    assert is_current(engine)
    with SqlUnitOfWork(engine) as uow:
        assert list(uow.reports.all()) == ([a_report()] if "report" in TABLES.get(before, set()) else [])
        assert list(uow.flags.all()) == ([a_flag()] if "flag" in TABLES.get(before, set()) else [])


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
