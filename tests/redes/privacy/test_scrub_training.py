"""The made-up narratives say truly where their names are, and are the same every time."""

import random
from pathlib import Path

import pytest

from redes.privacy.scrub.lexicon import common_words, given_names
from redes.privacy.scrub.training.marked import KINDS, read_marked, unmark
from redes.privacy.scrub.training.material import LANGUAGES, Generator, Names

DEVELOPMENT = Path(__file__).parents[3] / "redes/privacy/scrub/training/development.txt"


def narratives(seed, language, count=50):
    generator = Generator(random.Random(seed), common_words())
    return [generator.narrative(language) for _ in range(count)]


def test_a_mark_tells_what_it_encloses():
    assert unmark("Soy [N:Ana Ruiz], cédula [D:12345678].") == (
        "Soy Ana Ruiz, cédula 12345678.",
        ((4, 12, "nombre"), (21, 29, "documento")),
    )


def test_the_development_narratives_have_every_language_and_every_kind():
    marked = list(read_marked(DEVELOPMENT))

    assert len(marked) >= 300
    assert {one.lang for one in marked} == set(LANGUAGES)
    assert {kind for one in marked for _, _, kind in one.spans} == set(KINDS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_seed_tells_the_same_narratives(language):
    assert narratives(1, language) == narratives(1, language)
    assert narratives(1, language) != narratives(2, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_narratives_with_names_and_without_are_both_told(language):
    named = [
        "N" in labels or "T" in labels for labels in ({label for _, label in one} for one in narratives(3, language))
    ]

    assert any(named)
    assert not all(named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_that_are_everyday_words_are_among_the_names(language):
    names = Names(random.Random(4), common_words())

    drawn = {names.given(language).lower() for _ in range(300)}

    assert drawn & common_words()
    assert drawn & (given_names() - common_words())
