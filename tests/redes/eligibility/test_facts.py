"""Facts: what follows from what, what cannot be, and what was not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redes.eligibility.facts import (
    DOMAIN,
    GROUPS,
    IMPLIED,
    BadFacts,
    ImpossibleCase,
    UnknownValue,
    imply,
    make_facts,
    possible,
)


def test_a_fact_that_nobody_gave_is_not_known() -> None:
    facts = make_facts({"documento": "ppt-vencido"})
    assert "afiliacion" not in facts
    assert facts.get("grupo:gestante") is None


def test_groups_that_were_listed_make_all_others_no() -> None:
    facts = make_facts({}, groups=["indigena"])
    assert facts.get("grupo:indigena") == "si"
    assert {facts.get(f"grupo:{group}") for group in GROUPS if group != "indigena"} == {"no"}


def test_no_groups_is_not_unknown_groups() -> None:
    assert make_facts({}, groups=[]).get("grupo:menor") == "no"
    assert make_facts({}).get("grupo:menor") is None


@pytest.mark.parametrize(
    ("given_facts", "fact", "value"),
    [
        ({"servicio": "control-prenatal"}, "grupo:gestante", "si"),
        ({"servicio": "ive"}, "grupo:gestante", "si"),
        ({"servicio": "nino-control"}, "grupo:menor", "si"),
        ({"servicio": "recien-nacido"}, "grupo:menor", "si"),
        ({"servicio": "recien-nacido"}, "grupo:gestante", "no"),
        ({"servicio": "violencia-sexual"}, "grupo:victima-violencia", "si"),
        ({"documento": "cc"}, "nacionalidad", "colombiana"),
        ({"documento": "ppt-vencido"}, "nacionalidad", "venezolana"),
        ({"grupo:retornado": "si"}, "nacionalidad", "colombiana"),
    ],
)
def test_what_follows_from_what(given_facts: dict[str, str], fact: str, value: str) -> None:
    assert make_facts(given_facts).get(fact) == value


def test_who_comes_to_give_birth_is_pregnant_listed_or_not() -> None:
    assert make_facts({"servicio": "parto"}, groups=[]).get("grupo:gestante") == "si"


@pytest.mark.parametrize(
    ("given_facts", "groups"),
    [
        ({}, ["recien-nacido", "persona-mayor"]),
        ({}, ["menor", "persona-mayor"]),
        ({"documento": "cc", "nacionalidad": "venezolana"}, None),
        ({"documento": "ppt-vigente"}, ["retornado"]),
        ({"servicio": "nino-control", "grupo:menor": "no"}, None),
        ({"servicio": "recien-nacido"}, ["persona-mayor"]),
    ],
)
def test_facts_that_cannot_be_are_refused_with_both_named(
    given_facts: dict[str, str], groups: list[str] | None
) -> None:
    with pytest.raises(BadFacts, match="exclude each other"):
        make_facts(given_facts, groups=groups)


def test_the_message_of_an_impossible_case_names_both_sides() -> None:
    with pytest.raises(BadFacts) as refused:
        make_facts({}, groups=["menor", "persona-mayor"])
    assert str(refused.value) == "impossible case: group 'menor' 'si' and group 'persona-mayor' 'si' exclude each other"


@pytest.mark.parametrize(
    ("given_facts", "groups", "nearest"),
    [
        ({"documento": "ppt-vencida"}, None, "ppt-vencido"),
        ({"servicio": "urgencias"}, None, "urgencia"),
        ({"afiliacion": "subsidiada"}, None, "subsidiado"),
        ({"documneto": "cc"}, None, "documento"),
        ({}, ["gestantes"], "gestante"),
    ],
)
def test_an_unknown_value_is_answered_with_the_nearest(
    given_facts: dict[str, str], groups: list[str] | None, nearest: str
) -> None:
    with pytest.raises(BadFacts, match=f"is not known; nearest: {nearest}"):
        make_facts(given_facts, groups=groups)


def test_possible_says_whether_facts_can_be_true_together() -> None:
    assert possible({"servicio": "parto", "grupo:menor": "si"})
    assert not possible({"servicio": "parto", "grupo:gestante": "no"})


def test_all_implications_speak_of_the_domain() -> None:
    for fact, values, other, value in IMPLIED:
        assert values <= set(DOMAIN[fact])
        assert value in DOMAIN[other]


_FACTS = st.fixed_dictionaries({}, optional={fact: st.sampled_from(values) for fact, values in DOMAIN.items()})


@given(_FACTS)
def test_closing_facts_twice_changes_nothing(known: dict[str, str]) -> None:
    if not possible(known):
        return
    closed = imply(known)
    assert imply(closed) == closed
    assert known.items() <= closed.items()


# Bad input


def test_a_contradiction_that_follows_is_told_by_what_was_given() -> None:
    with pytest.raises(ImpossibleCase) as refused:
        make_facts({"servicio": "parto"}, groups=["recien-nacido"])
    assert refused.value.facts == (("grupo:recien-nacido", "si"), ("servicio", "parto"))
    assert str(refused.value) == (
        "impossible case: group 'recien-nacido' 'si' and servicio 'parto' exclude each other "
        "(the first means group 'gestante' 'no', the second group 'gestante' 'si')"
    )


def test_a_newborn_is_no_older_person_though_nobody_said_child() -> None:
    with pytest.raises(ImpossibleCase) as refused:
        make_facts({"grupo:recien-nacido": "si", "grupo:persona-mayor": "si"})
    assert refused.value.facts == (("grupo:recien-nacido", "si"), ("grupo:persona-mayor", "si"))


@pytest.mark.parametrize("value", ["no-sabe", "no sé", "No se", "NO SABE", "", "?", "desconocido", "no-se-sabe"])
def test_saying_that_one_does_not_know_is_not_knowing(value: str) -> None:
    assert make_facts({"afiliacion": value, "grupo:menor": value}).known == {}


def test_no_is_an_answer() -> None:
    assert make_facts({"situacion-grave": "no"}).get("situacion-grave") == "no"


def test_an_unknown_value_carries_what_a_program_needs() -> None:
    with pytest.raises(UnknownValue) as refused:
        make_facts({"documento": "PPT Vencída"})
    assert (refused.value.where, refused.value.what) == ("documento", "PPT Vencída")
    assert refused.value.nearest[0] == "ppt-vencido"


# What if


def test_one_fact_told_anew_leaves_the_rest_as_given() -> None:
    facts = make_facts({"documento": "ppt-vencido", "afiliacion": "no-afiliado"}, groups=["gestante"])
    other = facts.but("documento", "ppt-en-tramite")
    assert dict(other.known) == dict(facts.known) | {"documento": "ppt-en-tramite"}
    assert facts.get("documento") == "ppt-vencido"


def test_what_only_the_service_told_goes_with_the_service() -> None:
    assert make_facts({"servicio": "parto"}).but("servicio", "vih").get("grupo:gestante") is None
    assert make_facts({"servicio": "parto"}, groups=[]).but("servicio", "vih").get("grupo:gestante") == "no"


def test_a_fact_can_be_forgotten() -> None:
    assert "afiliacion" not in make_facts({"afiliacion": "subsidiado"}).but("afiliacion", None)


@pytest.mark.parametrize(
    ("given_facts", "groups", "fact", "value"),
    [
        ({"servicio": "parto"}, [], "grupo:gestante", "no"),
        ({"documento": "ppt-vigente"}, None, "nacionalidad", "colombiana"),
        ({"nacionalidad": "otra"}, None, "documento", "cc"),
        ({}, ["menor"], "grupo:persona-mayor", "si"),
    ],
)
def test_a_fact_cannot_be_told_anew_against_the_others(
    given_facts: dict[str, str], groups: list[str] | None, fact: str, value: str
) -> None:
    with pytest.raises(ImpossibleCase):
        make_facts(given_facts, groups=groups).but(fact, value)


def test_a_fact_cannot_be_told_anew_as_something_that_does_not_exist() -> None:
    with pytest.raises(UnknownValue, match="nearest: subsidiado"):
        make_facts({}).but("afiliacion", "subsidiada")
