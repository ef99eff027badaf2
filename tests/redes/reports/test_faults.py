"""Nothing confirmed is lost: the process is killed at random points while the database goes away, again and again.

The points are counted in executed lines, not in time, and drawn with fixed seeds: a failure comes again.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pgserver
import pytest
from makers import CHEAP, THURSDAY, a_draft, a_vault

from redes.reports.intake import file_report, find_report
from redes.reports.keeping import StoreUnavailable
from redes.reports.retention import Retention
from redes.reports.review import read
from redes.reports.spool import Spool, take_in
from redes.settings import Settings
from redes.store.engine import open_engine
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

ROUNDS = 200
"""How often the process is killed with SQLite."""

SERVER_ROUNDS = 6
"""How often with a PostgreSQL that is stopped hard."""

A_REPORT = 8
"""Reports that a process files at most before it ends by itself."""


class Place:
    """Where a house keeps its reports, and how its database goes away and comes back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vault = a_vault(folder)
        self.spool = Spool(folder / "spool", vault=self.vault)

    def engine(self):
        raise NotImplementedError

    def go_away(self) -> None:
        raise NotImplementedError

    def come_back(self) -> None:
        raise NotImplementedError


class OnSqlite(Place):
    """A file in a folder, which is renamed away."""

    def engine(self):
        return open_engine(f"sqlite:///{self.folder / 'database' / 'redes.sqlite'}", patience_s=0.05)

    def go_away(self) -> None:
        if not (self.folder / "gone").exists():
            (self.folder / "database").rename(self.folder / "gone")

    def come_back(self) -> None:
        if (self.folder / "gone").exists():
            # What was tried meanwhile made an empty database, as SQLite does; nothing was confirmed from it.
            for path in (self.folder / "database").glob("*"):
                path.unlink()
            if (self.folder / "database").exists():
                (self.folder / "database").rmdir()
            (self.folder / "gone").rename(self.folder / "database")


class OnPostgresql(Place):
    """A server of its own, which is stopped without mercy."""

    def __init__(self, folder: Path, server) -> None:
        super().__init__(folder)
        self.server = server

    def engine(self):
        return open_engine(Settings(_env_file=None, database_url=self.server.get_uri()).sqlalchemy_url)

    def go_away(self) -> None:
        self._pg_ctl("stop", "-m", "immediate")

    def come_back(self) -> None:
        self._pg_ctl("stop", "-m", "immediate")
        self.server.ensure_postgres_running()

    def _pg_ctl(self, *arguments: str) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):  # it is stopped already
            pgserver.pg_ctl([*arguments], pgdata=self.server.pgdata, user=self.server.system_user)


def a_process_files_until_it_is_killed(place: Place, *, away_after: int | None, killed_after: int) -> list[str]:
    """The receipts that a process showed before it died.

    Args:
        place: Where it files.
        away_after: Executed lines until the database goes away, or None.
        killed_after: Executed lines until the process is killed; it may end before.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reads)
            _file_and_die(place, writes, away_after, killed_after)
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as shown:
        receipts = shown.read().splitlines()
    os.waitpid(child, 0)
    return receipts


def _file_and_die(place: Place, shown: int, away_after: int | None, killed_after: int) -> None:
    lines = 0

    def count(frame, event, _):
        nonlocal lines
        if event == "line":
            lines += 1
            if lines == killed_after:
                os.kill(os.getpid(), signal.SIGKILL)
            if lines == away_after:
                sys.settrace(None)
                place.go_away()
                sys.settrace(count)
        return count

    uow = SqlUnitOfWork(place.engine())
    sys.settrace(count)
    for _ in range(A_REPORT):
        try:
            receipt = file_report(
                a_draft(), language="es", uow=uow, receipts=CHEAP, vault=place.vault,
                retention=Retention(), today=THURSDAY, spool=place.spool,
            )  # fmt: skip
        except StoreUnavailable:
            continue  # its author was told that it was not taken
        os.write(shown, f"{receipt}\n".encode())
        try:
            take_in(uow=uow, spool=place.spool)  # as `redes run` does, beside the filing
        except StoreUnavailable:
            continue


def every_receipt_finds_its_report_and_none_stands_twice(place: Place, receipts: list[str]) -> int:
    """Checks both; returns how many reports there are. A report may stand there whose receipt nobody saw any more."""
    engine = place.engine()
    uow = SqlUnitOfWork(engine)
    take_in(uow=uow, spool=place.spool)
    assert list(place.spool.waiting()) == []
    for receipt in receipts:
        report = find_report(receipt, uow=uow, receipts=CHEAP)
        assert report is not None
        assert (report.week, read(report.id, uow=uow, vault=place.vault).story) == (
            date(2024, 7, 1),
            "No me dejaron entrar.",
        )
    with uow:
        hashes = [report.receipt_hash for report in uow.reports.all()]
        keys = len(list(uow.keys.all()))
    assert len(set(hashes)) == len(hashes) == keys
    engine.dispose()
    return len(hashes)


@pytest.mark.e2e
def test_two_hundred_kills_lose_no_confirmed_report_and_double_none(tmp_path):
    place, dice = OnSqlite(tmp_path), random.Random(6)
    engine = place.engine()
    upgrade(engine)
    engine.dispose()
    place.vault.keyring.keys()

    shown: list[str] = []
    for number in range(ROUNDS):
        away = dice.randrange(1, 20_000) if dice.random() < 0.5 else None
        shown += a_process_files_until_it_is_killed(place, away_after=away, killed_after=dice.randrange(1, 30_000))
        place.come_back()
        if number % 20 == 19:
            every_receipt_finds_its_report_and_none_stands_twice(place, shown)

    kept = every_receipt_finds_its_report_and_none_stands_twice(place, shown)
    print(f"{len(shown)} receipts shown, {kept} reports kept")
    assert len(shown) > ROUNDS / 4
    assert kept - len(shown) <= ROUNDS  # at most one of each life was kept and not shown any more


@pytest.mark.e2e
def test_a_server_that_is_stopped_hard_loses_no_confirmed_report_either(tmp_path):
    folder = tmp_path / "pg"
    server = pgserver.get_server(folder, cleanup_mode="stop")
    place, dice = OnPostgresql(tmp_path, server), random.Random(7)
    engine = place.engine()
    upgrade(engine)
    engine.dispose()
    place.vault.keyring.keys()

    shown: list[str] = []
    for _ in range(SERVER_ROUNDS):
        shown += a_process_files_until_it_is_killed(
            place, away_after=dice.randrange(3_000, 20_000), killed_after=dice.randrange(20_000, 60_000)
        )
        place.come_back()
        every_receipt_finds_its_report_and_none_stands_twice(place, shown)

    server.cleanup()
    assert len(shown) >= SERVER_ROUNDS


def test_a_whole_life_without_faults_shows_every_receipt(tmp_path):
    place = OnSqlite(tmp_path)
    engine = place.engine()
    upgrade(engine)
    engine.dispose()

    shown = a_process_files_until_it_is_killed(place, away_after=None, killed_after=0)

    assert len(shown) == A_REPORT
    assert every_receipt_finds_its_report_and_none_stands_twice(place, shown) == A_REPORT
