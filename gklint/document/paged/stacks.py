"""Labels of tables without rules: the lines that one was wrapped over."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gklint.document.paged.lines import Line
    from gklint.document.paged.strokes import Stroke

PITCH: Final = 1.55
"""Em at most from line to line of one cell."""

ITEM: Final = regex(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
"""The number that a label begins with."""

_SAME_LEFT: Final = 1.0  # em between the lines of one label, and of labels of one column


class Stack(NamedTuple):
    """What belongs into one cell: lines below each other, and the numbers of their lines."""

    rows: list[int]
    lines: list[Line]


def label_stacks(
    labels: Sequence[tuple[int, Line]], figured: Collection[int], rules: Sequence[Stroke]
) -> list[Stack]:
    """Labels of rows, each line with the number of the one it is on; `figured` are the numbers of
    lines with figures."""
    items = sum(bool(ITEM.match(line.text)) for _, line in labels)
    numbered = 2 * items >= len(labels) / 2 and items > 1
    stacks: list[Stack] = []
    for number, line in labels:
        home = None
        for stack in reversed(stacks):
            last = stack.lines[-1]
            if abs(stack.lines[0].left - line.left) >= _SAME_LEFT * line.em:
                continue
            near = line.middle - last.middle <= PITCH * line.em
            both = number in figured and any(row in figured for row in stack.rows)
            if (
                near
                and not _parted(last, line, rules)
                and not ITEM.match(line.text)
                and (numbered or not both)
            ):
                home = stack
            break
        if home is None:
            stacks.append(Stack([number], [line]))
        else:
            home.rows.append(number)
            home.lines.append(line)
    return stacks


def head_stacks(heads: Sequence[tuple[int, Line]], rules: Sequence[Stroke]) -> list[Stack]:
    """Labels of columns with the lines they were wrapped over.

    A line goes on below where each stands below the other alone: a label over several columns has
    several below it.
    """
    stacks: list[Stack] = []
    near: list[Stack] = []
    by_row: dict[int, list[Line]] = {}
    for number, line in heads:
        by_row.setdefault(number, []).append(line)
    for number, line in heads:
        near = [s for s in near if line.middle - s.lines[-1].middle <= PITCH * line.em]
        above = [
            stack
            for stack in near
            if stack.rows[-1] != number
            and _overlap(stack.lines[-1], line)
            and not _parted(stack.lines[-1], line, rules)
        ]
        if len(above) == 1 and not any(
            _overlap(above[0].lines[-1], other) for other in by_row[number] if other is not line
        ):
            above[0].rows.append(number)
            above[0].lines.append(line)
        else:
            stacks.append(Stack([number], [line]))
            near.append(stacks[-1])
    return stacks


def _parted(above: Line, below: Line, rules: Sequence[Stroke]) -> bool:
    """Whether a line is drawn between two lines of text."""
    x = (below.left + below.right) / 2
    first = bisect_left(rules, above.middle, key=lambda rule: rule.at)
    for at, start, end in rules[first:]:
        if at >= below.middle:
            break
        if start <= x <= end:
            return True
    return False


def _overlap(one: Line, two: Line) -> bool:
    return one.left < two.right and two.left < one.right
