import csv
import io
import json

import pytest
from click.testing import CliRunner
from makers import a_report

from launch.cli import main
from redes.settings import Settings
from redes.store.engine import open_engine
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


@pytest.fixture
def filed(tmp_path, monkeypatch):
    """A data folder with 130 reports of one town and three of another, long ago."""
    monkeypatch.setenv("REDES_DATA_DIR", str(tmp_path))
    engine = open_engine(Settings(_env_file=None, data_dir=tmp_path).sqlalchemy_url)
    upgrade(engine)
    with SqlUnitOfWork(engine) as uow:
        for one in range(133):
            town = "54001" if one < 130 else "05001"
            uow.reports.add(a_report(receipt_hash=f"{one:064x}", id=f"{one:032x}", municipality=town))
        uow.commit()
    engine.dispose()
    return tmp_path


def test_the_export_tells_no_small_number_and_is_the_same_twice(filed):
    first, second = (CliRunner().invoke(main, ["export", "--months", "240"]) for _ in range(2))

    assert first.exit_code == 0
    assert first.stdout_bytes == second.stdout_bytes
    table = list(csv.DictReader(io.StringIO(first.stdout_bytes.decode(), newline="")))
    assert {row["reportes"] for row in table} <= {"", "0", "130", "133"}
    towns = {
        row["territorio"]: row["reportes"]
        for row in table
        if row["periodo"] == "2024-07" and row["territorio"] and not any(list(row.values())[3:-2])
    }
    # Two towns alone: who knows the total and one of them knows the other.
    assert towns["medellin"] == towns["cucuta"] == ""


def test_the_export_writes_data_and_their_dictionary(filed, tmp_path):
    done = CliRunner().invoke(main, ["export", "--months", "240", "--format", "json", "--out", str(tmp_path / "out")])

    assert done.exit_code == 0
    rows = json.loads((tmp_path / "out" / "barreras.json").read_text(encoding="utf-8"))
    about = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert list(rows[0]) == [field["name"] for field in about["resources"][0]["schema"]["fields"]]


def test_an_empty_database_exports_headings_only(tmp_path, monkeypatch):
    monkeypatch.setenv("REDES_DATA_DIR", str(tmp_path))

    done = CliRunner().invoke(main, ["export"])

    assert done.stdout.count("\n") == 1
