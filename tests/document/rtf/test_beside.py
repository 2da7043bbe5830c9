"""What stands beside the text of rich text files: links, pictures, objects, boxes, notes."""

from __future__ import annotations

import pytest

from gklint.document.model import Embedded, Image
from tests.document.rtf.make import gbk, read, said

LINK = r'{\field{\*\fldinst HYPERLINK "%s"}{\fldrslt %s}}'


def test_links() -> None:
    document = read("见" + LINK % ("http://www.example.gov.cn/a", "年度报告") + r"全文\par")
    (link,) = document.links
    assert (link.text, link.target) == ("年度报告", "http://www.example.gov.cn/a")
    assert (document.paragraphs[0].text, document.paragraphs[0].linked) == ("见年度报告全文", False)
    document = read(LINK % ("a.docx", "附件") + r"\par")
    assert document.paragraphs[0].linked


def test_a_field_shows_its_result() -> None:
    assert said(r"第{\field{\*\fldinst PAGE }{\fldrslt 3}}页\par") == ["第3页"]
    assert read(r"{\field{\*\fldinst PAGE }{\fldrslt 3}}\par").links == ()
    assert said(r"a{\field{\*\fldinst XE \\b }}b\par") == ["ab"]


@pytest.mark.parametrize(
    ("told", "result", "text"),
    [
        (r"\ffres1", "", "是：否"),
        (r"\ffres25\ffdefres0", "", "是：是"),
        (r"\ffdefres1", "", "是：否"),
        (r"\ffres1", "另写", "是：另写"),
        (r"\ffres7", "", "是："),
    ],
)
def test_what_is_chosen_in_a_list_of_a_form(told: str, result: str, text: str) -> None:
    listed = rf"{{\*\formfield{{\fftype2{told}{{\*\ffname X}}{{\*\ffl 是}}{{\*\ffl 否}}}}}}"
    field = rf"{{\field{{\*\fldinst {{ FORMDROPDOWN }}{{{listed}}}}}{{\fldrslt {result}}}}}"
    assert said(rf"\pard 是：{field}\par") == [text]


def test_a_link_in_a_link_belongs_to_both() -> None:
    document = read(LINK % ("a", "x" + LINK % ("b", "y")) + r"\par")
    assert {(link.text, link.target) for link in document.links} == {("xy", "a"), ("y", "b")}


@pytest.mark.parametrize(
    ("body", "alt"),
    [
        (r"{\pict\pngblip\picw10 8950}", None),
        (r"{\*\shppict{\pict\pngblip 8950}}{\nonshppict{\pict\wmetafile8 0100}}", None),
        (
            r"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv " + gbk("流程图") + r"}}}\pngblip 89}",
            "流程图",
        ),
        (r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict 89}}}}{\shprslt{\pict 01}}}", None),
        (r"{\pict\bin4 {}}}\pngblip}", None),
    ],
)
def test_pictures(body: str, alt: str | None) -> None:
    document = read(rf"\pard 前{body}后\par")
    assert [paragraph.text for paragraph in document.paragraphs] == ["前后"]
    (picture,) = document.images
    assert isinstance(picture, Image)
    assert picture.alt == alt


def test_objects_are_told_once() -> None:
    body = (
        r"{\object\objemb{\*\objclass Excel.Sheet.12}{\*\objdata 0105}"
        r"{\result{\pict\wmetafile8 0100}}}\par"
    )
    (found,) = read(body).blocks
    assert isinstance(found, Embedded)
    assert found.kind == "Excel.Sheet.12"


def test_a_text_box_follows_its_paragraph() -> None:
    box = (
        r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard 框内\par 二\par}}"
        r"{\shprslt{\*\do\dptxbx{\dptxbxtext\pard 框内\par}}}}"
    )
    assert said(rf"\pard 前{box}后\par 末\par") == ["前后", "框内", "二", "末"]
    old = r"{\*\do\dobxpage\dptxbx{\dptxbxtext\pard 框内\par}}"
    assert said(rf"\pard 前{old}后\par") == ["前后", "框内"]


def test_a_box_in_a_cell_is_of_the_cell() -> None:
    box = r"{\shp{\*\shpinst{\shptxt 12\par}}}"
    body = rf"\trowd\cellx1000\cellx2000\pard\intbl a\cell {box}\cell\row" * 2
    assert said(body) == ["a|12/a|12"]


def test_notes_follow_the_body() -> None:
    body = r"\pard 公开{\super\chftn}{\footnote\pard\plain{\super\chftn} 含部门}了。\par 后\par"
    assert said(body) == ["公开了。", "后", " 含部门"]
    assert said(body.replace(r"\footnote", r"\footnote\ftnalt")) == ["公开了。", "后", " 含部门"]


def test_a_note_with_a_table_leaves_the_body_alone() -> None:
    note = r"{\footnote\trowd\cellx900\cellx1800\pard\intbl 1\cell 2\cell\row\pard x\par}"
    assert said(rf"\pard a{note}b\par c\par") == ["ab", "c", "1|2", "x"]
