"""The proof: over the whole domain, each question has exactly one answer, and the invariants hold.

The domain has more than 10^10 cases a day, but the rules tell only few of them apart. So it is not walked case
by case: values of a fact that no condition tells apart are one class, facts are split one at a time, in the order
in which the rules ask for them, and a branch ends as soon as the answer is settled. Every case lies in exactly one
leaf, and what is checked for a leaf holds for all its cases.

On the way down each case is known only in part: what the engine answers to it must be what all its completions
share, and else nothing that turns away, charges or promises. That the engine's tables say what the rules say, for
every case, is checked beside it (``audit``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from redes.content.schema import Norm
from redes.eligibility.audit import audit
from redes.eligibility.decide import CannotTell, Rulebook, days_of_change
from redes.eligibility.facts import DOMAIN, IMPLIED, BadFacts, Facts, imply
from redes.eligibility.flaw import Flaw
from redes.eligibility.invariants import Case, broken, shown
from redes.eligibility.rule import QUESTIONS, Invariant, Rule

_IN_DOUBT: Mapping[str, str] = {
    "debe_atender": "depende",
    "quien_paga": "depende",
    "puede_exigir_documento_para_atender": "no",
}
"""What must be answered while what is not known still decides: nothing that turns away, charges or promises."""


@dataclass(slots=True)
class Proof:
    """What the proof saw.

    Attributes:
        flaws: In order; empty when it holds.
        leaves: How many kinds of cases were told apart, over all days and questions.
        days: Days on which the law changes, each proved.
    """

    flaws: list[Flaw] = field(default_factory=list)
    leaves: int = 0
    days: tuple[date, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.flaws


def prove(rulebook: Rulebook, invariants: Sequence[Invariant], norms: Mapping[str, Norm], *, since: date) -> Proof:
    """Prove the rules over the whole domain, on every day on which the law changes.

    Args:
        rulebook: The rules.
        invariants: What must hold.
        norms: Id -> norm, for what the rules cite.
        since: First day that is asked about.
    """
    proof = Proof(days=_days(rulebook.rules, norms, since))
    walker = _Walker(rulebook)
    found: set[Flaw] = set()
    deciding: set[str] = set()
    for day in proof.days:
        found.update(_norms_in_force(rulebook, norms, day))
        found.update(audit(rulebook.table(day), rulebook.in_force(day), day))
        for invariant in invariants:
            found.update(broken(invariant, rulebook.table(day), day))
        for question in QUESTIONS:
            rules = rulebook.for_question(question, on=day)
            walk = _Walk(walker, rulebook, question, rules, day)
            found.update(walk.everything())
            deciding |= walk.deciding
            proof.leaves += walk.leaves
    for rule in rulebook.rules:
        if rule.id not in deciding:
            found.add(Flaw("dead-rule", rule.id, "never decides anything: other rules always go before it"))
    proof.flaws = sorted(_smallest(found))
    return proof


def _smallest(found: Iterable[Flaw]) -> Iterator[Flaw]:
    """For each kind and subject the shortest message: the smallest case."""
    best: dict[tuple[str, str], Flaw] = {}
    for flaw in found:
        key = (flaw.kind, flaw.subject)
        if key not in best or (len(flaw.message), flaw.message) < (len(best[key].message), best[key].message):
            best[key] = flaw
    return iter(best.values())


def _days(rules: Sequence[Rule], norms: Mapping[str, Norm], since: date) -> tuple[date, ...]:
    """The first day, and each later one on which a rule or a cited norm begins, or has just ended."""
    return (since, *(day for day in days_of_change(rules, norms) if day > since))


def _norms_in_force(rulebook: Rulebook, norms: Mapping[str, Norm], day: date) -> Iterator[Flaw]:
    """What rules cite though it is no law (any more), and rules that stand on nothing."""
    for rule in rulebook.rules:
        if not rule.in_force(day):
            continue
        standing = {basis.norm for basis in rule.basis if (n := norms.get(basis.norm)) and n.in_force(day)}
        for basis in rule.basis:
            norm = norms.get(basis.norm)
            if norm is None:
                yield Flaw("norm", rule.id, f"cites '{basis.norm}', which is not in the catalogue")
            elif norm.confidence == "baja":
                yield Flaw("norm", rule.id, f"cites '{basis.norm}', which nobody has read well enough")
            elif not norm.in_force(day) and (not standing or norm.since is None or norm.since <= day):
                yield Flaw("norm", rule.id, f"cites '{basis.norm}', which is not in force on {day}")
        years = [norms[basis.norm].year for basis in rule.basis if basis.norm in norms]
        if years and min(years) > day.year:
            yield Flaw("norm", rule.id, f"cites no norm that existed on {day}")


class _Walker:
    """What is the same for all walks: classes of values, and which rule goes before which."""

    def __init__(self, rulebook: Rulebook) -> None:
        conditions: list[tuple[str, frozenset[str]]] = []
        for rule in rulebook.rules:
            conditions += [(fact, frozenset(allowed)) for fact, allowed in rule.when.items()]
            conditions += [(f"grupo:{group}", frozenset({"si"})) for group in rule.any_group]
        conditions += [(fact, values) for fact, values, _, _ in IMPLIED]
        conditions += [(other, frozenset({value})) for _, _, other, value in IMPLIED]
        self.classes = {fact: tuple(_representatives(fact, conditions)) for fact in DOMAIN}
        self._before = {rule.id: set(rule.before) for rule in rulebook.rules}
        for first in self._before:
            stack = list(self._before[first])
            while stack:
                later = stack.pop()
                if new := self._before.get(later, set()) - self._before[first]:
                    self._before[first] |= new
                    stack += new

    def is_ordered(self, one: Rule, other: Rule) -> bool:
        """Whether the law says which of two rules goes first."""
        return one.tier != other.tier or other.id in self._before[one.id] or one.id in self._before[other.id]


def _representatives(fact: str, conditions: Iterable[tuple[str, frozenset[str]]]) -> Iterator[str]:
    singled = [values for name, values in conditions if name == fact]
    seen: set[tuple[bool, ...]] = set()
    for value in DOMAIN[fact]:
        signature = tuple(value in values for values in singled)
        if signature not in seen:
            seen.add(signature)
            yield value


class _Walk:
    """One question on one day."""

    def __init__(self, walker: _Walker, rulebook: Rulebook, question: str, rules: Sequence[Rule], day: date) -> None:
        self._walker = walker
        self._rulebook = rulebook
        self._question = question
        self._rules = rules
        self._day = day
        self.deciding: set[str] = set()
        self.leaves = 0

    def everything(self) -> Iterator[Flaw]:
        """Gaps, contradictions, and what the engine makes of cases that are known only in part."""
        flaws: list[Flaw] = []
        self._below({}, flaws)
        return iter(flaws)

    def _below(self, case: dict[str, str], flaws: list[Flaw]) -> set[str | None]:
        """Answers of all cases below a case, None for a gap; flaws are added on the way."""
        settled, fact = self._settle(case)
        if fact is None:
            self.leaves += 1
            if settled is None:
                flaws.append(Flaw("gap", self._question, f"no rule answers on {self._day}: {shown(case)}"))
                return {None}
            self.deciding.add(settled.id)
            flaws += self._contradictions(case, settled)
            below: set[str | None] = {settled.then.answer(self._question)}
        else:
            below = set()
            for narrower in self._split(case, fact):
                below |= self._below(narrower, flaws)
        flaws += self._knowledge(case, below)
        return below

    def _knowledge(self, case: Case, below: set[str | None]) -> Iterator[Flaw]:
        """Whether the engine, knowing this much, says what all cases below share, and asks when they differ."""
        if None in below:  # a gap, told elsewhere
            return
        try:
            said = self._rulebook.answer(self._question, Facts(case), on=self._day)
        except CannotTell:
            yield Flaw("knowledge", self._question, f"is not answered on {self._day}: {shown(case)}")
            return
        wanted = next(iter(below)) if len(below) == 1 else _IN_DOUBT[self._question]
        possible = sorted(filter(None, below))
        if said.value != wanted:
            yield Flaw("knowledge", self._question, f"says '{said.value}' though {possible} is possible: {shown(case)}")
        if bool(said.missing) != (len(below) > 1):
            yield Flaw(
                "knowledge", self._question, f"asks for {list(said.missing)}, possible is {possible}: {shown(case)}"
            )

    def _settle(self, case: Case) -> tuple[Rule | None, str | None]:
        """The rule that answers a case, or the fact that must be known first."""
        for rule in self._rules:
            covered = rule.covers(case)
            if covered:
                return rule, None
            if covered is None:
                return None, rule.undecided(case)[0]
        return None, None

    def _split(self, case: Case, fact: str) -> Iterator[dict[str, str]]:
        for value in self._walker.classes[fact]:
            try:
                yield imply({**case, fact: value})
            except BadFacts:
                continue

    def _contradictions(self, case: Case, settled: Rule) -> Iterator[Flaw]:
        value = settled.then.answer(self._question)
        for other in self._rules:
            if (
                other is settled
                or other.then.answer(self._question) == value
                or self._walker.is_ordered(settled, other)
            ):
                continue
            if (both := _also_under(case, other)) is not None:
                yield Flaw(
                    "contradiction",
                    settled.id,
                    f"and '{other.id}' answer {self._question} differently ('{value}', "
                    f"'{other.then.answer(self._question)}') and neither goes before the other: {shown(both)}",
                )


def _also_under(case: Case, rule: Rule) -> dict[str, str] | None:
    """A case below this one that also falls under a rule, or None when there is none."""
    if rule.covers(case) is False:
        return None
    wanted: list[dict[str, str]] = [dict(case)]
    for fact, allowed in rule.when.items():
        wanted = [closed for one in wanted for v in allowed for closed in _closed(one, fact, v)]
    if rule.any_group:
        wanted = [closed for one in wanted for g in rule.any_group for closed in _closed(one, f"grupo:{g}", "si")]
    return min(wanted, key=lambda one: (len(one), sorted(one.items())), default=None)


def _closed(case: Case, fact: str, value: str) -> Iterator[dict[str, str]]:
    if case.get(fact, value) != value:
        return
    try:
        yield imply({**case, fact: value})
    except BadFacts:
        return
