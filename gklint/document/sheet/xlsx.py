"""A workbook's parts (.xlsx): checked, packed anew for the library, and looked at for what the
library does not tell."""

from __future__ import annotations

import zipfile
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Final

from gklint.document.docx.package import Package
from gklint.document.errors import CannotOpen, LimitReached, TypeRefused
from gklint.document.limits import MAX_GRID, MAX_TEXT
from gklint.document.sheet.book import sheets_of
from gklint.document.sheet.bounds import READ, check_counts, check_reach
from gklint.document.sheet.grid import Marks
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from gklint.document.sheet.grid import Place, Sheet

_BOOK: Final = "xl/workbook.xml"
_COMMENTS: Final = regex(r"xl/comments.*\.xml$")
_TRUE: Final = frozenset({"1", "true"})
_MOST_COLUMNS: Final = 16384


class Xlsx:
    """Raises CannotOpen("damaged"), Encrypted("encrypted"), TypeRefused("xlsb"), and
    LimitReached("members" | "member_size" | "ratio" | "depth" | "size" | "cells")."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        if _BOOK not in self._package and "xl/workbook.bin" in self._package:
            raise TypeRefused("xlsb")
        relations = self._package.relations(_BOOK)
        self._looks = next((r.target for r in relations.values() if r.kind == "styles"), "")
        self._parts: dict[str, str] = {}
        for sheet in self._package.xml(_BOOK).iter("{*}sheet"):
            key = next((v for name, v in sheet.items() if str(name).endswith("}id")), "")
            if key in relations:
                self._parts[sheet.get("name") or ""] = relations[key].target

    def sheets(self) -> Iterator[Sheet]:
        """The sheets of cells, as `sheets_of` tells them."""
        return sheets_of(self)

    def packed(self) -> bytes:
        """The workbook's texts and numbers alone, not deflated: the library reads what was read
        here within limits, and nothing else."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in self._package:
                if name.lower().endswith(READ):
                    content = self._package.read(name)
                    check_counts(content)
                    if "worksheets/" in name and name.endswith(".xml"):
                        if len(content) > MAX_TEXT:
                            raise LimitReached("size", size=len(content), limit=MAX_TEXT)
                        check_reach(content, MAX_GRID)
                    archive.writestr(name, content)
        return out.getvalue()

    def properties(self) -> dict[str, str]:
        """What the workbook says of itself, by names as in `Document.meta`."""
        found: dict[str, str] = {}
        for part in ("docProps/core.xml", "docProps/app.xml"):
            if part not in self._package:
                continue
            for item in self._package.xml(part):
                if item.text and item.text.strip():
                    name = str(item.tag).rpartition("}")[2].lower()
                    found.setdefault(name, item.text.strip())
        return found

    def pictures(self) -> list[str]:
        """The names of the pictures in the workbook."""
        return [name for name in self._package if name.lower().startswith("xl/media/")]

    def comments(self) -> int:
        """How many comments the cells carry."""
        notes = [name for name in self._package if _COMMENTS.search(name)]
        return sum(len(list(self._package.xml(name).iter("{*}comment"))) for name in notes)

    def marks(self, number: int, sheet: str) -> Marks:
        """Of the sheet by its name."""
        part = self._parts.get(sheet)
        if part is None:
            raise CannotOpen("damaged", reason=f"no part of the sheet {sheet!r}")
        root = self._package.xml(part)
        framed = self._framed
        columns: set[int] = set()
        rows: set[int] = set()
        formed: set[Place] = set()
        said: list[tuple[Place, str]] = []
        for group in root.iterchildren("{*}cols"):
            columns |= _hidden_columns(group)
        for data in root.iterchildren("{*}sheetData"):
            number = -1
            for row in data:
                number = int(row.get("r") or number + 2) - 1
                if row.get("hidden") in _TRUE:
                    rows.add(number)
                column = -1
                for cell in row:
                    where = cell.get("r")
                    column = column + 1 if where is None else _column(where)
                    if len(cell) == 0:
                        if cell.get("s") in framed:
                            formed.add((number, column))
                    else:
                        told = _said(cell)
                        if told is not None:
                            said.append(((number, column), told))
        return Marks(frozenset(rows), frozenset(columns), frozenset(formed), tuple(said))

    @cached_property
    def _framed(self) -> frozenset[str]:
        """The numbers of the forms of cells that have borders."""
        if self._looks not in self._package:
            return frozenset()
        root = self._package.xml(self._looks)
        lined = [
            any(side.get("style") not in (None, "none") for side in border)
            for border in root.iterfind("{*}borders/{*}border")
        ]
        borders = {str(number) for number, lines in enumerate(lined) if lines}
        forms = root.iterfind("{*}cellXfs/{*}xf")
        return frozenset(str(n) for n, form in enumerate(forms) if form.get("borderId") in borders)


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


def _column(where: str) -> int:
    """``AB12`` → 27."""
    column = 0
    for letter in where:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter) - 64
    return column - 1
