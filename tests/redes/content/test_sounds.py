from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.content.sounds import sound
from redes.content.words import words


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("bacuna", "vacuna"),
        ("sita", "cita"),
        ("desplasado", "desplazado"),
        ("avorto", "aborto"),
        ("rejistro", "registro"),
        ("kiero", "quiero"),
        ("ospital", "hospital"),
        ("yamar", "llamar"),
        ("consiencia", "consciencia"),
        ("indijena", "indigena"),
    ],
)
def test_words_that_sound_alike_are_one(heard, meant):
    assert sound(heard) == sound(meant)


@pytest.mark.parametrize(("one", "other"), [("casa", "caja"), ("cita", "quita"), ("gato", "jato"), ("chato", "cato")])
def test_words_that_sound_different_stay_two(one, other):
    assert sound(one) != sound(other)


@given(st.text())
def test_any_word_has_a_sound_without_double_letters_of_the_alphabet(text):
    for word in words(text):
        heard = sound(word)
        assert [a for a, b in pairwise(heard) if a == b and a in "abcdefghijklmnopqrstuvwxyz"] == []
