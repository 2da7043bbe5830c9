"""What the checks of roll-ups and of likeness say besides the words of their rules."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

LINE: Final = Localised(
    "“$name”报告 $reported、合计 $total（相差 $difference）",
    "“$name”: reported $reported, sum $total (difference $difference)",
)
MORE: Final = Localised("，等 $count 格", ", $count cells in all")
AND_OTHERS: Final = Localised("$names等 $count 个单位", "$names and others, $count bodies in all")
ABSENT: Final = Localised(
    "$names尚未收到或未能读取，多于合计的格未作判断",
    "not received or not readable: $names; cells above the sum were not judged",
)
OPEN: Final = Localised(
    "$cells 格因$names的有关格未读到、版式不同或存疑，未作判断",
    "cells that were not judged: $cells; some figures of $names were not read, are not on that "
    "edition or are in doubt",
)
UNFILLED: Final = Localised(
    "$cells 格本报告未填写或未读到，未作判断",
    "cells of this report that are blank or were not read, and were not judged: $cells",
)
NO_SUMS: Final = Localised(
    "没有可以汇总的单位年报", "there is no body's report that could be added up"
)
NO_TEXTS: Final = Localised(
    "给出的上年材料只有数字，没有正文", "what was given of last year has figures only, no text"
)
TOO_SHORT: Final = Localised(
    "可比较的部分未读到或文字太少", "the parts to compare were not read or are too short"
)
