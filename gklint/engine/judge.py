"""Rules against one report, in a fixed order, without network and without files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gklint.checks import kinds
from gklint.checks.base import CannotAssess
from gklint.engine import summary
from gklint.engine.fingerprint import document_key
from gklint.engine.prerequisites import applies, bounded_by_unknown, unmet
from gklint.engine.words import put_in_words, severity_of
from gklint.finding import Cause, Hit, NotAssessed, Outcome, Severity, Verdict
from gklint.messages.reasons import REASONS
from gklint.report.locate import at_document, at_table
from gklint.result import DocumentResult
from gklint.ruleset.profiles import switch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gklint.checks.base import CheckKind, Context
    from gklint.document.errors import ReadingError
    from gklint.finding import Finding
    from gklint.lang import Lang
    from gklint.report.model import Report
    from gklint.result import Coverage
    from gklint.ruleset.model import Rule


def judge(
    report: Report,
    rules: Sequence[Rule],
    context: Context,
    lang: Lang,
    *,
    reading: Mapping[str, Rule] | None = None,
    with_facts: bool = False,
) -> DocumentResult:
    """Findings of `rules` on `report`, sorted as the document reads.

    `reading` are the RD rules by id; they report cells that could not be read. Raises whatever a
    faulty check raises: isolation is the batch's business.
    """
    seen: Counter[str] = Counter()
    key = document_key(report)
    findings: list[Finding] = []
    missing: list[NotAssessed] = []
    for rule, outcome in _run(report, rules, context):
        if isinstance(outcome, NotAssessed):
            missing.append(outcome)
            continue
        how = switch(report.pack, rule, context.profile, severity_of(rule, outcome))
        if how != "off":
            findings.append(put_in_words(rule, outcome, lang, key, seen, folded=how == "fold"))
    covered = summary.coverage(report)
    partial = (reading or {}).get("RD05")
    if partial is not None:
        findings += [
            put_in_words(partial, hit, lang, key, seen, folded=False)
            for hit in _partly_read(report, covered)
        ]
    findings.sort(key=_reading_order)
    return DocumentResult(
        source=report.source_name,
        verdict=verdict(findings, missing, covered),
        media_type=report.document.media_type,
        encoding=report.document.encoding,
        pack=report.pack.key,
        pack_name=report.pack.name,
        identity=summary.identity(report),
        sections=summary.sections(report),
        coverage=covered,
        findings=tuple(findings),
        not_assessed=tuple(missing),
        facts=summary.facts(report) if with_facts else (),
    )


def judge_unreadable(
    source: str, error: ReadingError, reading: Mapping[str, Rule], lang: Lang
) -> DocumentResult:
    """The result for an input of which no text could be had."""
    rule = reading[error.rule]
    variant = error.key if error.key in rule.variants else None
    hit = Hit(at_document(), params=error.params, variant=variant)
    finding = put_in_words(rule, hit, lang, source, Counter(), folded=False)
    return DocumentResult(source=source, verdict=Verdict.UNREADABLE, findings=(finding,))


def judge_unrecognised(
    source: str, media_type: str, encoding: str | None, reading: Mapping[str, Rule], lang: Lang
) -> DocumentResult:
    """The result for a document that is no annual report of any pack."""
    hit = Hit(at_document())
    finding = put_in_words(reading["RD04"], hit, lang, source, Counter(), folded=False)
    return DocumentResult(
        source=source,
        verdict=Verdict.UNREADABLE,
        media_type=media_type,
        encoding=encoding,
        findings=(finding,),
    )


def verdict(
    findings: Iterable[Finding], missing: Iterable[NotAssessed], covered: Iterable[Coverage]
) -> Verdict:
    """First that holds: fail, review, pass (the contract's "Verdict of a document")."""
    findings = tuple(findings)
    if any(f.outcome is Outcome.FAIL and f.severity is not Severity.INFO for f in findings):
        return Verdict.FAIL
    if (
        any(f.outcome is Outcome.REVIEW for f in findings)
        or any(c.read < c.expected for c in covered)
        or any(m.cause is Cause.CONTENT for m in missing)
    ):
        return Verdict.REVIEW
    return Verdict.PASS


def _run(
    report: Report, rules: Sequence[Rule], context: Context
) -> Iterator[tuple[Rule, Hit | NotAssessed]]:
    known = kinds()
    together: dict[str, list[Rule]] = {}
    for rule in rules:
        kind = known.get(rule.kind)
        if kind is None:  # the RD rules
            continue
        reason = _held_back(rule, kind, report, context)
        if reason is not None:
            yield rule, reason
        elif applies(rule, report) and _stage_fits(rule, context):
            if kind.run_together is not None:
                together.setdefault(rule.kind, []).append(rule)
            else:
                yield from _one(rule, kind, report, context)
    for name, group in together.items():
        run = known[name].run_together
        if run is not None:
            yield from run(report, group, context)


def _held_back(rule: Rule, kind: CheckKind, report: Report, context: Context) -> NotAssessed | None:
    if switch(report.pack, rule, context.profile, rule.severity) == "off":
        return NotAssessed(rule.id, REASONS["profile"], Cause.SWITCHED_OFF)
    if not _stage_fits(rule, context):
        return NotAssessed(rule.id, REASONS["stage"], Cause.SWITCHED_OFF)
    if not applies(rule, report):
        return bounded_by_unknown(rule, report)
    return bounded_by_unknown(rule, report) or unmet(
        rule, (*kind.needs, *rule.needs), report, context
    )


def _stage_fits(rule: Rule, context: Context) -> bool:
    return not rule.applies.stages or context.stage in rule.applies.stages


def _one(
    rule: Rule, kind: CheckKind, report: Report, context: Context
) -> Iterator[tuple[Rule, Hit | NotAssessed]]:
    try:
        for hit in kind.run(report, rule, context):
            yield rule, hit
    except CannotAssess as stop:
        yield rule, NotAssessed(rule.id, stop.reason, stop.cause)


def _partly_read(report: Report, covered: Iterable[Coverage]) -> Iterator[Hit]:
    for table in covered:
        reading = report.tables.get(table.table)
        if reading is None or not reading.tables or table.read >= table.expected:
            continue
        yield Hit(
            at_table(report, table.table),
            params={
                "table": table.name,
                "read": str(table.read),
                "expected": str(table.expected),
                "missing": str(table.expected - table.read),
            },
            variant="partial",
            key=f"coverage.{table.table}",
        )


def _reading_order(finding: Finding) -> tuple[int, int, int, int, str]:
    place = finding.location.place
    if place is None:
        return (-1, 0, 0, 0, finding.rule)
    anchor = place.anchor
    return (anchor.block, anchor.row or 0, anchor.cell or 0, anchor.offset or 0, finding.rule)
