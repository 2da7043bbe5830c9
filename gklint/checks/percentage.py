"""Kind ``percentage``: shares and changes worked out again from the numbers beside them.

A share has to fit some base told before it; it disagrees only where the base is plain: one that
other shares of the same passage confirm, or the only one there is. A change needs both its
numbers. What is off by rounding alone (cut off instead of rounded) is told as such.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks import amounts
from gklint.checks.base import CheckKind
from gklint.checks.changes import changes
from gklint.checks.options import PATTERN, PATTERNS, PROSE_SCOPE, variant_faults
from gklint.checks.prose import any_of, marked
from gklint.checks.prose_words import expand, words
from gklint.finding import Hit, Outcome
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.quantities import NOT_COUNTS, among, quantities

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.report.quantities import Quantity
    from gklint.ruleset.model import Pack, Rule

_HUNDRED: Final = Decimal(100)
_REACH: Final = 120  # how far apart the shares of one passage, and their base, may stand
_BASES: Final = 8
_SENTENCE: Final = 2000  # characters of the longest sentence that is looked at


class Share(NamedTuple):
    """A number and the percentage the text gives for it."""

    part: Quantity
    percent: Quantity


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits for the percentages that the numbers beside them do not bear out."""
    options = rule.options
    scope = options.get("scope", "prose")
    text, numbers = flow(report, scope), quantities(report, scope)
    yield from changes(report, text, options)
    percents = [q for q in numbers if q.unit == "%"]
    if not percents:
        return
    share, change = any_of(tuple(options["share"])), any_of(tuple(options["change"]))
    fall, versus = any_of(tuple(options["fall"])), any_of(tuple(options["versus"]))
    by = any_of(tuple(options["by"]))
    lexicon = words(report)
    earlier = [expand(p, lexicon, report.year) for p in options["earlier"]]
    shares: list[Share] = []
    for percent in percents:
        lead = text.text[max(text.bounds(percent.start)[0], percent.start - 12) : percent.start]
        if share.search(lead):
            part = _count_before(text, numbers, percent)
            if part is not None:
                shares.append(Share(part, percent))
        elif change.search(lead):
            falls = fall.search(lead) is not None
            hit = _change(text, numbers, percent, falls, versus, by, earlier)
            if hit is not None:
                yield hit
    table = _table_bases(report, options)
    for passage in _passages(text, shares):
        yield from _shares(text, numbers, passage, table)


def _count_before(text: Flow, numbers: Sequence[Quantity], percent: Quantity) -> Quantity | None:
    """The count a share is of: 「258件，占33.9%」, the last one before it in its sentence."""
    low, _ = text.sentence(percent.start)
    near = among(numbers, max(low, percent.start - _SENTENCE), percent.start)
    before = [q for q in near if q.end <= percent.start]
    last = before[-1] if before else None
    if last is None or last.unit in NOT_COUNTS or percent.start - last.end > 20:
        return None
    return last


def _passages(text: Flow, shares: Sequence[Share]) -> Iterator[list[Share]]:
    """Shares that stand near each other in one paragraph."""
    group: list[Share] = []
    for share in shares:
        if group and (
            share.part.start - group[-1].percent.end > _REACH
            or text.bounds(share.part.start) != text.bounds(group[-1].part.start)
        ):
            yield group
            group = []
        group.append(share)
    if group:
        yield group


def _shares(
    text: Flow, numbers: Sequence[Quantity], passage: Sequence[Share], table: Sequence[Decimal]
) -> Iterator[Hit]:
    first = passage[0].part
    low = text.bounds(first.start)[0]
    told = [
        q.value
        for q in among(numbers, max(low, first.start - _REACH), first.start)
        if q.unit not in NOT_COUNTS and q.value > 0
    ]
    bases = list(dict.fromkeys([*reversed(told), *table]))[:_BASES]
    everything = sum((s.part.value for s in passage), Decimal(0))
    if len(passage) > 1:
        bases.append(everything)
    bases = [b for b in bases if b > 0]
    if not bases:
        return
    base = max(bases, key=lambda b: sum(_fits(s, b) for s in passage))
    support = sum(_fits(s, base) for s in passage)
    plainly = len(passage) == 1 and len(bases) == 1
    if not (support >= 2 or (support == 1 and len(passage) <= 3) or plainly):
        return
    for share in passage:
        if not any(_fits(share, other) for other in bases):
            yield _hit(text, share.percent, _percent(share.part.value, base), share.part, base)


def _fits(share: Share, base: Decimal) -> bool:
    return _agrees(share.percent, share.part.value * _HUNDRED / base)


def _percent(part: Decimal, base: Decimal) -> Decimal:
    return part * _HUNDRED / base


def _agrees(percent: Quantity, true: Decimal) -> bool:
    """Within half of the last printed digit."""
    if percent.approximate:
        return abs(percent.value - true) <= 1
    return abs(percent.value - true) <= Decimal(5).scaleb(-percent.places - 1)


def _change(
    text: Flow,
    numbers: Sequence[Quantity],
    percent: Quantity,
    falls: bool,
    versus: re.Pattern[str],
    step_words: re.Pattern[str],
    earlier: Sequence[re.Pattern[str]],
) -> Hit | None:
    """A change of which the sentence tells both numbers, else None.

    One of them has to be told as the earlier year's: 「130件，其中网上90件，同比增长45%」 tells a
    part's number.
    """
    low = max(text.sentence(percent.start)[0], percent.start - _SENTENCE)
    if not versus.search(text.text, low, percent.start):
        return None
    before = [q for q in among(numbers, low, percent.start) if q.end <= percent.start]
    counts = [q for q in before if q.unit not in NOT_COUNTS]
    if len(counts) != 2 or counts[0].unit != counts[1].unit or any(q.approximate for q in counts):
        return None
    now, then = counts
    by = step_words.search(text.text, low, then.start)
    pairs = [(now.value, then.value), (then.value, now.value)]
    if (
        by is not None and by.end() == then.start
    ):  # 「增加39件，增长1.08%」: the difference is told, not last year's number
        step = -then.value if falls else then.value
        pairs = [(now.value, now.value - step)]
    elif not any(p.search(text.text, low, now.start) for p in earlier) and not any(
        p.search(text.text, now.end, then.start) for p in earlier
    ):
        return None
    true = [(new - old) * _HUNDRED / old * (-1 if falls else 1) for new, old in pairs if old > 0]
    if not true or any(_agrees(percent, value) for value in true):
        return None
    right = min(true, key=lambda value: abs(value - percent.value))
    return _hit(text, percent, right, now, then.value)


def _hit(text: Flow, percent: Quantity, true: Decimal, part: Quantity, base: Decimal) -> Hit:
    step = Decimal(1).scaleb(-percent.places)
    rounded = true.quantize(step, rounding=ROUND_HALF_UP)
    slight = abs(percent.value - true) <= step
    stop = percent.end
    return Hit(
        location=text.location(percent.start, stop),
        evidence=marked(text, percent.start, stop, text.sentence(percent.start)),
        observed=f"{percent.value}%",
        expected=f"{rounded}%",
        params={
            "part": text.raw[part.start : part.end],
            "base": plain(base),
            "percent": f"{percent.value}%",
            "true": f"{rounded}%",
        },
        variant="rounding" if slight else None,
        outcome=Outcome.REVIEW if slight else None,
    )


def _table_bases(report: Report, options: Mapping[str, list[str]]) -> list[Decimal]:
    found = [amounts.evaluate(report, text) for text in options.get("bases", ())]
    return [amount.value for amount in found if amount is not None and amount.value > 0]


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, ("rounding",))
    if rule.options.get("told"):
        yield from variant_faults(rule, ("direction", "difference", "sign"))
    yield from amounts.faults(pack, "bases", rule.options.get("bases", ()))


KINDS: Final = (
    CheckKind(
        name="percentage",
        run=run,
        options={
            "type": "object",
            "properties": {
                "scope": PROSE_SCOPE,
                "share": {**PATTERNS, "description": "words before a share: 占"},
                "change": {**PATTERNS, "description": "words before a change: 增长"},
                "fall": {**PATTERNS, "description": "those of them that mean a fall"},
                "versus": {
                    **PATTERNS,
                    "description": "words that tell a comparison of two numbers",
                },
                "earlier": {
                    **PATTERNS,
                    "description": "words before last year's number: 上年的",
                },
                "by": {**PATTERNS, "description": "words right before a difference: 增加"},
                "told": {
                    "type": "array",
                    "items": PATTERN,
                    "description": "changes with both numbers; groups then, now, step, way, minus",
                },
                "bases": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "sums of figures that shares may be of",
                },
            },
            "required": ["share", "change", "fall", "versus", "earlier", "by"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
