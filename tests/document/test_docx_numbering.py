"""Numbers that live in numbering.xml, printed as Word prints them."""

from __future__ import annotations

import pytest

from gklint.document.docx.read import read_docx
from gklint.document.flowing.numerals import numeral
from gklint.document.model import NoteKind
from tests.builders.docx import cell, level, lists, numbered, package, para, row, run, style, table
from tests.document.conftest import texts

HEADINGS = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")


def read(body: str, definitions: str = HEADINGS, overrides: str = "", **parts: str) -> list[str]:
    numbering = lists({7: definitions}, {1: (7, overrides), 2: (7, "")})
    return texts(read_docx(package(body, numbering=numbering, **parts)))  # type: ignore[arg-type]


def on(list_id: int, at: int | None, text: str, style_id: str | None = None) -> str:
    return para(text, props=numbered(list_id, at), style=style_id)


def test_numbers_of_headings_are_text_again() -> None:
    body = (
        on(1, 0, "总体情况") + on(1, 1, "主动公开") + on(1, 1, "依申请") + para("正文")
        + on(1, 0, "主动公开情况") + on(1, 1, "规章")
    )  # fmt: skip
    assert read(body) == [
        "一、总体情况", "（一）主动公开", "（二）依申请", "正文", "二、主动公开情况", "（一）规章",
    ]  # fmt: skip


def test_a_place_points_behind_the_number() -> None:
    numbering = lists({7: HEADINGS}, {1: (7, "")})
    document = read_docx(package(on(1, 0, "总体情况"), numbering=numbering))
    paragraph = document.paragraphs[0]
    assert (paragraph.text, paragraph.generated) == ("一、总体情况", 2)
    anchor = paragraph.place(2, 4).anchor
    assert (anchor.offset, anchor.length) == (0, 2)


def test_lists_of_one_definition_count_on_together() -> None:
    assert read(on(1, 0, "甲") + on(2, 0, "乙")) == ["一、甲", "二、乙"]


def test_a_list_can_start_again() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = on(2, 0, "甲") + on(2, 0, "乙") + on(1, 0, "丙") + on(1, 0, "丁")
    assert read(body, overrides=again) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_list_can_have_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条")}</w:lvlOverride>'
    assert read(on(1, 0, "甲"), overrides=own) == ["第1条 甲"]


def test_a_level_begins_where_it_says() -> None:
    assert read(on(1, 0, "甲"), level(0, "decimal", "%1.", start=3)) == ["3.甲"]


@pytest.mark.parametrize(("restart", "last"), [("", "1)"), ('<w:lvlRestart w:val="0"/>', "3)")])
def test_a_level_restarts_after_a_higher_one(restart: str, last: str) -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", restart)
    body = on(1, 0, "甲") + on(1, 1, "子") + on(1, 1, "子") + on(1, 0, "乙") + on(1, 1, "丑")
    assert read(body, levels)[-1] == f"{last}丑"


def test_a_level_restarts_only_after_the_level_it_names() -> None:
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "decimal", "%2.")
        + level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    )
    body = on(1, 0, "甲") + on(1, 1, "乙") + on(1, 2, "丙") + on(1, 1, "丁") + on(1, 2, "戊")
    assert read(body, levels)[-1] == "2)戊"
    assert read(body + on(1, 0, "己") + on(1, 2, "庚"), levels)[-1] == "1)庚"


def test_numbers_of_higher_levels_in_the_text() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2 ")
    body = on(1, 0, "甲") + on(1, 1, "乙")
    assert read(body, levels) == ["一、甲", "一.1 乙"]
    legal = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2 ", "<w:isLgl/>")
    assert read(body, legal)[1] == "1.1 乙"
    # Below a level that was not used yet, its first number is shown and not used up.
    assert read(on(1, 1, "乙") + on(1, 0, "丙"), levels) == ["一.1 乙", "一、丙"]


def test_a_gap_stands_only_where_two_words_would_run_together() -> None:
    assert read(on(1, 0, "2024年"), level(0, "decimal", "%1")) == ["1 2024年"]
    tight = level(0, "decimal", "%1", '<w:suff w:val="nothing"/>')
    assert read(on(1, 0, "号"), tight) == ["1号"]


def test_bullets_and_hidden_numbers_are_not_text() -> None:
    assert read(on(1, 0, "甲"), level(0, "bullet", "\uf0b7")) == ["甲"]
    hidden = level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    assert read(on(1, 0, "甲"), hidden) == ["甲"]


def test_list_zero_and_unknown_lists_print_nothing() -> None:
    assert read(on(0, 0, "甲") + on(99, 0, "乙") + on(1, 8, "丙")) == ["甲", "乙", "丙"]


def test_numbers_come_through_styles_and_their_bases() -> None:
    tied = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'
    )
    styles = (
        style("h1", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("h2", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("h3", based_on="h2")
        + style("h4", based_on="h1", ppr='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + style("h5", ppr=numbered(1, 1))
    )
    body = "".join(para(key, style=key) for key in ("h1", "h2", "h3", "h4", "h5"))
    assert read(body, tied, styles=styles) == ["一、h1", "（一）h2", "（二）h3", "h4", "（三）h5"]
    off = para("不编号", style="h1", props=numbered(0))
    assert read(off + para("编号", style="h1"), tied, styles=styles) == ["不编号", "一、编号"]


def test_a_level_alone_completes_the_styles_list() -> None:
    styles = style("h", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = para("甲", style="h", props='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert read(body, styles=styles) == ["（一）甲"]


def test_a_list_style_leads_to_its_list() -> None:
    numbering = lists(
        {7: HEADINGS + '<w:styleLink w:val="L"/>', 8: '<w:numStyleLink w:val="L"/>'},
        {1: (7, ""), 2: (8, "")},
    )
    styles = style("L", kind="numbering", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
    document = read_docx(package(on(2, 0, "甲"), numbering=numbering, styles=styles))
    assert texts(document) == ["一、甲"]


def test_numbers_in_cells_and_of_empty_paragraphs() -> None:
    body = table(row(cell(on(1, 0, "新收")), "1"), row(cell(on(1, 0, "")), "2"))
    assert read(body) == ["一、新收|1/二、|2"]


def test_deleted_paragraphs_are_not_counted() -> None:
    gone = para(
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
        props=numbered(1),
        mark='<w:del w:id="1"/>',
    )
    assert read(on(1, 0, "甲") + gone + on(1, 0, "乙")) == ["一、甲", "二、乙"]


def test_a_line_break_in_a_numbered_paragraph() -> None:
    body = para("总体情况", "<w:r><w:br/></w:r>", "正文", props=numbered(1))
    assert read(body) == ["一、总体情况", "正文"]


def test_damaged_numbers_are_told_and_the_text_is_read() -> None:
    document = read_docx(
        package(
            on(1, 0, "甲"),
            numbering="x",
            parts={"word/numbering.xml": "<w:numbering"},
        )
    )
    assert texts(document) == ["甲"]
    assert [note.kind for note in document.notes] == [NoteKind.DAMAGED]


def test_nonsense_in_numbers_is_passed_over() -> None:
    odd = (
        '<w:abstractNum w:abstractNumId="x"/><w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="-1"/><w:lvl w:ilvl="12"/><w:lvl w:ilvl="0"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="77"/></w:num><w:num w:numId="2"/><w:num/>'
    )
    body = "".join(
        para(f"{n}", props=numbered(n, at)) for n, at in ((1, 0), (1, -1), (1, 12), (2, 0))
    )
    assert texts(read_docx(package(body, numbering=odd))) == ["1", "1", "1", "2"]


def test_custom_number_forms() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert read(on(1, 0, "甲") + para(run("乙")), custom) == ["001.甲", "乙"]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("unheardOf", 12, "12"),
        ("decimalZero", 3, "03"),
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 99, "九十九"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCounting", 0, "零"),
        ("chineseCounting", 10_000, "10000"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("chineseLegalSimplified", 203, "贰佰零叁"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 12, "亥"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 0, "0"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("ordinal", 2, "2nd"),
        ("ordinal", 13, "13th"),
        ("numberInDash", 3, "- 3 -"),
        ("none", 3, ""),
    ],
)
def test_forms_of_numbers(form: str, number: int, printed: str) -> None:
    assert numeral(number, form) == printed
