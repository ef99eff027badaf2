"""Somebody who knows all that is published, the rule by which cells are hidden, and how to solve equations.

She looks for the smallest and the largest value that a hidden cell may have. This is a linear program over the
hidden cells; HiGHS solves it. A solution in whole numbers is a world that fits all that was published, so it proves
for every cell at once which values it may have. Where the program's corner is no world (tables of three and
more dimensions have such), the search goes on in whole numbers.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import highspy
import numpy as np
from numpy.typing import NDArray

Cell = TypeVar("Cell", bound=Hashable)

_NEAR = 1e-6
"""How far from a whole number a solver's whole number may lie."""


@dataclass(frozen=True, slots=True)
class Equation(Generic[Cell]):
    """What a published sum says about hidden cells: parts less whole make a known number.

    Attributes:
        number: Position of the sum.
        signs: Hidden cell -> 1 for a part, -1 for the whole.
        known: What they make.
    """

    number: int
    signs: Mapping[Cell, int]
    known: int


@dataclass(slots=True)
class Proven(Generic[Cell]):
    """Cells of which worlds were seen in which they are small enough, and large enough, to be safe.

    What nobody can find out nobody can find out when more is hidden, so this stays true.
    """

    small: set[Cell] = field(default_factory=set)
    large: set[Cell] = field(default_factory=set)

    def __contains__(self, cell: Cell) -> bool:
        return cell in self.small and cell in self.large


class Attacker(Generic[Cell]):
    """Hidden cells as unknowns of the published sums.

    Args:
        least: Hidden cell -> what she knows it to be at least: 1 where zeros are told.
        equations: All published sums with one of these cells in it; no other hidden cell stands in them.
        safe: Cell -> the value that it must be able to have, or a smaller one, and the value that it must be able
            to have, or a larger one.
        proven: What is proven already; it is added to.
    """

    def __init__(
        self,
        least: Mapping[Cell, int],
        equations: Sequence[Equation[Cell]],
        *,
        safe: Mapping[Cell, tuple[int, int]],
        proven: Proven[Cell],
    ) -> None:
        self._cells = list(least)
        self._column = {cell: column for column, cell in enumerate(self._cells)}
        self._least = np.array(list(least.values()), dtype=np.double)
        self._numbers = [one.number for one in equations]
        self._small = np.array([safe[cell][0] if cell in safe else -1 for cell in self._cells], dtype=np.double)
        self._large = np.array([safe[cell][1] if cell in safe else np.inf for cell in self._cells], dtype=np.double)
        self._proven = proven
        self._program = _program(self._column, self._least, equations)
        self._solver = _solver(self._program)

    def expose(self, cell: Cell) -> tuple[int, ...] | None:
        """Try to find out too much about a cell.

        Returns:
            None when it is safe; else the numbers of the sums that tell it, which may be none when no few of them do.
        """
        column = self._column[cell]
        for largest, proven in ((False, self._proven.small), (True, self._proven.large)):
            if cell not in proven:
                because = self._try(column, largest=largest)
                if cell not in proven:
                    return because
        return None

    def _try(self, column: int, *, largest: bool) -> tuple[int, ...]:
        """Look for a world in which a cell is small enough, or large enough; note what it proves."""
        # There is no need to look further than what is safe; so the program always has an end.
        solver, most = self._solver, self._large[column] if largest else highspy.kHighsInf
        _aim(solver, column, self._least[column], most, largest=largest)
        solver.run()
        solution = solver.getSolution()
        values = np.asarray(solution.col_value)
        because = np.flatnonzero(np.abs(np.asarray(solution.row_dual)) > _NEAR)
        _aim(solver, column, self._least[column], highspy.kHighsInf, largest=None)
        world: NDArray[np.double] | None = values
        if np.abs(values - np.round(values)).max() > _NEAR:
            world = self._in_whole_numbers(column, largest=largest, most=most)
        if world is not None:
            self._proven.small.update(self._cells[one] for one in np.flatnonzero(world < self._small + _NEAR))
            self._proven.large.update(self._cells[one] for one in np.flatnonzero(world > self._large - _NEAR))
        return tuple(self._numbers[row] for row in because)

    def _in_whole_numbers(self, column: int, *, largest: bool, most: float) -> NDArray[np.double] | None:
        """The world in which a cell is smallest or largest; None when there is no end to it."""
        self._program.integrality_ = [highspy.HighsVarType.kInteger] * len(self._cells)
        solver = _solver(self._program)
        _aim(solver, column, self._least[column], most, largest=largest)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.asarray(solver.getSolution().col_value)


def _program(
    column: Mapping[Cell, int], least: NDArray[np.double], equations: Sequence[Equation[Cell]]
) -> highspy.HighsLp:
    program = highspy.HighsLp()
    program.num_col_ = len(column)
    program.num_row_ = len(equations)
    program.col_cost_ = np.zeros(len(column))
    program.col_lower_ = least
    program.col_upper_ = np.full(len(column), highspy.kHighsInf)
    known = np.array([one.known for one in equations], dtype=np.double)
    program.row_lower_ = known
    program.row_upper_ = known
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *(len(one.signs) for one in equations)])
    program.a_matrix_.index_ = np.array([column[cell] for one in equations for cell in one.signs], dtype=np.int32)
    program.a_matrix_.value_ = np.array([sign for one in equations for sign in one.signs.values()], dtype=np.double)
    return program


def _aim(solver: highspy.Highs, column: int, least: float, most: float, *, largest: bool | None) -> None:
    """Look for the largest or smallest value of a column; None: for nothing any more."""
    if largest is not None:
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize if largest else highspy.ObjSense.kMinimize)
    solver.changeColCost(column, 0.0 if largest is None else 1.0)
    solver.changeColBounds(column, least, most)


def _solver(program: highspy.HighsLp) -> highspy.Highs:
    """HiGHS, quiet and always taking the same way."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its module says its types, but for this one
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("presolve", "off")  # the next program differs by one cell only: it starts where this ended
    solver.passModel(program)
    return solver
