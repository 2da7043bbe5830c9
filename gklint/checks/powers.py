"""Kind ``powers``: figures of what only certain bodies may do, in the report of another body."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import PATTERNS, variant_faults
from gklint.checks.prose import any_of
from gklint.finding import Cause, Hit, Outcome
from gklint.lang import Localised
from gklint.messages.reasons import REASONS
from gklint.report.locate import at_fact, fact_label, form_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_UNKNOWN: Final = "unknown"


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for the row, where a body that none of `makers` describes gives numbers above 0.

    Variant ``by-name``, for review, unless the roster gives the body's kind and level. A body of a
    name that may be a maker's after all (`may_be`) is left alone then; it is for review where the
    roster says what it is. Raises CannotAssess where kind or level of the body are not known.
    """
    options, body = rule.options, report.body
    row = f"{options['table']}.{options['row']}."
    positive = [
        fact
        for name, fact in report.facts.items()
        if name.startswith(row) and fact.value is not None and fact.value > 0
    ]
    if not positive or _may(options, body.kind, body.level):
        return
    for need, known in (("body.kind", body.kind), ("body.level", body.level)):
        if known == _UNKNOWN:
            raise CannotAssess(REASONS[need], Cause.INPUT)
    entry = context.around.entry
    listed = entry is not None and _UNKNOWN not in (entry.kind, entry.level)
    unsure = any(_may(options, *other) for other in _others(options, report, listed=listed))
    if unsure and not listed:
        return
    form = form_of(report, options["table"])
    labels = [(fact_label(form, fact.name), fact.raw.strip()) for fact in positive]
    yield Hit(
        location=at_fact(report, positive[0].name),
        evidence="、".join(raw for _, raw in labels),
        observed=Localised(
            "、".join(f"{_last(label.zh)} {raw}" for label, raw in labels),
            ", ".join(f"{_last(label.en)} {raw}" for label, raw in labels),
        ),
        expected="0",
        params={"body": report.issuer or ""},
        variant=None if listed else "by-name",
        outcome=Outcome.REVIEW if unsure else None,
        key=row,
    )


def _may(options: Mapping[str, Any], kind: str, level: str) -> bool:
    return any(
        kind in maker.get("kinds", (kind,)) and level in maker.get("levels", (level,))
        for maker in options["makers"]
    )


def _others(
    options: Mapping[str, Any], report: Report, *, listed: bool
) -> Iterator[tuple[str, str]]:
    """The kinds and levels that a body of such a name may have too; its level is settled where the
    roster gives it."""
    kinds, levels = [report.body.kind], [report.body.level]
    for other in options.get("may_be", ()):
        if any_of(tuple(other["names"])).search(report.issuer or ""):
            kinds += [other["kind"]] if "kind" in other else []
            levels += [other["level"]] if "level" in other and not listed else []
    return product(kinds, levels)


def _last(label: str) -> str:
    """The column of a cell's path."""
    return label.rpartition("→")[2].strip()


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """A row that no form has; missing variants."""
    yield from variant_faults(rule, ("by-name",))
    table, row = rule.options["table"], rule.options["row"]
    known = {
        name.rpartition(".")[0]
        for form in pack.forms
        for part in form.tables
        for name in part.fact_names
    }
    if f"{table}.{row}" not in known:
        yield Localised(
            f"没有名为“{table}.{row}”的行", f"no form of the pack has a row {table}.{row}"
        )


_BODIES: Final = {"type": "array", "items": {"type": "string"}, "minItems": 1}

KINDS: Final = (
    CheckKind(
        name="powers",
        run=run,
        asks=("entry",),
        options={
            "type": "object",
            "additionalProperties": False,
            "required": ["table", "row", "makers"],
            "properties": {
                "table": {"type": "string", "description": "the key of the table"},
                "row": {"type": "string", "description": "the key of the row"},
                "makers": {
                    "type": "array",
                    "minItems": 1,
                    "description": "bodies that may; without kinds or levels, of any",
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"kinds": _BODIES, "levels": _BODIES},
                    },
                },
                "may_be": {
                    "type": "array",
                    "description": "names of bodies that may be of another kind or level too",
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["names"],
                        "properties": {
                            "names": PATTERNS,
                            "kind": {"type": "string"},
                            "level": {"type": "string"},
                        },
                    },
                },
            },
        },
        validate=validate,
    ),
)
