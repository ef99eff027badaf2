"""The training with its real database: what stands in it, what is left after being forgotten, what is reported."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from launch.cli import main
from launch.house import House
from launch.learning import StoredTraining
from redes.content.lessons import Exam
from redes.privacy.pseudonym import SessionKey
from redes.settings import Settings

ANA = SessionKey("a1b2" * 8)


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(Settings(_env_file=None, data_dir=tmp_path))
    house.prepare_database()
    return house


@pytest.fixture
def exam(house: House) -> Exam:
    assert house.shelf.catalogue.exam is not None
    return house.shelf.catalogue.exam


@pytest.fixture
def book(house: House) -> StoredTraining:
    return house.training


def take(book: StoredTraining, exam: Exam, session: SessionKey, *, right_after: int = 9) -> None:
    for moment, right in (("entrada", 4), ("salida", right_after)):
        form = book.find(session, exam).form(moment)  # type: ignore[arg-type]
        for item in exam.form(form):
            option = item.correct if item.number <= right else (item.correct + 1) % len(item.options)
            book.answer(session, exam, moment, item.number, option)  # type: ignore[arg-type]


def on_disk(house: House) -> bytes:
    return b"".join(path.read_bytes() for path in house.settings.data_dir.glob("redes.sqlite*"))


def test_the_database_does_not_hold_the_pseudonym_of_the_conversation(house, exam, book):
    book.answer(ANA, exam, "entrada", 1, 0)

    with house.unit_of_work() as work:
        [kept] = work.training.all()
    assert kept.learner != ANA
    assert ANA.encode() not in on_disk(house)


def test_of_who_was_forgotten_not_a_byte_is_left_in_the_database(house, exam, book):
    book.answer(ANA, exam, "entrada", 1, 0)
    with house.unit_of_work() as work:
        [kept] = work.training.all()
    before = kept.learner.encode() in on_disk(house)

    assert book.forget(ANA)

    assert before
    assert kept.learner.encode() not in on_disk(house)


def report(house: House, *arguments: str) -> str:
    result = CliRunner().invoke(
        main, ["training", "report", *arguments], env={"REDES_DATA_DIR": str(house.settings.data_dir)}
    )
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_the_report_says_that_there_are_too_few(house):
    assert "fewer than 5 people have done both tests" in report(house)


def test_the_report_tells_gain_items_and_steps_and_nobody(house, exam, book):
    sessions = [SessionKey(f"{number:032x}") for number in range(30)]
    for number, session in enumerate(sessions):
        take(book, exam, session, right_after=8 + number % 3)
        book.join(session, exam, "norte2026" if number < 20 else "sur2026")

    rows = [json.loads(line) for line in report(house, "--jsonl").splitlines()]
    lines = report(house)

    gains = {(row["ips"], row["construct"]): row for row in rows if row["kind"] == "gain"}
    assert gains[None, None] == {
        "kind": "gain", "ips": None, "construct": None, "people": 30,
        "entry": 0.4, "exit": 0.9, "gain": 0.5, "low": 0.469, "high": 0.531,
    }  # fmt: skip
    assert {ips: row["people"] for (ips, construct), row in gains.items() if construct is None} == {
        None: 30, "norte2026": 20, "sur2026": 10,
    }  # fmt: skip
    assert [row["people"] for row in rows if row["kind"] == "stage"] == [30] * 4
    assert len([row for row in rows if row["kind"] == "item"]) == 20
    assert "40.0% -> 90.0%  +50.0%  [+46.9%, +53.1%]" in lines
    with house.unit_of_work() as work:
        learners = [kept.learner for kept in work.training.all()]
    assert [learner for learner in [*learners, *sessions] if learner in lines or learner in json.dumps(rows)] == []
