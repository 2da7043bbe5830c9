"""One part of a Word file (the body, the footnotes) as drafts, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.docx_drafts import Draft, ParagraphDraft, TableDraft
from gklint.document.docx_inline import RUN_PROPERTIES, Inline
from gklint.document.docx_package import MC, R, W
from gklint.document.docx_pictures import choose
from gklint.document.docx_styles import (
    VAL,
    NumberRef,
    Style,
    as_int,
    is_on,
    merge_number,
    number_ref,
)
from gklint.document.docx_tables import Merge, RawCell, RawRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

    from gklint.document.docx_drafts import Findings
    from gklint.document.docx_numbering import Numbering
    from gklint.document.docx_package import Relation
    from gklint.document.docx_styles import StyleSheet

_P: Final = f"{W}p"
_PPR: Final = f"{W}pPr"
_STYLE: Final = f"{W}pStyle"
_NUMBER: Final = f"{W}numPr"
_OUTLINE: Final = f"{W}outlineLvl"
_TBL: Final = f"{W}tbl"
_TR: Final = f"{W}tr"
_TC: Final = f"{W}tc"
_TCPR: Final = f"{W}tcPr"
_SPAN: Final = f"{W}gridSpan"
_DOWN: Final = f"{W}vMerge"
_ACROSS: Final = f"{W}hMerge"
_WIDTH: Final = f"{W}tcW"
_CELL_GONE: Final = f"{W}cellDel"
_REMOVED: Final = (f"{W}del", f"{W}moveFrom")
_RUN: Final = f"{W}r"
_CHUNK: Final = f"{W}altChunk"
_GRID: Final = f"{W}tblGrid"
_COLUMN: Final = f"{W}gridCol"
_TRPR: Final = f"{W}trPr"
_ROW_GONE: Final = f"{W}del"
_ROW_HIDDEN: Final = f"{W}hidden"
_BEFORE: Final = f"{W}gridBefore"
_AFTER: Final = f"{W}gridAfter"
_BEFORE_WIDTH: Final = f"{W}wBefore"
_TBLPREX: Final = f"{W}tblPrEx"
_TWIPS: Final = f"{W}w"
_UNIT: Final = f"{W}type"
_HIDDEN_MARK: Final = (f"{W}vanish", f"{W}specVanish")
_ALTERNATE: Final = f"{MC}AlternateContent"
_SILENT: Final = frozenset(
    f"{W}{name}"
    for name in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tblPr", "tblPrEx", "trPr", "tcPr")
)
_MAX_SPAN: Final = 10_000
_LEVELS: Final = 9
_POINT: Final = 20  # twips


class Story:
    """Reads containers of paragraphs and tables; keeps the state that runs on between them."""

    def __init__(
        self,
        content: bytes,
        relations: Mapping[str, Relation],
        sheet: StyleSheet,
        numbering: Numbering | None,
        findings: Findings,
    ) -> None:
        self._relations = relations
        self._sheet = sheet
        self._numbering = numbering
        self._findings = findings
        # Looked for once in the bytes, so that most documents pay for none of it.
        self._hides = sheet.hides or b"anish" in content
        self._marks = self._hides or b"del " in content or b"moveFrom" in content
        begun, ended = content.count(b'"begin"'), content.count(b'"end"')
        self._inline = Inline(
            relations,
            sheet,
            findings,
            hides=self._hides,
            # An unfinished field would swallow the rest of the text.
            fields=begun > 0 and begun == ended,
        )
        self._head: tuple[str, int | None] | None = None

    def read(self, container: etree._Element) -> list[Draft]:
        """The paragraphs, pictures and tables in `container`."""
        drafts: list[Draft] = []
        self._blocks(container, drafts)
        self._flush(drafts)
        return drafts

    def _blocks(self, container: etree._Element, drafts: list[Draft]) -> None:
        for element in container:
            tag = element.tag
            if tag == _P:
                self._paragraph(element, drafts)
            elif tag in _SILENT:
                continue
            elif tag == _TBL:
                self._flush(drafts)
                drafts.append(self._table(element))
            elif tag == _CHUNK:
                relation = self._relations.get(element.get(f"{R}id") or "")
                self._findings.unread.append("altChunk" if relation is None else relation.target)
            elif tag == _ALTERNATE:
                chosen = choose(element)
                if chosen is not None:
                    self._blocks(chosen, drafts)
            elif tag in _REMOVED:
                self._findings.tracked += 1
            elif tag == _RUN:
                self._inline.read(container)  # runs without a paragraph
                return
            else:
                self._blocks(element, drafts)

    # Paragraphs

    def _paragraph(self, element: etree._Element, drafts: list[Draft]) -> None:
        inline = self._inline
        style = self._sheet.default
        level = style.level
        number = style.number
        gone = hidden = False
        for item in _properties(element, _PPR):
            tag = item.tag
            if tag == _STYLE:
                style = self._sheet.paragraph(item.get(VAL))
                level, number = style.level, style.number
            elif tag == _NUMBER:
                number = merge_number(number_ref(item), style.number)
            elif tag == _OUTLINE:
                outline = as_int(item)
                level = outline + 1 if outline is not None and 0 <= outline < _LEVELS else None
            elif tag == RUN_PROPERTIES and self._marks:
                gone, hidden = self._mark(item)
        inline.hidden_style = bool(style.hidden)
        inline.read(element)
        if gone:
            return  # the next paragraph continues this one
        label = self._label(number, style)
        if hidden:
            if self._head is None:
                self._head = label, level
            return
        self._emit(drafts, label, level)

    def _mark(self, properties: etree._Element) -> tuple[bool, bool]:
        """Whether the paragraph's end is deleted, and whether it is hidden."""
        gone = next(properties.iterchildren(*_REMOVED), None) is not None
        self._findings.tracked += gone
        return gone, any(is_on(item) for item in properties.iterchildren(*_HIDDEN_MARK))

    def _label(self, number: NumberRef | None, style: Style) -> str:
        if number is None or self._numbering is None:
            return ""
        return self._numbering.label(number, style)

    def _flush(self, drafts: list[Draft]) -> None:
        """Ends a paragraph whose own end was deleted with nothing after it."""
        if self._inline.pieces or self._head is not None:
            self._emit(drafts, "", None)

    def _emit(self, drafts: list[Draft], label: str, level: int | None) -> None:
        inline = self._inline
        if self._head is not None:
            label, level = self._head
            self._head = None
        drafts.append(ParagraphDraft("".join(inline.pieces), label, level, inline.links))
        inline.pieces = []
        if inline.links:
            inline.links = []
        if inline.images:
            drafts.extend(inline.images)
            inline.images = []
        if inline.boxes:
            boxes, inline.boxes = inline.boxes, []
            for box in boxes:
                drafts.extend(self.read(box))

    # Tables

    def _table(self, element: etree._Element) -> TableDraft:
        grid = [
            _twips(column) or 0
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
            elif element.tag not in _SILENT:
                count = self._rows(element, table, count)
        return count

    def _row(self, element: etree._Element, table: TableDraft, source_row: int) -> RawRow | None:
        row = RawRow(source_row)
        for item in _properties(element, _TRPR, _TBLPREX):
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
                row.before_width = _twips(item) or 0
        self._cells(element, table, row, 0)
        return row

    def _cells(self, container: etree._Element, table: TableDraft, row: RawRow, count: int) -> int:
        for element in container:
            if element.tag == _TC:
                self._cell(element, table, row, count)
                count += 1
            elif element.tag not in _SILENT:
                count = self._cells(element, table, row, count)
        return count

    def _cell(self, element: etree._Element, table: TableDraft, row: RawRow, index: int) -> None:
        cell = RawCell("", index)
        across = False
        for item in _properties(element, _TCPR):
            tag = item.tag
            if tag == _WIDTH:
                cell.width = _twips(item)
            elif tag == _SPAN:
                cell.span = max(1, _span(item))
            elif tag == _DOWN:
                cell.merge = Merge.FIRST if item.get(VAL) == "restart" else Merge.NEXT
            elif tag == _ACROSS:
                across = item.get(VAL) != "restart"
            elif tag == _CELL_GONE:
                self._findings.tracked += 1
                return
        content = self.read(element)
        if across and row.cells:
            before = row.cells[-1]
            before.span += cell.span
            before.width = before.width + cell.width if before.width and cell.width else None
            return
        texts: list[str] = []
        for draft in content:
            if isinstance(draft, ParagraphDraft):
                texts.append(draft.label + draft.text)
            elif isinstance(draft, TableDraft):
                table.nested = True
        cell.text = texts[0] if len(texts) == 1 else "\n".join(texts).strip("\n")
        table.cells.append(content)
        row.cells.append(cell)


_NONE: Final = ()


def _properties(
    element: etree._Element, name: str, before: str | None = None
) -> Iterable[etree._Element]:
    """The children of the properties `name`, which stand first, or after `before`.

    Plain iteration: to have lxml match names costs more than to look at all of the few.
    """
    for first in element:
        tag = first.tag
        if tag == name:
            return first
        if tag != before:
            break
    return _NONE


def _twips(element: etree._Element) -> int | None:
    """A width; None where it is a share of the page or left to Word."""
    if element.get(_UNIT, "dxa") != "dxa":
        return None
    text = element.get(_TWIPS) or ""
    try:
        if text.endswith("pt"):
            return round(float(text[:-2]) * _POINT)
        return max(0, int(text))
    except (ValueError, OverflowError):
        return None


def _span(element: etree._Element) -> int:
    return min(max(0, as_int(element) or 0), _MAX_SPAN)
