from datetime import date
from pathlib import Path

import pytest

from launch.law import check_one
from redes.content.load import load
from redes.eligibility.load import load_law
from redes.eligibility.said import FactReader

CONTENT = Path(__file__).parents[2] / "content"
CATALOGUE = load(CONTENT)
LAW = load_law(CONTENT / "reglas", CATALOGUE.norms)
READER = FactReader(CATALOGUE)


def checked(**line):
    return check_one(
        LAW, {"id": "1", **line}, today=date(2026, 11, 21), texts=CATALOGUE.texts["es"].texts, reader=READER
    )


def test_a_sentence_is_answered_as_its_facts_are_and_echoes_them():
    said = checked(texto="gestante venezolana con ppt vencido sin eps viene a control")
    facts = {
        "nacionalidad": "venezolana",
        "documento": "ppt-vencido",
        "afiliacion": "no-afiliado",
        "servicio": "control-prenatal",
    }

    assert said.pop("hechos") == facts | {"grupos": ["gestante"]}
    assert said == checked(**facts)


def test_facts_beside_a_sentence_win_over_it():
    said = checked(texto="pte con ppt vigente p/ lab", documento="sin-documento", grupos=[])

    assert said.pop("hechos") == {"documento": "ppt-vigente", "servicio": "laboratorio"}
    assert said == checked(documento="sin-documento", servicio="laboratorio", grupos=[])


def test_a_sentence_without_facts_is_answered_like_a_question_without_facts():
    said = checked(texto="hola")

    assert said.pop("hechos") == {}
    assert said == checked()


def test_personal_data_does_not_reach_the_reader_nor_the_answer():
    assert "52123456" not in str(checked(texto="mi cédula es 52123456, sin eps"))


@pytest.mark.parametrize("text", [4, ["a"], {"a": 1}, True])
def test_a_sentence_that_is_none_is_refused(text):
    assert checked(texto=text) == {"id": "1", "error": "texto: must be a sentence"}


def test_no_sentence_is_no_echo():
    assert "hechos" not in checked(documento="cc", texto=None)
