"""Properties of paragraphs and characters: pages of runs, by bytes, then by characters.

Every page of 512 bytes ([MS-DOC] 2.9.22, 2.9.23: FKP) tells of some runs of the stream. Pieces say
which characters lie there.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.doc.fib import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.document.doc.pieces import Piece
    from gklint.document.doc.stream import Stream

_PAGE: Final = 512
_LAST: Final = _PAGE - 1  # where a page says how many runs it has
_NUMBER: Final = 0x3F_FFFF
_WIDTHS: Final = {Part.CHARACTER_PAGES: 1, Part.PARAGRAPH_PAGES: 13}


class Run(NamedTuple):
    """Bytes or characters `start` to `end` and their properties as written; of a paragraph the
    number of its style comes first."""

    start: int
    end: int
    properties: bytes


def read_pages(word: Stream, table: Stream, part: Part, span: tuple[int, int]) -> list[Run]:
    """The runs of the stream by bytes, in order. Raises CannotOpen("damaged")."""
    at, size = span
    count = max(0, size - 4) // 8
    if count > len(word) // _PAGE + 1:
        raise table.damaged(at)
    width = _WIDTHS[part]
    runs: list[Run] = []
    numbers = table.u32s(at + 4 * (count + 1), count) if count else ()
    for number in numbers:
        start = (number & _NUMBER) * _PAGE
        page = word.take(start, _PAGE)
        crowd = page[_LAST]
        if 4 * (crowd + 1) + width * crowd > _LAST:
            raise word.damaged(start + _LAST)
        edges = word.u32s(start, crowd + 1)
        named = 4 * (crowd + 1)
        for index in range(crowd):
            where = 2 * page[named + width * index]
            properties = b""
            if where:
                length = page[where]
                if width == 1:
                    first, last = where + 1, where + 1 + length
                elif length:
                    first, last = where + 1, where + 2 * length
                else:
                    first, last = where + 2, where + 2 + 2 * page[where + 1]
                properties = page[first : min(last, _LAST)]
            runs.append(Run(edges[index], edges[index + 1], properties))
    runs.sort(key=itemgetter(0))
    return runs


def by_characters(runs: list[Run], pieces: Iterable[Piece]) -> list[Run]:
    """The same runs where their characters stand in the text, in order, without gaps of their own;
    a piece's own changes come after what its runs say."""
    ends = [run.end for run in runs]
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
                Run(
                    start + (first - at) // wide,
                    start + (reached - at + wide - 1) // wide,
                    properties + changes,
                )
            )
    return found
