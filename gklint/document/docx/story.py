"""One part of a Word file (the body, the footnotes) as drafts, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gklint.document.docx.inline import RUN_PROPERTIES, Inline
from gklint.document.docx.package import W
from gklint.document.docx.pictures import ALTERNATE, choose, chunk_of
from gklint.document.docx.rows import TableReader
from gklint.document.docx.styles import (
    VAL,
    as_int,
    is_on,
    merge_number,
    number_ref,
)
from gklint.document.docx.xml import SILENT, holds, properties
from gklint.document.flowing.drafts import Draft, ParagraphDraft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from gklint.document.docx.package import Relation
    from gklint.document.docx.styles import StyleSheet
    from gklint.document.flowing.drafts import Findings
    from gklint.document.flowing.numbering import Numbering

_P: Final = f"{W}p"
_PPR: Final = f"{W}pPr"
_STYLE: Final = f"{W}pStyle"
_NUMBER: Final = f"{W}numPr"
_OUTLINE: Final = f"{W}outlineLvl"
_TBL: Final = f"{W}tbl"
_REMOVED: Final = (f"{W}del", f"{W}moveFrom")
_RUN: Final = f"{W}r"
_CHUNK: Final = f"{W}altChunk"
_HIDDEN_MARK: Final = (f"{W}vanish", f"{W}specVanish")
_LEVELS: Final = 9


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
        self._hides = sheet.hides or holds(content, b"anish")
        self._marks = self._hides or holds(content, b"del") or holds(content, b"moveFrom")
        begun = ended = 0
        if holds(content, b"fldChar"):
            begun = len(re.findall(rb"fldCharType=.begin", content))
            ended = len(re.findall(rb"fldCharType=.end", content))
        self._inline = Inline(
            relations,
            sheet,
            findings,
            hides=self._hides,
            dressed=holds(content, b"trike") or holds(content, b"superscript"),
            # An unfinished field would swallow the rest of the text.
            fields=begun > 0 and begun == ended,
        )
        self._tables = TableReader(self.read, findings)
        self._head: tuple[str, int | None] | None = None  # label and level, ahead of the text

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
            elif tag in SILENT:
                continue
            elif tag == _TBL:
                self._flush(drafts)
                drafts.append(self._tables.read(element))
            elif tag == _CHUNK:
                self._flush(drafts)
                drafts.append(chunk_of(element, self._relations))
            elif tag == ALTERNATE:
                chosen = choose(element)
                if chosen is not None:
                    self._blocks(chosen, drafts)
            elif tag in _REMOVED:
                self._findings.tracked += 1
            elif tag == _RUN:
                self._inline.take(element)  # a run without a paragraph: the next one's
            else:
                self._blocks(element, drafts)

    # Paragraphs

    def _paragraph(self, element: etree._Element, drafts: list[Draft]) -> None:
        inline = self._inline
        style = self._sheet.default
        level = style.level
        number = style.number
        gone = hidden = False
        for item in properties(element, _PPR):
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
        label = ""
        if number is not None and self._numbering is not None:
            label = self._numbering.label(number, style.lineage)
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

    def _flush(self, drafts: list[Draft]) -> None:
        """Ends a paragraph whose own end was deleted with nothing after it."""
        inline = self._inline
        if inline.pieces or inline.beside or inline.boxes or self._head is not None:
            self._emit(drafts, "", None)

    def _emit(self, drafts: list[Draft], label: str, level: int | None) -> None:
        inline = self._inline
        if self._head is not None:
            label, level = self._head
            self._head = None
        draft = ParagraphDraft("".join(inline.pieces), label, level)
        drafts.append(draft)
        inline.pieces = []
        if inline.links:
            draft.links = inline.links
            inline.links = []
        if inline.beside:
            drafts.extend(inline.beside)
            inline.beside = []
        if inline.boxes:
            boxes, inline.boxes = inline.boxes, []
            for box in boxes:
                drafts.extend(self.read(box))
