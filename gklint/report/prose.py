"""Paragraphs joined into one string to search, with the way back to spans.

Like `gklint.report.flow`, but for recognition, when there is no report yet.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from gklint.document.model import Paragraph
from gklint.report.model import Span
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.model import Block


class Prose(NamedTuple):
    """`raw` as printed, paragraphs separated by line breaks; `text` the same length, folded to
    half width. `pieces` are (start in the string, block, offset in the paragraph)."""

    raw: str
    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the characters `start` to `end`, cut at the end of their paragraph."""
        number = max(0, bisect_right(self.pieces, start, key=lambda p: p[0]) - 1)
        begin, block, offset = self.pieces[number]
        if number + 1 < len(self.pieces):
            end = min(end, self.pieces[number + 1][0] - 1)
        first = offset + start - begin
        return Span(block, first, first + end - start, self.raw[start:end])

    def trimmed(self, start: int, end: int, marks: str = "") -> Span:
        """The span without blanks (and `marks`) at its ends."""
        text = self.text
        while start < end and (text[start] == " " or text[start] in marks):
            start += 1
        while end > start and (text[end - 1] == " " or text[end - 1] in marks):
            end -= 1
        return self.span(start, end)


def join(stretches: Iterable[tuple[Paragraph, int, int]]) -> Prose:
    """The prose of paragraphs' stretches (paragraph, start, end)."""
    texts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0
    for paragraph, start, end in stretches:
        pieces.append((length, paragraph.block, start))
        text = paragraph.text[start:end]
        texts.append(text)
        length += len(text) + 1
    raw = "\n".join(texts)
    return Prose(raw, fold_width(raw), tuple(pieces))


def between(
    blocks: Sequence[Block], first: int, last: int, start: int = 0, end: int | None = None
) -> Prose:
    """The prose of the paragraphs `first` to `last`; `start` cuts the first, `end` the last."""
    found = [b for b in blocks[first:last] if isinstance(b, Paragraph)]
    return join(
        (
            p,
            start if p.block == first else 0,
            end if end is not None and p.block == last - 1 else len(p.text),
        )
        for p in found
    )
