"""The text of a paragraph as it is printed: fields by their results, deletions left out."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from gklint.document.doc.looks import PLAIN, switched
from gklint.document.doc.pieces import joined
from gklint.document.flowing.drafts import EmbeddedDraft, ImageDraft, LinkDraft
from gklint.document.flowing.fields import is_choice, link_target, object_kind
from gklint.document.flowing.symbols import symbol
from gklint.patterns import regex
from gklint.text import is_blank, raised

if TYPE_CHECKING:
    from gklint.document.doc.looks import Look
    from gklint.document.doc.source import Source
    from gklint.document.doc.styles import Style
    from gklint.document.flowing.drafts import BesideDraft, Findings

_OTHER: Final = r"[\x00-\x08\x0a-\x1f\uf020-\uf0ff]"  # control characters, symbol fonts' codes
_PARTS: Final = rf"{_OTHER}|[^{_OTHER[1:]}+"
_SYMBOLS: Final = frozenset(map(chr, range(0xF020, 0xF100)))
_PICTURE, _NOTE, _DRAWN = "\x01", "\x02", "\x08"
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
# Breaks of line, page and column; a hyphen that does not break. All others print nothing.
_PRINTED: Final = {"\x0a": " ", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}

GONE: Final = ("deleted", "hidden")
"""Fates of text that is not printed."""


class _Field:
    """A field being read: its instruction, then (from `begun`) its result."""

    __slots__ = ("begun", "data", "instruction", "result")

    def __init__(self) -> None:
        self.data: int | None = None  # where a form's field keeps what it knows
        self.instruction: list[str] = []
        self.result: list[str] | None = None  # the paragraph in which the result began
        self.begun = 0


class Inline:
    """Reads text into `pieces`; a story empties it at each paragraph's end.

    `noted` are the positions of notes' references that are printed, `drawn` those of objects.
    """

    def __init__(self, source: Source, findings: Findings, noted: set[int]) -> None:
        self._source = source
        self._findings = findings
        self._fields: list[_Field] = []
        self._silent = 0  # fields still at their instruction, and text that is left out
        self._told: tuple[str, int] = ("", 0)  # the last change counted, and where it ended
        self.noted = noted
        self.pieces: list[str] = []
        self.links: list[LinkDraft] = []
        self.beside: list[BesideDraft] = []
        self.drawn: list[int] = []

    def read(self, start: int, end: int, style: Style) -> None:
        """The characters `start` to `end` of a paragraph of `style`."""
        source = self._source
        index = bisect_right(source.look_ends, start)
        looks = source.looks
        plain = index == len(looks) or looks[index][0] >= end
        if plain and not self._silent and not style.hidden and not style.struck:
            text = source.text[start:end]
            if regex(_OTHER).search(text) is None:
                if text:
                    self.pieces.append(joined(text) if source.paired else text)
                return
        at = start
        while at < end:
            while index < len(looks) and looks[index][1] <= at:
                index += 1
            look, stop = PLAIN, end
            if index < len(looks):
                begin, last, found = looks[index]
                look, stop = (found, min(last, end)) if begin <= at else (PLAIN, min(begin, end))
            self._span(at, stop, look, style)
            at = stop

    def forget_fields(self) -> None:
        """Ends all fields, where the text has not as many ends as beginnings of them."""
        self._fields.clear()
        self._silent = 0

    def fate(self, look: Look, style: Style) -> str:
        """What became of a text of this look: "deleted", "hidden" (or struck out), "added", ""."""
        if look is PLAIN:
            return "hidden" if style.hidden or style.struck else ""
        if switched(look.deleted, by_style=False):
            return "deleted"
        own = style if look.style is None else self._source.styles[look.style]
        hidden = switched(look.hidden, own.hidden or style.hidden)
        struck = switched(look.struck, own.struck or style.struck)
        if hidden or struck or switched(look.struck_twice, by_style=False):
            return "hidden"
        return "added" if switched(look.inserted, by_style=False) else ""

    def _span(self, start: int, end: int, look: Look, style: Style) -> None:
        kind = self.fate(look, style)
        gone = kind in GONE
        self._silent += gone
        printed = self._parts(start, end, look, gone=gone)
        self._silent -= gone
        if kind and (printed or kind != "hidden") and self._told != (kind, start):
            if kind == "hidden":
                self._findings.hidden += 1
            else:
                self._findings.tracked += 1
        if kind:
            self._told = kind, end

    def _parts(self, start: int, end: int, look: Look, *, gone: bool) -> bool:
        """Takes text and control characters apart; whether text would be printed if it was not
        `gone`."""
        printed = False
        for match in regex(_PARTS).finditer(self._source.text, start, end):
            part = match[0]
            if part[0] >= " " or part == "\t":
                if self._silent == gone:
                    printed = printed or not is_blank(part)
                if not self._silent:
                    self._text(part, match.start(), look)
                elif self._fields and self._fields[-1].result is None:
                    self._fields[-1].instruction.append(part)
            elif part in (_BEGIN, _SEPARATE, _END):
                self._field(part)
            elif part == _PICTURE and look.is_data:
                if self._fields and not gone:
                    self._fields[-1].data = look.picture
            elif not self._silent:
                self._control(part, match.start(), look)
        return printed

    def _text(self, text: str, position: int, look: Look) -> None:
        if look.symbol is not None:
            number, code = look.symbol
            text = symbol(self._source.font(number), f"{code:X}") * len(text)
        elif text in _SYMBOLS:
            text = symbol(self._source.symbols_font(position), f"{ord(text):X}")
        elif look.raised:
            text = raised(text)
        self.pieces.append(joined(text) if self._source.paired else text)

    def _control(self, char: str, position: int, look: Look) -> None:
        if char in _PRINTED:
            self.pieces.append(_PRINTED[char])
        elif char == _NOTE:
            self.noted.add(position)
        elif char == _DRAWN:
            self.drawn.append(position)
        elif char == _PICTURE:
            kind = self._object()
            if kind is not None:
                self.beside.append(EmbeddedDraft(kind, "ObjectPool"))
            elif look.picture is not None and not look.is_object:
                self.beside.append(ImageDraft(self._source.alt(look.picture), "Data"))

    def _object(self) -> str | None:
        """The program whose object the innermost open field shows."""
        return object_kind("".join(self._fields[-1].instruction)) if self._fields else None

    def _field(self, char: str) -> None:
        if char == _BEGIN:
            self._fields.append(_Field())
            self._silent += 1
        elif self._fields:
            current = self._fields[-1]
            if char == _SEPARATE and current.result is None:
                current.result, current.begun = self.pieces, len(self.pieces)
                self._silent -= 1
            elif char == _END:
                self._fields.pop()
                if current.result is None:
                    self._silent -= 1
                    current.result, current.begun = self.pieces, len(self.pieces)
                if current.result is self.pieces:
                    instruction = "".join(current.instruction)
                    if len(self.pieces) == current.begun and is_choice(instruction):
                        self._choice(current.data)
                    self._link(current.begun, link_target(instruction))

    def _choice(self, data: int | None) -> None:
        """What is chosen in a form's list, which Word prints without any text of its own."""
        if data is not None and not self._silent:
            self.pieces.append(self._source.chosen(data))

    def _link(self, begun: int, target: str) -> None:
        text = "".join(self.pieces[begun:])
        if target and text:
            self.links.append(LinkDraft(sum(map(len, self.pieces[:begun])), text, target))
