"""A Word file taken apart: its text, and what is said of it, found by position."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gklint.document.doc.container import Container
from gklint.document.doc.drawings import Drawn, alt_of_inline, read_drawings
from gklint.document.doc.fib import Part, read_head
from gklint.document.doc.forms import chosen
from gklint.document.doc.looks import PLAIN, Look, read_font, read_look
from gklint.document.doc.pages import by_characters, read_pages
from gklint.document.doc.paragraphs import ParagraphForm, read_form
from gklint.document.doc.pieces import read_text
from gklint.document.doc.styles import StyleSheet
from gklint.document.errors import CannotOpen, TypeRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.doc.pages import Run
    from gklint.document.doc.stream import Stream

MAIN: Final = "WordDocument"
_NOT_FOUND: Final = ParagraphForm()
_BOX: Final = 22  # bytes of a box's entry
_SHAPE: Final = 26
_NOTE: Final = 2
_COMMENT: Final = 30
_SECTION: Final = 12


class Source:
    """Raises CannotOpen("damaged"), TypeRefused("doc_old" | "ole"), Encrypted("encrypted"),
    LimitReached("text").

    `faults` are what was found damaged and left out; it only adds to the text.
    """

    def __init__(self, data: bytes) -> None:
        self.container = Container(data)
        self.faults: list[str] = []
        if MAIN not in self.container and self.container.holds_deeper(MAIN):
            raise TypeRefused("ole")
        self._word = self.container.read(MAIN)
        self.head = read_head(self._word)
        self.table = self.container.read(self.head.table)
        self.text, self._pieces, self.paired = read_text(self._word, self.table, self.head)
        self.styles = StyleSheet(self.table, self.head)
        self._starts = [piece.start for piece in self._pieces]
        self._forms: dict[tuple[bytes, bytes], ParagraphForm] = {}
        self._paragraphs = self._pages(Part.PARAGRAPH_PAGES)
        self._ends = [end for _, end, _ in self._paragraphs]
        self._runs = self._pages(Part.CHARACTER_PAGES)
        self.looks = self._looks()
        self.look_ends = [end for _, end, _ in self.looks]

    def _pages(self, part: Part) -> list[Run]:
        return read_pages(self._word, self.table, part, self.head.span(part))

    def _looks(self) -> list[tuple[int, int, Look]]:
        """Characters that are not simply printed, by start and end."""
        runs = self._runs
        looks = {told: self._look(told) for told in {told for _, _, told in runs}}
        kept = [run for run in runs if looks[run[2]] is not PLAIN]
        found = by_characters(kept, (piece for piece in self._pieces if not piece.changes))
        changed = by_characters(runs, (piece for piece in self._pieces if piece.changes))
        if changed:
            looks |= {told: self._look(told) for told in {told for _, _, told in changed}}
            found = sorted((*found, *changed))
        return [(a, b, looks[told]) for a, b, told in found if looks[told] is not PLAIN]

    def _look(self, properties: bytes) -> Look:
        look = read_look(properties)
        if look.style is not None:
            style = self.styles[look.style]
            if not style.hidden and not style.struck:
                look = look._replace(style=None)
        return PLAIN if look == PLAIN else look

    def _byte(self, position: int) -> tuple[int, bytes]:
        """Where the character at `position` lies in the stream, and its piece's changes."""
        start, _, at, wide, changes = self._pieces[bisect_right(self._starts, position) - 1]
        return at + wide * (position - start), changes

    def form(self, position: int) -> ParagraphForm:
        """The form of the paragraph whose end stands at `position`."""
        byte, changes = self._byte(position)
        index = bisect_right(self._ends, byte)
        if index == len(self._ends) or self._paragraphs[index][0] > byte:
            return _NOT_FOUND
        key = self._paragraphs[index][2], changes
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = read_form(b"".join(key), self._open_data)
        return form

    def look(self, position: int) -> Look:
        """How the character at `position` looks."""
        index = bisect_right(self.look_ends, position)
        if index < len(self.looks) and self.looks[index][0] <= position:
            return self.looks[index][2]
        return PLAIN

    @cached_property
    def _data(self) -> Stream:
        return self.container.read("Data")

    def _open_data(self) -> Stream:
        return self._data

    def alt(self, place: int) -> str | None:
        """The words of the picture at `place` of the data stream, None where there are none."""
        try:
            return alt_of_inline(self._data, place)
        except CannotOpen as error:
            self._fault(error)
            return None

    def chosen(self, place: int) -> str:
        """What is chosen in the list of a form at `place` of the data stream."""
        try:
            return chosen(self._data, place)
        except CannotOpen as error:
            self._fault(error)
            return ""

    def symbols_font(self, position: int) -> str:
        """The font that a symbol at `position` is taken from, "" where none is named."""
        byte, _ = self._byte(position)
        index = bisect_right(self._run_ends, byte)
        if index == len(self._runs):
            return ""
        number = read_font(self._runs[index][2])
        return "" if number is None else self.font(number)

    @cached_property
    def _run_ends(self) -> list[int]:
        return [end for _, end, _ in self._runs]

    def font(self, number: int) -> str:
        """The name of a font, "" where it has none."""
        return self._fonts[number] if number < len(self._fonts) else ""

    @cached_property
    def _fonts(self) -> list[str]:
        at, size = self.head.span(Part.FONTS)
        names: list[str] = []
        if not size:
            return names
        try:
            count, start = self.table.u16(at), at + 4
            for _ in range(count):
                length = self.table.u8(start)
                raw = self.table.take(start + 40, max(0, length - 39))
                name, _, _ = raw.decode("utf-16-le", "replace").partition("\0")
                names.append(name)
                start += 1 + length
        except CannotOpen as error:
            self._fault(error)
        return names

    @cached_property
    def sections(self) -> frozenset[int]:
        """Positions behind the marks that end a section, and with it a paragraph."""
        return frozenset(self._entries(Part.SECTIONS, _SECTION)[0])

    @cached_property
    def _drawings(self) -> dict[int, Drawn]:
        try:
            return read_drawings(self.table, self.head.span(Part.DRAWINGS))
        except CannotOpen as error:
            self._fault(error)
            return {}

    @cached_property
    def _shapes(self) -> dict[int, int]:
        """Number of the shape by the position of its mark."""
        positions, entries = self._entries(Part.SHAPES, _SHAPE)
        return dict(zip(positions, (self.table.u32(at) for at in entries), strict=False))

    @cached_property
    def _boxes(self) -> dict[int, list[range]]:
        """Spans of the texts in boxes by the shape that the body refers to."""
        boxes: dict[int, list[range]] = {}
        for span, at in zip(*self._spans(Part.BOX_TEXTS, _BOX, self.head.boxes), strict=False):
            number = self.table.u32(at + 14)
            drawn = self._drawings.get(number)
            boxes.setdefault(number if drawn is None else drawn.outer, []).append(span)
        return boxes

    def shown_at(self, position: int) -> tuple[list[Drawn], list[range]]:
        """The pictures, and the spans of the boxes' texts, of the object at `position`."""
        number = self._shapes.get(position)
        if number is None:
            return [], []
        pictures = [d for d in self._drawings.values() if d.outer == number and d.is_picture]
        return pictures, self._boxes.get(number, [])

    def stray_boxes(self) -> list[range]:
        """Spans of the texts in boxes that nothing in the body refers to."""
        known = set(self._shapes.values())
        return [
            span for number, spans in self._boxes.items() if number not in known for span in spans
        ]

    def notes(self, references: Part, texts: Part, story: range) -> list[tuple[int, range]]:
        """Position of its reference and span of its text, of every note."""
        positions = self._entries(references, _NOTE)[0]
        return list(zip(positions, self._spans(texts, 0, story)[0], strict=False))

    def comments(self) -> int:
        """How many comments there are."""
        return len(self._entries(Part.COMMENT_REFERENCES, _COMMENT)[1])

    def _spans(self, part: Part, size: int, story: range) -> tuple[list[range], Sequence[int]]:
        """The spans that a story is divided into, and where the entry of each lies."""
        positions, entries = self._entries(part, size)
        spans = [
            range(story.start + max(0, first), min(story.start + last, story.stop))
            for first, last in pairwise(positions)
        ]
        return spans, entries

    def _entries(self, part: Part, size: int) -> tuple[tuple[int, ...], range]:
        """The positions of a list ([MS-DOC] 2.2.2: PLC), one more than it has entries of `size`
        bytes, and where these lie."""
        at, length = self.head.span(part)
        count = max(0, length - 4) // (4 + size)
        if not count:
            return (), range(0)
        start = at + 4 * (count + 1)
        return self.table.u32s(at, count + 1), range(start, start + size * count, size or 1)

    def _fault(self, error: CannotOpen) -> None:
        self.faults.append(error.params.get("reason", ""))
