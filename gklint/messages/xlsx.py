"""Words of the workbooks, in both languages."""

# ruff: noqa: E501  (a sentence stays on one line)

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final

from gklint.lang import Localised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Lang

WORDS: Final[Mapping[str, Localised]] = {
    "text.cut": Localised("……（全文 $count 字，此处从略）", "… ($count characters, cut here)"),
    # Names of the sheets
    "sheet.overview": Localised("总览", "Overview"),
    "sheet.findings": Localised("全部问题", "Findings"),
    "sheet.rectify": Localised("整改清单", "Rectification"),
    "sheet.rollup": Localised("汇总核对", "Roll-up"),
    "sheet.coverage": Localised("读取情况", "Coverage"),
    "sheet.figures": Localised("数据对照", "Figures"),
    "sheet.roll": Localised("报送情况", "Roll call"),
    "sheet.facts": Localised("数据", "Figures"),
    "sheet.side": Localised("数据对照", "Side by side"),
    # The figures side by side
    "figures.title": Localised("各份报告的数据对照", "The figures of all reports, side by side"),
    "figures.legend": Localised(
        "数字按报告所填。空白：表中此格未填；横线：填的是“/”“—”“无”等；未读到：没有找到这一格，不等于 0；无此项：该报告所用版式没有这一格；带底色的文字：格中不是数字。",
        "Numbers as the reports print them. blank: the cell is empty; dash: it holds “/”, “—” or the"
        " like; not read: no such cell was found, which is not 0; not in"
        " form: the form used has no such cell; shaded text: no number.",
    ),
    "figures.table": Localised("表", "Table"),
    "figures.row": Localised("数据项", "Row"),
    "figures.column": Localised("栏目", "Column"),
    "figures.total": Localised("合计", "Total"),
    "figures.numbers": Localised("有数字的份数", "Reports with a number"),
    "figures.summed": Localised(
        "合计为所列 $count 份报告中数字格的直接相加，未读到的格不在其内；请以“有数字的份数”为准判断是否齐全。",
        "The total adds the numbers of $count reports as they stand; cells that were not read are not"
        " in it. Reports with a number tells how complete it is.",
    ),
    "figures.aside": Localised(
        "不计入合计：$names（汇总报告，或同一机关同一年度的另一份材料）。",
        "Not in the total: $names (a consolidated report, or another file of the same body and"
        " year).",
    ),
    "figures.years": Localised(
        "报告属于不同年度，不作合计。",
        "The reports are of different years, so nothing is added up.",
    ),
    "figures.many": Localised(
        "报告超过一张表能列的份数，以下 $count 份未列出。",
        "$count more reports than a sheet has columns are not shown.",
    ),
    "figures.empty": Localised("没有读到任何数据。", "No figures were read."),
    "figures.blank": Localised("空白", "blank"),
    "figures.none": Localised("无此项", "not in form"),
    "figures.dash": Localised("横线", "dash"),
    "figures.absent": Localised("未读到", "not read"),
}


def tell(key: str, lang: Lang, /, **params: str | int) -> str:
    """The words `key` in `lang`, filled. Raises KeyError where something is missing."""
    return Template(WORDS[key][lang]).substitute(params)
