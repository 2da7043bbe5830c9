"""Paragraphs, headings, links and pictures of a page, as a browser shows them."""

from __future__ import annotations

import pickle

import pytest

from gklint.document.html.read import read_html
from gklint.document.model import Embedded, NoteKind, Paragraph, Table
from tests.document.conftest import only_table, page, texts


def test_paragraphs_in_reading_order() -> None:
    document = page("散字<div>一<p>二</p>三</div><p>四")
    assert texts(document) == ["散字", "一", "二", "三", "四"]
    assert [block.block for block in document.blocks] == [0, 1, 2, 3, 4]


def test_a_figure_split_over_tags_is_one() -> None:
    body = "<p>受理<span>1<font>2</font></span><b><i>3</i></b><o:p>4</o:p><st1:x>5</st1:x>件</p>"
    assert texts(page(body)) == ["受理12345件"]


def test_a_comment_within_a_figure_is_nothing() -> None:
    assert texts(page("<p>1<!-- 9 -->2<!--[if gte mso 9]><xml>9</xml><![endif]-->3</p>")) == ["123"]


def test_blanks_collapse_as_in_a_browser_but_the_authors_stay() -> None:
    body = "<p>\n\t　　根据  \n 条例&nbsp;&nbsp;编制　\n</p>"
    assert texts(page(body)) == ["　　根据 条例\u00a0\u00a0编制　"]


def test_a_line_break_splits_prose_and_headings() -> None:
    assert texts(page("<p>甲<br>乙<br/><br/>丙</p>")) == ["甲", "乙", "丙"]
    first, second = page("<h1>某市<br>年度报告</h1>").paragraphs
    assert (first.level, second.level) == (1, 1)


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_have_a_level_and_what_follows_has_none(level: int) -> None:
    heading, text = page(f"<h{level}><span>一、总体情况</span></h{level}><p>正文</p>").paragraphs
    assert (heading.text, heading.level) == ("一、总体情况", level)
    assert text.level is None


def test_code_and_comments_are_never_text() -> None:
    body = (
        "<p>甲<script>document.write('乙')</script>丙</p><style>p{}</style><noscript>丁</noscript>"
        "<template><p>戊</p></template><!-- 己 --><xml><w:View>Normal</w:View></xml>"
        "<textarea>庚</textarea><select><option>辛</option></select><input value='壬'><svg>癸</svg>"
    )
    assert texts(page(body)) == ["甲丙"]


def test_struck_out_text_is_left_out() -> None:
    assert texts(page("<p>1<del>9</del>2<s>9</s>3<strike>9</strike>件</p>")) == ["123件"]


@pytest.mark.parametrize(
    "mark",
    [
        'style="display:none"',
        'style="COLOR: red; DISPLAY : None;"',
        'style="visibility:hidden"',
        "style='mso-hide:all'",
        "hidden",
        'hidden=""',
        'style="text-decoration: line-through"',
        'style="color:red;font-size:0px"',
    ],
)
def test_hidden_text_is_left_out_and_said(mark: str) -> None:
    document = page(f"<p>本年受理申请共<span {mark}>9</span>12件。</p><p {mark}>草稿</p>")
    assert texts(document) == ["本年受理申请共12件。"]
    assert [(note.kind, note.detail) for note in document.notes] == [(NoteKind.HIDDEN, "2")]


@pytest.mark.parametrize("style", ["overflow:hidden", "text-decoration:none", "display:inline"])
def test_other_styles_hide_nothing(style: str) -> None:
    document = page(f"<div style='{style}'>甲</div><p>很长的正文很长的正文</p>")
    assert texts(document)[0] == "甲"
    assert document.notes == ()


def test_what_holds_most_of_the_page_is_shown_by_a_script_after_all() -> None:
    document = read_html("<body style='display:none'><p>正文</p></body>".encode())
    assert texts(document) == ["正文"]
    article = "<div id=zoom style='visibility:hidden'><p>很长的正文很长的正文</p></div><p>首页</p>"
    assert texts(page(article)) == ["很长的正文很长的正文", "首页"]


def test_a_closed_section_is_shown_by_a_click() -> None:
    text = "本机关全年收到政府信息公开申请" * 9
    links = "<a href=b>另一年的报告</a>" * 40
    body = (
        f"<p>甲</p><div hidden><p>{text}</p></div>"
        "<div style='display:none'><table><tr><td>乙<td>1<tr><td>丙<td>2</table></div>"
        f"<div class=x style='display:none'>菜单{links}</div><p hidden>{text}</p>"
    )
    document = page(body + f"<p>{text * 9}</p>")
    assert texts(document)[:2] == ["甲", text]
    assert len(document.tables) == 1
    assert [(note.kind, note.detail) for note in document.notes] == [(NoteKind.HIDDEN, "2")]


def test_tabs_are_shown_together() -> None:
    text = "本机关全年收到政府信息公开申请" * 9
    tabs = "".join(f"<div class=tab hidden>{t}</div>" for t in (text, "短"))
    document = page(f"<p>{text * 4}</p>{tabs}<div class=box hidden>扫一扫</div>")
    assert texts(document)[1:] == [text, "短"]


def test_raised_digits_are_no_part_of_the_number_before_them() -> None:
    document = page("<p>共26<sup>1</sup>件，见<sup><a href=#n>[2]</a></sup></p>")
    assert texts(document) == ["共26¹件，见[²]"]


def test_invisible_characters_alone_are_no_paragraph() -> None:
    assert page("<p>&nbsp;</p><p>　</p><p>\u200b\ufeff</p><p>\u200b &nbsp;\ufeff</p>").blocks == ()


def test_links_as_written_and_paragraphs_that_are_nothing_else() -> None:
    body = (
        "<ul><li><a href='../'>首页</a></li></ul><p><a href=' /x y '>甲</a>、乙</p><p>丙</p>"
        "<a href=1><div>块</div></a>"
    )
    document = page(body)
    assert [(p.text, p.linked) for p in document.paragraphs] == [
        ("首页", True),
        ("甲、乙", False),
        ("丙", False),
        ("块", True),
    ]
    assert [(x.text, x.target, x.block) for x in document.links] == [
        ("首页", "../", 0),
        ("甲", " /x y ", 1),
        ("块", "1", 3),
    ]


def test_links_belong_to_what_they_print() -> None:
    picture = "<p><a href=b><img src=b.png></a></p>"
    body = f"<a href=a></a><p>甲</p>{picture}<a href=c><div>乙</div>丙</a>"
    document = page(body)
    assert [(x.text, x.target, x.block) for x in document.links] == [("", "b", 1), ("乙丙", "c", 2)]
    assert texts(document) == ["甲", "[None]", "乙", "丙"]


def test_an_anchor_without_address_is_no_link() -> None:
    document = page("<p><a name=top>标题</a></p>")
    assert document.links == ()
    assert not document.paragraphs[0].linked


def test_pictures_and_missing_alternatives() -> None:
    document = page("<p>前<img src=a.png>后</p><p><img src=b.png alt=''></p><img alt=图 src=c>")
    assert [(image.alt, image.source) for image in document.images] == [
        (None, "a.png"),
        ("", "b.png"),
        ("图", "c"),
    ]
    assert texts(document) == ["前后", "[None]", "[]", "[图]"]


def test_containers_lead_to_the_article() -> None:
    inner = "<section>乙<table><tr><td>1<td>2</table></section>"
    body = f"<div><p>导航</p></div><div><p>甲</p>{inner}</div>"
    nav, first, second, table = page(body).blocks
    shared = [a for a, b in zip(first.container, second.container, strict=False) if a == b]
    assert tuple(shared) == first.container
    assert second.container == table.container
    assert second.container[: len(first.container)] == first.container
    assert nav.container[:-1] == first.container[:-1]
    assert nav.container[-1] != first.container[-1]


def test_metadata() -> None:
    html = (
        "<head><title> 某市\n年度报告 </title><meta name=PubDate content='2022-02-08 16:34'>"
        "<meta property='og:Title' content=题><meta name=Empty content=''>"
        "<meta name=pubdate content=later></head><body>文"
    )
    meta = read_html(html.encode()).meta
    assert meta == {"title": "某市 年度报告", "pubdate": "2022-02-08 16:34", "og:title": "题"}


def test_preformatted_lines_are_paragraphs() -> None:
    assert texts(page("<pre>一、总体\n正文\n\n二、公开</pre>")) == ["一、总体", "正文", "二、公开"]


@pytest.mark.parametrize(
    ("attributes", "numbers"),
    [
        ("", ["", ""]),
        ("style='list-style-type: none'", ["", ""]),
        ("style='margin:0;LIST-STYLE-TYPE:cjk-ideographic'", ["一、", "二、"]),
        ("style='list-style: decimal inside' start=9", ["9. ", "10. "]),
        ("type=A", ["A. ", "B. "]),
        ("class='custom_cn2 list-paddingleft-1'", ["（一）", "（二）"]),
        ("start=x type=i", ["i. ", "ii. "]),
    ],
)
def test_numbers_of_lists_that_the_page_asks_for(attributes: str, numbers: list[str]) -> None:
    body = f"<ol {attributes}><li><p>总体情况</p><p>正文</p><li><b>主动</b>公开</ol><p>后</p>"
    document = page(body)
    expected = [numbers[0] + "总体情况", "正文", numbers[1] + "主动公开", "后"]
    assert texts(document) == expected
    lengths = [len(numbers[0]), 0, len(numbers[1]), 0]
    assert [p.generated for p in document.paragraphs] == lengths
    place = document.paragraphs[2].place()
    assert (place.anchor.offset, place.anchor.length) == (0, 4)


def test_an_items_value_and_lists_within_lists() -> None:
    inner = "<ol type=a><li>甲<li>乙</ol>"
    body = f"<ol type=1><li>一{inner}<li value=5>二<li>三</ol><ul type=1><li>四</ul>"
    assert texts(page(body)) == ["1. 一", "a. 甲", "b. 乙", "5. 二", "6. 三", "四"]


def test_unknown_tags_are_inline() -> None:
    body = "<ucaptitle>某市<zoom>报告</zoom></ucaptitle><ucapcontent><p>正文</p></ucapcontent>"
    assert texts(page(body)) == ["某市报告", "正文"]


def test_ruby_keeps_its_base() -> None:
    assert texts(page("<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字</p>")) == ["汉字"]


def _places(markup: str) -> list[tuple[str, int | None, int | None]]:
    document = read_html(markup.encode())
    return [(b.text, b.line, b.col) for b in document.blocks if isinstance(b, Paragraph)]


def test_lines_and_columns_of_paragraphs() -> None:
    markup = "<body>\n<p>甲</p>\r\n\r\n  <p class=x>\n    乙</p><p><b>丙</b>丁</p>\n<p>&nbsp;戊</p>"
    assert _places(markup) == [
        ("甲", 2, 4),
        ("乙", 5, 5),
        ("丙丁", 5, 16),
        ("\u00a0戊", 6, 4),
    ]


def test_columns_in_a_page_of_one_line() -> None:
    markup = (
        "<div><p>本年</p><p style='a'>本年</p><script>" + "x" * 9000 + "</script><p>0</p></div>"
    )
    assert _places(markup + "<table><tr><td>0</td><td>0</td></tr></table>")[:2] == [
        ("本年", 1, 9),
        ("本年", 1, 28),
    ]


def test_columns_of_cells_in_one_line() -> None:
    markup = (
        "<table><tr><td>0</td><td width=0>0</td></tr><tr><td><p>0</p></td><td></td></tr></table>"
    )
    table = only_table(read_html(markup.encode()))
    found = [table.place(cell) for cell in table.cells]
    assert [place.line for place in found] == [1, 1, 1, 1]
    assert [markup[(place.col or 0) - 1] for place in found[:3]] == ["0", "0", "0"]
    assert [place.col for place in found[:3]] == [16, 34, 56]


def test_places_of_cells_outlive_the_source() -> None:
    markup = "<table>\n<tr><td>甲</td><td>乙</td></tr>\n<tr><td>丙</td><td>丁</td></tr></table>"
    table = only_table(read_html(markup.encode()))
    sent = pickle.loads(pickle.dumps(table))
    assert (sent, hash(sent)) == (table, hash(table))
    assert isinstance(sent.starts, tuple)
    assert (sent.place(sent.cells[3]).line, sent.place(sent.cells[3]).col) == (3, 19)
    assert list(table.starts[:2]) == [(2, 9), (2, 19)]


def test_what_follows_tables_in_one_line_has_its_column() -> None:
    cell = "<td style='" + "x" * 900 + "'>0</td>"
    inner = f"<table><tr>{cell}</tr></table>"
    table = f"<table><tr>{cell * 4}</tr><tr><td>甲</td><td>{inner}</td></tr></table>"
    markup = f"<div><p>前</p>{table}<p>后</p></div>"
    places = _places(markup)
    assert places[0] == ("前", 1, markup.index("前") + 1)
    assert places[-1] == ("后", 1, markup.index("后") + 1)


def test_a_place_points_into_the_source() -> None:
    markup = "<body>\n<p>统计期限：2023年</p>"
    place = read_html(markup.encode()).paragraphs[0].place(5, 9)
    assert (place.line, place.col) == (2, 9)
    assert markup.split("\n")[1][8:12] == "2023"
    assert (place.anchor.block, place.anchor.offset, place.anchor.length) == (0, 5, 4)


def test_lines_beyond_what_the_parser_counts() -> None:
    document = read_html(("<body>" + "\n" * 70000 + "<p>末尾的一段文字在这里</p>").encode())
    assert (document.paragraphs[0].line, document.paragraphs[0].col) == (70001, 4)


@pytest.mark.parametrize(
    ("markup", "kind", "source"),
    [
        ("<iframe src='b.html' width='100%'>您的浏览器不支持</iframe>", "iframe", "b.html"),
        ("<object data='b.pdf'><p>请<a href='b.pdf'>下载</a></p></object>", "object", "b.pdf"),
        ("<object><embed src='b.swf'></object>", "object", ""),
        ("<embed src='b.pdf'>", "embed", "b.pdf"),
    ],
)
def test_other_files_on_the_page_stand_where_they_are_shown(
    markup: str, kind: str, source: str
) -> None:
    page = f"<body>\n<p>三、收到和处理</p>\n<p>{markup}</p>\n<p>四、后</p>"
    first, embedded, last = read_html(page.encode()).blocks
    assert isinstance(embedded, Embedded)
    assert (embedded.kind, embedded.source, embedded.block) == (kind, source, 1)
    assert (embedded.line, embedded.place().line) == (3, 3)
    assert [getattr(block, "text", "") for block in (first, last)] == ["三、收到和处理", "四、后"]


def test_other_files_on_a_page_for_the_second_parser() -> None:
    frame = "<p><iframe src='b.html'>无</iframe></p><iframe src='c' width=1 height=1></iframe>"
    document = read_html((frame + "<div>" * 2100 + "<p>后</p>").encode())
    assert document.blocks[0] == Embedded("iframe", "b.html", 0, 1, container=(1,))
    assert texts(document) == ["[iframe]", "后"]


def test_other_files_in_a_table_follow_it() -> None:
    page = "<table><tr><td>甲<td>1<tr><td>乙<td><iframe src=b></iframe></table><p>后</p>"
    kinds = [type(block) for block in read_html(page.encode()).blocks]
    assert kinds == [Table, Embedded, Paragraph]


@pytest.mark.parametrize(
    "markup",
    [
        "<iframe src=c width=0 height=0></iframe>",
        "<iframe src=c height='1px'></iframe>",
        "<iframe src=c style='display: none'></iframe>",
        "<div hidden><object data=c></object></div>",
        "<div style='visibility:hidden'><p><embed src=c></p></div>",
    ],
)
def test_counters_and_hidden_frames_are_none(markup: str) -> None:
    document = read_html(f"<p>前</p>{markup}<p>后</p>".encode())
    assert [paragraph.text for paragraph in document.paragraphs] == ["前", "后"]
    assert document.embedded == ()


def test_a_frame_in_a_page_that_a_script_shows() -> None:
    page = f"<body style='display:none'><p>{'总体情况' * 9}</p><iframe src=b></iframe>"
    assert [block.kind for block in read_html(page.encode()).embedded] == ["iframe"]


def test_control_characters_are_blanks_or_what_browsers_show() -> None:
    assert texts(page("<p>政\x0b府\x07信息</p><p>2023&#150;2024 \x7f</p>")) == [
        "政 府 信息",
        "2023–2024",
    ]
    markup = "<table><tr><td>规\x01章<td>\x0b<tr><td>甲<td>1\x08</table>"
    table = only_table(read_html(markup.encode()))
    assert [cell.text for cell in table.cells] == ["规 章", "", "甲", "1"]
