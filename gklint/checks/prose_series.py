"""Numbers told after their names: 「予以公开、部分公开分别为14件、3件」, 「行政复议、诉讼各2件」.

Each number is paired with its name in order. A series whose names and numbers can't be paired is
known all the same: none of its numbers belongs to the words right before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.patterns import regex
from gklint.report.quantities import ARABIC, CHINESE, UNITS

if TYPE_CHECKING:
    import re

    from gklint.report.flow import Flow
    from gklint.report.model import Report

_UNIT: Final = rf"(?:{UNITS}|%)"
_ONE: Final = rf"(?:近|约)?(?:{ARABIC}|{CHINESE})(?:余|多)?\s?{_UNIT}?"
_SEVERAL: Final = rf"{_ONE}(?:\s?[、，,和及与]\s?{_ONE})+"
_EVENLY: Final = rf"(?:近|约)?(?:{ARABIC}|{CHINESE})(?:余|多)?\s?{_UNIT}"
_SERIES: Final = regex(
    rf"(?:的)?(?:分别|依次)(?:为|是|有|达到?|计)?[：:]?\s?(?P<several>{_SEVERAL})"
    rf"|各(?:为|是|有)?\s?(?P<even>{_EVENLY})"
)
_NUMBERS: Final = regex(_ONE)
_UNIT_OF: Final = regex(rf"{_UNIT}$")
_BOUNDS: Final = "，。；,;：:！？\n（("
_SPLITS: Final = (regex(r"、"), regex(r"、|以及|和|及|与"))
_LONGEST: Final = 120


class Item(NamedTuple):
    """A name and its number, put side by side in `text` as an author would who told each alone.

    `start` is where the series begins in the flow, `n_start` and `end` where the number stands.
    """

    text: str
    start: int
    n_start: int
    end: int


class Series(NamedTuple):
    """The paired items of a text, and the stretches whose numbers stand in a series."""

    items: tuple[Item, ...]
    stretches: tuple[tuple[int, int], ...]

    def holds(self, index: int) -> bool:
        """Whether the number at `index` stands in a series."""
        return bool(self.stretches) and any(s <= index < e for s, e in self.stretches)


def series(report: Report, scope: str, text: Flow) -> Series:
    """The series of the flow `text` of `scope`, computed once per report."""
    key = f"series:{scope}"
    cached = report.memo.get(key)
    if isinstance(cached, Series):
        return cached
    items: list[Item] = []
    stretches: list[tuple[int, int]] = []
    if any(word in text.text for word in ("分别", "依次", "各")):
        for match in _SERIES.finditer(text.text):
            found = _items(text, match)
            if match["several"] is not None or found:
                stretches.append(match.span())
            items.extend(found)
    made = Series(tuple(items), tuple(stretches))
    report.memo[key] = made
    return made


def _items(text: Flow, match: re.Match[str]) -> list[Item]:
    folded = text.text
    low = max(text.bounds(match.start())[0], match.start() - _LONGEST)
    start = max([low, *(folded.rfind(c, low, match.start()) + 1 for c in _BOUNDS)])
    told = folded[start : match.start()]
    if match["several"] is None:
        names = _names(told, None)
        spans = [match.span("even")] * len(names)
    else:
        spans = [found.span() for found in _NUMBERS.finditer(folded, *match.span("several"))]
        names = _names(told, len(spans))
    if len(names) < 2:
        return []
    last = _UNIT_OF.search(folded, *spans[-1])
    unit = last[0] if last is not None else ""  # 「分别为14、3件」: the last tells it for all
    items = []
    for name, (begin, end) in zip(names, spans, strict=True):
        number = folded[begin:end]
        own = number if _UNIT_OF.search(number) else number + unit
        items.append(Item(name + own, start, begin, end))
    return items


def _names(told: str, wanted: int | None) -> list[str]:
    for split in _SPLITS:
        names = [name.strip() for name in split.split(told) if name.strip()]
        if len(names) == wanted or (wanted is None and len(names) > 1):
            return names
    return []
