"""Tables of a page: grids with merged cells, layout, broken markup."""

from __future__ import annotations

import pytest

from gklint.document.model import NoteKind
from tests.document.conftest import only_table, page, texts

NUMBERS = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"


def grid(body: str) -> list[list[str]]:
    """The resolved grid of the only table: "" where no cell stands."""
    table = only_table(page(body))
    return [["" if cell is None else cell.text for cell in row] for row in table.grid()]


def test_spans_are_resolved() -> None:
    body = (
        "<table><tr><td rowspan=2 colspan=2>a<td colspan=2>b<tr><td>c<td rowspan=2>d"
        "<tr><td>e<td>f<td>g</table>"
    )
    assert grid(body) == [["a", "a", "b", "b"], ["a", "a", "c", "d"], ["e", "f", "g", "d"]]


def test_cells_know_their_place_in_the_source() -> None:
    table = only_table(page("<table><tr><td rowspan=2>a<td>b<tr><td>c<td>d</table>"))
    assert [(c.text, c.row, c.col, c.source_row, c.index) for c in table.cells] == [
        ("a", 0, 0, 0, 0),
        ("b", 0, 1, 0, 1),
        ("c", 1, 1, 1, 0),
        ("d", 1, 2, 1, 1),
    ]
    assert table.place(table.cells[2]).anchor.row == 1
    assert table.place(table.cells[2]).anchor.cell == 0


@pytest.mark.parametrize(
    ("attribute", "width"),
    [
        ('colspan="2 "', 2),
        ('colspan=" 2"', 2),
        ('colspan="2.5"', 2),
        ('colspan="+2"', 2),
        ('colspan="0"', 1),
        ('colspan="-2"', 1),
        ('colspan=""', 1),
        ('colspan="two"', 1),
        ('colspan="２"', 1),
    ],
)
def test_odd_spans(attribute: str, width: int) -> None:
    rows = f"<tr><td {attribute}>a</td><td>b</td></tr><tr><td>1</td><td>2</td><td>3</td></tr>"
    table = only_table(page(f"<table>{rows}</table>"))
    assert table.cells[0].colspan == width
    assert table.cells[1].col == width


def test_a_rowspan_of_zero_goes_to_the_end_of_its_group() -> None:
    body = (
        "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody>"
        "<tbody><tr><td>d<td>e</tbody></table>"
    )
    assert grid(body) == [["a", "b"], ["a", "c"], ["d", "e"]]


def test_a_rowspan_ends_with_its_group_and_with_the_table() -> None:
    body = (
        "<table><thead><tr><td rowspan=5>a<td>b</thead>"
        "<tbody><tr><td>c<td rowspan=9>d<tr><td>e</tbody></table>"
    )
    assert grid(body) == [["a", "b"], ["c", "d"], ["e", "d"]]


def test_rows_behind_a_group_are_a_group() -> None:
    body = "<table><tbody><tr><td rowspan=0>a<td>b</tbody><tr><td>c<td>d<tr><td>e<td>f</table>"
    assert grid(body) == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_a_foot_written_first_is_printed_last() -> None:
    body = (
        "<table><thead><tr><td>h<td>i</thead><tfoot><tr><td>总计<td>3</tfoot>"
        "<tbody><tr><td>甲<td>1<tr><td>乙<td>2</tbody></table>"
    )
    assert grid(body) == [["h", "i"], ["甲", "1"], ["乙", "2"], ["总计", "3"]]
    rows = [row[0] for row in only_table(page(body)).rows()]
    assert [(cell.text, cell.source_row) for cell in rows] == [
        ("h", 0),
        ("甲", 2),
        ("乙", 3),
        ("总计", 1),
    ]


def test_a_span_of_a_milliard_is_as_wide_as_the_table() -> None:
    body = (
        "<table><tr><td colspan=999999999>第二十条</td></tr>"
        "<tr><td>规章</td><td>0</td><td>1</td></tr></table>"
    )
    table = only_table(page(body))
    assert (table.n_rows, table.n_cols, table.cells[0].colspan) == (2, 3, 3)


def test_cells_outside_rows_are_a_row() -> None:
    body = "<table><td>a</td><td>b</td><tr><td>c<td>d</tr><td>e</td><td>f</td></table>"
    assert grid(body) == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_a_form_between_table_and_row() -> None:
    body = (
        "<table><form action=x><tr><td>a<td><input value=12></tr><tr><td>b<td>2</tr></form>"
        "<tr><td>c<td>3</tr></table>"
    )
    assert grid(body) == [["a", "12"], ["b", "2"], ["c", "3"]]


def test_a_form_between_row_and_cell() -> None:
    assert grid("<table><tr><form><td>a<td>1</form></tr><tr><td>b<td>2</table>") == [
        ["a", "1"],
        ["b", "2"],
    ]


def test_text_between_cells_is_printed_before_the_table() -> None:
    body = (
        "<table>甲<tr>乙<td>a</td>丙<td>1</td></tr>丁<p>戊</p><caption>己</caption>"
        "<tbody>庚<tr><td>b<td>2</table>辛"
    )
    assert sorted(texts(page(body))[:-2]) == sorted("甲乙丙丁戊己庚")
    assert texts(page(body))[-2:] == ["a|1/b|2", "辛"]


def test_text_between_cells_of_layout_is_read_once() -> None:
    body = f"<table>甲<tr><td>{NUMBERS}己</td>乙<td>丁</td>丙</tr><p>戊</p>庚</table>辛"
    assert texts(page(body)) == ["甲", "乙", "丙", "庚", "戊", "甲|1/乙|2", "己", "丁", "辛"]


def test_a_caption_comes_before_its_table() -> None:
    body = "<table><caption>表二</caption><tr><td>a<td>1<tr><td>b<td>2</table>"
    assert texts(page(body)) == ["表二", "a|1/b|2"]


def test_controls_in_cells() -> None:
    body = (
        "<table><tr><td>a<td><input type=text value=12><tr><td>b<td><textarea>3</textarea>"
        "<tr><td>c<td><select><option>4<option selected>5</select>"
        "<tr><td>d<td><input type=hidden value=6><input type=checkbox value=7 checked></table>"
    )
    assert [row[1] for row in grid(body)] == ["12", "3", "5", ""]


def test_hidden_rows_go_and_hidden_cells() -> None:
    body = (
        "<table><tr><td>甲甲<td>1<td>11<tr style='display:none'><td>乙乙<td>2<td>22"
        "<tr><td>丙丙<td style='visibility: hidden'>9<td>33"
        "<tr><td>丁丁<td style='display: none'>9<td>4<td>44</table>"
    )
    document = page(body)
    rows = [["甲甲", "1", "11"], ["丙丙", "", "33"], ["丁丁", "4", "44"]]
    assert [[c.text for c in row] for row in only_table(document).rows()] == rows
    assert [(n.kind, n.detail) for n in document.notes] == [(NoteKind.HIDDEN, "3")]


def test_a_hidden_empty_cell_takes_no_place() -> None:
    body = "<table><tr><td colspan=2>甲<td style='display:none'><td>1<tr><td>乙<td>丙<td>2</table>"
    assert grid(body) == [["甲", "甲", "1"], ["乙", "丙", "2"]]


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ("role=table", "role=row", "role=cell"),
        ("style='display:table'", "style='DISPLAY: table-row'", "style='display:table-cell'"),
    ],
)
def test_a_table_of_other_elements(table: str, row: str, cell: str) -> None:
    def line(*texts: str) -> str:
        return f"<div {row}>{''.join(f'<span {cell}>{t}</span>' for t in texts)}</div>"

    document = page(
        f"<p>前</p>\n<div {table}>{line('甲', '1')}\n{line('乙', '2')}</div>\n<p>后</p>"
        f"<div {cell}>丙</div>{NUMBERS}<p>末</p>"
    )
    assert texts(document) == ["前", "甲|1/乙|2", "后", "丙", "甲|1/乙|2", "末"]
    assert [t.line for t in document.tables] == [2, 4]


def test_struck_out_figures_are_left_out() -> None:
    assert grid("<table><tr><td>a<td><del>9</del>1<tr><td>b<td><s>9</s></table>") == [
        ["a", "1"],
        ["b", ""],
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("本年新<br>收数量", "本年新收数量"),
        ("<p>本年新</p>\n<p>收数量</p>", "本年新收数量"),
        ("Natural<br>person", "Natural person"),
        ("<div>22</div><div>（其中修订16件）</div>", "22（其中修订16件）"),
        ("12<br>34", "12 34"),
        ("1<a href=x>2</a>3", "123"),
        ("<p><span>1</span><span>2</span></p>", "12"),
        ("\n  12\n  ", "12"),
        ("&nbsp;", "\u00a0"),
        ("　", "　"),
        ("1\u200b2", "1\u200b2"),
        ("\ufeff12&nbsp;", "\ufeff12\u00a0"),
        ("1<!-- 9 -->2", "12"),
        ("", ""),
        ("<p><br></p>", ""),
        ("<table><tr><td>12</td></tr></table>", "12"),
    ],
)
def test_the_text_of_a_cell(cell: str, text: str) -> None:
    assert grid(f"<table><tr><td>a<td>{cell}</td></tr><tr><td>b<td>2</table>")[0][1] == text


def test_a_table_in_a_cell_of_layout() -> None:
    body = (
        "<table><tr><td>左栏</td><td>一、总体情况<p>正文</p>"
        f"{NUMBERS}尾<br>巴</td></tr><tr><td colspan=2>页脚</td></tr></table>"
    )
    assert texts(page(body)) == [
        "左栏",
        "一、总体情况",
        "正文",
        "甲|1/乙|2",
        "尾",
        "巴",
        "页脚",
    ]


def test_layout_of_one_cell_one_column_and_one_row() -> None:
    assert texts(page("<table><tr><td>只此<p>一格</p></td></tr></table>")) == ["只此", "一格"]
    assert texts(page("<table><tr><td>标题</td></tr><tr><td>正文</td></tr></table>")) == [
        "标题",
        "正文",
    ]
    long = "全市各级行政机关扎实推进政务公开工作。" * 3
    assert texts(page(f"<table><tr><td>栏目</td><td>{long}</td></tr></table>")) == ["栏目", long]
    assert texts(page("<table><tr><td></td><td>标题</td><td> </td></tr></table>")) == ["标题"]


def test_layout_with_an_article_in_a_cell() -> None:
    article = "".join(f"<p>第{i}段，全市各级行政机关扎实推进政务公开。</p>" for i in range(20))
    rows = f"<tr><td>首页</td><td>2024</td></tr><tr><td>栏目</td><td>{article}</td></tr>"
    document = page(f"<table>{rows}</table>")
    assert document.tables == ()
    assert len(document.paragraphs) == 23


def test_a_long_note_in_a_table_of_figures_is_no_layout() -> None:
    rows = "".join(f"<tr><td>第{i}项</td><td>{i}</td></tr>" for i in range(8))
    note = "<tr><td colspan=2><p>" + "注：本表数据为全年累计。" * 40 + "</p></td></tr>"
    assert only_table(page(f"<table>{rows}{note}</table>")).n_rows == 9


def test_one_row_of_short_cells_stays_a_table() -> None:
    body = "<table><tr><td>信息内容</td><td>本年制发件数</td></tr></table>" + NUMBERS
    assert texts(page(body)) == ["信息内容|本年制发件数", "甲|1/乙|2"]


def test_a_wrapped_table_within_wrappers() -> None:
    wrapped = NUMBERS
    for _ in range(5):
        wrapped = f"<table><tr><td>{wrapped}</td></tr></table>"
    assert texts(page(wrapped)) == ["甲|1/乙|2"]


def test_links_and_pictures_in_cells_belong_to_the_table() -> None:
    body = (
        "<p>前</p><table><tr><td><a href=a.doc>附件</a></td><td>1</td></tr>"
        "<tr><td><img src=x.png></td><td>2</td></tr></table>"
    )
    document = page(body)
    assert [(link.text, link.target, link.block) for link in document.links] == [
        ("附件", "a.doc", 1)
    ]
    assert [(image.source, image.block) for image in document.images] == [("x.png", 2)]


def test_word_markup() -> None:
    body = """
    <p class=MsoNormal style='margin:0cm;mso-pagination:widow-orphan'><b><span lang=EN-US
      style='font-size:16.0pt;mso-bidi-font-size:12.0pt'><o:p>&nbsp;</o:p></span></b></p>
    <table class=MsoTableGrid><tr style='mso-yfti-irow:0'><td width=99><p class=MsoNormal
     align=center><span style='font-family:宋体'>本年<span lang=EN-US>2<span>0</span></span>年
     </span><span lang=EN-US><o:p></o:p></span></p></td><td><p><span>1</span></p></td></tr>
     <![if !supportMisalignedColumns]><tr height=0><td width=99></td><td width=1></td></tr>
     <![endif]>
    </table><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>一、<span
    style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>总体情况</p>"""
    document = page(body)
    table = only_table(document)
    assert [[c.text for c in row] for row in table.rows()] == [["本年20年", "1"], ["", ""]]
    assert [p.text for p in document.paragraphs] == ["一、\u00a0 总体情况"]
