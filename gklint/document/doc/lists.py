"""Lists that number paragraphs ([MS-DOC] 2.9.131, 2.9.147, 2.9.150), by the number paragraphs
give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.doc.fib import Part
from gklint.document.doc.looks import read_look, switched
from gklint.document.flowing.numbering import LEVELS, Level, ListForm
from gklint.document.flowing.numerals import BY_CODE

if TYPE_CHECKING:
    from gklint.document.doc.fib import Head
    from gklint.document.doc.stream import Stream

_LIST: Final = 28  # bytes of a list's head
_LEVEL: Final = 28  # of a level's
_OVERRIDE: Final = 16
_SIMPLE: Final = 0x01  # a list of one level
_LEGAL: Final = 0x04
_NO_RESTART: Final = 0x08
_NOTHING_FOLLOWS: Final = 2
_STARTS: Final = 0x10
_FORMATS: Final = 0x20


class _Read(NamedTuple):
    level: Level
    end: int


def read_lists(table: Stream, head: Head) -> dict[int, ListForm]:
    """The lists by number. Raises CannotOpen("damaged")."""
    at, size = head.span(Part.LISTS)
    if not size:
        return {}
    count = table.u16(at)
    heads = at + 2
    at = heads + _LIST * count
    levels: dict[int, dict[int, Level]] = {}
    for number in range(count):
        start = heads + _LIST * number
        own: dict[int, Level] = {}
        for depth in range(1 if table.u8(start + 26) & _SIMPLE else LEVELS):
            own[depth], at = _level(table, at)
        levels[table.u32(start)] = own
    return _overridden(table, head, levels)


def _overridden(
    table: Stream, head: Head, levels: dict[int, dict[int, Level]]
) -> dict[int, ListForm]:
    at, size = head.span(Part.LIST_OVERRIDES)
    if not size:
        return {}
    count = table.u32(at)
    heads = at + 4
    table.take(heads, _OVERRIDE * count)
    at = heads + _OVERRIDE * count
    lists: dict[int, ListForm] = {}
    for number in range(count):
        start = heads + _OVERRIDE * number
        key = table.u32(start)
        own = dict(levels.get(key, {}))
        starts: dict[int, int] = {}
        at += 4
        for _ in range(table.u8(start + 12)):
            begin, flags = table.u32(at), table.u32(at + 4)
            at += 8
            depth = flags & 0xF
            if flags & _FORMATS:
                level, at = _level(table, at)
                begin = level.start
                if depth < LEVELS:
                    own[depth] = level
            if flags & _STARTS:
                starts[depth] = begin
        if key in levels:
            lists[number + 1] = ListForm(key, own, starts)
    return lists


def _level(table: Stream, at: int) -> _Read:
    """The level at `at`, and where it ends; bytes of its text that stand for a level's number are
    named by their places."""
    start, code, flags = table.u32(at), table.u8(at + 4), table.u8(at + 5)
    places = set(table.take(at + 6, LEVELS)) - {0}
    follows = table.u8(at + 15)
    look_size, form_size, limit = table.take(at + 24, 3)
    at += _LEVEL + form_size
    look = read_look(table.take(at, look_size))
    at += look_size
    count = table.u16(at)
    written = table.take(at + 2, 2 * count).decode("utf-16-le", "replace")
    text = "".join(
        f"%{ord(char) + 1}" if place in places and ord(char) < LEVELS else char
        for place, char in enumerate(written, start=1)
    )
    level = Level(
        start=start,
        form=BY_CODE.get(code, "decimal"),
        text=text,
        restart=limit if flags & _NO_RESTART else None,
        spaced=follows != _NOTHING_FOLLOWS,
        legal=bool(flags & _LEGAL),
        hidden=switched(look.hidden, by_style=False),
    )
    return _Read(level, at + 2 + 2 * count)
