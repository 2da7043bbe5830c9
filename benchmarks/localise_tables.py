"""Invented tables of three scales, and errors put into them, for `benchmarks.localise`.

Everything is drawn from a seeded generator; no figure comes from any report.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from gklint.checks.relations import printed_equations
from gklint.ruleset.load import load_packs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from gklint.balance import Equation, Grid

Figures = dict[str, int]

SCALES = {"tiny": 4.0, "county": 180.0, "city": 6000.0}
EDITIONS = ("2019", "2021")


class Layout(NamedTuple):
    """Table 3 of one edition: its equations, and its cells by row and column."""

    equations: tuple[Equation, ...]
    grid: Grid
    leaf_rows: range  # results
    total_row: int
    out_row: int

    @property
    def columns(self) -> int:
        """The number of columns without the total."""
        return len(self.grid[0]) - 1


@cache
def layout(edition: str) -> Layout:
    pack = next(p for p in load_packs() if p.key == "annual-report")
    form = pack.form(edition)
    table = form.table("requests") if form is not None else None
    if table is None:
        raise LookupError(edition)
    equations, grid = printed_equations(table)
    total = next(n for n, row in enumerate(grid) if row[0].startswith("requests.total."))
    return Layout(equations, grid, range(2, total), total, total + 1)


_COLUMNS = (60.0, 16.0, 0.6, 0.6, 4.0, 2.0)


def table(rng: Random, scale: str, made: Layout) -> Figures:
    """A balanced table."""
    count = max(1, round(SCALES[scale] * exp(rng.gauss(0, 0.6))))
    by_column = _dirichlet(rng, [weight / 12 for weight in _COLUMNS])
    rows = [rng.choice((0.01, 0.04, 0.15, 1.0)) for _ in made.leaf_rows]
    rows[0] = 6.0
    by_row = _dirichlet(rng, rows)
    waiting, carried = rng.uniform(0, 0.12), 0.08
    figures = [[0] * made.columns for _ in made.grid]
    for column, weight in enumerate(by_column):
        left = _about(rng, count * weight * waiting)
        figures[made.out_row][column] = left
        for row, share in zip(made.leaf_rows, by_row, strict=True):
            figures[row][column] = _about(rng, count * weight * share)
            figures[made.total_row][column] += figures[row][column]
        whole = figures[made.total_row][column] + left
        figures[1][column] = min(whole, _about(rng, whole * carried))
        figures[0][column] = whole - figures[1][column]
    return {
        name: value
        for names, row_figures in zip(made.grid, figures, strict=True)
        for name, value in zip(names, [*row_figures, sum(row_figures)], strict=True)
    }


def _about(rng: Random, mean: float) -> int:
    """A count around `mean`, as independent events bring it."""
    if mean > 40:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    count, chance, least = 0, rng.random(), exp(-mean)
    while chance > least:
        count += 1
        chance *= rng.random()
    return count


def _dirichlet(rng: Random, weights: Sequence[float]) -> list[float]:
    drawn = [rng.gammavariate(weight, 1) + 1e-9 for weight in weights]
    total = sum(drawn)
    return [value / total for value in drawn]


def decimals(figures: Figures) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in figures.items()}


def _digit(rng: Random, value: int) -> int | None:
    text = str(value)
    at = rng.randrange(len(text))
    new = rng.choice([d for d in "0123456789" if d != text[at]])
    return _number(text[:at] + new + text[at + 1 :])


def _transposed(rng: Random, value: int) -> int | None:
    text = str(value)
    places = [i for i in range(len(text) - 1) if text[i] != text[i + 1]]
    if not places:
        return None
    at = rng.choice(places)
    return _number(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _dropped(rng: Random, value: int) -> int | None:
    text = str(value)
    if len(text) < 2:
        return None
    at = rng.randrange(len(text))
    return _number(text[:at] + text[at + 1 :])


def _added(rng: Random, value: int) -> int | None:
    text = str(value)
    if not value:
        return rng.randint(1, 9)
    at = rng.randrange(len(text) + 1)
    return _number(text[:at] + rng.choice("0123456789") + text[at:])


def _missing(_: Random, value: int) -> int | None:
    return 0 if value else None


def _random(rng: Random, value: int) -> int | None:
    return round(exp(rng.uniform(0, 9)))


_TAKEN_FOR = dict(
    zip(
        "0123456789",
        ("8869", "7774", "7", "8885", "119", "6638", "5588", "1112", "3360", "8840"),
        strict=True,
    )
)
"""What a reader of pictures takes each digit for; the oftener, the more often it stands here."""


def _misread(rng: Random, value: int) -> int | None:
    """`value` as misread in a picture: mostly one digit for another that looks like it."""
    text = str(value)
    at, way = rng.randrange(len(text)), rng.random()
    if way < 0.65:
        new = rng.choice(_TAKEN_FOR[text[at]])
    elif way < 0.75:
        new = rng.choice("0123456789")
    elif way < 0.92:
        new = ""
    else:
        new = text[at] * 2
    changed = text[:at] + new + text[at + 1 :]
    return int(changed) if changed else None


def _number(text: str) -> int | None:
    return int(text) if len(text) == 1 or text[0] != "0" else None


_PENS: dict[str, Callable[[Random, int], int | None]] = {
    "digit": _digit,
    "transposed": _transposed,
    "dropped": _dropped,
    "added": _added,
    "missing": _missing,
    "random": _random,
}
BASIC = (*list(_PENS)[:-1], "swapped", "neighbour", "total", "stale")
MISREAD = ("misread",)
HARD = (*("applicant", "result", "summed one", "summed both", "shifted", "row left out", "random"),)


def spoil(rng: Random, figures: Figures, made: Layout, kind: str) -> Figures | None:
    """`figures` with one error of `kind`; None where the draw brought none."""
    changed = _spoilt(rng, figures, made, kind)
    if changed is None:
        return None
    wrong = {n: v for n, v in changed.items() if v != figures[n]}
    if not wrong or any(value < 0 for value in wrong.values()):
        return None
    return {**figures, **wrong}


def _spoilt(rng: Random, figures: Figures, made: Layout, kind: str) -> Figures | None:
    grid, columns = made.grid, made.columns
    row, column = rng.randrange(len(grid)), rng.randrange(columns + 1)
    name = grid[row][column]
    if kind in _PENS:
        new = _PENS[kind](rng, figures[name])
        return None if new is None else {name: new}
    if kind == "misread":
        name = rng.choice([n for n, value in figures.items() for _ in str(value)])
        new = _misread(rng, figures[name])
        return None if new is None else {name: new}
    if kind == "total":
        name = rng.choice([grid[row][columns], grid[made.total_row][column]])
        new = _PENS[rng.choice(["digit", "added", "dropped"])](rng, figures[name])
        return None if new is None else {name: new}
    if kind == "swapped":
        if rng.random() < 0.5:
            other = grid[row][column + 1] if column < columns else None
        else:
            other = grid[row + 1][column] if row + 1 < len(grid) else None
        return None if other is None else {name: figures[other], other: figures[name]}
    if kind == "neighbour":
        at = column + rng.choice((-1, 1))
        if not 0 <= at <= columns or not figures[name]:
            return None
        return {name: 0, grid[row][at]: figures[name]}
    return _hard(rng, figures, made, kind)


def _hard(rng: Random, figures: Figures, made: Layout, kind: str) -> Figures | None:
    grid, columns = made.grid, made.columns
    row, column = rng.choice(made.leaf_rows), rng.randrange(columns)
    leaf, of_row = grid[row][column], grid[row][columns]
    of_column, grand = grid[made.total_row][column], grid[made.total_row][columns]
    if kind == "stale":
        some = rng.choice([(of_row, grand), (of_column, grand), (of_row, of_column, grand)])
        lacking = rng.choice([-1, 1]) * rng.randint(1, max(1, figures[leaf]))
        return {name: figures[name] + lacking for name in some}
    if kind in ("summed one", "summed both"):
        new = _PENS[rng.choice(["digit", "added", "dropped", "missing"])](rng, figures[leaf])
        if new is None:
            return None
        others = (
            [rng.choice([of_row, of_column])]
            if kind == "summed one"
            else [
                of_row,
                of_column,
                grand,
            ]
        )
        return {name: figures[name] + new - figures[leaf] for name in (leaf, *others)}
    if kind == "applicant":
        other = grid[row][rng.randrange(columns)]
        return _moved(rng, figures, leaf, other)
    if kind == "result":
        return _moved(rng, figures, leaf, grid[rng.choice(made.leaf_rows)][column])
    if kind == "shifted":
        row = rng.randrange(len(grid))
        now = [figures[name] for name in grid[row]]
        then = [0, *now[:-1]] if rng.random() < 0.5 else [*now[1:], 0]
        return dict(zip(grid[row], then, strict=True))
    if kind == "row left out":
        return dict.fromkeys(grid[row], 0)
    raise LookupError(kind)


def _moved(rng: Random, figures: Figures, one: str, other: str) -> Figures | None:
    if one == other or not figures[one]:
        return None
    some = rng.randint(1, figures[one])
    return {one: figures[one] - some, other: figures[other] + some}
