"""What meets at a page break: halves of a row, the rest of a merged cell, or rows of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.paged.slots import is_figure
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.paged.slots import Joint, Slot

_OPEN: Final = "（(《“〈[【"
_CLOSED: Final = "）)》”〉]】"
_PAUSE: Final = frozenset("，、：,:（(“《")
_ITEM: Final = regex(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_NEXT_LINE: Final = 1.3  # times its height: less room than that takes no other line


def is_cut(
    slots: Sequence[Slot],
    pairs: Sequence[tuple[Slot, Slot]],
    joint: Joint,
    figures: float,
    torn: bool,
) -> bool:
    """Whether the last row above and the first one below are the halves of one.

    Every cell has to meet one, and what meets has to go on: two figures only where a full line
    broke a number. Then it takes a label that goes on, halves of which one has no label, or no
    border between them (`torn`). `figures` is where the columns of figures begin.
    """
    first = [slot for slot in slots if slot.row == 0]
    if len(pairs) != len(first) or len(pairs) != len(joint.lowest):
        return False
    both = [(above, below) for above, below in pairs if above.text and below.text]
    if not all(_goes_on(*pair) for pair in both):
        return False
    labels = [
        (bool(above.text), bool(below.text))
        for above, below in pairs
        if above.left < figures and above.rowspan == below.rowspan == 1
    ]
    if labels:
        bare = not all(map(any, zip(*labels, strict=True)))
    else:
        bare = len(both) < sum(bool(above.text or below.text) for above, below in pairs)
    return torn or (bool(both) and (bare or any(not is_figure(above.text) for above, _ in both)))


def _goes_on(above: Slot, below: Slot) -> bool:
    """Whether the text of a cell goes on below the page break."""
    one, two = above.parts[-1], below.parts[0]
    text = one.text
    if not text:
        return False  # it ended on the page before
    figures = is_figure(text), is_figure(two.text)
    if any(figures):
        if not all(figures) or not (text[-1].isdigit() or text[-1] in ".,"):
            return False
    elif text[-1] in _PAUSE or sum(map(text.count, _OPEN)) > sum(map(text.count, _CLOSED)):
        return True
    elif _ITEM.match(two.text):
        return False
    elif all(len(line.text) == 1 for line in (*one.lines, *two.lines)):
        return True  # set one character a line
    last, first = one.lines[-1], two.lines[0]
    room = _NEXT_LINE * (last.bottom - last.top)
    return one.full(last) and one.bottom - last.bottom < room and first.top - two.top < room


def is_rest(above: Slot, below: Slot, figures: float, slots: Sequence[Slot]) -> bool:
    """Whether `below` is the rest of the merged cell `above`, no cell of its own; `figures` is
    where the columns of figures begin."""
    one, two = above.text, below.text
    if is_figure(one) or is_figure(two):
        return False
    merged = above.rowspan > 1 or below.rowspan > 1
    if one and two:
        return merged and _goes_on(above, below)
    if above.loose or below.loose:
        return True
    if above.left >= figures:
        # Only a label of the header goes on over an empty box, into more of the header.
        row = [slot for slot in slots if slot.row == 0]
        return (
            bool(one)
            and not any(is_figure(slot.text) for slot in row)
            and any(slot.text and slot.left >= figures for slot in row)
        )
    if one:
        return True
    return bool(two) and above.rowspan > 1 and below.rowspan > 1
