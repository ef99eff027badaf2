import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.eligibility.case_code import Case, decode, encode, fact_of, letter_of
from redes.eligibility.facts import DOMAIN


@st.composite
def cases(draw):
    said = draw(st.dictionaries(st.sampled_from(sorted(DOMAIN)), st.integers(0, 40)))
    known = {fact: DOMAIN[fact][n % len(DOMAIN[fact])] for fact, n in said.items() if n < 35}
    return Case(known, frozenset(said.keys() - known.keys()))


@given(cases())
def test_a_case_comes_back_from_its_letters(case: Case):
    assert decode(encode(case)) == case


def test_the_letters_of_the_fullest_case_fit_a_button_with_the_longest_press():
    fullest = Case({fact: values[-1] for fact, values in DOMAIN.items()})

    assert len(f"case-facts:p{encode(fullest)}".encode()) <= 64


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-.", max_size=60))
def test_any_letters_are_a_case_or_none_and_never_an_error(letters: str):
    case = decode(letters)

    assert case is None or decode(encode(case)) == case


@pytest.mark.parametrize("letters", ["s", "s0s0", "x1", "sy", "s0d", "D0", "szs1"])
def test_letters_that_stand_for_no_case_are_refused(letters: str):
    assert decode(letters) is None


def test_every_fact_has_a_letter_of_its_own():
    assert {fact_of(letter_of(fact)) for fact in DOMAIN} == set(DOMAIN)


def test_a_button_made_long_ago_still_means_the_same_case():
    # Pinned: buttons stay in chats for years. A value may be added at the end of its fact, never before another.
    assert decode("s1d2a2") == Case(
        {"servicio": "control-prenatal", "documento": "ppt-vencido", "afiliacion": "no-afiliado"}
    )
    assert decode("snddazn1t4g1o0") == Case(
        {
            "servicio": "hospitalizacion",
            "documento": "sin-documento",
            "nacionalidad": "venezolana",
            "triage": "V",
            "situacion-grave": "no",
            "orden-medica": "si",
        },
        frozenset({"afiliacion"}),
    )
    assert decode("b0c1f1h1i1j1k1l1m1p1q1r1u1vz") == Case(
        {
            "grupo:gestante": "si",
            **{
                f"grupo:{group}": "no"
                for group in (
                    "menor recien-nacido persona-mayor discapacidad lgbtiq indigena victima-conflicto "
                    "victima-violencia trata habitante-calle refugio retornado"
                ).split()
            },
        },
        frozenset({"grupo:transito"}),
    )


def test_telling_a_fact_anew_replaces_it_and_not_knowing_it_takes_it_out():
    case = Case({"documento": "ppt-vencido"}).told("documento", "ppt-en-tramite")
    assert case.known == {"documento": "ppt-en-tramite"}

    unsure = case.told("documento", None)
    assert (unsure.known, unsure.unsure) == ({}, {"documento"})
    assert unsure.told("documento", "ce") == Case({"documento": "ce"})
