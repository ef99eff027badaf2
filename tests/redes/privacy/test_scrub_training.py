"""The made-up narratives say truly where their names are, and are the same every time."""

import random
from pathlib import Path

import pytest

from redes.privacy.scrub.lexicon import common_words, given_names
from redes.privacy.scrub.training.marked import KINDS, read_marked, unmark
from redes.privacy.scrub.training.material import LANGUAGES, Generator, Names, lines

TRAINING = Path(__file__).parents[3] / "redes/privacy/scrub/training"
DEVELOPMENT = TRAINING / "development.txt"


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


def test_the_second_set_of_development_narratives_has_every_language_and_every_kind():
    marked = list(read_marked(TRAINING / "development-hard.txt"))

    assert len(marked) >= 120
    assert {one.lang for one in marked} == set(LANGUAGES)
    assert {kind for one in marked for _, _, kind in one.spans} >= set(KINDS.values()) - {"correo"}


def test_no_narrative_of_development_is_one_the_tagger_learns_from():
    carriers = {line for path in TRAINING.glob("carriers/*.txt") for line in lines(path)}
    narratives = {
        one.text for name in ("development.txt", "development-hard.txt") for one in read_marked(TRAINING / name)
    }

    assert carriers & narratives == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_may_begin_or_end_with_a_name_that_nothing_announces(language):
    labels = [[label for piece, label in one if piece] for one in narratives(5, language, count=200)]

    assert any(one[0] == "N" and len(one) > 1 for one in labels)
    assert any("N" in one[-2:] for one in labels)


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
