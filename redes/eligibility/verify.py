"""The proof: over the whole domain, each question has exactly one answer, and the invariants hold.

The domain has more than 10^10 cases a day, but the rules tell only few of them apart. So it is not walked case
by case: values of a fact that no condition tells apart are one class, facts are split one at a time, in the order
in which the rules ask for them, and a branch ends as soon as the answer is settled. Every case lies in exactly one
leaf, and what is checked for a leaf holds for all its cases.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from redes.content.schema import Norm
from redes.eligibility.decide import CannotTell, Rulebook, answer
from redes.eligibility.facts import DOMAIN, IMPLIED, BadFacts, imply
from redes.eligibility.rule import ANSWERS, QUESTIONS, Invariant, Rule

Case = Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """Something the proof found.

    Attributes:
        kind: ``gap``, ``contradiction``, ``dead-rule``, ``norm``, ``invariant`` or ``knowledge``.
        subject: Id of the rule or invariant, or the question.
        message: What is wrong, with the smallest case found that shows it.
    """

    kind: str
    subject: str
    message: str


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
    walker = _Walker(rulebook, invariants)
    found: set[Flaw] = set()
    deciding: set[str] = set()
    for day in proof.days:
        found.update(_norms_in_force(rulebook.rules, norms, day))
        for question in QUESTIONS:
            rules = rulebook.for_question(question, on=day)
            walk = _Walk(walker, question, rules, day)
            found.update(walk.everything())
            deciding |= walk.deciding
            proof.leaves += walk.leaves
            for invariant in invariants:
                found.update(walk.invariant(invariant))
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
    cited = {basis.norm for rule in rules for basis in rule.basis}
    edges: list[Rule | Norm] = [*rules, *(norms[c] for c in cited if c in norms)]
    days = {since}
    for edge in edges:
        if edge.since is not None:
            days.add(edge.since)
        if edge.until is not None:
            days.add(edge.until + timedelta(days=1))
    return tuple(sorted(day for day in days if day >= since))


def _norms_in_force(rules: Sequence[Rule], norms: Mapping[str, Norm], day: date) -> Iterator[Flaw]:
    for rule in rules:
        if not rule.in_force(day):
            continue
        for basis in rule.basis:
            norm = norms.get(basis.norm)
            if norm is None:
                yield Flaw("norm", rule.id, f"cites '{basis.norm}', which is not in the catalogue")
            elif norm.confidence == "baja":
                yield Flaw("norm", rule.id, f"cites '{basis.norm}', which nobody has read well enough")
            elif not norm.in_force(day):
                yield Flaw("norm", rule.id, f"cites '{basis.norm}', which is not in force on {day}")


class _Walker:
    """What is the same for all walks: classes of values, and which rule goes before which."""

    def __init__(self, rulebook: Rulebook, invariants: Sequence[Invariant]) -> None:
        conditions: list[tuple[str, frozenset[str]]] = []
        conditional: list[Rule | Invariant] = [*rulebook.rules, *invariants]
        for one in conditional:
            conditions += [(fact, frozenset(allowed)) for fact, allowed in one.when.items()]
            conditions += [(f"grupo:{group}", frozenset({"si"})) for group in one.any_group]
        conditions += [(i.never_worse, frozenset({"si"})) for i in invariants if i.never_worse is not None]
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

    def __init__(self, walker: _Walker, question: str, rules: Sequence[Rule], day: date) -> None:
        self._walker = walker
        self._question = question
        self._rules = rules
        self._day = day
        self.deciding: set[str] = set()
        self.leaves = 0

    def everything(self) -> Iterator[Flaw]:
        """Gaps, contradictions, and whether knowing less ever turns into a no."""
        flaws: list[Flaw] = []
        self._below({}, flaws)
        return iter(flaws)

    def _below(self, case: dict[str, str], flaws: list[Flaw]) -> set[str]:
        """Answers of all cases below a case; flaws are added on the way."""
        settled, fact = self._settle(case)
        if fact is None:
            self.leaves += 1
            if settled is None:
                flaws.append(Flaw("gap", self._question, f"no rule answers on {self._day}: {_shown(case)}"))
                return set()
            self.deciding.add(settled.id)
            flaws += self._contradictions(case, settled)
            return {settled.then.answer(self._question) or ""}
        values: set[str] = set()
        for narrower in self._split(case, fact):
            values |= self._below(narrower, flaws)
        self._check_knowledge(case, values, flaws)
        return values

    def _check_knowledge(self, case: Case, below: set[str], flaws: list[Flaw]) -> None:
        try:
            said = answer(self._question, case, self._rules).value
        except CannotTell:  # a gap, told elsewhere
            return
        worst = {"debe_atender": "no-obligatorio", "puede_exigir_documento_para_atender": "si"}.get(self._question)
        if said == worst and below - {worst}:
            flaws.append(
                Flaw("knowledge", self._question, f"says '{said}' though {sorted(below)} is possible: {_shown(case)}")
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
                    f"'{other.then.answer(self._question)}') and neither goes before the other: {_shown(both)}",
                )

    # Invariants

    def invariant(self, invariant: Invariant) -> Iterator[Flaw]:
        """Where an invariant does not hold."""
        if invariant.must:
            accepted = invariant.must.get(self._question)
            if accepted is not None:
                yield from self._must(invariant, accepted)
        elif self._question in ("debe_atender", "puede_exigir_documento_para_atender"):
            yield from self._never_worse(invariant)

    def _must(self, invariant: Invariant, accepted: Sequence[str]) -> Iterator[Flaw]:
        for case in self._cases_under(invariant, {}):
            for leaf, rule in self._leaves_below(case):
                value = rule.then.answer(self._question)
                if value not in accepted:
                    yield Flaw(
                        "invariant",
                        invariant.id,
                        f"{self._question} is '{value}' by rule '{rule.id}' on {self._day}: {_shown(leaf)}",
                    )

    def _never_worse(self, invariant: Invariant) -> Iterator[Flaw]:
        fact = invariant.never_worse or ""
        order = ANSWERS[self._question]
        stronger = imply({fact: "si"})
        for case in self._cases_under(invariant, {fact: "no"}):
            for without, rule in self._leaves_below(case):
                try:
                    start = imply({**{k: v for k, v in without.items() if k not in stronger}, **stronger})
                except BadFacts:
                    continue
                for with_, protected in self._leaves_below(start):
                    if _disagree(without, with_, stronger):
                        continue
                    better, worse = protected.then.answer(self._question), rule.then.answer(self._question)
                    if order.index(better or "") > order.index(worse or ""):
                        yield Flaw(
                            "invariant",
                            invariant.id,
                            f"{self._question} falls from '{worse}' ('{rule.id}') to '{better}' ('{protected.id}') "
                            f"with {fact} on {self._day}: {_shown(with_)}",
                        )

    def _cases_under(self, invariant: Invariant, start: Case) -> Iterator[dict[str, str]]:
        """Cases that surely fall under an invariant's conditions, split as far as that takes."""
        yield from self._narrow(dict(imply(start)), lambda case: _covers(invariant, case))

    def _narrow(
        self, case: dict[str, str], decide: Callable[[Case], tuple[bool | None, str | None]]
    ) -> Iterator[dict[str, str]]:
        covered, fact = decide(case)
        if covered:
            yield case
        elif covered is None and fact is not None:
            for narrower in self._split(case, fact):
                yield from self._narrow(narrower, decide)

    def _leaves_below(self, case: Case) -> Iterator[tuple[dict[str, str], Rule]]:
        settled, fact = self._settle(case)
        if settled is not None:
            yield dict(case), settled
        elif fact is not None:
            for narrower in self._split(case, fact):
                yield from self._leaves_below(narrower)


def _covers(invariant: Invariant, case: Case) -> tuple[bool | None, str | None]:
    for fact, allowed in invariant.when.items():
        if fact not in case:
            return None, fact
        if case[fact] not in allowed:
            return False, None
    if invariant.any_group and not any(case.get(f"grupo:{g}") == "si" for g in invariant.any_group):
        open_ = [f"grupo:{g}" for g in invariant.any_group if f"grupo:{g}" not in case]
        return (None, open_[0]) if open_ else (False, None)
    return True, None


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


def _disagree(one: Case, other: Case, apart_from: Case) -> bool:
    return any(one[fact] != other[fact] for fact in one.keys() & other.keys() if fact not in apart_from)


def _shown(case: Case) -> str:
    return ", ".join(f"{fact.removeprefix('grupo:')}={value}" for fact, value in sorted(case.items())) or "any case"
