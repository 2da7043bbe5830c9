"""Several whole reports on one page: a copy for telephones or for print, those of other years.

A second series of the form's headings begins another report. One of them is read: that of the
year the page calls itself by, else of the newest; of equals the one with most tables, or the first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.model import Paragraph, Table
from gklint.report import article
from gklint.report.title import best

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.model import Document
    from gklint.report.headings import Candidate
    from gklint.report.model import Title
    from gklint.report.vocabulary import Vocabulary

_LEAST: Final = 4  # headings of the form that make a report; fewer are a part printed twice

_ABOVE: Final = 4  # blocks above a table in which a line may tell its year
_LINE: Final = 60  # characters of such a line


class Window(NamedTuple):
    """The blocks of one report, half-open, with what is around it."""

    first: int
    last: int


def one_of(
    document: Document,
    chosen: Sequence[Candidate],
    ordinals: Mapping[str, int],
    printed: Sequence[Title],
    year: int | None,
) -> Window | None:
    """The report to read of several; None where there is one. `year`: of the page's own title."""
    series = _series([c for c in chosen if c.key in ordinals], ordinals)
    if len(series) < 2:
        return None
    later = [_begin(document, a, b, printed) for a, b in pairwise(series)]
    windows = [Window(a, b) for a, b in pairwise([0, *later, len(document.blocks)])]
    ranked = []
    for number, (window, headings) in enumerate(zip(windows, series, strict=True)):
        title = best(printed, window.first, headings[0].block + 1)
        its = title.years[0] if title is not None and title.years else None
        count = sum(isinstance(b, Table) for b in document.blocks[window.first : window.last])
        ranked.append((year is not None and its == year, its or 0, count, -number, window))
    return max(ranked)[-1]


def in_order(document: Document, tables: Sequence[Table], words: Vocabulary) -> list[Table]:
    """`tables` with those behind that the line above them tells to be another year's."""

    def is_other(table: Table) -> bool:
        for block in reversed(document.blocks[max(0, table.block - _ABOVE) : table.block]):
            if not isinstance(block, Paragraph):
                return False
            if block.text.strip():
                return len(block.text) <= _LINE and words.other_year.search(block.text) is not None
        return False

    return sorted(tables, key=is_other)


def _series(named: Sequence[Candidate], ordinals: Mapping[str, int]) -> list[list[Candidate]]:
    """The headings of each report: a new one begins where the first heading comes again."""
    begin = min(ordinals.values(), default=0)
    found: list[list[Candidate]] = []
    for candidate in named:
        if not found or (ordinals[candidate.key] == begin and _whole(found[-1])):
            found.append([])
        found[-1].append(candidate)
    if len(found) > 1 and not _whole(found[-1]):
        rest = found.pop()
        found[-1] += rest
    return found


def _whole(headings: Sequence[Candidate]) -> bool:
    return len({c.key for c in headings}) >= _LEAST


def _begin(
    document: Document,
    before: Sequence[Candidate],
    headings: Sequence[Candidate],
    printed: Sequence[Title],
) -> int:
    """Where the report of `headings` begins: at its title, else with its container."""
    least, most = before[-1].block + 1, headings[0].block
    for title in printed:
        if title.spans and least <= title.spans[0].block <= most:
            return title.spans[0].block
    path = article.container(document, [c.block for c in headings])
    first, _ = article.extent(document, path)
    return first if least <= first <= most else most


__all__ = ["Window", "in_order", "one_of"]
