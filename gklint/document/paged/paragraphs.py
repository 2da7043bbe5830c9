"""Lines of text → paragraphs, by indents, by the right margin and by the space between lines."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.lines import joined
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.document.paged.lines import Line

_INDENT: Final = 1.0  # em from which a line is indented
_SHORT: Final = 1.6  # em that a line may end before the margin and yet be full
_SPACED: Final = 1.3  # times the usual space between lines that parts paragraphs
_SAME_SIZE: Final = 0.12
_FAR: Final = 0.3  # of the text's width; what begins further in is set to the right or centred
_TABULAR: Final = 2.0  # em between things that stand apart on one line
_NEAR: Final = 3.0  # points between lines that begin at one margin
_OWN_MARGINS: Final = 6  # lines of a page from which on its own margins are told
_ENDS: Final = frozenset("。！？；：.!?;:…”》）")
_ITEM: Final = regex(r"[（(]?[一二三四五六七八九十]{1,3}(?:[)）]|[、.．])")
_TOKEN: Final = regex(r"[!-~]+[，。、；：）》”]*|.[，。、；：）》”]*")


class Placed(NamedTuple):
    """A line on page `page`; `after` tells that a table or the like stands before it."""

    line: Line
    page: int
    after: bool


class Text(NamedTuple):
    """A paragraph and the lines it is made of."""

    text: str
    lines: tuple[Placed, ...]


class Measure(NamedTuple):
    """The margins of a text, and its usual distance from line to line by size."""

    left: float
    right: float
    pitch: dict[int, float]

    @property
    def width(self) -> float:
        return max(1.0, self.right - self.left)


def paragraphs(lines: Sequence[Placed]) -> list[Text]:
    """The paragraphs of `lines`, which are those of all pages in order, without furniture."""
    if not lines:
        return []
    common = _measure(lines, _pitch(lines))
    by_page: dict[int, list[Placed]] = {}
    for placed in lines:
        by_page.setdefault(placed.page, []).append(placed)
    measures = {
        page: common if len(held) < _OWN_MARGINS else _measure(held, common.pitch)
        for page, held in by_page.items()
    }
    groups: list[list[Placed]] = []
    for placed in lines:
        if groups and not placed.after and _goes_on(groups[-1], placed, measures):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [Text(_text(group, measures), tuple(group)) for group in groups]


def _text(group: Sequence[Placed], measures: Mapping[int, Measure]) -> str:
    right = measures[group[0].page].right

    def full(line: Line) -> bool:
        return right - line.right < 2 * line.em

    return joined([placed.line for placed in group], full)


def _goes_on(group: Sequence[Placed], placed: Placed, measures: Mapping[int, Measure]) -> bool:
    """Whether the line `placed` belongs to the paragraph `group`."""
    before, line = group[-1].line, placed.line
    there, here = measures[group[-1].page], measures[placed.page]
    em = before.em
    if abs(line.em - em) > _SAME_SIZE * em or _is_tabular(before) or _is_tabular(line):
        return False
    if placed.page == group[-1].page:
        usual = here.pitch.get(round(em))
        if usual is not None and line.middle - before.middle > _SPACED * usual:
            return False
    if before.left - there.left > _FAR * there.width:
        return False  # a signature, a date
    room = there.right - before.right
    if room >= _SHORT * em and room >= _first_width(line):
        return False
    if line.left - here.left >= _INDENT * em:
        level = abs(line.left - before.left) < em / 2 and placed.page == group[-1].page
        return level and before.text[-1] not in _ENDS
    flush = group[0].line.left - measures[group[0].page].left < _INDENT * em
    return not (flush and before.text[-1] in _ENDS and _ITEM.match(line.text))


def _is_tabular(line: Line) -> bool:
    """Whether things stand far apart on a line, as in a table that could not be told."""
    return any(b.left - a.right > _TABULAR * b.em and not b.spaced for a, b in pairwise(line.runs))


def _first_width(line: Line) -> float:
    """How wide the first piece of `line` is that can't be broken."""
    found = _TOKEN.match(line.text)
    count = len(found[0]) if found is not None else 0
    for run in line.runs:
        if count <= len(run.glyphs):
            return run.glyphs[max(0, count - 1)].right - line.left
        count -= len(run.glyphs)
    return line.right - line.left


def _measure(lines: Sequence[Placed], pitch: dict[int, float]) -> Measure:
    """Margins: the leftmost place where lines begin again and again, and where full lines end."""
    often = max(2, len(lines) // 10)
    lefts = sorted(placed.line.left for placed in lines)
    left = next(
        (x for n, x in enumerate(lefts[: 1 - often]) if lefts[n + often - 1] - x <= _NEAR),
        lefts[0],
    )
    rights = sorted((placed.line.right for placed in lines), reverse=True)
    return Measure(left, rights[len(rights) // 10], pitch)


def _pitch(lines: Sequence[Placed]) -> dict[int, float]:
    """The most frequent distance between neighbouring lines of each size, the smaller of two."""
    counts: dict[int, Counter[float]] = {}
    for before, placed in pairwise(lines):
        size = round(placed.line.em)
        far = placed.line.middle - before.line.middle
        if before.page == placed.page and not placed.after and round(before.line.em) == size:
            counts.setdefault(size, Counter())[round(far * 2) / 2] += 1
    return {
        size: min(held, key=lambda far, held=held: (-held[far], far))  # type: ignore[misc]
        for size, held in counts.items()
    }
