"""Part of the proof: whether the invariants hold, for all cases at once.

It goes over the regions of a table (``table``), which ``audit`` shows to say what the rules say. What breaks is told
by its smallest case: a fact that is not named may have any value.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import permutations, product

from redes.eligibility.boxes import Box, box_of, boxes_under, example, freed, is_empty
from redes.eligibility.facts import DOMAIN, imply
from redes.eligibility.flaw import Flaw
from redes.eligibility.rule import ANSWERS, QUESTIONS, REFUSALS, Invariant
from redes.eligibility.table import Table

Case = Mapping[str, str]


def broken(invariant: Invariant, table: Table, day: date) -> Iterator[Flaw]:
    """Where an invariant does not hold.

    Args:
        invariant: What must hold.
        table: The rules of a day.
        day: The day, for the messages.
    """
    for question in QUESTIONS:
        if invariant.never_worse is not None:
            yield from _falls(invariant, invariant.never_worse, question, table, day)
        elif question in invariant.must:
            yield from _not_accepted(invariant, question, table, day)


def shown(case: Case) -> str:
    """A case as a message names it."""
    return ", ".join(f"{fact.removeprefix('grupo:')}={value}" for fact, value in sorted(case.items())) or "any case"


def _not_accepted(invariant: Invariant, question: str, table: Table, day: date) -> Iterator[Flaw]:
    accepted = invariant.must[question]

    def breaks(case: Case) -> bool:
        answers = table.answers(question, case)
        return invariant.covers(case) is True and bool(answers) and not set(answers) & set(accepted)

    for value, boxes in table.answered[question].items():
        if value is None or value in accepted:
            continue
        for box, wanted in product(boxes, boxes_under(invariant)):
            if not is_empty(box & wanted):
                case = _smallest(box & wanted, breaks)
                rule = table.rules(question, case)[0]
                yield Flaw(
                    "invariant",
                    invariant.id,
                    f"{question} is '{value}' by rule '{rule.id}' on {day}: {shown(case)}",
                )


def _falls(invariant: Invariant, fact: str, question: str, table: Table, day: date) -> Iterator[Flaw]:
    stronger = imply({fact: "si"})

    def breaks(case: Case) -> bool:
        without = table.answers(question, {**case, fact: "no"})
        with_ = table.answers(question, {**case, **stronger})
        if not without or not with_ or invariant.covers(case) is not True:
            return False
        return max(_protection(question, value) for value in without) < min(_protection(question, v) for v in with_)

    # The same person but for the fact and what follows from it.
    protected = box_of({name: [value] for name, value in stronger.items()})
    unprotected = box_of({fact: ["no"]})
    for worse, better in permutations(filter(None, table.answered[question]), 2):
        if _protection(question, better) <= _protection(question, worse):
            continue
        ones = [box & unprotected for box in table.answered[question][worse]]
        others = [box & protected for box in table.answered[question][better]]
        others = [freed(box, stronger) for box in others if not is_empty(box)]
        for one, other, wanted in product(ones, others, boxes_under(invariant)):
            if is_empty(one & other & wanted):
                continue
            case = _smallest(one & other & wanted, breaks)
            rule = table.rules(question, {**case, fact: "no"})[0]
            now = table.rules(question, {**case, **stronger})[0]
            yield Flaw(
                "invariant",
                invariant.id,
                f"{question} falls from '{worse}' ('{rule.id}') to '{better}' ('{now.id}') "
                f"with {fact} on {day}: {shown({**case, **stronger})}",
            )


def _protection(question: str, value: str) -> int:
    """0 for the most; among payers it only matters whether it is the person."""
    if question == "quien_paga":
        return int(value == REFUSALS[question])
    return ANSWERS[question].index(value)


def _smallest(box: Box, breaks: Callable[[Case], bool]) -> Case:
    """A case of a box with as few facts as still break, all completions of it."""
    case = example(box)
    for fact in reversed(tuple(DOMAIN)):
        fewer = {name: value for name, value in case.items() if name != fact}
        if breaks(fewer):
            case = fewer
    return case
