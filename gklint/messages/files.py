"""What the comparison of several files of one report says besides the words of its rules."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

CELL: Final = Localised("$cell（本份，“$other”）", "$cell (here, “$other”)")
CELL_LINE: Final = Localised(
    "$cell（本份，“$other”第 $line 行）", "$cell (here, line $line of “$other”)"
)
FIRST: Final = Localised(
    "$cell，本份为 $left，“$other”为 $right", "$cell: $left here, $right in “$other”"
)
LEFT: Final = Localised(
    "，另有 $count 格因空白或未读到没有比对", "; without a number in one of them: $count"
)
UNREAD: Final = Localised(
    "另有$others未能读取，没有比对。", " $others could not be read and was not compared."
)
NOTHING: Final = Localised("", "")
NO_CELLS: Final = Localised(
    "与“$other”没有双方都读到数字的格",
    "there is no cell of which both this report and “$other” give a number",
)
NOT_READ: Final = Localised(
    "用来比对的“$other”未能读取或不是年度报告",
    "“$other”, which it was to be compared with, could not be read or is no annual report",
)
NO_ISSUER: Final = Localised("未读到机关", "body not found")
NO_YEAR: Final = Localised("未读到年度", "year not found")
YEAR: Final = Localised("$year 年度", "$year")
"""Identity of the other file."""
PROPERTY: Final = Localised("“$property”为“$name”", "$property: “$name”")
