"""The words by which prose is read: a pack's lexicon ``words/prose.yaml`` and the macros it gives.

A rule's pattern runs on text folded in width. ``{n}`` stands for a number (the group ``n``, and
``high`` where a range is told), ``{number}`` for one without words around it; ``{this_year}``,
``{last_year}`` and ``{next_year}`` for the report's year and its neighbours (any year where it is
unknown); other ``{names}`` are macros of the lexicon.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.patterns import regex
from gklint.report.quantities import ARABIC, CHINESE, ROUGHLY_BEFORE

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from gklint.report.model import Report

LEXICON: Final = "prose"
_NUMBER: Final = (
    rf"(?P<before>{ROUGHLY_BEFORE})?\s?(?<![\d.,第])(?P<n>{ARABIC}|{CHINESE})"
    rf"\s?(?:[-—–~～至到]\s?(?P<high>{ARABIC}))?(?P<after>余|多|左右)?\s?"
)
_PLAIN: Final = rf"(?:{ARABIC}|{CHINESE})"
_BEGINS: Final = r"(?=[\s\d近约大超逾将接不至零〇○一二两三四五六七八九十百千万亿])"
"""What a number begins with: the engine passes over all else without trying the number."""
_YEARS: Final = {"{last_year}": -1, "{this_year}": 0, "{next_year}": 1}
_LISTS: Final = (
    *("scope", "part", "parts_begin", "listing", "listing_end", "closing", "comparison"),
    *("difference", "aside", "other_time", "since"),
)


class Words(NamedTuple):
    """The lexicon of a pack in compiled form; an empty list matches nothing."""

    data: Mapping[str, Any]  # the lexicon itself
    expanded: dict[tuple[str, int | None], re.Pattern[str]]  # patterns with their macros filled
    scope: re.Pattern[str]
    part: re.Pattern[str]
    parts_begin: re.Pattern[str]
    listing: re.Pattern[str]
    listing_end: re.Pattern[str]
    closing: re.Pattern[str]
    comparison: re.Pattern[str]
    difference: re.Pattern[str]
    aside: re.Pattern[str]
    other_time: re.Pattern[str]
    since: re.Pattern[str]


_NONE: Final[Mapping[str, Any]] = {}
_lexicons: Final[dict[int, Words]] = {}


def words(report: Report) -> Words:
    """The lexicon of the report's pack, compiled once."""
    data: Mapping[str, Any] = report.pack.words.get(LEXICON, _NONE)
    known = _lexicons.get(id(data))
    if known is not None and known.data is data:
        return known
    if len(_lexicons) >= 32:  # packs are few; a run that makes many (tests) must not hoard them
        _lexicons.clear()
    lists = {name: any_of(tuple(data.get(name, ()))) for name in _LISTS}
    made = _lexicons[id(data)] = Words(data, {}, **lists)
    return made


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for several; for none, one that never matches."""
    return regex("|".join(f"(?:{p})" for p in patterns) if patterns else r"(?!)")


def expand(pattern: str, lexicon: Words, year: int | None) -> re.Pattern[str]:
    """`pattern` with its macros filled for a report on `year`."""
    known = lexicon.expanded.get((pattern, year))
    if known is None:
        source = _BEGINS + pattern if pattern.startswith("{n}") else pattern
        for name, text in lexicon.data.get("macros", {}).items():
            source = source.replace("{" + name + "}", text)
        for name, offset in _YEARS.items():
            source = source.replace(name, r"20\d\d" if year is None else str(year + offset))
        source = source.replace("{n}", _NUMBER).replace("{number}", _PLAIN)
        known = lexicon.expanded[pattern, year] = regex(source)
    return known
