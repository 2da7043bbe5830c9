"""A workbook written row by row: typed values, named styles, printable sheets.

Rows go to temporary files as they are written, so memory does not grow with them; a row that is
written stays as it is. Rows and columns count from 0, as in XlsxWriter.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gklint.outputs.xlsx_style import COLOURS, height_of, plain, properties
from gklint.outputs.xlsx_text import cell_text, looks_like_formula, sheet_name
from gklint.outputs.xlsx_values import A4, ALONE, Formula, Jump, Styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from typing import IO

    from gklint.lang import Lang
    from gklint.outputs.xlsx_values import Cell, Column, Paper, Span, Value

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384
_LINE: Final = 16.8  # points of a line that stands alone
_NOTES: Final = 8  # rows kept for what is said at the end


class Book:
    """An XlsxWriter workbook; `save` writes it, and only then."""

    def __init__(
        self, lang: Lang, folder: str, *, title: str, made: datetime, streamed: bool = True
    ) -> None:
        """`folder` holds the rows until then; `made` is the time the file's properties tell. Where
        not `streamed`, rows are held in memory and cells may come in any order."""
        from xlsxwriter import Workbook

        self.lang: Lang = lang
        self._path = Path(folder) / "book.xlsx"
        self._book = Workbook(
            self._path,
            {
                "constant_memory": streamed,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "default_format_properties": plain(lang),
            },
        )
        self._book.use_zip64()
        self._book.set_size(1600, 1000)
        self._book.set_properties({"title": title, "author": "gklint", "created": made})
        self._formats: dict[tuple[str, bool], Any] = {}
        self._names: set[str] = set()

    def sheet(self, name: str, columns: Sequence[Column] = (), *, paper: Paper = A4) -> Sheet:
        """A new sheet, the last so far; `Sheet.lay` may give it its columns later."""
        name = sheet_name(name, self._names)
        self._names.add(name.lower())
        made = self._book.add_worksheet(name)
        return Sheet(self, made, name, columns, paper)

    def format(self, style: str, *, quoted: bool = False) -> Any:
        """XlsxWriter's format of `style`. `quoted`: what is typed over the cell stays text."""
        key = (style, quoted)
        if key not in self._formats:
            quote = {"quote_prefix": True} if quoted else {}
            self._formats[key] = self._book.add_format({**properties(style, self.lang), **quote})
        return self._formats[key]

    def colour(self, name: str) -> Any:
        """A format for conditional formatting."""
        key = (f"colour.{name}", False)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(COLOURS[name]))
        return self._formats[key]

    def save(self, out: IO[bytes]) -> None:
        """Write the workbook to `out`, which need not be seekable. Raises OSError."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the fault itself, as of a full disk
        with self._path.open("rb") as made:
            shutil.copyfileobj(made, out)


class Sheet:
    """One sheet, from top to bottom: notes, heads, rows, notes. `next` is the row that comes."""

    def __init__(
        self, book: Book, sheet: Any, name: str, columns: Sequence[Column], paper: Paper
    ) -> None:
        self.book, self.raw, self.name = book, sheet, name
        self.next = 0
        self.head: int | None = None
        self._last: int | None = None
        sheet.hide_gridlines(2)
        if not paper.portrait:
            sheet.set_landscape()
        sheet.set_paper(paper.number)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        if paper.repeated:
            sheet.set_print_scale(70)
            sheet.repeat_columns(0, paper.repeated - 1)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&9&A&R&9&P / &N")
        self.lay(columns)

    def lay(self, columns: Sequence[Column]) -> None:
        """The columns from here on. Their widths are the sheet's."""
        self.columns = tuple(columns)
        for index, column in enumerate(self.columns):
            self.raw.set_column(index, index, column.width)

    @property
    def full(self) -> bool:
        """Whether no more than a note fits."""
        return not self.fits(1)

    def fits(self, rows: int) -> bool:
        """Whether so many more rows fit, and a note."""
        return self.next + rows <= ROWS - _NOTES

    @property
    def empty(self) -> bool:
        """Whether the table has no row yet."""
        return self._last is None

    def line(self, text: str, style: str = "subtitle", *, height: float = _LINE) -> None:
        """A line of text that may run over the cells to its right."""
        self.raw.set_row(self.next, height)
        self.place(self.next, 0, text, style)
        self.next += 1

    def note(self, text: str, style: str = "note", *, over: int = 0) -> None:
        """A paragraph over the first `over` columns (all where 0), as high as it needs."""
        columns = self.columns[: over or None]
        width = sum(c.width for c in columns)
        self.raw.set_row(self.next, height_of(text, width, style))
        self.place(self.next, 0, text, style, (1, len(columns)))
        self.next += 1

    def heads(self, *, freeze: int = 0, height: float = 0, repeat: bool = True) -> None:
        """The heads of the columns, at least `height` high; they stay in sight, with the first
        `freeze` columns, and stand on every printed page."""
        needed = (height_of(column.head, column.width, "head") for column in self.columns)
        self.raw.set_row(self.next, max(height, _LINE, *needed))
        for index, column in enumerate(self.columns):
            self.place(self.next, index, column.head, "head")
        if self.head is None:
            self.head = self.next
            self.raw.freeze_panes(self.next + 1, freeze)
            if repeat:
                self.raw.repeat_rows(self.next)
        self.next += 1

    def row(self, values: Iterable[Cell], *, level: int = 0, fit: bool = True) -> int:
        """A row of the table, cells in the styles of their columns; the row's number. `fit` makes
        it as high as its text."""
        cells = tuple(values)
        if fit:
            height = self._height(cells)
            self.raw.set_row(self.next, height, None, {"level": level} if level else {})
        for index, value in enumerate(cells):
            self.place(self.next, index, value, self.columns[index].style)
        self._last = self.next
        self.next += 1
        return self.next - 1

    def below(self, values: Iterable[Cell]) -> None:
        """A row under the table, outside its filters."""
        for index, value in enumerate(values):
            self.place(self.next, index, value, self.columns[index].style)
        self.next += 1

    def group(self, text: str) -> int:
        """A row of the table that begins a group; the row's number."""
        self.raw.set_row(self.next, _LINE + 3)
        return self.row([Styled(text, "group"), *[Styled(None, "group")] * (len(self.columns) - 1)])

    def choices(self, column: int, words: Sequence[str]) -> None:
        """Offer `words` in the cells of `column` in the table."""
        if self.head is not None and self._last is not None:
            told = {"validate": "list", "source": list(words), "error_type": "information"}
            self.raw.data_validation(self.head + 1, column, self._last, column, told)

    def filters(self) -> None:
        """Filters over the table that was written; once, at its end."""
        if self.head is not None and self._last is not None and self._last > self.head:
            self.raw.autofilter(self.head, 0, self._last, len(self.columns) - 1)

    def print_only(self, columns: int) -> None:
        """Leave the columns after the first `columns` out of print."""
        self.raw.print_area(0, 0, max(self.next - 1, 0), columns - 1)

    def paint(self, column: int, criteria: str, value: float | str, colour: str) -> None:
        """Colour the cells of `column` in the table for which the comparison holds, also after
        they are edited."""
        if self.head is None or self._last is None or self._last <= self.head:
            return
        told = f'"{value}"' if isinstance(value, str) else value
        self.raw.conditional_format(
            self.head + 1,
            column,
            self._last,
            column,
            {
                "type": "cell",
                "criteria": criteria,
                "value": told,
                "format": self.book.colour(colour),
            },
        )

    def _height(self, cells: Sequence[Cell]) -> float:
        highest = _LINE
        for column, cell in zip(self.columns, cells, strict=False):
            value, style = cell if isinstance(cell, Styled) else (cell, column.style)
            text = value.text if isinstance(value, Jump) else value
            if isinstance(text, str) and len(text) > 3:
                highest = max(highest, height_of(text, column.width, style))
        return highest

    def place(self, row: int, column: int, cell: Cell, style: str, over: Span = ALONE) -> None:
        """A cell anywhere, `over` so many rows and columns."""
        value: Value
        value, style = cell if isinstance(cell, Styled) else (cell, style)
        book, sheet = self.book, self.raw
        if over != ALONE:
            last = (row + over[0] - 1, column + over[1] - 1)
            sheet.merge_range(row, column, *last, "", book.format(style))
        if isinstance(value, str):
            text = cell_text(value, book.lang)
            sheet.write_string(
                row, column, text, book.format(style, quoted=looks_like_formula(text))
            )
        elif value is None:
            sheet.write_blank(row, column, None, book.format(style))
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, book.format(style), value.value)
        elif isinstance(value, Jump):
            text = cell_text(value.text, book.lang)
            quoted = value.sheet.replace("'", "''")
            target = f"internal:'{quoted}'!A{value.row + 1}"
            sheet.write_url(row, column, target, book.format(style), text)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, book.format(style))
        else:
            sheet.write_number(row, column, value, book.format(style))
