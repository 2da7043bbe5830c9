"""What the checks of prose say besides the words of their rules."""

from __future__ import annotations

from typing import Final

from gklint.lang import Localised

NOT_READ: Final = Localised(
    "正文写到的数字，在表中对应的格未读到",
    "the table's figure for what the prose says was not read",
)
OR: Final = Localised(" 或 ", " or ")
AND: Final = Localised("、", ", ")
COMPARABLE: Final = Localised(
    "可比的数：$listed；最接近的是$nearest。",
    " Figures it may mean: $listed; the nearest is $nearest.",
)
