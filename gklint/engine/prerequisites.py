"""What must have been read before a rule may speak. A rule without its input is not assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.finding import Cause, NotAssessed
from gklint.lang import Localised, fill
from gklint.messages.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

_SIMPLE: Final[Mapping[str, tuple[Callable[[Report, Context], bool], Cause]]] = {
    "document": (lambda r, c: True, Cause.CONTENT),
    "report": (lambda r, c: True, Cause.CONTENT),
    "title": (lambda r, c: r.title is not None, Cause.CONTENT),
    "issuer": (lambda r, c: r.issuer is not None, Cause.INPUT),
    "year": (lambda r, c: r.year is not None, Cause.INPUT),
    "form": (lambda r, c: r.form is not None, Cause.INPUT),
    "period": (lambda r, c: r.period is not None, Cause.CONTENT),
    "contact": (lambda r, c: r.contact.span is not None, Cause.CONTENT),
    "preamble": (lambda r, c: _has_preamble(r), Cause.CONTENT),
    "sections": (lambda r, c: bool(r.sections), Cause.CONTENT),
    "tables": (lambda r, c: any(t.read for t in r.tables.values()), Cause.CONTENT),
    "published": (lambda r, c: r.published is not None, Cause.INPUT),
    "body.kind": (lambda r, c: r.body.kind != "unknown", Cause.INPUT),
    "body.level": (lambda r, c: r.body.level != "unknown", Cause.INPUT),
    "links": (lambda r, c: c.links is not None, Cause.SWITCHED_OFF),
    "url": (lambda r, c: r.url is not None, Cause.INPUT),
}


def unmet(rule: Rule, needs: Iterable[str], report: Report, context: Context) -> NotAssessed | None:
    """The first prerequisite of `rule` that the report lacks, None where it may speak."""
    for need in needs:
        kind, _, key = need.partition(":")
        if kind == "section" and key:
            if report.section(key) is None:
                return NotAssessed(rule.id, _named("section", _section_name(report, key)))
        elif kind == "table" and key:
            reading = report.tables.get(key)
            if reading is None or reading.read == 0:
                return NotAssessed(rule.id, _named("table", _table_name(report, key)))
        else:
            holds, cause = _SIMPLE[need]
            if not holds(report, context):
                return NotAssessed(rule.id, REASONS[need], cause)
    return None


def applies(rule: Rule, report: Report) -> bool:
    """Whether the rule is for this report at all (edition, year, body, format)."""
    bounds = rule.applies
    if bounds.forms and report.form_key not in bounds.forms:
        return False
    if report.year is not None:
        if bounds.first_year is not None and report.year < bounds.first_year:
            return False
        if bounds.last_year is not None and report.year > bounds.last_year:
            return False
    elif bounds.first_year is not None or bounds.last_year is not None:
        return False
    if bounds.kinds and report.body.kind not in (*bounds.kinds, "unknown"):
        return False
    if bounds.levels and report.body.level not in (*bounds.levels, "unknown"):
        return False
    return not bounds.media or report.document.media_type in bounds.media


def bounded_by_unknown(rule: Rule, report: Report) -> NotAssessed | None:
    """A rule for some bodies or years only, where the report's own is not known."""
    bounds = rule.applies
    if report.year is None and (bounds.first_year is not None or bounds.last_year is not None):
        return NotAssessed(rule.id, REASONS["year"], Cause.INPUT)
    if bounds.kinds and report.body.kind == "unknown":
        return NotAssessed(rule.id, REASONS["body.kind"], Cause.INPUT)
    if bounds.levels and report.body.level == "unknown":
        return NotAssessed(rule.id, REASONS["body.level"], Cause.INPUT)
    return None


def _has_preamble(report: Report) -> bool:
    first, last = report.preamble
    return last > first


def _named(reason: str, name: Localised) -> Localised:
    template, params = REASONS[reason], {"name": name}
    return Localised(fill(template, params, "zh"), fill(template, params, "en"))


def _section_name(report: Report, key: str) -> Localised:
    form = report.form
    for section in form.sections if form is not None else ():
        if section.key == key:
            return Localised(section.number + "、" + section.heading, section.name.en)
    return Localised(key, key)


def _table_name(report: Report, key: str) -> Localised:
    table = report.form.table(key) if report.form is not None else None
    return table.name if table is not None else Localised(key, key)
