"""What belongs to a run and to no document: the roll call, and findings about missing bodies.

For formats that know documents only, the roster is one: its findings are those of no report.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.finding import Outcome, Severity, Verdict
from gklint.outputs.totals import total
from gklint.result import DocumentResult

if TYPE_CHECKING:
    from gklint.outputs.totals import Totals
    from gklint.result import RunReport

_DUE: Final = ("reported", "unread", "missing")


class RollCounts(NamedTuple):
    """Bodies of the roster from which a report is due, by what has come."""

    due: int
    reported: int
    unread: int
    missing: int


def roll_counts(run: RunReport) -> RollCounts:
    """The counts of the roll call; all 0 without a roster."""
    states = Counter(body.state for body in run.roll)
    return RollCounts(sum(states[state] for state in _DUE), *(states[state] for state in _DUE))


def roster_document(run: RunReport) -> DocumentResult | None:
    """The findings that belong to no report, as a document named after the roster."""
    if not run.findings:
        return None
    fails = any(f.outcome is Outcome.FAIL and f.severity is not Severity.INFO for f in run.findings)
    return DocumentResult(
        source=run.roster or "",
        verdict=Verdict.FAIL if fails else Verdict.REVIEW,
        findings=run.findings,
    )


def told_documents(run: RunReport) -> tuple[DocumentResult, ...]:
    """The documents of a run, and the roster after them where it has findings of its own."""
    roster = roster_document(run)
    return run.documents if roster is None else (*run.documents, roster)


def run_totals(run: RunReport) -> Totals:
    """The totals of a held run, its own findings included."""
    totals = total(run.documents)
    totals.add_findings(run.findings)
    return totals
