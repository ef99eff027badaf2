import pytest

from redes.content.slips import LONGEST, SlipMender

MENDER = SlipMender(
    known=["embarazada", "vacuna", "urgencias", "pasaporte", "parto", "necesita", "indigena"],
    right=["vacante", "pasarte"],
    beginnings=("venc",),
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("enbarasada", "embarazada"),
        ("embrazada", "embarazada"),
        ("emabrazada", "embarazada"),
        ("bacuna", "vacuna"),
        ("hurgencias", "urgencias"),
        ("urgencas", "urgencias"),
        ("pasasporte", "pasaporte"),
        ("nesesita", "necesita"),
    ],
)
def test_a_slip_becomes_the_word_that_was_meant(written, meant):
    assert MENDER.mend(written) == meant


@pytest.mark.parametrize(
    "word",
    ["pasto", "parte", "vacante", "pasarte", "indigente", "vencerse", "la", "", "x" * 4000, "ñandú", "vacunó2"],
)
def test_another_word_stays_as_it_is(word):
    assert MENDER.mend(word) == word


def test_a_word_that_is_too_long_to_be_one_is_left_alone():
    mender = SlipMender(known=["a" * LONGEST], right=[])

    assert mender.mend("a" * (LONGEST + 1)) == "a" * (LONGEST + 1)
