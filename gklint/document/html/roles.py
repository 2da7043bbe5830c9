"""Tables that a page builds of other elements: ``role="table"``, or CSS ``display: table``.

What is laid out as rows of cells is a table to the reader, whatever its elements are called.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES: Final = {
    "table": "table", "grid": "table", "rowgroup": "tbody", "row": "tr",
    "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_DISPLAYS: Final = {
    "table": "table", "table-row-group": "tbody", "table-header-group": "tbody",
    "table-footer-group": "tbody", "table-row": "tr", "table-cell": "td",
}  # fmt: skip
_INSIDE: Final = {"tbody": ("table",), "tr": ("table", "tbody"), "td": ("tr",), "th": ("tr",)}
_FROM: Final = frozenset(("div", "ul", "ol", "li", "dl", "dd", "dt", "p", "section", "span"))


def may_build(lower: bytes) -> bool:
    """Whether markup in lower case builds a table's cells of other elements."""
    return lower.rfind(b"cell") >= 0 and (
        lower.rfind(b"table-cell") >= 0 or lower.rfind(b"role=") >= 0
    )


def name_tables(root: _Element) -> None:
    """Give such elements the names of a table's; a part outside its whole keeps its own."""
    for element in root.iter(*_FROM):
        name = _name(element)
        if name is None:
            continue
        parent = element.getparent()
        if name != "table" and (parent is None or parent.tag not in _INSIDE[name]):
            continue
        element.tag = name
        for attribute in ("colspan", "rowspan"):
            span = element.get(f"aria-{attribute}")
            if span is not None and span.strip().isdigit():
                element.set(attribute, span)
        if name == "table":
            element.set(BUILT, "")


BUILT: Final = "data-built"
"""Attribute of the tables made here: the source has no ``</table>`` for them."""


def _name(element: _Element) -> str | None:
    role = element.get("role")
    if role is not None and role in _ROLES:
        return _ROLES[role]
    style = element.get("style")
    found = _display().search(style) if style is not None else None
    return _DISPLAYS.get(found[1].lower()) if found is not None else None


@cache
def _display() -> re.Pattern[str]:
    return re.compile(r"(?:^|;)\s*display\s*:\s*([\w-]+)", re.IGNORECASE)
