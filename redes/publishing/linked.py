"""Counts, and the sums that link them: what anybody can work out of a table with its totals."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = 5
"""Fewer reports than this may point at somebody, so they are not told. Usual in health statistics."""

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[Cell]):
    """One cell is the sum of others.

    Attributes:
        whole: The total.
        parts: What it is the total of.
        line: Whether the parts are one line of a table, published together: then its zeros are hidden together or
            not at all. A year and its quarters are no line: quarters are published before.
    """

    whole: Cell
    parts: tuple[Cell, ...]
    line: bool = True


@dataclass(frozen=True, slots=True)
class Linked(Generic[Cell]):
    """Counts to publish, together with all that is linked to them.

    Attributes:
        counts: Cell -> how many, 0 or more. Their order decides between cells that would do equally well.
        sums: How they are linked; they hold.
        unshown: Cells that nobody publishes but anybody can work out, such as those *without* a group.
        earlier: Cell that was published before -> whether it was hidden then. What is out stays as it is.
    """

    counts: Mapping[Cell, int]
    sums: Sequence[Sum[Cell]]
    unshown: frozenset[Cell] = frozenset()
    earlier: Mapping[Cell, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.sums:
            if self.counts[one.whole] != sum(self.counts[part] for part in one.parts):
                raise ValueError(f"{one.whole} is not the sum of its parts")
