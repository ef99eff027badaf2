import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.content.words import plain, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Atención MÉDICA", "atencion medica"),
        ("niño", "nino"),
        ("nin\u0303o", "nino"),
        ("ayudaaaaa", "ayuda"),
        ("llamar", "llamar"),
        ("STRASSE straße", "strasse strasse"),
        ("", ""),
    ],
)
def test_accents_capitals_and_stretched_letters_do_not_matter(text, expected):
    assert plain(text) == expected


def test_words_are_what_stands_between_spaces_signs_and_underscores():
    assert words("¿Me_atienden, o no? ¡SÍ! 24/7") == ["me", "atienden", "o", "no", "si", "24", "7"]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("vacunas", "vacuna"),
        ("derechos", "derecho"),
        ("papeles", "papel"),
        ("hospitales", "hospital"),
        ("meses", "mes"),
        ("madres", "madre"),
        ("gestantes", "gestante"),
        ("clases", "clase"),
        ("bebes", "bebe"),
        ("rights", "right"),
    ],
)
def test_a_plural_and_its_singular_are_one_word(plural, singular):
    assert stem(plural) == stem(singular)


@pytest.mark.parametrize("word", ["eps", "ips", "mes", "tos", "sida", "ppt"])
def test_a_short_word_stays_whole(word):
    assert stem(word) == word


@given(st.text())
def test_making_words_plain_twice_changes_nothing(text):
    once = words(text)

    assert words(" ".join(once)) == once
