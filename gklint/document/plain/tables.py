"""Tables in plain text, found by layout alone: one cell a line (`plain_tika`), or one row a line,
its cells divided by tabs or by ``|``. Rows are ragged in all of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gklint.document.plain.lines import Line, Stretch, TextTable
from gklint.document.plain.tika import one_cell_a_line
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PIPES: Final = "|│┃║"
_ESCAPED: Final = "\0\0"  # stands for a Markdown "\\|" while a row is divided; no text holds it
_LOOK: Final = 50  # lines looked at to tell one layout from another


def table_at(lines: Sequence[Line], at: int) -> Stretch | None:
    """The table that begins with the line `at`, None where none does."""
    text = lines[at].text
    if "\t" in text:
        if text[0] == "\t" and not _is_tabbed(lines, at):
            return one_cell_a_line(lines, at)
        return _rows_on_lines(lines, at, _has_inner_tab, _split_tabs)
    if any(pipe in text for pipe in _PIPES):
        return _rows_on_lines(lines, at, _has_pipe, _split_pipes)
    return None


def _is_tabbed(lines: Sequence[Line], at: int) -> bool:
    """Whether most of the lines up to the next empty one hold several cells."""
    tabbed = count = 0
    while at < len(lines) and lines[at].text and count < _LOOK:
        tabbed += _has_inner_tab(lines[at].text)
        count += 1
        at += 1
    return tabbed * 2 > count


def _rows_on_lines(
    lines: Sequence[Line],
    at: int,
    fits: Callable[[str], bool],
    split: Callable[[Line], list[Line] | None],
) -> Stretch:
    """Two rows or more, one a line; single empty lines between them are passed over."""
    rows: list[list[Line]] = []
    begun = end = at
    while at < len(lines):
        text = lines[at].text
        # The line at which the table was told is its first, even if it alone has one cell.
        if at == begun or fits(text):
            row = split(lines[at])
            if row is not None:
                rows.append(row)
            at += 1
            end = at
        elif not text.strip() and at == end and rows:
            at += 1
        else:
            break
    table = _trimmed(rows)
    return Stretch(lines[begun:end] if table is None else (table,), end)


def _trimmed(rows: list[list[Line]]) -> TextTable | None:
    """The rows without columns at the right end that are empty in all of them."""
    width = 0
    for row in rows:
        for number in range(len(row), width, -1):
            if not is_blank(row[number - 1].text):
                width = number
                break
    if len(rows) < 2 or width < 2:
        return None
    return TextTable([row[:width] for row in rows])


def _has_inner_tab(text: str) -> bool:
    return "\t" in text[1:].rstrip("\t") or (text[:1] not in ("", "\t") and "\t" in text)


def _split_tabs(line: Line) -> list[Line]:
    return _split_at(line, "\t")


def _has_pipe(text: str) -> bool:
    return any(pipe in text for pipe in _PIPES) or _is_border(text)


def _split_pipes(line: Line) -> list[Line] | None:
    """The cells of a row; None for a line that only draws a border."""
    text = line.text
    if _is_border(text):
        return None
    for pipe in _PIPES[1:]:
        text = text.replace(pipe, "|")
    cells = _split_at(Line(text.replace("\\|", _ESCAPED), line.number, line.col), "|")
    if is_blank(cells[0].text) and text.lstrip().startswith("|"):
        cells = cells[1:]
    return [_stripped(cell) for cell in cells]


def _split_at(line: Line, sign: str) -> list[Line]:
    cells: list[Line] = []
    col = line.col
    for text in line.text.split(sign):
        cells.append(Line(text, line.number, col))
        col += len(text) + 1
    return cells


def _stripped(cell: Line) -> Line:
    text = cell.text.lstrip(" ")
    col = cell.col + len(cell.text) - len(text)
    return Line(text.rstrip(" ").replace(_ESCAPED, "|"), cell.number, col)


def _is_border(text: str) -> bool:
    return _border().fullmatch(text.strip()) is not None


@cache
def _border() -> re.Pattern[str]:
    """``|---|:--:|``, ``+----+----+``, ``├──┼──┤``."""
    return re.compile(r"(?=.*[-=─━═]{2})[|+:=\s\-─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝│┃║┏┳┓┣╋┫┗┻┛]+")
