"""Stretches of lines that are laid out as a table though no rule is drawn between their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.lines import line_of
from gklint.document.paged.stacks import ITEM, PITCH
from gklint.patterns import regex
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.document.paged.lines import Line
    from gklint.document.paged.runs import Run

_APART: Final = 0.9  # em between what stands in two cells of one line
_FAR: Final = 4.0  # em between lines of one table
_SAME_SIZE: Final = 0.15
_LONG: Final = 0.6  # of the page's width: a line that is prose
_MANY: Final = 60  # pieces of a line; table four has fifteen columns
_LINES: Final = 3  # lines with figures, or
_FIGURES: Final = 4  # figures in a line, from which on it is a table
_FIGURE: Final = regex(r"\d[\d,，]*(?:[.．]\d+)?[%％]?|[-—–―－/]+|[.．,，\d]+")
_HEADING: Final = regex(r"[一二三四五六七八九十]{1,3}、")


class Row(NamedTuple):
    """A line of the page in its pieces."""

    number: int
    parts: tuple[Line, ...]
    figures: tuple[Line, ...]

    @property
    def middle(self) -> float:
        return self.parts[0].middle


def row_of(number: int, line: Line) -> Row:
    parts: list[list[Run]] = []
    for run in line.runs:
        if parts and run.left - parts[-1][-1].right <= _APART * run.em:
            parts[-1].append(run)
        else:
            parts.append([run])
    found = (line,) if len(parts) == 1 else tuple(map(line_of, parts))
    figures = tuple(p for p in found if len(p.text) < 16 and _FIGURE.fullmatch(fold_width(p.text)))
    return Row(number, found, figures)


def regions(rows: Sequence[Row], width: float) -> Iterator[list[Row]]:
    """Stretches of lines that are laid out as a table."""
    held: list[Row] = []
    for row in rows:
        if held and not _belongs(row, held[-1]):
            yield from _trimmed(held)
            held = []
        if _is_prose(row, width):
            yield from _trimmed(held)
            held = []
        else:
            held.append(row)
    yield from _trimmed(held)


def _belongs(row: Row, before: Row) -> bool:
    one, two = before.parts[0], row.parts[0]
    same = abs(one.em - two.em) <= _SAME_SIZE * one.em
    return same and row.middle - before.middle <= _FAR * one.em


def _is_prose(row: Row, width: float) -> bool:
    if len(row.parts) > 1:
        return len(row.parts) > _MANY
    line = row.parts[0]
    return (
        "。" in line.text
        or line.right - line.left >= _LONG * width
        or bool(_HEADING.match(line.text) and not row.figures)
    )


def _trimmed(held: Sequence[Row]) -> Iterator[list[Row]]:
    """`held` from its first line of several parts on, to the rest of its last label."""
    many = [n for n, row in enumerate(held) if len(row.parts) > 1]
    if not many:
        return
    end = many[-1] + 1
    while end < len(held) and (
        held[end].middle - held[end - 1].middle <= PITCH * held[end].parts[0].em
        and not ITEM.match(held[end].parts[0].text)
    ):
        end += 1
    region = list(held[many[0] : end])
    data = [len(row.figures) for row in region if row.figures]
    if len(data) >= _LINES or max(data, default=0) >= _FIGURES:
        yield region


def from_header(region: list[Row]) -> list[Row]:
    """The rows from the first header on, where others stand before it whose header is elsewhere."""
    for number, row in enumerate(region):
        if not row.figures and len(row.parts) > 1:
            before, rest = region[:number], region[number:]
            return rest if all(any(r.figures for r in part) for part in (before, rest)) else []
    return []
