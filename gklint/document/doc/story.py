"""One text of the file, as the body or a note: paragraphs, and tables made of their rows' ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gklint.document.doc.inline import GONE, Inline
from gklint.document.doc.paragraphs import level_of
from gklint.document.flowing.cells import fill
from gklint.document.flowing.drafts import Draft, ImageDraft, ParagraphDraft, TableDraft
from gklint.document.flowing.grid import RawCell, RawRow
from gklint.document.flowing.numbering import NumberRef
from gklint.patterns import regex

if TYPE_CHECKING:
    from gklint.document.doc.paragraphs import ParagraphForm
    from gklint.document.doc.rows import Shape
    from gklint.document.doc.source import Source
    from gklint.document.flowing.drafts import Findings
    from gklint.document.flowing.numbering import Numbering

_ENDS: Final = r"[\x07\x0c\r]"
_CELL, _SECTION = "\x07", "\x0c"


@dataclass(slots=True, eq=False)
class _Open:
    """A table being read: `cells` of the row that is not at its end, `content` of its last one."""

    table: TableDraft = field(default_factory=lambda: TableDraft([], [], [], nested=False))
    cells: list[list[Draft]] = field(default_factory=list)
    content: list[Draft] = field(default_factory=list)
    rows: int = 0


class Story:
    """Reads one span of the text; `numbering` is None where paragraphs are not numbered."""

    def __init__(
        self, source: Source, numbering: Numbering | None, findings: Findings, noted: set[int]
    ) -> None:
        self._source = source
        self._numbering = numbering
        self._findings = findings
        self._noted = noted
        self._inline = Inline(source, findings, noted)
        self._open: list[_Open] = []
        self._drafts: list[Draft] = []
        self._head: tuple[str, int | None] | None = None  # label and level, ahead of the text

    def read(self, span: range) -> list[Draft]:
        """The paragraphs, pictures and tables in `span`."""
        text = self._source.text
        begun, ended = (text.count(mark, span.start, span.stop) for mark in ("\x13", "\x15"))
        start = span.start
        for match in regex(_ENDS).finditer(text, span.start, span.stop):
            position = match.start()
            mark = match[0]
            if mark == _SECTION and position + 1 not in self._source.sections:
                continue  # a page's end within a paragraph
            form = self._source.form(position)
            self._to_depth(form.depth)
            if form.depth and form.ends_row:
                # Nothing stands before a row's end, but if it does it is read.
                self._inline.read(start, position, self._source.styles[form.style])
                self._end_row(position, form.shape)
            else:
                ends_cell = bool(form.depth) and (mark == _CELL or form.ends_cell)
                self._paragraph(start, position, form, ends_cell=ends_cell)
                if ends_cell:
                    self._end_cell()
            start = position + 1
            if begun != ended:
                # An unfinished field would swallow the rest of the text.
                self._inline.forget_fields()
        if start < span.stop:
            self._inline.read(start, span.stop, self._source.styles[0])
        self._flush()
        self._to_depth(0)
        return self._drafts

    # Paragraphs

    def _paragraph(self, start: int, end: int, form: ParagraphForm, *, ends_cell: bool) -> None:
        style = self._source.styles[form.style]
        inline = self._inline
        inline.read(start, end, style)
        fate = "" if ends_cell else inline.fate(self._source.look(end), style)
        if fate == "deleted":
            self._findings.tracked += 1
            return  # the next paragraph continues this one
        level = style.level if form.outline is None else level_of(form.outline)
        label = ""
        number = style.list_id if form.list_id is None else form.list_id
        if number and self._numbering is not None:
            depth = style.list_level if form.list_level is None else form.list_level
            label = self._numbering.label(NumberRef(number, depth or 0))
        if fate == "hidden":
            if self._head is None:
                self._head = label, level
            return
        self._emit(label, level)

    def _flush(self) -> None:
        """Ends a paragraph whose own end is gone, with nothing after it."""
        inline = self._inline
        if inline.pieces or inline.beside or inline.drawn or self._head is not None:
            self._emit("", None)

    def _emit(self, label: str, level: int | None) -> None:
        inline = self._inline
        if self._head is not None:
            label, level = self._head
            self._head = None
        draft = ParagraphDraft("".join(inline.pieces), label, level, inline.links)
        place = self._place()
        place.append(draft)
        inline.pieces, inline.links = [], []
        if inline.beside:
            place.extend(inline.beside)
            inline.beside = []
        if inline.drawn:
            drawn, inline.drawn = inline.drawn, []
            for position in drawn:
                self._add_object(position, place)

    def _add_object(self, position: int, place: list[Draft]) -> None:
        """The pictures of a drawn object, and the text in its boxes."""
        pictures, boxes = self._source.shown_at(position)
        place.extend(ImageDraft(picture.alt, "Drawing") for picture in pictures)
        for span in boxes:
            # What is drawn within a box is read with the body, so this goes no deeper.
            story = Story(self._source, None, self._findings, self._noted)
            place.extend(draft for draft in story.read(span) if not _is_empty(draft))

    # Tables

    def _place(self) -> list[Draft]:
        """Where the next draft goes."""
        return self._open[-1].content if self._open else self._drafts

    def _to_depth(self, depth: int) -> None:
        """Ends tables, or begins them, until `depth` of them are open."""
        if len(self._open) == depth:
            return
        self._flush()
        while len(self._open) > depth:
            current = self._open[-1]
            if current.content:
                self._end_cell()
            if current.cells:
                self._add_row(current, None)
            self._open.pop()
            if current.table.rows:
                self._place().append(current.table)
        while len(self._open) < depth:
            self._open.append(_Open())

    def _end_cell(self) -> None:
        current = self._open[-1]
        current.cells.append(current.content)
        current.content = []

    def _end_row(self, position: int, shape: Shape | None) -> None:
        current = self._open[-1]
        self._flush()
        if current.content:
            self._end_cell()
        fate = self._inline.fate(self._source.look(position), self._source.styles[0])
        if fate in GONE:
            self._findings.tracked += fate == "deleted"
            self._findings.hidden += fate == "hidden"
            current.cells = []
            current.rows += 1
        elif current.cells:
            self._add_row(current, shape)

    def _add_row(self, current: _Open, shape: Shape | None) -> None:
        """A row of the cells read; its form counts only where it has as many."""
        row = RawRow(current.rows)
        current.rows += 1
        cells, current.cells = current.cells, []
        known = shape is not None and len(shape.across) >= len(cells)
        edges = list(shape.edges[:1]) if known and shape is not None else []
        for index, content in enumerate(cells):
            if not known or shape is None:
                fill(RawCell("", index), content, row, current.table)
                continue
            if shape.across[index] and row.cells:
                edges[-1] = shape.edges[index + 1]
                continue
            edges.append(shape.edges[index + 1])
            fill(RawCell("", index, merge=shape.down[index]), content, row, current.table)
        row.edges = edges
        current.table.rows.append(row)


def _is_empty(draft: Draft) -> bool:
    """Whether it is a paragraph without text, as there is one behind the text of every box."""
    return isinstance(draft, ParagraphDraft) and not draft.label and not draft.text
