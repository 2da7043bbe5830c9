"""A sheet of a workbook as it is printed: cells at their places, what is hidden left out."""

from __future__ import annotations

from typing import NamedTuple

Value = object
"""As the library for workbooks gives it: a text, a number, a date; "" where there is none."""
Place = tuple[int, int]
"""Row and column, from 0."""
Merge = tuple[Place, Place]
"""The first and the last place of a merged cell."""


class Marks(NamedTuple):
    """What the library does not tell of a sheet.

    `formed` are the places of cells that are empty but have a form of their own (borders);
    `said` are texts of cells that the library gives as empty: errors, and formulas that were
    never calculated.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formed: frozenset[Place] = frozenset()
    said: tuple[tuple[Place, str], ...] = ()


class Box(NamedTuple):
    """A cell, once: its text, and which of the rows and columns that are shown it covers, from 0;
    `formed` as in `Marks`, or merged."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    formed: bool = False


class Sheet(NamedTuple):
    """`rows` are the cells that begin in each row that is shown, left to right; `numbers` and
    `columns` the numbers of these rows and columns in the workbook, from 1. `hidden` counts cells
    with text that are not shown."""

    name: str
    rows: tuple[tuple[Box, ...], ...]
    numbers: tuple[int, ...]
    columns: tuple[int, ...]
    hidden: int = 0
