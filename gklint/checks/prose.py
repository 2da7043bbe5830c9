"""Reading figures in prose: what a number is of, whose time it tells, and of how much."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.prose_series import series
from gklint.checks.prose_words import any_of, expand, words
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.quantities import approximates, parse

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gklint.checks.prose_series import Item, Series
    from gklint.checks.prose_words import Words
    from gklint.report.flow import Flow
    from gklint.report.model import Report

__all__ = ["any_of", "clause", "expand", "marked", "mentions", "words"]

_SUBHEADING: Final = regex(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|(?m:^) {0,4}\d{1,2}[.、])[^。；，,;\n]{0,30}"
)
_ROUGHLY: Final = ("左右", "上下", "以上")
_REACH: Final = 3000  # characters for which a sub-heading may hold
_COUNT: Final = "{n}{unit}"
_BEFORE: Final = 24  # characters before a number in which a comparison may stand
_CLAUSE_ENDS: Final = "，。；,;！？\n"


class Mention(NamedTuple):
    """A figure that a pattern of `key` found; positions are the flow's characters.

    `high` is the other end of a range. `item` is the name and number put together where they
    stand apart in a series, else "".
    """

    key: str
    start: int
    end: int
    n_start: int
    n_end: int
    value: Decimal
    approximate: bool
    sentence: tuple[int, int]
    high: Decimal | None = None
    item: str = ""

    def fits(self, value: Decimal) -> bool:
        """Whether the words can stand for `value`."""
        if self.high is not None:
            return self.value <= value <= self.high
        return approximates(self.value, value) if self.approximate else self.value == value


def mentions(
    report: Report, figures: Iterable[Mapping[str, Any]], options: Mapping[str, Any]
) -> Iterator[Mention]:
    """The figures that patterns find in the prose, each number once, by the first that claims it.

    `options` may name `scope` (a flow), `about` (what the sentence up to the phrase, or its
    sub-heading, must speak of) and `avoid` (what the phrase must not speak of, nor, where the
    phrase does not say what it is about, the sentence before it). A figure's own `avoid` adds to
    them, its own `about` replaces them.
    """
    scope = options.get("scope", "prose")
    text = flow(report, scope)
    lexicon, told = words(report), series(report, scope, text)
    taken: set[tuple[int, str]] = set()
    for figure in figures:
        if not holds(text.text, figure):
            continue
        about = any_of(tuple(figure.get("about") or options.get("about") or (r"",)))
        avoid = any_of((*options.get("avoid", ()), *figure.get("avoid", ())))
        for pattern in figure["patterns"]:
            compiled = expand(pattern, lexicon, report.year)
            places = _counts(report, scope, text) if pattern.startswith(_COUNT) else None
            for match, item in _matches(compiled, text.text, places, told):
                if item is None and (told.holds(match.start("n")) or _compares(lexicon, match)):
                    continue
                mention = _mention(text, figure["key"], match, item)
                if mention is None or (mention.n_start, mention.item) in taken:
                    continue
                if not in_topic(report, text, mention.start, mention.end, match[0], about, avoid):
                    continue
                taken.add((mention.n_start, mention.item))
                if figure.get("any_year") or in_year(report, text, mention.n_start):
                    yield mention


def _counts(report: Report, scope: str, text: Flow) -> list[int]:
    """Where the numbers with a unit of count begin, found once per report: a pattern that begins
    with one is tried nowhere else."""
    known = report.memo.get(key := f"counts:{scope}")
    if not isinstance(known, list):
        pattern = expand(_COUNT, words(report), report.year)
        known = report.memo[key] = [match.start() for match in pattern.finditer(text.text)]
    return known


def _matches(
    pattern: re.Pattern[str], folded: str, places: list[int] | None, told: Series
) -> Iterable[tuple[re.Match[str], Item | None]]:
    """What a pattern finds in the text, at `places` alone where given, and in names and numbers of
    series put side by side."""
    found: list[tuple[re.Match[str], Item | None]]
    if places is None:
        found = [(match, None) for match in pattern.finditer(folded)]
    else:
        tried_at = (pattern.match(folded, place) for place in places)
        found = [(match, None) for match in tried_at if match is not None]
    if not told.items:
        return found
    tried = [(pattern.search(item.text), item) for item in told.items]
    return [*found, *((match, item) for match, item in tried if match is not None)]


def _mention(text: Flow, key: str, match: re.Match[str], item: Item | None) -> Mention | None:
    value = parse(match["n"])
    if value is None:
        return None
    high = parse(match["high"]) if match["high"] else None
    start, end, n_start, n_end = (*match.span(), *match.span("n"))
    if item is not None:
        start, end, n_start, n_end = item.start, item.end, item.n_start, item.end
    rough = match["before"] or match["after"] or match.string.startswith(_ROUGHLY, match.end())
    return Mention(
        key=key,
        start=start,
        end=end,
        n_start=n_start,
        n_end=n_end,
        value=value,
        approximate=bool(rough) or high is not None,
        sentence=text.sentence(n_start),
        high=high,
        item=item.text if item is not None else "",
    )


def _compares(lexicon: Words, match: re.Match[str]) -> bool:
    """Whether the number tells a difference: 「申请较上年增加5件」, 「多收申请5件」."""
    start, n_start = match.start(), match.start("n")
    if start < n_start and lexicon.comparison.search(match.string, start, n_start):
        return True
    low = max(0, n_start - _BEFORE)
    return lexicon.difference.search(match.string, low, n_start) is not None


def holds(text: str, item: Mapping[str, Any]) -> bool:
    """Whether the text has one of the words in ``has``, without which no pattern can match."""
    has = item.get("has")
    return has is None or any(word in text for word in has)


def in_topic(
    report: Report,
    text: Flow,
    start: int,
    end: int,
    phrase: str,
    about: re.Pattern[str],
    avoid: re.Pattern[str],
) -> bool:
    """Whether a phrase, at `start` to `end`, speaks of what a rule is about, as far as its
    sentence tells, and the one before where it only begins to tell parts (「其中，……」)."""
    if avoid.search(phrase):
        return False
    if about.search(phrase):
        return True
    low = text.sentence(start)[0]
    if words(report).parts_begin.match(text.text, low):
        low = text.sentence(max(low - 1, text.bounds(low)[0]))[0]
    if avoid.search(text.text, low, start):
        return False
    return bool(about.search(text.text, low, end) or about.search(subheading(text, low)))


def subheading(text: Flow, index: int) -> str:
    """The last 「（二）依申请公开方面」 before `index` in the same section, else ""."""
    memo = text.report.memo
    known = memo.get(key := f"subheadings:{id(text)}")
    if not isinstance(known, list):
        known = memo[key] = [(m.start(), m[0]) for m in _SUBHEADING.finditer(text.text)]
    last = bisect_left(known, (index,)) - 1
    if last < 0 or index - known[last][0] > _REACH:
        return ""
    start, found = known[last]
    return str(found) if text.piece(start).section == text.piece(index).section else ""


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


def narrowed(
    report: Report, text: Flow, sentence: tuple[int, int], index: int, item: str = ""
) -> bool:
    """Whether the sentence, or its sub-heading, says of what share of the report it speaks."""
    lexicon = words(report)
    start, end = sentence
    return bool(
        lexicon.scope.search(text.text, start, end)
        or lexicon.scope.search(subheading(text, start))
        or is_part(report, text, index, item)
    )


def is_part(report: Report, text: Flow, index: int, item: str = "") -> bool:
    """Whether the figure at `index` is introduced as a part: 「其中」, a channel, 「按时」.

    In a series only the figure's own `item` tells the channel or manner.
    """
    lexicon = words(report)
    low, _ = text.sentence(index)
    if lexicon.parts_begin.search(text.text, low, index):
        return True
    if item:
        return lexicon.part.search(item) is not None
    return lexicon.part.search(text.text, *clause(text, index)) is not None


def cited(text: Flow, mention: Mention) -> str:
    """The words of a mention as printed; in a series, its name beside its number."""
    return mention.item or text.raw[mention.start : mention.end]


def marked(text: Flow, start: int, end: int, sentence: tuple[int, int], width: int = 60) -> str:
    """The sentence with a stretch in 【】, shortened around it: evidence for people."""
    low, high = max(sentence[0], start - width), min(sentence[1], end + width)
    left = ("…" if low > sentence[0] else "") + text.raw[low:start]
    right = text.raw[end:high] + ("…" if high < sentence[1] else "")
    return f"{left.lstrip()}【{text.raw[start:end]}】{right.rstrip()}"
