"""Where cells stand: the HTML standard's way of placing spanned cells, as browsers show it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_COLSPAN, MAX_GRID, MAX_ROWSPAN

if TYPE_CHECKING:
    from collections.abc import Sequence


class Grid(NamedTuple):
    """`places[i]` is (row, col, rowspan, colspan) of the i-th cell, in the order of the rows."""

    places: list[tuple[int, int, int, int]]
    n_rows: int
    n_cols: int


def resolve(rows: Sequence[Sequence[tuple[int, int]]], ends: Sequence[int]) -> Grid:
    """Place cells given as (colspan, rowspan), row by row.

    `ends[r]` is the row after the last row of the group (thead, tbody, tfoot) that row r is in: no
    cell grows beyond its group. A rowspan of 0 grows to there. Columns at the right edge in which
    no cell begins are nobody's and are cut off (``colspan="999999999"``).

    Raises:
        LimitReached: "cells".
    """
    places: list[tuple[int, int, int, int]] = []
    until: list[int] = []  # per column: the row up to which a cell from above holds it
    n_cols = widest = 0
    covered = 0
    for r, row in enumerate(rows):
        col = 0
        held = len(until)
        for colspan, rowspan in row:
            while col < held and until[col] > r:
                col += 1
            height = ends[r] - r
            if 0 < rowspan < height:
                height = rowspan
            covered += colspan * height
            if covered > MAX_GRID:
                raise LimitReached("cells", limit=MAX_GRID)
            places.append((r, col, height, colspan))
            if col >= n_cols:
                n_cols = col + 1
            if height > 1:
                end = col + colspan
                if end > held:
                    until.extend([0] * (end - held))
                    held = end
                for c in range(col, end):
                    if until[c] < r + height:
                        until[c] = r + height
            col += colspan
        if col > widest:
            widest = col
    if len(rows) * n_cols > MAX_GRID:
        raise LimitReached("cells", limit=MAX_GRID)
    if widest > n_cols:
        places = [(r, c, h, w if c + w <= n_cols else n_cols - c) for r, c, h, w in places]
    return Grid(places, len(rows), n_cols)


@lru_cache(maxsize=256)
def colspan(value: str) -> int:
    """The colspan an attribute means: ``"2 "`` is 2; nonsense and 0 are 1; capped."""
    number = _leading_number(value)
    return 1 if number is None or number == 0 else min(number, MAX_COLSPAN)


@lru_cache(maxsize=256)
def rowspan(value: str) -> int:
    """The rowspan an attribute means; 0 is "to the end of the group"."""
    number = _leading_number(value)
    return 1 if number is None else min(number, MAX_ROWSPAN)


def _leading_number(value: str) -> int | None:
    """The number at the start, as the standard's rules for non-negative integers read it."""
    digits = 0
    stripped = value.lstrip(" \t\r\n\f").removeprefix("+")
    for char in stripped:
        if not "0" <= char <= "9":
            break
        digits += 1
    # More digits than any cap are a cap; int() of a megabyte of digits is not wanted.
    return int(stripped[:digits].lstrip("0")[:9] or "0") if digits else None
