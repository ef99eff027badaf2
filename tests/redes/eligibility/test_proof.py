"""The proof holds for the real rules, and each kind of flaw is found in small ones."""

import re
import time
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

import pytest

from redes.content.catalogue import Catalogue
from redes.content.load import load
from redes.eligibility import decide, table
from redes.eligibility.audit import audit, possible_cases
from redes.eligibility.boxes import box_of
from redes.eligibility.decide import Rulebook
from redes.eligibility.facts import DOMAIN, GROUPS
from redes.eligibility.load import Law, load_law
from redes.eligibility.rule import Rule
from redes.eligibility.table import Part, Table
from redes.eligibility.verify import prove
from tests.redes.eligibility.makers import FIRST_DAY, LATER, REST, make_invariant, make_norm, make_rule, prove_rules

_CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(_CONTENT)


@pytest.fixture(scope="module")
def law(catalogue: Catalogue) -> Law:
    return load_law(_CONTENT / "reglas", catalogue.norms)


# The real rules


def test_the_real_rules_are_proved_in_time(law: Law, catalogue: Catalogue) -> None:
    started = time.perf_counter()
    proof = prove(law.rulebook, law.invariants, catalogue.norms, since=law.first_day)
    assert proof.flaws == []
    assert proof.holds
    assert time.perf_counter() - started < 60


def test_the_real_law_changes_on_more_than_one_day(law: Law, catalogue: Catalogue) -> None:
    proof = prove(law.rulebook, (), catalogue.norms, since=law.first_day)
    assert proof.days[0] == law.first_day
    assert {date(2024, 2, 15), date(2024, 7, 1), date(2031, 5, 31)} <= set(proof.days)


def test_what_rules_point_to_exists(law: Law, catalogue: Catalogue) -> None:
    for rule in law.rulebook.rules:
        assert set(rule.contacts) <= set(catalogue.contacts), rule.id
    for invariant in law.invariants:
        assert {basis.norm for basis in invariant.basis} <= set(catalogue.norms), invariant.id


def test_every_rule_that_says_whether_to_attend_says_what_to_do(law: Law) -> None:
    for rule in law.rulebook.rules:
        if rule.then.debe_atender is not None:
            assert rule.steps, rule.id
            assert rule.contacts, rule.id
            assert rule.routes, rule.id


def test_what_depends_says_who_answers(law: Law) -> None:
    for rule in law.rulebook.rules:
        if "depende" in (rule.then.debe_atender, rule.then.quien_paga):
            assert rule.open_question, rule.id


@pytest.mark.parametrize(
    "group",
    GROUPS,
)
def test_each_protective_group_has_its_invariant(law: Law, group: str) -> None:
    assert f"grupo:{group}" in {invariant.never_worse for invariant in law.invariants}


def test_violence_and_ive_tell_staff_not_to_ask_for_a_police_report(law: Law) -> None:
    for rule in law.rulebook.rules:
        services = rule.when.get("servicio", ())
        if rule.then.debe_atender and {"violencia-sexual", "violencia-genero", "ive"} & set(services):
            assert any("denuncia" in line for line in rule.avoid), rule.id


def test_an_emergency_tells_staff_not_to_ask_for_payment(law: Law) -> None:
    for rule in law.rulebook.rules:
        if rule.then.debe_atender is not None and rule.when.get("servicio") == ("urgencia",):
            assert any("depósito" in line for line in rule.avoid), rule.id


# Each kind of flaw


def kinds(*rules: Rule) -> set[tuple[str, str]]:
    """Kind and subject of what the proof finds."""
    return {(flaw.kind, flaw.subject) for flaw in prove_rules(*rules).flaws}


def test_one_general_rule_is_complete() -> None:
    assert prove_rules(REST).holds


def test_a_gap_is_found_with_its_case() -> None:
    only = make_rule("vih", {"debe_atender": "si"}, when={"servicio": ["vih"]})
    most = make_rule("resto", {"quien_paga": "eps", "puede_exigir_documento_para_atender": "no"}, tier="practica")
    (flaw,) = prove_rules(only, most).flaws
    assert (flaw.kind, flaw.subject) == ("gap", "debe_atender")
    assert "servicio=" in flaw.message
    assert "servicio=vih" not in flaw.message


def test_a_gap_of_one_day_is_found() -> None:
    ending = make_rule("hasta", {"debe_atender": "si"}, until=date(2025, 12, 31))
    rest = make_rule("resto", {"quien_paga": "eps", "puede_exigir_documento_para_atender": "no"}, tier="practica")
    (flaw,) = prove_rules(ending, rest).flaws
    assert flaw.kind == "gap"
    assert "2026-01-01" in flaw.message


def test_a_contradiction_is_found_and_before_resolves_it() -> None:
    child = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]})
    later = make_rule("espera", {"debe_atender": "no-obligatorio"}, when={"situacion-grave": ["no"]})
    flaws = prove_rules(child, later, REST).flaws
    assert {flaw.kind for flaw in flaws} == {"contradiction"}
    assert "menor=si" in flaws[0].message
    assert "situacion-grave=no" in flaws[0].message
    first = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]}, before=["espera"])
    assert prove_rules(first, later, REST).holds


def test_rules_that_exclude_each_other_do_not_contradict() -> None:
    young = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]})
    old = make_rule("mayor", {"debe_atender": "depende"}, when={"grupo:persona-mayor": ["si"]})
    assert prove_rules(young, old, REST).holds


def test_a_rule_that_never_decides_is_found() -> None:
    shadow = make_rule("sombra", {"debe_atender": "si"}, when={"servicio": ["parto"]}, tier="reglamento")
    over = make_rule("arriba", {"debe_atender": "si"}, when={"servicio": ["parto", "vih"]}, tier="ley")
    assert kinds(over, shadow, REST) == {("dead-rule", "sombra")}


def test_people_of_none_of_several_groups_are_walked_too() -> None:
    protected = make_rule("grupos", {"debe_atender": "depende"}, any_group=["indigena", "lgbtiq"])
    below = make_rule("espera", {"debe_atender": "no-obligatorio"}, tier="reglamento")
    rest = make_rule("resto", {"quien_paga": "eps", "puede_exigir_documento_para_atender": "no"}, tier="practica")
    # "espera" decides only for them; were their "no" not a class of its own, it would look dead.
    assert prove_rules(protected, below, rest).holds


@pytest.mark.parametrize(
    ("norm", "said"),
    [
        (make_norm(status="derogada"), "not in force"),
        (make_norm(until=date(2025, 1, 1)), "not in force on 2025-01-02"),
        (make_norm(since=date(2024, 3, 1)), "not in force on 2024-01-01"),
        (make_norm(confidence="baja"), "nobody has read"),
        (make_norm("ley-2-2001"), "not in the catalogue"),
    ],
)
def test_a_norm_that_cannot_be_cited_is_found(norm: object, said: str) -> None:
    (flaw,) = prove_rules(REST, norms=(norm,)).flaws  # type: ignore[arg-type]
    assert (flaw.kind, flaw.subject) == ("norm", "lo-demas")
    assert said in flaw.message


def test_a_broken_must_is_found_with_the_smallest_case() -> None:
    refusing = make_rule("niega", {"debe_atender": "no-obligatorio"}, when={"documento": ["sin-documento"]})
    wanted = make_invariant(when={"servicio": ["urgencia"]}, must={"debe_atender": ["si"]})
    (flaw,) = prove_rules(refusing, REST, invariants=(wanted,)).flaws
    assert (flaw.kind, flaw.subject) == ("invariant", "invariante")
    assert "'no-obligatorio' by rule 'niega'" in flaw.message
    assert "documento=sin-documento" in flaw.message


def test_a_must_outside_its_conditions_does_not_bind() -> None:
    refusing = make_rule("niega", {"debe_atender": "no-obligatorio"}, when={"servicio": ["odontologia"]})
    wanted = make_invariant(when={"servicio": ["urgencia"]}, must={"debe_atender": ["si"]})
    assert prove_rules(refusing, REST, invariants=(wanted,)).holds


def test_a_must_for_any_of_several_groups_is_checked() -> None:
    refusing = make_rule("niega", {"debe_atender": "no-obligatorio"}, when={"grupo:trata": ["si"]})
    wanted = make_invariant(any_group=["refugio", "trata"], must={"debe_atender": ["si"]})
    assert [flaw.kind for flaw in prove_rules(refusing, REST, invariants=(wanted,)).flaws] == ["invariant"]


def test_a_group_that_makes_it_worse_is_found() -> None:
    worse = make_rule("peor", {"debe_atender": "depende"}, when={"grupo:lgbtiq": ["si"], "servicio": ["vih"]})
    wanted = make_invariant(never_worse="grupo:lgbtiq")
    (flaw,) = prove_rules(worse, REST, invariants=(wanted,)).flaws
    assert flaw.kind == "invariant"
    assert "falls from 'si' ('lo-demas') to 'depende' ('peor')" in flaw.message
    assert "servicio=vih" in flaw.message


def test_a_group_that_makes_it_worse_by_a_list_of_groups_is_found() -> None:
    worse = make_rule("peor", {"debe_atender": "depende"}, any_group=["lgbtiq", "trata"])
    flaws = prove_rules(worse, REST, invariants=(make_invariant(never_worse="grupo:lgbtiq"),)).flaws
    assert [flaw.kind for flaw in flaws] == ["invariant"]


def test_a_demand_that_a_group_brings_is_found() -> None:
    worse = make_rule("papeles", {"puede_exigir_documento_para_atender": "si"}, when={"grupo:transito": ["si"]})
    (flaw,) = prove_rules(worse, REST, invariants=(make_invariant(never_worse="grupo:transito"),)).flaws
    assert "puede_exigir_documento_para_atender falls from 'no'" in flaw.message


def test_a_group_that_makes_it_better_or_equal_is_fine() -> None:
    better = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]}, before=["espera"])
    base = make_rule("espera", {"debe_atender": "no-obligatorio"}, when={"servicio": ["odontologia"]})
    assert prove_rules(better, base, REST, invariants=(make_invariant(never_worse="grupo:menor"),)).holds


_CHILD = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]}, tier="constitucional")
_REFUSES = make_rule(
    "espera", {"debe_atender": "no-obligatorio", "quien_paga": "persona"}, when={"servicio": ["odontologia"]}
)
_INSURED = make_rule("eps", {"quien_paga": "eps"}, when={"afiliacion": ["contributivo"]}, before=["espera"])
_PLANNED = make_rule("cita", {"puede_exigir_documento_para_atender": "si"}, when={"triage": ["V"]})


@pytest.mark.parametrize(
    ("question", "hasty"),
    [
        ("debe_atender", "no-obligatorio"),
        ("debe_atender", "si"),
        ("quien_paga", "persona"),
        ("quien_paga", "eps"),
        ("puede_exigir_documento_para_atender", "si"),
    ],
)
def test_an_engine_that_guesses_what_it_does_not_know_is_found(
    monkeypatch: pytest.MonkeyPatch, question: str, hasty: str
) -> None:
    """The engine cannot say it, so a defect is put into it."""
    honest = decide.join

    def guessing(asked: str, values: Collection[str]) -> str:
        return hasty if asked == question and len(values) > 1 else honest(asked, values)

    assert prove_rules(_CHILD, _REFUSES, _INSURED, _PLANNED, REST).holds
    monkeypatch.setattr(decide, "join", guessing)
    flaws = prove_rules(_CHILD, _REFUSES, _INSURED, _PLANNED, REST).flaws
    assert {(flaw.kind, flaw.subject) for flaw in flaws} == {("knowledge", question)}
    assert f"says '{hasty}'" in flaws[0].message


def test_an_engine_that_does_not_ask_for_what_decides_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Part, "deciding", lambda *_: ())
    (flaw,) = prove_rules(_PLANNED, REST).flaws
    assert (flaw.kind, flaw.subject) == ("knowledge", "puede_exigir_documento_para_atender")
    assert "asks for [], possible is ['no', 'si']: any case" in flaw.message


# The compiled rules


def test_all_possible_cases_are_counted_without_going_over_them() -> None:
    """By hand: what services, documents and nationalities allow of one person."""
    # With (menor, recien-nacido, persona-mayor): (no, no, any), (si, no, no), (si, si, no); gestante by recien-nacido.
    adult, child, newborn = 2, 1, 1
    free = {"gestante": 2, "victima-violencia": 2, "discapacidad": 2}
    anybody = (adult + child) * free["gestante"] + newborn
    by_service = (
        4 * (adult + child) * free["victima-violencia"] * free["discapacidad"]  # pregnant, so not newborn
        + 1 * newborn * free["victima-violencia"] * free["discapacidad"]
        + 1 * (child * free["gestante"] + newborn) * free["victima-violencia"] * free["discapacidad"]
        + 2 * anybody * free["discapacidad"]
        + 1 * anybody * free["victima-violencia"]
        + (len(DOMAIN["servicio"]) - 9) * anybody * free["victima-violencia"] * free["discapacidad"]
    )
    # With retornado only Colombian; cc Colombian; seven documents Venezuelan, whose holders are no returned Colombians.
    papers = 1 * 2 + 7 * 1 + (len(DOMAIN["documento"]) - 8) * (2 + 3)
    rest = len(DOMAIN["afiliacion"]) * len(DOMAIN["triage"]) * 2 * 2 * 2 ** (len(GROUPS) - 7)
    assert possible_cases() == by_service * papers * rest


Cut = Callable[[list[Rule]], Iterator[tuple[Rule | None, int]]]


def _backwards(cut: Cut) -> Cut:
    return lambda rules: cut(rules[::-1])


def _without_the_last(cut: Cut) -> Cut:
    return lambda rules: iter(list(cut(rules))[:-1])


def _the_first_twice(cut: Cut) -> Cut:
    return lambda rules: iter([*cut(rules), next(cut(rules))])


def _the_impossible_too(cut: Cut) -> Cut:
    newborn_of_age = box_of({"grupo:recien-nacido": ["si"], "grupo:menor": ["no"]})
    return lambda rules: iter([*cut(rules), (rules[-1], newborn_of_age)])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_backwards, "does not cover|goes before"),
        (_without_the_last, "cases are answered on 2024-01-01, but there are"),
        (_the_first_twice, "overlap on 2024-01-01"),
        (_the_impossible_too, "answers impossible cases"),
    ],
)
def test_rules_compiled_wrongly_are_found(
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Cut], Cut], said: str
) -> None:
    rules = (_CHILD, _REFUSES, REST)
    book = Rulebook(rules)
    assert list(audit(Table(book.rules), book.rules, FIRST_DAY)) == []
    monkeypatch.setattr(table, "_cut", spoil(table._cut))
    flaws = list(audit(Table(book.rules), book.rules, FIRST_DAY))
    assert {flaw.kind for flaw in flaws} == {"table"}
    assert any(re.search(said, flaw.message) for flaw in flaws)


def test_a_rule_compiled_too_wide_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "boxes_under", lambda rule: iter([box_of({})]))
    book = Rulebook((_CHILD, _REFUSES, REST))
    flaws = list(audit(Table(book.rules), book.rules, FIRST_DAY))
    assert any("answers cases it does not cover" in flaw.message for flaw in flaws)


# The smallest case


def test_a_broken_must_is_told_by_the_facts_that_break_it_and_no_others() -> None:
    refusing = make_rule(
        "niega", {"debe_atender": "no-obligatorio"}, when={"documento": ["pep-vencido"], "afiliacion": ["no-afiliado"]}
    )
    wanted = make_invariant(when={"servicio": ["parto", "ive"]}, must={"debe_atender": ["si"]})
    (flaw,) = prove_rules(_CHILD, refusing, REST, invariants=(wanted,)).flaws
    assert flaw.message == (
        "debe_atender is 'no-obligatorio' by rule 'niega' on 2024-01-01: "
        "afiliacion=no-afiliado, documento=pep-vencido, menor=no, servicio=parto"
    )


def test_a_group_that_makes_it_worse_is_told_by_the_facts_that_matter() -> None:
    worse = make_rule("peor", {"debe_atender": "depende"}, when={"grupo:menor": ["si"], "servicio": ["vih"]})
    (flaw,) = prove_rules(worse, REST, invariants=(make_invariant(never_worse="grupo:menor"),)).flaws
    assert flaw.message == (
        "debe_atender falls from 'si' ('lo-demas') to 'depende' ('peor') with grupo:menor on 2024-01-01: "
        "menor=si, persona-mayor=no, servicio=vih"
    )


def test_a_group_that_has_to_pay_where_others_need_not_is_found() -> None:
    charged = make_rule("cobra", {"quien_paga": "persona"}, when={"grupo:transito": ["si"]})
    (flaw,) = prove_rules(charged, REST, invariants=(make_invariant(never_worse="grupo:transito"),)).flaws
    assert "quien_paga falls from 'eps' ('lo-demas') to 'persona' ('cobra')" in flaw.message


def test_another_payer_is_not_a_worse_one() -> None:
    public = make_rule("publico", {"quien_paga": "entidad-territorial"}, when={"grupo:transito": ["si"]})
    assert prove_rules(public, REST, invariants=(make_invariant(never_worse="grupo:transito"),)).holds


def test_an_invariant_broken_only_after_a_day_names_that_day() -> None:
    later = make_rule("niega", {"debe_atender": "no-obligatorio"}, since=LATER)
    wanted = make_invariant(when={"servicio": ["urgencia"]}, must={"debe_atender": ["si"]})
    (flaw,) = prove_rules(later, REST, invariants=(wanted,)).flaws
    assert flaw.message.endswith("on 2025-07-01: servicio=urgencia")


def test_the_proof_starts_on_the_first_day_that_can_be_asked_about() -> None:
    old = make_rule("vieja", {"debe_atender": "no-obligatorio"}, until=date(2020, 1, 1), tier="constitucional")
    proof = prove_rules(old, REST)
    assert proof.days == (FIRST_DAY,)
    assert [(flaw.kind, flaw.subject) for flaw in proof.flaws] == [("dead-rule", "vieja")]
