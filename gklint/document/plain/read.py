"""Plain text: made of a Word file by a converter, copied from a page, kept by a crawler.

A line is a paragraph; lines that are laid out as rows and cells are a `Table` whose merged cells
are lost (`plain_tables`). What a converter wrote into the text is marked, never removed
(`plain_marks`). A header of ``key: value`` lines above a ruler is the crawler's and becomes `meta`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_BLOCKS, MAX_TEXT
from gklint.document.model import Block, Cell, Document, Paragraph, Table
from gklint.document.plain.lines import Line, TextTable
from gklint.document.plain.marks import marks_in, page_numbers
from gklint.document.plain.tables import table_at
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

MEDIA_TYPE: Final = "text/plain"
_BREAKS: Final = "\f\v\x85\u2028\u2029\x1c\x1d\x1e"
_HEADER_LINES: Final = 40
_HEADER_KEYS: Final = 2
_RULER_LENGTH: Final = 200


class _Header(NamedTuple):
    meta: dict[str, str]
    end: int  # index of the first line of the text proper


def read_text(text: str, encoding: str | None) -> Document:
    """The document in `text`; `encoding` is what it was decoded from.

    Raises LimitReached("size" | "blocks").
    """
    if len(text) > MAX_TEXT:
        raise LimitReached("size", size=len(text), limit=MAX_TEXT)
    lines = _lines(text)
    meta, at = _header(lines)
    blocks: list[Block] = []
    while at < len(lines):
        line = lines[at]
        if not line.text:
            at += 1
            continue
        table = table_at(lines, at)
        if table is None:
            if not is_blank(line.text):
                blocks.append(_paragraph(line, len(blocks)))
            at += 1
            continue
        for part in table.parts:
            if isinstance(part, TextTable):
                blocks.append(_table(part, len(blocks)))
            elif not is_blank(part.text):
                blocks.append(_paragraph(part, len(blocks)))
        at = table.end
    if len(blocks) > MAX_BLOCKS:
        raise LimitReached("blocks", limit=MAX_BLOCKS)
    for number, mark in page_numbers(blocks, lines):
        blocks[number] = mark
    return Document(MEDIA_TYPE, tuple(blocks), encoding, meta=meta)


def _paragraph(line: Line, block: int) -> Paragraph:
    return Paragraph(line.text, block, line.number, line.col, marks=marks_in(line.text))


def _table(table: TextTable, block: int) -> Table:
    cells = tuple(
        Cell(cell.text, row, col, 1, 1, row, col)
        for row, line in enumerate(table.rows)
        for col, cell in enumerate(line)
    )
    starts = tuple((cell.number, cell.col) for line in table.rows for cell in line)
    n_cols = max(map(len, table.rows))
    first, _ = starts[0]
    return Table(cells, len(table.rows), n_cols, block, first, spans_known=False, starts=starts)


def _lines(text: str) -> list[Line]:
    """Lines as an editor counts them; other breaks divide a line, and its parts keep its number."""
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _control().sub(" ", text)
    rows = text.split("\n")
    if not any(char in text for char in _BREAKS):
        return list(map(Line, rows, range(1, len(rows) + 1), repeat(1)))
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        at = 0
        for part in _break().split(row):
            lines.append(Line(part, number, at + 1))
            at += len(part) + 1
    return lines


@cache
def _control() -> re.Pattern[str]:
    """Characters without a form of their own; a blank each, so that columns stay right. Not those
    that break lines, and not a field's signs, which are marked."""
    return re.compile("[\x01-\x08\x0e-\x12\x16-\x1b\x1f\x7f-\x84\x86-\x9f]")


@cache
def _break() -> re.Pattern[str]:
    return re.compile(f"[{_BREAKS}]")


_RULER_SIGNS: Final = "=-*_#~—─═＝"


@cache
def _ruler() -> re.Pattern[str]:
    """A line drawn with one sign, with or without words in it: ``==== 正文 ====``."""
    signs = re.escape(_RULER_SIGNS)
    return re.compile(rf"([{signs}])\1{{2,}}(?:\s*[^\s{signs}]{{0,20}}\s*\1{{2,}})?")


@cache
def _key() -> re.Pattern[str]:
    return re.compile(r"([^\s:：,，。；][^:：,，。；]{0,19}?)\s?[:：](?!//)")


def _header(lines: Sequence[Line]) -> _Header:
    """The ``key: value`` lines at the top, if a ruler ends them; other lines there are dropped."""
    meta: dict[str, str] = {}
    strange = 0
    rulers = [at for at, line in enumerate(lines[:_HEADER_LINES]) if _is_ruler(line.text)]
    for at, line in enumerate(lines[: rulers[-1] + 1] if rulers else ()):
        if at in rulers:
            if not meta:
                continue  # a ruler above the header
            if len(meta) >= _HEADER_KEYS and strange <= len(meta):
                return _Header(meta, at + 1)
            break
        text = line.text.strip()
        match = _key().match(text)
        if match is not None:
            meta[match[1]] = text[match.end() :].strip()
        elif not is_blank(line.text):
            strange += 1
    return _Header({}, 0)


def _is_ruler(text: str) -> bool:
    text = text.strip()
    if not text or len(text) > _RULER_LENGTH or text[0] not in _RULER_SIGNS:
        return False
    return _ruler().fullmatch(text) is not None
