"""The sheets of a csv file or workbook as grids of plain values, with the lines of the source."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.encoding import decode
from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.sniff import ENCRYPTED_TYPES, TEXT, sniff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Value = str | date
"""A cell: its text, "" where it is empty, or the date that a workbook keeps as one."""

_BOOKS: Final = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
)
_BOOKS_OF_ZIP: Final = _BOOKS[:1]
_MOST_CELLS: Final = 4_000_000
_NAMES: Final = (".xlsx", ".xlsm", ".et")


class SheetError(Exception):
    """The bytes are no sheets: `key` and `params` of `gklint.messages.roster.FAULTS`."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key = key
        self.params: Mapping[str, str] = params


class Line(NamedTuple):
    """`number` counts from 1 in the source. `merged` are columns whose cell goes on from the line
    above."""

    number: int
    cells: tuple[Value, ...]
    merged: frozenset[int] = frozenset()


class Sheet(NamedTuple):
    """`name` is "" for a csv file; `among` counts the sheets of the file, `replaced` characters
    that could not be decoded."""

    name: str
    lines: tuple[Line, ...]
    among: int = 1
    replaced: int = 0


def sheets(data: bytes, name: str, most: int) -> Iterator[Sheet]:
    """The sheets in `data`, each read as it is asked for; one of more than `most` lines is refused.

    Raises SheetError.
    """
    if not data.strip():
        raise SheetError("empty")
    media = sniff(data, name)
    if media == TEXT:
        return iter((_text(data, most),))
    if media in ENCRYPTED_TYPES:
        raise SheetError("encrypted")
    if media in _BOOKS:
        return _book(data, most, zipped=media in _BOOKS_OF_ZIP)
    # A workbook cut short has lost what tells that it is one, but for its name.
    raise SheetError("damaged" if name.lower().endswith(_NAMES) else "type")


def plain(value: Value) -> str:
    """A cell as text; dates in ISO form."""
    return value if isinstance(value, str) else value.isoformat()


def _text(data: bytes, most: int) -> Sheet:
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter, start = _delimiter(text), 0
    if text[:4].lower() == "sep=":  # Excel's own note of the delimiter
        text, start = text.partition("\n")[2], 1
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    lines: list[Line] = []
    begin = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                lines.append(Line(start + begin + 1, tuple(cell.strip() for cell in row)))
            begin = reader.line_num
            if len(lines) > most:
                raise SheetError("lines", limit=str(most))
    except csv.Error as error:
        raise SheetError("quotes", line=str(start + begin + 1)) from error
    return Sheet("", tuple(lines), replaced=decoded.replaced)


def _delimiter(text: str) -> str:
    """Of comma, semicolon and tab the one that most of the first lines have."""
    if text[:4].lower() == "sep=" and len(text) > 4 and text[4] in ",;\t":
        return text[4]
    head = text[:4096].split("\n")[:30]
    return max(",\t;", key=lambda sign: sum(sign in line for line in head))


def _book(data: bytes, most: int, *, zipped: bool) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook

    from gklint.document.sheet.book import faults

    data = bounded(data, zipped=zipped)
    with _told(), faults():
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > most:
                raise SheetError("lines", limit=str(most))
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise SheetError("unpacked")
            rows = sheet.to_python(skip_empty_area=False)
            lines = tuple(_lines(rows, sheet.merged_cell_ranges or ()))
            yield Sheet(name, lines, len(book.sheet_names))


def bounded(data: bytes, *, zipped: bool = True) -> bytes:
    """The workbook `data` for the library to read, one that unpacks beyond all measure refused.

    That holds for its parts, and for its sheets: one cell far out makes a grid of all before it.
    Raises SheetError.
    """
    with _told():
        if zipped:
            from gklint.document.sheet.bounds import bounded as check

            check(data, _MOST_CELLS)
            return data
        from gklint.document.sheet.xls import Xls

        return Xls(data, _MOST_CELLS).packed()


@contextmanager
def _told() -> Iterator[None]:
    """Errors of reading as SheetError."""
    try:
        yield
    except LimitReached as error:
        raise SheetError("unpacked") from error
    except Encrypted as error:
        raise SheetError("encrypted") from error
    except CannotOpen as error:
        raise SheetError("damaged") from error


def _lines(
    rows: Sequence[Sequence[object]],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
) -> Iterator[Line]:
    """The lines of a sheet; what is merged downwards stands in every line it covers."""
    below: dict[int, dict[int, tuple[int, int]]] = {}
    for (top, left), (bottom, _) in merged:
        for lower in range(top + 1, min(bottom, len(rows) - 1) + 1):
            below.setdefault(lower, {})[left] = (top, left)
    for number, row in enumerate(rows):
        cells = [_value(cell) for cell in row]
        covered = below.get(number, {})
        for column, (top, left) in covered.items():
            if column < len(cells) and left < len(rows[top]):
                cells[column] = _value(rows[top][left])
        if any(cell != "" for cell in cells):
            yield Line(number + 1, tuple(cells), frozenset(covered))


def _value(cell: object) -> Value:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""
