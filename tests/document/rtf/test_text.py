"""Text of rich text files, as it is printed."""

from __future__ import annotations

import pytest

from gklint.document.model import NoteKind, Paragraph
from gklint.document.rtf.read import read_rtf
from tests.document.conftest import texts
from tests.document.rtf.make import HEAD, read, rtf, said

_COMMENT = r"{\*\atnauthor Y}\chatn{\*\annotation{\*\atnref 1}\pard 请核对\par}"
BARE = r"\ansi "


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\pard 总体情况\par", "总体情况"),
        (r"\pard\f1 总体\f0  12 \f1 件\par", "总体 12 件"),
        (r"总\line 体\par", ["总", "体"]),
        (r"总\page 体\par", ["总", "体"]),
        (r"总\tab 体\par", "总\t体"),
        (r"1\~2\_3\-4\par", "1\u00a02-34"),
        (r"\lquote a\rquote\ldblquote b\rdblquote\emdash\endash\bullet\par", "‘a’“b”—–•"),
        (r"\{\\\}\par", "{\\}"),
        ("{\\b 1}{\\i 2}\\b 3\n4\\b0\r\n 5\\par", "1234 5"),
        (r"最后一段没有结束", "最后一段没有结束"),
        (r"a\par\par\par b", ["a", "b"]),
        ("a\\\nb", ["a", "b"]),
        (r"正文{\super 1}\par", "正文¹"),
        (r"CO{\sub 2}\par", "CO2"),
        (r"a\sect b\par", ["a", "b"]),
        (r"a{\unknowndestination b}c\par", "abc"),
        (r"a{\*\unknowndestination b{c}\'7d\}}d\par", "ad"),
        (r"a{\*\bkmkstart _GoBack}b{\*\bkmkend _GoBack}c{\xe{\v d}}e\par", "abce"),
        (r"{\header 页眉\par}{\footerr 第 {\chpgn} 页\par}正文\par", "正文"),
        (r"a{\pict\pngblip 89504e47}b\par", ["ab", "[None]"]),
    ],
)
def test_as_it_is_printed(body: str, text: str | list[str]) -> None:
    assert said(body) == ([text] if isinstance(text, str) else text)


@pytest.mark.parametrize(
    ("body", "head", "text"),
    [
        # Unicode, and the bytes beside it for readers that know none
        (r"\u20113\'d4\'c6\u23723\'e1\'b6\par", HEAD, "云岫"),
        (r"\uc1\u20113?\u23723 ?x\par", HEAD, "云岫x"),
        (r"\uc0\u20113\u23723 x\par", HEAD, "云岫x"),
        (r"{\uc0\u20113}\u23723\'e1\'b6y\par", HEAD, "云岫y"),
        (r"\uc1\u-10179?\u-8704?\par", HEAD, "😀"),
        (r"\uc0 \u55357\uc1 \u56832\'3f\par", HEAD, "😀"),
        (r"\uc1\u8212\emdash 1\par", HEAD, "—1"),
        (r"\uc1\u8212\{1\par", HEAD, "—1"),
        (r"\uc2\u20113\'d4\par", HEAD, "云"),
        (r"{\uc1\u20113}a\par", HEAD, "云a"),
        # Code pages of the document and of fonts
        (r"\f1\'a1\'aa\par", HEAD, "—"),
        (r"\f0 1\'a1\'a42\par", HEAD, "1·2"),
        (r"\f0 1\'b72\par", HEAD, "1·2"),
        (r"\f3\'c1\'60\'ad\'70\par", HEAD, "總計"),
        (r"\'d4\'c6\'e1\'b6\par", BARE, "云岫"),
        (r"caf\'e9\par", BARE, "café"),
        (r"caf\'e9\par", r"\ansi\ansicpg1252 ", "café"),
        (r"\'d4\'c6\'e1\'b6\par", r"\ansi\ansicpg1252 ", "云岫"),
        (r"\'e4\'ba\'91\par", r"\ansi\ansicpg65001 ", "云"),
        (r"\'d4\'c6\par", r"\ansi\ansicpg99999 ", "云"),
        (r"\'81\'5c\'81\'7d\par", HEAD, "乗亇"),  # whose second bytes are \ and }
        (r"\'81@\par", HEAD, "丂"),
        # Fonts of symbols
        (r"{\f2\'fe}{\f2\'a8}\par", HEAD, "☑◻"),
        (r"{\f2\uc1\u-3842?}\par", HEAD, "☑"),
    ],
)
def test_bytes_and_characters(body: str, head: str, text: str) -> None:
    assert said(body, head) == [text]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xd4\xc6\xe1\xb6", "云岫"),
        (b"\xe1\r\n\xb6", "岫"),
        (b"\xb7\\b 1", "·1"),
    ],
)
def test_bytes_as_they_are(raw: bytes, text: str) -> None:
    """Some programs write bytes above ASCII as such; none of them swallows a control word."""
    data = rtf(r"\f0 <>\par").replace(b"<>", raw)
    assert texts(read_rtf(data)) == [text]


def test_what_cannot_be_decoded_is_counted() -> None:
    document = read(r"\f1 总\'ff\'ff情\par")
    assert document.notes[0].kind is NoteKind.REPLACED
    assert "\ufffd" in document.paragraphs[0].text


@pytest.mark.parametrize(
    ("body", "text", "kind", "count"),
    [
        (r"a{\v 隐藏}b\par", "ab", NoteKind.HIDDEN, "1"),
        (r"a{\v 1\v0 2}b\par", "a2b", NoteKind.HIDDEN, "1"),
        (r"a{\strike 12}13\par", "a13", NoteKind.HIDDEN, "1"),
        (r"a{\striked1 12}13\par", "a13", NoteKind.HIDDEN, "1"),
        (r"a{\deleted 12}{\revised 13}\par", "a13", NoteKind.TRACKED, "2"),
        (r"a{\deleted\par}b\par", "ab", NoteKind.TRACKED, "1"),
        (r"a{\v\par}b{\v x}\par", "ab", NoteKind.HIDDEN, "1"),
        (rf"a{_COMMENT}c\par", "ac", NoteKind.COMMENTS, "1"),
    ],
)
def test_what_is_not_printed_is_told(body: str, text: str, kind: NoteKind, count: str) -> None:
    document = read(body)
    assert [p.text for p in document.paragraphs] == [text]
    assert [(note.kind, note.detail) for note in document.notes] == [(kind, count)]


def test_plain_and_paragraph_properties_are_taken_back() -> None:
    assert said(r"\v a\plain b\par\pard\s1\intbl\pard c\par") == ["b", "c"]


@pytest.mark.parametrize(
    ("body", "level"),
    [
        (r"\pard\s1 一、总体情况\par", 1),
        (r"\pard\s2 一、总体情况\par", 2),
        (r"\pard\outlinelevel1 一、总体情况\par", 2),
        (r"\pard\s1\outlinelevel9 一、总体情况\par", None),
        (r"\pard\s1\pard 一、总体情况\par", None),
        (r"\pard\s7 一、总体情况\par", None),
    ],
)
def test_headings(body: str, level: int | None) -> None:
    assert read(body).paragraphs[0].level == level


@pytest.mark.parametrize(
    ("listed", "text", "generated"),
    [
        (r"{\listtext\pard\plain 一、\tab}", "一、总体情况", 2),
        (r"{\pntext\pard\plain\f1 （一）\tab}", "（一）总体情况", 3),
        (r"{\listtext\pard\plain 1\tab}", "1 总体情况", 2),
        (r"{\listtext\pard\plain 1}", "1总体情况", 1),
        (r"{\listtext\pard\plain\f2\'b7\tab}", "总体情况", 0),
        (r"{\*\pn\pnlvlbody\pndec{\pntxta .}}", "总体情况", 0),
    ],
)
def test_automatic_numbers(listed: str, text: str, generated: int) -> None:
    (found,) = read(rf"\pard{listed}\ls1 总体情况\par").blocks
    assert isinstance(found, Paragraph)
    assert (found.text, found.generated) == (text, generated)


def test_what_the_file_says_of_itself() -> None:
    document = read(
        r"{\info{\title 年度报告}{\author 张三}{\operator 李四}{\creatim\yr2023\mo1}"
        r"{\*\company 云岫县水务局}{\doccomm 草稿}{\keywords }}"
        r"{\*\generator Riched20 10.0;}正文\par"
    )
    assert document.meta == {
        "title": "年度报告",
        "creator": "张三",
        "lastmodifiedby": "李四",
        "company": "云岫县水务局",
        "application": "Riched20 10.0",
    }
    assert [p.text for p in document.paragraphs] == ["正文"]
