"""Kind ``citation``: documents cited that do not fit the report's year, or are cited wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERNS, TEXT_SCOPE, VARIANT, variant_faults
from gklint.checks.prose import any_of
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for each case that the text shows, at its first place."""
    scope = rule.options.get("scope", "text")
    text = flow(report, scope)
    for case in rule.options["cases"]:
        if not _in_years(case, report.year):
            continue
        if any_of(tuple(case.get("unless", ()))).search(text.text):
            continue
        match = next((m for p in case["patterns"] if (m := regex(p).search(text.text))), None)
        if match is None:
            continue
        start, end = match.span()
        yield Hit(
            location=text.location(start, end),
            evidence=text.around(start, end),
            observed=text.raw[start:end],
            expected=case.get("expected", ""),
            params={"cited": text.raw[start:end], "right": case.get("expected", "")},
            variant=case["variant"],
            key=case["variant"],
        )


def _in_years(case: Mapping[str, Any], year: int | None) -> bool:
    first, last = case.get("from"), case.get("to")
    if first is None and last is None:
        return True
    return year is not None and (first or year) <= year <= (last or year)


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    yield from variant_faults(rule, [case["variant"] for case in rule.options["cases"]])


KINDS: Final = (
    CheckKind(
        name="citation",
        run=run,
        options={
            "type": "object",
            "properties": {
                "scope": TEXT_SCOPE,
                "cases": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "properties": {
                            "variant": VARIANT,
                            "patterns": {**PATTERNS, "description": "the citation at fault"},
                            "unless": {**PATTERNS, "description": "text with which it is in order"},
                            "from": {"type": "integer", "description": "first year of report"},
                            "to": {"type": "integer", "description": "last year of report"},
                            "expected": {"type": "string", "description": "what ought to be cited"},
                        },
                        "required": ["variant", "patterns"],
                        "additionalProperties": False,
                    },
                },
            },
            "required": ["cases"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
