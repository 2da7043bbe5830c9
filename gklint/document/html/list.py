"""The numbers that a browser prints before the items of an ordered list.

Only where the page itself asks for a style: nearly every portal resets ``ol`` to no number at all
in a style sheet that a reader does not see, so a bare ``<ol>`` is left as its text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gklint.document.flowing.numerals import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES: Final = {
    "decimal": ("", "decimal", ". "),
    "lower-alpha": ("", "lowerLetter", ". "),
    "lower-latin": ("", "lowerLetter", ". "),
    "upper-alpha": ("", "upperLetter", ". "),
    "upper-latin": ("", "upperLetter", ". "),
    "lower-roman": ("", "lowerRoman", ". "),
    "upper-roman": ("", "upperRoman", ". "),
    "cjk-ideographic": ("", "chineseCounting", "、"),
    "simp-chinese-informal": ("", "chineseCounting", "、"),
    "trad-chinese-informal": ("", "chineseCounting", "、"),
}
"""CSS ``list-style-type`` → before, form of the number, after."""

_TYPES: Final = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_EDITOR: Final = {
    "custom_cn": ("", "chineseCounting", "、"),
    "custom_cn1": ("", "chineseCounting", "）"),
    "custom_cn2": ("（", "chineseCounting", "）"),
    "custom_num": ("", "decimal", "、"),
    "custom_num1": ("", "decimal", "）"),
    "custom_num2": ("（", "decimal", "）"),
}
"""Classes of the editor that most Chinese portals use (UEditor), whose style sheet draws them."""


class Numbering:
    """Counts the items of every list of a page."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: dict[_Element, int] = {}

    def marker(self, item: _Element) -> str:
        """What is printed before the ``<li>`` `item`; call once an item, in reading order."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        number = self._last.get(parent)
        if number is None:
            number = _whole(parent.get("start"), 1) - 1
        number = _whole(item.get("value"), number + 1)
        self._last[parent] = number
        style = _style(item) or _style(parent)
        if style is None:
            return ""
        before, form, after = style
        return before + numeral(number, form) + after


def _style(element: _Element) -> tuple[str, str, str] | None:
    for name in (element.get("class") or "").split():
        if name in _EDITOR:
            return _EDITOR[name]
    declared = _declared().search(element.get("style") or "")
    if declared is not None:
        return _STYLES.get(declared.group(1).lower())
    return _STYLES.get(_TYPES.get(element.get("type") or "", ""))


@cache
def _declared() -> re.Pattern[str]:
    return re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)


def _whole(value: str | None, default: int) -> int:
    match = re.fullmatch(r"\s*(-?\d{1,6})\s*", value or "")
    return int(match.group(1)) if match else default
