import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.content.words import plain, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Atención MÉDICA", "atencion medica"),
        ("niño", "nino"),
        ("nin\u0303o", "nino"),
        ("ayudaaaaa", "ayuda"),
        ("llamar", "llamar"),
        ("STRASSE straße", "strasse strasse"),
        ("línea 1111, 20000 pesos", "linea 1111, 20000 pesos"),
        ("", ""),
    ],
)
def test_accents_capitals_and_stretched_letters_do_not_matter_and_figures_stay(text, expected):
    assert plain(text) == expected


def test_words_are_what_stands_between_spaces_signs_and_underscores():
    assert words("¿Me_atienden, o no? ¡SÍ! 24/7") == ["me", "atienden", "o", "no", "si", "24", "7"]


@given(st.text())
def test_making_words_plain_twice_changes_nothing(text):
    once = words(text)

    assert words(" ".join(once)) == once
