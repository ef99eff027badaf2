"""What a test shows: how many were right, by construct, and what changed between the two."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from redes.content.lessons import Construct, Exam, Module
from redes.training.progress import Moment, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Right answers.

    Attributes:
        right: How many.
        items: Of how many.
    """

    right: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A test that is over.

    Attributes:
        whole: All of it.
        by_construct: Construct -> its part, in the order of the constructs.
    """

    whole: Score
    by_construct: Mapping[Construct, Score]


def result_of(progress: Progress, exam: Exam, moment: Moment) -> Result | None:
    """The result of a test; None while it is not over."""
    if not progress.is_over(moment):
        return None
    right: Counter[Construct] = Counter()
    items: Counter[Construct] = Counter()
    for item, option in zip(exam.form(progress.form(moment)), progress.answers(moment), strict=True):
        items[item.measures] += 1
        right[item.measures] += option == item.correct
    return Result(
        whole=Score(right=right.total(), items=items.total()),
        by_construct={c: Score(right=right[c], items=items[c]) for c in get_args(Construct) if items[c]},
    )


def to_learn(result: Result, modules: Iterable[Module], *, most: int = 2) -> list[tuple[Module, Construct]]:
    """The modules that fit what went wrong, each with the construct that is its reason; the weakest construct first."""
    offered = list(modules)
    weak = sorted(
        (construct for construct, score in result.by_construct.items() if score.right < score.items),
        key=lambda construct: result.by_construct[construct].right / result.by_construct[construct].items,
    )
    fitting = [(module, construct) for construct in weak for module in offered if module.trains == construct]
    return fitting[:most]
