"""What must have been read before a rule may speak. A rule without its input is not assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.engine.doubt import scans
from gklint.finding import Cause, NotAssessed
from gklint.lang import Localised, filled
from gklint.messages.reasons import REASONS
from gklint.ruleset.model import Applies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Form, Rule

_UNKNOWN: Final = "unknown"

_HOLDS: Final[Mapping[str, tuple[Callable[[Report, Context], bool], Cause]]] = {
    "document": (lambda r, c: True, Cause.CONTENT),
    "report": (lambda r, c: True, Cause.CONTENT),
    "title": (lambda r, c: r.title is not None, Cause.CONTENT),
    "issuer": (lambda r, c: r.issuer is not None, Cause.CONTENT),
    "year": (lambda r, c: r.year is not None, Cause.CONTENT),
    "form": (lambda r, c: r.form is not None, Cause.INPUT),
    "period": (lambda r, c: r.period is not None, Cause.CONTENT),
    "contact": (lambda r, c: r.contact.span is not None, Cause.CONTENT),
    "preamble": (lambda r, c: r.preamble[1] > r.preamble[0], Cause.CONTENT),
    "sections": (lambda r, c: bool(r.sections), Cause.CONTENT),
    "tables": (lambda r, c: any(t.read for t in r.tables.values()), Cause.CONTENT),
    "typed": (lambda r, c: not scans(r).only, Cause.CONTENT),
    "published": (lambda r, c: r.published is not None, Cause.INPUT),
    "body.kind": (lambda r, c: r.body.kind != _UNKNOWN, Cause.INPUT),
    "body.level": (lambda r, c: r.body.level != _UNKNOWN, Cause.INPUT),
    "links": (lambda r, c: c.links is not None, Cause.SWITCHED_OFF),
    "url": (lambda r, c: r.url is not None, Cause.INPUT),
    "today": (lambda r, c: c.today is not None, Cause.INPUT),
}
"""For each word of `gklint.checks.base.NEEDS` that asks the report itself: when it holds, and why a
rule that needs it stays silent where it does not. Sections and tables are asked for by key."""

_AROUND: Final[Mapping[str, tuple[Callable[[Context], bool], str]]] = {
    "previous": (lambda c: c.around.previous is not None, "previous"),
    "roster": (lambda c: "roster" in c.around.given, "roster"),
    "entry": (lambda c: c.around.entry is not None, "roster"),
    "rollup": (lambda c: c.around.rollup is not None, "roster"),
    "region": (lambda c: c.around.region is not None, "roster"),
    "bodies": (lambda c: "bodies" in c.around.given, "bodies"),
    "others": (lambda c: "others" in c.around.given, "others"),
    "forms": (lambda c: not c.around.given.isdisjoint(("others", "attached")), "others"),
    "against": (lambda c: c.around.against is not None, "against"),
}
"""What has to be known around a report: when it holds, and which word of `Surroundings.given` says
that the run was given what it could be told from. Not given at all is switched off."""

AROUND: Final[Mapping[str, str]] = {need: source for need, (_, source) in _AROUND.items()}
"""Needs that are met from outside the report, and what a run must be given for each."""


_EVERYWHERE: Final = Applies()
_BOUNDS: Final = ("form", "year", "body.kind", "body.level")
"""What a bound asks of a report, the first to be told first."""


def unmet(rule: Rule, needs: Iterable[str], report: Report, context: Context) -> NotAssessed | None:
    """A prerequisite of `rule` that the report lacks, None where it may speak.

    What the run has switched off is told before what the report lacks: a rule that is off anyway
    must not touch the verdict.
    """
    lacks = [lack for need in needs if (lack := _lack(rule, need, report, context)) is not None]
    if not lacks:
        return None
    return min(lacks, key=lambda lack: lack.cause is not Cause.SWITCHED_OFF)


def _lack(rule: Rule, need: str, report: Report, context: Context) -> NotAssessed | None:
    if need in _HOLDS:
        holds, cause = _HOLDS[need]
        if holds(report, context):
            return None
        if need == "tables" and context.elsewhere is not None:
            return NotAssessed(rule.id, context.elsewhere)
        return _unknown(rule, need, report, cause)
    word, _, key = need.partition(":")
    if word == "section" and key:
        if report.section(key) is not None:
            return None
        return NotAssessed(rule.id, filled(REASONS["section"], name=_section_name(report, key)))
    if word == "table" and key:
        reading = report.tables.get(key)
        if reading is not None and reading.read:
            return None
        name = _table_name(report, key)
        return NotAssessed(rule.id, context.elsewhere or filled(REASONS["table"], name=name))
    known, source = _AROUND[need]
    if known(context):
        return None
    if source in context.around.given:
        reason = context.around.why.get(need) or REASONS[need]
        return NotAssessed(rule.id, reason, Cause.INPUT)
    return NotAssessed(rule.id, REASONS[f"{source}.given"], Cause.SWITCHED_OFF)


def applies(rule: Rule, report: Report) -> bool | NotAssessed:
    """Whether the rule is for this report (format, edition, year, body).

    One bound that excludes the report settles it; a `NotAssessed` where nothing does and a bound
    asks what is not known of the report.
    """
    bounds, year = rule.applies, report.year
    if bounds == _EVERYWHERE:
        return True
    asked: list[str] = []  # of what is not known
    for need, value, allowed in (
        ("media", report.document.media_type, bounds.media),
        ("form", report.form_key, bounds.forms),
        ("body.kind", report.body.kind, bounds.kinds),
        ("body.level", report.body.level, bounds.levels),
    ):
        if allowed and (value is None or value == _UNKNOWN):
            asked.append(need)
        elif allowed and value not in allowed:
            return False
    first, last = bounds.first_year, bounds.last_year
    if year is None and (first is not None or last is not None):
        asked.append("year")
    elif year is not None and not (first or year) <= year <= (last or year):
        return False
    if not asked:
        return True
    need = min(asked, key=_BOUNDS.index)
    return _unknown(rule, need, report, _HOLDS[need][1])


def _unknown(rule: Rule, need: str, report: Report, cause: Cause) -> NotAssessed:
    if need == "form" and report.form_key is None:
        # Neither year nor tables told the edition: that is for want of reading, not of a form.
        return NotAssessed(rule.id, REASONS["edition"], Cause.CONTENT)
    return NotAssessed(rule.id, REASONS[need], cause)


def _section_name(report: Report, key: str) -> Localised:
    for form in _forms(report):
        for section in form.sections:
            if section.key == key:
                return Localised(section.number + "、" + section.heading, section.name.en)
    return Localised(key, key)


def _table_name(report: Report, key: str) -> Localised:
    tables = (form.table(key) for form in _forms(report))
    return next((table.name for table in tables if table is not None), Localised(key, key))


def _forms(report: Report) -> Iterable[Form]:
    """The report's form, else the newest that knows the name."""
    return (*((report.form,) if report.form is not None else ()), *reversed(report.pack.forms))
