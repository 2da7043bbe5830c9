"""The text of a Word file: pieces lie about the stream, in two encodings ([MS-DOC] 2.8.35)."""

from __future__ import annotations

from struct import unpack
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.doc.fib import Part
from gklint.document.doc.sprms import short_change
from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_PIECES, MAX_STORIES

if TYPE_CHECKING:
    from gklint.document.doc.fib import Head
    from gklint.document.doc.stream import Stream

_PRC: Final = 1
_PCDT: Final = 2
_COMPRESSED: Final = 0x4000_0000
_ENTRY: Final = 12  # bytes a piece: a position and a descriptor


class Piece(NamedTuple):
    """Characters `start` to `end` of the text, which lie at byte `at`, `wide` bytes each;
    `changes` are properties that all of them have."""

    start: int
    end: int
    at: int
    wide: int
    changes: bytes


class Text(NamedTuple):
    """All texts of a file in a row, one character a UTF-16 unit, so that counting is as Word's."""

    text: str
    pieces: tuple[Piece, ...]
    paired: bool  # it holds halves of characters beyond U+FFFF


def read_text(word: Stream, table: Stream, head: Head) -> Text:
    """Raises CannotOpen("damaged"), LimitReached("text")."""
    at, size = head.span(Part.PIECES)
    end = at + size
    shared: list[bytes] = []  # changes that pieces refer to by number
    while at < end and table.u8(at) == _PRC:
        length = table.u16(at + 1)
        shared.append(table.take(at + 3, length))
        at += 3 + length
    if at >= end or table.u8(at) != _PCDT:
        raise table.damaged(at)
    count = max(0, table.u32(at + 1) - 4) // _ENTRY
    positions = table.u32s(at + 5, min(count, MAX_PIECES) + 1)
    if not 0 < count <= MAX_PIECES or positions[0] != 0 or list(positions) != sorted(positions):
        raise table.damaged(at)
    if positions[-1] > MAX_STORIES:
        raise LimitReached("text", limit=MAX_STORIES)
    pieces: list[Piece] = []
    texts: list[str] = []
    described = at + 5 + 4 * (count + 1)
    paired = False
    for number in range(count):
        start, stop = positions[number], positions[number + 1]
        entry = described + 8 * number
        where, change = table.u32(entry + 2), table.u16(entry + 6)
        changes = _changes(change, shared) if change else b""
        if where & _COMPRESSED:
            place = (where & ~_COMPRESSED) // 2
            piece = Piece(start, stop, place, 1, changes)
            text = word.take(place, stop - start).decode("cp1252", "replace")
        else:
            piece = Piece(start, stop, where, 2, changes)
            raw = word.take(where, 2 * (stop - start))
            text = raw.decode("utf-16-le", "replace")
            if len(text) != stop - start or "\ufffd" in text:
                text = "".join(map(chr, unpack(f"<{stop - start}H", raw)))
                paired = True
        pieces.append(piece)
        texts.append(text)
    if head.boxes.stop > positions[-1]:
        raise table.damaged(described)  # the text is shorter than the head says
    return Text("".join(texts), tuple(pieces), paired)


def _changes(change: int, shared: list[bytes]) -> bytes:
    if not change & 1:
        return short_change(change)
    number = change >> 1
    return shared[number] if number < len(shared) else b""


def joined(text: str) -> str:
    """Halves of characters put together; half a character alone is replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
