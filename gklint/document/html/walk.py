"""A pruned tree → blocks in reading order, by one walk with a stack of its own (pages nest deeper
than Python's)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.html import table as html_table
from gklint.document.html.list import Numbering
from gklint.document.html.tags import EMBEDDED
from gklint.document.html.text import BLANKS, itertext, line_of, squeeze
from gklint.document.limits import MAX_BLOCKS
from gklint.document.model import Embedded, Image, Link, Paragraph
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gklint.document.html.source import Source
    from gklint.document.model import Block

_BLOCKS: Final = dict.fromkeys(
    ("p", "pre", "dt", "dd", "caption", "legend", "figcaption", "address", "summary", "tr"), 0
) | {f"h{level}": level for level in range(1, 7)}
"""Elements that are a paragraph, and the level of heading they give."""

_CONTAINERS: Final = frozenset((
    "body", "div", "td", "th", "section", "article", "main", "aside", "nav", "header", "footer",
    "form", "center", "blockquote", "ul", "ol", "li", "dl", "fieldset", "figure", "details",
    "hgroup", "menu", "dir", "tbody", "thead", "tfoot",
))  # fmt: skip
"""Elements that hold paragraphs. Elements of no known name (a portal's own) are inline."""

_BESIDE: Final = frozenset(("img", *EMBEDDED))
"""Elements that stand beside the text: a block of their own after the paragraph they are in."""

_NOWHERE: Final = frozenset(("", "#", "javascript:", "javascript:void(0)", "javascript:void 0"))
"""Addresses of links that do what their script says."""

_DROPPED: Final = frozenset(("head", "title", "option", "optgroup", "frameset", "noframes"))


class Walked(NamedTuple):
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


@dataclass(slots=True, repr=False, eq=False)
class _Frame:
    """An element whose children are being read, and what to restore when they are."""

    element: _Element
    children: Iterator[_Element]
    is_block: bool
    path: tuple[int, ...]
    level: int
    href: str | None
    tails: bool = True  # False where the text behind children was read already (in a table)
    data: html_table.Rows | None = None  # of a data table: what to read last


def walk(root: _Element, source: Source) -> Walked:
    """The blocks of the tree.

    Raises:
        LimitReached: "cells" or "blocks".
    """
    walker = _Walker(source)
    walker.run(root)
    return Walked(tuple(walker.blocks), tuple(walker.links))


class _Walker:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.path: tuple[int, ...] = ()
        self.level = 0
        self.href: str | None = None
        self._containers = 0
        self._parts: list[str] = []
        self._first: _Element | None = None  # element of the first printed part
        self._linked = True
        self._pictures: list[_Element] = []
        self._anchors: list[tuple[str, str]] = []
        self._numbering = Numbering()
        self._marker = ""  # a list item's number, until its first text is printed

    def run(self, root: _Element) -> None:
        stack: list[_Frame] = []
        self._enter(stack, root)
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                self._leave(frame, not stack or stack[-1].tails)
                continue
            tag = child.tag
            if tag == "br" or tag == "hr":
                self._flush()
            elif tag in _BESIDE:
                self._pictures.append(child)
            elif tag == "table":
                self._flush()
                self._table(stack, child)
                continue
            elif tag == "p" and not len(child):  # most of an article
                self._flush()
                if child.text:
                    self._text(child.text, child)
                    self._flush()
            elif tag in _DROPPED:
                pass
            else:
                self._enter(stack, child)
                continue
            if frame.tails and child.tail:
                self._text(child.tail, child)
        self._flush()

    def _enter(self, stack: list[_Frame], element: _Element) -> None:
        tag = element.tag
        level = _BLOCKS.get(tag)
        container = level is None and tag in _CONTAINERS
        is_block = container or level is not None
        if is_block:
            self._flush()
        stack.append(_Frame(element, iter(element), is_block, self.path, self.level, self.href))
        if container:
            self._containers += 1
            self.path = (*self.path, self._containers)
            if tag == "li":
                self._marker = self._numbering.marker(element)
        elif level:
            self.level = level
        elif tag == "a":
            self._open_link(element)
        text = element.text
        if text:
            if tag == "pre":
                self._lines(text, element)
            else:
                self._text(text, element)

    def _leave(self, frame: _Frame, with_tail: bool) -> None:
        if frame.is_block:
            self._flush()
            if frame.element.tag == "li":
                self._marker = ""
            if frame.data is not None:
                self._data(frame.element, frame.data)
        self.path, self.level = frame.path, frame.level
        self.href = frame.href
        if with_tail:
            tail = frame.element.tail
            if tail:
                self._text(tail, frame.element)

    def _open_link(self, element: _Element) -> None:
        href = _target(element)
        if href is None:
            return
        self.href = href
        text = squeeze("".join(itertext(element)))
        if not is_blank(text) or next(element.iter("img"), None) is not None:
            self._anchors.append((text, href))

    def _text(self, text: str, element: _Element) -> None:
        if not self._parts or self._first is None:
            if not text.strip(BLANKS):
                if self._parts:
                    self._parts.append(text)
                return
            self._first = element
            self._parts.clear()
        self._parts.append(text)
        if self.href is None and self._linked and not text.isspace():
            self._linked = False

    def _lines(self, text: str, element: _Element) -> None:
        """Preformatted text: each line is a paragraph."""
        *lines, last = text.split("\n")
        for line in lines:
            self._text(line, element)
            self._flush()
        self._text(last, element)

    def _flush(self) -> None:
        """End the paragraph: its text, then the pictures and other files that stood in it."""
        if not (self._parts or self._pictures or self._anchors):
            return
        block = len(self.blocks)
        if self._parts:
            raw = "".join(self._parts)
            text = squeeze(raw)
            if not is_blank(text) and self._first is not None:
                line, col = self.source.locate(raw, line_of(self._first))
                self._add(
                    Paragraph(
                        self._marker + text,
                        block,
                        line,
                        col,
                        None,
                        "",
                        self.level or None,
                        len(self._marker),
                        (),
                        self.path,
                        self._linked,
                    )
                )
                self._marker = ""
            self._parts.clear()
        self._first = None
        self._linked = True
        for picture in self._pictures:
            self._picture(picture)
        self._pictures.clear()
        # A link around blocks belongs to the first of them.
        if self._anchors and len(self.blocks) > block:
            self.links.extend(Link(text, href, block) for text, href in self._anchors)
            self._anchors.clear()

    def _picture(self, picture: _Element) -> None:
        origin = picture.get("src") or picture.get("data") or ""
        block, line = len(self.blocks), line_of(picture)
        if picture.tag == "img":
            self._add(Image(picture.get("alt"), origin, block, line, container=self.path))
        else:
            self._add(Embedded(picture.tag, origin, block, line, container=self.path))

    def _add(self, block: Block) -> None:
        if len(self.blocks) >= MAX_BLOCKS:
            raise LimitReached("blocks", limit=MAX_BLOCKS)
        self.blocks.append(block)

    def _table(self, stack: list[_Frame], table: _Element) -> None:
        """Data becomes a `Table`; layout is walked cell by cell."""
        rows = html_table.collect(table)
        for text, element in rows.stray:
            self._text(text, element)
            self._flush()
        layout = html_table.is_layout(table, rows)
        inner = [*rows.outside, *(cell for row in rows.cells for cell in row)]
        stack.append(
            _Frame(
                table,
                iter(inner if layout else rows.outside),
                True,
                self.path,
                self.level,
                self.href,
                False,
                None if layout else rows,
            )
        )

    def _data(self, table: _Element, rows: html_table.Rows) -> None:
        block = len(self.blocks)
        self._add(html_table.build(table, rows, self.source, block, self.path))
        # What stands outside the cells was read before the table.
        cells = [cell for row in rows.cells for cell in row] if rows.outside else [table]
        for element in chain.from_iterable(cell.iter("a", *_BESIDE) for cell in cells):
            if element.tag != "a":
                self._pictures.append(element)
            elif (href := _target(element)) is not None:
                self.links.append(Link(squeeze("".join(itertext(element))), href, block))
        self._flush()


def _target(link: _Element) -> str | None:
    """Where a link leads: as written, or by its script where it leads nowhere else."""
    href: str | None = link.get("href")
    if href is None or href.strip().lower().rstrip(";") not in _NOWHERE:
        return href
    script = link.get("onclick")
    return href if script is None else f"javascript:{script}"
