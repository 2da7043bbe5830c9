"""Word 97 files for tests, byte by byte ([MS-DOC]): every oddity of the format can be written.

document(para("总体情况"), *table(row(cell("甲"), cell("乙"), edges=(0, 2000, 4000))))
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.builders.doc_file import (
    HEAD,
    Lists,
    Piece,
    Stream,
    Table,
    counted,
    ends,
    font_names,
    pages,
    plc,
    put_lists,
    style_sheet,
    units,
    write_head,
)
from tests.builders.ole import container

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORD_97: Final = 0xA5EC

HIDDEN: Final = b"\x3c\x08\x01"
DELETED: Final = b"\x00\x08\x01"
INSERTED: Final = b"\x01\x08\x01"
STRUCK: Final = b"\x37\x08\x01"
RAISED: Final = b"\x48\x2a\x01"
IN_TABLE: Final = b"\x16\x24\x01"
ROW_END: Final = b"\x17\x24\x01"
INNER_CELL: Final = b"\x4b\x24\x01"
INNER_ROW_END: Final = b"\x4c\x24\x01"
FIRST, NEXT = 0x60, 0x20
"""Flags of a cell: it begins a vertical merge, it goes on with one."""


def sprm(code: int, operand: bytes) -> bytes:
    """A change; `operand` of a code of variable length with that length."""
    return struct.pack("<H", code) + operand


def depth(count: int) -> bytes:
    """How many tables a paragraph stands in."""
    return IN_TABLE + sprm(0x6649, struct.pack("<i", count))


def in_list(number: int, level: int = 0) -> bytes:
    return sprm(0x460B, struct.pack("<H", number)) + sprm(0x260A, bytes([level]))


def outline(level: int) -> bytes:
    return sprm(0x2640, bytes([level]))


class Run(NamedTuple):
    text: str
    props: bytes = b""


class Para(NamedTuple):
    """Runs, the last of which is the paragraph's end."""

    runs: tuple[Run, ...]
    style: int = 0
    props: bytes = b""


def para(
    *content: str | Run, style: int = 0, props: bytes = b"", end: str = "\r", mark: bytes = b""
) -> Para:
    """A paragraph; `mark` are properties of its end."""
    runs = [run if isinstance(run, Run) else Run(run) for run in content]
    return Para((*runs, Run(end, mark)), style, props)


def cell(*content: str | Run | Para, props: bytes = IN_TABLE) -> list[Para]:
    """The paragraphs of a cell, the last one ending it; content that is no paragraph is one."""
    whole = [item for item in content if isinstance(item, Para)]
    rest = [item for item in content if not isinstance(item, Para)]
    return [*whole, para(*rest, props=props, end="\x07")]


def shape(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """A row's form: its cells' edges in twips, and flags of cells."""
    count = len(edges) - 1
    cells = b"".join(
        struct.pack("<H18x", flags[number] if number < len(flags) else 0) for number in range(count)
    )
    operand = bytes([count]) + struct.pack(f"<{count + 1}h", *edges) + cells
    return sprm(0xD608, struct.pack("<H", len(operand) + 1) + operand)


def row(
    *cells: str | list[Para],
    edges: Sequence[int] = (),
    flags: Sequence[int] = (),
    form: bytes | None = None,
    mark: bytes = b"",
) -> list[Para]:
    """A row's paragraphs; cells are 2000 twips wide where no `edges` say otherwise."""
    sides = edges or [2000 * number for number in range(len(cells) + 1)]
    content = [item for each in cells for item in (cell(each) if isinstance(each, str) else each)]
    props = IN_TABLE + ROW_END + (shape(sides, flags) if form is None else form)
    return [*content, para(props=props, end="\x07", mark=mark)]


def style(
    name: str, *, kind: int = 1, base: int = 0xFFF, built_in: int = 0xFFE, papx: bytes = b"",
    chpx: bytes = b"",
) -> bytes:  # fmt: skip
    """A style: a paragraph's (1) or a character's (2)."""
    parts = [struct.pack("<H", 0) + papx, chpx] if kind == 1 else [chpx]
    head = struct.pack("<HHHHH", built_in, kind | base << 4, len(parts), 0, 0)
    body = head + counted(name) + b"\0\0"
    for part in parts:
        body += b"\0" * (len(body) % 2) + struct.pack("<H", len(part)) + part
    return body


def level(code: int, text: str, *, start: int = 1, follow: int = 0, flags: int = 0,
          limit: int = 0, chpx: bytes = b"") -> bytes:  # fmt: skip
    """A level of a list; ``%1`` in `text` stands for the number of the first level."""
    written, places = "", []
    at = 0
    while at < len(text):
        if text[at] == "%":
            written += chr(int(text[at + 1]) - 1)
            places.append(len(written))
            at += 1
        else:
            written += text[at]
        at += 1
    head = struct.pack(
        "<IBB9sB8xBBBB", start, code, flags, bytes(places).ljust(9, b"\0"), follow, len(chpx), 0,
        limit, 0,
    )  # fmt: skip
    return head + chpx + counted(written)


def override(at: int, *, start: int | None = None, form: bytes = b"") -> bytes:
    """What a use of a list says of a level: where it begins, or another form."""
    flags = at | 0x10 * (start is not None) | 0x20 * bool(form)
    return struct.pack("<II", start or 0, flags) + form


class Box(NamedTuple):
    """Text drawn at the character `at`; `member_of` is the number of the group that the text
    refers to."""

    at: int
    paras: Sequence[Para]
    member_of: int = 0


class Notes(NamedTuple):
    """Texts, and the positions of their references."""

    at: Sequence[int]
    texts: Sequence[Sequence[Para]]


_NO_NOTES: Final = Notes((), ())


def length_of(item: Para) -> int:
    return sum(len(units(run.text)) // 2 for run in item.runs)


def document(
    *paras: Para,
    styles: Sequence[bytes] = (),
    lists: Lists | None = None,
    footnotes: Notes = _NO_NOTES,
    endnotes: Notes = _NO_NOTES,
    comments: Sequence[int] = (),
    boxes: Sequence[Box] = (),
    drawings: bytes = b"",
    fonts: Sequence[str] = (),
    pieces: Sequence[Piece] = (),
    order: Sequence[int] = (),
    shared: Sequence[bytes] = (),
    sections: Sequence[int] = (),
    data: bytes = b"",
    flags: int = 0x0200,
    ident: int = WORD_97,
    streams: Mapping[str, bytes] | None = None,
    pairs: Mapping[int, tuple[int, int]] | None = None,
) -> bytes:
    """A file of `paras`. `pieces` part its text, and lie in the stream in the `order` of their
    numbers; `shared` are changes that pieces name by number; `pairs` replace those of the head."""
    stories = [
        list(paras),
        [item for text in footnotes.texts for item in text],
        [],
        [],
        [item for _ in comments for item in [para("批语")]],
        [item for text in endnotes.texts for item in text],
        [item for box in boxes for item in (*box.paras, para())],
    ]
    counts = [sum(length_of(item) for item in story) for story in stories]
    everything = [item for story in stories for item in story]
    text = "".join(run.text for item in everything for run in item.runs)
    made = Stream(text, pieces or (Piece(len(units(text)) // 2),), order)
    word = made.word
    characters = made.runs(
        [(len(units(run.text)) // 2, run.props) for item in everything for run in item.runs]
    )
    formed = made.runs(
        [(length_of(item), struct.pack("<H", item.style) + item.props) for item in everything]
    )
    table = Table()
    table.put(12, pages(word, characters, paragraphs=False))
    table.put(13, pages(word, formed, paragraphs=True))
    table.put(33, made.piece_table(shared))
    if styles:
        table.put(1, style_sheet(styles))
    if lists is not None:
        put_lists(table, lists)
    for notes, references, texts in ((footnotes, 2, 3), (endnotes, 46, 47)):
        if notes.at:
            table.put(references, plc([*notes.at, counts[0]], [b"\1\0"] * len(notes.at)))
            marks = ends([sum(map(length_of, item)) for item in notes.texts])
            table.put(texts, plc([*marks, marks[-1] + 1], []))
    if comments:
        table.put(4, plc([*comments, counts[0]], [bytes(30)] * len(comments)))
    if boxes:
        numbers = [1025 + number for number in range(len(boxes))]
        seen = [box.member_of or number for box, number in zip(boxes, numbers, strict=True)]
        table.put(40, plc([*(box.at for box in boxes), counts[0]],
                           [struct.pack("<I22x", number) for number in seen]))  # fmt: skip
        marks = ends([sum(map(length_of, box.paras)) + 1 for box in boxes])
        table.put(56, plc(marks, [struct.pack("<14xI4x", number) for number in numbers]))
    if drawings:
        table.put(50, drawings)
    if fonts:
        table.put(15, font_names(fonts))
    if sections:
        table.put(6, plc([0, *sections], [bytes(12)] * len(sections)))
    table.pairs |= pairs or {}
    word[:HEAD] = write_head(ident, flags, counts, table.pairs)
    name = "1Table" if flags & 0x0200 else "0Table"
    return container(
        {"WordDocument": bytes(word), name: bytes(table.data)}
        | ({"Data": data} if data else {})
        | dict(streams or {})
    )
