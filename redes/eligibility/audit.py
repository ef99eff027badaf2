"""Part of the proof: the compiled rules (``table``) say what the written ones say, case by case, for all cases.

Three things are checked of the regions of a table, with the rules as they are written and not as they were
compiled. Each region: its rule covers all its cases, each rule that goes before covers none, and no case in it is
impossible. All together: no two overlap. And they hold as many cases as there are, counted in another way. So every
possible case lies in exactly one region, with the rule that the law gives it; and a case known only in part is
answered by exactly the regions of its completions.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import prod

from redes.eligibility.boxes import overlapping, values_of
from redes.eligibility.facts import DOMAIN, IMPLIED, possible
from redes.eligibility.flaw import Flaw
from redes.eligibility.rule import QUESTIONS, Rule
from redes.eligibility.table import Region, Table

Values = Mapping[str, Sequence[str]]
"""Fact -> the values it may have."""


def audit(table: Table, rules: Sequence[Rule], day: date) -> Iterator[Flaw]:
    """Where a table does not say what the rules say.

    Args:
        table: The compiled rules.
        rules: The same as written: those in force, in order of precedence.
        day: The day, for the messages.
    """
    there_are = possible_cases()
    for question in QUESTIONS:
        regions = table.regions_of(question)
        live = [rule for rule in rules if rule.then.answer(question) is not None]
        for region in regions:
            yield from _misread(region, live, day)
        for one, other in overlapping([region.box for region in regions]):
            yield Flaw("table", question, f"regions {one} and {other} overlap on {day}")
        held = sum(prod(map(len, values_of(region.box).values())) for region in regions)
        if held != there_are:
            yield Flaw("table", question, f"{held} cases are answered on {day}, but there are {there_are}")


def possible_cases() -> int:
    """How many cases there are: all combinations of values but those that exclude each other."""
    bound = {fact for fact, _, _, _ in IMPLIED} | {other for _, _, other, _ in IMPLIED}
    free = prod(len(values) for fact, values in DOMAIN.items() if fact not in bound)
    kinds: dict[str, Counter[tuple[bool, ...]]] = {}
    example: dict[tuple[str, tuple[bool, ...]], str] = {}
    for fact in sorted(bound):
        told_apart = [values for name, values, _, _ in IMPLIED if name == fact]
        told_apart += [frozenset({value}) for _, _, other, value in IMPLIED if other == fact]
        kinds[fact] = Counter()
        for value in DOMAIN[fact]:
            kind = tuple(value in values for values in told_apart)
            kinds[fact][kind] += 1
            example[fact, kind] = value
    return free * sum(
        prod(kinds[fact][kind] for fact, kind in zip(kinds, case, strict=True))
        for case in product(*kinds.values())
        if possible({fact: example[fact, kind] for fact, kind in zip(kinds, case, strict=True)})
    )


def _misread(region: Region, rules: Sequence[Rule], day: date) -> Iterator[Flaw]:
    values = values_of(region.box)
    subject = region.rule.id if region.rule else region.question
    for fact, some, other, value in IMPLIED:
        if some & set(values[fact]) and set(values[other]) != {value}:
            yield Flaw("table", subject, f"answers impossible cases on {day}: {_shown(values)}")
    for rule in rules:
        covers = _covers(rule, values)
        if rule is region.rule:
            if covers is not True:
                yield Flaw("table", subject, f"answers cases it does not cover on {day}: {_shown(values)}")
            return
        if covers is not False:
            yield Flaw("table", subject, f"goes before '{rule.id}' on {day}: {_shown(values)}")
            return


def _covers(rule: Rule, values: Values) -> bool | None:
    """Whether a rule covers all of some cases, none, or a part (None)."""
    conditions = [[value in allowed for value in values[fact]] for fact, allowed in rule.when.items()]
    groups = [values[f"grupo:{group}"] for group in rule.any_group]
    if any(not any(met) for met in conditions) or (groups and all("si" not in held for held in groups)):
        return False
    held_surely = not groups or any(set(held) == {"si"} for held in groups)
    return True if held_surely and all(all(met) for met in conditions) else None


def _shown(values: Values) -> str:
    told = {fact: some for fact, some in values.items() if len(some) < len(DOMAIN[fact])}
    return ", ".join(f"{fact.removeprefix('grupo:')}={'|'.join(some)}" for fact, some in told.items()) or "any case"
