"""What stands beside the text of Word 97 files: notes, comments, boxes, pictures, properties."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

import pytest

from gklint.document.doc.properties import MORE, SUMMARY
from gklint.document.doc.read import read_doc
from gklint.document.model import NoteKind
from tests.builders.doc import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    Box,
    Notes,
    Run,
    cell,
    document,
    para,
    row,
    sprm,
)
from tests.document.conftest import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.document.model import Document


def kinds(found: Document) -> list[NoteKind]:
    return [note.kind for note in found.notes]


# Notes and comments


def test_footnotes_and_endnotes_follow_the_body() -> None:
    found = read_doc(
        document(
            para("甲\x02乙\x02"),
            para("丙"),
            footnotes=Notes([3], [[para("\x02 脚注")]]),
            endnotes=Notes([1], [[para("\x02尾注一"), para("尾注二")]]),
        )
    )
    assert texts(found) == ["甲乙", "丙", " 脚注", "尾注一", "尾注二"]


def test_a_note_goes_with_its_reference() -> None:
    found = read_doc(
        document(
            para("甲", Run("\x02", DELETED), "乙\x02", Run("*"), "丙"),
            footnotes=Notes([1, 3, 4], [[para("删")], [para("留")], [para("星号")]]),
        )
    )
    assert texts(found) == ["甲乙*丙", "留", "星号"]


def test_comments_are_counted_and_not_read() -> None:
    found = read_doc(document(para("甲\x05乙\x05"), comments=[1, 3]))
    assert texts(found) == ["甲乙"]
    assert [(note.kind, note.detail) for note in found.notes] == [(NoteKind.COMMENTS, "2")]


# Boxes


def test_text_in_a_box_follows_its_paragraph() -> None:
    boxes = [Box(2, [para("框一"), para("框二")]), Box(5, [para("另框")])]
    found = read_doc(document(para("锚点\x08后"), para("\x08"), para("末"), boxes=boxes))
    assert texts(found) == ["锚点后", "框一", "框二", "另框", "末"]


def test_a_box_in_a_cell_is_the_cells() -> None:
    found = read_doc(
        document(*row("甲", cell("乙\x08")), *row("丙", "丁"), boxes=[Box(3, [para("框")])])
    )
    assert texts(found) == ["甲|乙\n框/丙|丁"]


def test_a_box_that_is_not_printed_is_left_out() -> None:
    found = read_doc(document(para("甲", Run("\x08", HIDDEN)), boxes=[Box(1, [para("框")])]))
    assert texts(found) == ["甲"]


def test_a_box_that_nothing_refers_to_is_read_at_the_end() -> None:
    boxes = [Box(1, [para("框")], member_of=7777)]
    assert texts(read_doc(document(para("甲\x08"), para("乙"), boxes=boxes))) == ["甲", "乙", "框"]


def test_a_box_may_hold_a_table() -> None:
    held = [*row("甲", "1"), *row("乙", "2")]
    found = read_doc(document(para("起\x08"), para("止"), boxes=[Box(1, held)]))
    assert texts(found) == ["起", "甲|1/乙|2", "止"]


# Drawings and pictures


def record(kind: int, content: bytes, instance: int = 0, version: int = 0) -> bytes:
    return struct.pack("<HHI", version | instance << 4, kind, len(content)) + content


def drawn_shape(number: int, *, alt: str | None = None, picture: bool = False) -> bytes:
    options: list[tuple[int, bytes | int]] = [(0x0104, 1)] if picture else []
    if alt is not None:
        options += [(0x0380, "名".encode("utf-16-le")), (0x0381, (alt + "\0").encode("utf-16-le"))]
    table = b"".join(
        struct.pack("<HI", code, value)
        if isinstance(value, int)
        else struct.pack("<HI", code | 0x8000, len(value))
        for code, value in options
    ) + b"".join(value for _, value in options if isinstance(value, bytes))
    shape_id = record(0xF00A, struct.pack("<II", number, 0))
    return record(0xF004, shape_id + record(0xF00B, table, len(options), 3), version=15)


def group(*shapes: bytes) -> bytes:
    return record(0xF003, b"".join(shapes), version=15)


def drawings(*shapes: bytes) -> bytes:
    whole = group(drawn_shape(1024), *shapes)
    return record(0xF000, b"") + b"\0" + record(0xF002, whole, version=15)


def test_a_drawn_picture_with_its_words() -> None:
    made = document(
        para("甲\x08"), boxes=[Box(1, [para("")])],
        drawings=drawings(drawn_shape(1025, alt="流程图", picture=True)),
    )  # fmt: skip
    assert [(image.alt, image.source) for image in read_doc(made).images] == [("流程图", "Drawing")]


def test_boxes_and_pictures_of_a_group_stand_where_the_group_does() -> None:
    grouped = group(
        drawn_shape(4000), drawn_shape(1025), group(drawn_shape(4001), drawn_shape(1026)),
        drawn_shape(4002, alt="章", picture=True),
    )  # fmt: skip
    boxes = [Box(1, [para("框一")], member_of=4000), Box(4, [para("框二")], member_of=9)]
    made = document(para("甲\x08"), para("乙"), boxes=boxes, drawings=drawings(grouped))
    assert texts(read_doc(made)) == ["甲", "[章]", "框一", "框二", "乙"]


def test_damaged_drawings_leave_the_text() -> None:
    damaged = drawings(drawn_shape(1025, alt="图", picture=True))[:-20]
    made = document(para("甲\x08"), boxes=[Box(1, [para("框")])], drawings=damaged)
    found = read_doc(made)
    assert texts(found) == ["甲", "框"]
    assert kinds(found) == [NoteKind.DAMAGED]


def picture(alt: str | None, *, linked: bool = False) -> bytes:
    shape = drawn_shape(1, alt=alt, picture=True)
    name = b"\x05a.png" if linked else b""
    size = 68 + len(name) + len(shape)
    return struct.pack("<IHH60x", size, 68, 0x66 if linked else 0x64) + name + shape


AT_START: Final = sprm(0x6A03, bytes(4))


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("alt", ["公章", "", None])
def test_a_picture_in_the_text_with_its_words(alt: str | None, linked: bool) -> None:
    made = document(para("甲", Run("\x01", AT_START)), data=picture(alt, linked=linked))
    (image,) = read_doc(made).images
    assert (image.alt, image.source) == (alt, "Data")


def test_a_picture_without_its_data_is_told() -> None:
    found = read_doc(document(para("甲", Run("\x01", AT_START))))
    assert texts(found) == ["甲", "[None]"]
    assert kinds(found) == [NoteKind.DAMAGED]


def test_data_of_a_form_is_no_picture() -> None:
    made = document(para("甲", Run("\x01", AT_START + sprm(0x0806, b"\1"))), data=picture("图"))
    assert texts(read_doc(made)) == ["甲"]


def form_list(entries: list[str], result: int, default: int = 0, kind: int = 2) -> bytes:
    """The data of a form's field; the kind 2 is a list."""

    def counted(text: str) -> bytes:
        return struct.pack("<H", len(text)) + text.encode("utf-16-le")

    bits = kind | result << 2 | 0x8000
    body = struct.pack("<IHHH", 0xFFFF_FFFF, bits, 0, 0) + counted("名") + b"\0\0"
    body += struct.pack("<H", default) + (counted("助") + b"\0\0") * 5
    body += struct.pack("<HHH", 0xFFFF, len(entries), 0) + b"".join(map(counted, entries))
    return struct.pack("<IH62x", 68 + len(body), 68) + body


@pytest.mark.parametrize(
    ("result", "default", "printed"), [(1, 0, "否"), (25, 1, "否"), (9, 0, "")]
)
@pytest.mark.parametrize("mark", ["", "\x14"])
def test_what_is_chosen_in_a_list(result: int, default: int, printed: str, mark: str) -> None:
    held = Run("\x01", AT_START + sprm(0x0806, b"\1"))
    made = document(
        para("是否收费：\x13 FORMDROPDOWN ", held, f"{mark}\x15。"),
        data=form_list(["是", "否"], result, default),
    )
    assert texts(read_doc(made)) == [f"是否收费：{printed}。"]


def test_a_form_field_of_another_kind_or_damaged_prints_its_result() -> None:
    held = Run("\x01", AT_START + sprm(0x0806, b"\1"))
    text = para("甲\x13 FORMDROPDOWN ", held, "\x14\x15乙")
    assert texts(read_doc(document(text, data=form_list(["是"], 0, kind=1)))) == ["甲乙"]
    found = read_doc(document(text, data=form_list([], 0)[:90]))
    assert (texts(found), kinds(found)) == (["甲乙"], [])
    found = read_doc(document(text))
    assert (texts(found), kinds(found)) == (["甲乙"], [NoteKind.DAMAGED])


def test_objects_of_other_programs_are_named() -> None:
    shown = Run("\x01", AT_START + sprm(0x080A, b"\1"))
    made = document(para("表：\x13 EMBED Excel.Sheet.8 \x14", shown, "\x15"), data=picture(None))
    assert [(item.kind, item.source) for item in read_doc(made).embedded] == [
        ("Excel.Sheet.8", "ObjectPool")
    ]


# Symbols

FONTS: Final = ["宋体", "Wingdings"]


def test_symbols_are_what_they_show() -> None:
    tick = sprm(0x6A09, struct.pack("<HH", 1, 0xF0FE))
    assert texts(read_doc(document(para(Run("(", tick), "是"), fonts=FONTS))) == ["☑是"]
    assert texts(read_doc(document(para(Run("(", tick), "是")))) == ["\uf0fe是"]


def test_characters_of_symbol_fonts_are_what_they_show() -> None:
    font = sprm(0x4A4F, struct.pack("<H", 1))
    found = read_doc(document(para("甲", Run("\uf0fe", font), "\uf0feb"), fonts=FONTS))
    assert texts(found) == ["甲☑\uf0feb"]


# Properties


def properties(values: Mapping[int, bytes], page: int | None = 936) -> bytes:
    """A property set; values are given with their type."""
    entries = ({1: struct.pack("<Ih2x", 2, page)} if page is not None else {}) | dict(values)
    places, content = [], b""
    for number, value in entries.items():
        places.append(struct.pack("<II", number, 8 + 8 * len(entries) + len(content)))
        content += value + b"\0" * (-len(value) % 4)
    section = struct.pack("<II", 8 + 8 * len(places) + len(content), len(places))
    head = struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, bytes(16), 1, bytes(16), 48)
    return head + section + b"".join(places) + content


def narrow(text: bytes) -> bytes:
    return struct.pack("<II", 30, len(text) + 1) + text + b"\0"


def wide(text: str) -> bytes:
    return struct.pack("<II", 31, len(text) + 1) + text.encode("utf-16-le") + b"\0\0"


def moment(ticks: int) -> bytes:
    return struct.pack("<IQ", 64, ticks)


def meta(summary: bytes, more: bytes | None = None) -> dict[str, str]:
    streams = {SUMMARY: summary} | ({} if more is None else {MORE: more})
    return dict(read_doc(document(para("甲"), streams=streams)).meta)


def test_who_wrote_it_and_with_what() -> None:
    author = "云岫县水务局".encode("gb18030")
    summary = properties({
        2: narrow("年度报告".encode("gb18030")), 4: narrow(author), 7: narrow(b"Normal.dot"),
        8: wide("青柳"), 12: moment(133_485_408_000_000_000), 18: narrow(b"WPS Office"), 14: b"\3",
    })  # fmt: skip
    assert meta(summary, properties({15: narrow(author)})) == {
        "title": "年度报告", "creator": "云岫县水务局", "template": "Normal.dot",
        "lastmodifiedby": "青柳", "created": "2024-01-01T00:00:00Z", "application": "WPS Office",
        "company": "云岫县水务局",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("清溪".encode(), -535),
        ("清溪".encode("gb18030"), 936),
        ("清溪".encode("gb18030"), None),
        ("清溪".encode("gb18030"), 29999),
        ("清溪".encode("big5"), 950),
        ("清溪".encode("utf-16-le") + b"\0", 1200),
        ("清溪".encode(), 936),  # WPS says one page and writes another
    ],
)
def test_names_in_their_code_page(text: bytes, page: int | None) -> None:
    assert meta(properties({4: narrow(text)}, page))["creator"] == "清溪"


def test_what_says_nothing_is_left_out() -> None:
    empty = {4: narrow(b" \0"), 12: moment(0), 13: moment(2**63), 8: struct.pack("<I", 0)}
    assert meta(properties(empty)) == {}


@pytest.mark.parametrize(
    "summary",
    [
        b"\xff" * 60,
        properties({4: struct.pack("<II", 30, 2**31) + b"a"}),
        properties({4: struct.pack("<II", 31, 2**31)}),
        properties({4: struct.pack("<II", 0x101E, 2**31)})[:-4] + b"\xff" * 9000,
    ],
)
def test_damaged_properties_leave_the_text(summary: bytes) -> None:
    found = read_doc(document(para("甲"), streams={SUMMARY: summary}))
    assert texts(found) == ["甲"]
    assert "creator" not in found.meta


def test_the_properties_of_a_table_cell_are_not_lost_in_a_picture() -> None:
    shown = cell("图", Run("\x01", AT_START), props=IN_TABLE)
    found = read_doc(document(*row("甲", shown), *row("乙", "丙"), data=picture("章")))
    assert texts(found) == ["甲|图/乙|丙", "[章]"]
