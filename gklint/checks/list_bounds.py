"""Where a list in prose ends: at its bracket, its stop, or a semicolon behind several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.report.quantities import Quantity

_OPEN: Final = "（(【[﹝"
_CLOSE: Final = "）)】]﹞"
SENTENCE_ENDS: Final = "。！？\n"


def depth_at(text: str, start: int, end: int) -> int:
    """Brackets opened and not closed between two places, never less than none."""
    depth = 0
    for char in text[start:end]:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
    return depth


def ends(text: str, start: int, high: int, depth: int) -> list[int]:
    """Where the list may end: at its bracket's close, else at its stop and the next ones."""
    inner, found = 0, []
    for position in range(start, high):
        char = text[position]
        if char in _OPEN:
            inner += 1
        elif char in _CLOSE:
            if inner == 0 and depth:
                return [position]
            inner = max(0, inner - 1)
        elif char in SENTENCE_ENDS and inner == 0:
            found.append(position)
            if len(found) == 4:
                break
    return found or [high]


def last_part_end(text: str, start: int, end: int, items: Sequence[Quantity]) -> int:
    """Where a list ends that tells several parts, or none, before a semicolon."""
    depth = 0
    for position in range(start, end):
        char = text[position]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in "；;" and depth == 0:
            told = sum(q.start < position for q in items)
            return end if told == 1 else position
    return end
