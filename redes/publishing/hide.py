"""Which cells of a table are left out, so that neither they nor their totals give a small number away.

A cell is safe when nobody can tell of it more than that there was something, and not even that it is less than ``k``: at
least ``k`` values, from 1 on, fit all that is known. A cell that is made of several published before, each of them hidden, is
known to be no less than their number; the ``k`` values then begin there.

1. A count from 1 to ``k - 1`` is *sensitive*: it is hidden.
2. A line with a hidden cell would tell it by subtraction, so the cheapest of its neighbours is hidden too. Where the
   hidden cells of a line are so few that, none being zero, they would be known, the line's zeros are hidden with them:
   zeros are the cheapest cover.
3. The attacker tries every sensitive cell (:mod:`redes.publishing.attacker`). While one of them is not safe, the cheapest
   cell of the sums that told her is hidden.

The cost of a cell is its count, and more where it drags others along: totals stay when details can go. What is chosen depends on the counts and their order
only. The attacker knows these rules but does not run them backwards on guessed tables; no method in use resists that.
"""

from collections.abc import Iterable, Iterator
from typing import Generic

from redes.errors import RedesError
from redes.publishing.attacker import Attacker, Equation, Proven
from redes.publishing.linked import Cell, K, Linked, Sum


class CannotProtect(RedesError):
    """What was published before already tells a small number; nothing that is hidden now can mend it."""


def hide(linked: Linked[Cell], *, k: int = K) -> frozenset[Cell]:
    """Cells that may not be told.

    Args:
        linked: The counts and all that is linked to them.
        k: The smallest count that is told, but for zero.

    Returns:
        Of the cells that are to be published now, those to hide: then every sensitive cell is safe from who knows all
        others, all that was published earlier and this rule.

    Raises:
        CannotProtect: See there.
    """
    hiding = _Hiding(linked, k)
    if not hiding.sensitive:
        return frozenset()
    hiding.cover_lines()
    hiding.face_the_attacker()
    return frozenset(hiding.hidden - linked.unshown - linked.earlier.keys())


class _Hiding(Generic[Cell]):
    """The hidden cells, as they grow."""

    def __init__(self, linked: Linked[Cell], k: int) -> None:
        self.linked = linked
        self.k = k
        self.counts = linked.counts
        self.sensitive: list[Cell] = []
        self.hidden: set[Cell] = set()
        self._fixed = linked.unshown | linked.earlier.keys()
        self._lines_of: dict[Cell, list[int]] = {}
        self._sums_of: dict[Cell, list[int]] = {}
        for number, one in enumerate(linked.sums):
            for cell in (one.whole, *one.parts):
                self._sums_of.setdefault(cell, []).append(number)
            if one.line:
                for part in one.parts:
                    self._lines_of.setdefault(part, []).append(number)
        self._links_of = {one.whole: one.parts for one in linked.sums if not one.line}
        self._zeros_told = [sum(not self.counts[part] for part in one.parts) for one in linked.sums]
        self._hidden_in = [0] * len(linked.sums)
        self._hide(linked.unshown)
        self._hide(cell for cell, was in linked.earlier.items() if was)
        small = [cell for cell, count in self.counts.items() if 0 < count < k and self._secret(cell)]
        self._hide(cell for cell in small if cell not in self._fixed)
        reached = self._reached()
        self.sensitive = [cell for cell in small if cell in reached]
        self.safe = {cell: (least := self._hidden_parts(cell), least + k - 1) for cell in self.sensitive}

    def _hide(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            if cell not in self.hidden:
                self.hidden.add(cell)
                for number in self._sums_of.get(cell, ()):
                    self._hidden_in[number] += 1
                for number in () if self.counts[cell] else self._lines_of.get(cell, ()):
                    self._zeros_told[number] -= 1

    def _reached(self) -> set[Cell]:
        """Cells of which the new ones may tell something: the others are as safe as they were."""
        new = [cell for cell in self.counts if cell not in self.linked.earlier]
        waiting = [number for cell in new for number in self._sums_of.get(cell, ())]
        reached, seen = set(new), set(waiting)
        while waiting:
            one = self.linked.sums[waiting.pop()]
            for cell in (one.whole, *one.parts):
                if cell in self.hidden and cell not in reached:
                    reached.add(cell)
                    further = [number for number in self._sums_of[cell] if number not in seen]
                    seen.update(further)
                    waiting.extend(further)
        return reached

    def _secret(self, cell: Cell) -> bool:
        """Whether a small count is still to be kept: what was told before cannot be taken back."""
        return self.linked.earlier.get(cell, True)

    def _hidden_parts(self, cell: Cell) -> int:
        """Of how many parts, published before, a hidden cell is made: in each, everybody knows, there was something."""
        parts = [
            part
            for part in self._links_of.get(cell, ())
            if self.linked.earlier.get(part) and part not in self.linked.unshown and self.counts[part]
        ]
        return sum(self._hidden_parts(part) for part in parts) or 1

    # -- lines ---------------------------------------------------------------------------------------------------

    def cover_lines(self) -> None:
        """Hide neighbours until no single line tells a sensitive cell. Cheap; the attacker finds the rest."""
        waiting = list(range(len(self.linked.sums)))
        while waiting:
            touched = {
                number
                for one in waiting
                for cell in self._cover(self.linked.sums[one])
                for number in self._sums_of.get(cell, ())
            }
            waiting = sorted(touched)

    def _cover(self, one: Sum[Cell]) -> Iterator[Cell]:
        """Hide in one sum what it needs; each cell that was hidden."""
        while chosen := self._next_cover(one):
            self._hide(chosen)
            yield from chosen

    def _next_cover(self, one: Sum[Cell]) -> list[Cell]:
        inside = [part for part in one.parts if part in self.hidden]
        if one.whole in self.hidden:
            return self._cheapest(one.parts) if not inside and one.whole not in self._fixed else []
        known = self.counts[one.whole] - sum(self.counts[part] for part in one.parts if part not in self.hidden)
        least = {part: self.least(part) for part in inside}
        spare = known - sum(least.values())
        told = [
            part
            for part in inside
            if part in self.safe and (len(inside) < 2 or spare + least[part] < self.safe[part][1])
        ]
        if not told:
            return []
        zeros = self._zeros(one)
        if known >= self.k and len(inside) + len(zeros) > 1 and zeros:
            return zeros
        wanted = self.k - known
        neighbours = [part for part in one.parts if self._may_hide(part) and self.counts[part]]
        enough = [part for part in neighbours if self.counts[part] >= wanted]
        return self._cheapest(enough) or self._cheapest(neighbours) or zeros or self._cheapest([one.whole])

    def least(self, cell: Cell) -> int:
        """What everybody knows a hidden cell to be at least: 1, unless it stands in a line that tells no zero."""
        if cell in self.linked.unshown:
            return 0
        return int(all(self._zeros_told[number] for number in self._lines_of.get(cell, ())))

    def _zeros(self, one: Sum[Cell]) -> list[Cell]:
        """The zeros of a line that can be hidden, all of them; none where one was told before."""
        told = [part for part in one.parts if not self.counts[part] and part not in self.hidden]
        return told if one.line and all(self._may_hide(part) for part in told) else []

    def _may_hide(self, cell: Cell) -> bool:
        return cell not in self.hidden and cell not in self._fixed

    def _cheapest(self, cells: Iterable[Cell]) -> list[Cell]:
        """The cell that costs least, of those that can be hidden and are no zeros."""
        able = [cell for cell in cells if self._may_hide(cell) and self.counts[cell]]
        return [min(able, key=self._cost)] if able else []

    def _cost(self, cell: Cell) -> int:
        """Its count, once more for each sum in which nothing is hidden yet: it covers only when one more is, there."""
        return self.counts[cell] * (1 + sum(not self._hidden_in[number] for number in self._sums_of.get(cell, ())))

    # -- the attacker --------------------------------------------------------------------------------------------

    def face_the_attacker(self) -> None:
        """Hide what the attacker uses, until she finds nothing."""
        proven: Proven[Cell] = Proven()
        attackers: dict[Cell, Attacker[Cell]] = {}
        for cell in self.sensitive:
            while cell not in proven:
                if cell not in attackers:
                    attacker, reach = self._attacker(cell, proven)
                    attackers.update(dict.fromkeys(reach, attacker))
                because = attackers[cell].expose(cell)
                if because is not None:
                    self._hide(self._answer_to(cell, because))
                    # What is hidden now may join systems of equations that were apart.
                    attacker, reach = self._attacker(cell, proven)
                    attackers.update(dict.fromkeys(reach, attacker))

    def _attacker(self, cell: Cell, proven: Proven[Cell]) -> tuple[Attacker[Cell], list[Cell]]:
        """An attacker on a cell, and all hidden cells that its equations reach."""
        reach: dict[Cell, int] = {cell: self.least(cell)}
        equations: dict[int, Equation[Cell]] = {}
        waiting = [cell]
        while waiting:
            for number in self._sums_of.get(waiting.pop(), ()):
                if number not in equations:
                    equations[number] = equation = self._equation(number)
                    new = [one for one in equation.signs if one not in reach]
                    reach.update((one, self.least(one)) for one in new)
                    waiting.extend(new)
        return Attacker(reach, list(equations.values()), safe=self.safe, proven=proven), list(reach)

    def _equation(self, number: int) -> Equation[Cell]:
        one = self.linked.sums[number]
        signs = {part: 1 for part in one.parts if part in self.hidden}
        if one.whole in self.hidden:
            signs[one.whole] = -1
        return Equation(number, signs, sum(sign * self.counts[cell] for cell, sign in signs.items()))

    def _answer_to(self, cell: Cell, because: Iterable[int]) -> list[Cell]:
        chosen = self._answer([self.linked.sums[number] for number in because]) or self._answer(self._around(cell))
        if not chosen:
            raise CannotProtect(f"{cell} can be told from what was published before")
        return chosen

    def _answer(self, sums: list[Sum[Cell]]) -> list[Cell]:
        """The cheapest cell of some sums; where there is none but zeros, the zeros of the first line that has some."""
        cells = dict.fromkeys(cell for one in sums for cell in (*one.parts, one.whole))
        return self._cheapest(cells) or next((zeros for one in sums if (zeros := self._zeros(one))), [])

    def _around(self, cell: Cell) -> list[Sum[Cell]]:
        """Sums reached from a cell through hidden cells; the nearest that leave a choice."""
        seen, edge = {cell}, [cell]
        while edge:
            numbers = sorted({number for one in edge for number in self._sums_of.get(one, ())})
            sums = [self.linked.sums[number] for number in numbers]
            if self._answer(sums):
                return sums
            near = dict.fromkeys(one for each in sums for one in (*each.parts, each.whole) if one in self.hidden)
            edge = [one for one in near if one not in seen]
            seen.update(edge)
        return []
