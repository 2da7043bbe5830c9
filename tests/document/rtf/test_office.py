"""Rich text that LibreOffice writes: every cell right, and the same blocks as the Word file has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from gklint.document.model import Paragraph, Table
from gklint.document.read import read
from tests.builders.docx import (
    FIRST,
    NEXT,
    cell,
    field,
    level,
    lists,
    numbered,
    package,
    para,
    row,
    run,
    style,
    table,
)
from tests.builders.figures import FORMS, messy, score, unique
from tests.builders.office import convert, needs_office, word

if TYPE_CHECKING:
    from gklint.document.model import Block, Document

pytestmark = needs_office()
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@cache
def made(kind: str, form: str) -> tuple[bytes, bytes]:
    """A report as Word file and as LibreOffice's rich text of it."""
    source = word({"unique": unique, "messy": messy}[kind](form))
    return source, convert(source, "docx", "rtf")


def shape(block: Block) -> tuple[object, ...]:
    """What a block says, blanks at the ends of cells aside: LibreOffice keeps none of them."""
    if isinstance(block, Paragraph):
        return block.text, block.level, block.generated
    if isinstance(block, Table):
        cells = ((c.text.strip(), c.row, c.col, c.rowspan, c.colspan) for c in block.cells)
        return block.n_rows, block.n_cols, *cells
    return (type(block).__name__,)


def shapes(document: Document) -> list[tuple[object, ...]]:
    return [shape(block) for block in document.blocks]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["unique", "messy"])
def test_every_figure_is_read_and_right(kind: str, form: str) -> None:
    specimen = {"unique": unique, "messy": messy}[kind](form)
    found = score(made(kind, form)[1], "年度报告.doc", specimen)
    assert (found.wrong, found.missing) == ({}, ())
    assert len(found.right) == {"2019": 198, "2021": 200}[form]


@pytest.mark.parametrize("kind", ["unique", "messy"])
def test_the_same_blocks_as_the_word_file(kind: str) -> None:
    source, rich = made(kind, "2021")
    assert shapes(read(rich, "a.rtf")) == shapes(read(source, "a.docx"))


def test_the_same_as_word_in_all_that_word_can_do() -> None:
    who = 'w:author="a" w:date="2023-01-01T00:00:00Z"'
    body = (
        para("云岫县水务局2022年政府信息公开工作年度报告", style="title")
        + para("总体情况", props=numbered(1))
        + para("主动公开", props=numbered(1, 1))
        + para(
            "共 12 件",
            f'<w:ins w:id="1" {who}><w:r><w:t>新增</w:t></w:r></w:ins>',
            f'<w:del w:id="2" {who}><w:r><w:delText>删除</w:delText></w:r></w:del>',
            run("隐藏", "<w:vanish/>"),
            run("划去", "<w:strike/>"),
            run("1", '<w:vertAlign w:val="superscript"/>'),
        )
        + para("见", field(' HYPERLINK "http://www.example.gov.cn/x" ', run("全文")), "。")
        + para(
            "一\u2003二", "<w:r><w:tab/><w:t>三</w:t><w:br/><w:t>四</w:t><w:noBreakHyphen/></w:r>"
        )
        + table(
            row(cell("外", table(row("1", "2"), row("3", "4"), grid=(900, 900)), "后"), cell("旁")),
            grid=(4000, 2000),
        )
        + para("间")
        + table(
            row(cell("甲", props=FIRST, width=900), cell("乙", span=2, width=1800)),
            row(cell("", props=NEXT, width=900), cell("丙", width=900), cell("丁", width=900)),
            grid=(900, 900, 900),
        )
        + para("存在问题", props=numbered(1))
        + para(
            "，。、；：“”—…·《》〔〕％①㎡😀𠀀", '<w:r><w:footnoteReference w:id="2"/></w:r>', "完"
        )
    )
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    kinds["footnotes"] = "footnotes"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    source = package(
        body,
        styles=style("title", name="heading 1", ppr='<w:outlineLvl w:val="0"/>'),
        numbering=lists(
            {0: level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")},
            {1: (0, "")},
        ),
        footnotes='<w:footnote w:id="2">' + para(run("含街道")) + "</w:footnote>",
        parts={"[Content_Types].xml": types},
    )
    ours, theirs = read(source, "a.docx"), read(convert(source, "docx", "rtf"), "a.rtf")
    assert shapes(theirs) == shapes(ours)
    assert theirs.notes == ours.notes
    assert theirs.links == ours.links
