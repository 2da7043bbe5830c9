"""A finding as the page shows it; numbers tie it to its places in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.terms import Citations, place, relation_label, said, term
from gklint.outputs.totals import how

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.finding import Finding, Suspect
    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, Settled


class SuspectView(NamedTuple):
    name: str
    fact: str
    reported: str
    suggested: str
    reason: str


class Alternative(NamedTuple):
    """Cells to be changed together."""

    number: int
    confidence: str
    tier: str
    suspects: tuple[SuspectView, ...]


class FindingView(NamedTuple):
    """`status` is "new" or "persisting" in a second round, else ""; `level` as in `Counts`."""

    number: int
    level: str
    term: str
    status: str
    title: str
    message: str
    place: str
    evidence: str
    observed: str
    expected: str
    label: str  # of the relations
    relations: tuple[tuple[str, str], ...]
    alternatives: tuple[Alternative, ...]
    basis: str
    remedy: str
    rule: str
    severity: str
    placed: bool
    folded: bool


def ordered(result: DocumentResult, *, unfold: bool) -> list[tuple[str, Finding]]:
    """The findings to show with their status, in the order of the report's parts; folded ones
    last. Position + 1 is a finding's number."""
    fresh = "new" if result.round is not None else ""
    found = [(fresh, finding) for finding in result.findings]
    if result.round is not None:
        found += [("persisting", finding) for finding in result.round.persisting]
    parts = {section.key: i for i, section in enumerate(reversed(result.sections))}
    last = len(parts)

    def rank(item: tuple[str, Finding]) -> tuple[bool, int]:
        section = item[1].location.section
        at = last - parts[section] if section in parts else 0
        return (item[1].folded and not unfold, at)

    return sorted(found, key=rank)


class FindingPage:
    """Makes the views of one document's findings; laws are told in full once."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._lang = setting, setting.lang
        self._cited = Citations()

    def views(
        self, found: Sequence[tuple[str, Finding]], placed: frozenset[int]
    ) -> tuple[FindingView, ...]:
        return tuple(
            self.view(n, finding, status, placed=n in placed)
            for n, (status, finding) in enumerate(found, 1)
        )

    def view(
        self,
        number: int,
        finding: Finding,
        status: str = "",
        *,
        placed: bool = False,
    ) -> FindingView:
        lang = self._lang
        evidence = finding.evidence
        if finding.relations or evidence in finding.message:
            evidence = ""
        return FindingView(
            number=number,
            level=how(finding),
            term=term(finding, lang),
            status=status,
            title=self.title(finding.rule),
            message=finding.message,
            place=place(finding.location, lang),
            evidence=evidence,
            observed="" if said(finding.observed, finding, lang) else finding.observed,
            expected="" if said(finding.expected, finding, lang) else finding.expected,
            label=relation_label(finding, lang),
            relations=tuple(
                (
                    localise(r.name, lang),
                    say(
                        "relation",
                        lang,
                        left=r.left,
                        right=r.right,
                        difference=r.difference.removeprefix("-"),
                    ),
                )
                for r in finding.relations
            ),
            alternatives=self._alternatives(finding.suspects),
            basis=self._cited.cite(finding.basis, lang),
            remedy=finding.remedy,
            rule=finding.rule,
            severity=say(f"severity.{finding.severity.value}", lang),
            placed=placed,
            folded=finding.folded and not self._setting.unfold,
        )

    def title(self, rule: str) -> str:
        known = self._setting.rules.get(rule)
        return localise(known.title, self._lang) if known is not None else ""

    def _alternatives(self, suspects: Sequence[Suspect]) -> tuple[Alternative, ...]:
        together: dict[int, list[Suspect]] = {}
        for suspect in suspects:
            together.setdefault(suspect.alternative, []).append(suspect)
        lang = self._lang
        return tuple(
            Alternative(
                number,
                cells[0].confidence.value,
                say(f"tier.{cells[0].confidence.value}", lang),
                tuple(
                    SuspectView(
                        localise(s.name, lang) or s.fact,
                        s.fact,
                        s.reported,
                        s.suggested,
                        localise(s.reason, lang),
                    )
                    for s in cells
                ),
            )
            for number, cells in sorted(together.items())
        )


class SettledView(NamedTuple):
    title: str
    message: str
    place: str
    rule: str


def settled(items: Sequence[Settled], page: FindingPage, lang: Lang) -> tuple[SettledView, ...]:
    return tuple(
        SettledView(page.title(s.rule), s.message, localise(s.place, lang), s.rule) for s in items
    )
