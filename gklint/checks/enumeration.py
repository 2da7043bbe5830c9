"""Kind ``enumeration``: 「共公开 N 条，其中 A a 条、B b 条」: do the parts add up to the whole?

Lists closed by 等, or opened by 主要包括 and the like, are not meant to be complete. 其中 alone
says no more than "among these": parts that come to less than half of the whole are taken for a
choice, and a short list, or one that falls well short, is for a person to look at. Parts that
exceed the whole are wrong in any case. What stands in brackets behind a part is a part of that
part; what follows a list of several parts behind a semicolon is another statement.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, combinations, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.base import CheckKind
from gklint.checks.list_bounds import SENTENCE_ENDS, depth_at, ends, last_part_end
from gklint.checks.options import PATTERNS, PROSE_SCOPE, has_variants
from gklint.checks.prose import any_of, marked, words
from gklint.finding import Hit, Outcome
from gklint.patterns import regex
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.quantities import NOT_COUNTS, among, quantities

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from gklint.checks.base import Context
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.report.quantities import Quantity
    from gklint.ruleset.model import Rule

_SEPARATORS: Final = " 、，。；,;：:"
_FEW: Final = 3  # up to so many parts may be a choice of the author's
_WHOLE: Final = Decimal("0.8")  # from this share on the parts mean to be all there are
_CHOICE: Final = Decimal("0.6")  # below this share they are plainly a choice
_NEAR: Final = 80
_LEAD: Final = 400  # characters before a list in which its whole and others may stand
_LONGEST: Final = 4000  # characters of a list: no author writes one as long
_BARE: Final = regex(r"\s?[，。；、,;）)\n]|\s*$")
_MAX_LOOSE: Final = 5


class Parts(NamedTuple):
    """A list of parts after a whole: `first` are those of its own sentence or bracket."""

    whole: Quantity
    others: tuple[Quantity, ...]  # numbers before the whole that the parts may belong to
    first: tuple[Quantity, ...]
    later: tuple[Quantity, ...]
    loose: tuple[Quantity, ...]  # numbers in the list without a unit, or in another unit of count
    end: int
    open_ended: bool
    closed: bool  # the last part is 「其他」: nothing is left out
    nested: bool  # another list begins inside, outside brackets: what belongs to what is not sure


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits for the lists whose parts do not add up."""
    options = rule.options
    scope = options.get("scope", "prose")
    text = flow(report, scope)
    numbers = quantities(report, scope)
    classes = [frozenset(group) for group in options.get("same", ())]
    for name in ("openers", "asides"):
        for match in any_of(tuple(options.get(name, ()))).finditer(text.text):
            parts = _parts(report, text, numbers, match, classes)
            if parts is not None:
                hit = _judge(text, parts, aside=name == "asides")
                if hit is not None:
                    yield hit


def _parts(
    report: Report,
    text: Flow,
    numbers: Sequence[Quantity],
    opener: re.Match[str],
    classes: Sequence[frozenset[str]],
) -> Parts | None:
    low, high = text.bounds(opener.start())
    high = min(high, opener.end() + _LONGEST)
    before = among(numbers, max(low, opener.start() - _LEAD), opener.start())
    before = [q for q in before if q.end <= opener.start()]
    before = [q for q in before if q.unit not in NOT_COUNTS and not _compared(report, text, q)]
    whole = _whole(text, before, opener)
    if whole is None or not whole.unit or opener.start() - whole.end > _reach(text, whole, opener):
        return None
    units = next((group for group in classes if whole.unit in group), frozenset({whole.unit}))
    if _is_part_itself(text, whole, opener):
        return None
    depth = depth_at(text.text, whole.end, opener.end())
    stops = ends(text.text, opener.end(), high, depth)
    first_end = stops[0]
    inside = among(numbers, opener.end(), stops[-1])
    inside = [q for q in inside if depth_at(text.text, opener.end(), q.start) == 0]
    items = [q for q in inside if q.unit in units and not _compared(report, text, q)]
    first_end = last_part_end(text.text, opener.end(), first_end, items)
    loose = [q for q in inside if q.start < first_end and q not in items and _counts(text, q)]
    first = tuple(q for q in items if q.start < first_end)
    lexicon = words(report)
    opening = text.text[whole.end : (first[0].start if first else opener.end())]
    last = first[-1].end if first else opener.end()
    tail = text.text[last : min(last + 8, high)]
    return Parts(
        whole=whole,
        others=tuple(q for q in before[:-1] if q.unit in units and whole.start - q.end <= _NEAR),
        first=first,
        later=tuple(q for q in items if q.start >= first_end),
        loose=tuple(loose[:_MAX_LOOSE]),
        end=first_end,
        open_ended=bool(lexicon.listing.search(opening) or lexicon.listing_end.match(tail)),
        closed=_is_closed(text, lexicon.closing, first),
        nested=bool(first) and opener.re.search(text.text, first[0].start, first_end) is not None,
    )


def _whole(text: Flow, before: Sequence[Quantity], opener: re.Match[str]) -> Quantity | None:
    """The number that the parts are of: the last told; where that one ends a list of the sentence
    before (「21件，包括信函2件、网络19件。其中……」), what that list is of."""
    if not before:
        return None
    low, high = text.sentence(before[-1].start)
    if high <= opener.start():
        told = [q for q in before if q.start >= low and q.unit == before[-1].unit]
        total = Decimal(0)
        for number in range(len(told) - 1, 0, -1):
            total += told[number].value
            if total == told[number - 1].value and number < len(told) - 1:
                return told[number - 1]
    return before[-1]


def _is_closed(text: Flow, closing: re.Pattern[str], items: Sequence[Quantity]) -> bool:
    """Whether the last part's name begins with 「其他」."""
    if len(items) < 2:
        return False
    name = text.text[items[-2].end : items[-1].start].lstrip(_SEPARATORS)
    return closing.match(name) is not None


def _is_part_itself(text: Flow, whole: Quantity, opener: re.Match[str]) -> bool:
    """Whether the number before a new sentence's 「其中」 ends a list: 「……其他9条。其中……」."""
    low, high = text.sentence(whole.start)
    return high <= opener.start() and opener.re.search(text.text, low, whole.start) is not None


def _judge(text: Flow, parts: Parts, *, aside: bool) -> Hit | None:
    if not parts.first:
        return None
    total, whole = sum((q.value for q in parts.first), Decimal(0)), parts.whole.value
    if whole in _some_sum(parts) or total in _wholes(parts):
        return None
    excess = total > whole
    if excess and any(q.value >= total for q in parts.others):
        return None  # they are parts of something told before
    if any(q.approximate for q in (parts.whole, *parts.first)) or (
        not excess and (parts.open_ended or len(parts.first) == 1)
    ):
        return None
    if not parts.closed and total < whole * (_WHOLE if aside else _CHOICE):
        return None
    few = not parts.closed and (len(parts.first) <= _FEW or total < whole * _WHOLE)
    look = (few and not excess) or parts.nested
    start = parts.whole.start
    return Hit(
        location=text.location(start, parts.end),
        evidence=marked(text, start, parts.whole.end, (start, parts.end), width=160),
        observed=plain(total),
        expected=plain(parts.whole.value),
        params={
            "whole": text.raw[start : parts.whole.end],
            "sum": " + ".join(plain(q.value) for q in parts.first),
            "total": plain(total),
            "difference": plain(abs(total - parts.whole.value)),
            "count": str(len(parts.first)),
        },
        variant="excess" if excess else "few" if few else None,
        outcome=Outcome.REVIEW if look else None,
    )


def _wholes(parts: Parts) -> set[Decimal]:
    """What else the parts may be parts of: a number told just before, or both together (新收
    317 件，上年结转 3 件。其中……)."""
    return {n for q in parts.others for n in (q.value, q.value + parts.whole.value)}


def _some_sum(parts: Parts) -> set[Decimal]:
    """What the list may come to: up to any part from the end of its sentence on, and with the
    numbers printed without a unit, or in another unit of count, counted or not."""
    base = sum((q.value for q in parts.first), Decimal(0))
    extra = [list(c) for n in range(len(parts.loose) + 1) for c in combinations(parts.loose, n)]
    found = {base + sum(q.value for q in some) for some in extra}
    for running in accumulate(q.value for q in parts.later):
        found.add(base + running)
    found.update(islice(accumulate(q.value for q in parts.first), 1, None))
    return found


def _counts(text: Flow, quantity: Quantity) -> bool:
    """Whether a number may be a part's: it has a unit of count, or stands bare at its end."""
    if quantity.unit:
        return quantity.unit not in NOT_COUNTS and not quantity.unit.endswith("元")
    return not quantity.chinese and _BARE.match(text.text, quantity.end) is not None


def _reach(text: Flow, whole: Quantity, opener: re.Match[str]) -> int:
    """How far before its list a whole may stand: to the start of the sentence before."""
    crossed = sum(text.text.count(c, whole.end, opener.start()) for c in SENTENCE_ENDS)
    return 40 if crossed <= 1 else -1


def _compared(report: Report, text: Flow, quantity: Quantity) -> bool:
    """Whether the number is told for comparison: 「较上年增加 100 条」."""
    low, _ = text.bounds(quantity.start)
    start = max([text.text.rfind(c, low, quantity.start) for c in "，。；,;、"])
    lead = text.text[max(start + 1, low) : quantity.start]
    return bool(words(report).comparison.search(lead))


KINDS: Final = (
    CheckKind(
        name="enumeration",
        run=run,
        options={
            "type": "object",
            "properties": {
                "scope": PROSE_SCOPE,
                "openers": {**PATTERNS, "description": "what opens a list of parts after a whole"},
                "asides": {
                    **PATTERNS,
                    "description": "what opens one that may well be a choice: a bracket",
                },
                "same": {
                    "type": "array",
                    "items": {"type": "array", "items": {"type": "string"}},
                    "description": "units that count the same things",
                },
            },
            "required": ["openers"],
            "additionalProperties": False,
        },
        validate=has_variants("excess", "few"),
    ),
)
