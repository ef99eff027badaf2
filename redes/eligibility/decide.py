"""The engine: facts and a day in, answers with their reasons out. Pure: no file, no clock.

Rules are taken in their order of precedence; the first that covers a case answers it. A fact that is not known may
have any value that the known ones leave it: the case is then all its completions. When all of them are answered
alike, what is not known does not matter. When they differ, the answer is ``depende`` and names the facts that
decide. So knowing less never turns into a *no*: a rule that protects is not passed over while it may still apply.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from redes.content.schema import Basis, Norm
from redes.eligibility.boxes import box_of_case
from redes.eligibility.facts import DOMAIN, Facts
from redes.eligibility.rule import DEMAND, REFUSALS, TIERS, Rule
from redes.eligibility.table import Part, Table
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
        because: The rule that answers; when several might, the first after them that covers the case whatever is
            not known and does not refuse; when there is none, the most general of those that might and do not.
        find_candidates: Finds :attr:`candidates`, which few ask for.
        missing: Facts not known that can still change the answer, in the order in which a person is asked; empty
            when nothing depends on them.
    """

    value: str
    because: Rule
    find_candidates: Callable[[], tuple[Rule, ...]] = field(compare=False, repr=False)
    missing: tuple[str, ...] = ()

    @property
    def candidates(self) -> tuple[Rule, ...]:
        """All rules that answer some completion of the case, in order of precedence."""
        return self.find_candidates()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answers to all questions of a case.

    Attributes:
        answers: Question -> answer.
    """

    answers: Mapping[str, Answer]

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that can still change some answer, in the order in which a person is asked."""
        asked = [answer.missing for answer in self.answers.values() if answer.missing]
        if len(asked) < 2:
            return asked[0] if asked else ()
        wanted = set(chain(*asked))
        return tuple([fact for fact in DOMAIN if fact in wanted])


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A fact that is worth asking for.

    Attributes:
        fact: The fact.
        values: Its values that can be true together with what is known.
        changes: The questions whose answers it can still change.
    """

    fact: str
    values: tuple[str, ...]
    changes: tuple[str, ...]


class Rulebook:
    """Rules in their order of precedence, ready to decide.

    Args:
        rules: In any order.
        norms: Id -> norm. A rule holds only on days on which one of the norms it cites is in force; a norm that
            is not here is taken to be. So a norm that ends takes along what stood on it alone.

    Raises:
        BadRules: ``before`` names an unknown rule or one of another tier, or runs in a circle.
    """

    def __init__(self, rules: Iterable[Rule], norms: Mapping[str, Norm] | None = None) -> None:
        self.rules = in_precedence(tuple(rules))
        self._norms = norms or {}
        self._edges = days_of_change(self.rules, self._norms)
        self._tables: dict[int, Table] = {}

    def in_force(self, on: date) -> tuple[Rule, ...]:
        """The rules that hold on a day, in order of precedence."""
        return tuple(rule for rule in self.rules if rule.in_force(on) and self.basis_of(rule, on=on))

    def for_question(self, question: str, *, on: date) -> tuple[Rule, ...]:
        """Of the rules that hold on a day those that answer a question, in order of precedence."""
        return tuple(rule for rule in self.in_force(on) if rule.then.answer(question) is not None)

    def table(self, on: date) -> Table:
        """The compiled rules of a day; one table serves all days up to the next change of the law."""
        stretch = bisect_right(self._edges, on)
        found = self._tables.get(stretch)
        if found is None:
            found = self._tables[stretch] = Table(self.in_force(on))
        return found

    def next_changes(self, after: date) -> tuple[date, ...]:
        """Later days on which a rule or a norm that a rule cites begins, or has just ended."""
        return self._edges[bisect_right(self._edges, after) :]

    def decide(self, facts: Facts, *, on: date) -> Verdict:
        """All answers for a case on a day.

        Raises:
            CannotTell: For some completion of the case no rule answers, or the facts exclude each other.
        """
        known = facts.known
        found = self.table(on).look_up(known)
        return Verdict(answers={question: _answer(question, part, left, known) for question, part, left in found})

    def answer(self, question: str, facts: Facts, *, on: date) -> Answer:
        """The answer to one question alone.

        Raises:
            CannotTell: As for :meth:`decide`.
        """
        found = self.table(on).look_up(facts.known)
        return next(_answer(name, part, left, facts.known) for name, part, left in found if name == question)

    def open_questions(self, facts: Facts, *, on: date) -> tuple[OpenQuestion, ...]:
        """What is worth asking next, best first; empty when no fact can change any answer.

        Raises:
            CannotTell: As for :meth:`decide`.
        """
        table = self.table(on)
        verdict = self.decide(facts, on=on)
        return tuple(
            OpenQuestion(
                fact=fact,
                values=table.values_left(fact, facts.known),
                changes=tuple(question for question, answer in verdict.answers.items() if fact in answer.missing),
            )
            for fact in verdict.missing
        )

    def basis_of(self, rule: Rule, *, on: date) -> tuple[Basis, ...]:
        """Of what a rule cites, what is in force on a day: a later ruling is no basis of an earlier bill."""
        return tuple(
            basis
            for basis in rule.basis
            if (norm := self._norms.get(basis.norm)) is None or (norm.in_force(on) and _begun(norm, on))
        )


def join(question: str, values: Collection[str]) -> str:
    """One answer for cases that are answered differently: what may be due is kept, and nothing is promised.

    Args:
        question: The question.
        values: The answers of the cases; never empty.
    """
    if len(values) == 1:
        return next(iter(values))
    # A document may be demanded only when it surely may: the doubt is the person's.
    return DEMAND[0] if question == "puede_exigir_documento_para_atender" else "depende"


def days_of_change(rules: Iterable[Rule], norms: Mapping[str, Norm]) -> tuple[date, ...]:
    """Days on which a rule, or a norm that a rule cites, begins or has just ended; in order.

    A norm whose first day was not verified begins with its year.
    """
    days: set[date] = set()
    for rule in rules:
        edges: list[Rule | Norm] = [rule, *(norms[basis.norm] for basis in rule.basis if basis.norm in norms)]
        for edge in edges:
            if edge.since is not None:
                days.add(edge.since)
            elif isinstance(edge, Norm):
                days.add(date(edge.year, 1, 1))
            if edge.until is not None:
                days.add(edge.until + timedelta(days=1))
    return tuple(sorted(days))


def _begun(norm: Norm, on: date) -> bool:
    """Whether a norm existed on a day; when its day was not verified, whether its year had come."""
    return norm.since is not None or norm.year <= on.year


def _answer(question: str, part: Part, left: int, known: Mapping[str, str]) -> Answer:
    last = part.last(left)
    if last is None:
        raise CannotTell(f"no rule answers '{question}' for this case on this day")
    candidates = partial(part.rules_left, left)
    rule, says = last
    values = part.answers_left(left)
    if len(values) == 1:
        if (left & part.regions).bit_count() > 1:
            shown = part.covering(box_of_case(known), rule)
            rule = shown[0] if shown and shown[1] == says else rule
        return Answer(value=says, because=rule, find_candidates=candidates)
    # Shown is a rule that covers the case whatever is not known: a special one may not apply, and its steps would
    # mislead. A refusal is not shown while it is in doubt.
    refusal = REFUSALS[question]
    shown = part.covering(box_of_case(known), rule, but=refusal)
    if shown:
        rule = shown[0]
    else:
        rule = next((one for one in reversed(candidates()) if one.then.answer(question) != refusal), rule)
    missing = part.deciding(left)
    return Answer(value=join(question, values), because=rule, find_candidates=candidates, missing=missing)


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
