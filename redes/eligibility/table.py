"""The rules of one day, compiled: which rule answers which cases, and where one fact alone changes an answer.

A *box* is a set of cases: for each fact the values it may have, packed into one integer, a bit a value. The rules
of a question, taken in their order of precedence, cut all possible cases into boxes that do not overlap, each with
the rule that answers it. Where two boxes with different answers touch, one fact changes the answer: that is a
*border*.

A case, known in full or in part, is then looked up by keeping the boxes and borders that none of its facts
excludes. What is left is exact: the boxes are all the rules that answer some completion of the case, the borders
all the facts that still decide. The proof (``verify``) goes over the boxes with the rules as they are written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from redes.eligibility.facts import DOMAIN, IMPLIED
from redes.eligibility.rule import QUESTIONS, Conditional, Rule

Box = int
"""For each fact the values it may have: bits laid out fact by fact, each fact with a spare bit above its values."""

_BIT: dict[str, dict[str, int]] = {}
_FIELD: dict[str, int] = {}
_SPARE: dict[str, int] = {}


def _lay_out() -> tuple[int, int]:
    place, lowest = 0, 0
    for fact, values in DOMAIN.items():
        lowest |= 1 << place
        _BIT[fact] = {value: 1 << (place + at) for at, value in enumerate(values)}
        _FIELD[fact] = sum(_BIT[fact].values())
        place += len(values)
        _SPARE[fact] = 1 << place
        place += 1
    return lowest, sum(_SPARE.values())


_LOWEST, _SPARES = _lay_out()
_FACT_OF_SPARE = {spare: fact for fact, spare in _SPARE.items()}
_EVERYTHING: Box = sum(_FIELD.values())


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
class _Part:
    """One question's bits among those of the table: first its regions, then its borders.

    Attributes:
        start: Place of the first bit; the masks below count from here.
        regions: All regions.
        unanswered: The regions in which no rule answers.
        at: The rule of each region.
        rules: Each rule and its regions, in order of precedence.
        after: Rule id -> that rule and those after it, in order of precedence.
        answers: Each answer and its regions.
        borders: Facts and their borders, in the order in which a person is asked.
    """

    start: int
    regions: int
    unanswered: int
    at: tuple[Rule | None, ...]
    rules: tuple[tuple[Rule, int], ...]
    after: Mapping[str, tuple[Rule, ...]]
    answers: tuple[tuple[str, int], ...]
    borders: tuple[tuple[str, int], ...]


class Table:
    """The compiled rules of one day.

    Args:
        rules: Those in force, in order of precedence.

    Attributes:
        regions: All regions; those of one question hold each possible case once.
        answered: Question -> answer -> its cases, in few boxes; the answer None stands for cases without one.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.regions: tuple[Region, ...] = ()
        self.answered: dict[str, dict[str | None, list[Box]]] = {}
        self._parts: dict[str, _Part] = {}
        bits: list[tuple[str | None, Box]] = []
        for question in QUESTIONS:
            answering = [rule for rule in rules if rule.then.answer(question) is not None]
            regions = [Region(question, rule, box) for rule, box in _cut(answering)]
            self.answered[question] = _by_answer(regions)
            borders = list(_borders(self.answered[question].values()))
            self._parts[question] = _part(len(bits), answering, regions, borders)
            self.regions += tuple(regions)
            bits += [(None, region.box) for region in regions] + [(fact, box) for fact, box in borders]
        self._all = (1 << len(bits)) - 1
        self._masks = _masks(bits)

    def regions_of(self, question: str) -> tuple[Region, ...]:
        """The regions of one question: all possible cases, each in one of them."""
        return tuple(region for region in self.regions if region.question == question)

    def look_up(self, known: Mapping[str, str]) -> int:
        """The regions and borders a case may lie in, as bits for the other methods; 0 for an impossible case."""
        masks = self._masks
        left = self._all
        for fact, value in known.items():
            left &= masks[fact][value]
        return left

    def rules_left(self, question: str, left: int) -> tuple[Rule, ...]:
        """Rules that answer some completion of the case, in precedence; none when a completion has no answer."""
        part = self._parts[question]
        mine = left >> part.start & part.regions
        if mine & part.unanswered:
            return ()
        if mine and not mine & (mine - 1):  # one region, as for every case that is known in full
            only = part.at[mine.bit_length() - 1]
            return (only,) if only else ()
        return tuple([rule for rule, mask in part.rules if mine & mask])

    def covering(self, question: str, known: Mapping[str, str], after: Rule) -> Rule | None:
        """The first rule, from the given one on in precedence, that covers the case whatever is not known."""
        return next((rule for rule in self._parts[question].after[after.id] if rule.covers(known)), None)

    def answers_left(self, question: str, left: int) -> list[str]:
        """The different answers to the completions of a case; none when a completion has no answer."""
        part = self._parts[question]
        mine = left >> part.start
        if mine & part.unanswered:
            return []
        return [answer for answer, mask in part.answers if mine & mask]

    def deciding(self, question: str, left: int) -> tuple[str, ...]:
        """Facts that still change the answer, in the order in which a person is asked."""
        part = self._parts[question]
        mine = left >> part.start
        return tuple([fact for fact, mask in part.borders if mine & mask])

    def values_left(self, fact: str, left: int) -> tuple[str, ...]:
        """Values a fact may still have beside the others that are known."""
        part = self._parts[QUESTIONS[0]]
        mine = left & part.regions << part.start
        return tuple(value for value, mask in self._masks[fact].items() if mine & mask)


def box_of(conditions: Mapping[str, Iterable[str]]) -> Box:
    """The cases in which each named fact has one of its values."""
    box = _EVERYTHING
    for fact, values in conditions.items():
        box &= ~_FIELD[fact] | sum(_BIT[fact][value] for value in values)
    return box


def values_of(box: Box) -> dict[str, tuple[str, ...]]:
    """Fact -> the values it may have in a box."""
    return {fact: tuple(value for value, bit in bits.items() if box & bit) for fact, bits in _BIT.items()}


def freed(box: Box, facts: Iterable[str]) -> Box:
    """The same cases whatever these facts are."""
    for fact in facts:
        box |= _FIELD[fact]
    return box


def example(box: Box) -> dict[str, str]:
    """A case of a box that is not empty."""
    return {fact: values[0] for fact, values in values_of(box).items()}


def overlapping(boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Pairs of boxes, by their place, that have a case in common."""
    for at, one in enumerate(boxes):
        for later in range(at + 1, len(boxes)):
            if not is_empty(one & boxes[later]):
                yield at, later


def is_empty(box: Box) -> int:
    """The spare bits of facts that have no value left; 0 when the box holds cases.

    A fact with values keeps its spare bit when its lowest bit is taken from it; one without lends it.
    """
    return ~((box | _SPARES) - _LOWEST) & _SPARES


def boxes_under(rule: Conditional) -> Iterator[Box]:
    """The cases under some conditions, in boxes that do not overlap; some may be empty."""
    box = box_of(rule.when)
    if not rule.any_group:
        yield box
    for group in rule.any_group:
        bits = _BIT[f"grupo:{group}"]
        yield box & ~bits["no"]
        box &= ~bits["si"]


def _without(box: Box, taken: Box) -> Iterator[Box]:
    """What of a box is left, in boxes that do not overlap; the two have cases in common."""
    for field in _FIELD.values():
        rest = box & field & ~taken
        if rest:
            yield box & ~field | rest
            box &= ~field | taken


def _cut(rules: Sequence[Rule]) -> Iterator[tuple[Rule | None, Box]]:
    """All possible cases, with the rule that answers them, in order of precedence."""
    left = [_EVERYTHING]

    def take(wanted: Box) -> Iterator[Box]:
        nonlocal left
        after: list[Box] = []
        for box in left:
            common = box & wanted
            if is_empty(common):
                after.append(box)
            else:
                yield common
                after += _without(box, wanted)
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
    return {answer: _merged(boxes) for answer, boxes in found.items()}


def _borders(answered: Iterable[Sequence[Box]]) -> Iterator[tuple[str, Box]]:
    """Facts, with the cases (whatever that fact is) in which they alone change the answer to one question."""
    found: dict[str, set[Box]] = {}
    for ones, others in combinations(answered, 2):
        for one, other in product(ones, others):
            common = one & other
            apart = is_empty(common)
            if not apart & (apart - 1):  # they differ in one fact only
                fact = _FACT_OF_SPARE[apart]
                found.setdefault(fact, set()).add(common | _FIELD[fact])
    for fact, boxes in found.items():
        for box in _merged(boxes):
            yield fact, box


def _merged(boxes: Iterable[Box]) -> list[Box]:
    """The same cases in fewer boxes: those that differ in one fact become one."""
    now = set(boxes)
    while True:
        before = len(now)
        for field in _FIELD.values():
            joined: dict[int, int] = {}
            for box in now:
                joined[box & ~field] = joined.get(box & ~field, 0) | box & field
            now = {rest | part for rest, part in joined.items()}
        if len(now) == before:
            return sorted(now)


def _part(
    start: int, answering: Sequence[Rule], regions: Sequence[Region], borders: Sequence[tuple[str, Box]]
) -> _Part:
    unanswered = 0
    by_rule: dict[Rule, int] = {}
    by_answer: dict[str, int] = {}
    for at, region in enumerate(regions):
        if region.rule is None:
            unanswered |= 1 << at
            continue
        answer = region.rule.then.answer(region.question) or ""
        by_rule[region.rule] = by_rule.get(region.rule, 0) | 1 << at
        by_answer[answer] = by_answer.get(answer, 0) | 1 << at
    by_fact = dict.fromkeys(DOMAIN, 0)
    for at, (fact, _) in enumerate(borders, start=len(regions)):
        by_fact[fact] |= 1 << at
    return _Part(
        start=start,
        regions=(1 << len(regions)) - 1,
        unanswered=unanswered,
        at=tuple(region.rule for region in regions),
        rules=tuple(by_rule.items()),
        after={rule.id: tuple(answering[at:]) for at, rule in enumerate(answering)},
        answers=tuple(by_answer.items()),
        borders=tuple((fact, mask) for fact, mask in by_fact.items() if mask),
    )


def _masks(boxes: Sequence[tuple[str | None, Box]]) -> dict[str, dict[str, int]]:
    """Fact -> value -> the boxes that hold cases with it, a bit a box.

    A border comes with its fact, which decides nothing any more once it is known: no value of it keeps the border.
    """
    masks: dict[str, dict[str, int]] = {}
    for fact, bits in _BIT.items():
        masks[fact] = {
            value: sum(1 << at for at, (decided, box) in enumerate(boxes) if box & bit and decided != fact)
            for value, bit in bits.items()
        }
    return masks
