"""Kind ``other-body``: another body is named where the text speaks of the report's own.

Each statement is a pattern with the group ``body`` and the ties it accepts: a report may be
announced for its own body only, while its reader may be sent to the government's service desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.bodies import Tie, tie
from gklint.checks.options import PATTERNS, TEXT_SCOPE, VARIANT, group_faults, variant_faults
from gklint.checks.prose import marked
from gklint.finding import Hit, Outcome
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_ALWAYS: Final = (Tie.SAME, Tie.UNKNOWN)
_OTHERS: Final = (Tie.OFFICE, Tie.PARENT)
_SCOPE: Final = "text"


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for each foreign body, once however often it is named."""
    issuer = report.issuer
    if issuer is None:
        return
    text = flow(report, rule.options.get("scope", _SCOPE))
    seen: set[str] = set()
    taken: set[int] = set()
    for statement in rule.options["statements"]:
        for start, end, body in _named(text, statement):
            if body in seen or start in taken:
                continue
            taken.add(start)
            how = _tie(report, issuer, body)
            accepted = (*_ALWAYS, *(Tie(name) for name in statement.get("accept", ())))
            if how in accepted:
                continue
            seen.add(body)
            look = how.value in statement.get("review", ())
            yield Hit(
                location=text.location(start, end),
                evidence=marked(text, start, end, text.sentence(start), width=40),
                observed=body,
                expected=issuer,
                params={"body": body, "issuer": issuer},
                variant=statement["variant"],
                outcome=Outcome.REVIEW if look else None,
            )


def _named(text: Flow, statement: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    for pattern in statement["patterns"]:
        for match in regex(pattern).finditer(text.text):
            start, end = match.span("body")
            yield start, end, text.raw[start:end].strip()


def _tie(report: Report, issuer: str, body: str) -> Tie:
    """The closest tie to the issuer or one of its other names in the report."""
    how = tie(report, issuer, body)
    if how is Tie.SAME:
        return how
    # What stands in for the issuer elsewhere may be the government whose office it is.
    own = [n for n in report.issuer_aliases if tie(report, issuer, n) not in _OTHERS]
    return Tie.SAME if any(tie(report, name, body) is Tie.SAME for name in own) else how


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    statements = rule.options["statements"]
    yield from variant_faults(rule, [statement["variant"] for statement in statements])
    for number, statement in enumerate(statements):
        yield from group_faults(f"statements.{number}", statement["patterns"], "body")


_TIES: Final = {
    "type": "array",
    "items": {"enum": [t.value for t in Tie if t not in _ALWAYS]},
}

KINDS: Final = (
    CheckKind(
        name="other-body",
        run=run,
        needs=("issuer",),
        options={
            "type": "object",
            "properties": {
                "scope": TEXT_SCOPE,
                "statements": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "properties": {
                            "variant": VARIANT,
                            "patterns": {
                                **PATTERNS,
                                "description": "regexes on folded text with a group 'body'",
                            },
                            "accept": {**_TIES, "description": "ties that are in order here"},
                            "review": {**_TIES, "description": "ties for a person to look at"},
                        },
                        "required": ["variant", "patterns"],
                        "additionalProperties": False,
                    },
                },
            },
            "required": ["statements"],
            "additionalProperties": False,
        },
        validate=_validate,
    ),
)
