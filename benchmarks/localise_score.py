"""What is counted for `benchmarks.localise`: right and wrong by tier, beside two simpler habits."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.localise_tables import decimals
from gklint.balance.locate import Tier, locate
from gklint.balance.problem import Budget, Rules, problem
from gklint.balance.repairs import smallest_repairs
from gklint.balance.structure import structure

if TYPE_CHECKING:
    from benchmarks.localise_tables import Figures, Layout

LISTED = 6
"""Alternatives that a finding lists."""


@dataclass
class Score:
    """Counts over tables; every field but `times` counts tables."""

    tables: int = 0
    undetected: int = 0
    exact: int = 0  # the first repair is the truth
    tiers: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    listed: int = 0  # the truth is among the alternatives that are listed
    found: int = 0  # … or told with them as one of its kind
    limited: int = 0
    total_blamed: int = 0  # renewing the totals gives the truth
    least_change: int = 0  # so does the first of the smallest repairs
    times: list[float] = field(default_factory=list)

    def add(self, truth: Figures, printed: Figures, made: Layout, *, scanned: bool = False) -> None:
        """Has one spoilt table told, as typed or as read from a picture, and counts."""
        values = decimals(printed)
        rules = Rules(scanned=values.keys() if scanned else ())
        begin = perf_counter()
        located = locate(made.equations, values, made.grid, rules=rules)
        self.times.append(1000 * (perf_counter() - begin))
        wrong = {name: v for name, v in truth.items() if v != printed[name]}
        self.tables += 1
        self.total_blamed += _totals_renewed(printed, made) == truth
        self.least_change += _least_change(printed, made) == wrong
        if not located:
            self.undetected += 1
            return
        (found,) = located
        repairs = [{c.cell: int(c.suggested) for c in r.changes} for r in found.repairs]
        first = bool(repairs) and repairs[0] == wrong
        self.exact += first
        self.tiers[found.tier] = self.tiers.get(found.tier, 0) + 1
        self.right[found.tier] = self.right.get(found.tier, 0) + first
        self.listed += wrong in repairs[:LISTED]
        self.found += wrong in repairs
        self.limited += found.limited

    def merge(self, other: Score) -> None:
        for name in (
            *("tables", "undetected", "exact", "listed", "found", "limited"),
            *("total_blamed", "least_change"),
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, theirs in ((self.tiers, other.tiers), (self.right, other.right)):
            for tier, count in theirs.items():
                mine[tier] = mine.get(tier, 0) + count
        self.times += other.times

    def share(self, count: int) -> float:
        """Per cent of the tables."""
        return 100 * count / max(1, self.tables)

    def tier(self, tier: Tier) -> tuple[float, float | None]:
        """Per cent of the tables in `tier`, and per cent of these that are right."""
        count = self.tiers.get(tier, 0)
        return self.share(count), 100 * self.right[tier] / count if count else None

    @property
    def confident_and_wrong(self) -> int:
        return sum(
            self.tiers.get(tier, 0) - self.right.get(tier, 0) for tier in (Tier.UNIQUE, Tier.LIKELY)
        )

    @property
    def certain_and_wrong(self) -> int:
        return self.tiers.get(Tier.UNIQUE, 0) - self.right.get(Tier.UNIQUE, 0)

    @property
    def milliseconds(self) -> tuple[float, float, float]:
        """Median, mean and 95th percentile."""
        times = sorted(self.times)
        return (
            statistics.median(times),
            statistics.fmean(times),
            times[min(len(times) - 1, int(0.95 * len(times)))],
        )


def _totals_renewed(printed: Figures, made: Layout) -> Figures:
    """The habit of believing every cell but the totals."""
    now = dict(printed)
    totals = made.grid[made.total_row]
    for column, total in enumerate(totals):
        now[total] = sum(now[made.grid[row][column]] for row in made.leaf_rows)
    for row in made.grid:
        now[row[-1]] = sum(now[name] for name in row[:-1])
    return now


def _least_change(printed: Figures, made: Layout) -> Figures:
    """The first repair of fewest cells, as a solver would give it."""
    posed = problem(structure(made.equations, made.grid), decimals(printed), Rules(), {})
    found = smallest_repairs(posed, Budget(), posed.free)
    if not found.repairs:
        return {}
    names = posed.structure.cells
    return {names[cell]: posed.values[cell] + d for cell, d in found.repairs[0].items()}


def smallest_by_search(
    printed: Figures, made: Layout
) -> tuple[int, frozenset[frozenset[tuple[str, int]]]]:
    """Every smallest repair of up to three cells, as `benchmarks.localise_oracle` tells them."""
    posed = problem(structure(made.equations, made.grid), decimals(printed), Rules(), {})
    found = smallest_repairs(posed, Budget(10**9), posed.free, most=3)
    names = posed.structure.cells
    return found.size, frozenset(
        frozenset((names[cell], posed.values[cell] + delta) for cell, delta in repair.items())
        for repair in found.repairs
    )
