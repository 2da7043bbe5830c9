"""Kinds ``deadline`` and ``publication-date``: when a report was published."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import PATTERNS, variant_faults
from gklint.checks.prose import any_of
from gklint.finding import Cause, Hit, Outcome
from gklint.lang import Localised, listed
from gklint.messages.dates import told
from gklint.messages.reasons import REASONS
from gklint.report.locate import at_document, at_span
from gklint.report.model import DateSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.finding import Location
    from gklint.lang import Text
    from gklint.report.model import Published, Report
    from gklint.ruleset.model import Pack, Rule

_WORDS: Final = {"type": "array", "minItems": 1, "items": {"type": "string"}}
OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["deadlines"],
    "properties": {
        "deadlines": {
            "type": "array",
            "minItems": 1,
            "description": "the first that fits the body and the year holds",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["month", "day"],
                "properties": {
                    "month": {"type": "integer", "minimum": 1, "maximum": 12},
                    "day": {"type": "integer", "minimum": 1, "maximum": 31},
                    "kinds": _WORDS,
                    "levels": _WORDS,
                    "from": {"type": "integer", "description": "the first year reported on"},
                    "to": {"type": "integer", "description": "the last year reported on"},
                    "variant": {"type": "string"},
                },
            },
        },
        "unsure": {
            **PATTERNS,
            "description": "names of bodies that may report for another one: a person has to look",
        },
    },
}


def judge_deadline(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where the report came out after its deadline in the following year.

    A date read from the address alone, or beyond the following year (pages that moved carry the
    day they moved), is for a person to look at, and so is a body of an `unsure` name. Raises
    CannotAssess where a deadline holds for the body and the date, or the level it depends on, is
    not known.
    """
    published, year = report.published, report.year
    if year is None:
        return
    due = next((d for d in rule.options["deadlines"] if _fits(d, report, year)), None)
    if due is None:
        return
    if due.get("levels") and report.body.level == "unknown":
        raise CannotAssess(REASONS["body.level"], Cause.INPUT)
    if published is None:
        raise CannotAssess(REASONS["published"], Cause.INPUT)
    limit = date(year + 1, due["month"], due["day"])
    if published.date <= limit:
        return
    certain = (
        published.source is not DateSource.URL
        and published.date.year == year + 1
        and not any_of(tuple(rule.options.get("unsure", ()))).search(report.issuer or "")
    )
    yield Hit(
        location=_at(report, published),
        evidence=published.span.text if published.span is not None else published.date.isoformat(),
        observed=told(published.date),
        expected=told(limit),
        params={"days": str((published.date - limit).days)},
        variant=due.get("variant"),
        outcome=None if certain else Outcome.REVIEW,
        key="published",
    )


def _fits(due: Mapping[str, Any], report: Report, year: int) -> bool:
    body = report.body
    return (
        body.kind in due.get("kinds", (body.kind,))
        and body.level in (*due.get("levels", (body.level,)), "unknown")
        and due.get("from", year) <= year <= due.get("to", year)
    )


def judge_date(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Variants ``missing``, ``differ`` (readings disagree), ``early`` (the year was not over)."""
    published, year = report.published, report.year
    if published is None:
        seen = sorted({p.date for p in report.published_all})
        variant = "differ" if len(seen) > 1 else "missing"
        dates = ", ".join(day.isoformat() for day in seen)
        place = next((p for p in report.published_all if p.span is not None), None)
        yield Hit(
            location=_at(report, place) if place is not None else at_document(),
            evidence=dates,
            observed=listed(map(told, seen)),
            variant=variant,
            key="published",
        )
    elif year is not None and published.date < date(year + 1, 1, 1):
        yield Hit(
            location=_at(report, published),
            evidence=published.date.isoformat(),
            observed=told(published.date),
            params={"year": str(year)},
            variant="early",
            key="published",
        )


def _at(report: Report, published: Published) -> Location:
    return at_span(report, published.span) if published.span is not None else at_document()


def validate_deadline(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Days that no year has; unknown variants."""
    yield from variant_faults(rule, [due.get("variant") for due in rule.options["deadlines"]])
    for due in rule.options["deadlines"]:
        try:
            date(2001, due["month"], due["day"])
        except ValueError:
            yield Localised(
                f"deadlines：不是每年都有 {due['month']} 月 {due['day']} 日",
                f"deadlines: {due['month']}-{due['day']} is not a day of every year",
            )


def validate_date(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Variants missing."""
    yield from variant_faults(rule, ("missing", "differ", "early"))


KINDS = (
    CheckKind("deadline", judge_deadline, OPTIONS, ("year", "body.kind"), validate_deadline),
    CheckKind(
        "publication-date",
        judge_date,
        {"type": "object", "additionalProperties": False},
        (),
        validate_date,
    ),
)
