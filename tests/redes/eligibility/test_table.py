"""The compiled rules: exactly what the rules as written say, and exactly the facts that decide."""

from datetime import date
from itertools import product
from math import prod
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from redes.content.load import load
from redes.eligibility.decide import Rulebook, join
from redes.eligibility.facts import DOMAIN, GROUPS, Facts, imply, make_facts, possible
from redes.eligibility.load import load_law
from redes.eligibility.rule import ANSWERS, QUESTIONS, TIERS, Rule
from tests.redes.eligibility.makers import LATER, REST, make_rule

_CONTENT = Path(__file__).parents[3] / "content"
_LAW = load_law(_CONTENT / "reglas", load(_CONTENT).norms)

_FULL = st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in DOMAIN.items()})
_DAYS = st.dates(min_value=_LAW.first_day, max_value=date(2033, 1, 1))


def plainly(question: str, known: dict[str, str], rules: tuple[Rule, ...]) -> Rule:
    """The rule that answers a case known in full, by going through the rules as they are written."""
    return next(rule for rule in rules if rule.covers(known))


def completions(known: dict[str, str]) -> list[dict[str, str]]:
    """All possible cases that a case known in part may turn out to be."""
    unknown = [fact for fact in DOMAIN if fact not in known]
    told = (known | dict(zip(unknown, values, strict=True)) for values in product(*(DOMAIN[fact] for fact in unknown)))
    return [case for case in told if possible(case)]


def check_against_completions(book: Rulebook, known: dict[str, str], day: date) -> None:
    verdict = book.decide(Facts(known), on=day)
    cases = completions(known)
    for question in QUESTIONS:
        rules = book.for_question(question, on=day)
        by_case = {tuple(sorted(case.items())): plainly(question, case, rules) for case in cases}
        values = {case: rule.then.answer(question) or "" for case, rule in by_case.items()}
        deciding = {
            fact
            for case, value in values.items()
            for fact in DOMAIN
            if fact not in known
            for other in DOMAIN[fact]
            if values.get(tuple(sorted((dict(case) | {fact: other}).items())), value) != value
        }
        answer = verdict.answers[question]
        assert answer.value == join(question, set(values.values()))
        assert set(answer.candidates) == set(by_case.values())
        assert answer.missing == tuple(fact for fact in DOMAIN if fact in deciding)


def possible_case(told: dict[str, str]) -> dict[str, str]:
    """Some possible case that is like what was told as far as it can be."""
    known: dict[str, str] = {}
    for fact, value in told.items():
        for wanted in (value, *DOMAIN[fact]):
            if fact not in known and possible({**known, fact: wanted}):
                known = imply({**known, fact: wanted})
    return known


@given(_FULL, _DAYS)
@settings(max_examples=300)
def test_a_case_known_in_full_is_answered_by_the_first_rule_that_covers_it(told: dict[str, str], day: date) -> None:
    known = possible_case(told)
    verdict = _LAW.rulebook.decide(Facts(known), on=day)
    for question in QUESTIONS:
        rule = plainly(question, known, _LAW.rulebook.for_question(question, on=day))
        assert verdict.answers[question].because is rule
        assert verdict.answers[question].candidates == (rule,)
        assert verdict.answers[question].missing == ()


@given(_FULL, st.sets(st.sampled_from(list(DOMAIN)), max_size=5), _DAYS)
@settings(max_examples=60, deadline=None)
def test_a_case_known_in_part_is_answered_by_all_its_completions(
    told: dict[str, str], forgotten: set[str], day: date
) -> None:
    known = {fact: value for fact, value in possible_case(told).items() if fact not in forgotten}
    assume(prod(len(DOMAIN[fact]) for fact in forgotten) <= 300)
    check_against_completions(_LAW.rulebook, known, day)


_SOME = ("servicio", "afiliacion", "nacionalidad", "grupo:menor", "grupo:persona-mayor", "grupo:retornado")
_RULES = st.lists(
    st.builds(
        lambda when, groups, then, tier: (when, groups, then, tier),
        st.fixed_dictionaries(
            {},
            optional={
                "servicio": st.sampled_from([["parto"], ["vih", "nino-control"]]),
                "afiliacion": st.sampled_from([["no-afiliado"], ["contributivo", "subsidiado"]]),
                "nacionalidad": st.just(["colombiana"]),
                "grupo:menor": st.sampled_from([["si"], ["no"]]),
            },
        ),
        st.sampled_from([[], ["menor", "persona-mayor"], ["retornado"]]),
        st.sampled_from([("debe_atender", answer) for answer in ANSWERS["debe_atender"]] + [("quien_paga", "persona")]),
        st.sampled_from(TIERS[:3]),
    ),
    max_size=5,
)


@given(_RULES, _FULL)
@settings(max_examples=60, deadline=None)
def test_any_rules_are_compiled_to_what_they_say(
    written: list[tuple[dict[str, list[str]], list[str], tuple[str, str], str]], told: dict[str, str]
) -> None:
    rules = [
        make_rule(f"regla-{at}", dict([then]), when=when, any_group=groups, tier=tier)
        for at, (when, groups, then, tier) in enumerate(written)
    ]
    known = {fact: value for fact, value in possible_case(told).items() if fact not in (*_SOME[1:],)}
    known |= {fact: "no" for fact in ("grupo:gestante", "grupo:recien-nacido") if fact not in known}
    assume(possible(known))
    check_against_completions(Rulebook((*rules, REST)), known, LATER)


def test_what_no_completion_can_be_does_not_count() -> None:
    """Only a child that is an older person would be refused: there is none."""
    child = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["no"]}, tier="ley")
    never = make_rule(
        "nunca", {"debe_atender": "no-obligatorio"}, when={"grupo:persona-mayor": ["si"]}, tier="reglamento"
    )
    answer = Rulebook((child, never, REST)).decide(make_facts({}), on=LATER).answers["debe_atender"]
    assert (answer.value, answer.missing) == ("si", ())
    assert never not in answer.candidates


def test_two_rules_that_together_leave_no_room_for_a_third() -> None:
    yes = make_rule("si", {"debe_atender": "si"}, when={"orden-medica": ["si"]}, tier="ley")
    no = make_rule("tambien", {"debe_atender": "si"}, when={"orden-medica": ["no"]}, tier="ley")
    refusal = make_rule("niega", {"debe_atender": "no-obligatorio"}, tier="reglamento")
    answer = Rulebook((yes, no, refusal, REST)).decide(make_facts({}), on=LATER).answers["debe_atender"]
    assert (answer.value, answer.missing) == ("si", ())


def test_a_fact_that_decides_only_together_with_another_is_asked_for() -> None:
    both = make_rule(
        "ambos", {"debe_atender": "no-obligatorio"}, when={"grupo:lgbtiq": ["si"], "grupo:transito": ["si"]}
    )
    book = Rulebook((both, REST))
    assert book.decide(make_facts({}), on=LATER).missing == ("grupo:transito", "grupo:lgbtiq")
    assert book.decide(make_facts({"grupo:lgbtiq": "no"}), on=LATER).missing == ()
    assert book.decide(make_facts({"grupo:lgbtiq": "si"}), on=LATER).missing == ("grupo:transito",)


def test_one_table_serves_all_days_up_to_the_next_change_of_the_law() -> None:
    book = Rulebook((make_rule("hasta", {"debe_atender": "depende"}, until=date(2025, 12, 31)), REST))
    assert book.table(date(2024, 5, 1)) is book.table(date(2025, 12, 31))
    assert book.table(date(2025, 12, 31)) is not book.table(date(2026, 1, 1))


def test_nothing_is_asked_of_a_group_that_the_service_already_tells() -> None:
    for service in DOMAIN["servicio"]:
        facts = make_facts({"servicio": service})
        assert not set(_LAW.rulebook.decide(facts, on=LATER).missing) & set(facts.known)


def test_all_groups_can_be_asked_for_in_some_case_of_the_real_rules() -> None:
    """But for those that no rule turns on: they would be asked in vain."""
    asked = {
        fact
        for service in DOMAIN["servicio"]
        for fact in _LAW.rulebook.decide(make_facts({"servicio": service}), on=LATER).missing
    }
    in_vain = {"grupo:lgbtiq", "grupo:transito", "grupo:recien-nacido", "grupo:retornado"}
    assert {f"grupo:{group}" for group in GROUPS} - asked <= in_vain
