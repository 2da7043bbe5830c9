"""Runs → lines of text, and lines that were wrapped → one text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.runs import runs_of
from gklint.text import raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gklint.document.paged.runs import Run

_ONE_LINE: Final = 0.6  # of the lower one's height, between the middles of two runs of one line
_LEVEL: Final = 0.3  # of it; what is further down stands on the same line only beside the others
_TALLER: Final = 1.1  # times the height of a line's tallest run
_WORDS: Final = 0.2  # em between two words in Latin letters
_APART: Final = 1.0  # em between what stands apart on one line
_OVER: Final = 0.25  # em that runs may overlap before they are looked at character by character
_SMALL: Final = 0.75  # of the size of what it stands beside: a raised number
_RAISED: Final = 0.1  # of the height, that a raised number stands higher
_ADDRESS: Final = frozenset("/:@._-?=&%#~")
_PAUSES: Final = frozenset(",;)!?")


class Line(NamedTuple):
    """What stands on one line. `left` to `bottom` is the box of all of it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    runs: tuple[Run, ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The lines of `runs`, from top to bottom."""
    lines: list[Line] = []
    group: list[Run] = []
    middle = height = 0.0
    for run in sorted(runs, key=_middle):
        here, tall = (run[2] + run[4]) / 2, run[4] - run[2]
        least = min(tall, height)
        if group and here - middle <= _ONE_LINE * least:
            level = here - middle <= _LEVEL * least
            if level or not any(_below(run, other) for other in group):
                group.append(run)
                if tall > _TALLER * height:
                    middle, height = here, tall
                continue
        if group:
            lines.append(line_of(group))
        group, middle, height = [run], here, tall
    if group:
        lines.append(line_of(group))
    return lines


def joined(lines: Sequence[Line], full: Callable[[Line], bool]) -> str:
    """Lines as one text; `full(line)` tells whether nothing more would have gone on a line.

    Chinese goes on without a blank, so does a number or an address that a full line broke; words
    in Latin letters are parted. Numbers below each other that no full line broke stay two.
    """
    if len(lines) == 1:
        return lines[0].text
    pieces: list[str] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append(_glue(lines[number - 1], line, full))
        pieces.append(line.text)
    return "".join(pieces)


def _glue(before: Line, after: Line, full: Callable[[Line], bool]) -> str:
    last, first = before.text[-1:], after.text[:1]
    if last.isdigit() and first.isdigit():
        return "" if full(before) else "\n"
    if not (last.isascii() and first.isascii() and first.isalnum()):
        return ""
    tail, head = before.text.split()[-1], after.text.split()[0]
    if last in _PAUSES:
        return " " if first.isalpha() and tail[:1].isalpha() and tail[:1].isascii() else ""
    if not last.isalnum() or not _ADDRESS.isdisjoint(tail + head):
        return ""
    return " "


def _below(run: Run, other: Run) -> bool:
    """Whether `run` stands under `other`, not beside it."""
    return run.left < other.right - _OVER * run.em and other.left < run.right - _OVER * run.em


def _middle(run: Run) -> float:
    return run[2] + run[4]


def line_of(group: list[Run]) -> Line:
    """The runs of one line together; `group` is put in order."""
    if len(group) == 1:
        run = group[0]
        return Line(run.text, run.left, run.top, run.right, run.bottom, run.em, (run,))
    group.sort(key=_left)
    if any(b.left < a.right - _OVER * b.em for a, b in pairwise(group)):
        group = _untangled(group)
    main = max(group, key=_weight)
    pieces = [group[0].text]
    before = group[0]
    for run in group[1:]:
        text = run.text
        gap = run.left - before.right
        last, first = before.text[-1], text[0]
        ascii_ = last.isascii() and first.isascii()
        if first.isdigit() and run.em <= _SMALL * main.em and _stands_higher(run, main):
            text = raised(text)
        elif run.spaced or gap > _APART * run.em or (ascii_ and gap > _WORDS * run.em):
            # Digits apart on one line are two numbers: one blank would make them groups of one.
            both = last.isdigit() and first.isdigit() and gap > _APART * run.em
            pieces.append("  " if both else " ")
        pieces.append(text)
        before = run
    return Line(
        "".join(pieces),
        group[0].left,
        min(run.top for run in group),
        max(run.right for run in group),
        max(run.bottom for run in group),
        main.em,
        tuple(group),
    )


def _left(run: Run) -> float:
    return run[1]


def _weight(run: Run) -> float:
    return run.em * len(run.text)


def _stands_higher(run: Run, main: Run) -> bool:
    return run.bottom < main.bottom - _RAISED * (main.bottom - main.top)


def _untangled(group: list[Run]) -> list[Run]:
    """Runs that lie over one another, made anew of their characters from left to right.

    What is painted again over itself is seen once then; printed blanks between runs are lost,
    wide ones are told by their width.
    """
    glyphs = sorted((g for run in group for g in run.glyphs), key=lambda g: (g.left, g.text))
    far = max(run.right for run in group) + 1
    low = max(run.bottom for run in group) + 1
    return runs_of(glyphs, far, low) or group
