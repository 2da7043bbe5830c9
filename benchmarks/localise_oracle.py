"""Every smallest repair of a table, by a solver (OR-Tools CP-SAT): what the search is held against.

A development dependency only: gklint never solves at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gklint.balance import Equation

Repair = frozenset[tuple[str, int]]
"""Cells with the values they take."""


def smallest_repairs(
    equations: Sequence[Equation],
    values: Mapping[str, int],
    most: int = 3,
    fixed: Collection[str] = (),
) -> tuple[int, frozenset[Repair]]:
    """The least number of cells that must change, and all ways to do it.

    Counts from 0 up; `fixed` cells don't change. (0, nothing) where none has to, or more than
    `most`.
    """
    cells = sorted({cell for e in equations for cell in e.coefficients})
    highest = 2 * sum(values[cell] for cell in cells) + 1
    model = cp_model.CpModel()
    number = {cell: model.new_int_var(0, highest, cell) for cell in cells}
    changed = {cell: model.new_bool_var(f"changed {cell}") for cell in cells}
    for cell in cells:
        model.add(number[cell] == values[cell]).only_enforce_if(~changed[cell])
        model.add(number[cell] != values[cell]).only_enforce_if(changed[cell])
        if cell in fixed:
            model.add(changed[cell] == 0)
    for equation in equations:
        model.add(sum(c * number[cell] for cell, c in equation.coefficients.items()) == 0)
    count = sum(changed.values())
    model.add(count <= most)
    first = cp_model.CpSolver()
    first.parameters.num_workers = 1
    model.minimize(count)
    if first.solve(model) != cp_model.OPTIMAL:
        return 0, frozenset()
    size = round(first.objective_value)
    if not size:
        return 0, frozenset()
    model.clear_objective()  # type: ignore[no-untyped-call]
    model.add(count == size)
    every = cp_model.CpSolver()
    every.parameters.num_workers = 1
    every.parameters.enumerate_all_solutions = True
    seen = _Seen(number, values)
    if every.solve(model, seen) != cp_model.OPTIMAL:
        raise RuntimeError("the solver did not enumerate everything")
    return size, frozenset(seen.repairs)


class _Seen(cp_model.CpSolverSolutionCallback):
    def __init__(self, number: Mapping[str, cp_model.IntVar], values: Mapping[str, int]) -> None:
        super().__init__()
        self._number = number
        self._values = values
        self.repairs: set[Repair] = set()

    def on_solution_callback(self) -> None:
        now = {cell: int(self.value(variable)) for cell, variable in self._number.items()}
        self.repairs.add(frozenset((cell, v) for cell, v in now.items() if v != self._values[cell]))
