"""The area code of a telephone number as printed."""

from __future__ import annotations

from typing import Final

from gklint.patterns import regex
from gklint.text import fold_width

_SIGNS: Final = regex(r"[^0-9+]")
_ABROAD: Final = regex(r"^\+?86(?=0?[1-9])")
_CODE: Final = regex(r"(010|02\d|0[3-9]\d\d)[1-9]\d{4,}")


def area_code(number: str) -> str | None:
    """「0632」 of 0632—4412540, 「010」 of +86 10 65194406; None of mobile and service numbers and
    of numbers without one."""
    digits = _SIGNS.sub("", fold_width(number))
    if (abroad := _ABROAD.match(digits)) is not None and len(digits) > len(abroad[0]) + 8:
        digits = digits[abroad.end() :]
        digits = digits if digits.startswith(("0", "1")) else "0" + digits
        digits = "0" + digits if digits.startswith("10") and len(digits) == 10 else digits
    found = _CODE.match(digits)
    return found[1] if found is not None else None
