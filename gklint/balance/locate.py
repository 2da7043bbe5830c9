"""Which cells of a table are wrong, what they should be, and how far that can be told.

The way: broken equations → blanks filled where that mends all → every smallest repair → every
explanation by the fewest slips → weights → a verdict. Nothing is called proven that was not
searched in full.
"""

from __future__ import annotations

from enum import StrEnum
from math import exp
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.balance.blanks import NONE, implied
from gklint.balance.explain import MOST_SLIPS, fewest_slips
from gklint.balance.likelihood import Weights
from gklint.balance.problem import COUNTS, NODES, Budget, problem
from gklint.balance.repairs import MOST_CELLS, smallest_repairs
from gklint.balance.structure import connected, structure
from gklint.balance.templates import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from gklint.balance.blanks import Blanks
    from gklint.balance.problem import Deltas, Problem, Rules
    from gklint.balance.repairs import Found
    from gklint.balance.system import Equation, Grid

_SURE: Final = 0.9  # the share of all weights from which one repair is the likely one
_SURE_OF_EQUALS: Final = 0.99  # the same where others change as few cells
_LISTED: Final = 60


class Tier(StrEnum):
    # the only smallest repair, of few cells, searched in full, and the likely one
    UNIQUE = "unique"
    LIKELY = "likely"  # others would do, or were not ruled out
    AMBIGUOUS = "ambiguous"  # several would do
    PARTIAL = "partial"  # some cells only: their equations all break by the same difference
    UNEXPLAINED = "unexplained"


class Change(NamedTuple):
    """One cell: `reported` is None where it is blank."""

    cell: str
    reported: Decimal | None
    suggested: Decimal


class Event(NamedTuple):
    kind: Kind
    cells: tuple[str, ...]


class Repair(NamedTuple):
    """Cells to be changed together, and the slips that most likely made it so."""

    changes: tuple[Change, ...]
    events: tuple[Event, ...]


class Located(NamedTuple):
    """What is wrong in one connected system of equations.

    `repairs` are those that were found, the likeliest first (for PARTIAL one, of some cells).
    `only` says that the first is the only repair with so few cells, `limited` that the search was
    stopped by its bound. `gklint.balance.outside` sets the last two: `helped` says that figures
    from outside the table chose, `disputed` are cells of the first repair that they confirm as
    they are.
    """

    tier: Tier
    equations: tuple[str, ...]  # keys of the broken ones
    repairs: tuple[Repair, ...] = ()
    only: bool = False
    limited: bool = False
    helped: bool = False
    disputed: tuple[str, ...] = ()


def locate(
    equations: Sequence[Equation],
    values: Mapping[str, Decimal],
    grid: Grid,
    *,
    rules: Rules = COUNTS,
    confirmed: Mapping[str, Decimal] | None = None,
    unsure: frozenset[str] = frozenset(),
    zeros: bool = False,
    nodes: int = NODES,
) -> tuple[Located, ...]:
    """A verdict on every connected system of `equations` that does not balance.

    Cells without a number in `values` are blank. `rules` say what cells may hold. `confirmed` are
    numbers known from outside. `unsure` are cells that stand in an equation which was left out: of
    them nothing is called certain. `zeros` says that blanks plainly stand for 0, so that a number
    may be the likely one though they could be filled instead. Each of two searches takes at most
    `nodes` steps.
    """
    found: list[Located] = []
    for system in connected(equations):
        posed = problem(structure(system, grid), values, rules, confirmed or {})
        if posed.broken:
            found.append(_located(posed, unsure, zeros, nodes))
    return tuple(found)


def _located(posed: Problem, unsure: frozenset[str], zeros: bool, nodes: int) -> Located:
    made = posed.structure
    keys = tuple(made.equations[e].key for e in sorted(posed.broken))
    budgets = Budget(nodes), Budget(nodes)
    smallest = smallest_repairs(posed, budgets[0], posed.free)
    filled = implied(posed) if posed.blank else NONE
    if filled.values is not None and len(filled.values) <= (smallest.size or len(made.cells)):
        return _left_out(posed, keys, filled.values, smallest, budgets[0])
    # In one equation alone every cell would do: slips of several cells tell nothing.
    most = min(smallest.size or MOST_CELLS, MOST_SLIPS) if len(made.equations) > 1 else 0
    slips = fewest_slips(posed, budgets[1], most)
    fills = _fills(posed, filled, nodes)
    limited = budgets[0].hit or budgets[1].hit
    every = {frozenset(r.items()): r for r in (*smallest.repairs, *slips.repairs, *fills)}
    if not every:
        return _partly(posed, keys, limited)
    weights = Weights(posed, slips.displaced)
    ranked = sorted(((weights.weigh(r), r) for r in every.values()), key=lambda pair: -pair[0])
    share = _share([weight for weight, _ in ranked])
    alone = len(smallest.repairs) == 1 and not budgets[0].hit
    if alone and smallest.size == 1 and not fills:
        # One cell mends all and no other does: that outweighs any story of several cells.
        ranked.sort(key=lambda pair: pair[1] != smallest.repairs[0])
        share = 1.0
    first = ranked[0][1]
    only = alone and first == smallest.repairs[0] and smallest.size <= made.proven_up_to(posed.free)
    repairs = tuple(_repair(posed, r, weights) for _, r in ranked[:_LISTED])
    tier = Tier.AMBIGUOUS
    needed = _SURE if len(smallest.repairs) < 2 else _SURE_OF_EQUALS
    if share >= needed and not _has_twin(posed, first):
        if not filled.contradicted:
            tier = _beside_blanks(posed, first, fills, zeros)
        elif only and not limited and unsure.isdisjoint(made.cells[cell] for cell in first):
            tier = Tier.UNIQUE
        else:
            tier = Tier.LIKELY
    return Located(tier, keys, repairs, only, limited)


def _share(weights: Sequence[float]) -> float:
    """The share of the first and largest weight in all, weights being logarithms."""
    return 1 / sum(exp(max(-700.0, weight - weights[0])) for weight in weights)


def _fills(posed: Problem, filled: Blanks, nodes: int) -> tuple[Deltas, ...]:
    """Values of blanks alone that mend everything, though they do not follow."""
    if filled.values is not None:
        return (filled.values,)
    if filled.contradicted:
        return ()
    return smallest_repairs(posed, Budget(nodes), posed.blank).repairs


def _beside_blanks(posed: Problem, first: Deltas, fills: Sequence[Deltas], zeros: bool) -> Tier:
    """The tier where blanks might hold what is lacking: a number is blamed only where it is the
    one cell and no blanks would do instead; where blanks are `zeros`, either of the two is enough.
    """
    if posed.blank.issuperset(first):
        return Tier.LIKELY
    reasons = (len(first) == 1, not fills)
    return Tier.LIKELY if (any if zeros else all)(reasons) else Tier.AMBIGUOUS


def _left_out(
    posed: Problem, keys: tuple[str, ...], blanks: Deltas, smallest: Found, budget: Budget
) -> Located:
    """Blanks alone explain everything, and no fewer cells do."""
    others = [repair for repair in smallest.repairs if repair != blanks]
    only = not others and not budget.hit
    weights = Weights(posed, ())
    return Located(
        Tier.UNIQUE if only else Tier.LIKELY,
        keys,
        tuple(_repair(posed, deltas, weights) for deltas in (blanks, *others)),
        only,
        budget.hit,
    )


def _has_twin(posed: Problem, repair: Deltas) -> bool:
    """Whether a cell of the repair stands in the same equations as another that may be wrong."""
    made = posed.structure
    for cell in repair:
        around = {e for e, _ in made.incident[cell]}
        some = made.members[min(around)]
        for other, _ in some:
            if (
                other != cell
                and other in posed.free
                and {e for e, _ in made.incident[other]} == around
            ):
                return True
    return False


def _repair(posed: Problem, deltas: Deltas, weights: Weights) -> Repair:
    names = posed.structure.cells
    return Repair(
        tuple(_change(posed, cell, delta) for cell, delta in sorted(deltas.items())),
        tuple(
            Event(kind, tuple(names[c] for c in cells)) for kind, cells in weights.likeliest(deltas)
        ),
    )


def _change(posed: Problem, cell: int, delta: int) -> Change:
    value = posed.values[cell]
    return Change(
        posed.structure.cells[cell],
        None if cell in posed.blank else posed.decimal(value),
        posed.decimal(value + delta),
    )


def _partly(posed: Problem, keys: tuple[str, ...], limited: bool) -> Located:
    """The cells that explain their equations alone, where no other does."""
    made, broken = posed.structure, posed.broken
    alone: dict[int, int] = {}
    for cell in sorted(posed.free):
        asked = {-broken.get(e, 0) * c for e, c in made.incident[cell]}
        if len(asked) == 1 and 0 not in asked:
            alone[cell] = asked.pop()
    taken: dict[int, int] = {}
    for cell in alone:
        for equation, _ in made.incident[cell]:
            taken[equation] = taken.get(equation, 0) + 1
    named = {
        cell: delta
        for cell, delta in alone.items()
        if posed.fits(cell, delta)
        and len(made.incident[cell]) > 1
        and all(taken[e] == 1 for e, _ in made.incident[cell])
    }
    if not named:
        return Located(Tier.UNEXPLAINED, keys, limited=limited)
    changes = tuple(_change(posed, cell, delta) for cell, delta in named.items())
    events = tuple(Event(Kind.CHANGED, (change.cell,)) for change in changes)
    return Located(Tier.PARTIAL, keys, (Repair(changes, events),), limited=limited)
