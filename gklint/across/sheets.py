"""The sheets of a csv file or workbook as grids of plain values, with the lines of the source."""

from __future__ import annotations

import csv
import re
import zlib
from datetime import date, datetime
from functools import cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.encoding import decode
from gklint.document.limits import MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from gklint.document.sniff import ENCRYPTED_TYPE, TEXT, sniff
from gklint.patterns import regex

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
_SHEET: Final = regex(r"worksheets/[^/]*\.xml$")
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
    if media == ENCRYPTED_TYPE:
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
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

    if zipped:
        bounded(data)
    try:
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
    except PasswordError as error:
        raise SheetError("encrypted") from error
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise SheetError("damaged") from error


def bounded(data: bytes) -> None:
    """Refuses a workbook that unpacks beyond all measure, before it is unpacked.

    That holds for its parts, and for its sheets: one cell far out makes a grid of all before it.
    Raises SheetError.
    """
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(m.file_size for m in members) > min(
                MAX_UNPACKED, max(len(data), RATIO_FROM) * MAX_RATIO
            ):
                raise SheetError("unpacked")
            for member in members:
                if _SHEET.search(member.filename) and _reach(archive.read(member)) > _MOST_CELLS:
                    raise SheetError("unpacked")
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
    ) as error:
        raise SheetError("damaged") from error


@cache
def _cell() -> re.Pattern[bytes]:
    """A cell that is not empty; empty ones close themselves."""
    return re.compile(
        rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"'](?P<column>[A-Z]{1,3})(?P<row>\d{1,7})[\"']"
        rb"(?:[^>]*[^/>])?>"
    )


@cache
def _place() -> re.Pattern[bytes]:
    """Where a row or a cell says that it stands, in whatever words."""
    return re.compile(rb"<(?:\w+:)?(?P<what>row|c)\s(?:[^>]*?\s)?r=[\"'](?P<where>[^\"']*)[\"']")


@cache
def _sound(what: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"[1-9]\d{0,6}" if what == b"row" else rb"[A-Z]{1,3}[1-9]\d{0,6}")


def _reach(sheet: bytes) -> int:
    """Positions of the grid that reaches to the last cells with a value: rows times columns.

    Raises SheetError for a place that is none: the library for workbooks does not survive it.
    """
    rows = columns = 1
    for told in _place().finditer(sheet):
        if not _sound(told["what"]).fullmatch(told["where"]):
            raise SheetError("damaged")
    for found in _cell().finditer(sheet):
        rows = max(rows, int(found["row"]))
        column = 0
        for letter in found["column"]:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    return rows * columns


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
