"""The engine: precedence, days, what is not known, and that knowing less is never a no."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from redes.content.load import load
from redes.eligibility.decide import BadRules, CannotTell, OpenQuestion, Rulebook
from redes.eligibility.facts import DOMAIN, Facts, imply, make_facts, possible
from redes.eligibility.load import facts_of, load_law
from redes.eligibility.rule import Rule, Situation
from tests.redes.eligibility.makers import FIRST_DAY, LATER, REST, make_rule

_CONTENT = Path(__file__).parents[3] / "content"
_LAW = load_law(_CONTENT / "reglas", load(_CONTENT).norms)
_TODAY = date(2026, 11, 21)


def attend(*rules: Rule, on: date = LATER, **facts: str) -> str:
    """Id of the rule that decides whether to attend, with a colon and its answer."""
    answered = Rulebook((*rules, REST)).decide(make_facts(facts), on=on).answers["debe_atender"]
    return f"{answered.because.id}: {answered.value}"


# Precedence


def test_a_higher_tier_goes_before_a_lower_one_in_whatever_order_they_were_written() -> None:
    low = make_rule("baja", {"debe_atender": "no-obligatorio"}, tier="reglamento")
    high = make_rule("alta", {"debe_atender": "si"}, tier="constitucional")
    assert attend(low, high) == attend(high, low) == "alta: si"


def test_before_orders_rules_of_one_tier() -> None:
    general = make_rule("general", {"debe_atender": "no-obligatorio"})
    special = make_rule("especial", {"debe_atender": "si"}, when={"servicio": ["parto"]}, before=["general"])
    assert attend(general, special, servicio="parto") == "especial: si"
    assert attend(general, special, servicio="vih") == "general: no-obligatorio"


def test_a_rule_that_leaves_a_question_out_does_not_answer_it() -> None:
    pays = make_rule("paga", {"quien_paga": "persona"}, tier="constitucional")
    assert attend(pays) == "lo-demas: si"


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ([make_rule("una", {"debe_atender": "si"}), make_rule("una", {"debe_atender": "si"})], "same id"),
        ([make_rule("una", {"debe_atender": "si"}, before=["otra"])], "no rule of the tier"),
        (
            [
                make_rule("una", {"debe_atender": "si"}, before=["otra"]),
                make_rule("otra", {"debe_atender": "si"}, tier="practica"),
            ],
            "no rule of the tier",
        ),
        (
            [
                make_rule("una", {"debe_atender": "si"}, before=["otra"]),
                make_rule("otra", {"debe_atender": "si"}, before=["una"]),
            ],
            "circle",
        ),
    ],
)
def test_rules_that_make_no_order_are_refused(rules: list[Rule], message: str) -> None:
    with pytest.raises(BadRules, match=message):
        Rulebook(rules)


# Days


def test_a_rule_answers_from_its_first_to_its_last_day() -> None:
    rule = make_rule("temporal", {"debe_atender": "no-obligatorio"}, since=date(2024, 2, 15), until=date(2024, 6, 30))
    assert attend(rule, on=date(2024, 2, 14)) == "lo-demas: si"
    assert attend(rule, on=date(2024, 2, 15)) == "temporal: no-obligatorio"
    assert attend(rule, on=date(2024, 6, 30)) == "temporal: no-obligatorio"
    assert attend(rule, on=date(2024, 7, 1)) == "lo-demas: si"


@pytest.mark.parametrize(
    ("facts", "before", "after"),
    [
        ({"documento": "ppt-vigente", "servicio": "urgencia"}, date(2031, 5, 30), date(2031, 5, 31)),
        ({"documento": "ppt-en-tramite", "servicio": "urgencia"}, date(2024, 6, 30), date(2024, 7, 1)),
    ],
)
def test_the_end_of_a_norm_changes_who_pays_on_that_day(facts: dict[str, str], before: date, after: date) -> None:
    known = make_facts(facts | {"afiliacion": "no-afiliado"}, groups=[])
    assert _LAW.rulebook.decide(known, on=before).answers["quien_paga"].value == "depende"
    assert _LAW.rulebook.decide(known, on=after).answers["quien_paga"].value == "entidad-territorial"


def test_no_rule_is_told_as_such() -> None:
    with pytest.raises(CannotTell, match="debe_atender"):
        Rulebook([make_rule("vih", {"debe_atender": "si"}, when={"servicio": ["vih"]})]).decide(
            make_facts({"servicio": "parto"}), on=FIRST_DAY
        )


# What is not known

_CHILD = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]}, tier="constitucional")
_ELECTIVE = make_rule("puede-esperar", {"debe_atender": "no-obligatorio"}, when={"situacion-grave": ["no"]})


def test_an_unknown_fact_that_decides_is_named() -> None:
    answered = Rulebook((_CHILD, _ELECTIVE, REST)).decide(make_facts({"situacion-grave": "no"}), on=LATER)
    assert answered.answers["debe_atender"].value == "depende"
    assert answered.answers["debe_atender"].missing == ("grupo:menor",)
    assert [rule.id for rule in answered.answers["debe_atender"].candidates] == ["nino", "puede-esperar"]


def test_once_known_it_is_missing_no_more() -> None:
    answered = Rulebook((_CHILD, _ELECTIVE, REST)).decide(make_facts({"situacion-grave": "no"}, groups=[]), on=LATER)
    assert answered.answers["debe_atender"].value == "no-obligatorio"
    assert answered.missing == ()


def test_an_unknown_fact_that_changes_nothing_is_not_asked() -> None:
    answered = Rulebook((_CHILD, REST)).decide(make_facts({}), on=LATER)
    assert answered.answers["debe_atender"].value == "si"
    assert answered.missing == ()


def test_one_of_several_groups_is_enough() -> None:
    rule = make_rule("protegidos", {"debe_atender": "no-obligatorio"}, any_group=["trata", "refugio"])
    assert attend(rule, **{"grupo:refugio": "si"}) == "protegidos: no-obligatorio"
    assert attend(rule, **{"grupo:refugio": "no", "grupo:trata": "no"}) == "lo-demas: si"
    assert attend(rule, **{"grupo:refugio": "no"}) == "lo-demas: depende"


def test_a_document_is_demanded_only_when_it_surely_may() -> None:
    demand = make_rule("cita", {"puede_exigir_documento_para_atender": "si"}, when={"afiliacion": ["contributivo"]})
    book = Rulebook((demand, REST))
    question = "puede_exigir_documento_para_atender"
    assert book.decide(make_facts({"afiliacion": "contributivo"}), on=LATER).answers[question].value == "si"
    unsure = book.decide(make_facts({}), on=LATER).answers[question]
    assert (unsure.value, unsure.missing) == ("no", ("afiliacion",))


def test_rules_can_be_told_apart_in_a_set() -> None:
    assert len({_CHILD, _ELECTIVE, _CHILD}) == 2


# The real rules

_CASES = st.fixed_dictionaries({}, optional={fact: st.sampled_from(values) for fact, values in DOMAIN.items()})
_DAYS = st.dates(min_value=_LAW.first_day, max_value=date(2033, 1, 1))


def _said(known: dict[str, str], day: date) -> dict[str, str]:
    answers = _LAW.rulebook.decide(Facts(imply(known)), on=day).answers
    return {question: answered.value for question, answered in answers.items()}


@given(_CASES, st.data(), _DAYS)
@settings(max_examples=400)
def test_knowing_less_is_never_a_no(known: dict[str, str], data: st.DataObject, day: date) -> None:
    assume(possible(known))
    forgotten = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    less = {fact: value for fact, value in known.items() if fact not in forgotten}
    more, fewer = _said(known, day), _said(less, day)
    if fewer["debe_atender"] == "no-obligatorio":
        assert more["debe_atender"] == "no-obligatorio"
    if fewer["puede_exigir_documento_para_atender"] == "si":
        assert more["puede_exigir_documento_para_atender"] == "si"
    if fewer["debe_atender"] in ("si", "si-atencion-inicial"):
        assert more["debe_atender"] == fewer["debe_atender"]
    if fewer["quien_paga"] != "depende":
        assert more["quien_paga"] == fewer["quien_paga"]


@given(_CASES, _DAYS)
@settings(max_examples=400)
@example(
    {
        "servicio": "odontologia",
        "documento": "pep-vencido",
        "afiliacion": "no-afiliado",
        "situacion-grave": "no",
        "triage": "V",
        **{fact: "no" for fact in DOMAIN if fact.startswith("grupo:")},
    },
    _TODAY,
)
def test_a_person_is_sent_to_pay_only_where_nobody_must_attend(known: dict[str, str], day: date) -> None:
    assume(possible(known))
    said = _said(known, day)
    if said["quien_paga"] == "persona":
        assert said["debe_atender"] == "no-obligatorio"


def test_a_person_is_sent_to_pay_only_where_nobody_must_attend_among_all_elective_cases() -> None:
    """All cases in which the answer may be ``no-obligatorio``, one protective group at a time."""
    groups = [fact for fact in DOMAIN if fact.startswith("grupo:")]
    elective = ("consulta-externa", "odontologia", "laboratorio", "cirugia-programada")
    axes = product(elective, DOMAIN["documento"], DOMAIN["nacionalidad"], ("III", "V"), ("si", "no"), ("si", "no"))
    seen = set()
    for service, document, nationality, triage, grave, order in axes:
        for held in (None, *groups):
            known = {
                "servicio": service,
                "documento": document,
                "nacionalidad": nationality,
                "afiliacion": "no-afiliado",
                "triage": triage,
                "situacion-grave": grave,
                "orden-medica": order,
            } | {group: "si" if group == held or (held, group) == ("grupo:recien-nacido", "grupo:menor") else "no" for group in groups}  # fmt: skip
            if possible(known):
                said = _said(known, _TODAY)
                seen.add((said["debe_atender"], said["quien_paga"]))
                assert (said["quien_paga"] == "persona") == (said["debe_atender"] == "no-obligatorio"), known
    assert ("no-obligatorio", "persona") in seen


@given(_CASES, _DAYS)
def test_every_missing_fact_is_really_not_known(known: dict[str, str], day: date) -> None:
    assume(possible(known))
    closed = imply(known)
    assert not set(_LAW.rulebook.decide(Facts(closed), on=day).missing) & set(closed)


def test_in_doubt_the_most_general_rule_that_does_not_refuse_is_shown() -> None:
    special = make_rule("triage-alto", {"debe_atender": "si"}, when={"triage": ["I", "II"]}, tier="constitucional")
    refusal = make_rule("electivo", {"debe_atender": "no-obligatorio"}, when={"situacion-grave": ["no"]}, tier="ley")

    assert attend(special, refusal) == "lo-demas: depende"


# What to ask next


def test_what_is_asked_next_comes_with_the_values_that_are_possible_and_what_they_change() -> None:
    book = Rulebook(
        (
            make_rule("cedula", {"debe_atender": "no-obligatorio"}, when={"documento": ["ce", "pasaporte-vencido"]}),
            make_rule("particular", {"quien_paga": "persona"}, when={"documento": ["ce"], "orden-medica": ["no"]}),
            REST,
        )
    )
    assert book.open_questions(make_facts({"nacionalidad": "venezolana"}), on=LATER) == (
        OpenQuestion(
            fact="documento",
            values=tuple(value for value in DOMAIN["documento"] if value != "cc"),
            changes=("debe_atender", "quien_paga"),
        ),
        OpenQuestion(fact="orden-medica", values=("si", "no"), changes=("quien_paga",)),
    )


def test_nothing_is_asked_when_nothing_can_change() -> None:
    facts = make_facts(
        {"servicio": "control-prenatal", "documento": "ppt-vencido", "afiliacion": "no-afiliado"}, groups=["gestante"]
    )
    assert _LAW.rulebook.open_questions(facts, on=_TODAY) == ()


def test_the_service_is_asked_for_first() -> None:
    assert _LAW.rulebook.open_questions(make_facts({}), on=_TODAY)[0].fact == "servicio"
    assert _LAW.rulebook.open_questions(make_facts({"grupo:trata": "si"}), on=_TODAY)[0].fact == "servicio"


@given(st.sampled_from(_LAW.situations), st.data())
@settings(max_examples=60, deadline=None)
def test_asking_what_is_missing_settles_every_case(situation: Situation, data: st.DataObject) -> None:
    """Whatever is answered, each question is asked once and in the end no answer depends on what is not known."""
    facts, day = facts_of(situation)
    facts = make_facts({"servicio": facts.get("servicio") or "odontologia"})
    asked = []
    while questions := _LAW.rulebook.open_questions(facts, on=day or _TODAY):
        asked.append(questions[0].fact)
        facts = facts.but(questions[0].fact, data.draw(st.sampled_from(questions[0].values)))
    assert len(asked) == len(set(asked)) < len(DOMAIN)
    assert all(
        len(a.candidates) == 1 or not a.missing for a in _LAW.rulebook.decide(facts, on=day or _TODAY).answers.values()
    )


def test_a_refusal_in_doubt_shows_the_rule_that_covers_the_case_anyhow() -> None:
    """Known: nobody else has to be asked; whether a professional wrote that it is urgent is not."""
    urgent = make_rule("urgente", {"debe_atender": "si"}, when={"situacion-grave": ["si"]}, tier="constitucional")
    refusal = make_rule("electivo", {"debe_atender": "no-obligatorio"}, when={"situacion-grave": ["no"]})
    general = make_rule("general", {"debe_atender": "depende"}, tier="reglamento")
    assert attend(urgent, refusal, general) == "general: depende"


def test_a_special_rule_is_not_shown_while_a_general_one_says_the_same() -> None:
    urgent = make_rule("urgente", {"debe_atender": "si"}, when={"situacion-grave": ["si"]}, tier="constitucional")
    other = make_rule("otra", {"debe_atender": "si"}, when={"situacion-grave": ["no"]})
    assert attend(urgent, other) == "lo-demas: si"


def test_when_the_rule_that_surely_covers_refuses_a_later_one_that_does_not_is_shown() -> None:
    child = make_rule("nino", {"debe_atender": "si"}, when={"grupo:menor": ["si"]}, tier="constitucional")
    refusal = make_rule("electivo", {"debe_atender": "no-obligatorio"})
    general = make_rule("general", {"debe_atender": "depende"}, tier="reglamento")
    assert attend(child, refusal, general) == "general: depende"
    assert attend(child, refusal, general, **{"grupo:menor": "no"}) == "electivo: no-obligatorio"
