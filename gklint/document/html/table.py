"""One ``<table>``: its rows as the source writes them, and whether it is data or layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.html.grid import colspan, resolve, rowspan
from gklint.document.html.roles import BUILT
from gklint.document.html.source import CellStarts
from gklint.document.html.text import cell_text, line_of
from gklint.document.layout import places_text
from gklint.document.model import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gklint.document.html.source import Source


class Rows:
    """The cells of a table row by row, in the order of printing (tfoot last).

    `ends` as `html_grid.resolve` wants them; `numbers` are the ordinals of the rows as the source
    writes them. `outside` is what stands in the table but in no
    cell: captions, and what browsers print before the table.
    """

    def __init__(self) -> None:
        self.cells: list[list[_Element]] = []
        self.ends: list[int] = []
        self.numbers: list[int] = []
        self.outside: list[_Element] = []
        self.stray: list[tuple[str, _Element]] = []

    def add_stray(self, text: str | None, element: _Element) -> None:
        if text and not text.isspace():
            self.stray.append((text, element))


def collect(table: _Element) -> Rows:
    """The rows of `table`: also cells outside rows, rows within a form, text outside cells."""
    rows = Rows()
    feet: list[_Element] = []
    loose: list[_Element] = []

    def close(first: int) -> None:
        end = len(rows.cells)
        rows.ends.extend([end] * (end - first))

    def loose_row() -> None:
        if loose:
            rows.cells.append(loose.copy())
            loose.clear()

    def take(parent: _Element) -> None:
        """The rows of a table, or of a foot that is printed last."""
        stack = [(parent, iter(parent))]
        rows.add_stray(parent.text, parent)
        while stack:
            child = next(stack[-1][1], None)
            if child is None:
                if stack.pop()[0].tag in ("tbody", "thead"):
                    loose_row()
                    close(len(rows.ends))
                continue
            tag = child.tag
            if tag == "tr":
                loose_row()
                rows.cells.append(_cells(child, rows))
            elif tag in ("td", "th"):
                loose.append(child)
            elif tag == "tfoot" and parent is table:
                feet.append(child)
            elif tag == "tbody" or tag == "thead":
                loose_row()
                close(len(rows.ends))
                rows.add_stray(child.text, child)
                stack.append((child, iter(child)))
            elif tag in ("caption", "table"):
                rows.outside.append(child)
            elif tag not in ("colgroup", "col"):
                if _holds_rows(child):
                    rows.add_stray(child.text, child)
                    stack.append((child, iter(child)))
                elif tag != "br":
                    rows.outside.append(child)
            rows.add_stray(child.tail, child)
        loose_row()
        close(len(rows.ends))

    take(table)
    for foot in feet:
        take(foot)
    rows.numbers = _as_written(table, rows.cells) if feet else list(range(len(rows.cells)))
    return rows


def _as_written(table: _Element, printed: list[list[_Element]]) -> list[int]:
    """Of each printed row, its ordinal among the rows as the source writes them."""
    order = {cell: number for number, cell in enumerate(table.iter("td", "th"))}
    firsts: list[int] = []
    for row in printed:
        firsts.append(order[row[0]] if row else (firsts[-1] if firsts else -1))
    numbers = [0] * len(printed)
    for number, index in enumerate(sorted(range(len(printed)), key=firsts.__getitem__)):
        numbers[index] = number
    return numbers


def _cells(row: _Element, rows: Rows) -> list[_Element]:
    cells: list[_Element] = []
    rows.add_stray(row.text, row)
    for child in row:
        tag = child.tag
        if tag == "td" or tag == "th":
            cells.append(child)
        elif _holds_rows(child):
            cells.extend(_wrapped(child, rows))
        elif tag != "br":
            rows.outside.append(child)
        tail = child.tail
        if tail and not tail.isspace():
            rows.stray.append((tail, child))
    return cells


def _wrapped(wrapper: _Element, rows: Rows) -> Iterator[_Element]:
    """The cells of a row within `wrapper`, however deep."""
    rows.add_stray(wrapper.text, wrapper)
    stack = [iter(wrapper)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag in ("td", "th"):
            yield child
        elif _holds_rows(child):
            rows.add_stray(child.text, child)
            stack.append(iter(child))
        elif tag != "br":
            rows.outside.append(child)
        rows.add_stray(child.tail, child)


def _holds_rows(element: _Element) -> bool:
    """Whether `element` stands between a table and its rows or cells (a form, a wrapper)."""
    if not len(element) or element.tag == "table":
        return False
    return next(element.iter("tr", "td", "th", "table"), element).tag in ("tr", "td", "th")


def is_layout(table: _Element, rows: Rows) -> bool:
    """Whether `table` only places text on the page.

    It does when it holds a table of its own (a nested table of one cell is a wrapper, not one),
    when it has one cell or one column, or when prose is what its cells hold.
    """
    widest = max((len(row) for row in rows.cells), default=0)
    if widest <= 1:
        return True
    if _holds_table(table):
        return True
    return places_text([map(_text, row) for row in rows.cells if row])


def _text(cell: _Element) -> str:
    return cell_text(cell)[0]


def _holds_table(table: _Element) -> bool:
    for inner in table.iterdescendants("table"):
        cells = inner.iter("td", "th")
        next(cells, None)
        if next(cells, None) is not None:
            return True
    return False


def build(table: _Element, rows: Rows, source: Source, block: int, path: tuple[int, ...]) -> Table:
    """The `Table` of a data table.

    Raises:
        LimitReached: "cells".
    """
    spans = [
        [
            (
                1 if (across := cell.get("colspan")) is None else colspan(across),
                1 if (down := cell.get("rowspan")) is None else rowspan(down),
            )
            for cell in row
        ]
        for row in rows.cells
    ]
    grid = resolve(spans, rows.ends)
    places = iter(grid.places)
    cells: list[Cell] = []
    texts: list[tuple[str, int | None]] = []
    make = Cell._make  # half the time of the constructor
    # `places` run on over the rows, so it stands last in the zip.
    for number, row in zip(rows.numbers, rows.cells, strict=True):
        for (index, element), (at, col, height, width) in zip(enumerate(row), places):  # noqa: B905
            text, raw = cell_text(element)
            texts.append((raw, element.sourceline))  # type: ignore[arg-type]
            cells.append(make((text, at, col, height, width, number, index, 0)))
    line = line_of(table)
    inside = source.leave_table(line, sum(BUILT not in t.attrib for t in table.iter("table")))
    starts = CellStarts(inside, texts)
    return Table(tuple(cells), grid.n_rows, grid.n_cols, block, line, container=path, starts=starts)
