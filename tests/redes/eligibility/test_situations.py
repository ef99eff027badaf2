"""Every situation a lawyer wrote is answered as written."""

from datetime import date
from pathlib import Path

import pytest

from redes.content.load import load
from redes.eligibility.facts import Facts
from redes.eligibility.load import Law, facts_of, load_law
from redes.eligibility.rule import QUESTIONS, Situation

_CONTENT = Path(__file__).parents[3] / "content"
_LAW: Law = load_law(_CONTENT / "reglas", load(_CONTENT).norms)
_TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("situation", _LAW.situations, ids=[situation.name for situation in _LAW.situations])
def test_situation_is_answered_as_the_lawyer_wrote(situation: Situation) -> None:
    known, day = facts_of(situation)
    verdict = _LAW.rulebook.decide(Facts(known), on=day or _TODAY)
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
        known, day = facts_of(situation)
        verdict = _LAW.rulebook.decide(Facts(known), on=day or _TODAY)
        seen |= {answer.because.id for answer in verdict.answers.values()}
    assert {rule.id for rule in _LAW.rulebook.rules} - seen == set()
