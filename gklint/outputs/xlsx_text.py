"""Text for cells of a workbook: never a formula, never cut in silence, legal in every sheet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gklint.messages.xlsx import tell
from gklint.outputs.junit import clean
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Container

    from gklint.lang import Lang

LONGEST: Final = 32_767
"""UTF-16 units that a cell holds (ECMA-376; Excel's specifications and limits)."""
NAME: Final = 31
"""Characters of a sheet's name."""

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NOT_IN_NAMES: Final = regex(r"[\[\]:*?/\\\x00-\x1f]")


@lru_cache(maxsize=8192)  # names, labels and citations come again and again
def cell_text(text: str, lang: Lang) -> str:
    """`text` as a cell can hold it: no control characters, cut with a mark at the limit."""
    legible = text.encode("utf-8", "backslashreplace").decode("utf-8")  # names that are no text
    made = clean(legible.replace("\r\n", "\n").replace("\r", "\n"))
    if made.startswith("<r>"):  # XlsxWriter takes this for markup of its own
        made = " " + made
    if len(made) * 2 <= LONGEST or _units(made) <= LONGEST:
        return made
    mark = tell("text.cut", lang, count=len(made))
    kept = made.encode("utf-16-le")[: (LONGEST - _units(mark)) * 2]
    return kept.decode("utf-16-le", "ignore") + mark


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take `text` for a formula when someone edits the cell."""
    return text.startswith(_FORMULA)


def sheet_name(text: str, taken: Container[str] = ()) -> str:
    """A legal name for a sheet, unlike those `taken` (in lower case)."""
    base = _NOT_IN_NAMES.sub(" ", clean(text)).strip(" '") or "-"
    name, number = base[:NAME].rstrip(" '"), 2
    while name.lower() in taken:
        tail = f" {number}"
        name, number = base[: NAME - len(tail)] + tail, number + 1
    return name


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
