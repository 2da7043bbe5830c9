"""Tables as Apache Tika writes them: one cell a line, a tab before it, an empty line between rows.

A merged-down cell is an empty cell, a merged-across one leaves no trace, and the second line of a
cell has no tab. Paragraphs that begin with a tab look the same and are told apart here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gklint.document.plain.lines import Line, Stretch, TextTable
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROSE: Final = 60  # characters; a longer cell is a paragraph that begins with a tab
_NOTE: Final = 12  # characters; a shorter cell is no sentence, whatever ends it
_CONTINUED: Final = 24  # characters; a longer line after a row's last cell is no part of it
_MORE: Final = 8  # lines that may continue a cell
_SENTENCE_END: Final = ("。", "！", "？")


def one_cell_a_line(lines: Sequence[Line], at: int) -> Stretch:
    """The table that begins with the line `at`, which begins with a tab."""
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
    return Stretch(_without_text(_mended(rows)), end)


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


def _mended(rows: list[list[Line]]) -> list[list[Line]]:
    """The rows, with those put together that an editor tore apart.

    Editors that trim lines make an empty cell an empty line, which ends a row. Where a table has
    no empty cell left, figures follow on a label and figures, and all fit in one row, it was one.
    """
    if any(is_blank(cell.text) for row in rows for cell in row):
        return rows
    width = max(map(len, rows), default=0)
    mended: list[list[Line]] = []
    for row in rows:
        before = mended[-1] if mended else row
        if _is_figure(row[0]) and _is_figure(before[-1]) and not _is_figure(before[0]):
            last = before[-1]
            lost = range(last.number + last.text.count("\n") + 1, row[0].number)
            if len(before) + len(lost) + len(row) <= width:
                before.extend(Line("", number) for number in lost)
                before.extend(row)
                continue
        mended.append(row)
    return mended


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
