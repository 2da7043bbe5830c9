"""Bytes to text: every encoding that portals use, declared rightly, wrongly or not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.document.encoding import REPLACEMENT, decode
from gklint.document.html.read import read_html
from gklint.document.model import NoteKind

SIMPLIFIED = (
    "2023年，全市各级行政机关认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息12件；"
    "受理依申请公开3件，均按期答复。电话：0571—85250000·传真。"
)
TRADITIONAL = "本年度政府資訊公開工作報告：受理申請十二件，均已依法答覆。聯絡電話（02）2345-6789。"
PAGE = "<html><head><meta charset={}></head><body><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"", "utf-32-le"),
        ("utf-32-be", b"", "utf-32-be"),
        ("gb18030", b"", "gb18030"),
        ("gb18030", b"\x84\x31\x95\x33", "gb18030"),
        ("gbk", b"", "gb18030"),
    ],
)
@pytest.mark.parametrize("form", ["text", "page", "declared"])
def test_simplified_text_in_every_encoding(codec: str, mark: bytes, name: str, form: str) -> None:
    text = {
        "text": SIMPLIFIED,
        "page": PAGE.replace(" charset={}", "").format(SIMPLIFIED),
        "declared": PAGE.format("gb2312", SIMPLIFIED),
    }[form]
    decoded = decode(mark + text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, name, 0)


@pytest.mark.parametrize("form", ["{}", "<p>{}</p>", "<meta charset=big5><p>{}</p>"])
@pytest.mark.parametrize("codec", ["big5", "big5hkscs"])
def test_traditional_text_in_big5(codec: str, form: str) -> None:
    text = form.format(TRADITIONAL)
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, "big5-hkscs")


def test_traditional_text_in_gbk() -> None:
    assert decode(TRADITIONAL.encode("gbk")).text == TRADITIONAL
    assert decode(TRADITIONAL.encode("gbk"), "gb2312").encoding == "gb18030"


@pytest.mark.parametrize(
    "declared", ["gb2312", "GBK", "utf-8", "big5", "iso-8859-1", "x-wrong", ""]
)
def test_a_wrong_declaration_changes_nothing(declared: str) -> None:
    for codec in ("utf-8", "gb18030"):
        assert decode(SIMPLIFIED.encode(codec), declared).text == SIMPLIFIED


def test_declared_gb2312_is_gb18030() -> None:
    # In Python's gb2312, A1AA is U+2015 and A1A4 U+30FB; 镕 and 䶮 are not in it at all.
    text = PAGE.format("gb2312", "0571—85250000·朱镕基𠮷䶮")
    assert decode(text.encode("gb18030")).text == text


def test_chinese_utf16_without_mark_or_ascii() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        text = "政府信息公开工作年度报告，总体情况。主动公开政府信息情况"
        assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("broken", [b"\xff", b"\x80", b"\x00"])
def test_one_broken_byte_costs_one_character_or_two(codec: str, broken: bytes) -> None:
    """Every byte of the text broken in turn: all but the characters at hand is kept."""
    good = (SIMPLIFIED * 2).encode(codec)
    for at in range(len(good)):
        data = good[:at] + broken + good[at + 1 :]
        decoded = decode(data)
        assert decoded.encoding == codec
        lost = _lost(SIMPLIFIED * 2, decoded.text)
        assert lost <= 3, (at, decoded.text)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_text_cut_within_a_character(codec: str) -> None:
    decoded = decode(SIMPLIFIED.encode(codec)[: -3 if codec == "utf-8" else -2][:-1])
    assert decoded.encoding == codec
    assert decoded.text.startswith(SIMPLIFIED[:-3])
    assert decoded.replaced == 1


def _lost(text: str, read: str) -> int:
    """How many characters of `text` are not in `read` in their order, counted from both ends."""
    head = 0
    while head < min(len(text), len(read)) and text[head] == read[head]:
        head += 1
    tail = 0
    while tail < min(len(text), len(read)) - head and text[-1 - tail] == read[-1 - tail]:
        tail += 1
    return len(text) - head - tail


def test_replaced_characters_are_said() -> None:
    document = read_html("<p>总体情况</p>".encode("gb18030").replace(b"\xcc\xe5", b"\xcc\xff"))
    (note,) = document.notes
    assert note.kind is NoteKind.REPLACED
    assert REPLACEMENT in document.paragraphs[0].text
    assert document.paragraphs[0].text.endswith("情况")


CHINESE = st.text(
    st.sampled_from(
        sorted(set(SIMPLIFIED + "一二三四五六七八九十、（）“”〔〕〇①％0123456789. \n"))
    ),
    min_size=1,
    max_size=120,
)


@given(CHINESE, st.sampled_from(["utf-8", "gb18030", "utf-8-sig", "utf-16"]))
@settings(max_examples=300)
def test_everyday_text_comes_back(text: str, codec: str) -> None:
    # A few signs alone may be as good in another encoding; a page has words around them.
    page = f"<html><body><h1>年度报告</h1><p>{text}</p></body></html>"
    assert decode(page.encode(codec)).text == page


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes_give_some_text(data: bytes) -> None:
    decoded = decode(data)
    assert isinstance(decoded.text, str)
    assert decoded.replaced == decoded.text.count(REPLACEMENT)
    decoded.text.encode("utf-8")
