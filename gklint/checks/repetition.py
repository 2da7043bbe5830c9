"""Kind ``repetition``: words printed twice in a row (信息信息), or twice in one list (A、B、A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERNS, scope_faults, variant_faults
from gklint.checks.stretches import COMMON, Stretch, authored, covered, hits
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.finding import Hit
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

# Lazy: the shortest unit that repeats. Only Chinese, and digits inside a longer phrase.
_TWICE: Final = r"([一-鿿]{2}[一-鿿0-9 ]{0,38}?)\1"

# Four items or more; the first and the last may have the sentence's own words about them.
_ITEM: Final = r"[^、，。；：！？\n（）()《》“”]{2,12}"
_LIST: Final = rf"(?<=、){_ITEM}(?:、{_ITEM})+(?=、)"

_LABEL: Final = 12  # characters before a stretch in which a number is looked for
_WORDS: Final[Mapping[str, Any]] = {"type": "array", "items": {"type": "string", "minLength": 1}}
OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **COMMON,
        "allowed": {**_WORDS, "description": "words that may be doubled (研究研究)"},
        "numerals": {"type": "string", "description": "characters that may repeat (二零二零)"},
        "before": {**PATTERNS, "description": "text before that spares: a heading's number"},
        "joined": {
            "type": "object",
            "additionalProperties": _WORDS,
            "description": "what may follow a doubled word: it then begins another (信息|信息化)",
        },
        "listed": {
            "type": "string",
            "description": "the variant for an item twice in a list",
        },
        "unsure": {**_WORDS, "description": "words that end one phrase and begin the next"},
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for each repetition; the variant ``unsure`` where the words may be two phrases."""
    options = rule.options
    stretch = flow(report, options.get("scope", "text"))
    found = [*_repetitions(stretch, options), *_listed(stretch, options)]
    if found:
        kept = list(authored(stretch, found, options.get("converter", "skip")))
        yield from hits(stretch, kept, options.get("aggregate", "each"))


def _repetitions(stretch: Flow, options: Mapping[str, Any]) -> Iterator[Stretch]:
    text = stretch.text
    numerals = frozenset(options.get("numerals", ""))
    for match in regex(_TWICE).finditer(text):
        unit, (start, end) = match.group(1), match.span()
        low, high = stretch.bounds(start)
        if len(set(unit)) == 1 or unit in options.get("allowed", ()) or numerals.issuperset(unit):
            continue
        if covered(text, low, high, start, end, options.get("unless", ())):
            continue
        if any(
            regex(p).search(text[max(low, start - _LABEL) : start])
            for p in options.get("before", ())
        ):
            continue
        if text[end:high].startswith(tuple(options.get("joined", {}).get(unit, ()))):
            continue
        unsure = unit in options.get("unsure", ())
        printed = stretch.raw[start : start + len(unit)]
        yield Stretch(start, end, printed, "unsure" if unsure else None, {"unit": printed})


def _listed(stretch: Flow, options: Mapping[str, Any]) -> Iterator[Stretch]:
    variant = options.get("listed")
    if variant is None or "、" not in stretch.text:
        return
    for match in regex(_LIST).finditer(stretch.text):
        start = match.start()
        seen: set[str] = set()
        for item in match[0].split("、"):
            if item in seen:
                yield Stretch(start, start + len(item), item, variant, {"unit": item})
            seen.add(item)
            start += len(item) + 1


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Unknown scopes; the variant for unsure words missing."""
    yield from scope_faults(pack, rule.options.get("scope", "text"))
    options = rule.options
    named = ["unsure"] if options.get("unsure") else []
    yield from variant_faults(rule, [*named, options.get("listed")])


KINDS = (CheckKind("repetition", run, OPTIONS, validate=validate),)
