"""What the checks of prose say besides the words of their rules."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

NOT_READ: Final = Localised(
    "正文写到的数字，在表中对应的格未读到",
    "the table's figure for what the prose says was not read",
)
NOT_READ_BEFORE: Final = Localised(
    "正文与上年相比的数字，在上年报告或本年表中未读到",
    "what the prose compares with last year was not read in last year's report or in the tables",
)
OR: Final = Localised(" 或 ", " or ")
AND: Final = Localised("、", ", ")
COMPARABLE: Final = Localised(
    "可比的数：$listed；最接近的是$nearest。",
    " Figures it may mean: $listed; the nearest is $nearest.",
)
RISES: Final = Localised("增加", "up")
FALLS: Final = Localised("减少", "down")
SAME: Final = Localised("持平", "unchanged")
