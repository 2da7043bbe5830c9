"""Kinds ``period-stated``, ``period-valid``, ``period-whole``: the statistical period.

What an extraction has mangled (digits or 年月日 lost) is never judged.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import NO_OPTIONS, has_variants
from gklint.checks.title import YEAR_PATTERNS, odd_one, witnesses
from gklint.finding import Hit
from gklint.lang import Localised
from gklint.messages.dates import told
from gklint.report.locate import at_document, at_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Period, Report
    from gklint.ruleset.model import Rule


def run_stated(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where the report does not state its period."""
    if report.period is None:
        yield Hit(at_document(), expected=_year(report.year), key="period")


def run_valid(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for a period that cannot be, or is another year's."""
    period = report.period
    if period is None or period.lossy:
        return
    variant = _fault(report, period, rule)
    if variant is None:
        return
    years = [w.year for w in witnesses(report, rule.options["patterns"]) if w.source != "period"]
    year = years[0] if years else report.year
    yield Hit(
        location=at_span(report, period.span),
        evidence=period.span.text,
        observed=period.span.text,
        expected=_year(year),
        params={
            "period": period.span.text,
            "problem": period.problem,
            "year": str(year or ""),
            "start": _told(period.start),
            "end": _told(period.end),
        },
        variant=variant,
        key="period",
    )


def _fault(report: Report, period: Period, rule: Rule) -> str | None:
    if period.start is not None and period.end is not None and period.end < period.start:
        return "reversed"
    if period.problem:
        return "malformed"
    if period.start is None or period.end is None:
        return None
    if period.start.year != period.end.year:
        return "two-years"
    found = witnesses(report, rule.options["patterns"])
    return "other-year" if odd_one(found) == "period" else None


def run_whole(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where the period is not 1 January to 31 December of one year."""
    period = report.period
    if period is None or period.lossy or period.problem:
        return
    start, end = period.start, period.end
    if start is None or end is None or end < start or start.year != end.year:
        return
    allowed = {(1, 1)}
    allowed |= {
        (day.month, day.day)
        for text in rule.options.get("starts", ())
        if (day := date.fromisoformat(text)).year == start.year
    }
    if (start.month, start.day) in allowed and (end.month, end.day) == (12, 31):
        return
    yield Hit(
        location=at_span(report, period.span),
        evidence=period.span.text,
        observed=_from_to(start, end),
        expected=_year(start.year),
        params={"start": told(start), "end": told(end), "year": str(start.year)},
        key="period",
    )


def _told(day: date | None) -> Text:
    return told(day) if day is not None else ""


def _from_to(start: date, end: date) -> Localised:
    first, last = told(start), told(end)
    return Localised(f"{first.zh}至{last.zh}", f"{first.en} – {last.en}")


def _year(year: int | None) -> Text:
    return _from_to(date(year, 1, 1), date(year, 12, 31)) if year is not None else ""


KINDS: Final = (
    CheckKind(name="period-stated", run=run_stated, options=NO_OPTIONS),
    CheckKind(
        name="period-valid",
        run=run_valid,
        needs=("period",),
        options={
            "type": "object",
            "properties": {"patterns": YEAR_PATTERNS},
            "required": ["patterns"],
            "additionalProperties": False,
        },
        validate=has_variants("malformed", "reversed", "two-years", "other-year"),
    ),
    CheckKind(
        name="period-whole",
        run=run_whole,
        needs=("period",),
        options={
            "type": "object",
            "properties": {
                "starts": {
                    "type": "array",
                    "items": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
                    "description": "other first days that are in order, ISO",
                }
            },
            "additionalProperties": False,
        },
    ),
)
