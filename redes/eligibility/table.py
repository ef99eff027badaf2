"""The rules of one day, compiled: which rule answers which cases, and where one fact alone changes an answer.

The rules of a question, taken in their order of precedence, cut all possible cases into boxes (``boxes``) that do
not overlap, each with the rule that answers it: the *regions*. Where two boxes with different answers touch, one
fact alone changes the answer: that is a *border*.

A case, known in full or in part, is then looked up by keeping the regions and borders that none of its facts
excludes. What is left is exact: the regions tell all rules that answer some completion of the case, the borders all
facts that still decide. The proof (``audit``) goes over the regions with the rules as they are written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from redes.eligibility.boxes import (
    BITS,
    EVERYTHING,
    FIELDS,
    Box,
    beyond,
    box_of,
    boxes_under,
    is_empty,
    merged,
    parting_fact,
    without,
)
from redes.eligibility.facts import DOMAIN, IMPLIED
from redes.eligibility.rule import QUESTIONS, Rule


@dataclass(frozen=True, slots=True)
class Region:
    """Cases that one rule answers.

    Attributes:
        question: What is answered.
        rule: The rule; None where none answers.
        box: The cases.
    """

    question: str
    rule: Rule | None
    box: Box


@dataclass(frozen=True, slots=True)
class Part:
    """One question's regions and borders, a bit each: first the regions, then the borders.

    The methods take such bits, as :meth:`Table.look_up` finds them for a case.

    Attributes:
        regions: The bits of all regions.
        at: The rule of each region and its answer, in order of precedence; None for what no rule answers, at the end.
        rules: Each rule and its regions, in order of precedence.
        answers: Each answer and its regions.
        after: Rule id -> that rule and those after it, in order of precedence, each with its answer and the values
            (one set is enough) that it does not cover.
        borders: Facts and their borders, in the order in which a person is asked.
    """

    regions: int
    at: tuple[tuple[Rule, str] | None, ...]
    rules: tuple[tuple[Rule, int], ...]
    answers: tuple[tuple[str, int], ...]
    after: Mapping[str, tuple[tuple[Rule, str, tuple[Box, ...]], ...]]
    borders: tuple[tuple[str, int], ...]

    def last(self, left: int) -> tuple[Rule, str] | None:
        """The last rule in precedence that answers some completion; None when a completion has no answer."""
        mine = left & self.regions
        return self.at[mine.bit_length() - 1] if mine else None

    def rules_left(self, left: int) -> tuple[Rule, ...]:
        """All rules that answer some completion, in order of precedence."""
        return tuple([rule for rule, mask in self.rules if left & mask])

    def answers_left(self, left: int) -> list[str]:
        """The different answers to the completions."""
        return [answer for answer, mask in self.answers if left & mask]

    def deciding(self, left: int) -> tuple[str, ...]:
        """Facts that still change the answer, in the order in which a person is asked."""
        return tuple([fact for fact, mask in self.borders if left & mask])

    def covering(self, case: Box, after: Rule, *, but: str | None = None) -> tuple[Rule, str] | None:
        """The first rule, from the given one on in precedence, that covers a case whatever is not known of it.

        Args:
            case: The case as a box.
            after: Where to begin.
            but: An answer that is not looked for.
        """
        for rule, answer, outside in self.after[after.id]:
            if answer == but:
                continue
            for values in outside:
                if not case & values:
                    return rule, answer
        return None


class Table:
    """The compiled rules of one day.

    Args:
        rules: Those in force, in order of precedence.

    Attributes:
        regions: All regions; those of one question hold each possible case once.
        answered: Question -> answer -> its cases, in few boxes; the answer None stands for cases without one.
        parts: Question -> its regions and borders.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.regions: tuple[Region, ...] = ()
        self.answered: dict[str, dict[str | None, list[Box]]] = {}
        self.parts: dict[str, Part] = {}
        self._starts: list[tuple[str, int]] = []
        bits: list[tuple[str | None, Box]] = []
        for question in QUESTIONS:
            answering = [rule for rule in rules if rule.then.answer(question) is not None]
            regions = [Region(question, rule, box) for rule, box in _cut(answering)]
            self.answered[question] = _by_answer(regions)
            borders = list(_borders(self.answered[question].values()))
            self.parts[question] = _part(question, answering, regions, borders)
            self._starts.append((question, len(bits)))
            self.regions += tuple(regions)
            bits += [(None, region.box) for region in regions] + [(fact, box) for fact, box in borders]
        self._all = (1 << len(bits)) - 1
        self._masks = _masks(bits)

    def regions_of(self, question: str) -> tuple[Region, ...]:
        """The regions of one question: all possible cases, each in one of them."""
        return tuple(region for region in self.regions if region.question == question)

    def look_up(self, known: Mapping[str, str]) -> list[tuple[str, Part, int]]:
        """For each question its part, and in it the regions and borders that a case may lie in.

        There are no regions for an impossible case.
        """
        masks = self._masks
        left = self._all
        for fact, value in known.items():
            left &= masks[fact][value]
        return [(question, self.parts[question], left >> start) for question, start in self._starts]

    def answers(self, question: str, known: Mapping[str, str]) -> list[str]:
        """The different answers to the completions of a case; none when one has no answer."""
        part, left = self._in_part(question, known)
        return part.answers_left(left) if part.last(left) else []

    def rules(self, question: str, known: Mapping[str, str]) -> tuple[Rule, ...]:
        """All rules that answer some completion of a case, in order of precedence."""
        part, left = self._in_part(question, known)
        return part.rules_left(left)

    def values_left(self, fact: str, known: Mapping[str, str]) -> tuple[str, ...]:
        """Values a fact may still have beside those that are known."""
        question = QUESTIONS[0]
        found = []
        for value in DOMAIN[fact]:
            part, left = self._in_part(question, {**known, fact: value})
            if left & part.regions:
                found.append(value)
        return tuple(found)

    def _in_part(self, question: str, known: Mapping[str, str]) -> tuple[Part, int]:
        return next((part, left) for name, part, left in self.look_up(known) if name == question)


def _cut(rules: Sequence[Rule]) -> Iterator[tuple[Rule | None, Box]]:
    """All possible cases, with the rule that answers them, in order of precedence."""
    left = [EVERYTHING]

    def take(wanted: Box) -> Iterator[Box]:
        nonlocal left
        after: list[Box] = []
        for box in left:
            common = box & wanted
            if is_empty(common):
                after.append(box)
            else:
                yield common
                after += without(box, wanted)
        left = after

    for fact, values, other, value in IMPLIED:
        list(take(box_of({fact: values, other: [v for v in DOMAIN[other] if v != value]})))  # cannot be
    for rule in rules:
        for wanted in boxes_under(rule):
            if not is_empty(wanted):
                for box in take(wanted):
                    yield rule, box
    for box in left:
        yield None, box


def _by_answer(regions: Sequence[Region]) -> dict[str | None, list[Box]]:
    found: dict[str | None, list[Box]] = {}
    for region in regions:
        answer = region.rule.then.answer(region.question) if region.rule else None
        found.setdefault(answer, []).append(region.box)
    return {answer: merged(boxes) for answer, boxes in found.items()}


def _borders(answered: Iterable[Sequence[Box]]) -> Iterator[tuple[str, Box]]:
    """Facts, with the cases (whatever that fact is) in which they alone change the answer to one question."""
    found: dict[str, set[Box]] = {}
    for ones, others in combinations(answered, 2):
        for one, other in product(ones, others):
            fact = parting_fact(one, other)
            if fact is not None:
                found.setdefault(fact, set()).add(one & other | FIELDS[fact])
    for fact, boxes in found.items():
        for box in merged(boxes):
            yield fact, box


def _part(
    question: str, answering: Sequence[Rule], regions: Sequence[Region], borders: Sequence[tuple[str, Box]]
) -> Part:
    says = {rule: rule.then.answer(question) or "" for rule in answering}
    by_rule: dict[Rule, int] = {}
    by_answer: dict[str, int] = {}
    for at, region in enumerate(regions):
        if region.rule is not None:
            by_rule[region.rule] = by_rule.get(region.rule, 0) | 1 << at
            answer = says[region.rule]
            by_answer[answer] = by_answer.get(answer, 0) | 1 << at
    outside = [(rule, says[rule], tuple(beyond(rule))) for rule in answering]
    by_fact = dict.fromkeys(DOMAIN, 0)
    for at, (fact, _) in enumerate(borders, start=len(regions)):
        by_fact[fact] |= 1 << at
    return Part(
        regions=(1 << len(regions)) - 1,
        at=tuple((region.rule, says[region.rule]) if region.rule else None for region in regions),
        rules=tuple(by_rule.items()),
        answers=tuple(by_answer.items()),
        after={rule.id: tuple(outside[at:]) for at, rule in enumerate(answering)},
        borders=tuple((fact, mask) for fact, mask in by_fact.items() if mask),
    )


def _masks(boxes: Sequence[tuple[str | None, Box]]) -> dict[str, dict[str, int]]:
    """Fact -> value -> the boxes that hold cases with it, a bit a box.

    A border comes with its fact, which decides nothing any more once it is known: no value of it keeps the border.
    """
    masks: dict[str, dict[str, int]] = {}
    for fact, bits in BITS.items():
        masks[fact] = {
            value: sum(1 << at for at, (decided, box) in enumerate(boxes) if box & bit and decided != fact)
            for value, bit in bits.items()
        }
    return masks
