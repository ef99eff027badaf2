"""The engine: facts and a day in, answers with their reasons out. Pure: no file, no clock.

Rules are gone through in their order of precedence. The first that surely covers the case answers; those
before it that might cover it, if a fact were known, are kept beside it. When all of them agree, what is not
known does not matter. When they differ, the answer is ``depende`` and names the facts that decide. So
knowing less never turns into a *no*: a rule that protects is not passed over while it may still apply.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from redes.eligibility.facts import Facts
from redes.eligibility.rule import ANSWERS, DEMAND, QUESTIONS, TIERS, Rule
from redes.errors import RedesError


class BadRules(RedesError):
    """The rules do not make an order: a cycle, or a name that does not exist."""


class CannotTell(RedesError):
    """No rule in force on the day covers the case; the catalogue does not reach that far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question.

    Attributes:
        value: As in the contracts.
        because: The rule that answers; when several might, the most general of them that does not refuse.
        candidates: All rules that answer or might answer, in order of precedence.
        missing: Facts not known that decide; empty when nothing depends on them.
    """

    value: str
    because: Rule
    candidates: tuple[Rule, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answers to all questions of a case.

    Attributes:
        answers: Question -> answer.
    """

    answers: Mapping[str, Answer]

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that still decide something, in the order in which rules ask for them."""
        return tuple(dict.fromkeys(fact for answer in self.answers.values() for fact in answer.missing))


class Rulebook:
    """Rules in their order of precedence, ready to decide.

    Args:
        rules: In any order.

    Raises:
        BadRules: ``before`` names an unknown rule or one of another tier, or runs in a circle.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = in_precedence(tuple(rules))
        self._by_service: dict[tuple[str, str], tuple[Rule, ...]] = {}

    def for_question(self, question: str, *, on: date, service: str | None = None) -> tuple[Rule, ...]:
        """Rules in force that answer a question, in order; for one service only those it may fall under."""
        key = (question, f"{on.isoformat()}:{service}")
        found = self._by_service.get(key)
        if found is None:
            found = tuple(
                rule
                for rule in self.rules
                if rule.then.answer(question) is not None
                and rule.in_force(on)
                and (service is None or service in rule.when.get("servicio", (service,)))
            )
            self._by_service[key] = found
        return found

    def decide(self, facts: Facts, *, on: date) -> Verdict:
        """All answers for a case on a day.

        Raises:
            CannotTell: No rule covers it.
        """
        service = facts.get("servicio")
        return Verdict(
            answers={
                question: answer(question, facts.known, self.for_question(question, on=on, service=service))
                for question in QUESTIONS
            }
        )


def answer(question: str, known: Mapping[str, str], rules: Sequence[Rule]) -> Answer:
    """Answer one question by rules in their order of precedence.

    Raises:
        CannotTell: No rule surely covers the case.
    """
    maybe: list[Rule] = []
    for rule in rules:
        covered = rule.covers(known)
        if covered is None:
            maybe.append(rule)
        elif covered:
            return _combined(question, known, maybe, rule)
    raise CannotTell(f"no rule answers '{question}' for this case on this day")


def _combined(question: str, known: Mapping[str, str], maybe: Sequence[Rule], sure: Rule) -> Answer:
    candidates = (*maybe, sure)
    values = {rule.then.answer(question) for rule in candidates}
    if len(values) == 1:
        return Answer(value=values.pop() or "", because=candidates[0] if not maybe else sure, candidates=candidates)
    differing = [r for r in maybe if any(r.then.answer(question) != o.then.answer(question) for o in candidates)]
    missing = tuple(dict.fromkeys(fact for rule in differing for fact in rule.undecided(known)))
    # A document may be demanded only when it surely may: the doubt is the person's.
    value = DEMAND[0] if question == "puede_exigir_documento_para_atender" else "depende"
    # Shown is the most general rule that does not refuse: a special one may not apply, and its steps would mislead;
    # a refusal is not shown while it is in doubt.
    worst = ANSWERS[question][-1]
    because = next((r for r in reversed(candidates) if r.then.answer(question) != worst), candidates[0])
    return Answer(value=value, because=because, candidates=candidates, missing=missing)


def in_precedence(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Rules from the one that goes before all others to the last.

    Raises:
        BadRules: See :class:`Rulebook`.
    """
    by_id = {rule.id: rule for rule in rules}
    if len(by_id) != len(rules):
        raise BadRules("two rules have the same id")
    ordered: list[Rule] = []
    for tier in TIERS:
        sorter: TopologicalSorter[str] = TopologicalSorter()
        for rule in rules:
            if rule.tier != tier:
                continue
            sorter.add(rule.id)
            for later in rule.before:
                if later not in by_id or by_id[later].tier != tier:
                    raise BadRules(f"rule '{rule.id}' goes before '{later}', which is no rule of the tier '{tier}'")
                sorter.add(later, rule.id)
        try:
            ordered += [by_id[name] for name in sorter.static_order()]
        except CycleError as circle:
            raise BadRules(f"rules go before each other in a circle: {' -> '.join(circle.args[1])}") from None
    return tuple(ordered)
