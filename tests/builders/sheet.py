"""A specimen as a workbook, by XlsxWriter: as offices lay one out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import xlsxwriter

from gklint.ruleset.layout import width_of
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gklint.ruleset.layout import PrintedRow
    from gklint.specimen import Specimen


class Style(NamedTuple):
    """How an office lays a report out."""

    numbers: bool = True  # figures are numbers, else texts
    borders: bool = True
    merged_prose: bool = False  # prose goes over all columns
    gaps: bool = True  # a blank row before and after a table
    a_sheet_each: bool = False  # every table has a sheet of its own
    left: int = 0  # blank columns before everything
    heads: bool = False  # a name above each table, merged


VARIANTS: Final[dict[str, Style]] = {
    "plain": Style(),
    "texts": Style(numbers=False, merged_prose=True),
    "no gaps": Style(gaps=False, merged_prose=True),
    "no gaps, nothing merged": Style(gaps=False),
    "a sheet a table": Style(a_sheet_each=True, heads=True),
    "moved": Style(left=3),
    "no borders": Style(borders=False),
}

_WIDE: Final = 9  # columns that prose is merged over


def book(fill: Callable[[Any], None]) -> bytes:
    """A workbook that `fill` writes into."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        fill(workbook)
    return made.getvalue()


def workbook(specimen: Specimen, style: Style = VARIANTS["plain"]) -> bytes:
    """The workbook of `specimen`."""
    return book(lambda made: _Writer(made, style).write(specimen))


class _Writer:
    def __init__(self, made: Any, style: Style) -> None:
        self._made, self._style = made, style
        self._border = made.add_format({"border": 1, "text_wrap": True} if style.borders else {})
        self._sheet = made.add_worksheet("年度报告")
        self._row = 0

    def write(self, specimen: Specimen) -> None:
        for text in (specimen.title, *specimen.preamble):
            if text is not None:
                self._prose(text)
        for part in specimen.parts:
            for text in (part.heading, *part.prose):
                self._prose(text)
            for table in part.tables:
                rows = list(table.rows())
                if not self._style.a_sheet_each:
                    self._table(rows)
                    continue
                main, row = self._sheet, self._row
                self._sheet, self._row = self._made.add_worksheet(table.form.key), 0
                if self._style.heads:
                    self._sheet.merge_range(0, 0, 0, width_of(rows) - 1, f"附表（{part.heading}）")
                    self._row = 1
                self._table(rows)
                self._sheet, self._row = main, row

    def _prose(self, text: str) -> None:
        left = self._style.left
        if self._style.merged_prose:
            self._sheet.merge_range(self._row, left, self._row, left + _WIDE, text)
        else:
            self._sheet.write_string(self._row, left, text)
        self._row += 1

    def _table(self, rows: Sequence[PrintedRow]) -> None:
        self._row += self._style.gaps
        for number, row in enumerate(rows):
            for cell in row:
                if cell.covered:
                    continue
                top, left = self._row + number, self._style.left + cell.column
                bottom, right = top + cell.rowspan - 1, left + cell.colspan - 1
                if (top, left) != (bottom, right):
                    self._sheet.merge_range(top, left, bottom, right, "", self._border)
                self._write(top, left, cell.text, figure=cell.fact is not None)
        self._row += len(rows) + self._style.gaps

    def _write(self, row: int, column: int, text: str, *, figure: bool) -> None:
        number = fold_width(text).replace(",", "")
        if figure and self._style.numbers and number.replace(".", "", 1).isdigit():
            self._sheet.write_number(row, column, float(number), self._border)
        elif text.strip():
            self._sheet.write_string(row, column, text, self._border)
        else:
            self._sheet.write_blank(row, column, None, self._border)
