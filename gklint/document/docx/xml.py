"""Ways over the elements of a Word part that several readers share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.docx.package import W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

SILENT: Final = frozenset(
    f"{W}{name}"
    for name in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tblPr", "tblPrEx", "trPr", "tcPr")
)
"""Elements between paragraphs, rows and cells that hold none of them."""

_NONE: Final = ()
_TWIPS: Final = f"{W}w"
_UNIT: Final = f"{W}type"
_POINT: Final = 20  # twips


def holds(content: bytes, word: bytes) -> bool:
    """Whether `word` is in `content`. From the end: Python looks for what is not there four times
    as fast that way."""
    return content.rfind(word) >= 0


def properties(
    element: etree._Element, name: str, before: str | None = None
) -> Iterable[etree._Element]:
    """The children of the properties `name`, which stand first, or after `before`.

    Plain iteration: to have lxml match names costs more than to look at all of the few.
    """
    for first in element:
        tag = first.tag
        if tag == name:
            return first
        if tag != before:
            break
    return _NONE


def twips(element: etree._Element) -> int | None:
    """A width; None where it is a share of the page or left to Word."""
    if element.get(_UNIT, "dxa") != "dxa":
        return None
    text = element.get(_TWIPS) or ""
    try:
        if text.endswith("pt"):
            return round(float(text[:-2]) * _POINT)
        return max(0, int(text))
    except (ValueError, OverflowError):
        return None
