"""A workbook of LibreOffice (.ods): its cells say themselves how they are shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.limits import MAX_GRID, MAX_TEXT
from gklint.document.sheet.grid import Marks, shown
from gklint.document.xml import parse
from gklint.document.zipped import Zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from gklint.document.sheet.grid import Merge, Place, Sheet

_CONTENT: Final = "content.xml"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HIDDEN: Final = frozenset({"collapse", "filter"})
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SIGNS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


class Ods:
    """Raises CannotOpen("damaged"), Encrypted("encrypted"), and LimitReached("members" |
    "member_size" | "ratio" | "depth" | "size" | "cells")."""

    def __init__(self, data: bytes) -> None:
        self._zip = Zipped(data)
        manifest = "META-INF/manifest.xml"
        if manifest in self._zip and b":encryption-data" in self._zip.read(manifest):
            raise Encrypted("encrypted")
        content = self._zip.read(_CONTENT)
        if len(content) > MAX_TEXT:
            raise LimitReached("size", size=len(content), limit=MAX_TEXT)
        self._root = parse(content, _CONTENT)

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in their order; of one that is not shown, `rows` is empty and `hidden` counts
        its cells."""
        for table in self._root.iterfind(f"{{*}}body/{{*}}spreadsheet/{_TABLE}table"):
            sheet = _read(table, self._framed)
            if table.get(f"{_TABLE}style-name") in self._away:
                texts = sum(1 for row in sheet.rows for box in row if box.text)
                sheet = sheet._replace(rows=(), numbers=(), hidden=sheet.hidden + texts)
            yield sheet

    def properties(self) -> dict[str, str]:
        """What the workbook says of itself, by names as in `Document.meta`."""
        if "meta.xml" not in self._zip:
            return {}
        names = {"initial-creator": "author", "generator": "application"}
        found: dict[str, str] = {}
        for group in parse(self._zip.read("meta.xml"), "meta.xml"):
            for item in group:
                name = str(item.tag).rpartition("}")[2].lower()
                if item.text and item.text.strip():
                    found.setdefault(names.get(name, name), item.text.strip())
        return found

    def pictures(self) -> list[str]:
        """The names of the pictures in the workbook."""
        return [name for name in self._zip if name.startswith("Pictures/")]

    def comments(self) -> int:
        """How many comments the cells carry."""
        return sum(1 for _ in self._root.iter(f"{_OFFICE}annotation"))

    @cached_property
    def _framed(self) -> frozenset[str]:
        """The names of the styles of cells that have borders."""
        return frozenset(
            style.get(f"{_STYLE}name") or ""
            for style in self._root.iter(f"{_STYLE}style")
            for form in style
            if any("}border" in str(name) and value != "none" for name, value in form.items())
        )

    @cached_property
    def _away(self) -> frozenset[str]:
        """The names of the styles of sheets that are not shown."""
        return frozenset(
            style.get(f"{_STYLE}name") or ""
            for style in self._root.iter(f"{_STYLE}style")
            for form in style
            if form.get(f"{_TABLE}display") == "false"
        )


def _read(table: etree._Element, framed: frozenset[str]) -> Sheet:
    columns: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = _count(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            columns.update(range(at, min(at + times, MAX_GRID)))
        at += times
    rows: set[int] = set()
    formed: set[Place] = set()
    texts: dict[Place, str] = {}
    merges: list[Merge] = []
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        found = _Row(row, framed)
        times = _count(row, "number-rows-repeated")
        # Blank rows to the end of the sheet are one row many times over.
        for number in range(at, at + times) if found.texts else ():
            texts.update(((number, column), text) for column, text in found.texts.items())
            merges += (
                ((number, first), (number + down, first + across))
                for first, down, across in found.merges
            )
            formed.update((number, column) for column in found.formed)
            if len(texts) + len(formed) > MAX_GRID:
                raise LimitReached("cells", limit=MAX_GRID)
        if not found.texts and times == 1:
            formed.update((at, column) for column in found.formed)
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            rows.update(range(at, at + min(times, MAX_GRID)))
        at += times
    marks = Marks(frozenset(rows), frozenset(columns), frozenset(formed))
    return shown(table.get(f"{_TABLE}name") or "", texts, merges, marks)


class _Row:
    """The cells of one row by their columns: texts, merges (first column, rows below, columns
    beside), and blank ones with borders."""

    def __init__(self, row: etree._Element, framed: frozenset[str]) -> None:
        self.texts: dict[int, str] = {}
        self.merges: list[tuple[int, int, int]] = []
        self.formed: list[int] = []
        at = 0
        for cell in row.iterchildren(*_CELLS):
            times = _count(cell, "number-columns-repeated")
            covered = cell.tag == _CELLS[1]
            text = "" if covered else _text(cell)
            across = _count(cell, "number-columns-spanned")
            down = _count(cell, "number-rows-spanned")
            style = cell.get(f"{_TABLE}style-name")
            if text:
                if times > MAX_GRID:
                    raise LimitReached("cells", limit=MAX_GRID)
                self.texts.update(dict.fromkeys(range(at, at + times), text))
            elif style in framed and not covered and times < 1000:
                self.formed += range(at, at + times)
            if across > 1 or down > 1:
                self.merges.append((at, down - 1, across - 1))
            at += times


def _text(cell: etree._Element) -> str:
    lines = ["".join(_pieces(line)) for line in cell.iterchildren(f"{_TEXT}p")]
    return "\n".join(lines).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(_count(child, "c", _TEXT), 100)
        elif child.tag in _SIGNS:
            yield _SIGNS[str(child.tag)]
        elif child.tag != f"{_OFFICE}annotation":
            yield from _pieces(child)
        yield child.tail or ""


def _count(element: etree._Element, name: str, space: str = _TABLE) -> int:
    """A number of times; 1 where it is not given. Raises CannotOpen("damaged")."""
    written = element.get(f"{space}{name}")
    if written is None:
        return 1
    if not written.isascii() or not written.isdecimal() or len(written) > 9:
        raise CannotOpen("damaged", reason=f"{name}: {written[:20]!r}")
    return int(written)
