from pathlib import Path

import pytest

from launch import training
from launch.training import CannotTrain, ingredients, model_path, rasa_environment, train
from redes.settings import ROOT

FILES = (
    "nlu/data/es/urgencias.yml",
    "nlu/data/rules/topics.yml",
    "domain/topics.yml",
    "nlu/lexicon/cuerpo.yml",
    "nlu/redes_nlu/lexicon.py",
    "nlu/redes_nlu/slips.py",
    "nlu/redes_nlu/topic_classifier.py",
    "nlu/redes_nlu/topic_model.py",
    "config.yml",
    "nlu/uv.lock",
    "redes/content/function_words.py",
    "redes/content/words.py",
)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout with one ingredient of each kind."""
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")
    monkeypatch.setattr(training, "ROOT", tmp_path)
    monkeypatch.setattr(training, "RASA_PYTHON", tmp_path / "nlu/.venv/bin/python")
    return tmp_path


def test_the_ingredients_are_what_the_model_is_made_of(checkout: Path):
    assert {path.relative_to(checkout).as_posix() for path in ingredients()} == set(FILES)


def test_our_own_ingredients_all_exist():
    assert [path for path in ingredients() if not path.is_file()] == []
    assert {path.relative_to(ROOT).parts[0] for path in ingredients()} == {"nlu", "domain", "config.yml", "redes"}


@pytest.mark.parametrize("name", FILES)
def test_a_changed_ingredient_makes_another_model(checkout: Path, name: str):
    before = model_path(checkout)

    (checkout / name).write_text("changed\n")

    assert model_path(checkout) != before


def test_a_new_and_a_renamed_ingredient_make_another_model(checkout: Path):
    first = model_path(checkout)
    (checkout / "nlu/data/es/new.yml").write_text("")
    second = model_path(checkout)
    (checkout / "nlu/data/es/new.yml").rename(checkout / "nlu/data/es/renamed.yml")
    third = model_path(checkout)

    assert len({first, second, third}) == 3


def test_anything_else_leaves_the_model_as_it_is(checkout: Path):
    before = model_path(checkout)

    (checkout / "README.md").write_text("changed")
    (checkout / "nlu/data/es/notes.txt").write_text("changed")

    assert model_path(checkout) == before
    assert before.parent == checkout / "models"


def test_a_model_that_is_there_is_not_made_again(checkout: Path):
    model = model_path(checkout)
    model.parent.mkdir()
    model.touch()

    assert train(checkout, quiet=True) == (model, False)


def test_training_without_rasas_runtime_says_what_to_run(checkout: Path):
    with pytest.raises(CannotTrain, match="make setup"):
        train(checkout, quiet=True)


def a_runtime(checkout: Path, script: str) -> None:
    """A stand-in for Rasa's Python: gets what it would get."""
    training.RASA_PYTHON.parent.mkdir(parents=True)
    training.RASA_PYTHON.write_text(f"#!/bin/sh\n{script}\n")
    training.RASA_PYTHON.chmod(0o755)


def test_a_model_that_was_made_replaces_the_older_ones(checkout: Path):
    a_runtime(checkout, 'touch "$5/$6.tar.gz"')
    (checkout / "models").mkdir()
    (checkout / "models" / "old.tar.gz").touch()

    made = train(checkout, quiet=True)

    assert made == (model_path(checkout), True)
    assert [path.name for path in (checkout / "models").iterdir()] == [made[0].name]


def test_a_training_that_failed_says_what_rasa_said_and_keeps_the_older_model(checkout: Path):
    a_runtime(checkout, "echo 'intent without examples' >&2; exit 1")
    (checkout / "models").mkdir()
    (checkout / "models" / "old.tar.gz").touch()

    with pytest.raises(CannotTrain, match="intent without examples"):
        train(checkout, quiet=True)

    assert [path.name for path in (checkout / "models").iterdir()] == ["old.tar.gz"]


def test_rasas_process_finds_our_modules_and_tells_nobody_of_itself():
    environment = rasa_environment(REDES_RASA_TOKEN="token")

    assert environment["PYTHONPATH"].split(":") == [str(ROOT / "nlu"), str(ROOT)]
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert environment["REDES_RASA_TOKEN"] == "token"
