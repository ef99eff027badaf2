"""Every situation a lawyer wrote is answered as written."""

from datetime import date
from pathlib import Path

import pytest

from redes.content.load import load
from redes.eligibility.facts import DOCUMENTS, GROUPS, SERVICES
from redes.eligibility.load import Law, facts_of, load_law
from redes.eligibility.rule import QUESTIONS, Situation

_CONTENT = Path(__file__).parents[3] / "content"
_LAW: Law = load_law(_CONTENT / "reglas", load(_CONTENT).norms)
_TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("situation", _LAW.situations, ids=[situation.name for situation in _LAW.situations])
def test_situation_is_answered_as_the_lawyer_wrote(situation: Situation) -> None:
    facts, day = facts_of(situation)
    verdict = _LAW.rulebook.decide(facts, on=day or _TODAY)
    said = {question: verdict.answers[question].value for question in QUESTIONS}
    said["regla"] = verdict.answers["debe_atender"].because.id
    assert {key: said[key] for key in situation.expect} == dict(situation.expect)


def test_there_are_enough_situations_and_each_has_its_own_name() -> None:
    names = [situation.name for situation in _LAW.situations]
    assert len(names) >= 120
    assert len(names) == len(set(names))


def test_every_answer_occurs_in_some_situation() -> None:
    expected = {(question, answer) for s in _LAW.situations for question, answer in s.expect.items()}
    for question, answers in {
        "debe_atender": ("si", "si-atencion-inicial", "depende", "no-obligatorio"),
        "quien_paga": ("eps", "entidad-territorial", "persona", "pic", "depende"),
        "puede_exigir_documento_para_atender": ("no", "si"),
    }.items():
        for answer in answers:
            assert (question, answer) in expected


def test_every_rule_that_decides_attendance_has_a_situation() -> None:
    seen = set()
    for situation in _LAW.situations:
        facts, day = facts_of(situation)
        verdict = _LAW.rulebook.decide(facts, on=day or _TODAY)
        seen |= {answer.because.id for answer in verdict.answers.values()}
    assert {rule.id for rule in _LAW.rulebook.rules} - seen == set()


def test_every_condition_of_every_rule_has_situations_on_both_sides() -> None:
    """Inside, where the rule answers, and just outside, where this one condition alone keeps it from applying."""
    cases = [(facts, day or _TODAY) for facts, day in map(facts_of, _LAW.situations)]
    for rule in _LAW.rulebook.rules:
        answering = [
            facts
            for facts, day in cases
            if rule in {answer.because for answer in _LAW.rulebook.decide(facts, on=day).answers.values()}
        ]
        assert answering, rule.id
        conditions = [{fact} for fact in rule.when]
        if rule.any_group:
            conditions.append({f"grupo:{group}" for group in rule.any_group})
        for condition in conditions:
            outside = [facts for facts, _ in cases if set(rule.excluded_by(facts.known)) == condition]
            assert outside, f"{rule.id}: no situation is outside for {sorted(condition)} alone"


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("triage", {"I", "II", "III", "IV", "V", "sin-clasificar", None}),
        ("orden-medica", {"si", "no", None}),
        ("situacion-grave", {"si", "no", None}),
        ("afiliacion", {"contributivo", "subsidiado", "no-afiliado", None}),
    ],
)
def test_every_value_of_what_a_professional_says_has_a_situation(fact: str, values: set[str | None]) -> None:
    assert {facts_of(situation)[0].get(fact) for situation in _LAW.situations} == values


def test_every_service_document_and_group_has_situations() -> None:
    told = [facts_of(situation)[0] for situation in _LAW.situations]
    for service in SERVICES:
        assert sum(facts.get("servicio") == service for facts in told) >= 2, service
    for document in DOCUMENTS:
        assert sum(facts.get("documento") == document for facts in told) >= 2, document
    for group in GROUPS:
        assert sum(facts.get(f"grupo:{group}") == "si" for facts in told) >= 2, group
