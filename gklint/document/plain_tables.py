"""Tables in plain text, found by layout alone.

Three layouts are known. One cell a line, with a tab before it and an empty line between rows, is
what Apache Tika makes of Word tables: a merged-down cell is an empty cell, a merged-across one
leaves no trace, and a cell's second line has no tab. Cells of a row on one line are divided by
tabs, or by ``|``. Rows are ragged in all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PROSE: Final = 60  # characters; a longer cell is a paragraph that begins with a tab
_NOTE: Final = 12  # characters; a shorter cell is no sentence, whatever ends it
_CONTINUED: Final = 24  # characters; a longer line after a row's last cell is no part of it
_SENTENCE_END: Final = ("。", "！", "？")
_PIPES: Final = "|│┃║"
_ESCAPED: Final = "\0\0"  # stands for a Markdown "\\|" while a row is divided; no text holds it
_LOOK: Final = 50  # lines looked at to tell one layout from another
_MORE: Final = 8  # lines that may continue a cell


class Line(NamedTuple):
    """A line or a cell's text, with the line and column (from 1) where it begins."""

    text: str
    number: int
    col: int = 1


class TextTable(NamedTuple):
    """Rows of cells, ragged, none empty."""

    rows: list[list[Line]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in the lines up to `end`: a table, and paragraphs that were laid out like it."""

    parts: Sequence[TextTable | Line]
    end: int


def table_at(lines: Sequence[Line], at: int) -> Stretch | None:
    """The table that begins with the line `at`, None where none does."""
    text = lines[at].text
    if "\t" in text:
        if text[0] == "\t" and not _is_tabbed(lines, at):
            return _one_cell_a_line(lines, at)
        return _rows_on_lines(lines, at, _has_inner_tab, _split_tabs)
    if any(pipe in text for pipe in _PIPES):
        return _rows_on_lines(lines, at, _has_pipe, _split_pipes)
    return None


# One cell a line


def _is_tabbed(lines: Sequence[Line], at: int) -> bool:
    """Whether most of the lines up to the next empty one hold several cells."""
    tabbed = count = 0
    while at < len(lines) and lines[at].text and count < _LOOK:
        tabbed += _has_inner_tab(lines[at].text)
        count += 1
        at += 1
    return tabbed * 2 > count


def _one_cell_a_line(lines: Sequence[Line], at: int) -> Stretch:
    rows: list[list[Line]] = []
    row: list[Line] = []
    end = at
    while at < len(lines):
        text, number, col = lines[at]
        if text.startswith("\t"):
            if not row and _is_prose(text) and not _goes_on(lines, at + 1):
                break
            row.append(Line(text[1:], number, col + 1))
            at += 1
            end = at
        elif not text.strip(" "):
            if row:
                rows.append(row)
                row = []
            at += 1
        else:
            stop = _continuation(lines, at, row[-1].text) if row else at
            if stop == at:
                break
            last = row[-1]
            more = [line.text for line in lines[at:stop]]
            row[-1] = Line("\n".join((last.text, *more)), last.number, last.col)
            at = end = stop
    if row:
        rows.append(row)
    if not rows:  # the first line was prose
        text, number, col = lines[at]
        return Stretch((Line(text[1:], number, col + 1),), at + 1)
    return Stretch(_without_text(rows), end)


def _continuation(lines: Sequence[Line], at: int, cell: str) -> int:
    """The index after the lines from `at` that are still the cell's, `at` where none is."""
    stop, limit = at, min(len(lines), at + _MORE)
    while stop < limit and lines[stop].text.strip(" ") and lines[stop].text[0] != "\t":
        stop += 1
    first = lines[at].text
    is_figure = not is_blank(cell) and _figure().fullmatch(cell) is not None
    if is_figure and first.lstrip()[:1] not in ("", "（", "("):
        return at  # a figure is not continued by words
    if stop < len(lines) and lines[stop].text.startswith("\t"):
        # In the middle of a row; or prose that ran on to the table, which is longer.
        return stop if all(len(line.text) <= _PROSE for line in lines[at:stop]) else at
    if is_blank(cell) or _enumerated().match(first):
        return at
    return stop if all(len(line.text) <= _CONTINUED for line in lines[at:stop]) else at


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    return at < len(lines) and lines[at].text.startswith("\t")


def _is_prose(text: str) -> bool:
    """A cell that reads as a sentence: long, or with a sentence's end and no mere note."""
    if len(text) <= _NOTE:
        return False
    text = text.strip()
    return len(text) > _PROSE or text.endswith(_SENTENCE_END)


def _without_text(rows: list[list[Line]]) -> list[TextTable | Line]:
    """The tables in `rows`, and as lines what is only laid out like them: sentences, headings."""
    parts: list[TextTable | Line] = []
    run: list[list[Line]] = []
    for row in rows:
        if any(_is_prose(cell.text) for cell in row) and not any(map(_is_figure, row)):
            parts.extend(_without_headings(run))
            parts.extend(line for cell in row for line in _split(cell))
            run = []
        else:
            run.append(row)
    parts.extend(_without_headings(run))
    return parts


def _without_headings(rows: list[list[Line]]) -> list[TextTable | Line]:
    """The table in `rows`, without rows of one cell at either end that are numbered as headings;
    no table at all where no row has two cells."""
    if max(map(len, rows), default=0) < 2:
        return [line for row in rows for cell in row for line in _split(cell)]
    first, last = 0, len(rows)
    while _is_heading(rows[first]):
        first += 1
    while _is_heading(rows[last - 1]):
        last -= 1
    return [
        *(row[0] for row in rows[:first]),
        TextTable(rows[first:last]),
        *(row[0] for row in rows[last:]),
    ]


def _is_heading(row: list[Line]) -> bool:
    return len(row) == 1 and _enumerated().match(row[0].text) is not None


def _is_figure(cell: Line) -> bool:
    return any(map(str.isdigit, cell.text)) and _figure().fullmatch(cell.text) is not None


def _split(cell: Line) -> list[Line]:
    """A cell that is prose after all, line by line."""
    return [
        Line(text, cell.number + more, cell.col if more == 0 else 1)
        for more, text in enumerate(cell.text.split("\n"))
    ]


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"[\s\u3000\xa0\d,，.．%％+\-—–－/／]+")


@cache
def _enumerated() -> re.Pattern[str]:
    return re.compile(r"\s*[一二三四五六七八九十]{1,3}、|\s*[（(][一二三四五六七八九十]{1,3}[）)]")


# A row a line


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
        if fits(text):
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
    return any(pipe in text for pipe in _PIPES) or _border().fullmatch(text) is not None


def _split_pipes(line: Line) -> list[Line] | None:
    """The cells of a row; None for a line that only draws a border."""
    text = line.text
    if _border().fullmatch(text):
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


@cache
def _border() -> re.Pattern[str]:
    """``|---|:--:|``, ``+----+----+``, ``├──┼──┤``."""
    return re.compile(r"\s*(?=.*[-=─━═]{2})[|+:=\s\-─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝│┃║┏┳┓┣╋┫┗┻┛]+")
