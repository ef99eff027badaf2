"""Boxes: sets of cases as integers, and what can be done with them.

A box says for each fact which values it may have; the cases in it are all combinations of those values. Taking the
common cases of two boxes is one ``&``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from redes.eligibility.facts import DOMAIN
from redes.eligibility.rule import Conditional

Box = int
"""For each fact the values it may have: bits laid out fact by fact, each fact with a spare bit above its values."""

BITS: dict[str, dict[str, Box]] = {}
"""Fact -> value -> its bit."""

FIELDS: dict[str, Box] = {}
"""Fact -> the bits of all its values."""

_SPARE: dict[str, int] = {}


def _lay_out() -> tuple[int, int]:
    place, lowest = 0, 0
    for fact, values in DOMAIN.items():
        lowest |= 1 << place
        BITS[fact] = {value: 1 << (place + at) for at, value in enumerate(values)}
        FIELDS[fact] = sum(BITS[fact].values())
        place += len(values)
        _SPARE[fact] = 1 << place
        place += 1
    return lowest, sum(_SPARE.values())


_LOWEST, _SPARES = _lay_out()
_FACT_OF_SPARE = {spare: fact for fact, spare in _SPARE.items()}
EVERYTHING: Box = sum(FIELDS.values())
"""All cases."""

_KEEPING = {
    fact: {value: EVERYTHING & ~FIELDS[fact] | bit for value, bit in bits.items()} for fact, bits in BITS.items()
}


def box_of(conditions: Mapping[str, Iterable[str]]) -> Box:
    """The cases in which each named fact has one of its values."""
    box = EVERYTHING
    for fact, values in conditions.items():
        box &= ~FIELDS[fact] | sum(BITS[fact][value] for value in values)
    return box


def values_of(box: Box) -> dict[str, tuple[str, ...]]:
    """Fact -> the values it may have in a box."""
    return {fact: tuple(value for value, bit in bits.items() if box & bit) for fact, bits in BITS.items()}


def freed(box: Box, facts: Iterable[str]) -> Box:
    """The same cases whatever these facts are."""
    for fact in facts:
        box |= FIELDS[fact]
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


def is_empty(box: Box) -> bool:
    """Whether a box holds no case: some fact has no value left."""
    return bool(_lacking(box))


def parting_fact(one: Box, other: Box) -> str | None:
    """The fact in which two boxes without a common case differ, when it is one alone."""
    lacking = _lacking(one & other)
    return None if lacking & (lacking - 1) else _FACT_OF_SPARE[lacking]


def _lacking(box: Box) -> int:
    """The spare bits of facts that have no value left.

    A fact with values keeps its spare bit when its lowest bit is taken from it; one without lends it.
    """
    return ~((box | _SPARES) - _LOWEST) & _SPARES


def boxes_under(rule: Conditional) -> Iterator[Box]:
    """The cases under some conditions, in boxes that do not overlap; some may be empty."""
    box = box_of(rule.when)
    if not rule.any_group:
        yield box
    for group in rule.any_group:
        bits = BITS[f"grupo:{group}"]
        yield box & ~bits["no"]
        box &= ~bits["si"]


def beyond(rule: Conditional) -> Iterator[Box]:
    """Values that a rule does not cover: it covers all of a case that holds none of them, whichever set it is."""
    others = EVERYTHING & ~box_of(rule.when)
    if not rule.any_group:
        yield others
    for group in rule.any_group:
        yield others | BITS[f"grupo:{group}"]["no"]


def without(box: Box, taken: Box) -> Iterator[Box]:
    """What of a box is left, in boxes that do not overlap; the two have cases in common."""
    for field in FIELDS.values():
        rest = box & field & ~taken
        if rest:
            yield box & ~field | rest
            box &= ~field | taken


def box_of_case(known: Mapping[str, str]) -> Box:
    """The completions of a case, impossible ones among them."""
    case = EVERYTHING
    for fact, value in known.items():
        case &= _KEEPING[fact][value]
    return case


def merged(boxes: Iterable[Box]) -> list[Box]:
    """The same cases in fewer boxes: those that differ in one fact become one."""
    now = set(boxes)
    while True:
        before = len(now)
        for field in FIELDS.values():
            joined: dict[int, int] = {}
            for box in now:
                joined[box & ~field] = joined.get(box & ~field, 0) | box & field
            now = {rest | part for rest, part in joined.items()}
        if len(now) == before:
            return sorted(now)
