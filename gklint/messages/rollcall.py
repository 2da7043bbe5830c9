"""Why a line of the roll call is in doubt, in words; `$` parameters."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

DOUBTS: Final = {
    "similar": Localised(
        "报告署名“$issuer”，按相近名称对应",
        "the report is signed “$issuer”, a similar name",
    ),
    "file": Localised("按文件名对应", "told by the file's name"),
    "may_be": Localised(
        "$files 可能是本单位的，也可能是别的单位的，请核实",
        "$files may be its, or another body's; please look",
    ),
    "several": Localised(
        "可能是$names的，未能确定", "it may be the report of $names; there is no telling"
    ),
    "other_year": Localised(
        "收到的是$years年度的（$files）", "what was received is on $years ($files)"
    ),
    "no_year": Localised("$files 未写明报告年度", "the year reported on is not told in $files"),
    "name_year": Localised(
        "文件名写的是$years年（$files）", "the file's name says $years ($files)"
    ),
    "strays": Localised(
        "也可能在未能读取、不知是哪个单位的 $count 份材料之中（$files）",
        "it may be among the files that could not be read and tell no body ($count: $files)",
    ),
    "unsigned": Localised(
        "也可能是没有写明编制机关的 $count 份报告之一（$files）",
        "it may be one of the reports that name no body ($count: $files)",
    ),
}

ON_ROSTER: Final = Localised("应报单位名单第 $line 行", "line $line of the roster")
YEAR: Final = Localised("$year年度", "on $year")
NO_YEAR: Final = Localised("本年度", "for the year")
DUE: Final = Localised("，报送时限为$day", "; the roster asks for it by $day")
"""Parts of a sentence about a body that has not reported."""
