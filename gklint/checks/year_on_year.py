"""Kind ``year-on-year``: what the prose says of last year, against last year's report.

「较上年增加5件」, 「同比下降20%」, 「比上年（31件）」. A change is of the subject told last before
it in its sentence; each sum of figures the subject may mean is compared with itself a year ago, and
one that bears the words out is enough.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks import amounts
from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.changes import way
from gklint.checks.options import PATTERN, PATTERNS, PROSE_SCOPE, variant_faults
from gklint.checks.prose import in_year, marked, narrowed
from gklint.checks.prose_candidates import short_name
from gklint.checks.prose_words import any_of, expand, words
from gklint.finding import Cause, Hit, Outcome
from gklint.lang import Localised
from gklint.messages.prose import NOT_READ_BEFORE
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.quantities import NOT_COUNTS, among, approximates, parse, quantities

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.across.model import Previous
    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_HUNDRED: Final = Decimal(100)
_RATIOS: Final = {"%": _HUNDRED, "倍": Decimal(1)}


class Told(NamedTuple):
    """What a clause says of last year. `falls` is None where the number is last year's own.

    The subject stands before `behind`. `unit` is "%", or a unit of count; `step` is None for
    「持平」.
    """

    start: int
    end: int
    behind: int
    falls: bool | None
    step: Decimal | None
    unit: str
    places: int
    approximate: bool


class Pair(NamedTuple):
    """A sum of figures this year and last year."""

    expression: str
    now: Decimal
    then: Decimal


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits for statements that last year's report contradicts. Raises CannotAssess where one of
    its figures, or of this report's, was not read."""
    previous = context.around.previous
    if previous is None:  # the kind needs it; nothing is judged without
        return
    options = rule.options
    text = flow(report, options.get("scope", "prose"))
    unread = False
    for told in _statements(report, text, options):
        figure = _subject(report, text, told.behind, options)
        if figure is None or not in_year(report, text, told.start):
            continue
        pairs = _pairs(report, previous, figure["sums"])
        if not pairs:
            unread = True
        elif not any(_bears_out(told, pair) for pair in pairs[: 1 if told.step is None else None]):
            part = _tells_part(report, text, told.start)
            counts = _counts(report, options.get("scope", "prose"), text, told.behind)
            known = {value for pair in pairs for value in pair[1:]}
            if not (part and counts and counts[-1] not in known):  # a part's own number
                yield _hit(report, text, told, pairs, previous, part=part)
    if unread:
        raise CannotAssess(NOT_READ_BEFORE, Cause.INPUT)


def _statements(report: Report, text: Flow, options: Mapping[str, Any]) -> Iterator[Told]:
    """The statements of the text in reading order, none overlapping another."""
    lexicon = words(report)
    fall = any_of(tuple(options["fall"]))
    found: list[Told] = []
    for name in ("change", "then", "same"):
        for pattern in options.get(name, ()):
            for match in expand(pattern, lexicon, report.year).finditer(text.text):
                told = _told(match, fall)
                if told is not None:
                    found.append(told)
    end = 0
    for told in sorted(found, key=lambda t: (t.start, -t.end)):
        if told.start >= end:
            end = told.end
            yield told


def _told(match: re.Match[str], fall: re.Pattern[str]) -> Told | None:
    groups = match.groupdict()
    number = groups.get("n")
    step = parse(number) if number else None
    if number and step is None:
        return None
    direction = groups.get("way")
    return Told(
        *match.span(),
        match.end("lead") if groups.get("lead") else match.start(),
        falls=fall.search(direction) is not None if direction else None,
        step=step,
        unit=(groups.get("unit") or "").strip(),
        places=len(number.partition(".")[2]) if number else 0,
        approximate=bool(groups.get("before") or groups.get("after")),
    )


def _subject(
    report: Report, text: Flow, index: int, options: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The figure whose subject is told last before `index` in its statement, if it is one."""
    lexicon = words(report)
    start = text.sentence(index)[0]
    low = max(start, *(text.text.rfind(stop, start, index) + 1 for stop in "；;"))
    best, found = -1, None
    for figure in (*options["figures"], {"subject": options.get("others", ())}):
        for pattern in figure["subject"]:
            for match in expand(pattern, lexicon, report.year).finditer(text.text, low, index):
                nearer = match.end() > best or (match.end() == best and "sums" not in figure)
                if nearer and not _in_bracket(text, match.start(), index):
                    best, found = match.end(), figure
    return found if found is not None and "sums" in found else None


def _in_bracket(text: Flow, start: int, index: int) -> bool:
    """Whether `start` stands in a bracket that closes before `index`: an aside."""
    opened, closed = (
        sum(text.text.count(char, start, index) for char in chars) for chars in ("（(", "）)")
    )
    return closed > opened


def _pairs(report: Report, previous: Previous, sums: Sequence[str]) -> list[Pair]:
    pairs = []
    for expression in sums:
        now = amounts.evaluate(report, expression)
        then = amounts.evaluate_in(report.pack, previous.digest, expression)
        if now is not None and then is not None:
            pairs.append(Pair(expression, now.value, then))
    return pairs


def _bears_out(told: Told, pair: Pair) -> bool:
    difference = pair.now - pair.then
    if told.falls is None:
        return difference == 0 if told.step is None else _equal(told, told.step, pair.then)
    if difference == 0 or (difference < 0) != told.falls:
        return told.step == 0 and difference == 0
    if told.step is None:
        return True
    if told.unit in _RATIOS:
        return bool(pair.then) and _rounds(
            told, told.step, abs(difference) * _RATIOS[told.unit] / pair.then
        )
    return _equal(told, told.step, abs(difference))


def _equal(told: Told, stated: Decimal, true: Decimal) -> bool:
    return approximates(stated, true) if told.approximate else stated == true


def _rounds(told: Told, stated: Decimal, true: Decimal) -> bool:
    """Whether the number is `true` but for its last digit: how it was rounded is another rule's."""
    slack = Decimal(1).scaleb(-told.places)
    return abs(stated - true) <= (slack * 2 if told.approximate else slack)


def _tells_part(report: Report, text: Flow, index: int) -> bool:
    """Whether the sentence speaks of a part of what the tables count, as far as `index`."""
    low, high = text.sentence(index)
    return (
        narrowed(report, text, (low, high), index)
        or words(report).part.search(text.text, low, index) is not None
    )


def _counts(report: Report, scope: str, text: Flow, index: int) -> list[Decimal]:
    """The counts that the sentence tells before `index`."""
    told = among(quantities(report, scope), text.sentence(index)[0], index)
    return [q.value for q in told if q.unit not in NOT_COUNTS]


def _hit(
    report: Report,
    text: Flow,
    told: Told,
    pairs: Sequence[Pair],
    previous: Previous,
    *,
    part: bool,
) -> Hit:
    meant = pairs[0]
    difference = meant.now - meant.then
    if told.falls is None and told.step is not None:
        variant = "then"
    elif told.falls is not None and difference and (difference < 0) != told.falls:
        variant = "direction"
    else:
        variant = None
    look = part or told.approximate or previous.match.doubtful
    true = _true(difference, meant.then)
    return Hit(
        location=text.location(told.start, told.end),
        evidence=marked(text, told.start, told.end, text.sentence(told.start)),
        observed=text.raw[told.start : told.end],
        expected=true if variant != "then" else plain(meant.then),
        params={
            "phrase": text.raw[told.start : told.end],
            "figure": short_name(report, meant.expression),
            "now": plain(meant.now),
            "then": plain(meant.then),
            "true": true,
        },
        variant="scope" if look else variant,
        outcome=Outcome.REVIEW if look else None,
    )


def _true(difference: Decimal, then: Decimal) -> Localised:
    """「增加 5（20.0%）」."""
    told = way(difference)
    if not difference or then <= 0:
        return told
    share = f"{abs(difference) * _HUNDRED / then:.1f}%"
    return Localised(f"{told.zh}（{share}）", f"{told.en} ({share})")


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, ("direction", "scope", "then"))
    for number, figure in enumerate(rule.options["figures"]):
        yield from amounts.faults(pack, f"figures.{number}.sums", figure["sums"])


KINDS: Final = (
    CheckKind(
        name="year-on-year",
        run=run,
        needs=("previous",),
        options={
            "type": "object",
            "properties": {
                "scope": PROSE_SCOPE,
                "figures": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "properties": {
                            "key": {"type": "string"},
                            "subject": {**PATTERNS, "description": "words that tell the subject"},
                            "sums": {
                                "type": "array",
                                "minItems": 1,
                                "items": {"type": "string"},
                                "description": "sums of figures it may mean",
                            },
                        },
                        "required": ["key", "subject", "sums"],
                        "additionalProperties": False,
                    },
                },
                "others": {**PATTERNS, "description": "words that tell another subject"},
                "change": {
                    **PATTERNS,
                    "description": "a change: groups way, unit and {n}; lead is what stands before "
                    "it, subject included",
                },
                "then": {
                    "type": "array",
                    "items": PATTERN,
                    "description": "last year's own number: {n}",
                },
                "same": {"type": "array", "items": PATTERN, "description": "words for no change"},
                "fall": {**PATTERNS, "description": "words of direction that mean a fall"},
            },
            "required": ["figures", "change", "fall"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
