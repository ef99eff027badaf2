from datetime import date

import pytest
from makers import a_report
from sqlalchemy import text

from redes.reports.keeping import StoreUnavailable
from redes.store.engine import open_engine
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


def keep(uow, *reports) -> None:
    with uow:
        for report in reports:
            uow.reports.add(report)
        uow.commit()


@pytest.mark.parametrize(
    "report",
    [
        a_report(),
        a_report(municipality=None, groups=(), story=None),
        a_report(groups=("gestante", "menor"), story=bytes(range(256)), state="descartado", language="ht"),
    ],
)
def test_what_is_kept_is_what_is_found(uow, report):
    keep(uow, report)

    with uow:
        assert uow.reports.find(report.receipt_hash) == report


def test_what_was_never_kept_is_not_found(uow):
    with uow:
        assert uow.reports.find("cd" * 32) is None


def test_leaving_without_commit_keeps_nothing(uow):
    with uow:
        uow.reports.add(a_report())

    with uow:
        assert list(uow.reports.all()) == []


def test_an_error_inside_the_block_keeps_nothing_and_goes_on(uow):
    def broken() -> None:
        with uow:
            uow.reports.add(a_report())
            raise KeyError

    with pytest.raises(KeyError):
        broken()

    with uow:
        assert list(uow.reports.all()) == []


def test_what_is_added_after_the_commit_is_not_kept(uow):
    with uow:
        uow.reports.add(a_report(receipt_hash="a"))
        uow.commit()
        uow.reports.add(a_report(receipt_hash="b"))

    with uow:
        assert [report.receipt_hash for report in uow.reports.all()] == ["a"]


def test_a_report_is_found_inside_the_block_that_adds_it(uow):
    with uow:
        uow.reports.add(a_report())

        assert uow.reports.find(a_report().receipt_hash) == a_report()
        assert list(uow.reports.all()) == [a_report()]


def test_a_second_report_of_one_hash_is_refused_and_the_first_stays(uow):
    keep(uow, a_report(barrier="urg.puerta"))

    with pytest.raises(StoreUnavailable):
        keep(uow, a_report(barrier="urg.papeles"), a_report(receipt_hash="other"))

    with uow:
        assert list(uow.reports.all()) == [a_report(barrier="urg.puerta")]


def test_reports_stand_by_week_and_barrier_and_never_by_arrival(uow):
    early, late = date(2024, 7, 1), date(2024, 7, 8)
    arrived = [
        a_report(receipt_hash="d", week=early, barrier="a"),
        a_report(receipt_hash="c", week=late, barrier="b"),
        a_report(receipt_hash="b", week=late, barrier="a"),
        a_report(receipt_hash="a", week=late, barrier="b"),
    ]

    keep(uow, *arrived)

    with uow:
        assert [report.receipt_hash for report in uow.reports.all()] == ["b", "a", "c", "d"]


def test_a_unit_of_work_can_be_used_again(uow):
    keep(uow, a_report(receipt_hash="a"))
    keep(uow, a_report(receipt_hash="b"))

    with uow:
        assert [report.receipt_hash for report in uow.reports.all()] == ["a", "b"]


def test_what_is_committed_is_there_for_the_next_program(engine):
    upgrade(engine)
    keep(SqlUnitOfWork(engine), a_report())
    engine.dispose()

    again = open_engine(engine.url.render_as_string(hide_password=False))
    with SqlUnitOfWork(again) as uow:
        assert uow.reports.find(a_report().receipt_hash) == a_report()
    again.dispose()


def test_a_database_without_the_table_is_told_as_away_and_quotes_nothing(engine, loud_logs):
    with pytest.raises(StoreUnavailable) as refused:
        keep(SqlUnitOfWork(engine), a_report(story=b"MARKER", receipt_hash="HASH"))

    assert str(refused.value) == "the database did not take it; check its disk and its server"
    assert refused.value.__suppress_context__
    told = loud_logs.text + str(refused.value.__context__)
    assert "INSERT INTO report" in told
    assert [secret for secret in ("MARKER", "HASH") if secret in told] == []


def test_reading_from_a_database_without_the_table_is_told_as_away(engine):
    with pytest.raises(StoreUnavailable, match="REDES_DATABASE_URL"), SqlUnitOfWork(engine) as uow:
        uow.reports.find("ab")


def test_sqlite_keeps_its_promises(sqlite):
    with sqlite.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_the_folder_of_a_new_database_is_closed_to_others(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'redes.sqlite'}")

    with engine.connect():
        pass

    engine.dispose()
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
