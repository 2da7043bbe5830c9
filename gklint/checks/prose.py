"""Reading figures and claims in prose: patterns with macros, what a sentence is about, whose time.

A rule's pattern runs on text folded in width. ``{n}`` stands for a number (the group ``n``); other
``{names}`` are macros of the pack's lexicon ``words/prose.yaml``, which also lists the words that
narrow a figure's scope, make it a part of a whole, or place it in another year.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.quantities import ARABIC, CHINESE, parse

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gklint.report.flow import Flow
    from gklint.report.model import Report

LEXICON: Final = "prose"
_NUMBER: Final = (
    rf"(?P<before>近|约|大约|超过?|逾|将近)?\s?(?<![\d.,第])(?P<n>{ARABIC}|{CHINESE})"
    r"\s?(?P<after>余|多|左右)?\s?"
)
_BEGINS: Final = r"(?=[\s\d近约大超逾将零〇○一二两三四五六七八九十百千万亿])"
"""What a number begins with: the engine passes over all else without trying the number."""
_SUBHEADING: Final = regex(r"[（(][一二三四五六七八九十\d]{1,3}[）)][^。；，,;\n]{0,30}")
_CLAUSE_ENDS: Final = "，。；,;！？\n"


class Words(NamedTuple):
    """The lexicon of a pack in compiled form; an empty list matches nothing."""

    data: Mapping[str, Any]  # the lexicon itself
    expanded: dict[str, re.Pattern[str]]  # patterns of rules with their macros filled
    scope: re.Pattern[str]
    part: re.Pattern[str]
    parts_begin: re.Pattern[str]
    listing: re.Pattern[str]
    listing_end: re.Pattern[str]
    closing: re.Pattern[str]
    comparison: re.Pattern[str]
    aside: re.Pattern[str]
    other_time: re.Pattern[str]
    since: re.Pattern[str]


class Mention(NamedTuple):
    """A figure that a pattern of `key` found; positions are the flow's characters."""

    key: str
    start: int
    end: int
    n_start: int
    n_end: int
    value: Decimal
    approximate: bool
    sentence: tuple[int, int]


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
    lists = {
        name: any_of(tuple(data.get(name, ())))
        for name in (
            "scope",
            "part",
            "parts_begin",
            "listing",
            "listing_end",
            "closing",
            "comparison",
            "aside",
            "other_time",
            "since",
        )
    }
    made = _lexicons[id(data)] = Words(data, {}, **lists)
    return made


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for several; for none, one that never matches."""
    return regex("|".join(f"(?:{p})" for p in patterns) if patterns else r"(?!)")


def expand(pattern: str, lexicon: Words) -> re.Pattern[str]:
    """`pattern` with its macros filled."""
    known = lexicon.expanded.get(pattern)
    if known is None:
        source = _BEGINS + pattern if pattern.startswith("{n}") else pattern
        for name, text in lexicon.data.get("macros", {}).items():
            source = source.replace("{" + name + "}", text)
        known = lexicon.expanded[pattern] = regex(source.replace("{n}", _NUMBER))
    return known


def mentions(
    report: Report, figures: Iterable[Mapping[str, Any]], options: Mapping[str, Any]
) -> Iterator[Mention]:
    """The figures that patterns find in the prose, each number once, by the first that claims it.

    `options` may name `scope` (a flow), `about` (what the sentence up to the phrase, or its
    sub-heading, must speak of) and `avoid` (what the phrase must not speak of, nor, where the
    phrase does not say what it is about, the sentence before it). A figure's own `avoid` adds to
    them, its own `about` replaces them.
    """
    text = flow(report, options.get("scope", "prose"))
    lexicon = words(report)
    taken: set[int] = set()
    for figure in figures:
        if not holds(text.text, figure):
            continue
        for pattern in figure["patterns"]:
            for match in expand(pattern, lexicon).finditer(text.text):
                if match.start("n") in taken:
                    continue
                mention = _mention(text, figure["key"], match)
                if mention is None:
                    continue
                about = any_of(tuple(figure.get("about") or options.get("about") or (r"",)))
                avoid = any_of((*options.get("avoid", ()), *figure.get("avoid", ())))
                if not in_topic(text, match, about, avoid):
                    continue
                taken.add(mention.n_start)
                if figure.get("any_year") or in_year(report, text, mention.n_start):
                    yield mention


def holds(text: str, item: Mapping[str, Any]) -> bool:
    """Whether the text has one of the words in ``has``, without which no pattern can match."""
    has = item.get("has")
    return has is None or any(word in text for word in has)


def _mention(text: Flow, key: str, match: re.Match[str]) -> Mention | None:
    value = parse(match["n"])
    if value is None:
        return None
    return Mention(
        key=key,
        start=match.start(),
        end=match.end(),
        n_start=match.start("n"),
        n_end=match.end("n"),
        value=value,
        approximate=bool(match["before"] or match["after"]),
        sentence=text.sentence(match.start("n")),
    )


def in_topic(
    text: Flow, match: re.Match[str], about: re.Pattern[str], avoid: re.Pattern[str]
) -> bool:
    """Whether a phrase speaks of what a rule is about, as far as its sentence tells."""
    if avoid.search(match[0]):
        return False
    if about.search(match[0]):
        return True
    start = text.sentence(match.start())[0]
    if avoid.search(text.text, start, match.start()):
        return False
    return bool(
        about.search(text.text, start, match.end()) or about.search(subheading(text, start))
    )


def subheading(text: Flow, index: int) -> str:
    """The last 「（二）依申请公开方面」 before `index` in the same section, else ""."""
    section = text.piece(index).section
    low = max(0, index - 3000)
    found = ""
    for match in _SUBHEADING.finditer(text.text, low, index):
        if text.piece(match.start()).section == section:
            found = match[0]
    return found


def clause(text: Flow, index: int) -> tuple[int, int]:
    """The clause (between commas and stops) that holds `index`."""
    low, high = text.bounds(index)
    folded = text.text
    start = max([folded.rfind(c, low, index) for c in _CLAUSE_ENDS])
    ends = [end for c in _CLAUSE_ENDS if (end := folded.find(c, index, high)) >= 0]
    return max(start + 1, low), min(ends, default=high)


def in_year(report: Report, text: Flow, index: int) -> bool:
    """Whether the figure at `index` speaks of the report's year, as far as its sentence tells."""
    lexicon = words(report)
    start, _end = text.sentence(index)
    if lexicon.since.search(text.text, *clause(text, index)):
        return False
    before = lexicon.aside.sub("", text.text[start:index])
    last = None
    for match in regex(r"(20\d\d)\s?年").finditer(before):
        last = match
    other = None
    for match in lexicon.other_time.finditer(before):
        other = match
    if other is not None and (last is None or other.start() > last.start()):
        return False
    return last is None or report.year is None or int(last[1]) == report.year


def narrowed(report: Report, text: Flow, sentence: tuple[int, int], index: int) -> bool:
    """Whether the sentence, or its sub-heading, says of what share of the report it speaks."""
    lexicon = words(report)
    start, end = sentence
    return bool(
        lexicon.scope.search(text.text, start, end)
        or lexicon.scope.search(subheading(text, start))
        or is_part(report, text, index)
    )


def is_part(report: Report, text: Flow, index: int) -> bool:
    """Whether the figure at `index` is introduced as a part: 「其中」, a channel, 「按时」."""
    lexicon = words(report)
    low, _ = text.sentence(index)
    return bool(
        lexicon.parts_begin.search(text.text, low, index)
        or lexicon.part.search(text.text, *clause(text, index))
    )


def marked(text: Flow, start: int, end: int, sentence: tuple[int, int], width: int = 60) -> str:
    """The sentence with a stretch in 【】, shortened around it: evidence for people."""
    low, high = max(sentence[0], start - width), min(sentence[1], end + width)
    left = ("…" if low > sentence[0] else "") + text.raw[low:start]
    right = text.raw[end:high] + ("…" if high < sentence[1] else "")
    return f"{left.lstrip()}【{text.raw[start:end]}】{right.rstrip()}"


def plain(value: Decimal) -> str:
    """A value without exponent and without trailing zeros."""
    return format(value.normalize() if value else abs(value), "f")
