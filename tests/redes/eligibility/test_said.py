"""What sentences state: as people and staff write them, in five languages."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.content.schema import LANGUAGES
from redes.eligibility.facts import DOMAIN, GROUPS, make_facts, possible
from redes.eligibility.said import LONGEST, ORDER, FactReader

_HERE = Path(__file__).parent
_CATALOGUE = load(_HERE.parents[2] / "content")
_READER = FactReader(_CATALOGUE)
_SENTENCES = [
    row for name in ("said_es.yml", "said_other.yml") for row in yaml.safe_load((_HERE / name).read_text("utf-8"))
]


def flat(facts: dict[str, Any]) -> dict[str, Any]:
    return {fact: sorted(value) if isinstance(value, list) else value for fact, value in facts.items()}


@pytest.mark.parametrize("row", _SENTENCES, ids=[row["text"] for row in _SENTENCES])
def test_a_sentence_states_what_its_reader_would_say_it_states(row: dict[str, Any]) -> None:
    said = _READER.read(row["text"])

    assert flat(said.as_contract()) == flat(row["hechos"])
    assert sorted(f[6:] for f, v in said.known.items() if f.startswith("grupo:") and v == "no") == row.get("no", [])
    assert said.municipality == row.get("mun", said.municipality)
    assert said.when == row.get("when", said.when)


def test_there_are_enough_sentences_and_none_twice() -> None:
    texts = [row["text"] for row in _SENTENCES]

    assert len(texts) >= 150
    assert len(texts) == len(set(texts))


def test_every_value_can_be_said_and_has_a_label_in_every_language() -> None:
    for fact in (*(fact for fact in DOMAIN if not fact.startswith("grupo:")), "grupo"):
        terms = _CATALOGUE.vocabularies[fact].terms
        values = GROUPS if fact == "grupo" else DOMAIN[fact]
        assert sorted(term.value for term in terms) == sorted(values)
        assert all(set(LANGUAGES) <= set(term.label) for term in terms)
        unsaid = {term.value for term in terms if not term.said} - {"no"}
        assert unsaid == set()


def test_every_vocabulary_is_read() -> None:
    assert set(_CATALOGUE.vocabularies) == set(ORDER)


def test_a_fact_knows_the_words_it_stands_on() -> None:
    text = "Señora con el PPT ya vencido y sin EPS."
    said = _READER.read(text)

    assert {reading.fact: text[reading.start : reading.end] for reading in said.readings} == {
        "documento": "PPT ya vencido",
        "afiliacion": "EPS",
    }


def test_what_is_only_likely_says_so() -> None:
    assert [reading.sure for reading in _READER.read("ppt vigente").readings] == [True]
    assert [reading.sure for reading in _READER.read("tengo ppt").readings] == [False]


def test_what_is_denied_without_another_value_is_excluded() -> None:
    assert _READER.read("no es urgencia").excluded == {"servicio": frozenset({"urgencia"})}


def test_one_of_two_papers_stays_and_the_other_is_told() -> None:
    said = _READER.read("tengo cédula venezolana y el ppt vigente")

    assert said.known["documento"] == "ppt-vigente"
    assert [(reading.fact, reading.value) for reading in said.dropped] == [("documento", "cedula-venezolana")]


@pytest.mark.parametrize(
    "text",
    [
        "soy venezolana con cédula de ciudadanía",
        "recién nacido adulto mayor",
        "control de niño sano, no es menor de edad",
        "colombiana retornada con ppt vigente",
        "estoy embarazada y no estoy embarazada",
        "recién nacida gestante de 80 años con cc venezolana en parto",
    ],
)
def test_a_sentence_that_contradicts_itself_gives_facts_that_can_be_true_together(text: str) -> None:
    said = _READER.read(text)

    assert possible(said.known)
    assert said.dropped


def test_a_group_both_stated_and_denied_is_not_known() -> None:
    assert "grupo:gestante" not in _READER.read("estoy embarazada y no estoy embarazada").known


def test_the_groups_are_the_patients_not_those_of_whoever_brings_her() -> None:
    def groups(text: str) -> list[str]:
        return sorted(_READER.read(text).as_contract().get("grupos", []))

    assert groups("traigo a mi hija de 3 años con fiebre, yo estoy embarazada") == ["menor"]
    assert groups("soy una abuela y traigo a mi nieto de 4 años") == ["menor"]
    assert groups("estoy embarazada y pido control prenatal, vine con mi hijo de 2 años") == ["gestante"]
    assert groups("niña de 13 años embarazada") == ["gestante", "menor"]


def test_a_complaint_gets_a_barrier_to_confirm_and_a_question_gets_none() -> None:
    assert _READER.read("no me quieren vacunar al niño porque no tengo PPT").barrier in _CATALOGUE.barriers
    assert _READER.read("¿qué vacunas le tocan al niño?").barrier is None


def test_given_facts_win_over_those_that_are_read() -> None:
    said = _READER.read("gestante venezolana con ppt vigente sin eps")
    given = make_facts({"documento": "ppt-vencido"})

    joined = said.beside(given)

    assert joined.get("documento") == "ppt-vencido"
    assert joined.get("afiliacion") == "no-afiliado"
    assert joined.get("grupo:gestante") == "si"


def test_what_is_read_and_excludes_a_given_fact_is_left_out() -> None:
    joined = _READER.read("soy venezolana y estoy embarazada").beside(make_facts({"documento": "cc"}, groups=[]))

    assert joined.get("nacionalidad") == "colombiana"
    assert joined.get("grupo:gestante") == "no"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "🤰🏽" * 2000,
        "ﷺ" * 500,
        "مرحبا أنا حامل",
        "我怀孕了",
        "\x00\u202e\u200b{{slot}} /menu <b>ppt</b>",
        "e\u0301" * 500 + " ppt",
        "no " * 1500,
        "cita " * 700,
        "ppt " * 900,
        "a" * 5000,
        ". " * 2500,
        "9" * 4000,
        "١٢ años ² semanas",
    ],
)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    assert possible(_READER.read(text).known)


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    _READER.read(text)


_ANY_WORDS = sorted({word for row in _SENTENCES for word in row["text"].split()})


@given(st.lists(st.sampled_from(_ANY_WORDS), max_size=40))
def test_whatever_the_order_of_words_the_facts_can_be_true_together(chosen: list[str]) -> None:
    said = _READER.read(" ".join(chosen))

    assert possible(said.known)
    assert all(value in DOMAIN[fact] for fact, value in said.known.items())


def test_the_start_of_a_long_message_is_read() -> None:
    assert _READER.read("ppt vencido " + "x" * LONGEST).known == {"documento": "ppt-vencido"}
    assert _READER.read("x" * LONGEST + " ppt vencido").known == {}


def test_a_catalogue_without_vocabulary_reads_nothing(real: Catalogue) -> None:
    import dataclasses

    assert FactReader(dataclasses.replace(real, vocabularies={})).read("gestante con ppt").known == {}
