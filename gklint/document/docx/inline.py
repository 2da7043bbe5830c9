"""The text of one Word paragraph as it is printed: its runs, fields, links, pictures, boxes.

What is not known is gone through, so that no text is lost to a wrapper nobody has heard of; what
is not printed (deletions, instructions of fields, hidden runs, the second way of saying the same)
is left out by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.docx.package import R, W
from gklint.document.docx.pictures import (
    ALTERNATE,
    boxes_of,
    choose,
    chunk_of,
    object_of,
    pictures_of,
)
from gklint.document.docx.styles import VAL, as_int, is_on
from gklint.document.flowing.drafts import LinkDraft
from gklint.document.flowing.fields import link_target
from gklint.document.flowing.symbols import symbol
from gklint.text import raised

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

    from gklint.document.docx.package import Relation
    from gklint.document.docx.styles import StyleSheet
    from gklint.document.flowing.drafts import BesideDraft, Findings

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
RUN: Final = f"{W}r"
_TEXT: Final = f"{W}t"
RUN_PROPERTIES: Final = f"{W}rPr"
_PARAGRAPH_PROPERTIES: Final = f"{W}pPr"
_VANISH: Final = f"{W}vanish"
_STRUCK: Final = (f"{W}strike", f"{W}dstrike")
_RAISED: Final = f"{W}vertAlign"
_RUN_STYLE: Final = f"{W}rStyle"
_FIELD_CHAR: Final = f"{W}fldChar"
_FIELD_KIND: Final = f"{W}fldCharType"
_PRINTED_BLANK: Final = str.maketrans("\t\r\n", "   ")

# What holds no printed text, and what is not printed.
_SILENT: Final = (
    *(f"{W}{name}" for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "tblPr", "tblGrid",
        "tblPrEx", "trPr", "tcPr", "sectPr", "rt", "rubyPr", "instrText", "delText",
        "delInstrText", "softHyphen", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd",
        "proofErr", "annotationRef", "footnoteRef", "endnoteRef", "separator",
        "continuationSeparator", "fldData", "ffData", "numberingChange",
    )),
    f"{_M}rPr", f"{_M}ctrlPr",
)  # fmt: skip


class _Field:
    """A complex field being read: its instruction, then (from `begun`) its result."""

    __slots__ = ("begin", "begun", "instruction", "pieces")

    def __init__(self, begin: etree._Element) -> None:
        self.begin = begin
        self.instruction: list[str] = []
        self.pieces: list[str] | None = None  # the paragraph in which the result began
        self.begun = 0


class Inline:
    """Reads content into `pieces`; a story empties it at each paragraph's end.

    `hides`, `dressed` and `fields` say whether the part can hold hidden text, runs struck out or
    raised, and complete fields at all.
    """

    def __init__(
        self,
        relations: Mapping[str, Relation],
        sheet: StyleSheet,
        findings: Findings,
        *,
        hides: bool,
        dressed: bool,
        fields: bool,
    ) -> None:
        self._relations = relations
        self._sheet = sheet
        self._findings = findings
        self._hides = hides
        self._dressed = dressed
        self._is_raised = False
        self._has_fields = fields
        self._fields: list[_Field] = []
        self._silent = 0  # how many open fields are still at their instruction
        self.hidden_style = False  # the paragraph's style hides its text
        self.pieces: list[str] = []
        self._measured: tuple[list[str], int, int] = (self.pieces, 0, 0)
        self.links: list[LinkDraft] = []
        self.beside: list[BesideDraft] = []
        self.boxes: list[etree._Element] = []
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            **dict.fromkeys(_SILENT, _nothing),
            RUN: self.take,
            _TEXT: self._text,
            f"{_M}t": self._text,
            f"{W}tab": self._tab,
            f"{W}ptab": self._tab,
            f"{W}br": self._break,
            f"{W}cr": self._break,
            f"{W}noBreakHyphen": self._hyphen,
            f"{W}sym": self._symbol,
            f"{W}ruby": self._ruby,
            f"{W}ins": self._added,
            f"{W}moveTo": self._added,
            f"{W}del": self._removed,
            f"{W}moveFrom": self._removed,
            f"{W}hyperlink": self._hyperlink,
            f"{W}fldSimple": self._simple_field,
            _FIELD_CHAR: self._field_char,
            f"{W}instrText": self._instruction,
            f"{W}footnoteReference": self._footnote,
            f"{W}endnoteReference": self._endnote,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._object,
            f"{W}subDoc": self._other_document,
            f"{W}contentPart": self._other_document,
            ALTERNATE: self._alternate,
        }

    def read(self, parent: etree._Element) -> None:
        """The content of a paragraph or of a wrapper in it."""
        handlers = self._handlers
        for element in parent:
            tag = element.tag
            if tag == RUN:
                self.take(element)
            elif tag != _PARAGRAPH_PROPERTIES:
                handlers.get(tag, self.read)(element)

    def take(self, run: etree._Element) -> None:
        """One run."""
        if self._hides and self._is_hidden(run):
            self._hide(run)
            return
        if self._dressed:
            properties = run.find(RUN_PROPERTIES)
            if properties is not None:
                if any(is_on(properties.find(tag)) for tag in _STRUCK):
                    self._hide(run)
                    return
                align = properties.find(_RAISED)
                self._is_raised = align is not None and align.get(VAL) == "superscript"
            else:
                self._is_raised = False
        handlers = self._handlers
        for element in run:
            tag = element.tag
            if tag == _TEXT:
                self._text(element)
            elif tag != RUN_PROPERTIES:
                handlers.get(tag, self.read)(element)

    def _text(self, element: etree._Element) -> None:
        text = element.text
        if not text or self._silent:
            return
        if text[0] <= " " or text[-1] <= " ":
            # Word drops blanks at the ends unless it is told to keep them.
            if element.get(_SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            text = text.translate(_PRINTED_BLANK)
        if self._is_raised:
            text = raised(text)
        self.pieces.append(text)

    def _is_hidden(self, run: etree._Element) -> bool:
        hidden = self.hidden_style
        for properties in run.iterchildren(RUN_PROPERTIES):
            for element in properties.iterchildren(_VANISH, _RUN_STYLE):
                if element.tag == _VANISH:
                    return bool(is_on(element))
                # The switch is turned over where both styles set it.
                hidden ^= bool(self._sheet.character(element.get(VAL) or "").hidden)
        return hidden

    def _hide(self, run: etree._Element) -> None:
        if next(run.iter(_TEXT), None) is not None:
            self._findings.hidden += 1
        self._fields_within(run)

    def _added(self, element: etree._Element) -> None:
        self._findings.tracked += 1
        self.read(element)

    def _removed(self, element: etree._Element) -> None:
        self._findings.tracked += 1
        self._fields_within(element)

    def _fields_within(self, element: etree._Element) -> None:
        """Keeps count of fields where their text is left out."""
        if self._has_fields:
            self._silent += 1
            for field_char in element.iter(_FIELD_CHAR):
                self._field_char(field_char)
            self._silent -= 1

    def _tab(self, element: etree._Element) -> None:
        self._put("\t")

    def _break(self, element: etree._Element) -> None:
        # A break of page or column ends the printed line too.
        self._put("\n")

    def _hyphen(self, element: etree._Element) -> None:
        self._put("-")

    def _symbol(self, element: etree._Element) -> None:
        self._put(symbol(element.get(f"{W}font") or "", element.get(f"{W}char") or ""))

    def _put(self, text: str) -> None:
        if not self._silent:
            self.pieces.append(text)

    def _ruby(self, element: etree._Element) -> None:
        for base in element.iterchildren(f"{W}rubyBase"):
            self.read(base)

    def _alternate(self, element: etree._Element) -> None:
        chosen = choose(element)
        if chosen is not None:
            self.read(chosen)

    # Links and fields

    def _hyperlink(self, element: etree._Element) -> None:
        begun = len(self.pieces)
        self.read(element)
        relation = self._relations.get(element.get(f"{R}id") or "")
        anchor = element.get(f"{W}anchor")
        target = "" if relation is None else relation.target
        self._link(begun, f"{target}#{anchor}" if anchor else target)

    def _simple_field(self, element: etree._Element) -> None:
        begun = len(self.pieces)
        self.read(element)
        self._link(begun, link_target(element.get(f"{W}instr") or ""))

    def _link(self, begun: int, target: str) -> None:
        text = "".join(self.pieces[begun:])
        if target and text:
            self.links.append(LinkDraft(self._length(begun), text, target))

    def _length(self, count: int) -> int:
        """Characters in the first `count` pieces; links come in order, so it goes on counting."""
        pieces, counted, length = self._measured
        if pieces is not self.pieces or counted > count:
            counted = length = 0
        length += sum(map(len, self.pieces[counted:count]))
        self._measured = self.pieces, count, length
        return length

    def _field_char(self, element: etree._Element) -> None:
        if not self._has_fields:
            return
        kind = element.get(_FIELD_KIND)
        if kind == "begin":
            self._fields.append(_Field(element))
            self._silent += 1
        elif self._fields:
            current = self._fields[-1]
            if kind == "separate" and current.pieces is None:
                current.pieces, current.begun = self.pieces, len(self.pieces)
                self._silent -= 1
            elif kind == "end":
                self._fields.pop()
                if current.pieces is None:
                    self._silent -= 1
                    current.begun = len(self.pieces)
                    current.pieces = self.pieces
                if current.pieces is self.pieces:
                    if len(self.pieces) == current.begun:
                        self._put(_chosen(current.begin))
                    self._link(current.begun, link_target("".join(current.instruction)))

    def _instruction(self, element: etree._Element) -> None:
        if self._fields and self._fields[-1].pieces is None:
            self._fields[-1].instruction.append(element.text or "")

    # What stands beside the text

    def _footnote(self, element: etree._Element) -> None:
        self._findings.footnotes.append(("footnotes", element.get(f"{W}id") or ""))

    def _endnote(self, element: etree._Element) -> None:
        self._findings.footnotes.append(("endnotes", element.get(f"{W}id") or ""))

    def _drawing(self, element: etree._Element) -> None:
        self.boxes.extend(boxes_of(element))
        self.beside.extend(pictures_of(element, self._relations))

    def _object(self, element: etree._Element) -> None:
        embedded = object_of(element, self._relations)
        if embedded is None:
            self._drawing(element)
            return
        # The picture beside it shows a first glance of it, and is not told by itself.
        self.boxes.extend(boxes_of(element))
        self.beside.append(embedded)

    def _other_document(self, element: etree._Element) -> None:
        self.beside.append(chunk_of(element, self._relations))


def _nothing(element: etree._Element) -> None:
    """For what is not printed."""


def _chosen(begin: etree._Element) -> str:
    """What is chosen in a form's list, which Word prints without any text of its own."""
    for choices in begin.iter(f"{W}ddList"):
        entries = [entry.get(VAL) or "" for entry in choices.iterchildren(f"{W}listEntry")]
        number = as_int(choices.find(f"{W}result"))
        if number is None:
            number = as_int(choices.find(f"{W}default")) or 0
        return entries[number] if 0 <= number < len(entries) else ""
    return ""
