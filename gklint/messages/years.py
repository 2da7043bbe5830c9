"""What checks across years say besides the words of their rules."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

REPORT: Final = Localised("“$name”$year年度报告", "the $year report of “$name”")
DOUBTFUL_REPORT: Final = Localised(
    "“$name”$year年度报告（按名称相近认定，请核实）",
    "the $year report of “$name” (matched by a similar name, please confirm)",
)
PAIR: Final = Localised(
    "$name填 $left$unit，上年报告为 $right$unit", "$name $left, last year's report $right"
)
CHANGE: Final = Localised("$name $now（上年 $before）", "$name $now (last year $before)")
MORE: Final = Localised("，另有 $count 项", " and $count more")
EXPLAINED: Final = Localised(
    "正文写有“$words”，可能与此有关。", " The text says “$words”, which may be why."
)

# Why figures were not held against last year's
OWN_BLANK: Final = Localised("$cell为空白", "$cell is blank")
OWN_UNREAD: Final = Localised("$cell未读到或不是数字", "$cell was not read, or is no number")
EARLIER_BLANK: Final = Localised("$report中，$cell为空白", "$cell is blank in $report")
EARLIER_UNREAD: Final = Localised(
    "$report中没有读到$cell的数字，或所用表格没有这一格",
    "no number was read for $cell in $report, or its table has no such cell",
)
NOTHING_COMMON: Final = Localised(
    "两年的报告没有都填了数字的格", "no cell holds a number in both years' reports"
)

NO_TABLE_COMMON: Final = Localised(
    "两年没有都读全、格数也相同的表", "no table was read whole, with the same cells, in both years"
)
NO_MEASURE: Final = Localised(
    "没有上年的数字，也没有足够的同类机关可比",
    "there is no figure of last year, and too few bodies of the same kind to compare with",
)

# Why there is no report of last year for a body
NO_YEAR: Final = Localised(
    "未能确定本报告的年度，无法找到上年报告",
    "the year of this report is not known, so last year's can't be told",
)
NO_ISSUER: Final = Localised(
    "未能确定编制机关，无法找到上年报告",
    "the issuing body is not known, so its report of last year can't be told",
)
UNCLEAR: Final = Localised(
    "名单上有几个机关都可能是“$name”：$names，不能认定是哪一个，无法找到上年报告",
    "“$name” may be any of several bodies of the roster ($names), so last year's report can't be "
    "told",
)
OTHER_YEAR: Final = Localised(
    "给出的是本机关 $years 年度的报告，没有 $year 年度的",
    "this body's reports that were given are on $years, none on $year",
)
MERGED: Final = Localised(
    "按名单，本机关 $year 年度由几个机关分别报告：$names，没有与其中任何一份比对",
    "by the roster several bodies that are now this one reported on $year ($names); it was held "
    "against none of them",
)
SEVERAL: Final = Localised(
    "$year 年度有几个名称相近的机关：$names，不能认定哪一个是本机关",
    "several bodies of a similar name reported on $year ($names); which is this one can't be told",
)
