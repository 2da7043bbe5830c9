"""What is printed on every page and belongs to none: running heads and feet, page numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.patterns import regex
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.paged.lines import Line

_MARGIN: Final = 0.13  # of the page's height, above and below, in which furniture stands
_DEEP: Final = 2  # lines that a head or a foot has at most
_SHIFT: Final = 6.0  # points by which a running line may stand elsewhere on another page
_CLEAR: Final = 1.2  # times its height that a lone page's number stands away from the text
_DECORATED: Final = regex(
    r"[-‐‑–—―－~～·•.．\s]+(?P<a>\d{1,4}|[ivxIVX]{1,6})[-‐‑–—―－~～·•.．\s]+"
    r"|[-‐‑–—―－\s]*第\s*(?P<b>\d{1,4})\s*页\s*(?:[,，/／、]?\s*[（(]?共\s*\d{1,4}\s*页[)）]?)?[-‐‑–—―－\s]*"
    r"|(?P<c>\d{1,4})\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*(?P<d>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
)
_BARE: Final = regex(r"\d{1,4}")
_DIGITS: Final = regex(r"\d+")


class Outer(NamedTuple):
    """The lines of a page that stand in no table, from top to bottom, and what is between which:
    `top` and `bottom` of all that the page prints beside them."""

    number: int
    height: float
    lines: Sequence[Line]
    top: float  # of the page's topmost table, its height where there is none
    bottom: float  # of its lowest table, 0 where there is none


def body_of(pages: Sequence[Outer]) -> list[list[Line]]:
    """The lines of each page without its furniture."""
    edges = [_edges(page) for page in pages]
    repeated = _repeated(pages, edges)
    shift = _shift(pages, edges)
    kept: list[list[Line]] = []
    for page, (upper, lower) in zip(pages, edges, strict=True):
        gone: set[int] = set()
        for side in (upper, lower):
            # From the edge inwards: what stands behind a line of the text is text.
            for index in side:
                line = page.lines[index]
                if not (
                    (_key(line) in repeated and _echoed(line, repeated[_key(line)]))
                    or _is_number(page, index, side is upper, shift)
                ):
                    break
                gone.add(index)
        kept.append([line for index, line in enumerate(page.lines) if index not in gone])
    return kept


def _edges(page: Outer) -> tuple[list[int], list[int]]:
    """The lines at the upper and at the lower edge, the outermost first, beyond all tables."""
    limit = _MARGIN * page.height
    upper = [
        index
        for index, line in enumerate(page.lines[:_DEEP])
        if line.bottom <= limit and line.middle < page.top
    ]
    count = len(page.lines)
    lower = [
        index
        for index in range(count - 1, max(-1, count - 1 - _DEEP), -1)
        if page.lines[index].top >= page.height - limit and page.lines[index].middle > page.bottom
    ]
    return upper, [index for index in lower if index not in upper]


def _key(line: Line) -> str:
    """The text of a line as a running one: numbers change from page to page."""
    return _DIGITS.sub("#", "".join(fold_width(line.text).split()))


def _repeated(
    pages: Sequence[Outer], edges: Sequence[tuple[list[int], list[int]]]
) -> dict[str, list[float]]:
    """Heights at which lines are repeated that most pages, or most even or odd ones, have."""
    places: dict[str, list[float]] = {}
    for page, sides in zip(pages, edges, strict=True):
        for side in sides:
            for index in side:
                line = page.lines[index]
                places.setdefault(_key(line), []).append(line.middle)
    least = max(2, (len(pages) - 1) // 2)
    return {key: held for key, held in places.items() if len(held) >= least and key != "#"}


def _echoed(line: Line, places: Sequence[float]) -> bool:
    """Whether another page prints the line at the same height."""
    return sum(abs(place - line.middle) <= _SHIFT for place in places) > 1


def _shift(pages: Sequence[Outer], edges: Sequence[tuple[list[int], list[int]]]) -> int | None:
    """How far the bare numbers at the edges are from counting the pages; None where they aren't."""
    shifts: Counter[int] = Counter()
    for page, sides in zip(pages, edges, strict=True):
        for side in sides:
            text = fold_width(page.lines[side[0]].text).strip() if side else ""
            if _BARE.fullmatch(text):
                shifts[int(text) - page.number] += 1
    told = [shift for shift, count in shifts.most_common(1) if count > 1]
    return told[0] if told else None


def _is_number(page: Outer, index: int, upper: bool, shift: int | None) -> bool:
    line = page.lines[index]
    text = fold_width(line.text).strip()
    if _DECORATED.fullmatch(text):
        return True
    if not _BARE.fullmatch(text):
        return False
    if shift is not None:
        return int(text) - page.number == shift
    # Seen on one page only: it has to count that page, and to stand clear of the text.
    return int(text) == page.number and _clear(page, index, upper)


def _clear(page: Outer, index: int, upper: bool) -> bool:
    line = page.lines[index]
    need = _CLEAR * (line.bottom - line.top)
    if upper:
        below = [page.top, *(other.top for other in page.lines[index + 1 : index + 2])]
        return min(below) - line.bottom >= need
    above = [page.bottom, *(other.bottom for other in page.lines[max(0, index - 1) : index])]
    return line.top - max(above) >= need
