"""Changes told with both their numbers: 「由12件下降到15件」, 「26件，比上年的20件增加5件」.

Part of the kind ``percentage``. The rule's patterns name what they find: ``then`` and ``now`` are
the two numbers, ``step`` the difference told, ``way`` the word of direction, ``minus`` a sign
before a number that a word of direction has told already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.prose import marked
from gklint.checks.prose_words import any_of, expand, words
from gklint.finding import Hit, Outcome
from gklint.lang import Localised
from gklint.messages.prose import FALLS, RISES, SAME
from gklint.patterns import regex
from gklint.report.figures import plain
from gklint.report.quantities import ROUGHLY_AFTER, ROUGHLY_BEFORE, parse

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.report.flow import Flow
    from gklint.report.model import Report

_ROUGHLY: Final = regex(rf"(?:{ROUGHLY_BEFORE})\s?$")
_ROUGHLY_AFTER: Final = regex(rf"\s?(?:{ROUGHLY_AFTER})")
_LONGEST: Final = 4  # characters of such a word, a blank after it included


class Change(NamedTuple):
    """The numbers of a change, as far as told; `falls` is None where no word gives a direction."""

    now: Decimal | None
    then: Decimal | None
    step: Decimal | None
    falls: bool | None


def changes(report: Report, text: Flow, options: Mapping[str, Sequence[str]]) -> Iterator[Hit]:
    """Hits for changes whose direction or difference the two numbers contradict, and for signs
    that tell a direction again."""
    fall = any_of(tuple(options["fall"]))
    lexicon = words(report)
    for pattern in options.get("told", ()):
        for match in expand(pattern, lexicon, report.year).finditer(text.text):
            groups = match.groupdict()
            if _rough(text, match, groups):
                continue
            change = Change(
                _number(groups, "now"),
                _number(groups, "then"),
                _number(groups, "step"),
                fall.search(groups["way"]) is not None if groups.get("way") else None,
            )
            if groups.get("minus"):
                yield _signed(text, match, change)
            elif change.now is not None and change.then is not None:
                variant = _contradiction(change.now - change.then, change)
                if variant is not None:
                    yield _hit(text, match, change.now, change.then, variant)


def _contradiction(true: Decimal, change: Change) -> str | None:
    if change.falls is None:
        return None
    if true and (true < 0) != change.falls:
        return "direction"
    return "difference" if change.step is not None and abs(true) != change.step else None


def _number(groups: Mapping[str, str | None], name: str) -> Decimal | None:
    printed = groups.get(name)
    return parse(printed) if printed else None


def _rough(text: Flow, match: re.Match[str], groups: Mapping[str, str | None]) -> bool:
    told = text.text
    return any(
        _ROUGHLY.search(told, max(0, match.start(name) - _LONGEST), match.start(name))
        or _ROUGHLY_AFTER.match(told, match.end(name))
        for name in ("now", "then", "step")
        if groups.get(name)
    )


def _hit(text: Flow, match: re.Match[str], now: Decimal, then: Decimal, variant: str) -> Hit:
    start, end = match.span()
    true = way(now - then)
    return Hit(
        location=text.location(start, end),
        evidence=marked(text, start, end, text.sentence(start)),
        observed=text.raw[start:end],
        expected=true,
        params={
            "phrase": text.raw[start:end],
            "now": plain(now),
            "then": plain(then),
            "true": true,
        },
        variant=variant,
    )


def _signed(text: Flow, match: re.Match[str], change: Change) -> Hit:
    start, end = match.span()
    step = plain(change.step) if change.step is not None else ""
    rest = Localised(f"{FALLS.zh}{step}", f"{FALLS.en} {step}")
    if change.falls:
        rest = Localised(f"{RISES.zh}{step}", f"{RISES.en} {step}")
    return Hit(
        location=text.location(start, end),
        evidence=marked(text, start, end, text.sentence(start)),
        observed=text.raw[start:end],
        expected=rest,
        params={"phrase": text.raw[start:end], "true": rest},
        variant="sign",
        outcome=Outcome.REVIEW,
    )


def way(difference: Decimal) -> Localised:
    """「增加 3」, 「减少 3」, 「持平」."""
    if not difference:
        return SAME
    word = RISES if difference > 0 else FALLS
    step = plain(abs(difference))
    return Localised(f"{word.zh} {step}", f"{word.en} {step}")
