"""The text of Word 97 files: pieces, encodings, deletions, hidden text, fields, levels."""

from __future__ import annotations

import struct

import pytest

from gklint.document.doc.read import read_doc
from gklint.document.model import Note, NoteKind
from tests.builders.doc import (
    DELETED,
    HIDDEN,
    INSERTED,
    RAISED,
    STRUCK,
    Para,
    Run,
    document,
    outline,
    para,
    sprm,
    style,
)
from tests.builders.doc_file import Piece
from tests.document.conftest import texts


def read(*paras: Para, **more: object) -> list[str]:
    return texts(read_doc(document(*paras, **more)))  # type: ignore[arg-type]


def shown(*runs: str | Run) -> str:
    """What is printed of one paragraph."""
    (text,) = read(para("起"), para(*runs, "止"))[1:]
    assert text.endswith("止")
    return text[:-1]


def test_paragraphs_in_order() -> None:
    assert read(para("总体情况"), para(""), para("全年公开 12 条")) == [
        "总体情况",
        "全年公开 12 条",
    ]


def test_a_place_counts_blocks_and_characters() -> None:
    paragraph = read_doc(document(para("甲"), para("乙丙丁"))).paragraphs[1]
    anchor = paragraph.place(1, 3).anchor
    assert (anchor.part, anchor.block, anchor.offset, anchor.length) == ("WordDocument", 1, 1, 2)


# Pieces


def test_pieces_of_one_byte_are_windows_1252() -> None:
    assert read(para("2024 – “12” €"), pieces=[Piece(14, wide=1)]) == ["2024 – “12” €"]


def test_pieces_saved_fast_lie_in_any_order() -> None:
    # 一二三四五\r六七八\r in three pieces, the last written first, one of them of one byte.
    body = (para("一二三四五"), para("678九"))
    pieces = [Piece(3), Piece(6), Piece(9, wide=1), Piece(11)]
    assert read(*body, pieces=pieces, order=[3, 1, 0, 2]) == ["一二三四五", "678九"]


def test_properties_follow_their_piece() -> None:
    body = (para("甲", Run("删去", DELETED), "乙"), para("丙", style=0, props=outline(0)))
    pieces = [Piece(2), Piece(4), Piece(5), Piece(7)]
    document_ = read_doc(document(*body, pieces=pieces, order=[2, 3, 0, 1]))
    assert texts(document_) == ["甲乙", "丙"]
    assert [p.level for p in document_.paragraphs] == [None, 1]


@pytest.mark.parametrize(
    ("change", "shared"),
    [(0x5C << 1 | 1 << 8, []), (1, [HIDDEN]), (3, [b"", HIDDEN])],
    ids=["in 16 bits", "by number", "by a later number"],
)
def test_a_piece_has_changes_of_its_own(change: int, shared: list[bytes]) -> None:
    pieces = [Piece(1), Piece(3, change=change), Piece(5)]
    assert read(para("甲藏着乙"), pieces=pieces, shared=shared) == ["甲乙"]


def test_a_change_that_is_not_there_changes_nothing() -> None:
    assert read(para("甲乙"), pieces=[Piece(3, change=9)]) == ["甲乙"]


def test_characters_beyond_sixteen_bits_count_twice() -> None:
    assert read(para("𬭎𠮷", Run("藏", HIDDEN), "后"), para("次")) == ["𬭎𠮷后", "次"]
    assert read(para("甲"), para("半\ud842字")) == ["甲", "半\ufffd字"]


def test_text_that_no_page_of_properties_tells_of_is_plain() -> None:
    body = (para("甲", props=outline(0)), para("乙"))
    found = read_doc(document(*body, pairs={12: (0, 0), 13: (0, 0)}))
    assert [(p.text, p.level) for p in found.paragraphs] == [("甲", None), ("乙", None)]


# Deleted, inserted, hidden


@pytest.mark.parametrize("operand", [1, 0x81])
def test_deleted_text_is_out_however_it_is_said(operand: int) -> None:
    found = read_doc(document(para("13", Run("44", sprm(0x0800, bytes([operand]))), "4件")))
    assert texts(found) == ["134件"]
    assert found.notes == (Note(NoteKind.TRACKED, "1"),)


@pytest.mark.parametrize("operand", [0, 0x80])
def test_what_is_not_deleted_stays(operand: int) -> None:
    found = read_doc(document(para("13", Run("44", sprm(0x0800, bytes([operand]))), "4件")))
    assert (texts(found), found.notes) == (["13444件"], ())


def test_inserted_text_is_read_and_told() -> None:
    found = read_doc(document(para("共", Run("8", INSERTED), Run("9", INSERTED + RAISED), "件")))
    assert texts(found) == ["共8⁹件"]
    assert found.notes == (Note(NoteKind.TRACKED, "1"),)


def test_text_inserted_and_deleted_again_is_out() -> None:
    assert shown("甲", Run("乙", INSERTED + DELETED)) == "甲"


def test_a_deleted_end_joins_two_paragraphs() -> None:
    assert read(para("合", mark=DELETED), para("并"), para("后")) == ["合并", "后"]
    assert read(para("末", mark=DELETED)) == ["末"]


def test_hidden_and_struck_text_is_out_and_told() -> None:
    found = read_doc(document(para("甲", Run("藏", HIDDEN), "乙", Run("划", STRUCK))))
    assert texts(found) == ["甲乙"]
    assert found.notes == (Note(NoteKind.HIDDEN, "2"),)


def test_hidden_blanks_are_not_told() -> None:
    assert read_doc(document(para("甲", Run(" ", HIDDEN), "乙"))).notes == ()


STYLES = [
    style("Normal"),
    style("藏", chpx=HIDDEN, base=0),
    style("字", kind=2, chpx=HIDDEN),
    style("反", kind=2, chpx=sprm(0x083C, b"\x81")),
    style("藏中", base=1),
]


@pytest.mark.parametrize(
    ("number", "props", "printed"),
    [
        (0, sprm(0x083C, b"\x80"), True),
        (0, sprm(0x083C, b"\x81"), False),
        (1, b"", False),
        (1, sprm(0x083C, b"\x00"), True),
        (1, sprm(0x083C, b"\x80"), False),
        (1, sprm(0x083C, b"\x81"), True),
        (4, b"", False),  # by its base
        (0, sprm(0x4A30, b"\x02\x00"), False),  # by a style of characters
        (0, sprm(0x4A30, b"\x03\x00"), False),  # the opposite of what that one is based on
        (0, sprm(0x4A30, b"\x63\x00"), True),  # a style that is not there
        (0, HIDDEN + sprm(0x2A33, b"\x00"), True),  # made plain again
    ],
)
def test_switches_go_by_the_style(number: int, props: bytes, printed: bool) -> None:
    found = read(para("头"), para(Run("文", props), style=number), para("尾"), styles=STYLES)
    assert "".join(found) == ("头文尾" if printed else "头尾")


def test_bases_in_a_circle_are_cut() -> None:
    circle = [style("甲", base=1), style("乙", base=0, papx=outline(1))]
    found = read_doc(document(para("文", style=0), para("题", style=1), styles=circle))
    assert [p.level for p in found.paragraphs] == [2, 2]


# Levels


def test_levels_of_headings() -> None:
    styles = [
        style("Normal", built_in=0),
        style("heading 1", built_in=1, base=0),
        style("标题二", base=0, papx=outline(1)),
        style("正文标题", base=1, papx=outline(9)),
    ]
    body = [para("甲", style=number) for number in range(4)]
    found = read_doc(document(*body, para("乙", props=outline(2)), styles=styles))
    assert [p.level for p in found.paragraphs] == [None, 1, 2, None, 3]


def test_properties_too_long_for_a_page_lie_in_the_data_stream() -> None:
    held = outline(0)
    data = b"\0\0\0\0" + struct.pack("<H", len(held)) + held
    for code in (0x6645, 0x6646, 0x646B):
        body = para("题", props=sprm(code, b"\4\0\0\0"))
        assert read_doc(document(body, data=data)).paragraphs[0].level == 1


def test_many_tab_stops_have_a_length_of_their_own() -> None:
    tabs = bytes([70]) + bytes(4 * 70) + bytes([1]) + bytes(3)
    held = b"\x15\xc6\xff" + tabs + outline(0)
    data = struct.pack("<H", len(held)) + held
    body = para("题", props=sprm(0x6646, bytes(4)))
    assert read_doc(document(body, data=data)).paragraphs[0].level == 1


# Characters that are not text


def test_breaks_hyphens_and_blanks() -> None:
    assert read(para("甲\x0b乙\x0e丙")) == ["甲", "乙", "丙"]
    assert shown("0871\x1e123\x1f4\xa05\t6") == "0871-1234\xa05\t6"
    assert shown("甲\x00\x03\x05\x10乙") == "甲乙"


def test_a_page_ends_a_line_and_a_section_a_paragraph() -> None:
    numbered = outline(0)
    found = read_doc(document(para("甲\x0c乙", props=numbered)))
    assert [(p.text, p.level) for p in found.paragraphs] == [("甲", 1), ("乙", 1)]
    found = read_doc(document(para("甲", end="\x0c"), para("乙", props=numbered), sections=[2, 4]))
    assert [(p.text, p.level) for p in found.paragraphs] == [("甲", None), ("乙", 1)]


def test_text_without_an_end_is_read() -> None:
    assert read(para("甲"), para("乙", end="丙")) == ["甲", "乙丙"]


def test_raised_digits_join_no_number() -> None:
    assert shown("12", Run("3", RAISED)) == "12³"


# Fields


def test_of_a_field_its_result_is_text() -> None:
    assert shown("第\x13 PAGE \x143\x15页") == "第3页"
    assert shown("前\x13 SEQ 表 \x15后") == "前后"
    assert shown("外\x13 IF \x13 X \x14乙\x15 = 1 \x14丙\x15") == "外丙"


def test_links_with_their_targets() -> None:
    away = '\x13 HYPERLINK "http://www.yunxiu.example/a" \x14公报\x15'
    within = '\x13 HYPERLINK \\l "甲" \x14上文\x15'
    found = read_doc(document(para("头"), para("见", away, "和", within)))
    assert [(link.text, link.target, link.block) for link in found.links] == [
        ("公报", "http://www.yunxiu.example/a", 1), ("上文", "#甲", 1),
    ]  # fmt: skip
    whole = read_doc(document(para('\x13 HYPERLINK "http://www.qingxi.example/" \x14网址\x15')))
    assert whole.paragraphs[0].linked


def test_a_result_goes_on_over_paragraphs() -> None:
    assert read(para("甲\x13 INCLUDE \x14一"), para("二\x15乙"), para("丙")) == [
        "甲一",
        "二乙",
        "丙",
    ]


@pytest.mark.parametrize("broken", ["甲\x13 PAGE 乙", "甲\x13 PAGE \x14乙", "甲\x15乙"])
def test_an_unfinished_field_swallows_no_other_paragraph(broken: str) -> None:
    assert read(para(broken), para("以下照读"))[-1] == "以下照读"


def test_a_field_in_deleted_text_is_gone_with_it() -> None:
    assert shown("甲", Run("\x13 PAGE \x143\x15", DELETED), "乙") == "甲乙"
    assert shown("甲", Run("\x13 PAGE ", DELETED), "\x14三\x15乙") == "甲三乙"
    entry = read_doc(document(para("甲", Run("\x13 XE 索引 \x15", HIDDEN))))
    assert entry.notes == ()  # an index entry is hidden by nature
