"""The made-up narratives say truly where their names are, and are the same every time."""

import json
import random

import pytest

from redes.privacy.scrub.lexicon import common_words, given_names
from redes.privacy.scrub.training.marked import KINDS, Marked, read_marked, unmark
from redes.privacy.scrub.training.marked import narratives as written_narratives
from redes.privacy.scrub.training.material import LANGUAGES, Generator, Names
from redes.privacy.scrub.training.told import as_told, retold


def narratives(seed, language, count=50):
    generator = Generator(random.Random(seed), common_words())
    return [generator.narrative(language) for _ in range(count)]


def test_a_mark_tells_what_it_encloses():
    assert unmark("Soy [N:Ana Ruiz], cédula [D:12345678].") == (
        "Soy Ana Ruiz, cédula 12345678.",
        ((4, 12, "nombre"), (21, 29, "documento")),
    )


def test_a_narrative_may_be_written_as_json_with_offsets(tmp_path):
    line = {"lang": "es", "text": "Soy Ana.", "spans": [{"start": 4, "end": 7, "type": "nombre"}]}
    path = tmp_path / "some.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")

    assert list(read_marked(path)) == [Marked(line=1, lang="es", style="", text="Soy Ana.", spans=((4, 7, "nombre"),))]


def test_the_narratives_to_learn_from_have_every_language_and_every_kind():
    told = written_narratives()

    assert len(told) >= 1500
    assert {one.lang for one in told} == set(LANGUAGES)
    assert {kind for one in told for _, _, kind in one.spans} == set(KINDS.values())


def test_the_marks_of_a_narrative_lie_on_words_and_not_on_each_other():
    for one in written_narratives():
        ends = [0, *(end for _, end, _ in one.spans)]
        assert all(before <= start for before, (start, _, _) in zip(ends, one.spans, strict=False)), one
        assert all(one.text[start:end].strip() == one.text[start:end] != "" for start, end, _ in one.spans), one


def test_no_two_narratives_are_alike():
    texts = [one.text for one in written_narratives() if " " in one.text]

    assert len(texts) == len(set(texts))


A_TELLING = Marked(
    line=1,
    lang="es",
    style="clean",
    text="Soy Ana Ruiz, del Hospital San José, y el guarda Luis me dijo que no: llame al 3001234567.",
    spans=((4, 12, "nombre"), (49, 53, "nombre-de-tercero"), (79, 89, "telefono")),
)


def test_a_narrative_as_told_keeps_every_word_and_labels_who_is_named():
    pieces = as_told(A_TELLING)

    assert "".join(text for text, _ in pieces) == A_TELLING.text
    assert [piece for piece in pieces if piece[1] in "NT"] == [("Ana Ruiz", "N"), ("Luis", "T")]


def test_a_narrative_told_again_is_mostly_of_other_people():
    rng = random.Random(1)
    names = Names(rng, common_words())

    named = [
        tuple(label for text, label in pieces if label in "NT" and text)
        for pieces in (retold(A_TELLING, names, rng) for _ in range(50))
    ]
    people = {
        text.lower()
        for pieces in (retold(A_TELLING, names, rng) for _ in range(50))
        for text, label in pieces
        if label == "T"
    }

    assert set(named) == {("N", "T")}
    assert len(people) > 20


def test_initials_stay_initials_when_a_narrative_is_told_again():
    told = Marked(line=1, lang="es", style="clean", text="Firma: J. R.", spans=((7, 12, "nombre"),))
    rng = random.Random(1)

    people = {
        text.lower().replace(".", "")
        for pieces in (retold(told, Names(rng, common_words()), rng) for _ in range(20))
        for text, label in pieces
        if label == "N"
    }

    assert people == {"j r"}


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
