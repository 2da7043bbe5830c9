"""One finding on the page: what stands there, where, on what basis, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.console_style import term_style
from gklint.outputs.terms import Citations, place, relation_label, said, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.finding import Finding, Relation
    from gklint.lang import Lang
    from gklint.outputs.console_style import Page
    from gklint.result import DocumentResult


def group_by_section(
    document: DocumentResult, findings: Iterable[Finding], lang: Lang
) -> list[tuple[str, list[Finding]]]:
    """Findings under the headings the report itself prints, in its order.

    What stands in no section (title, preamble, the document as a whole) comes first.
    """
    headings = {s.key: s.number + s.heading for s in reversed(document.sections)}
    general = say("console.general", lang)
    groups: dict[str, list[Finding]] = {general: []}
    for section in document.sections:
        groups.setdefault(headings[section.key], [])
    for finding in findings:
        key = finding.location.section
        groups[headings.get(key, general) if key is not None else general].append(finding)
    return [(heading, group) for heading, group in groups.items() if group]


class FindingPage:
    """Shows findings; remembers which laws were told in full."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lang = page.lang
        self._cited = Citations()

    def show(self, number: int, finding: Finding, heading: str) -> None:
        lang, page = self._lang, self._page
        page.labelled(
            term(finding, lang),
            finding.message,
            label_style=term_style(finding),
            number=str(number),
        )
        self._part("label.place", self._place(finding, heading))
        # The evidence of a broken relation is its sum, which the relations below spell out.
        if not finding.relations and finding.evidence not in finding.message:
            self._part("label.evidence", finding.evidence)
        for key, text in (
            ("label.observed", finding.observed),
            ("label.expected", finding.expected),
        ):
            if not said(text, finding, lang):
                self._part(key, text)
        for relation in finding.relations:
            page.labelled(relation_label(finding, lang), _relation(relation, lang))
        self._part("label.basis", self._cited.cite(finding.basis, lang))
        self._part("label.remedy", finding.remedy)
        level = say(f"severity.{finding.severity.value}", lang)
        page.labelled("", f"{finding.rule} · {level}", style="dim")

    def _part(self, key: str, text: str) -> None:
        if text:
            self._page.labelled(say(key, self._lang), text)

    def _place(self, finding: Finding, heading: str) -> str:
        at = finding.location
        if at.place is None and at.section is None and at.table is None:
            return ""  # the document as a whole
        if localise(at.text, self._lang) != heading:
            return place(at, self._lang)
        if at.place is not None and at.place.page is not None:
            return say("place.page_only", self._lang, page=at.place.page)
        if at.place is not None and at.place.line is not None:
            return say("place.line_only", self._lang, line=at.place.line)
        return ""


def _relation(relation: Relation, lang: Lang) -> str:
    text = say(
        "relation",
        lang,
        left=relation.left,
        right=relation.right,
        difference=relation.difference.removeprefix("-"),
    )
    name = localise(relation.name, lang)
    return say("label.line", lang, label=name, text=text) if name else text
