"""The explanation: which rules lost and why, and what would change an answer."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redes.content.load import load
from redes.eligibility.decide import CannotTell, Rulebook
from redes.eligibility.explain import Change, Explanation, Lost, explain
from redes.eligibility.facts import DOMAIN, BadFacts, Facts, make_facts
from redes.eligibility.load import facts_of, load_law
from redes.eligibility.rule import QUESTIONS, Situation
from tests.redes.eligibility.makers import FIRST_DAY, LATER, REST, make_rule

_CONTENT = Path(__file__).parents[3] / "content"
_LAW = load_law(_CONTENT / "reglas", load(_CONTENT).norms)
_TODAY = date(2026, 11, 21)

_CHILD = make_rule(
    "nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]}, tier="constitucional", before=["protegidos"]
)
_GROUPS = make_rule("protegidos", {"debe_atender": "si"}, any_group=["trata", "refugio"], tier="constitucional")
_BIRTH = make_rule("parto", {"debe_atender": "si"}, when={"servicio": ["parto"]}, tier="constitucional")
_WAITS = make_rule("espera", {"debe_atender": "no-obligatorio"}, when={"situacion-grave": ["no"]})
_BOOK = Rulebook((_CHILD, _GROUPS, _BIRTH, _WAITS, REST))


def losers(explanation: Explanation) -> list[tuple[str, str, tuple[str, ...]]]:
    """Rule, why and facts of those that lost about whether to attend."""
    return [(one.rule.id, one.why, one.facts) for one in explanation.lost if one.question == "debe_atender"]


def changes(facts: Facts, question: str, *, on: date = _TODAY) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Fact, values, new answer and rule, by the real rules."""
    found = explain(_LAW.rulebook, facts, on=on).changes
    return [(one.fact, one.values, one.becomes, one.rule.id) for one in found if one.question == question]


# What lost


def test_rules_that_come_later_lost_and_those_before_name_what_excludes_them() -> None:
    facts = make_facts({"servicio": "odontologia", "situacion-grave": "no"}, groups=[])
    assert losers(explain(_BOOK, facts, on=LATER)) == [
        ("nino", "excluded", ("grupo:menor",)),
        ("protegidos", "excluded", ("grupo:trata", "grupo:refugio")),
        ("lo-demas", "later", ()),
    ]


def test_rules_of_other_services_are_no_rivals() -> None:
    lost = explain(_BOOK, make_facts({"servicio": "odontologia"}, groups=[]), on=LATER).lost
    assert "parto" not in {one.rule.id for one in lost}


def test_a_rule_that_may_still_apply_says_what_would_have_to_be_known() -> None:
    facts = make_facts({"servicio": "odontologia", "situacion-grave": "si", "grupo:trata": "no"})
    assert losers(explain(_BOOK, facts, on=LATER)) == [
        ("nino", "unknown", ("grupo:menor",)),
        ("protegidos", "unknown", ("grupo:refugio",)),
        ("espera", "excluded", ("situacion-grave",)),
    ]


def test_a_rule_that_is_not_in_force_is_not_told() -> None:
    book = Rulebook((make_rule("vieja", {"debe_atender": "depende"}, until=date(2024, 3, 1)), REST))
    assert [one.rule.id for one in explain(book, make_facts({}), on=FIRST_DAY).lost] == ["lo-demas"]
    assert explain(book, make_facts({}), on=LATER).lost == ()


# What would change it


def test_values_with_the_same_effect_are_told_together() -> None:
    facts = make_facts(
        {"servicio": "odontologia", "documento": "cedula-venezolana", "afiliacion": "no-afiliado", "triage": "V"}
        | {"situacion-grave": "no", "orden-medica": "no"},
        groups=[],
    )
    found = changes(facts, "debe_atender")
    assert ("afiliacion", ("contributivo", "subsidiado"), "si", "afiliado-mismo-plan") in found
    assert ("triage", ("I", "II", "III"), "si", "urgencia-clasificada-en-triage") in found
    assert ("triage", ("sin-clasificar",), "depende", "caso-sin-regla-propia") in found
    assert ("situacion-grave", ("si",), "si", "urgencia-escrita-por-profesional") in found
    assert ("grupo:menor", ("si",), "si", "nino-lo-que-necesite") in found
    assert ("documento", ("ppt-vigente",), "si", "ppt-vigente-se-afilia") in found
    assert ("documento", ("cc", "ce", "registro-civil-col"), "si", "documento-valido-se-afilia") in found
    assert ("afiliacion", ("contributivo", "subsidiado"), "eps", "afiliado-paga-la-eps") in changes(facts, "quien_paga")


def test_what_cannot_be_is_no_change() -> None:
    """Who has a PPT is Venezuelan: no other nationality is offered."""
    facts = make_facts({"servicio": "odontologia", "documento": "ppt-vencido", "afiliacion": "no-afiliado"})
    assert "nacionalidad" not in {one.fact for one in explain(_LAW.rulebook, facts, on=_TODAY).changes}


def test_what_followed_from_the_old_value_goes_with_it() -> None:
    """Without a paper nobody knows any more that she is Venezuelan; she may be Colombian, so it depends."""
    facts = make_facts({"servicio": "odontologia", "documento": "cedula-venezolana", "afiliacion": "no-afiliado"})
    assert facts.get("nacionalidad") == "venezolana"
    assert facts.but("documento", "sin-documento").get("nacionalidad") is None


def test_the_next_day_on_which_the_law_changes_the_case_is_told() -> None:
    facts = make_facts({"servicio": "urgencia", "documento": "ppt-vigente", "afiliacion": "no-afiliado"}, groups=[])
    (change,) = [one for one in explain(_LAW.rulebook, facts, on=_TODAY).changes if one.fact == "fecha"]
    assert (change.values, change.question, change.was, change.becomes, change.rule.id) == (
        ("2031-05-31",),
        "quien_paga",
        "depende",
        "entidad-territorial",
        "urgencia-paga-territorio",
    )


def test_a_day_on_which_only_the_rule_changes_is_told_too() -> None:
    facts = make_facts(
        {"servicio": "cancer", "documento": "cedula-venezolana", "afiliacion": "no-afiliado", "triage": "V"}
        | {"situacion-grave": "no"},
        groups=[],
    )
    found = explain(_LAW.rulebook, facts, on=date(2025, 1, 1)).changes
    change = next(one for one in found if one.fact == "fecha")
    assert change.values == ("2025-05-27",)
    assert change.was == change.becomes == "si-atencion-inicial"
    assert change.rule.id == "cancer-diagnostico-dolor-y-salud-mental"


def test_nothing_is_told_when_nothing_changes_an_answer() -> None:
    assert explain(Rulebook((REST,)), make_facts({"servicio": "parto"}), on=LATER).changes == ()


def test_a_case_that_no_rule_covers_is_not_explained() -> None:
    only = make_rule("vih", {"debe_atender": "si"}, when={"servicio": ["vih"]})
    with pytest.raises(CannotTell):
        explain(Rulebook((only,)), make_facts({"servicio": "parto"}), on=LATER)


def test_an_explanation_is_a_value() -> None:
    facts = make_facts({"situacion-grave": "no"}, groups=[])
    explanation = explain(Rulebook((_WAITS, REST)), facts, on=LATER)
    assert explanation.lost == (Lost(question="debe_atender", rule=REST, why="later"),)
    assert explanation.changes == (
        Change(
            fact="situacion-grave",
            values=("si",),
            question="debe_atender",
            was="no-obligatorio",
            becomes="si",
            rule=REST,
        ),
    )


@given(st.sampled_from(_LAW.situations))
@settings(max_examples=40, deadline=None)
def test_each_change_is_what_the_engine_says_when_asked(situation: Situation) -> None:
    facts, day = facts_of(situation)
    on = day or _TODAY
    explanation = explain(_LAW.rulebook, facts, on=on)
    for one in explanation.changes:
        for value in one.values:
            if one.fact == "fecha":
                then = _LAW.rulebook.decide(facts, on=date.fromisoformat(value))
                before = _LAW.rulebook.decide(facts, on=date.fromisoformat(value) - timedelta(days=1))
                assert before == explanation.verdict
            else:
                then = _LAW.rulebook.decide(facts.but(one.fact, value), on=on)
            assert then.answers[one.question].value == one.becomes
            assert then.answers[one.question].because is one.rule
            assert explanation.verdict.answers[one.question].value == one.was


@given(st.sampled_from(_LAW.situations), st.sampled_from(list(DOMAIN)), st.data())
@settings(max_examples=100, deadline=None)
def test_no_change_is_left_out(situation: Situation, fact: str, data: st.DataObject) -> None:
    facts, day = facts_of(situation)
    on = day or _TODAY
    value = data.draw(st.sampled_from(DOMAIN[fact]))
    told = {
        (one.fact, value, one.question) for one in explain(_LAW.rulebook, facts, on=on).changes for value in one.values
    }
    try:
        then = _LAW.rulebook.decide(facts.but(fact, value), on=on)
    except BadFacts:
        return
    now = _LAW.rulebook.decide(facts, on=on)
    for question in QUESTIONS:
        differs = then.answers[question].value != now.answers[question].value
        assert ((fact, value, question) in told) == (differs and fact != "servicio")
