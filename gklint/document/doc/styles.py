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
_NO_BASE: Final = 0xFFF
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
    """Styles by number; one that is not there says nothing."""

    def __init__(self, styles: dict[int, Style]) -> None:
        self._styles = styles
        self.hides = any(style.hidden or style.struck for style in styles.values())

    def __getitem__(self, number: int) -> Style:
        return self._styles.get(number, NO_STYLE)


def read_styles(table: Stream, head: Head) -> StyleSheet:
    """Raises CannotOpen("damaged")."""
    at, size = head.span(Part.STYLES)
    if not size:
        return StyleSheet({})
    sheet = Stream(table.take(at, size), "styles")
    start = 2 + sheet.u16(0)
    count, head_size = min(sheet.u16(2), MAX_STYLES), sheet.u16(4)
    written: dict[int, _Written] = {}
    for number in range(count):
        length = sheet.u16(start)
        if length:
            written[number] = _read(Stream(sheet.take(start + 2, length), "style"), head_size)
        start += 2 + length + length % 2
    resolved: dict[int, Style] = {}
    for number in written:
        _resolve(number, written, resolved)
    return StyleSheet(resolved)


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


def _resolve(number: int, written: dict[int, _Written], resolved: dict[int, Style]) -> None:
    """A style and its bases, furthest base first; a circle of bases is cut."""
    lineage: list[int] = []
    current = number
    while current in written and current not in resolved and current not in lineage:
        lineage.append(current)
        current = written[current].base
    inherited = resolved.get(current, NO_STYLE)
    for name in reversed(lineage):
        inherited = resolved[name] = _own(written[name], inherited)


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
