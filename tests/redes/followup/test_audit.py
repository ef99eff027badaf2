"""The audit log on every database: append-only, chained, and tampering shows."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from redes.followup.accounts import AccountId
from redes.followup.audit import START, Head, Witness
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

WITNESS = Witness(b"k" * 32, lambda: datetime(2024, 7, 5, 3, 30, tzinfo=UTC))
ANA = AccountId("aaaaaaaaaaaa")


@pytest.fixture
def log(engine):
    upgrade(engine)
    return engine


def note(engine, count, verb="abrir-reporte"):
    for number in range(count):
        with SqlUnitOfWork(engine) as work:
            WITNESS.note(work, ANA, verb, f"reporte:{number}")
            work.commit()


def verdict(engine, witness=WITNESS):
    with SqlUnitOfWork(engine) as work:
        return witness.verify(work.audit.all(), work.audit.head())


def tamper(engine, *statements):
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_refuses_update"))
            connection.execute(text("DROP TRIGGER audit_refuses_delete"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(text(statement))


def test_an_entry_keeps_the_minute_in_colombia_and_no_words(log):
    note(log, 1)

    with SqlUnitOfWork(log) as work:
        [entry] = work.audit.latest(5)
    assert (entry.number, entry.at, entry.account, entry.verb, entry.subject) == (
        1, "2024-07-04 22:30", ANA, "abrir-reporte", "reporte:0",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "subject"),
    [("abrir reporte", ""), ("", ""), ("a" * 41, ""), ("abrir", "me dijo Ana"), ("abrir", "a" * 81)],
)
def test_words_of_anybody_do_not_fit_into_an_entry(log, verb, subject):
    with SqlUnitOfWork(log) as work, pytest.raises(ValueError, match="not words"):
        WITNESS.note(work, ANA, verb, subject)


def test_an_untouched_log_holds_and_tells_its_head(log):
    assert verdict(log).head == Head(0, START)

    note(log, 5)

    found = verdict(log)
    assert (found.entries, found.broken, found.head.number) == (5, None, 5)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET verb = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE number = 2"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(log, statement):
    note(log, 3)

    with pytest.raises(DBAPIError, match="append-only"), log.begin() as connection:
        connection.execute(text(statement))

    assert verdict(log).entries == 3


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit SET verb = 'otro' WHERE number = 3"], 3),
        (["UPDATE audit SET at = '2024-07-04 22:31' WHERE number = 1"], 1),
        (["UPDATE audit SET account = 'bbbbbbbbbbbb' WHERE number = 6"], 6),
        (["UPDATE audit SET subject = '' WHERE number = 2"], 2),
        (["DELETE FROM audit WHERE number = 4"], 4),
        (["DELETE FROM audit WHERE number = 4", "UPDATE audit SET number = 4 WHERE number = 6"], 4),
        (["DELETE FROM audit WHERE number = 6"], 6),
        (["DELETE FROM audit"], 1),
        (["INSERT INTO audit SELECT 7, at, account, verb, subject, seal FROM audit WHERE number = 6"], 7),
        (["UPDATE audit_head SET number = 5"], 7),
    ],
)
def test_tampering_is_found_with_the_first_broken_number(log, statements, broken):
    note(log, 6)

    tamper(log, *statements)

    assert verdict(log).broken == broken


def test_who_has_the_database_and_not_the_key_cannot_seal_anew(log):
    note(log, 2)

    forged = Witness(b"x" * 32, WITNESS.now)

    assert verdict(log, forged).broken == 1


def test_many_who_write_at_once_stand_in_line(log):
    failures = []

    def write():
        try:
            note(log, 10)
        except Exception as failed:  # noqa: BLE001 - told by the main thread
            failures.append(failed)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert (verdict(log).entries, verdict(log).broken) == (40, None)


def test_what_is_rolled_back_is_not_in_the_log(log):
    note(log, 1)

    with SqlUnitOfWork(log) as work:
        WITNESS.note(work, ANA, "abrir-reporte")

    assert (verdict(log).entries, verdict(log).broken) == (1, None)
