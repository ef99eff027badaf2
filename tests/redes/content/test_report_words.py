"""What a report is picked from, in the reporter's language: its words, its search and what the check wants of it."""

import dataclasses
from datetime import date

import pytest
from makers import a_barrier, a_catalogue, a_category, some_texts

from bot.voice import Voice
from redes.content.barrier_search import BarrierSearch
from redes.content.check import CHECKS_OF_THE_WHOLE, reports_are_picked_in_each_language
from redes.content.schema import LANGUAGES, ReportWords
from redes.content.translation import report_version

THURSDAY = date(2024, 5, 2)

CATALOGUE = a_catalogue(
    categories=[a_category(a_barrier(), a_barrier(id="urg.cobro", name="Cobran antes", message="No firme."))],
    texts=[some_texts(), some_texts("en")],
)


def english(**given):
    """The catalogue's report words in English."""
    whole = {
        "language": "en",
        "follows": report_version(CATALOGUE),
        "state": "escrita",
        "families": {"urg": "Emergencies"},
        "barriers": {
            "urg.puerta": {"name": "They do not let you in", "message": "Ask for triage.", "keywords": ["guard"]},
            "urg.cobro": {"name": "They charge first", "message": "Do not sign.", "keywords": ["deposit"]},
        },
        "practices": {number: f"Practice {number}" for number in range(1, 11)},
    }
    return dataclasses.replace(CATALOGUE, report_words={"en": ReportWords.model_validate(whole | given)})


def messages(catalogue) -> list[str]:
    return [found.message for found in reports_are_picked_in_each_language(catalogue, THURSDAY)]


def test_words_that_are_whole_and_follow_the_spanish_are_well():
    assert reports_are_picked_in_each_language in CHECKS_OF_THE_WHOLE
    assert messages(english()) == []


def test_a_language_without_them_is_told():
    assert messages(CATALOGUE) == ["what a report is picked from is missing in en; write it in content/reportes/"]


@pytest.mark.parametrize("part", ["families", "barriers", "practices"])
def test_what_is_missing_and_what_does_not_exist_is_told(part: str):
    whole = getattr(english().report_words["en"], part)
    [first, *_] = whole
    strange = 11 if part == "practices" else "urg.nada"

    assert messages(english(**{part: {k: v for k, v in whole.items() if k != first}})) == [
        f"'{part}' is missing {first}; Spanish is shown instead"
    ]
    assert messages(english(**{part: {**whole, strange: whole[first]}})) == [
        f"'{part}' names {strange}, which does not exist"
    ]


def test_words_of_another_spanish_are_stale():
    now = report_version(CATALOGUE)

    assert messages(english(follows="00000000")) == [f"is stale: it follows 00000000, the Spanish is now {now}"]


def test_who_reports_picks_in_her_language_and_in_spanish_where_a_word_is_missing():
    catalogue = english(barriers={"urg.cobro": english().report_words["en"].barriers["urg.cobro"]})
    voice = Voice(catalogue, "en")

    assert voice.family(catalogue.categories[0]) == "Emergencies"
    assert [voice.barrier(one) for one in ("urg.cobro", "urg.puerta", "gone")] == [
        "They charge first",
        "No dejan entrar",
        "gone",
    ]
    assert [voice.at_once(one) for one in ("urg.cobro", "urg.puerta", "gone")] == ["Do not sign.", "Pida triage.", ""]
    assert voice.practice(catalogue.decalogo.practices[0]) == "Practice 1"
    assert Voice(catalogue, "es").barrier("urg.cobro") == "Cobran antes"


@pytest.mark.parametrize(
    ("text", "barrier"),
    [
        ("El guarda no me dejó entrar", "urg.puerta"),
        ("the security guard did not let me in", "urg.puerta"),
        ("o guarda não me deixou entrar", "urg.puerta"),
        ("le vigile ne m'a pas laissé entrer", "urg.puerta"),
        ("gad la pa kite m antre", "urg.puerta"),
        ("they asked me for a deposit before seeing my baby", "urg.pago-previo"),
        ("yo mande m lajan anvan yo wè pitit mwen", "urg.pago-previo"),
    ],
)
def test_a_barrier_is_recognised_in_the_words_of_each_language(real, text: str, barrier: str):
    assert BarrierSearch(real).find(text, limit=1) == (barrier,)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "es"])
def test_the_keywords_of_a_language_find_their_barrier(real, language: str):
    search = BarrierSearch(real)
    found = [
        barrier in search.find(keyword, limit=3)
        for barrier, spoken in real.report_words[language].barriers.items()
        for keyword in spoken.keywords
    ]

    assert sum(found) / len(found) > 0.95
