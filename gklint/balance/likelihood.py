"""How likely a repair is: what the table would have been, and the slips that made it what it is.

Weights rank repairs and choose what is said about them; they are no percentages. Kinds of slips
are weighed by judgement, held to the marks of ``python -m benchmarks.localise`` (the kinds of
digit slips are those of Scholtus 2009, DP 09046), and each is spread over the cells where it could
have happened.
"""

from __future__ import annotations

from itertools import combinations
from math import exp, inf, log
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.balance.misread import misreading
from gklint.balance.slips import Slip, slip
from gklint.balance.templates import Kind, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.balance.displaced import Displaced
    from gklint.balance.problem import Deltas, Problem

_KINDS: Final = {
    Kind.CHANGED: 0.5,
    Kind.SWAPPED: 0.08,
    Kind.MOVED: 0.1,
    Kind.STALE: 0.12,
    Kind.SUMMED: 0.06,
    Kind.BOOKED: 0.15,
    Kind.SHIFTED: 0.04,
    Kind.OMITTED: 0.03,
    Kind.SPLIT: 0.02,
    Kind.MISREAD: 4.0,  # in a picture, where a slip of the clerk's is the exception
}
_NEXT: Final = 0.06  # swapped with the next cell, where SWAPPED is anywhere in the row or column
_DIGITS: Final = {
    Slip.REPLACED: 0.25,
    Slip.TRANSPOSED: 0.15,
    Slip.ADDED: 0.12,
    Slip.DROPPED: 0.12,
    Slip.LEFT_OUT: 0.12,
}
_ANY: Final = 0.12  # any other number
_CLOSE: Final = 0.04  # off by 1, 2, 10, 100, 1000
_COPIED: Final = 0.04  # the neighbour's number
_ADDEND: Final = 0.12  # a total without one of its addends
_WIDEST: Final = 4  # cells of the widest template
_SPREAD: Final = 9.0  # width of the logarithmic scale of numbers
_BLANK: Final = log(3.0)  # a blank is rather left out than a number wrong
_UNSEEN: Final = 0.15  # a number in a picture that was not seen at all
_OUTSIDE: Final = (
    12.0  # another document gives just this value: before any story of the table alone
)


Slips = tuple[tuple[Kind, tuple[int, ...]], ...]


class _Parted(NamedTuple):
    weight: float  # of all ways together
    best: float
    slips: Slips  # of the best way


class Weights:
    """Weighs the repairs of one problem."""

    def __init__(self, problem: Problem, slips: Sequence[Displaced]) -> None:
        self._problem = problem
        made = problem.structure
        self._templates = catalogue(made).by_cells
        self._displaced = slips
        self._leaves = frozenset(made.leaves)
        self._cells = len(made.cells)
        self._rows, self._columns = made.lines
        self._at = {where: cell for cell, where in made.place.items()}
        self._filled = self._rates()
        self._known: dict[frozenset[tuple[int, int]], _Parted] = {}  # repairs have much in common

    def weigh(self, repair: Deltas) -> float:
        """The logarithm of the repair's weight."""
        table = sum(
            self._truth(cell, self._problem.values[cell] + delta)
            - self._truth(cell, self._problem.values[cell])
            for cell, delta in repair.items()
            if cell in self._leaves
        )
        known = sum(_OUTSIDE for c, v in self._problem.outside.items() if self._gives(repair, c, v))
        return table + known + self._parted(repair).weight

    def likeliest(self, repair: Deltas) -> Slips:
        """The slips that most likely made `repair` necessary: kind and cells of each."""
        return self._parted(repair).slips

    def _gives(self, repair: Deltas, cell: int, value: int) -> bool:
        return cell in repair and self._problem.values[cell] + repair[cell] == value

    def _parted(self, repair: Deltas) -> _Parted:
        """All ways to part the repair into slips: their weight together, and the best of them."""
        if not repair:
            return _Parted(0.0, 0.0, ())
        key = frozenset(repair.items())
        if key in self._known:
            return self._known[key]
        first = min(repair)
        weights: list[float] = []
        best = _Parted(-inf, -inf, ())
        for kind, some, weight in self._slips(first, repair):
            rest = {cell: delta for cell, delta in repair.items() if cell not in some}
            other = self._parted(rest)
            weights.append(weight + other.weight)
            if weight + other.best > best.best:
                best = _Parted(0.0, weight + other.best, ((kind, some), *other.slips))
        highest = max(weights)
        total = highest + log(sum([exp(weight - highest) for weight in weights]))
        self._known[key] = best._replace(weight=total)
        return self._known[key]

    def _slips(self, first: int, repair: Deltas) -> Iterator[tuple[Kind, tuple[int, ...], float]]:
        """The slips that hold the cell `first` and only cells of `repair`, changed just so."""
        yield Kind.CHANGED, (first,), self._changed(first, repair[first])
        if first in self._problem.scanned:
            yield from self._misread(first, repair[first])
        if len(repair) == 1:
            return
        others = sorted(cell for cell in repair if cell != first)
        for size in range(1, min(len(others), _WIDEST - 1) + 1):
            for some in combinations(others, size):
                for template in self._templates.get((first, *some), ()):
                    (one, factor), *_ = template.cells
                    delta = repair[one] * factor
                    if all(repair[cell] == f * delta for cell, f in template.cells):
                        cells = tuple(cell for cell, _ in template.cells)
                        if template.kind in (Kind.SWAPPED, Kind.BOOKED):
                            yield from self._pair(template.kind, cells, delta)
                        else:
                            yield template.kind, cells, self._totals(template.kind, cells, delta)
        yield from self._moved(first, repair)
        for slip_ in self._displaced:
            if (
                slip_.kind is not Kind.MOVED
                and first in slip_.deltas
                and slip_.deltas.items() <= repair.items()
            ):
                weight = log(_KINDS[slip_.kind] / (2 * len(self._rows)))
                if slip_.kind is Kind.SHIFTED:
                    weight -= log(4.0)
                yield slip_.kind, tuple(slip_.deltas), weight

    def _changed(self, cell: int, delta: int) -> float:
        values = self._problem.values
        reported, true = values[cell], values[cell] + delta
        weight = self._typed(cell, reported, true) * _KINDS[Kind.CHANGED] / self._cells
        return log(weight) + (_BLANK if cell in self._problem.blank else 0.0)

    def _misread(self, cell: int, delta: int) -> Iterator[tuple[Kind, tuple[int, ...], float]]:
        posed = self._problem
        reported, true = posed.values[cell], posed.values[cell] + delta
        if cell in posed.blank:
            chance = _UNSEEN
        else:
            found = misreading(posed.decimal(reported), posed.decimal(true))
            if found is None:
                return
            chance = found.chance
        yield Kind.MISREAD, (cell,), log(chance * _KINDS[Kind.MISREAD] / self._cells)

    def _typed(self, cell: int, reported: int, true: int) -> float:
        """The chance that `true` is written as `reported` by one slip."""
        seen, meant = self._problem.decimal(reported), self._problem.decimal(true)
        digits = len(str(abs(true)))
        chance = _ANY / (_SPREAD * (abs(reported) + 1))
        found = slip(seen, meant)
        if found is Slip.REPLACED:
            chance += _DIGITS[found] / (9 * digits)
        elif found is Slip.TRANSPOSED:
            chance += _DIGITS[found] / max(1, digits - 1)
        elif found is Slip.ADDED:
            chance += _DIGITS[found] / (10 * (digits + 1))
        elif found is Slip.DROPPED:
            chance += _DIGITS[found] / digits
        if reported == 0:
            chance += _DIGITS[Slip.LEFT_OUT]
        if abs(reported - true) in (1, 2, 10, 100, 1000):
            chance += _CLOSE / 10
        if digits == 1 and 0 <= reported <= 9:
            chance += _DIGITS[Slip.REPLACED] / 9
        if any(self._problem.values[near] == reported for near in self._near(cell)):
            chance += _COPIED / 4
        if cell not in self._leaves and true > reported:
            chance += _ADDEND / 20
        return chance

    def _pair(
        self, kind: Kind, cells: tuple[int, ...], delta: int
    ) -> Iterator[tuple[Kind, tuple[int, ...], float]]:
        values = self._problem.values
        one, other = cells
        if values[other] - values[one] == delta:
            share = _KINDS[Kind.SWAPPED] / (12 * self._cells)
            if other in self._near(one):
                share += _NEXT / (2 * self._cells)
            yield Kind.SWAPPED, cells, log(share)
        if kind is Kind.BOOKED:
            # The cell that gains had lost part of its number.
            gaining = one if delta > 0 else other
            size = values[gaining] + abs(delta)
            share = _KINDS[kind] / (12 * self._cells * max(1, size))
            yield Kind.BOOKED, cells, log(share)

    def _totals(self, kind: Kind, cells: tuple[int, ...], delta: int) -> float:
        share = _KINDS[kind] / (3 * max(1, len(self._leaves)))
        if kind is Kind.SUMMED:
            leaf = cells[0]
            value = self._problem.values[leaf]
            return log(share * self._typed(leaf, value, value + delta))
        return log(share / (_SPREAD / 3 * (abs(delta) + 1)))

    def _moved(self, first: int, repair: Deltas) -> Iterator[tuple[Kind, tuple[int, ...], float]]:
        """A number written into the next cell of its row, where another was lost."""
        values = self._problem.values
        for other in self._near(first, rows_only=True):
            for origin, target in ((first, other), (other, first)):
                if (
                    other in repair
                    and not values[origin]
                    and values[target]
                    and repair[origin] == values[target]
                ):
                    yield Kind.MOVED, (origin, target), log(_KINDS[Kind.MOVED] / (2 * self._cells))

    def _near(self, cell: int, *, rows_only: bool = False) -> list[int]:
        """The cells beside, above and below."""
        place, at = self._problem.structure.place, self._at
        if cell not in place:
            return []
        row, column = place[cell]
        around = [(row, column - 1), (row, column + 1)]
        if not rows_only:
            around += [(row - 1, column), (row + 1, column)]
        return [at[where] for where in around if where in at]

    def _rates(self) -> dict[int, float]:
        """Leaf → how likely it is that something stands there, by its row and column."""
        values = self._problem.values
        place = self._problem.structure.place
        rows: dict[int, list[int]] = {}
        columns: dict[int, list[int]] = {}
        every: list[int] = []
        for cell in self._leaves:
            if cell in place:
                filled = int(bool(values[cell]))
                rows.setdefault(place[cell][0], []).append(filled)
                columns.setdefault(place[cell][1], []).append(filled)
                every.append(filled)
        overall = (sum(every) + 0.5) / (len(every) + 1)
        rates: dict[int, float] = {}
        for cell in self._leaves:
            row = rows.get(place[cell][0], []) if cell in place else []
            column = columns.get(place[cell][1], []) if cell in place else []
            filled = int(bool(values[cell]))
            by_row = (sum(row) - filled + overall) / len(row) if row else overall
            by_column = (sum(column) - filled + overall) / len(column) if column else overall
            odds = _odds(by_row) * _odds(by_column) / _odds(overall)
            rates[cell] = min(0.98, max(0.02, odds / (1 + odds)))
        return rates

    def _truth(self, cell: int, value: int) -> float:
        """How likely it is that the leaf holds `value`, all else unknown."""
        rate = self._filled[cell]
        if value == 0:
            return log(1 - rate)
        return log(rate / (_SPREAD * (abs(value) + 1)))


def _odds(rate: float) -> float:
    rate = min(0.99, max(0.01, rate))
    return rate / (1 - rate)
