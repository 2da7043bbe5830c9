"""Drawn objects and pictures ([MS-ODRAW]): what replaces them in words, and what box is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.doc.stream import Stream
from gklint.document.limits import MAX_NESTED

if TYPE_CHECKING:
    from collections.abc import Iterator

_RECORD: Final = 8  # bytes of a record's head
_GROUP: Final = 0xF003
_SHAPE: Final = 0xF004
_SHAPE_ID: Final = 0xF00A
_OPTIONS: Final = (0xF00B, 0xF121, 0xF122)
_PICTURE: Final = 0x0104
_ALT: Final = 0x0381
_COMPLEX: Final = 0x8000
_NUMBER: Final = 0x3FFF
_LINKED: Final = 0x66  # a picture whose file's name follows its head


class Drawn(NamedTuple):
    """A shape: the `outer` one that the text refers to, whether it is a picture, its words."""

    outer: int
    is_picture: bool
    alt: str | None


class _Record(NamedTuple):
    kind: int
    options: int
    start: int
    end: int


def read_drawings(table: Stream, span: tuple[int, int]) -> dict[int, Drawn]:
    """The shapes of all drawings by number, in their order. Raises CannotOpen("damaged")."""
    at, size = span
    part = Stream(table.take(at, size), "drawings")
    shapes: dict[int, Drawn] = {}
    if not size:
        return shapes
    at = _first(part, 0).end
    while at + 1 + _RECORD < len(part):
        at += 1  # whose drawing it is: the body's or a header's
        drawing = _first(part, at)
        for group in _of_kind(part, drawing, _GROUP):
            # The first shape of a drawing is the drawing itself.
            for item in _records(part, group.start, group.end)[1:]:
                _collect(part, item, None, shapes, 0)
        at = drawing.end
    return shapes


def alt_of_inline(data: Stream, at: int) -> str | None:
    """The words of the picture at byte `at` of the data stream; None where there are none."""
    end, start = at + data.u32(at), at + data.u16(at + 4)
    if data.u16(at + 6) == _LINKED:
        start += 1 + data.u8(start)
    for record in _records(data, start, min(end, len(data)), most=1):
        if record.kind == _SHAPE:
            return _options(data, record)[1]
    return None


def _collect(
    part: Stream, item: _Record, outer: int | None, shapes: dict[int, Drawn], depth: int
) -> None:
    """The shapes of a group or the shape `item` itself."""
    if item.kind == _SHAPE:
        number = _number(part, item)
        if number is not None:
            is_picture, alt = _options(part, item)
            shapes[number] = Drawn(number if outer is None else outer, is_picture, alt)
    elif item.kind == _GROUP and depth < MAX_NESTED:
        members = _records(part, item.start, item.end)
        if outer is None and members:
            outer = _number(part, members[0])
        for member in members:
            _collect(part, member, outer, shapes, depth + 1)


def _number(part: Stream, shape: _Record) -> int | None:
    for record in _of_kind(part, shape, _SHAPE_ID):
        return part.u32(record.start)
    return None


def _options(part: Stream, shape: _Record) -> tuple[bool, str | None]:
    """Whether a shape is a picture, and its words; long values follow the list of all."""
    is_picture, alt = False, None
    for record in _records(part, shape.start, shape.end):
        if record.kind not in _OPTIONS:
            continue
        behind = record.start + 6 * record.options
        for number in range(record.options):
            code = part.u16(record.start + 6 * number)
            value = part.u32(record.start + 6 * number + 2)
            if code & _NUMBER == _PICTURE and value:
                is_picture = True
            if code & _COMPLEX:
                if code & _NUMBER == _ALT:
                    alt = part.take(behind, value).decode("utf-16-le", "replace").rstrip("\0")
                behind += value
    return is_picture, alt


def _first(part: Stream, at: int) -> _Record:
    for record in _records(part, at, len(part), most=1):
        return record
    raise part.damaged(at)


def _of_kind(part: Stream, record: _Record, kind: int) -> Iterator[_Record]:
    return (item for item in _records(part, record.start, record.end) if item.kind == kind)


def _records(part: Stream, at: int, end: int, most: int = 10_000) -> list[_Record]:
    """The records from `at` to `end`, at most so many, none beyond it."""
    found: list[_Record] = []
    while at + _RECORD <= end and len(found) < most:
        start = at + _RECORD
        at = start + part.u32(at + 4)
        if at > end:
            raise part.damaged(start)
        found.append(_Record(part.u16(start - 6), part.u16(start - 8) >> 4, start, at))
    return found
