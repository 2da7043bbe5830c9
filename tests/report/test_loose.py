"""Tables that a copy left as one cell a line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gklint.document.model import Paragraph, Table
from gklint.report.model import FactState
from tests.report.reading import HEADINGS, figures, report

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "青柳县水利局2023年政府信息公开工作年度报告"
DISCLOSURE = """第二十条第（一）项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章
0
0
0
行政规范性文件
2
1
9
第二十条第（五）项
信息内容
本年处理决定数量
行政许可
37
第二十条第（六）项
信息内容
本年处理决定数量
行政处罚
4
行政强制
0
第二十条第（八）项
信息内容
本年收费金额（单位：万元）
行政事业性收费
12.5"""
REQUESTS = """（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况
自然人
法人或其他组织
总计
商业
企业
科研
机构
社会公益组织
法律服务机构
其他
一、本年新收政府信息公开申请数量
5
1
0
0
0
0
6
二、上年结转政府信息公开申请数量
{carried}
三、本年度办理结果
（一）予以公开
3
0
0
0
0
0
3"""


def lines(cells: str, between: str = "\n", carried: Sequence[str] = ("1", *"000000")) -> str:
    body = [
        TITLE,
        HEADINGS[0],
        "本年度各项工作有序推进，成效明显。",
        HEADINGS[1],
        cells,
        HEADINGS[2],
    ]
    body += [REQUESTS.replace("{carried}", "\n".join(carried)), HEADINGS[3], "本年度没有。"]
    return "\n".join(body).replace("\n", between)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", " \n\n \n"])
def test_one_cell_a_line(between: str) -> None:
    found = report(lines(DISCLOSURE, between))
    told = figures(found)
    assert [told[f"disclosure.normative.{c}"] for c in ("issued", "repealed", "in_force")] == [
        2,
        1,
        9,
    ]
    assert told["disclosure.licensing.decisions"] == 37
    assert told["disclosure.fees.amount"] == Decimal("12.5")
    assert [s.key for s in found.sections] == [
        "overview",
        "disclosure",
        "requests",
        "review_litigation",
    ]
    assert {v for k, v in told.items() if k.startswith("requests.new.")} == {5, 1, 0, 6}


def test_ends_of_lines_with_pipes() -> None:
    told = figures(report(lines(DISCLOSURE.replace("\n", " |\n"))))
    assert told["disclosure.normative.in_force"] == 9


def test_a_row_that_lost_its_empty_cells_is_not_read() -> None:
    found = report(lines(DISCLOSURE, carried=("1", "1")))
    row = [fact for name, fact in found.facts.items() if name.startswith("requests.carried_in.")]
    assert {fact.state for fact in row} == {FactState.ABSENT}
    assert found.facts["requests.granted.total"].value == 3
    assert found.tables["requests"].unknown == ()  # a row of the form, unread: no row too many


def test_blocks_and_places() -> None:
    text = lines(DISCLOSURE)
    found = report(text)
    blocks = found.document.blocks
    assert [block.block for block in blocks] == list(range(len(blocks)))
    fact = found.facts["disclosure.normative.in_force"]
    assert isinstance(fact.table, Table)
    place = fact.table.place(fact.cell)
    assert place.line is not None
    assert text.split("\n")[place.line - 1] == "9"


@pytest.mark.parametrize(
    "text",
    [
        "1\n2\n3\n4\n规章\n其他",
        "全年办理：\n行政许可\n5\n行政处罚\n3\n没有其他。",
        "总计\n其他\n自然人",
    ],
)
def test_few_labels_and_figures_are_no_table(text: str) -> None:
    found = report("\n".join([TITLE, *HEADINGS[:1], text, *HEADINGS[1:]]))
    assert all(isinstance(block, Paragraph) for block in found.document.blocks)
