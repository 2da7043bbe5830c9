"""A Word table as it is written: rows, cells, merges; wrappers of any kind gone through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gklint.document.docx.package import W
from gklint.document.docx.pictures import ALTERNATE, choose
from gklint.document.docx.styles import VAL, as_int, is_on
from gklint.document.docx.xml import SILENT, properties, twips
from gklint.document.flowing.cells import fill
from gklint.document.flowing.drafts import TableDraft
from gklint.document.flowing.grid import Merge, RawCell, RawRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from gklint.document.flowing.drafts import Draft, Findings

_TR: Final = f"{W}tr"
_TC: Final = f"{W}tc"
_TRPR: Final = f"{W}trPr"
_TCPR: Final = f"{W}tcPr"
_TBLPREX: Final = f"{W}tblPrEx"
_GRID: Final = f"{W}tblGrid"
_COLUMN: Final = f"{W}gridCol"
_SPAN: Final = f"{W}gridSpan"
_DOWN: Final = f"{W}vMerge"
_ACROSS: Final = f"{W}hMerge"
_WIDTH: Final = f"{W}tcW"
_CELL_GONE: Final = f"{W}cellDel"
_ROW_GONE: Final = f"{W}del"
_ROW_HIDDEN: Final = f"{W}hidden"
_BEFORE: Final = f"{W}gridBefore"
_AFTER: Final = f"{W}gridAfter"
_BEFORE_WIDTH: Final = f"{W}wBefore"
_MAX_SPAN: Final = 10_000


@dataclass(slots=True, repr=False, eq=False)
class _Cell(RawCell):
    """A cell whose width is in `element` until it is asked for, which most never are."""

    element: etree._Element | None = None

    def width(self) -> int | None:
        if self.element is not None:
            self.wide = twips(self.element)
            self.element = None
        return self.wide


class TableReader:
    """Reads tables; `content` reads what is in a cell, tables in it included."""

    def __init__(
        self, content: Callable[[etree._Element], list[Draft]], findings: Findings
    ) -> None:
        self._content = content
        self._findings = findings

    def read(self, element: etree._Element) -> TableDraft:
        grid = [
            twips(column) or 0
            for tbl_grid in element.iterchildren(_GRID)
            for column in tbl_grid.iterchildren(_COLUMN)
        ]
        table = TableDraft([], grid, [], nested=False)
        self._rows(element, table, 0)
        return table

    def _rows(self, container: etree._Element, table: TableDraft, count: int) -> int:
        """Reads the rows in `container`; `count` rows were written before, returns how many now."""
        for element in container:
            if element.tag == _TR:
                row = self._row(element, table, count)
                if row is not None and row.cells:
                    table.rows.append(row)
                count += 1
            elif element.tag == ALTERNATE:
                chosen = choose(element)
                if chosen is not None:
                    count = self._rows(chosen, table, count)
            elif element.tag not in SILENT:
                count = self._rows(element, table, count)
        return count

    def _row(self, element: etree._Element, table: TableDraft, source_row: int) -> RawRow | None:
        row = RawRow(source_row)
        for item in properties(element, _TRPR, _TBLPREX):
            tag = item.tag
            if tag == _ROW_GONE:
                self._findings.tracked += 1
                return None
            if tag == _ROW_HIDDEN and is_on(item):
                self._findings.hidden += 1
                return None
            if tag == _BEFORE:
                row.before = _span(item)
            elif tag == _AFTER:
                row.after = _span(item)
            elif tag == _BEFORE_WIDTH:
                row.before_width = twips(item) or 0
        self._cells(element, table, row, 0)
        return row

    def _cells(self, container: etree._Element, table: TableDraft, row: RawRow, count: int) -> int:
        for element in container:
            tag = element.tag
            if tag == _TC:
                self._cell(element, table, row, count)
                count += 1
            elif tag == ALTERNATE:
                chosen = choose(element)
                if chosen is not None:
                    count = self._cells(chosen, table, row, count)
            elif tag not in SILENT:
                count = self._cells(element, table, row, count)
        return count

    def _cell(self, element: etree._Element, table: TableDraft, row: RawRow, index: int) -> None:
        cell = _Cell("", index)
        across = False
        for item in properties(element, _TCPR):
            tag = item.tag
            if tag == _WIDTH:
                cell.element = item
            elif tag == _SPAN:
                cell.span = max(1, _span(item))
            elif tag == _DOWN:
                cell.merge = Merge.FIRST if item.get(VAL) == "restart" else Merge.NEXT
            elif tag == _ACROSS:
                across = item.get(VAL) != "restart"
            elif tag == _CELL_GONE:
                self._findings.tracked += 1
                return
        content = self._content(element)
        if across and row.cells:
            before = row.cells[-1]
            width, more = before.width(), cell.width()
            before.span += cell.span
            before.wide = width + more if width and more else None
            return
        fill(cell, content, row, table)


def _span(element: etree._Element) -> int:
    return min(max(0, as_int(element) or 0), _MAX_SPAN)
