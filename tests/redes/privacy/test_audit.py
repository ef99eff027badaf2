from datetime import date

import pytest
from makers import a_message, a_report, a_vault
from sqlalchemy import text

from redes.privacy.audit import Suspect, look_at_bytes, look_at_folder, look_at_text
from redes.store.columns import count_rows, texts_of
from redes.store.engine import wipe
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork


def found(engine) -> set[Suspect]:
    return {suspect for place, value in texts_of(engine) for suspect in look_at_text(value, place=place)}


@pytest.fixture
def full(engine, tmp_path):
    """A database with something in every column that reports have."""
    upgrade(engine)
    with SqlUnitOfWork(engine) as uow:
        for number in range(30):
            sealer, wrapped = a_vault(tmp_path).new_key()
            report = a_report(
                receipt_hash=f"{number:02x}" + "3001234567" * 6 + "ab", story=sealer.seal("me llamo Ana, 3001234567")
            )
            uow.reports.add(report)
            uow.keys.put(report.id, wrapped)
            uow.threads.say(a_message(report_id=report.id, text=sealer.seal("mi correo es ana@correo.co")))
        uow.erasures.note(date(2024, 7, 1), "narrativa", 3)
        uow.commit()
    return engine


def test_nothing_that_the_program_keeps_looks_personal(full):
    assert found(full) == set()


def test_every_row_of_every_table_is_counted_and_read(full):
    rows = {"alembic_version": 1, "erasure": 1, "report": 30, "report_key": 30, "report_message": 30}
    assert count_rows(full).items() >= rows.items()
    columns = {place for place, _ in texts_of(full)}
    assert columns >= {"report.groups", "report.story", "report_message.text", "report_key.wrapped", "report.ips"}


def test_what_stands_in_clear_in_a_column_is_found_and_not_repeated(full):
    with full.begin() as connection:
        connection.execute(text("UPDATE report_message SET text = :t"), {"t": b"mi correo es ana@correo.co"})
        connection.execute(text("UPDATE report SET ips = 'llame al 3001234567'"))
        connection.execute(text("CREATE TABLE notes (said VARCHAR(80))"))
        connection.execute(text("INSERT INTO notes VALUES ('me llamo Ana Ruiz')"))

    assert found(full) == {
        Suspect("report_message.text", "correo"),
        Suspect("report.ips", "telefono"),
        Suspect("notes.said", "nombre"),
    }


def test_files_and_logs_are_looked_through_and_named_by_line(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "logs").mkdir()
    (tmp_path / "models" / "sentences.txt").write_text("me llamo Ana")
    (tmp_path / "logs" / "old.log").write_text("12:00 started\n12:01 user ana@correo.co\n")
    (tmp_path / "archive.bin").write_bytes(b"\0\1\2PPT 5812345. Llame al 300 123 4567\0\xff")

    suspects = sorted(look_at_folder(tmp_path, skip=frozenset({"models"})))

    assert suspects == [
        Suspect("archive.bin", "documento"),
        Suspect("archive.bin", "telefono"),
        Suspect("logs/old.log:2", "correo"),
    ]


def test_the_bytes_of_a_database_hold_nothing_that_looks_personal(full, tmp_path):
    wipe(full)

    assert [s for path in tmp_path.glob("redes.sqlite*") for s in look_at_bytes(path.read_bytes(), place="db")] == []


def test_ids_of_the_catalogue_and_what_is_left_of_a_random_id_are_nobody():
    told = '[[["ips", "bog-sds"], ["territory", "bogota-soacha"]], 0, 2] 2026-10 2026-T3'
    remnant = b"\0\0af34e1a687cccardtutela-migrante0000dato-errado\0"

    assert list(look_at_text(told, place="release", ids=frozenset({"bog-sds", "bogota-soacha"}))) == []
    assert list(look_at_bytes(remnant, place="db")) == []


def test_a_phone_behind_a_year_or_letters_is_still_found():
    for said in ("cel3175550199", "tarde 3175550199", "0414-5550196", "2026-10 3175550199"):
        assert [s.kind for s in look_at_bytes(said.encode(), place="db")] == ["telefono"], said


def test_an_id_drawn_by_lot_that_looks_like_a_document_is_known_by_the_column_it_stands_in():
    drawn = frozenset({"d57904008453", "573175550193"})

    assert list(look_at_text("d57904008453", place="flag.id", ids=drawn)) == []
    assert list(look_at_bytes(b"nuevad57904008453tutela573175550193", place="db", ids=drawn)) == []
    assert list(look_at_text("573175550193", place="flag.words")) == [Suspect("flag.words", "telefono")]
