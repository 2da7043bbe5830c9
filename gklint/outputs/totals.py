"""Counting a run, so that nothing but the counts need be kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gklint.finding import READING, Cause, Outcome, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gklint.finding import Finding, NotAssessed
    from gklint.result import DocumentResult


class Counts(NamedTuple):
    """Findings by how people are to take them; the parts are disjoint."""

    mend: int = 0
    review: int = 0
    info: int = 0
    reading: int = 0  # gklint could not read: nothing for the report's author to mend


def how(finding: Finding) -> str:
    """The part of `Counts` that `finding` belongs to; review is review at any level."""
    if finding.outcome is Outcome.REVIEW:
        return "review"
    if finding.severity is Severity.INFO:
        return "info"
    return "reading" if finding.rule.startswith(READING) else "mend"


def count(findings: Iterable[Finding]) -> Counts:
    """The counts of `findings`."""
    return Counts(**Counter(map(how, findings)))


class RoundCounts(NamedTuple):
    """A second round's findings by what became of them; `new` are the results' own."""

    settled: int = 0
    persisting: int = 0
    new: int = 0
    unclear: int = 0


def round_counts(*results: DocumentResult) -> RoundCounts:
    """The counts over `results`; documents without a round have nothing but what is new."""
    rounds = [result.round for result in results if result.round is not None]
    return RoundCounts(
        settled=sum(len(r.settled) for r in rounds),
        persisting=sum(len(r.persisting) for r in rounds),
        new=sum(len(result.findings) for result in results),
        unclear=sum(len(r.unclear) for r in rounds),
    )


def not_assessed(result: DocumentResult) -> tuple[NotAssessed, ...]:
    """What was not assessed of this document; rules off for the run are told once a run."""
    return tuple(n for n in result.not_assessed if n.cause is not Cause.SWITCHED_OFF)


def unread(result: DocumentResult) -> int:
    """Cells of the statutory tables that were not found."""
    return sum(c.expected - c.read for c in result.coverage)


class Totals:
    """Grows by `add`, one document at a time."""

    def __init__(self) -> None:
        self.documents = 0
        self.verdicts: Counter[Verdict] = Counter()
        self.levels: Counter[str] = Counter()
        self.known = 0
        self.ignored = 0
        self.given_unread = 0  # documents whose other form, named for comparison, was not read
        self.breaking: Counter[Severity] = Counter()
        self.off: dict[str, NotAssessed] = {}
        self.taken: Counter[str] = Counter()

    def add(self, result: DocumentResult) -> None:
        self.documents += 1
        self.verdicts[result.verdict] += 1
        self.known += result.known
        self.ignored += result.ignored
        self.add_findings(result.findings)
        self.given_unread += any(item.cause is Cause.GIVEN for item in result.not_assessed)
        for item in result.not_assessed:
            if item.cause is Cause.SWITCHED_OFF:
                self.off.setdefault(item.rule, item)

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Count findings by themselves: those of a document, or those of none."""
        for finding in findings:
            self.taken[how(finding)] += 1
            if finding.outcome is Outcome.REVIEW:
                self.levels["review"] += 1
                continue
            self.levels[finding.severity.value] += 1
            if not finding.rule.startswith(READING):
                self.breaking[finding.severity] += 1

    @property
    def counts(self) -> Counts:
        return Counts(**self.taken)

    def summary(self) -> Mapping[str, int]:
        """The ``summary`` object of the JSON."""
        return {
            "documents": self.documents,
            "unreadable": self.verdicts[Verdict.UNREADABLE],
            "errors": self.levels["error"],
            "warnings": self.levels["warning"],
            "infos": self.levels["info"],
            "reviews": self.levels["review"],
        }

    def exit_code(self, fail_on: Severity | None) -> int:
        """0, 1, 3 or 4 as the contract says; `fail_on` None is "never"."""
        if not self.documents:
            return 3
        if fail_on is not None and any(
            n and severity.rank <= fail_on.rank for severity, n in self.breaking.items()
        ):
            return 1
        return 4 if self.verdicts[Verdict.UNREADABLE] or self.given_unread else 0


def total(documents: Iterable[DocumentResult]) -> Totals:
    """The totals of held documents."""
    totals = Totals()
    for result in documents:
        totals.add(result)
    return totals
