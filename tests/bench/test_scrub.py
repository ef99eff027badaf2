from pathlib import Path

import pytest

from bench.scrub import BLIND, DEVELOPMENT, Narrative, markdown, read_narratives, run_ours, tally
from redes.privacy.scrub.training import marked
from redes.privacy.scrub.training.marked import narratives

LEARNT = Path(marked.__file__).parent / "narratives" / "third.jsonl"
"""Sets for development that the tagger learns from since; the bounds are those of that time."""

TEXT = "Soy Ana Ruiz, cédula 12345678, de Cali"


def a_narrative(**given):
    default = {
        "id": "1",
        "lang": "es",
        "kind": "clean",
        "text": TEXT,
        "spans": ((4, 12, "nombre"), (21, 29, "documento")),
    }
    return Narrative(**default | given)


def test_a_name_is_caught_when_every_word_of_it_is_gone():
    half = tally([a_narrative()], [(((4, 7, "nombre"),), 1.0)])
    whole = tally([a_narrative()], [(((4, 7, "nombre"), (8, 12, "nombre-de-tercero")), 1.0)])

    assert (half.caught["names"], half.all["names"]) == (0, 1)
    assert (whole.caught["names"], whole.all["names"]) == (1, 1)


def test_an_identifier_is_caught_from_nine_tenths_on():
    text = "tel 3001234567"

    found = [
        tally([a_narrative(text=text, spans=((4, 14, "telefono"),))], [(((4, end, "telefono"),), 1.0)])
        for end in (12, 13)
    ]

    assert [one.caught["identifiers"] for one in found] == [0, 1]
    assert [one.whole["identifiers"] for one in found] == [0, 0]


def test_a_home_told_in_words_is_caught_from_four_fifths_on():
    text = "vivo detrás del"

    found = tally([a_narrative(text=text, spans=((5, 15, "direccion"),))], [(((5, 14, "direccion"),), 1.0)])

    assert found.caught["direccion"] == 1


def test_clean_characters_that_were_removed_are_counted_beside_all():
    found = tally([a_narrative()], [(((0, 12, "nombre"), (21, 29, "documento")), 1.0)])

    assert found.lost["all"] == len("Soy ")
    assert found.clean["all"] == len(TEXT) - len("Ana Ruiz") - len("12345678")


def test_what_was_missed_is_kept_with_its_place():
    narrative = a_narrative()

    found = tally([narrative], [((), 1.0)])

    assert found.missed == [(narrative, (4, 12, "nombre")), (narrative, (21, 29, "documento"))]


@pytest.mark.parametrize("path", [BLIND, DEVELOPMENT])
def test_a_set_is_large_and_its_marks_lie_on_its_texts(path):
    measured = read_narratives(path)

    assert len(measured) >= 300
    assert {one.lang for one in measured} == {"es", "en", "pt", "fr", "ht"}
    assert all(0 <= start < end <= len(one.text) for one in measured for start, end, _ in one.spans)


@pytest.mark.parametrize(
    ("path", "identifiers", "names", "clean"), [(DEVELOPMENT, 0.99, 0.96, 0.013), (BLIND, 0.985, 0.96, 0.0125)]
)
def test_the_scrubber_keeps_what_it_has_reached(path, identifiers, names, clean):
    measured = read_narratives(path)

    found = tally(measured, run_ours(measured))

    assert found.caught["identifiers"] / found.all["identifiers"] >= identifiers
    assert found.caught["names"] / found.all["names"] >= names
    assert found.lost["all"] / found.clean["all"] <= clean


def test_the_scrubber_keeps_what_it_had_reached_before_it_learnt_from_a_set():
    measured = read_narratives(LEARNT)

    found = tally(measured, run_ours(measured))

    assert found.caught["identifiers"] / found.all["identifiers"] >= 0.99
    assert found.caught["names"] / found.all["names"] >= 0.95
    assert found.lost["all"] / found.clean["all"] <= 0.01


def test_the_tagger_learns_from_no_narrative_it_is_measured_on():
    measured = {one.text for path in (BLIND, DEVELOPMENT) for one in read_narratives(path)}

    assert measured & {one.text for one in narratives()} == set()


def test_the_table_has_a_line_for_every_kind_language_and_way_of_writing():
    measured = read_narratives()
    nothing = tally(measured, [((), 1.0) for _ in measured])

    said = markdown({"nothing": nothing})

    assert "| identifiers | 392 | 0.0 %" in said
    for line in ("direccion", "es names", "voice identifiers", "clean characters removed, ht", "a message, p99, ms"):
        assert f"| {line} |" in said
