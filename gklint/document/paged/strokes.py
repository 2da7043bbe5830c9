"""Ruling lines as they were drawn → straight pieces, and which of them touch one another."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_CROSSINGS, MAX_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.paged.page import Rule

_SAME: Final = 1.0  # points between two drawings of one line
_THICK: Final = 3.0  # points that the drawings of one line cover; a hatching is many lines
_BREAK: Final = 4.0  # points of a gap that does not end a line: dashes, gaps at crossings
_SHORT: Final = 4.0  # points; shorter pieces are no line
_BESIDE: Final = 0.9  # of the longer of a table and a line beside it that they have in common
TOUCH: Final = 3.0
"""Points between the end of a line and the line it is meant to reach."""


class Stroke(NamedTuple):
    """A straight line at `at` (a horizontal one's y, a vertical one's x) from `start` to `end`."""

    at: float
    start: float
    end: float


class Web(NamedTuple):
    """Lines that hang together: `across` horizontal, `down` vertical."""

    across: list[Stroke]
    down: list[Stroke]


def webs(rules: Sequence[Rule], width: float, height: float) -> list[Web]:
    """The groups of lines that touch, each with lines both ways.

    Raises LimitReached("rules").
    """
    if len(rules) > MAX_RULES:
        raise LimitReached("rules", limit=MAX_RULES)
    across: list[Stroke] = []
    down: list[Stroke] = []
    for left, top, right, bottom in rules:
        wide, high = abs(right - left), abs(bottom - top)
        if wide >= high:
            across.append(Stroke((top + bottom) / 2, min(left, right), max(left, right)))
        else:
            down.append(Stroke((left + right) / 2, min(top, bottom), max(top, bottom)))
    return _touching(_whole(across, height, width), _whole(down, width, height))


def lone(rules: Sequence[Rule], width: float, height: float) -> list[Stroke]:
    """The horizontal lines among `rules`, made whole."""
    flat = [
        Stroke((top + bottom) / 2, min(left, right), max(left, right))
        for left, top, right, bottom in rules
        if abs(right - left) >= abs(bottom - top)
    ]
    return _whole(flat, height, width)


def _whole(strokes: Iterable[Stroke], far: float, long: float) -> list[Stroke]:
    """Pieces of one line put together; `far` and `long` are what the page has of places."""
    found: list[Stroke] = []
    group: list[Stroke] = []
    for stroke in sorted(s for s in strokes if -TOUCH <= s.at <= far + TOUCH):
        if group and (stroke.at - group[-1].at > _SAME or stroke.at - group[0].at > _THICK):
            _put_together(group, found, long)
            group = []
        group.append(stroke)
    _put_together(group, found, long)
    return found


def _put_together(group: list[Stroke], found: list[Stroke], long: float) -> None:
    if not group:
        return
    at = (group[0].at + group[-1].at) / 2
    group.sort(key=lambda stroke: stroke.start)
    start, end = group[0].start, group[0].end
    for stroke in group[1:]:
        if stroke.start > end + _BREAK:
            _keep(at, start, end, long, found)
            start = stroke.start
            end = stroke.end
        elif stroke.end > end:
            end = stroke.end
    _keep(at, start, end, long, found)


def _keep(at: float, start: float, end: float, long: float, found: list[Stroke]) -> None:
    start, end = max(start, -TOUCH), min(end, long + TOUCH)
    if end - start >= _SHORT:
        found.append(Stroke(at, start, end))


def _touching(across: list[Stroke], down: list[Stroke]) -> list[Web]:
    across.sort()
    heights = [stroke.at for stroke in across]
    root = list(range(len(across) + len(down)))
    looked = 0
    for number, stroke in enumerate(down, len(across)):
        first = bisect_left(heights, stroke.start - TOUCH)
        last = bisect_left(heights, stroke.end + TOUCH)
        looked += last - first
        if looked > MAX_CROSSINGS:
            raise LimitReached("rules", limit=MAX_RULES)
        for other in range(first, last):
            line = across[other]
            if line.start - TOUCH <= stroke.at <= line.end + TOUCH:
                root[find(root, number)] = find(root, other)
    groups: dict[int, Web] = {}
    for number in range(len(root)):
        web = groups.setdefault(find(root, number), Web([], []))
        if number < len(across):
            web.across.append(across[number])
        else:
            web.down.append(down[number - len(across)])
    found = [web for web in groups.values() if web.across and web.down and sum(map(len, web)) > 2]
    _take_beside(found, [s for web in groups.values() if not web.across for s in web.down])
    return found


def _take_beside(found: Sequence[Web], lone: Iterable[Stroke]) -> None:
    """Give each web the border of a merged cell beside it that goes on over the whole page."""
    reach = [(min(s.start for s in web.down), max(s.end for s in web.down), web) for web in found]
    for stroke in lone:
        long = stroke.end - stroke.start
        for top, bottom, web in reach:
            both = min(bottom, stroke.end) - max(top, stroke.start)
            if both >= _BESIDE * max(long, bottom - top):
                web.down.append(stroke)
                break


def find(root: list[int], number: int) -> int:
    """The one that stands for the group of `number`; paths are halved on the way."""
    while root[number] != number:
        root[number] = root[root[number]]
        number = root[number]
    return number
