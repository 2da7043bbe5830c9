"""The style sheet ([MS-DOC] 2.9.271): level, list and switches of each style with its bases'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.doc.fib import Part
from gklint.document.doc.looks import PLAIN, Look, read_look, switched
from gklint.document.doc.paragraphs import ParagraphForm, level_of, read_form
from gklint.document.doc.stream import Stream
from gklint.document.limits import MAX_STYLES

if TYPE_CHECKING:
    from gklint.document.doc.fib import Head

_PARAGRAPH: Final = 1
_CHARACTER: Final = 2
_HEADINGS: Final = range(1, 10)  # numbers of the built-in styles
_SHORT_HEAD: Final = 10


class Style(NamedTuple):
    """A style with what it inherits; `level` is that of a heading, 1 the highest."""

    level: int | None = None
    list_id: int | None = None
    list_level: int | None = None
    hidden: bool = False
    struck: bool = False


NO_STYLE: Final = Style()


class _Written(NamedTuple):
    """A style as written."""

    kind: int
    base: int
    built_in: int
    form: ParagraphForm
    look: Look


class StyleSheet:
    """Styles by number, each read when it is first asked for; one that is not there says nothing.

    Raises CannotOpen("damaged").
    """

    def __init__(self, table: Stream, head: Head) -> None:
        at, size = head.span(Part.STYLES)
        self._sheet = Stream(table.take(at, size), "styles")
        self._places: dict[int, int] = {}
        self._known: dict[int, Style] = {}
        self._head_size = 0
        if not size:
            return
        start = 2 + self._sheet.u16(0)
        self._head_size = self._sheet.u16(4)
        for number in range(min(self._sheet.u16(2), MAX_STYLES)):
            length = self._sheet.u16(start)
            if length:
                self._places[number] = start
            start += 2 + length + length % 2

    def __getitem__(self, number: int) -> Style:
        style = self._known.get(number)
        return self._resolve(number) if style is None else style

    def _resolve(self, number: int) -> Style:
        """A style and its bases, furthest base first; a circle of bases is cut."""
        lineage: list[int] = []
        written: list[_Written] = []
        current = number
        while current in self._places and current not in self._known and current not in lineage:
            lineage.append(current)
            written.append(self._written(self._places[current]))
            current = written[-1].base
        style = self._known.get(current, NO_STYLE)
        for name, own in zip(reversed(lineage), reversed(written), strict=True):
            style = self._known[name] = _own(own, style)
        return style

    def _written(self, place: int) -> _Written:
        length = self._sheet.u16(place)
        return _read(Stream(self._sheet.take(place + 2, length), "style"), self._head_size)


def _read(style: Stream, head_size: int) -> _Written:
    built_in, kinds, counts = style.u16(0) & 0xFFF, style.u16(2), style.u16(4)
    kind, base = kinds & 0xF, kinds >> 4
    at = max(head_size, _SHORT_HEAD)
    at += 2 + 2 * style.u16(at) + 2  # the name
    parts: list[bytes] = []
    for _ in range(counts & 0xF):
        at += at % 2
        if at + 2 > len(style):
            break
        size = style.u16(at)
        parts.append(style.take(at + 2, size))
        at += 2 + size
    form, look = ParagraphForm(), PLAIN
    if kind == _PARAGRAPH and parts:
        form = read_form(parts[0], _nowhere)
    if kind == _PARAGRAPH and len(parts) > 1:
        look = read_look(parts[1])
    elif kind == _CHARACTER and parts:
        look = read_look(parts[0])
    return _Written(kind, base, built_in, form, look)


def _nowhere() -> Stream:
    """Styles have no properties in the data stream: damage, if one says so."""
    return Stream(b"", "Data")


def _own(style: _Written, base: Style) -> Style:
    form, look, level = style.form, style.look, base.level
    if form.outline is not None:
        level = level_of(form.outline)
    elif style.kind == _PARAGRAPH and style.built_in in _HEADINGS:
        level = style.built_in
    return Style(
        level,
        base.list_id if form.list_id is None else form.list_id,
        base.list_level if form.list_level is None else form.list_level,
        switched(look.hidden, base.hidden),
        switched(look.struck, base.struck) or bool(switched(look.struck_twice, by_style=False)),
    )
