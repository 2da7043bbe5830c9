"""A workbook's parts (.xlsx): checked, packed anew for the library, and looked at for what the
library does not tell."""

from __future__ import annotations

import zipfile
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Final

from gklint.document.docx.package import Package, parse
from gklint.document.errors import CannotOpen, LimitReached, TypeRefused
from gklint.document.limits import MAX_TEXT
from gklint.document.sheet.book import sheets_of
from gklint.document.sheet.bounds import READ, check_counts
from gklint.document.sheet.marks import marks_of
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.document.sheet.grid import Marks, Sheet

_BOOK: Final = "xl/workbook.xml"
_COMMENTS: Final = regex(r"xl/comments.*\.xml$")


class Xlsx:
    """Raises CannotOpen("damaged"), Encrypted("encrypted"), TypeRefused("xlsb"), and
    LimitReached("members" | "member_size" | "ratio" | "depth" | "size" | "cells")."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        if _BOOK not in self._package and "xl/workbook.bin" in self._package:
            raise TypeRefused("xlsb")
        relations = self._package.relations(_BOOK)
        self._looks = next((r.target for r in relations.values() if r.kind == "styles"), "")
        self._marks: dict[str, Marks] = {}
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
                    if content.rfind(b"sheetData") >= 0:
                        if len(content) > MAX_TEXT:
                            raise LimitReached("size", size=len(content), limit=MAX_TEXT)
                        self._marks[name.lower()] = marks_of(parse(content, name), self._framed)
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
        """Of the sheet by its name, once `packed` was asked for."""
        found = self._marks.get(self._parts.get(sheet, "").lower())
        if found is None:
            raise CannotOpen("damaged", reason=f"no part of the sheet {sheet!r}")
        return found

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
