"""Properties of paragraphs and characters: pages of runs of the stream's bytes, and which
characters of the text these are.

Every page of 512 bytes ([MS-DOC] 2.9.22, 2.9.23: FKP) tells of some runs; pieces say which
characters lie there.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from gklint.document.doc.fib import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.doc.pieces import Piece
    from gklint.document.doc.stream import Stream

_PAGE: Final = 512
_LAST: Final = _PAGE - 1  # where a page says how many runs it has
_NUMBER: Final = 0x3F_FFFF
_WIDTHS: Final = {Part.CHARACTER_PAGES: 1, Part.PARAGRAPH_PAGES: 13}

Run = tuple[int, int, bytes]
"""Start and end, in bytes or characters, and the properties as written; of a paragraph the number
of its style comes first in them."""


def read_pages(word: Stream, table: Stream, part: Part, span: tuple[int, int]) -> list[Run]:
    """The runs of the stream by bytes, in order. Raises CannotOpen("damaged")."""
    at, size = span
    count = max(0, size - 4) // 8
    if count > len(word) // _PAGE + 1:
        raise table.damaged(at)
    width = _WIDTHS[part]
    runs: list[Run] = []
    for number in table.u32s(at + 4 * (count + 1), count) if count else ():
        start = (number & _NUMBER) * _PAGE
        page = word.take(start, _PAGE)
        crowd = page[_LAST]
        named = 4 * (crowd + 1)
        if named + width * crowd > _LAST:
            raise word.damaged(start + _LAST)
        edges = word.u32s(start, crowd + 1)
        places = page[named : named + width * crowd : width]
        told = [_of_characters(page, p) if width == 1 else _of_paragraph(page, p) for p in places]
        runs.extend(zip(edges, edges[1:], told, strict=False))
    runs.sort(key=itemgetter(0))
    return runs


def _of_characters(page: bytes, place: int) -> bytes:
    at = 2 * place
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _of_paragraph(page: bytes, place: int) -> bytes:
    """Properties whose length is counted in pairs of bytes, itself included or in a second byte."""
    at = 2 * place
    if not at:
        return b""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def by_characters(runs: Sequence[Run], pieces: Iterable[Piece]) -> list[Run]:
    """The same runs where their characters stand in the text, in order; a piece's own changes come
    after what its runs say."""
    ends = [end for _, end, _ in runs]
    found: list[Run] = []
    for start, end, at, wide, changes in pieces:
        stop = at + wide * (end - start)
        index = bisect_right(ends, at)
        reached = at
        while index < len(runs):
            first, last, properties = runs[index]
            if first >= stop:
                break
            index += 1
            if last <= reached:
                continue
            first = max(first, reached)
            reached = min(last, stop)
            found.append(
                (
                    start + (first - at) // wide,
                    start + (reached - at + wide - 1) // wide,
                    properties + changes,
                )
            )
    return found
