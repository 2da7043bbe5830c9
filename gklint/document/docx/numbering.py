"""The numbers that Word writes itself: lists of numbering.xml, counted as a page shows them."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.docx.numerals import numeral
from gklint.document.docx.package import W
from gklint.document.docx.styles import VAL, NumberRef, Style, StyleSheet, as_int, is_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

_LEVELS: Final = 9
_GAP: Final = " "


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

    def label(self, number: NumberRef, style: Style) -> str:
        """The number Word prints before a paragraph, "" where none is printed.

        Bullets are decoration and left out. Where a tab or blank stands between a number that
        ends in a letter or digit and the text, one space stands for it.
        """
        form = self._lists.get(number.list_id or 0)
        if form is None:
            return ""
        at = _level_of(form, number, style)
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
        counts = self._counters.setdefault(form.counter, [None] * _LEVELS)
        current = counts[at]
        if at in form.starts and (list_id, at) not in self._started:
            self._started.add((list_id, at))
            counts[at] = form.starts[at]
        else:
            counts[at] = _start(form, at) if current is None else current + 1
        for below in range(at + 1, _LEVELS):
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


def _level_of(form: ListForm, number: NumberRef, style: Style) -> int:
    """The level a paragraph stands on: named, or the one that its style is tied to."""
    if number.level is not None:
        return number.level
    for name in style.lineage:
        for at, level in form.levels.items():
            if level.style == name:
                return at
    return 0


def _shown(form: ListForm, counts: list[int | None], at: int, *, legal: bool) -> str:
    level = form.levels.get(at)
    count = counts[at]
    name = "decimal" if legal or level is None else level.form
    return numeral(_start(form, at) if count is None else count, name)


def read_lists(root: etree._Element, sheet: StyleSheet) -> dict[int, ListForm]:
    """The lists of a numbering part by id."""
    abstracts = {
        key: element
        for element in root.iterfind(f"{W}abstractNum")
        if (key := _int(element.get(f"{W}abstractNumId"))) is not None
    }
    nums = {
        key: element
        for element in root.iterfind(f"{W}num")
        if (key := _int(element.get(f"{W}numId"))) is not None
    }
    levels = {key: _levels(element) for key, element in abstracts.items()}
    lists: dict[int, ListForm] = {}
    for list_id, element in nums.items():
        counter = _abstract_of(element, abstracts, nums, sheet)
        if counter is not None:
            lists[list_id] = _with_overrides(element, counter, levels[counter])
    return lists


def _abstract_of(
    num: etree._Element,
    abstracts: Mapping[int, etree._Element],
    nums: Mapping[int, etree._Element],
    sheet: StyleSheet,
) -> int | None:
    """The definition a list uses; one that only names a list style leads to that style's list."""
    key = as_int(num.find(f"{W}abstractNumId"))
    for _ in range(_LEVELS):
        if key is None or key not in abstracts:
            return None
        link = abstracts[key].find(f"{W}numStyleLink")
        if link is None:
            return key
        number = sheet.character(link.get(VAL) or "").number
        target = None if number is None or number.list_id is None else nums.get(number.list_id)
        key = None if target is None else as_int(target.find(f"{W}abstractNumId"))
    return None


def _with_overrides(num: etree._Element, counter: int, levels: Mapping[int, Level]) -> ListForm:
    own = dict(levels)
    starts: dict[int, int] = {}
    for override in num.iterfind(f"{W}lvlOverride"):
        at = _int(override.get(f"{W}ilvl"))
        if at is None or not 0 <= at < _LEVELS:
            continue
        level = override.find(f"{W}lvl")
        if level is not None:
            own[at] = _level(level)
        start = as_int(override.find(f"{W}startOverride"))
        if start is not None:
            starts[at] = start
    return ListForm(counter, own, starts)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {
        at: _level(element)
        for element in abstract.iterfind(f"{W}lvl")
        if (at := _int(element.get(f"{W}ilvl"))) is not None and 0 <= at < _LEVELS
    }


def _level(element: etree._Element) -> Level:
    # A custom form ("001, 002") stands in a Choice beside an ordinary one.
    form = next(element.iter(f"{W}numFmt"), None)
    text = element.find(f"{W}lvlText")
    style = element.find(f"{W}pStyle")
    suffix = element.find(f"{W}suff")
    start = as_int(element.find(f"{W}start"))
    level = Level(
        start=1 if start is None else start,
        text="" if text is None else text.get(VAL) or "",
        restart=as_int(element.find(f"{W}lvlRestart")),
        style=None if style is None else style.get(VAL),
        spaced=suffix is None or suffix.get(VAL) != "nothing",
        legal=bool(is_on(element.find(f"{W}isLgl"))),
        hidden=bool(is_on(element.find(f"{W}rPr/{W}vanish"))),
    )
    return level if form is None else level._replace(form=_form_of(form))


def _form_of(element: etree._Element) -> str:
    name = element.get(VAL) or "decimal"
    if name != "custom":
        return name
    first = (element.get(f"{W}format") or "").partition(",")[0].strip()
    return "decimalZero" if first == "01" else f"decimal:{len(first)}" if first else "decimal"


def _int(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
