import json
import zipfile
from datetime import timedelta

import pytest
from makers import THURSDAY, a_flag, a_message, a_report
from mesa_makers import OF_MEDELLIN, an_organisation, an_undertaking, some_ground
from sqlalchemy import text

from redes.followup.commitments import make_commitment
from redes.reports.keeping import StoreUnavailable
from redes.reports.retention import Retention
from redes.store.backup import BadArchive, Copied, NotEmpty, back_up, fingerprints, read_keys, read_manifest, restore
from redes.store.engine import open_engine
from redes.store.schema import HEAD, downgrade, is_current, upgrade
from redes.store.work import SqlUnitOfWork


def fill(engine, reports=5):
    """Something in every table, of every kind of value."""
    upgrade(engine)
    uow = SqlUnitOfWork(engine)
    with uow:
        for number in range(reports):
            report = a_report(
                id=f"{number:032x}",
                receipt_hash=f"{'Ñá-_Zz'[number % 6]}{number}",
                urgent_now=(True, False, None)[number % 3],
                story=bytes(range(256)) if number % 2 else None,
                groups=("ñ", "«comillas»") if number % 2 else (),
            )
            uow.reports.add(report)
            uow.keys.put(report.id, b"\x00\xff")
            uow.threads.say(a_message(report_id=report.id))
        uow.flags.add(a_flag())
        uow.erasures.note(THURSDAY, "retirado", 3)
        uow.commit()
    make_commitment(
        "medellin",
        an_undertaking(organisation=an_organisation(uow), due=THURSDAY + timedelta(days=9)),
        [f"{0:032x}"],
        scope=OF_MEDELLIN,
        ground=some_ground(),
        uow=uow,
        retention=Retention(),
        today=THURSDAY,
    )


@pytest.fixture
def empty(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("here", "there"), [("sqlite", "empty"), ("sqlite", "postgresql"), ("postgresql", "empty")])
def test_everything_comes_back_with_equal_hashes_whichever_the_database(request, tmp_path, here, there):
    before, after = request.getfixturevalue(here), request.getfixturevalue(there)
    fill(before)

    saved = back_up(before, tmp_path / "all.redes", keys={})
    restored = restore(after, tmp_path / "all.redes")

    assert restored == saved == read_manifest(tmp_path / "all.redes")
    assert fingerprints(after) == fingerprints(before) == dict(saved.tables)
    assert is_current(after)
    with SqlUnitOfWork(before) as one, SqlUnitOfWork(after) as other:
        assert list(one.reports.all()) == list(other.reports.all())
        assert one.followup.commitments.of(["medellin"]) == other.followup.commitments.of(["medellin"])
    with after.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM commitment WHERE evidence IS NULL")).scalar_one() == 1


def test_an_archive_says_of_every_table_how_many_rows_it_has(engine, tmp_path):
    fill(engine, reports=3)

    saved = back_up(engine, tmp_path / "all.redes", keys={})

    assert {name: one.rows for name, one in saved.tables.items() if name in ("report", "report_key", "flag", "ally")} == {
        "report": 3, "report_key": 3, "flag": 1, "ally": 0,
    }  # fmt: skip
    assert saved.rows == sum(one.rows for one in saved.tables.values())


def test_an_archive_can_be_read_by_its_owner_only_and_overwrites_nothing(sqlite, tmp_path):
    fill(sqlite, reports=1)
    path = tmp_path / "all.redes"
    back_up(sqlite, path, keys={})
    before = path.read_bytes()

    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        back_up(sqlite, path, keys={})
    assert path.read_bytes() == before


def test_a_database_that_is_away_leaves_no_half_an_archive(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'none.sqlite'}")

    with pytest.raises(StoreUnavailable, match="redes db upgrade"):
        back_up(engine, tmp_path / "all.redes", keys={})

    engine.dispose()
    assert not (tmp_path / "all.redes").exists()


def test_a_full_database_is_not_restored_into(sqlite, empty, tmp_path):
    fill(sqlite)
    back_up(sqlite, tmp_path / "all.redes", keys={})
    upgrade(empty)
    with SqlUnitOfWork(empty) as uow:
        uow.flags.add(a_flag())
        uow.commit()

    with pytest.raises(NotEmpty, match="'flag'"):
        restore(empty, tmp_path / "all.redes")

    with SqlUnitOfWork(empty) as uow:
        assert (list(uow.reports.all()), list(uow.flags.all())) == ([], [a_flag()])


def changed(path, to, **members):
    """A copy of an archive with other content in some members; None leaves one out."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w") as after:
        for name in before.namelist():
            content = members.get(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
    return to


def damages(path, tmp_path):
    with zipfile.ZipFile(path) as archive:
        rows = archive.read("tables/report.jsonl")
        manifest = json.loads(archive.read("manifest.json"))
    other = {**manifest, "tables": {**manifest["tables"], "report": {"rows": 5, "sha256": "0" * 64}}}
    fewer = {**manifest, "tables": {name: one for name, one in manifest["tables"].items() if name != "flag"}}
    yield changed(path, tmp_path / "a", **{"tables/report.jsonl": rows.replace(b'"nuevo"', b'"resuelto"', 1)})
    yield changed(path, tmp_path / "b", **{"tables/report.jsonl": rows.partition(b"\n")[2]})
    yield changed(path, tmp_path / "c", **{"tables/report.jsonl": rows[:-20]})
    yield changed(path, tmp_path / "d", **{"tables/flag.jsonl": None})
    yield changed(path, tmp_path / "e", **{"manifest.json": json.dumps(other)})
    yield changed(path, tmp_path / "f", **{"manifest.json": json.dumps(fewer)})
    yield changed(path, tmp_path / "g", **{"tables/report.jsonl": rows + rows.partition(b"\n")[0] + b"\n"})
    yield changed(path, tmp_path / "h", **{"tables/report_key.jsonl": b'{"report_id":"x","wrapped":"%%"}\n'})
    yield changed(path, tmp_path / "i", **{"tables/report.jsonl": b"[1]\n"})
    cut = tmp_path / "j"
    cut.write_bytes(path.read_bytes()[:-400])
    yield cut
    flipped = bytearray(path.read_bytes())
    flipped[len(flipped) // 3] ^= 0xFF
    (tmp_path / "k").write_bytes(flipped)
    yield tmp_path / "k"


def test_what_is_damaged_is_refused_and_leaves_the_database_empty(sqlite, empty, tmp_path):
    fill(sqlite)
    back_up(sqlite, tmp_path / "all.redes", keys={})

    refused = []
    for damaged in damages(tmp_path / "all.redes", tmp_path):
        with pytest.raises(BadArchive):
            restore(empty, damaged)
        refused.append(damaged.name)
        assert {one.rows for name, one in fingerprints(empty).items() if name != "audit_head"} <= {0}

    assert refused == list("abcdefghijk")
    restore(empty, tmp_path / "all.redes")


@pytest.mark.parametrize(
    "manifest",
    [
        "{}", "[]", "null", "no json", '{"format": 2, "revision": "0001", "tables": {}, "keys": []}',
        '{"format": 1, "revision": "9999", "tables": {}, "keys": []}',
        '{"format": 1, "revision": "0001", "tables": [], "keys": []}', "x" * 1_000_001,
    ],
)  # fmt: skip
def test_what_is_no_archive_of_this_program_is_refused(empty, tmp_path, manifest):
    with zipfile.ZipFile(tmp_path / "x", "w") as archive:
        archive.writestr("manifest.json", manifest)

    with pytest.raises(BadArchive):
        restore(empty, tmp_path / "x")


def test_a_file_that_is_no_archive_is_refused(empty, tmp_path):
    (tmp_path / "x").write_text("no zip")

    with pytest.raises(BadArchive):
        restore(empty, tmp_path / "x")


def test_an_archive_of_an_older_schema_is_brought_up_to_date(sqlite, empty, tmp_path):
    upgrade(sqlite)
    with SqlUnitOfWork(sqlite) as uow:
        uow.reports.add(a_report())
        uow.commit()
    back_up(sqlite, tmp_path / "new", keys={})
    downgrade(sqlite, "0003")
    older = fingerprints(sqlite)
    with zipfile.ZipFile(tmp_path / "new") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest |= {
        "revision": "0003",
        "tables": {name: {"rows": one.rows, "sha256": one.sha256} for name, one in older.items()},
    }
    changed(tmp_path / "new", tmp_path / "old", **{"manifest.json": json.dumps(manifest)})
    upgrade(empty)

    assert restore(empty, tmp_path / "old").revision == "0003" < HEAD

    assert is_current(empty)
    with SqlUnitOfWork(empty) as uow:
        assert list(uow.reports.all()) == [a_report()]


def test_keys_are_in_an_archive_only_when_they_were_given(sqlite, tmp_path):
    fill(sqlite, reports=1)

    without = back_up(sqlite, tmp_path / "a", keys={})
    with_keys = back_up(sqlite, tmp_path / "b", keys={"keyring.json": b"MARKER"})

    assert read_keys(tmp_path / "a", without) == {}
    assert read_keys(tmp_path / "b", with_keys) == {"keyring.json": b"MARKER"}
    assert with_keys.tables["report"] == without.tables["report"] == Copied(1, without.tables["report"].sha256)


def test_what_is_written_after_an_archive_is_in_the_next_one(sqlite, tmp_path):
    fill(sqlite, reports=2)
    saved = back_up(sqlite, tmp_path / "a", keys={})

    fill_more = SqlUnitOfWork(sqlite)
    with fill_more:
        fill_more.reports.add(a_report(receipt_hash="later"))
        fill_more.commit()

    assert back_up(sqlite, tmp_path / "b", keys={}).tables["report"].rows == saved.tables["report"].rows + 1
