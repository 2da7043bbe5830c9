"""The article's text as one string per scope, with the way back to places.

Regular expressions run once over one string; a match is then located. Paragraphs are separated by
line breaks, so that no pattern without ``\\n`` runs over a paragraph's end.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.model import Mark, Paragraph, Table
from gklint.finding import Location
from gklint.report.locate import at_span, section_at, where
from gklint.report.model import Span
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Cell
    from gklint.report.model import Report

SCOPES: Final = ("title", "preamble", "headings", "prose", "tables", "all")
"""What a rule may read: the title; the preamble; the six headings; the prose of the sections
without headings; every cell of the tables; all of the article. A section's key is a scope too:
its prose. ``text`` is all but the tables."""


class Piece(NamedTuple):
    """One paragraph's or cell's stretch in a flow, beginning at `start` of the flow's text."""

    start: int
    block: int
    offset: int  # where the stretch begins in the paragraph or cell
    section: str | None
    cell: Cell | None = None


class Flow(NamedTuple):
    """`raw` as printed; `text` the same length with half-width digits and letters and plain
    spaces. `starts` are where its stretches begin."""

    report: Report
    raw: str
    text: str
    starts: tuple[int, ...]
    stretches: tuple[_Stretch, ...]

    @property
    def pieces(self) -> Sequence[Piece]:
        """Every piece, in order."""
        return [self._piece(number) for number in range(len(self.starts))]

    def piece(self, index: int) -> Piece:
        """The piece that holds the character `index`."""
        return self._piece(bisect_right(self.starts, index) - 1)

    def _piece(self, number: int) -> Piece:
        _, _, block, offset, section, cell = self.stretches[number]
        return Piece(self.starts[number], block, offset, section, cell)

    def bounds(self, index: int) -> tuple[int, int]:
        """Start and end, in the flow, of the paragraph or cell that holds `index`."""
        number = bisect_right(self.starts, index) - 1
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.raw)
        return self.starts[number], end

    def span(self, start: int, end: int) -> Span:
        """The span, in its paragraph, of the flow's characters `start` to `end`."""
        piece = self.piece(start)
        stop = min(end, self.bounds(start)[1])
        first = piece.offset + start - piece.start
        return Span(piece.block, first, first + stop - start, self.raw[start:stop])

    def location(self, start: int, end: int) -> Location:
        """The location of the flow's characters `start` to `end`."""
        piece = self.piece(start)
        span = self.span(start, end)
        if piece.cell is None:
            return at_span(self.report, span)
        table = self.report.document.blocks[piece.block]
        if not isinstance(table, Table):  # a piece with a cell always stands in a table
            raise TypeError(table)
        return Location(
            text=where(self.report, piece.block),
            section=piece.section,
            place=table.place(piece.cell, span.start, span.end),
        )

    def marks(self, start: int, end: int) -> tuple[Mark, ...]:
        """What a converter wrote that touches the flow's characters `start` to `end`."""
        piece = self.piece(start)
        block = self.report.document.blocks[piece.block]
        if not isinstance(block, Paragraph) or not block.marks:
            return ()
        span = self.span(start, end)
        return tuple(m for m in block.marks if m.start < span.end and span.start < m.end)

    def around(self, start: int, end: int, width: int = 24) -> str:
        """The text around a stretch, within its paragraph: evidence for people."""
        low, high = self.bounds(start)
        left, right = max(low, start - width), min(high, end + width)
        # A number is not cut: half of one could not be told, and masked, as what it is.
        while low < left and self.text[left - 1].isdigit() and self.text[left].isdigit():
            left -= 1
        while right < high and self.text[right - 1].isdigit() and self.text[right].isdigit():
            right += 1
        return ("…" if left > low else "") + self.raw[left:right] + ("…" if right < high else "")

    def sentence(self, index: int) -> tuple[int, int]:
        """The sentence (to 。！？ or ；) that holds `index`, within its paragraph."""
        low, high = self.bounds(index)
        raw = self.raw
        left = max(
            raw.rfind("。", low, index), raw.rfind("！", low, index), raw.rfind("？", low, index)
        )
        ends = [end for stop in "。！？" if (end := raw.find(stop, index, high)) >= 0]
        return (left + 1 if left >= low else low), (min(ends) + 1 if ends else high)


def flow(report: Report, scope: str) -> Flow:
    """The flow of `scope` (one of SCOPES, ``text``, or a section's key), computed once."""
    key = f"flow:{scope}"
    cached = report.memo.get(key)
    if isinstance(cached, Flow):
        return cached
    made = _build(report, scope)
    report.memo[key] = made
    return made


class _Stretch(NamedTuple):
    """A heading, a paragraph between headings, or a cell: what every flow is made of."""

    text: str
    part: str  # "title", "preamble", "headings", "prose" or "tables"
    block: int
    offset: int
    section: str | None
    cell: Cell | None = None


def _build(report: Report, scope: str) -> Flow:
    if scope in ("all", "tables"):
        chosen = _article(report)
        if scope == "tables":
            chosen = [s for s in chosen if s.part == "tables"]
    else:
        chosen = _prose(report)
        if scope in SCOPES:
            chosen = [s for s in chosen if s.part == scope]
        elif scope != "text":
            chosen = [s for s in chosen if s.section == scope and s.part == "prose"]
    raw = "\n".join([s.text for s in chosen])
    starts = accumulate([len(s.text) + 1 for s in chosen[:-1]], initial=0)
    return Flow(
        report,
        raw,
        fold_width(raw),
        tuple(starts) if chosen else (),
        tuple(chosen),
    )


def _prose(report: Report) -> Sequence[_Stretch]:
    """The article without its tables."""
    cached = report.memo.get("article:prose")
    if isinstance(cached, list):
        return cached
    made = [s for s in _article(report) if s.part != "tables"]
    report.memo["article:prose"] = made
    return made


def _article(report: Report) -> Sequence[_Stretch]:
    """The whole article in reading order, cut once."""
    cached = report.memo.get("article")
    if isinstance(cached, list):
        return cached
    made: list[_Stretch] = []
    title_blocks = {s.block for s in report.title.spans} if report.title is not None else set()
    blocks = report.document.blocks
    # A title above the article, in the page's own heading, is the report's all the same.
    above = sorted(n for n in title_blocks if not report.first <= n < report.last)
    for block in (*(blocks[n] for n in above), *blocks[report.first : report.last]):
        if isinstance(block, Table):
            section = section_at(report, block.block)
            inside = section.key if section is not None else None
            number = block.block
            made += [
                _Stretch(cell.text, "tables", number, 0, inside, cell)
                for cell in block.cells
                if cell.text
            ]
        elif isinstance(block, Paragraph):
            if block.block < report.preamble[0] and block.block not in title_blocks:
                continue  # a line of the page: 来源, 字体, 浏览次数
            text = block.text
            made += [
                _Stretch(text[start:end], part, block.block, start, inside)
                for start, end, part, inside in _cut(report, block, block.block in title_blocks)
            ]
    report.memo["article"] = made
    return made


def _cut(
    report: Report, block: Paragraph, in_title: bool
) -> list[tuple[int, int, str, str | None]]:
    """A paragraph cut at the headings inside it: (start, end, part, section key)."""
    length = len(block.text)
    if in_title:
        spans = [s for s in report.title.spans if s.block == block.block] if report.title else []
        stop = max((s.end for s in spans), default=length)
        out: list[tuple[int, int, str, str | None]] = [(0, stop, "title", None)]
        return out + (_body(report, block, stop, length) if stop < length else [])
    return _body(report, block, 0, length)


def _body(
    report: Report, block: Paragraph, start: int, length: int
) -> list[tuple[int, int, str, str | None]]:
    out: list[tuple[int, int, str, str | None]] = []
    here = [s for s in report.sections if s.span.block == block.block and s.span.start >= start]
    cut = start
    for section in here:
        if section.span.start > cut:
            out.append(_part(report, block.block, cut, section.span.start))
        out.append((section.span.start, section.span.end, "headings", section.key))
        cut = section.span.end
    if cut < length:
        out.append(_part(report, block.block, cut, length))
    return out


def _part(report: Report, block: int, start: int, end: int) -> tuple[int, int, str, str | None]:
    section = section_at(report, block, start)
    if section is not None:
        return start, end, "prose", section.key
    first, last = report.preamble
    return start, end, ("preamble" if first <= block < last else "prose"), None
