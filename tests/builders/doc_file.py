"""How a Word 97 file is packed ([MS-DOC]): its streams, pages of properties and lists of places."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PAGE: Final = 512
HEAD: Final = 1024
"""Where the text begins; the head is some 900 bytes."""
_PAIRS: Final = 93
NO_LEVEL: Final = struct.pack("<IBB9sB8xBBBBH", 1, 255, 0, bytes(9), 0, 0, 0, 0, 0, 0)
"""A level of a list that prints nothing."""


class Lists(NamedTuple):
    """`levels` by a list's own number; `uses` are (that number, overrides), counted from 1."""

    levels: Mapping[int, Sequence[bytes]]
    uses: Sequence[tuple[int, Sequence[bytes]]]


class Piece(NamedTuple):
    """Characters up to `end`; `wide` bytes each; `change` as in the format."""

    end: int
    wide: int = 2
    change: int = 0


class Stream:
    """The main stream with the text in it."""

    def __init__(self, text: str, pieces: Sequence[Piece], order: Sequence[int]) -> None:
        self.word = bytearray(HEAD)
        self.pieces = pieces
        written = units(text)
        starts = [0, *(piece.end for piece in pieces)]
        self.spans = list(pairwise(starts))
        self.at: dict[int, int] = {}
        for number in order or range(len(pieces)):
            start, end = self.spans[number]
            raw = written[2 * start : 2 * end]
            self.word += b"\0" * (len(self.word) % 2)
            self.at[number] = len(self.word)
            wide = pieces[number].wide
            self.word += raw if wide == 2 else raw.decode("utf-16-le").encode("cp1252")

    def runs(self, lengths: Sequence[tuple[int, bytes]]) -> list[tuple[int, int, bytes]]:
        """Runs of the text, in characters, as runs of the stream, in bytes and in its order."""
        found = []
        position = 0
        for length, props in lengths:
            for number, (start, end) in enumerate(self.spans):
                first, last = max(start, position), min(end, position + length)
                if first < last:
                    wide, at = self.pieces[number].wide, self.at[number]
                    found.append((at + wide * (first - start), at + wide * (last - start), props))
            position += length
        return sorted(found)

    def piece_table(self, shared: Sequence[bytes]) -> bytes:
        entries = []
        for number, piece in enumerate(self.pieces):
            at = self.at[number]
            where = at if piece.wide == 2 else at * 2 | 0x4000_0000
            entries.append(struct.pack("<HIH", 0, where, piece.change))
        places = plc([0, *(piece.end for piece in self.pieces)], entries)
        changes = b"".join(struct.pack("<BH", 1, len(item)) + item for item in shared)
        return changes + struct.pack("<BI", 2, len(places)) + places


class Table:
    """The table stream, and where each part of it lies."""

    def __init__(self) -> None:
        self.data = bytearray(b"\0\0")
        self.pairs: dict[int, tuple[int, int]] = {}

    def put(self, part: int, content: bytes, size: int | None = None) -> None:
        self.pairs[part] = len(self.data), len(content) if size is None else size
        self.data += content


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def counted(text: str) -> bytes:
    raw = units(text)
    return struct.pack("<H", len(raw) // 2) + raw


def ends(lengths: Sequence[int]) -> list[int]:
    found = [0]
    for length in lengths:
        found.append(found[-1] + length)
    return found


def plc(positions: Sequence[int], entries: Sequence[bytes]) -> bytes:
    return struct.pack(f"<{len(positions)}I", *positions) + b"".join(entries)


def pages(word: bytearray, runs: Sequence[tuple[int, int, bytes]], *, paragraphs: bool) -> bytes:
    """Puts pages of properties behind the stream; the list of them."""
    firsts: list[int] = []
    numbers: list[int] = []
    width = 13 if paragraphs else 1
    rest = list(runs)
    while rest:
        here: list[tuple[int, int, bytes]] = []
        content: list[bytes] = []
        free = _PAGE - 1 - 4
        while rest:
            packed = _packed(rest[0][2], paragraphs=paragraphs)
            need = 4 + width + len(packed) + 1
            if need > free:
                break
            free -= need
            here.append(rest.pop(0))
            content.append(packed)
        assert here, "properties too long for a page"
        page = bytearray(_PAGE)
        struct.pack_into(f"<{len(here) + 1}I", page, 0, *(run[0] for run in here), here[-1][1])
        top = _PAGE - 1
        for index, packed in enumerate(content):
            if packed:
                top = (top - len(packed)) // 2 * 2
                page[top : top + len(packed)] = packed
                page[4 * (len(here) + 1) + width * index] = top // 2
        page[-1] = len(here)
        word += b"\0" * (-len(word) % _PAGE)
        firsts.append(here[0][0])
        numbers.append(len(word) // _PAGE)
        word += page
    return plc([*firsts, runs[-1][1]], [struct.pack("<I", number) for number in numbers])


def _packed(props: bytes, *, paragraphs: bool) -> bytes:
    if not paragraphs:
        return bytes([len(props)]) + props if props else b""
    if len(props) % 2:
        return bytes([(len(props) + 1) // 2]) + props
    return bytes([0, len(props) // 2]) + props


def style_sheet(styles: Sequence[bytes]) -> bytes:
    head = struct.pack("<HHHHHHHHHH", 18, len(styles), 10, 1, 91, 15, 0, 0, 0, 0)
    sheet = head
    for item in styles:
        sheet += struct.pack("<H", len(item)) + item + b"\0" * (len(item) % 2)
    return sheet


def put_lists(table: Table, lists: Lists) -> None:
    heads = b"".join(
        struct.pack("<II18xBB", number, 0, len(levels) == 1, 0)
        for number, levels in lists.levels.items()
    )
    content = struct.pack("<H", len(lists.levels)) + heads
    bodies = b"".join(
        form
        for levels in lists.levels.values()
        for form in (*levels, *[NO_LEVEL] * ((9 - len(levels)) if len(levels) > 1 else 0))
    )
    table.put(73, content + bodies, len(content))
    uses = b"".join(
        struct.pack("<I8xB3x", number, len(overrides)) for number, overrides in lists.uses
    )
    said = b"".join(
        struct.pack("<I", 0xFFFF_FFFF) + b"".join(overrides) for _, overrides in lists.uses
    )
    table.put(74, struct.pack("<I", len(lists.uses)) + uses + said)


def font_names(names: Sequence[str]) -> bytes:
    entries = b""
    for name in names:
        entry = bytes(39) + units(name) + b"\0\0"
        entries += bytes([len(entry)]) + entry
    return struct.pack("<HH", len(names), 0) + entries


def write_head(
    ident: int, flags: int, counts: Sequence[int], pairs: Mapping[int, tuple[int, int]]
) -> bytes:
    head = bytearray(HEAD)
    struct.pack_into("<HHHHHHH", head, 0, ident, 193, 0, 0x0804, 0, flags, 191)
    struct.pack_into("<H", head, 32, 14)
    struct.pack_into("<H", head, 62, 22)
    struct.pack_into(f"<{len(counts)}I", head, 76, *counts)
    struct.pack_into("<H", head, 152, _PAIRS)
    for part, (at, size) in pairs.items():
        struct.pack_into("<II", head, 154 + 8 * part, at, size)
    return bytes(head)
