import pytest

from redes.content.slips import sound


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
