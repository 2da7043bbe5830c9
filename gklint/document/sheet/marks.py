"""A sheet's XML → what the library does not tell of it, and whether its cells stand at places."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.limits import MAX_GRID
from gklint.document.sheet.grid import Marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from gklint.document.sheet.grid import Place

_TRUE: Final = frozenset({"1", "true"})
_MOST_COLUMNS: Final = 16384


def marks_of(root: etree._Element, framed: frozenset[str]) -> Marks:
    """`framed` are the numbers of the forms of cells that have borders.

    Raises CannotOpen("damaged") for a place that is none, which the library does not survive, and
    LimitReached("cells") for a cell so far out that the grid before it is too large.
    """
    columns: set[int] = set()
    rows: set[int] = set()
    formed: set[Place] = set()
    said: list[tuple[Place, str]] = []
    row_reach = column_reach = 0
    place = _place().fullmatch
    for group in root.iterchildren("{*}cols"):
        columns |= _hidden_columns(group)
    for data in root.iterchildren("{*}sheetData"):
        number = -1
        for row in data:
            number = _row(row.get("r"), number + 1)
            if row.get("hidden") in _TRUE:
                rows.add(number)
            column = -1
            for cell in row:
                where = cell.get("r")
                at = number
                if where is None:
                    column += 1
                else:
                    told = place(where)
                    if told is None:
                        raise CannotOpen("damaged", reason=f"place {where[:20]!r}")
                    column, at = _column(told[1]), int(told[2]) - 1
                if len(cell) == 0:
                    if cell.get("s") in framed:
                        formed.add((at, column))
                    continue
                row_reach, column_reach = max(row_reach, at), max(column_reach, column)
                text = _said(cell)
                if text is not None:
                    said.append(((at, column), text))
    if (row_reach + 1) * (column_reach + 1) > MAX_GRID:
        raise LimitReached("cells", limit=MAX_GRID)
    return Marks(frozenset(rows), frozenset(columns), frozenset(formed), tuple(said))


def _row(written: str | None, following: int) -> int:
    if written is None:
        return following
    if _number().fullmatch(written) is None:
        raise CannotOpen("damaged", reason=f"row {written[:20]!r}")
    return int(written) - 1


def _said(cell: etree._Element) -> str | None:
    """The text of an error, or of a formula without a result."""
    children: Mapping[str, str] = {
        str(child.tag).rpartition("}")[2]: child.text or "" for child in cell
    }
    if cell.get("t") == "e":
        return children.get("v") or "#N/A"
    if "f" in children and not children.get("v") and cell.get("t") != "str":
        return f"={children['f']}"
    return None


def _hidden_columns(group: etree._Element) -> set[int]:
    found: set[int] = set()
    for column in group:
        if column.get("hidden") not in _TRUE:
            continue
        first, last = column.get("min") or "1", column.get("max") or "1"
        if first.isdecimal() and last.isdecimal():
            found.update(range(int(first) - 1, min(int(last), _MOST_COLUMNS)))
    return found


@lru_cache(1024)
def _column(letters: str) -> int:
    """``AB`` → 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[1-9][0-9]{0,6}")
