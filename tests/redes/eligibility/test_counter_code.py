from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import a_catalogue

from redes.content.catalogue import Catalogue
from redes.content.schema import Norm
from redes.eligibility.counter_code import (
    TABLE,
    Code,
    CounterCodes,
    Mistyped,
    NotOurs,
    grouped,
    looks_like_code,
    rules_mark,
)
from redes.eligibility.decide import Rulebook
from redes.eligibility.facts import DOMAIN, Facts, make_facts
from redes.eligibility.load import Law
from redes.eligibility.rule import Rule

DAY = date(2026, 11, 21)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def a_rule(**given: object) -> Rule:
    """A rule that answers everything for everybody."""
    default = {
        "id": "urgencia-a-todos",
        "title": "Urgencias",
        "tier": "ley",
        "then": {"debe_atender": "si", "quien_paga": "eps", "puede_exigir_documento_para_atender": "no"},
        "sentence": "Se atiende a toda persona (Ley 1 de 2020).",
        "for_person": "Usted tiene derecho.",
        "basis": [{"norm": "ley-1-2020"}],
    }
    return Rule.model_validate(default | given)


def some_codes(*rules: Rule, key: bytes = b"k" * 32, catalogue: Catalogue | None = None) -> CounterCodes:
    """Codes over a law of these rules, or of the rule that covers everybody."""
    law = Law(rulebook=Rulebook(rules or (a_rule(),)), invariants=(), situations=(), first_day=date(2024, 1, 1))
    return CounterCodes(key, law=lambda: law, catalogue=lambda: catalogue or a_catalogue())


def a_code(codes: CounterCodes, known: dict[str, str] | None = None, day: date = DAY) -> Code:
    """The code of a case, decided by the same rules."""
    facts = make_facts({"servicio": "urgencia"} if known is None else known)
    return codes.make(codes._law().rulebook.decide(facts, on=day), facts, day)


def cases() -> st.SearchStrategy[dict[str, str]]:
    """Any facts at all, also such as exclude each other: a code says what it was told."""
    return st.fixed_dictionaries({}, optional={fact: st.sampled_from(values) for fact, values in DOMAIN.items()})


@given(cases(), st.dates(date(2015, 1, 1), date(2059, 11, 9)))
def test_a_code_says_the_case_and_the_day_it_was_made_for(known: dict[str, str], day: date):
    codes = some_codes()
    verdict = codes._law().rulebook.decide(make_facts({}), on=day)

    code = codes.make(verdict, Facts(known), day)

    case = codes.read(code)
    assert (dict(case.known), case.day, case.rules) == (known, day, rules_mark(verdict, a_catalogue(), on=day))
    assert len(code) == 36
    assert set(code) <= set(ALPHABET)


def test_every_value_of_every_fact_has_its_place_in_a_code():
    places = {fact: set(values) for fact, values, _ in TABLE}

    assert [f"{fact}={v}" for fact, values in DOMAIN.items() for v in values if v not in places.get(fact, set())] == []
    assert all(len(values) < room for _, values, room in TABLE)


def test_a_code_has_room_for_every_case():
    size = 1
    for _, _, places in TABLE:
        size *= places

    assert size <= 2**57


def test_a_code_made_by_this_release_is_read_by_every_later_one():
    # Cards hang on walls for years: this one was printed in November 2026.
    printed = "2GYSGZB6G14000000005V6WXWSCCW62R6W35"

    case = some_codes().read(printed)

    assert case.day == DAY
    assert dict(case.known) == {
        "servicio": "cirugia-programada",
        "documento": "cedula-venezolana",
        "nacionalidad": "venezolana",
    }


def test_spaces_dashes_small_letters_and_look_alikes_are_read():
    codes = some_codes()
    code = a_code(codes, {"servicio": "parto", "documento": "sin-documento"})

    written = "-".join(grouped(code)).lower().replace("0", "o").replace("1", "l")

    assert codes.read(f" {written} ") == codes.read(code)


@given(st.integers(0, 35), st.sampled_from(ALPHABET))
def test_a_wrong_sign_is_a_slip_and_no_forgery(place: int, sign: str):
    codes = some_codes()
    code = a_code(codes)

    wrong = code[:place] + sign + code[place + 1 :]

    if wrong != code:
        with pytest.raises(Mistyped):
            codes.read(wrong)


@given(st.integers(0, 34))
def test_two_signs_exchanged_are_a_slip_and_no_forgery(place: int):
    codes = some_codes()
    code = a_code(codes, {"servicio": "vih", "documento": "ppt-vencido", "afiliacion": "subsidiado"})

    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    if wrong != code:
        with pytest.raises(Mistyped):
            codes.read(wrong)


@pytest.mark.parametrize("text", ["", "ABC", "U" * 36, "é" * 36, "0" * 37, "😀", "A" * 3000])
def test_what_is_no_code_is_told_as_such(text: str):
    with pytest.raises(Mistyped):
        some_codes().read(text)


def test_a_code_made_with_another_key_is_not_ours():
    forged = a_code(some_codes(key=b"x" * 32))

    with pytest.raises(NotOurs):
        some_codes().read(forged)


@given(st.lists(st.integers(0, 31), min_size=35, max_size=35))
def test_a_code_that_was_made_up_is_not_ours(symbols: list[int]):
    check = 0
    for symbol in symbols:
        check = (check ^ symbol) << 1
        check ^= 0b100101 if check & 32 else 0

    with pytest.raises(NotOurs):
        some_codes().read("".join(ALPHABET[s] for s in (*symbols, check)))


def test_a_card_stands_while_its_rule_is_the_same():
    codes = some_codes()

    standing = codes.look_up(a_code(codes), today=DAY + timedelta(days=400))

    assert standing.current
    assert not standing.content_changed
    assert standing.verdict is not None
    assert standing.verdict.answers["debe_atender"].because.id == "urgencia-a-todos"


@pytest.mark.parametrize(
    "change",
    [
        {"sentence": "Se atiende a toda persona (Ley 2 de 2027)."},
        {"avoid": ["No pida pagaré."]},
        {"basis": [{"norm": "ley-1-2020", "at": "art. 3"}]},
        {"then": {"debe_atender": "si", "quien_paga": "persona", "puede_exigir_documento_para_atender": "no"}},
    ],
)
def test_a_card_is_stale_when_its_rule_says_something_else(change: dict[str, object]):
    code = a_code(some_codes())

    standing = some_codes(a_rule(**change)).look_up(code, today=DAY)

    assert not standing.current
    assert standing.verdict is not None


def test_a_note_for_reviewers_makes_no_card_stale():
    code = a_code(some_codes())

    assert some_codes(a_rule(caution="Duda 1.")).look_up(code, today=DAY).current


def test_a_card_is_stale_when_another_rule_answers_today():
    before = a_rule(until=date(2027, 6, 30))
    after = a_rule(id="urgencia-nueva", since=date(2027, 7, 1), sentence="Otra regla.")
    codes = some_codes(before, after)
    code = a_code(codes)

    assert codes.look_up(code, today=date(2027, 6, 30)).current
    standing = codes.look_up(code, today=date(2027, 7, 1))

    assert not standing.current
    assert standing.verdict is not None
    assert standing.verdict.answers["debe_atender"].because.id == "urgencia-nueva"


def test_a_card_is_stale_when_a_norm_of_its_rule_has_ended(a_norm_until):
    catalogue = a_catalogue(norms=[a_norm_until(date(2027, 6, 30))])
    codes = some_codes(catalogue=catalogue)
    code = a_code(codes)

    assert codes.look_up(code, today=date(2027, 6, 30)).current
    assert not codes.look_up(code, today=date(2027, 7, 1)).current


@pytest.fixture
def a_norm_until():
    """Makes the norm of the rules with a last day."""
    from makers import a_norm

    def make(day: date) -> Norm:
        return a_norm(until=day)

    return make


def test_a_card_whose_case_nobody_answers_any_more_is_stale_without_an_answer():
    code = a_code(some_codes())

    standing = some_codes(a_rule(until=DAY)).look_up(code, today=DAY + timedelta(days=1))

    assert (standing.current, standing.verdict) == (False, None)


def test_a_card_with_facts_that_are_not_asked_any_more_is_stale_without_an_answer():
    codes = some_codes()
    verdict = codes._law().rulebook.decide(make_facts({}), on=DAY)

    excluded = codes.make(verdict, Facts({"grupo:menor": "si", "grupo:persona-mayor": "si"}), DAY)

    standing = codes.look_up(excluded, today=DAY)
    assert (standing.current, standing.facts, standing.verdict) == (False, None, None)


def test_a_change_elsewhere_in_the_catalogue_is_told_and_makes_nothing_stale():
    code = a_code(some_codes())

    standing = some_codes(catalogue=replace(a_catalogue(), version="fedcba987654")).look_up(code, today=DAY)

    assert standing.current
    assert standing.content_changed


def test_a_day_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="2014"):
        a_code(some_codes(), day=date(2014, 12, 31))


def test_a_code_is_told_from_a_receipt_and_from_a_sentence():
    codes = some_codes()
    code = a_code(codes, {"servicio": "parto", "documento": "sin-documento"})

    assert looks_like_code(code)
    assert looks_like_code(" ".join(grouped(code)).lower())
    assert not looks_like_code("4821 0937 5516 8240 5739")
    assert not looks_like_code("me piden mil pesos para ver al niño hoy")
    assert not looks_like_code("4821 0937 5516 8240 5739 1111 2222 3333 4444")
