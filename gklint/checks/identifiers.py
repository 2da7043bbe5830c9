"""Kind ``identifiers``: numbers of identity cards, bank cards and mobile phones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERNS, scope_faults
from gklint.checks.stretches import COMMON, covered
from gklint.finding import Hit
from gklint.mask import Personal, PersonalKind, find_personal, mask
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report, Span
    from gklint.ruleset.model import Pack, Rule

_LABEL: Final = 40  # characters before a number in which its label is looked for
OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["find"],
    "properties": {
        "scope": COMMON["scope"],
        "unless": COMMON["unless"],
        "find": {
            "type": "array",
            "minItems": 1,
            "items": {"enum": [kind.value for kind in PersonalKind]},
        },
        "after": {**PATTERNS, "description": "text before a number that is no personal one"},
        "contact": {"enum": ["skip", "count"], "description": "numbers of the enquiry contact"},
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit a number; the variant is the kind of number where the rule has it. Masked."""
    options = rule.options
    stretch = flow(report, options.get("scope", "all"))
    wanted = {PersonalKind(name) for name in options["find"]}
    contact = report.contact
    spans = [s for s in (contact.span, *contact.phones, *contact.faxes) if s is not None]
    for item in _numbers(report, stretch):
        start, end = item.start, item.end
        if item.kind not in wanted or not item.proven:
            continue
        low, high = stretch.bounds(start)
        if covered(stretch.text, low, high, start, end, options.get("unless", ())):
            continue
        before = stretch.text[max(low, start - _LABEL) : start]
        if any(regex(pattern).search(before) for pattern in options.get("after", ())):
            continue
        here = stretch.span(start, end)
        if options.get("contact", "count") == "skip" and _inside(here, spans):
            continue
        shown = mask(stretch.raw[start:end])
        yield Hit(
            location=stretch.location(start, end),
            evidence=shown,
            observed=shown,
            params={"tail": item.digits[-4:]},
            variant=item.kind.value if item.kind.value in rule.variants else None,
        )


def _numbers(report: Report, stretch: Flow) -> tuple[Personal, ...]:
    """The numbers of the flow, found once a report for all rules of this kind."""
    key = f"personal:{id(stretch)}"
    known = report.memo.get(key)
    if isinstance(known, tuple):
        return known
    made = tuple(find_personal(stretch.text))
    report.memo[key] = made
    return made


def _inside(here: Span, spans: list[Span]) -> bool:
    return any(s.block == here.block and s.start < here.end and here.start < s.end for s in spans)


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Unknown scopes."""
    yield from scope_faults(pack, rule.options.get("scope", "text"))


KINDS = (CheckKind("identifiers", run, OPTIONS, validate=validate),)
