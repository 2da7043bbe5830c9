"""The search for smallest repairs against a solver, and the simulator's promises, in small."""

from __future__ import annotations

import pytest

from benchmarks.localise import draws, score
from benchmarks.localise_oracle import smallest_repairs
from benchmarks.localise_score import smallest_by_search
from benchmarks.localise_tables import BASIC, HARD, SCALES, layout
from gklint.balance.locate import Tier
from gklint.balance.problem import Budget, Rules, problem
from gklint.balance.repairs import smallest_repairs as search
from gklint.balance.structure import connected, structure
from gklint.balance.templates import Kind, catalogue
from tests.balance.tables import balanced, equations, grid


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("errors", [1, 2, 3])
def test_the_search_finds_what_a_solver_finds(scale: str, errors: int) -> None:
    for _, printed, made in draws(12, scale, errors, (*BASIC, *HARD), "tests"):
        assert smallest_by_search(printed, made) == smallest_repairs(made.equations, printed)


def test_the_solver_and_the_search_leave_confirmed_cells_alone() -> None:
    for truth, printed, made in draws(12, "tiny", 2, BASIC, "confirmed"):
        fixed = {name for name in truth if name.endswith(".total") and truth[name] == printed[name]}
        size, solved = smallest_repairs(made.equations, printed, fixed=fixed)
        values = {name: balanced([[value]])["r0c0"] for name, value in printed.items()}
        posed = problem(
            structure(made.equations, made.grid),
            values,
            Rules(),
            {name: values[name] for name in fixed},
        )
        found = search(posed, Budget(10**7), posed.free, most=3)
        names = posed.structure.cells
        mine = frozenset(
            frozenset((names[c], posed.values[c] + d) for c, d in repair.items())
            for repair in found.repairs
        )
        assert (size, solved) == (found.size, mine)


@pytest.mark.parametrize("scale", SCALES)
def test_one_error_is_never_told_wrongly_with_confidence(scale: str) -> None:
    kept = score(100, scale, 1, BASIC)
    assert kept.confident_and_wrong == 0
    assert kept.undetected == 0
    assert kept.share(kept.listed) >= 98
    assert kept.share(kept.exact) >= 94


@pytest.mark.parametrize("kind", HARD)
def test_hard_errors_are_never_certain_and_wrong(kind: str) -> None:
    for scale in SCALES:
        kept = score(20, scale, 1, (kind,))
        assert kept.certain_and_wrong == 0
        assert kept.share(kept.found) >= 95


@pytest.mark.parametrize("kind", ["result", "summed both", "row left out"])
def test_what_arithmetic_cannot_tell_is_never_certain(kind: str) -> None:
    assert score(30, "county", 1, (kind,)).tiers.get(Tier.UNIQUE, 0) == 0


def test_three_errors_are_mostly_mended() -> None:
    kept = score(50, "county", 3, BASIC)
    assert kept.share(kept.exact) > kept.share(kept.least_change) > kept.share(kept.total_blamed)
    assert kept.share(kept.listed) >= 90


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_roles_of_table_three_follow_from_its_equations(edition: str) -> None:
    made = layout(edition)
    (system,) = connected(made.equations)
    roles = structure(system, made.grid)
    names = roles.cells
    totals = {names[t] for some in roles.totals for t in some}
    assert totals == {row[-1] for row in made.grid} | set(made.grid[made.total_row])
    assert roles.proven_up_to(range(len(names))) == 3
    assert max(roles.families) == 2
    kinds = {m.template.kind for some in catalogue(roles).classes.values() for m in some}
    assert kinds == {Kind.CHANGED, Kind.SWAPPED, Kind.BOOKED, Kind.STALE, Kind.SUMMED}


def test_cells_that_no_equation_tells_apart_prove_little() -> None:
    columns_only = equations(3, 3)[:4]
    for system in connected(columns_only):
        roles = structure(system, grid(3, 3))
        assert roles.proven_up_to(range(len(roles.cells))) == 1
    both = structure(equations(3, 3), grid(3, 3))
    assert both.proven_up_to(range(len(both.cells))) == 3
    # Without the first row's equation its cells stand in their columns alone.
    fewer = structure(tuple(e for e in equations(3, 3) if e.key != "row0"), grid(3, 3))
    assert fewer.proven_up_to(range(len(fewer.cells))) == 3
    fewest = structure(
        tuple(e for e in equations(3, 3) if e.key not in ("row0", "row1")), grid(3, 3)
    )
    assert fewest.proven_up_to(range(len(fewest.cells))) == 1
