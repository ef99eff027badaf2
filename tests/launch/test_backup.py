import json
import shutil

import pytest
from click.testing import CliRunner
from makers import a_draft

from launch.cli import main
from launch.house import House
from redes.reports.intake import find_report
from redes.reports.review import read
from redes.settings import Settings


def redes(monkeypatch, folder, *args):
    monkeypatch.setenv("REDES_DATA_DIR", str(folder))
    return CliRunner().invoke(main, [str(arg) for arg in args])


def house_in(folder):
    return House(Settings(_env_file=None, data_dir=folder))


@pytest.fixture
def filed(tmp_path):
    """A data folder with one report, and its receipt."""
    house = house_in(tmp_path / "before")
    house.prepare_database()
    return tmp_path / "before", house.file_report(a_draft(story="No me dejaron entrar."), "es")


def story_of(folder, receipt):
    house = house_in(folder)
    report = find_report(receipt, uow=house.unit_of_work(), receipts=house.receipts)
    return None if report is None else read(report.id, uow=house.unit_of_work(), vault=house.vault).story


def test_with_its_keys_a_backup_gives_authors_their_reports_back(tmp_path, monkeypatch, filed):
    folder, receipt = filed
    saved = redes(monkeypatch, folder, "backup", tmp_path / "all.redes", "--with-keys")
    restored = redes(monkeypatch, tmp_path / "after", "restore", tmp_path / "all.redes")

    assert (saved.exit_code, restored.exit_code) == (0, 0)
    assert "WHOEVER HAS THIS FILE READS EVERY NARRATIVE" in saved.stdout
    assert "every hash is equal" in restored.stdout
    assert story_of(tmp_path / "after", receipt) == "No me dejaron entrar."
    assert {(tmp_path / "after" / name).stat().st_mode & 0o777 for name in ("secret.key", "keyring.json")} == {0o600}


def test_without_its_keys_a_backup_opens_nothing_and_says_so(tmp_path, monkeypatch, filed):
    folder, receipt = filed
    saved = redes(monkeypatch, folder, "backup", tmp_path / "all.redes")
    restored = redes(monkeypatch, tmp_path / "after", "restore", tmp_path / "all.redes")

    secret = json.loads((folder / "keyring.json").read_text())["keys"][0]["key"].encode()
    assert "keys NOT in it" in saved.stdout
    assert secret not in (tmp_path / "all.redes").read_bytes()
    assert "no keys in the archive" in restored.stdout
    assert story_of(tmp_path / "after", receipt) is None
    # Its keys, kept apart, open it again.
    for name in ("secret.key", "keyring.json"):
        shutil.copy(folder / name, tmp_path / "after" / name)
    assert story_of(tmp_path / "after", receipt) == "No me dejaron entrar."


def test_a_report_that_waited_for_the_database_is_in_the_backup(tmp_path, monkeypatch, filed):
    folder, _ = filed
    house = house_in(folder)
    with monkeypatch.context() as away:
        away.setattr(House, "unit_of_work", lambda _: _Away())
        receipt = house.file_report(a_draft(story="La base no estaba."), "es")

    redes(monkeypatch, folder, "backup", tmp_path / "all.redes", "--with-keys")
    redes(monkeypatch, tmp_path / "after", "restore", tmp_path / "all.redes")

    assert story_of(tmp_path / "after", receipt) == "La base no estaba."


class _Away:
    def __enter__(self):
        from redes.reports.keeping import StoreUnavailable

        raise StoreUnavailable("away")

    def __exit__(self, *_):
        return None


def test_keys_of_another_house_are_never_overwritten(tmp_path, monkeypatch, filed):
    folder, _ = filed
    redes(monkeypatch, folder, "backup", tmp_path / "all.redes", "--with-keys")
    other = house_in(tmp_path / "other")
    before = (other.secret, other.vault.keyring.keys())

    refused = redes(monkeypatch, tmp_path / "other", "restore", tmp_path / "all.redes")

    assert refused.exit_code == 1
    assert "is another key than the archive's" in refused.stderr
    again = house_in(tmp_path / "other")
    assert (again.secret, again.vault.keyring.keys()) == before


def test_a_backup_overwrites_nothing_and_a_full_house_is_not_restored_into(tmp_path, monkeypatch, filed):
    folder, _ = filed
    redes(monkeypatch, folder, "backup", tmp_path / "all.redes", "--with-keys")

    again = redes(monkeypatch, folder, "backup", tmp_path / "all.redes")
    into_itself = redes(monkeypatch, folder, "restore", tmp_path / "all.redes")
    nowhere = redes(monkeypatch, folder, "backup", tmp_path / "no" / "folder" / "x")

    assert [one.exit_code for one in (again, into_itself, nowhere)] == [1, 1, 1]
    assert "is there already" in again.stderr
    assert "restore into an empty one" in into_itself.stderr
    assert "cannot be written" in nowhere.stderr
