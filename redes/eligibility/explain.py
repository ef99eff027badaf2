"""Why a case is answered as it is, and what would change it: found by the engine, not written by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from redes.eligibility.decide import Answer, CannotTell, Rulebook, Verdict
from redes.eligibility.facts import DOMAIN, BadFacts, Facts
from redes.eligibility.rule import Rule

Why = Literal["later", "excluded", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A rule for the service in question that did not answer.

    Attributes:
        question: The question it would have answered.
        rule: The rule; ``rule.then.answer(question)`` is what it would have said.
        why: ``later``: it covers the case, or may, and comes after the rule that answers; ``excluded``: it goes
            before but does not cover the case; ``unknown``: it goes before and covers the case if facts that are
            not known turn out so.
        facts: What excludes it or would have to be known; empty for ``later``.
    """

    question: str
    rule: Rule
    why: Why
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that, told otherwise, changes one answer.

    Attributes:
        fact: The fact; ``fecha`` for the next day on which the law itself changes this case.
        values: All its values that change the answer in this way; for ``fecha`` the day as YYYY-MM-DD.
        question: The question whose answer changes.
        was: The answer now.
        becomes: The answer then; for ``fecha`` it may be the same by another rule.
        rule: The rule that answers then.
    """

    fact: str
    values: tuple[str, ...]
    question: str
    was: str
    becomes: str
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An answered case with its reasons.

    Attributes:
        verdict: The answers, each with its rule.
        lost: The rules that did not answer, question by question in order of precedence.
        changes: What would change an answer, fact by fact in the order in which a person is asked, the day last.
            The service is left out: another service is another question.
    """

    verdict: Verdict
    lost: tuple[Lost, ...]
    changes: tuple[Change, ...]


def explain(rulebook: Rulebook, facts: Facts, *, on: date) -> Explanation:
    """Why a case is answered as it is on a day, and which single facts would change that.

    Raises:
        CannotTell: No rule covers it.
    """
    verdict = rulebook.decide(facts, on=on)
    lost = [
        loser
        for question, answer in verdict.answers.items()
        for loser in _losers(question, answer, facts.known, rulebook.for_question(question, on=on))
    ]
    changes = [*_changes(rulebook, facts, verdict, on), *_next_day(rulebook, facts, verdict, on)]
    return Explanation(verdict=verdict, lost=tuple(lost), changes=tuple(changes))


def _losers(question: str, answer: Answer, known: Mapping[str, str], rules: tuple[Rule, ...]) -> Iterator[Lost]:
    before = True
    for rule in rules:
        if rule is answer.because:
            before = False
            continue
        excluding = rule.excluded_by(known)
        if not excluding:
            if before and rule in answer.candidates:
                yield Lost(question=question, rule=rule, why="unknown", facts=tuple(rule.undecided(known)))
            else:
                yield Lost(question=question, rule=rule, why="later")
        elif before and "servicio" not in excluding:
            yield Lost(question=question, rule=rule, why="excluded", facts=tuple(excluding))


def _changes(rulebook: Rulebook, facts: Facts, now: Verdict, on: date) -> Iterator[Change]:
    for fact, possible in DOMAIN.items():
        if fact == "servicio":
            continue
        found: dict[tuple[str, str, Rule], list[str]] = {}
        for value in possible:
            if facts.get(fact) == value:
                continue
            try:
                then = rulebook.decide(facts.but(fact, value), on=on)
            except (BadFacts, CannotTell):  # it cannot be, or nobody can tell: no change to speak of
                continue
            for question, answer in then.answers.items():
                if answer.value != now.answers[question].value:
                    found.setdefault((question, answer.value, answer.because), []).append(value)
        for (question, becomes, rule), values in found.items():
            yield Change(
                fact=fact,
                values=tuple(values),
                question=question,
                was=now.answers[question].value,
                becomes=becomes,
                rule=rule,
            )


def _next_day(rulebook: Rulebook, facts: Facts, now: Verdict, on: date) -> Iterator[Change]:
    for day in rulebook.next_changes(on):
        try:
            then = rulebook.decide(facts, on=day)
        except CannotTell:
            return
        altered = [
            Change(
                fact="fecha",
                values=(day.isoformat(),),
                question=question,
                was=now.answers[question].value,
                becomes=answer.value,
                rule=answer.because,
            )
            for question, answer in then.answers.items()
            if answer.value != now.answers[question].value or answer.because is not now.answers[question].because
        ]
        if altered:
            yield from altered
            return
