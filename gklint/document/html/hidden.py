"""What a page hides: left out, unless it is only shown later.

Hidden is what CSS written at the element says, or ``hidden``. What holds half of the page's text
or more is shown by a script after all (pages hide their body against framing, or an article until
its fonts are there); a hidden container with a text or a table of its own is a closed section or
a tab that a click opens, and stays as well, with those like it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from gklint.document.html.text import storable

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELLS: Final = frozenset(("td", "th"))
_FOLDING: Final = frozenset(("div", "section", "article", "dd", "li", "main", "fieldset"))
"""Containers that pages fold: a hidden row, cell, paragraph or list is hidden for good."""
_SECTION: Final = 120  # characters outside links from which a folded container is a text
_WORDS: Final = (b"display", b"hid", b"line-through", b"font-size:0", b"font-size: 0")


class _Held(NamedTuple):
    """What stands in a marked element: characters, those of them in links, whether a table."""

    element: _Element
    length: int
    linked: int
    table: bool
    depth: int

    @property
    def kind(self) -> tuple[object, ...]:
        """What tabs of one page have in common."""
        return self.element.tag, self.element.get("class"), self.depth


@cache
def hiding() -> re.Pattern[str]:
    """What a ``style`` that hides its element says; struck out is as good as hidden."""
    return re.compile(
        r"(?:^|;)\s*(?:(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
        r"|text-decoration(?:-line)?\s*:[^;]*\bline-through)\b"
        r"|font-size\s*:\s*0+(?:px|pt|em|rem|%)?\s*(?:!\s*important\s*)?(?:;|$))",
        re.IGNORECASE,
    )


def may_hide(lower: bytes) -> bool:
    """Whether markup in lower case names anything that hides."""
    # From the end: Python looks for a word that is not there four times as fast that way.
    return any(lower.rfind(word) >= 0 for word in _WORDS)


def is_hidden(element: _Element) -> bool:
    """Whether the element itself is marked as hidden."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and hiding().search(style) is not None


def drop_hidden(root: _Element) -> int:
    """Remove hidden elements, and say how many had text."""
    marked = {element for element in root.iter() if is_hidden(element)}
    if not marked:
        return 0
    dropped = 0
    whole, found = _held(root, marked)
    opened = {held.kind for held in found if _opens(held)}
    for held in found:
        element = held.element
        if element.getparent() is None or (
            held.length and (held.length * 2 >= whole or held.kind in opened)
        ):
            continue
        invisible = "visib" in (element.get("style") or "").lower()
        if element.tag in _CELLS and invisible:
            _empty(element)  # its place in the row stays
        elif held.length or element.tag in _CELLS:
            remove(element)
        dropped += held.length > 0
    return dropped


def remove(element: _Element) -> None:
    """Take `element` out, and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = storable(element.tail or "")
    if tail:
        before = element.getprevious()
        if before is None:
            parent.text = storable(parent.text or "") + tail
        else:
            before.tail = storable(before.tail or "") + tail
    parent.remove(element)


def _opens(held: _Held) -> bool:
    """Whether a click shows it: a container that holds a table or a text of its own."""
    if held.element.tag not in _FOLDING:
        return False
    return held.table or held.length - held.linked >= _SECTION


def _held(root: _Element, marked: set[_Element]) -> tuple[int, list[_Held]]:
    """Characters of the page, and what each marked element holds, inner ones first. One pass,
    however deep they nest."""
    total = linked = tables = links = depth = 0
    begins: list[tuple[_Element, int, int, int]] = []
    found: list[_Held] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if element in marked:
                begins.append((element, total, linked, tables))
            depth += 1
            links += tag == "a"
            tables += tag == "table"
            length = len((element.text or "").strip())
            total += length
            linked += length if links else 0
        else:
            depth -= 1
            links -= tag == "a"
            if begins and begins[-1][0] is element:
                _, chars, before, count = begins.pop()
                held = _Held(element, total - chars, linked - before, tables > count, depth)
                found.append(held)
            length = len((element.tail or "").strip())
            total += length
            linked += length if links else 0
    return total, found


def _empty(element: _Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None
