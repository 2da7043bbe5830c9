"""The text of Word paragraphs: one test a trap."""

from __future__ import annotations

import pytest

from gklint.document.docx.read import read_docx
from gklint.document.model import Embedded, Image, NoteKind, Paragraph, Table
from tests.builders.docx import (
    cell,
    field,
    package,
    para,
    part,
    row,
    run,
    style,
    table,
)
from tests.document.conftest import texts


def read(body: str, **parts: str) -> list[str]:
    return texts(read_docx(package(body, **parts)))  # type: ignore[arg-type]


def kinds(body: str, **parts: str) -> dict[NoteKind, str]:
    document = read_docx(package(body, **parts))  # type: ignore[arg-type]
    return {note.kind: note.detail for note in document.notes}


def test_figures_split_over_runs_are_one() -> None:
    assert read(para("共1", "2", "件")) == ["共12件"]


def test_insertions_are_read_and_deletions_are_not() -> None:
    body = para(
        "共",
        "<w:ins>" + run("12") + "</w:ins>",
        "<w:del><w:r><w:delText>34</w:delText></w:r></w:del>",
        "件",
    )
    assert read(body) == ["共12件"]
    assert kinds(body)[NoteKind.TRACKED] == "2"


def test_a_deleted_insertion_is_deleted() -> None:
    gone = "<w:ins><w:del><w:r><w:delText>34</w:delText></w:r></w:del></w:ins>"
    assert read(para("共", gone, "0件")) == ["共0件"]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = para("<w:moveFrom>" + run("甲") + "</w:moveFrom>", "乙") + para(
        "<w:moveTo>" + run("甲") + "</w:moveTo>"
    )
    assert read(body) == ["乙", "甲"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    body = para("一、总体", mark="<w:del/>") + para("情况") + para("正文")
    assert read(body) == ["一、总体情况", "正文"]


def test_a_wholly_deleted_paragraph_leaves_nothing() -> None:
    gone = para("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", mark="<w:del/>")
    assert read(para("前") + gone + para("后")) == ["前", "后"]


def test_a_deleted_end_before_a_table_does_not_move_text_into_it() -> None:
    body = para("标题", mark="<w:del/>") + table(row("甲", "1"), row("乙", "2"))
    assert read(body) == ["标题", "甲|1/乙|2"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag><w:smartTagPr/>{}</w:smartTag>",
        "<w:customXml><w:customXmlPr/>{}</w:customXml>",
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        "<w:dir>{}</w:dir>",
        "<w:unheardOf>{}</w:unheardOf>",
    ],
)
def test_wrappers_round_runs_lose_nothing(wrapped: str) -> None:
    assert read(para("共", wrapped.format(run("12")), "件")) == ["共12件"]


def test_content_controls_round_blocks_rows_and_cells() -> None:
    def sdt(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = sdt(para("段")) + table(
        sdt(row(cell("甲"), sdt(cell("1")))), row("乙", cell(sdt(para("2"))))
    )
    assert read(body) == ["段", "甲|1/乙|2"]


def test_of_a_field_only_the_result_is_printed() -> None:
    assert read(para("第", field(" PAGE \\* Arabic ", run("3")), "页")) == ["第3页"]


def test_a_field_over_paragraphs() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = para(begin, "一、总体情况 1") + para("二、主动公开 2", end) + para("正文")
    assert read(body) == ["一、总体情况 1", "二、主动公开 2", "正文"]


def test_a_field_in_an_instruction_is_not_printed() -> None:
    inner = field("PAGE", run("7"))
    body = para(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>',
        inner,
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "真",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert read(body) == ["真"]


def test_an_unfinished_field_swallows_nothing() -> None:
    body = para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "共12件") + para("后文")
    assert read(body) == ["共12件", "后文"]


def test_quotes_of_either_kind() -> None:
    body = para("第", field("PAGE", run("3"))).replace('fldCharType="', "fldCharType='")
    body = (
        body.replace('begin"', "begin'").replace('separate"', "separate'").replace('end"', "end'")
    )
    typed = body.replace('<w:instrText xml:space="preserve">PAGE</w:instrText>', "<w:t>PAGE</w:t>")
    assert typed != body
    assert read(typed) == ["第3"]


def test_runs_without_a_paragraph_are_read_once() -> None:
    assert read(para("甲") + run("乙") + run("丙") + para("丁")) == ["甲", "乙丙丁"]
    assert read(para("甲") + run("乙")) == ["甲", "乙"]


def test_a_picture_in_a_paragraph_whose_end_was_deleted() -> None:
    body = table(row("甲", cell(para(picture(">"), mark="<w:del/>"))), row("乙", "2")) + para("后")
    assert texts(read_docx(package(body))) == ["甲|/乙|2", "[None]", "后"]


def test_a_deleted_field_ends_where_it_ends() -> None:
    gone = '<w:del><w:r><w:fldChar w:fldCharType="{}"/></w:r></w:del>'
    body = para(gone.format("begin"), gone.format("separate"), gone.format("end"), "共12件")
    assert read(body) == ["共12件"]


@pytest.mark.parametrize(
    "props", ["<w:vanish/>", '<w:vanish w:val="true"/>', '<w:rStyle w:val="H"/>']
)
def test_hidden_runs_are_left_out(props: str) -> None:
    styles = style("B", kind="character", rpr="<w:vanish/>") + style(
        "H", kind="character", based_on="B"
    )
    body = para("共", run("99", props), "12件")
    assert read(body, styles=styles) == ["共12件"]
    assert kinds(body, styles=styles) == {NoteKind.HIDDEN: "1"}


@pytest.mark.parametrize("props", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_out_runs_are_left_out(props: str) -> None:
    kept = run("12件", props.replace("/>", ' w:val="0"/>'))
    assert read(para("共", run("99", props), kept)) == ["共12件"]


def test_raised_digits_are_no_part_of_the_number_before_them() -> None:
    mark = run("1", '<w:vertAlign w:val="superscript"/>')
    assert read(para("共26", mark, run("3", "<w:b/>"), "件")) == ["共26¹3件"]


def test_a_hidden_paragraph_style_can_be_undone_by_the_run() -> None:
    styles = style("H", rpr="<w:vanish/>") + style("C", based_on="H")
    shown = run("12件", '<w:vanish w:val="0"/>')
    assert read(para("隐", shown, style="C"), styles=styles) == ["12件"]


def test_hidden_twice_over_two_kinds_of_style_is_shown() -> None:
    styles = style("P", rpr="<w:vanish/>") + style("C", kind="character", rpr="<w:vanish/>")
    assert read(para(run("显", '<w:rStyle w:val="C"/>'), style="P"), styles=styles) == ["显"]


def test_a_style_separator_runs_two_paragraphs_together() -> None:
    styles = style("h1", name="heading 1", ppr='<w:outlineLvl w:val="0"/>')
    head = para("（一）主动公开。", style="h1", mark="<w:vanish/><w:specVanish/>")
    document = read_docx(package(head + para("发布5条。"), styles=styles))
    assert texts(document) == ["（一）主动公开。发布5条。"]
    assert document.paragraphs[0].level == 1


def test_hyphens_tabs_symbols_and_breaks() -> None:
    signs = (
        "<w:r><w:t>0632</w:t><w:noBreakHyphen/><w:t>44</w:t><w:softHyphen/><w:t>12</w:t><w:tab/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:lastRenderedPageBreak/></w:r>'
    )
    assert read(para(signs)) == ["0632-4412\t☑"]
    assert read(para("甲", "<w:r><w:br/></w:r>", "乙")) == ["甲", "乙"]
    assert read(para('<w:r><w:br w:type="page"/></w:r>', "一、总体情况")) == ["一、总体情况"]


def test_blanks_at_the_ends_are_kept_only_where_the_file_says_so() -> None:
    assert read(para("<w:r><w:t> 甲 </w:t></w:r>", " 乙")) == ["甲 乙"]
    assert read(para("<w:r><w:t>\n  甲\n</w:t></w:r>", "乙")) == ["甲乙"]
    assert read(para("\u3000甲")) == ["\u3000甲"]


def test_of_ruby_the_base() -> None:
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>tīng</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>厅</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert read(para("办公", ruby)) == ["办公厅"]


def test_formulas_are_text() -> None:
    formula = "<m:oMath><m:r><m:rPr><m:sty/></m:rPr><m:t>1+2</m:t></m:r></m:oMath>"
    assert read(para(formula, "=3")) == ["1+2=3"]


BOX = "<w:txbxContent>" + para("框内") + "</w:txbxContent>"
CHOICE = (
    '<mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="框"/>'
    f"<a:graphic><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing>"
    "</mc:Choice>"
)
FALLBACK = (
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
)


@pytest.mark.parametrize("branches", [CHOICE + FALLBACK, CHOICE, FALLBACK])
def test_a_text_box_is_read_once_after_its_paragraph(branches: str) -> None:
    shape = f"<w:r><mc:AlternateContent>{branches}</mc:AlternateContent></w:r>"
    assert read(para("前", shape, "后")) == ["前后", "框内"]


def test_a_box_within_a_box_is_read_once() -> None:
    inner = f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
    outer = f"<w:txbxContent>{para('外', inner)}</w:txbxContent>"
    assert read(para(f"<w:r><w:pict><v:textbox>{outer}</v:textbox></w:pict></w:r>")) == [
        "外",
        "框内",
    ]


def test_a_choice_that_says_nothing_gives_way() -> None:
    shape = (
        '<mc:AlternateContent><mc:Choice Requires="x"><w:r/></mc:Choice>'
        f"<mc:Fallback>{run('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(para(shape)) == ["旧"]


def test_headers_footers_and_comments_are_not_the_report() -> None:
    header = para("页眉")
    document = read_docx(
        package(
            para(
                '<w:commentRangeStart w:id="0"/>',
                "正文",
                '<w:r><w:commentReference w:id="0"/></w:r>',
            ),
            rels={
                "h": ("header", "header1.xml", False),
                "c": ("comments", "comments.xml", False),
            },
            parts={
                "word/header1.xml": part("hdr", header),
                "word/comments.xml": part("comments", para("批注")),
            },
        )
    )
    assert texts(document) == ["正文"]
    assert [note.kind for note in document.notes] == [NoteKind.COMMENTS]


def test_footnotes_follow_the_body() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{para("无人引用")}</w:footnote>'
        f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>", "含上年结转")}</w:footnote>'
    )
    document = read_docx(package(para("共12", mark, "件") + para("末段"), footnotes=notes))
    assert texts(document) == ["共12件", "末段", "含上年结转"]
    assert document.paragraphs[-1].part == "word/footnotes.xml"


def test_heading_levels_come_through_base_styles() -> None:
    styles = (
        style("a", ppr='<w:outlineLvl w:val="1"/>')
        + style("b", based_on="a")
        + style("c", based_on="b", ppr='<w:outlineLvl w:val="9"/>')
        + style("1", name="heading 1")
        + style("x", based_on="y")
        + style("y", based_on="x")
    )
    direct = '<w:outlineLvl w:val="0"/>'
    body = "".join(para(key, style=key) for key in ("b", "c", "1", "x", "未知"))
    document = read_docx(package(body + para("直", props=direct), styles=styles))
    assert [paragraph.level for paragraph in document.paragraphs] == [2, None, 1, None, None, 1]


def test_the_default_style_counts_where_none_is_named() -> None:
    styles = style("n", default=True, ppr='<w:outlineLvl w:val="2"/>')
    assert read_docx(package(para("甲"), styles=styles)).paragraphs[0].level == 3


def test_links() -> None:
    rels = {"r1": ("hyperlink", "http://qingliu.example/a.html", True)}
    body = (
        para("见", '<w:hyperlink r:id="r1">' + run("网站") + "</w:hyperlink>", "。")
        + para(field(' HYPERLINK "mailto:a@qingliu.example" ', run("a@qingliu.example")))
        + para('<w:hyperlink w:anchor="_Toc1">' + run("一、总体情况") + run("1") + "</w:hyperlink>")
        + table(row("址", cell(para('<w:hyperlink r:id="r1">' + run("址") + "</w:hyperlink>"))))
    )
    document = read_docx(package(body, rels=rels))
    assert [(link.text, link.target, link.block) for link in document.links] == [
        ("网站", "http://qingliu.example/a.html", 0),
        ("a@qingliu.example", "mailto:a@qingliu.example", 1),
        ("一、总体情况1", "#_Toc1", 2),
        ("址", "http://qingliu.example/a.html", 3),
    ]
    assert [paragraph.linked for paragraph in document.paragraphs] == [False, True, True]


def picture(about: str, rel: str = "i1") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" {about}</wp:docPr><a:graphic>'
        f'<a:blip r:embed="{rel}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


@pytest.mark.parametrize(
    ("about", "alt"),
    [
        ('descr="流程图">', "流程图"),
        ('descr="">', ""),
        (">", None),
        ('><adec:decorative val="1"/>', ""),
    ],
)
def test_pictures_and_their_replacement_text(about: str, alt: str | None) -> None:
    rels = {"i1": ("image", "media/image1.png", False)}
    document = read_docx(package(para("见图", picture(about)), rels=rels))
    assert document.blocks[1] == Image(alt, "word/media/image1.png", 1, part="word/document.xml")


def test_pictures_in_cells_follow_their_table() -> None:
    body = table(row("甲", cell(para(picture(">")))), row("乙", "1")) + para("后")
    kinds_of = [type(block) for block in read_docx(package(body)).blocks]
    assert kinds_of == [Table, Image, Paragraph]


def test_old_pictures() -> None:
    body = para(
        '<w:r><w:object><v:shape alt="附表"><v:imagedata r:id="i1"/></v:shape></w:object></w:r>'
    )
    rels = {"i1": ("image", "media/image1.emf", False)}
    document = read_docx(package(body, rels=rels))
    assert document.blocks == (Image("附表", "word/media/image1.emf", 0, part=PART),)


PART = "word/document.xml"
EXCEL = (
    '<w:r><w:object><v:shape alt="附表"><v:imagedata r:id="i1"/></v:shape>'
    '<o:OLEObject ProgID="Excel.Sheet.12" r:id="o1"/></w:object></w:r>'
)
EMBEDS = {
    "i1": ("image", "media/image1.emf", False),
    "o1": ("package", "embeddings/sheet1.xlsx", False),
    "c1": ("aFChunk", "c.html", False),
}


def test_an_embedded_sheet_stands_where_it_is_embedded() -> None:
    body = (
        para("三、收到和处理", EXCEL)
        + table(row("甲", cell(para(EXCEL))), row("乙", "1"))
        + para("后")
    )
    blocks = read_docx(package(body, rels=EMBEDS)).blocks
    sheet = ("Excel.Sheet.12", "word/embeddings/sheet1.xlsx")
    assert blocks[1] == Embedded(*sheet, 1, part=PART)
    assert blocks[3] == Embedded(*sheet, 3, part=PART)
    assert blocks[1].place().anchor.block == 1
    assert [type(block) for block in blocks] == [Paragraph, Embedded, Table, Embedded, Paragraph]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ('<w:r><w:object><w:control w:name="表" r:id="o1"/></w:object></w:r>', "表"),
        ('<w:r><w:object><w:objectEmbed w:progId="Word.Document.12"/></w:object></w:r>',
         "Word.Document.12"),
        ('<w:subDoc r:id="c1"/>', "subDoc"),
    ],
)  # fmt: skip
def test_other_things_that_are_not_read(markup: str, kind: str) -> None:
    document = read_docx(package(para("甲", markup), rels=EMBEDS))
    assert [block.kind for block in document.embedded] == [kind]


def test_a_part_in_another_format_stands_between_the_paragraphs() -> None:
    document = read_docx(package(para("甲") + '<w:altChunk r:id="c1"/>' + para("乙"), rels=EMBEDS))
    assert document.blocks[1] == Embedded("altChunk", "word/c.html", 1, part=PART)
    assert [p.text for p in document.paragraphs] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ('<w:result w:val="1"/>', "办结：是"),
        ("", "办结：否"),
        ('<w:default w:val="1"/>', "办结：是"),
        ('<w:result w:val="9"/>', "办结："),
    ],
)
@pytest.mark.parametrize("separate", ["", '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'])
def test_what_is_chosen_in_the_list_of_a_form(chosen: str, text: str, separate: str) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
        f'{chosen}<w:listEntry w:val="否"/><w:listEntry w:val="是"/></w:ddList></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        f'{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(para("办结：", field)) == [text]
    gone = f'<w:del w:id="1">{field}</w:del>'
    assert read(para("办结：", gone)) == ["办结："]


def test_properties_of_the_file() -> None:
    core = (
        "<dc:title>标题</dc:title><dc:creator>张三</dc:creator><dc:subject> </dc:subject>"
        "<cp:lastModifiedBy>李四</cp:lastModifiedBy>"
    )
    assert read_docx(package(para("甲"), core=core)).meta == {
        "title": "标题",
        "creator": "张三",
        "lastmodifiedby": "李四",
    }


def test_the_strict_form_of_the_format_is_the_same() -> None:
    styles = style("h", ppr='<w:outlineLvl w:val="0"/>')
    body = para("一、总体情况", style="h") + table(row("甲", "1"), row("乙", "2"))
    plain, strict = (read_docx(package(body, styles=styles, strict=s)) for s in (False, True))
    assert plain == strict
    assert strict.paragraphs[0].level == 1


def test_anchors_are_offsets_into_the_text_of_a_block() -> None:
    paragraph = read_docx(package(para("") + para("  "), main="word/document2.xml"))
    assert paragraph.blocks == ()
    document = read_docx(package(para("") + para("甲乙丙"), main="word/document2.xml"))
    place = document.paragraphs[0].place(1, 3)
    assert (place.anchor.part, place.anchor.block) == ("word/document2.xml", 0)
    assert (place.anchor.offset, place.anchor.length, place.line) == (1, 2, None)
