"""Words of the workbooks, in both languages."""

# ruff: noqa: E501  (a sentence stays on one line)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.lang import Localised
from gklint.messages import Words
from gklint.messages.desk import DESK

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    # In several sheets
    "all": Localised("（本次全部）", "(whole run)"),
    "file": Localised("材料", "File"),
    "number": Localised("序号", "No."),
    "fault": Localised("问题", "Fault"),
    "suspects": Localised("可能的改法", "Possible repairs"),
    "suspects.more": Localised(
        "另有 $count 格，见“全部问题”", "and more ($count): see the sheet Findings"
    ),
    "total": Localised("合计", "Total"),
    "of_year": Localised("（$year 年度）", " ($year)"),
    "in_file": Localised("　　$file", "   $file"),
    "cells.expected": Localised("应读格", "Cells due"),
    "cells.read": Localised("读到格", "Cells read"),
    "cells.unread": Localised("未读格", "Cells not read"),
    "round": Localised("状态", "Round"),
    "round.outstanding": Localised("本次未报来", "not handed in again"),
    "round.before": Localised("上一轮", "last round"),
    # The overview
    "overview.title": Localised("$pack检查总览", "Overview: $pack"),
    "overview.empty": Localised("没有检查任何报告。", "No report was checked."),
    "overview.legend": Localised(
        "各类栏中三个数依次为应改、请核实、提示的条数，颜色按其中最重的一类；“读取”一栏是 gklint 未能读取的情况，不是报告的问题。点击机关名称可到整改清单。",
        "The three numbers under a family count what is to be fixed, checked and noted; the colour is that of the gravest. The family RD tells of gklint's own reading, not of faults of the report. A body's name leads to its rectification list.",
    ),
    "about.made": Localised("检查时间 $time", "checked $time"),
    "about.roster": Localised("名单 $name", "roster $name"),
    # Findings
    "findings.none": Localised("没有问题可列。", "There are no findings."),
    "findings.cut": Localised(
        "表格行数已满，另有 $count 条未列出；请分批检查，或用 -o csv、-o jsonl。",
        "The sheet is full; left out: $count. Check in parts, or use -o csv or -o jsonl.",
    ),
    # The rectification list
    "rectify.title": Localised("整改清单", "Rectification list"),
    "rectify.how": Localised(
        "只列“应改”和“请核实”。“请核实”经核对无误的，整改情况选“无需整改”并附说明。带底色的四栏由负责人填写。",
        "Only what is to be fixed or checked. Where a check shows that all is well, choose “not needed” and say why. The four shaded columns are for you to fill in.",
    ),
    "rectify.progress": Localised("整改情况", "Progress"),
    "rectify.person": Localised("责任人", "Person"),
    "rectify.by": Localised("完成时间", "Done on"),
    "rectify.checked": Localised("复核", "Checked by"),
    "rectify.shared": Localised("（共有问题第 $number 项）", "(shared fault no. $number)"),
    "rectify.roster": Localised("应报单位名单", "Roster"),
    "rectify.none": Localised(
        "没有应改或请核实的问题。是否全部读到，见“读取情况”。",
        "Nothing to fix or to check. The coverage sheet tells whether everything was read.",
    ),
    "progress.done": Localised("已整改", "done"),
    "progress.doing": Localised("整改中", "under way"),
    "progress.open": Localised("未整改", "not done"),
    "progress.needless": Localised("无需整改", "not needed"),
    # Coverage
    "coverage.kind": Localised("类别", "Kind"),
    "coverage.what": Localised("表格或规则", "Table or rules"),
    "coverage.note": Localised("说明", "Note"),
    "coverage.table": Localised("表格", "table"),
    "coverage.reading": Localised("读取", "reading"),
    "coverage.not_assessed": Localised("未检查", "not checked"),
    "coverage.off": Localised("未启用", "off"),
    "coverage.missing": Localised(
        "有 $count 格没有读到，不按 0 处理", "cells not read, and not taken for 0: $count"
    ),
    "coverage.scanned": Localised(
        "有 $count 格识别自图片，请对照原件核对",
        "cells read from a picture, to be compared with the original: $count",
    ),
    "coverage.cut": Localised(
        "表格行数已满，其余未列出。", "The sheet is full; the rest is not listed."
    ),
    # The roll call
    "roll.kind": Localised("机关类别", "Kind"),
    "roll.level": Localised("层级", "Level"),
    "roll.region": Localised("地区", "Region"),
    "roll.publish_by": Localised("公开时限", "To publish by"),
    "roll.files": Localised("收到的材料", "Files"),
    "roll.doubt": Localised("需核对", "To be confirmed"),
    "level.central": Localised("中央", "central"),
    "level.province": Localised("省级", "province"),
    "level.city": Localised("市级", "city"),
    "level.county": Localised("县级", "county"),
    "level.town": Localised("乡级", "town"),
    "level.unknown": Localised("未注明", "not told"),
    # The roll-up
    "rollup.title": Localised(
        "汇总核对：汇总报告与各单位之和",
        "Roll-up: consolidated reports and the sums of their bodies",
    ),
    "rollup.how": Localised(
        "“各单位之和”是右侧各单位数字的求和公式；有单位的格未读到或不能确定时不下结论，格中数字不计入。差额＝汇总报告－各单位之和：红色为汇总数小于各单位之和；黄色为大于，可能来自尚未收到的单位或本级机关，请核对。",
        "The sum adds the bodies' numbers to the right; where a body's cell was not read or is in doubt, nothing is concluded, and its number is not added. Difference = consolidated report - sum: red where the report has less than the sum; yellow where it has more, which may come from bodies not yet received or from the government's own office.",
    ),
    "rollup.reported": Localised("汇总报告", "Reported"),
    "rollup.sum": Localised("各单位之和", "Sum of bodies"),
    "rollup.difference": Localised("差额", "Difference"),
    "rollup.open": Localised("未读到或待定的单位", "Bodies not read or in doubt"),
    "rollup.unknown": Localised("未定", "open"),
    "member.in": Localised("已计入 $count 个", "In the sums ($count)"),
    "member.partly": Localised(
        "部分计入（有格未读到） $count 个", "Partly in, some cells were not read ($count)"
    ),
    "member.missing": Localised("尚未收到 $count 个", "Not yet received ($count)"),
    "member.unread": Localised("已报、未能读取 $count 个", "Reported, unreadable ($count)"),
    "member.edition": Localised(
        "部分计入（所用版式没有某些格） $count 个",
        "Partly in, the edition lacks some cells ($count)",
    ),
    "member.doubtful": Localised(
        "已计入，多份材料不一致的格除外 $count 个",
        "In the sums but for cells on which their files differ ($count)",
    ),
    "member.exempt": Localised("不要求报送 $count 个", "Need not report ($count)"),
    "member.out": Localised("按名单不计入 $count 个", "Not counted by the roster ($count)"),
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
        "The total adds the numbers as they stand (reports: $count); cells that were not read are not"
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
        "报告超过一张表能列的份数，另有 $count 份未列出。",
        "A sheet has no columns for all reports; left out: $count.",
    ),
    "figures.empty": Localised("没有读到任何数据。", "No figures were read."),
    "figures.blank": Localised("空白", "blank"),
    "figures.none": Localised("无此项", "not in form"),
    "figures.dash": Localised("横线", "dash"),
    "figures.absent": Localised("未读到", "not read"),
}

tell: Final = Words(DESK, WORDS)
