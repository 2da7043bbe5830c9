"""The numbers that a word processor writes itself: lists, counted as a page shows them."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.flowing.numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LEVELS: Final = 9
"""Levels of a list, in every format."""

_GAP: Final = " "


class NumberRef(NamedTuple):
    """A reference to a list: `list_id` 0 means "no number"; `level` counts from 0."""

    list_id: int | None
    level: int | None


class Level(NamedTuple):
    """One level of a list; `restart` None: after any higher level, 0: never, k: after level k."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str | None = None
    spaced: bool = True  # something stands between the number and the text
    legal: bool = False  # all numbers of the text are shown as 1, 2, 3
    hidden: bool = False


class ListForm(NamedTuple):
    """A list as a document uses it: `counter` names the counters it shares with other lists."""

    counter: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """Counters of one document; `label` is called once a paragraph, in reading order.

    `lists` gives the document's lists by id; it is asked once, at the first number.
    """

    def __init__(self, lists: Callable[[], Mapping[int, ListForm]]) -> None:
        self._read = lists
        self._counters: dict[int, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    @cached_property
    def _lists(self) -> Mapping[int, ListForm]:
        return self._read()

    def label(self, number: NumberRef, lineage: Sequence[str] = ()) -> str:
        """The number printed before a paragraph, "" where none is; `lineage` names its style and
        that style's bases, nearest first, to which a level may be tied.

        Bullets are decoration and left out. Where a tab or blank stands between a number that
        ends in a letter or digit and the text, one space stands for it.
        """
        form = self._lists.get(number.list_id or 0)
        if form is None:
            return ""
        at = _level_of(form, number, lineage)
        level = form.levels.get(at)
        if level is None:
            return ""
        counts = self._step(number.list_id or 0, form, at)
        if level.hidden or level.form == "bullet":
            return ""
        text = _placeholder().sub(
            lambda match: _shown(form, counts, int(match[1]) - 1, legal=level.legal), level.text
        )
        if text and level.spaced and text[-1].isalnum():
            text += _GAP
        return text

    def _step(self, list_id: int, form: ListForm, at: int) -> list[int | None]:
        counts = self._counters.setdefault(form.counter, [None] * LEVELS)
        current = counts[at]
        if at in form.starts and (list_id, at) not in self._started:
            self._started.add((list_id, at))
            counts[at] = form.starts[at]
        else:
            counts[at] = _start(form, at) if current is None else current + 1
        for below in range(at + 1, LEVELS):
            restart = form.levels[below].restart if below in form.levels else None
            if restart is None or (restart and at < restart):
                counts[below] = None
        return counts


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(r"%([1-9])")


def _start(form: ListForm, at: int) -> int:
    if at in form.starts:
        return form.starts[at]
    return form.levels[at].start if at in form.levels else 1


def _level_of(form: ListForm, number: NumberRef, lineage: Sequence[str]) -> int:
    """The level a paragraph stands on: named, or the one that its style is tied to."""
    if number.level is not None:
        return number.level
    for name in lineage:
        for at, level in form.levels.items():
            if level.style == name:
                return at
    return 0


def _shown(form: ListForm, counts: list[int | None], at: int, *, legal: bool) -> str:
    level = form.levels.get(at)
    count = counts[at]
    name = "decimal" if legal or level is None else level.form
    return numeral(_start(form, at) if count is None else count, name)
