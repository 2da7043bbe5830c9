"""The second parser: beautifulsoup4 with html5lib, for pages that libxml2 gave up on.

Its time grows with the square of the depth, so depth and size are looked at before it is started
and its time while it runs. Its tree is turned into an lxml tree without inline tags, so that one
walk reads both.
"""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from gklint.document.errors import LimitReached
from gklint.document.html.tags import INLINE, SELF_CLOSING, VOID
from gklint.document.html.text import storable
from gklint.document.limits import FALLBACK_DEPTH, FALLBACK_SECONDS, FALLBACK_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_KEPT: Final = frozenset((
    "alt", "class", "colspan", "content", "data", "height", "hidden", "href", "name", "property",
    "rowspan", "selected", "src", "start", "style", "type", "value", "width",
))  # fmt: skip
_PIECE: Final = 512  # characters between two looks at the clock


def parse_again(text: str) -> _Element | None:
    """The tree of `text` by html5lib.

    Raises:
        LimitReached: "size", "depth" before parsing, "time" while parsing.
    """
    if len(text) > FALLBACK_TEXT:
        raise LimitReached("size", size=len(text), limit=FALLBACK_TEXT)
    depth = nesting(text)
    if depth > FALLBACK_DEPTH:
        raise LimitReached("depth", depth=depth, limit=FALLBACK_DEPTH)
    return _convert(_soup(text))


def nesting(text: str) -> int:
    """The greatest depth of tags in `text`, counted without parsing: an upper estimate."""
    depth = deepest = 0
    for match in _tags().finditer(text):
        closing, name = match.groups()
        name = name.lower()
        if name in VOID or name in SELF_CLOSING:
            continue
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")


class _Timed(str):
    """A text that is also a stream of itself, in small pieces, until its time is up. html5lib
    reads what can be read; beautifulsoup4 passes on unchanged what is a string."""

    __slots__ = ("_at", "_end")

    _at: int
    _end: float

    @classmethod
    def over(cls, text: str, seconds: float) -> _Timed:
        self = cls(text)
        self._at = 0
        self._end = time.monotonic() + seconds
        return self

    def read(self, size: int) -> str:
        if time.monotonic() > self._end:
            raise LimitReached("time", limit=f"{FALLBACK_SECONDS:g}")
        piece = self[self._at : self._at + min(size, _PIECE)]
        self._at += len(piece)
        return piece


def _soup(text: str) -> Any:
    from bs4 import BeautifulSoup
    from bs4.builder import HTML5TreeBuilder  # type: ignore[attr-defined]  # defined by import

    class Builder(HTML5TreeBuilder):  # type: ignore[misc]
        """Slips the stream in where the markup is handed to html5lib: given to BeautifulSoup, it
        would be read whole at once."""

        def feed(self, markup: Any) -> None:
            super().feed(_Timed.over(text, FALLBACK_SECONDS))

    return BeautifulSoup(text, builder=Builder())


def _convert(soup: Any) -> _Element | None:
    """The soup as an lxml tree, inline tags left out unless they are hidden or linked."""
    from bs4.element import NavigableString, PreformattedString, Tag

    inline = frozenset(INLINE)
    root = etree.Element("html")
    stack: list[tuple[Iterator[Any], _Element]] = [(iter(soup.contents), root)]
    while stack:
        children, parent = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
        elif isinstance(node, Tag):
            name = str(node.name)
            if (name in inline and not node.attrs.keys() & {"style", "hidden"}) or name == "html":
                stack.append((iter(node.contents), parent))
                continue
            stack.append((iter(node.contents), _element(parent, name, node)))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            _append(parent, str(node))
    return root if len(root) else None


def _element(parent: _Element, name: str, tag: Any) -> _Element:
    try:
        element = etree.SubElement(parent, name)
    except ValueError:  # a name that XML cannot hold: an unknown tag is inline text anyway
        element = etree.SubElement(parent, "span")
    for key in _KEPT.intersection(tag.attrs):
        value = tag.attrs[key]
        element.set(key, storable(value if isinstance(value, str) else " ".join(value)))
    if tag.sourceline is not None:
        element.sourceline = min(tag.sourceline, 65535)
    return element


def _append(parent: _Element, text: str) -> None:
    text = storable(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
