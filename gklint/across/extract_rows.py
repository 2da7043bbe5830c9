"""Digests from tables with one row a figure: ``extract --format csv`` and ``xlsx``.

The headings may stand in either language, in any order and among others. Spreadsheets save such
files anew in GB18030 or UTF-16, with tabs or semicolons, and write 1,234 for 1234; that is read.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.digest import unread
from gklint.across.extract import ExtractError, number
from gklint.across.model import Digest, Figure
from gklint.finding import NOT_RECOGNISED
from gklint.lang import Localised, filled
from gklint.messages import extracts as words
from gklint.messages import say
from gklint.report.model import FactState, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from gklint.lang import Lang

    Row = Sequence[Any]

_COLUMNS: Final = ("source", "issuer", "year", "form", "fact", "value", "state")
_MAY_HAVE: Final = ("read_by",)
_NO_FIGURES: Final = "no_figures"
_LANGS: Final[tuple[Lang, ...]] = ("zh", "en")
_DELIMITERS: Final = ",\t;"


class _Line(NamedTuple):
    """A row by column, as text; `number` counts the rows of the file from 1."""

    number: int
    cells: Mapping[str, str]


def from_csv(data: bytes, name: str) -> tuple[Digest, ...] | None:
    """The reports of a csv file, None where its headings are others. Raises ExtractError."""
    import csv

    from gklint.document.encoding import decode

    text = decode(data).text
    heading = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        return _digests(rows, name)
    except csv.Error:
        number = str(rows.line_num)
        raise ExtractError(name, _row(number, "raw", "…")) from None


def from_xlsx(data: bytes, name: str) -> tuple[Digest, ...] | None:
    """The reports of a workbook: of its first sheet with the headings. Raises ExtractError."""
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook, ZipError

    from gklint.across.sheets import SheetError, bounded

    try:
        bounded(data)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for sheet in book.sheet_names:
            found = _digests(book.get_sheet_by_name(sheet).to_python(), name)
            if found is not None:
                return found
    except SheetError as error:
        reason = words.TOO_BIG if error.key == "unpacked" else words.DAMAGED_SHEET
        raise ExtractError(name, reason) from None
    except (CalamineError, ZipError, OSError, ValueError):
        raise ExtractError(name, words.DAMAGED_SHEET) from None
    return None


def _digests(rows: Iterable[Row], name: str) -> tuple[Digest, ...] | None:
    """The reports in the order of their first rows, None where the first row is no heading."""
    lines = iter(rows)
    columns = _headings(next(lines, ()))
    if columns is None:
        return None
    reports: dict[tuple[str, ...], list[_Line]] = {}
    for count, row in enumerate(lines, 2):
        cells = {key: _text(row[at]) if at < len(row) else "" for key, at in columns.items()}
        if any(cells.values()):
            head = tuple(cells[key] for key in ("source", "issuer", "year"))
            reports.setdefault(head, []).append(_Line(count, cells))
    return tuple(_digest(found, name) for found in reports.values())


def _headings(row: Row) -> dict[str, int] | None:
    """Where each of the columns stands; None where one is missing."""
    texts = [_text(cell) for cell in row]
    for lang in _LANGS:
        names = {key: say(f"csv.{key}", lang) for key in _COLUMNS}
        if all(heading in texts for heading in names.values()):
            names |= {key: say(f"csv.{key}", lang) for key in _MAY_HAVE}
            return {key: texts.index(name) for key, name in names.items() if name in texts}
    return None


def _digest(lines: Sequence[_Line], name: str) -> Digest:
    first = lines[0].cells
    source = f"{name}!{first['source']}"
    figures = dict(filter(None, (_figure(line, name) for line in lines)))
    if not figures and not first["issuer"]:
        return unread(source, NOT_RECOGNISED)
    table = Counter(table_of(fact) for fact in figures)
    facts = {fact: f for fact, f in figures.items() if f.state is not FactState.ABSENT}
    read = Counter(table_of(fact) for fact in facts)
    return Digest(
        source=source,
        issuer=first["issuer"] or None,
        year=_year(lines[0], name),
        form=first["form"].removesuffix(".0") or None,
        facts=facts,
        cells={key: (read[key], table[key]) for key in table},
        scanned=any(line.cells.get("read_by") for line in lines),
    )


def _figure(line: _Line, name: str) -> tuple[str, Figure] | None:
    """The figure of a row; None where it says that the report has none."""
    fact, told = line.cells["fact"], line.cells["state"]
    state = _states().get(told)
    if state is None:
        raise ExtractError(name, _row(str(line.number), "state", told))
    if state == _NO_FIGURES:
        return None
    if not fact:
        raise ExtractError(name, _row(str(line.number), "fact", fact))
    if state != FactState.NUMBER:
        return fact, Figure(FactState(state))
    return fact, Figure(FactState.NUMBER, _number(line, "value", name))


def _year(line: _Line, name: str) -> int | None:
    if not line.cells["year"]:
        return None
    year = _number(line, "year", name)
    if year != year.to_integral_value():
        raise ExtractError(name, _row(str(line.number), "year", line.cells["year"]))
    return int(year)


def _number(line: _Line, column: str, name: str) -> Decimal:
    try:
        return number(line.cells[column].replace(",", ""))
    except ArithmeticError:
        told = line.cells[column]
        raise ExtractError(name, _row(str(line.number), column, told)) from None


def _text(cell: Any) -> str:
    """A cell as text; the quote that keeps spreadsheets from calculating is no part of it."""
    text = str(cell).strip()
    return text.removeprefix("'")


@cache
def _states() -> Mapping[str, str]:
    """Words for the states of figures, in every language."""
    return {
        **{say(f"state.{state}", lang): str(state) for lang in _LANGS for state in FactState},
        **{say(f"csv.{_NO_FIGURES}", lang): _NO_FIGURES for lang in _LANGS},
    }


def _row(number: str, column: str, value: str) -> Localised:
    heading = Localised(say(f"csv.{column}", "zh"), say(f"csv.{column}", "en"))
    return filled(words.BAD_ROW, line=number, column=heading, value=value)
