"""Word 97 files that LibreOffice writes, against the .docx files that it makes them of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.document.doc.read import read_doc
from gklint.document.docx.read import read_docx
from gklint.document.model import Document, NoteKind, Paragraph, Table
from tests.builders import office
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
    part,
    row,
    run,
    style,
    table,
)
from tests.builders.figures import FORMS, Score, messy, score, unique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gklint.specimen import Specimen

pytestmark = office.needs_office()
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATED = 'w:id="7" w:author="青柳" w:date="2024-01-02T03:04:05Z"'


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for conversions, which take a second each."""
    return tmp_path_factory.getbasetemp() / "conversions"


def blocks(document: Document) -> Iterator[tuple[object, ...]]:
    """Everything that is said of each block; LibreOffice drops a blank that stands alone."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.level, block.generated
        elif isinstance(block, Table):
            for c in block.cells:
                text = c.text.strip("\xa0")
                yield block.block, text, c.row, c.col, c.rowspan, c.colspan, c.index, c.generated
        else:
            yield (type(block).__name__,)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("make", [unique, messy])
def test_reports_have_all_their_figures(
    make: Callable[[str], Specimen], form: str, kept: Path
) -> None:
    specimen = make(form)
    word = office.word(specimen)
    data = office.convert(word, "docx", "doc", kept=kept)
    scored = score(data, "report.doc", specimen)
    assert scored == Score(scored.right, {}, ())
    assert len(scored.right) >= 198
    found, printed = read_doc(data), read_docx(word)
    assert list(blocks(found)) == list(blocks(printed))
    assert found.meta["creator"] == printed.meta["creator"]


def both(kept: Path, body: str, **more: str) -> tuple[Document, Document]:
    """The document of a .doc and of the .docx that it is made of."""
    names = ("document", "styles", "numbering", "footnotes", "comments")
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}{main}+xml"/>'
        for name in names
        for main in [".main" if name == "document" else ""]
    )
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}'
            "</Types>"
        )
    }
    rels = {}
    if "comments" in more:
        parts["word/comments.xml"] = part("comments", more.pop("comments"))
        rels["rComments"] = ("comments", "comments.xml", False)
    data = package(body, parts=parts, rels=rels, **more)  # type: ignore[arg-type]
    return read_doc(office.convert(data, "docx", "doc", kept=kept)), read_docx(data)


def test_word_as_it_is_written(kept: Path) -> None:
    """Comments, changes, hidden text, numbered headings, fields and notes, all in one file."""
    added = f"<w:ins {_DATED}>{run('13')}</w:ins>"
    gone = f"<w:del {_DATED}><w:r><w:delText>44</w:delText></w:r></w:del>"
    body = (
        para("总体情况", style="h1")
        + para("主动公开", props=numbered(1, 1))
        + para("依申请公开", props=numbered(1, 1))
        + para("新收申请", added, gone, run("4件"))
        + para("合并", mark=f"<w:del {_DATED}/>")
        + para("后段")
        + para("可见", run("藏着", "<w:vanish/>"), run("再见", '<w:rStyle w:val="hidden"/>'), "止")
        + para("上标", run("12", '<w:vertAlign w:val="superscript"/>'))
        + para("见", field(' HYPERLINK "http://www.yunxiu.example/a" ', run("公报")))
        + para("批注", "<w:r><w:commentReference w:id='0'/></w:r>")
        + para("脚注", "<w:r><w:footnoteReference w:id='2'/></w:r>", "后")
        + para("0871", "<w:r><w:noBreakHyphen/></w:r>", run("6"), "<w:r><w:br/></w:r>", run("次行"))
        + para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "生僻𬭎字")
        + para("数据", style="h1")
        + table(row("甲", cell(para("1", gone))), row("乙", "2"), grid=(3000, 3000))
    )
    headings = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
    note = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>注文</w:t></w:r></w:p>"
    found, printed = both(
        kept,
        body,
        styles=style("h1", name="heading 1", ppr=numbered(1, 0))
        + style("hidden", kind="character", rpr="<w:vanish/>"),
        numbering=lists({7: headings}, {1: (7, "")}),
        footnotes=f'<w:footnote w:id="2">{note}</w:footnote>',
        comments=f'<w:comment w:id="0" w:author="青柳">{para("批语")}</w:comment>',
    )
    assert list(blocks(found)) == list(blocks(printed))
    assert found.blocks[0] == printed.blocks[0]._replace(part="WordDocument")
    assert found.links == printed.links
    kinds = {note.kind for note in printed.notes}
    assert {note.kind for note in found.notes} == kinds
    assert kinds == {NoteKind.TRACKED, NoteKind.HIDDEN, NoteKind.COMMENTS}


def test_tables_as_they_are_drawn(kept: Path) -> None:
    merged = table(
        row(cell("合计", width=3000, props=FIRST), cell("甲", width=3000, span=2)),
        row(cell("", width=3000, props=NEXT), cell("乙", width=1000), cell("丙", width=2000)),
        row(cell("全", width=6000, span=3)),
        row(cell("1", width=3010), cell("2", width=990), cell("3", width=2000)),
        grid=(3000, 1000, 2000),
    )
    inner = table(row("内", "1"), row("表", "2"), grid=(1000, 1000))
    outer = table(row("外", cell(inner, para("表后"))), row("外二", "外三"), grid=(3000, 3000))
    found, printed = both(kept, merged + para("间") + outer + para("末"))
    assert list(blocks(found)) == list(blocks(printed))
