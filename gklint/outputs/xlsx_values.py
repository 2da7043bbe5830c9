"""What the sheets of a workbook are made of: values, columns, paper."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

_EXACT: Final = 15  # digits a cell's number keeps


class Formula(NamedTuple):
    """A formula with the value that it has now: readers that don't calculate show that."""

    text: str
    value: float | str


class Jump(NamedTuple):
    """Text that leads to a row of another sheet (counted from 0)."""

    text: str
    sheet: str
    row: int


class Styled(NamedTuple):
    """A value in a style of its own."""

    value: Value
    style: str


class Column(NamedTuple):
    """`width` in characters of the workbook's font: a Chinese character takes two."""

    head: str
    width: float
    style: str = "text"


class Paper(NamedTuple):
    """What a sheet is printed on, by the number of the format. Its columns are fitted to one page
    across, unless some are `repeated` on each of several."""

    number: int
    repeated: int = 0
    portrait: bool = False


A4: Final = Paper(9)
A4_PORTRAIT: Final = Paper(9, portrait=True)
A3: Final = Paper(8)
Value = str | int | float | date | Formula | Jump | None
Cell = Value | Styled
Span = tuple[int, int]
ALONE: Final = (1, 1)


def figure(text: str) -> int | float | str:
    """A printed decimal as a number, or as text where a cell's number could not hold it."""
    digits = text.lstrip("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or len(digits.strip("0")) > _EXACT:
        return text
    return float(text) if "." in text else int(text)
