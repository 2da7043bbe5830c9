"""Kind ``pattern``: wordings that a regular expression tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERN, PATTERNS, scope_faults, variant_faults
from gklint.checks.stretches import COMMON, Stretch, apart, authored, covered, hits
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

OPTIONS: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["patterns"],
    "properties": {
        **COMMON,
        "raw": {"type": "boolean", "description": "match what is printed, widths not folded"},
        "patterns": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["find"],
                "properties": {
                    "find": PATTERN,
                    "has": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string", "minLength": 1},
                        "description": "one of these stands in every match: looked for first",
                    },
                    "unless": PATTERNS,
                    "expected": {
                        "type": "string",
                        "description": r"what ought to stand there; \1, \g<name> are groups",
                    },
                    "variant": {"type": "string"},
                },
            },
        },
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits of the patterns, exceptions and converters' marks taken out."""
    options = rule.options
    stretch = flow(report, options.get("scope", "text"))
    found = apart(_matches(stretch, options))
    if found:
        kept = list(authored(stretch, found, options.get("converter", "skip")))
        yield from hits(stretch, kept, options.get("aggregate", "each"))


def _matches(stretch: Flow, options: Mapping[str, Any]) -> Iterator[Stretch]:
    text = stretch.raw if options.get("raw") else stretch.text
    always = options.get("unless", ())
    for pattern in options["patterns"]:
        has = pattern.get("has")
        if has is not None and not any(literal in text for literal in has):
            continue
        spared = (*pattern.get("unless", ()), *always)
        for match in regex(pattern["find"]).finditer(text):
            start, end = match.span()
            if spared and covered(text, *stretch.bounds(start), start, end, spared):
                continue
            expected = pattern.get("expected", "")
            yield Stretch(
                start,
                end,
                match.expand(expected) if expected else "",
                pattern.get("variant"),
                {name: value for name, value in match.groupdict().items() if value},
            )


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Unknown scopes and variants."""
    yield from scope_faults(pack, rule.options.get("scope", "text"))
    named = [pattern.get("variant") for pattern in rule.options["patterns"]]
    if rule.options.get("converter") == "review":
        named.append("converter")
    yield from variant_faults(rule, named)


KINDS = (CheckKind("pattern", run, OPTIONS, validate=validate),)
