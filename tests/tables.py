"""Tables of counts for tests of what is published, and an attacker who works by trying all numbers."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import highspy
import numpy as np

from redes.publishing.linked import Linked, Sum


def a_table(*axes: int, counts: Sequence[int]) -> Linked:
    """A table of two, three or more axes with all its totals: a total has None where it sums."""
    inner = list(itertools.product(*(range(size) for size in axes)))
    cells = dict(zip(inner, counts, strict=True))
    sums = []
    # From the details to the totals: each axis doubles what there is.
    for axis, size in enumerate(axes):
        for cell in [one for one in cells if one[axis] == 0]:
            parts = tuple((*cell[:axis], place, *cell[axis + 1 :]) for place in range(size))
            whole = (*cell[:axis], None, *cell[axis + 1 :])
            cells[whole] = sum(cells[part] for part in parts)
    for whole in cells:
        for axis, size in enumerate(axes):
            if whole[axis] is None:
                parts = tuple((*whole[:axis], place, *whole[axis + 1 :]) for place in range(size))
                sums.append(Sum(whole, parts))
    return Linked(cells, sums)


def known_least(linked: Linked, hidden: frozenset) -> Mapping:
    """What anybody who sees the table knows hidden cells to be at least: 1 where all lines around tell zeros."""
    least = {}
    for cell in hidden:
        lines = [one for one in linked.sums if one.line and cell in one.parts]
        tell = [any(part not in hidden and linked.counts[part] == 0 for part in one.parts) for one in lines]
        least[cell] = 0 if cell in linked.unshown else int(all(tell))
    return least


def possible(linked: Linked, hidden: frozenset, cell, values: Iterable[int]) -> set[int]:
    """Which of some whole numbers a hidden cell may be, given all the others and their sums."""
    least = known_least(linked, hidden)
    return {value for value in values if _is_a_world(linked, least, cell, value)}


def worlds(linked: Linked, hidden: frozenset, *, most: int) -> Iterator[dict]:
    """All ways to fill the hidden cells; for small tables."""
    least = known_least(linked, hidden)
    names = list(least)
    for values in itertools.product(*(range(least[name], most + 1) for name in names)):
        world = dict(linked.counts) | dict(zip(names, values, strict=True))
        if all(world[one.whole] == sum(world[part] for part in one.parts) for one in linked.sums):
            yield world


def _is_a_world(linked: Linked, least: Mapping, cell, value: int) -> bool:
    """Whether the sums hold for some whole numbers with this one among them. Every sum is a row, nothing is reused."""
    column = {one: number for number, one in enumerate(least)}
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    for one, low in least.items():
        fixed = (value, value) if one == cell else (low, highspy.kHighsInf)
        solver.addVar(*map(float, fixed))
        solver.changeColIntegrality(column[one], highspy.HighsVarType.kInteger)
    for one in linked.sums:
        signs = {part: 1.0 for part in one.parts if part in least}
        if one.whole in least:
            signs[one.whole] = -1.0
        told = sum(linked.counts[part] for part in one.parts if part not in least)
        right = float((0 if one.whole in least else linked.counts[one.whole]) - told)
        index = np.array([column[part] for part in signs], dtype=np.int32)
        solver.addRow(right, right, len(signs), index, np.array(list(signs.values())))
    if value < least[cell]:
        return False
    solver.run()
    return solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
