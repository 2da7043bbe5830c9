"""How far the cells of a sheet of a workbook (.xlsx) reach, told before a grid of them is made."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.zipped import Zipped

READ: Final = (".xml", ".rels")
"""Ends of the names of what is looked at in a workbook; pictures are not."""


def bounded(data: bytes, most: int) -> None:
    """Refuses a workbook of which a part unpacks beyond all measure, or a sheet needs a grid of
    more than `most` positions: one cell far out makes a grid of all before it.

    Raises CannotOpen("damaged"), Encrypted("encrypted"), LimitReached("members" | "member_size" |
    "ratio" | "cells").
    """
    archive = Zipped(data)
    for name in archive:
        if name.lower().endswith(READ):
            content = archive.read(name)
            check_counts(content)
            if content.rfind(b"sheetData") >= 0:
                _check_reach(content, most)


def check_counts(part: bytes) -> None:
    """Refuses a part that announces more texts than it has bytes: the library makes room for them,
    and the process ends where there is none.

    Raises CannotOpen("damaged").
    """
    if part.rfind(b"uniqueCount") < 0:
        return
    for told in _announced().finditer(part):
        if not told[2].isdigit() or len(told[2]) > 9 or int(told[2]) > len(part):
            raise CannotOpen("damaged", reason=f"{told[2][:20]!r} texts announced")


def _check_reach(sheet: bytes, most: int) -> None:
    """As `bounded`, of the XML of one sheet.

    A place that is none is damage: the library for workbooks does not survive it.
    """
    rows = columns = 1
    for told in _place().finditer(sheet):
        if not _sound(told["what"]).fullmatch(told["where"]):
            raise CannotOpen("damaged", reason=f"place {told['where'][:20]!r}")
    for found in _cell().finditer(sheet):
        rows = max(rows, int(found["row"]))
        column = 0
        for letter in found["column"]:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    if rows * columns > most:
        raise LimitReached("cells", limit=most)


@cache
def _cell() -> re.Pattern[bytes]:
    """A cell that is not empty; empty ones close themselves."""
    return re.compile(
        rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"'](?P<column>[A-Z]{1,3})(?P<row>\d{1,7})[\"']"
        rb"(?:[^>]*[^/>])?>"
    )


@cache
def _announced() -> re.Pattern[bytes]:
    return re.compile(rb"uniqueCount\s*=\s*([\"'])(.*?)\1", re.DOTALL)


@cache
def _place() -> re.Pattern[bytes]:
    """Where a row or a cell says that it stands, in whatever words."""
    return re.compile(rb"<(?:\w+:)?(?P<what>row|c)\s(?:[^>]*?\s)?r=[\"'](?P<where>[^\"']*)[\"']")


@cache
def _sound(what: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"[1-9]\d{0,6}" if what == b"row" else rb"[A-Z]{1,3}[1-9]\d{0,6}")
