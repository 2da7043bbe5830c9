"""How findings are put for people, the same in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.totals import how, not_assessed, unread

if TYPE_CHECKING:
    from gklint.finding import Basis, Finding, Location, Verdict
    from gklint.lang import Lang, Text
    from gklint.result import Coverage, DocumentResult

_REPUBLIC = "中华人民共和国"


def term(finding: Finding, lang: Lang) -> str:
    """应改, 请核实 or 提示; 未读取 where only gklint's own reading is at fault."""
    return say(f"term.{how(finding)}", lang)


def said(text: str, finding: Finding, lang: Lang) -> bool:
    """Whether `text` (what stands there, or should) is in what is told of the finding anyhow: its
    sentence, the quotation under it, the names of its relations. Nothing is."""
    return (
        text in finding.message
        or text == finding.evidence
        or any(text in localise(relation.name, lang) for relation in finding.relations)
    )


def relation_label(finding: Finding, lang: Lang) -> str:
    """不平 for sums of a table; 不一致 for a cell that differs from another's."""
    key = "label.relation" if finding.diagnosis is not None else "label.differs"
    return say(key, lang)


def place(location: Location, lang: Lang) -> str:
    """「表三 → … → 自然人（第 120 行）」; "" where nothing is known."""
    text = localise(location.text, lang)
    where = location.place
    if where is not None and where.page is not None:
        return say("place.page", lang, text=text, page=where.page)
    if where is not None and where.line is not None:
        return say("place.line", lang, text=text, line=where.line)
    return text


def cells(table: Coverage, lang: Lang) -> str:
    """「表三 175/175 格」, and that they were read from a picture where they were."""
    key = "panel.scanned" if table.scanned else "panel.cells"
    return say(key, lang, name=localise(table.name, lang), read=table.read, all=table.expected)


def basis_text(basis: Basis, lang: Lang = "zh", *, short: bool = False) -> str:
    """Title with number and clause; `short` for a title that was printed in full before."""
    title, clause = localise(basis.title, lang), localise(basis.clause, lang)
    if short and basis.number and basis.kind in ("form", "standard"):
        told = basis.number
    else:
        told = title.replace("《" + _REPUBLIC, "《", 1) if short else title
        told += say("brackets", lang, text=basis.number) if basis.number and not short else ""
    if not clause:
        return told
    if lang != "zh":
        return told + (": " if basis.kind == "practice" else ", ") + clause
    if clause.startswith(("第", "（")) or told.endswith(("》", "）")):
        return told + clause
    return told + ("，" if told == basis.number else "：") + clause


class Citations:
    """Titles of laws and notices, in full when first used in an output, short after that."""

    def __init__(self) -> None:
        self._told: set[Text] = set()

    def cite(self, basis: tuple[Basis, ...], lang: Lang) -> str:
        """All of `basis` in one line, "" where there is none."""
        parts = []
        for item in basis:
            parts.append(basis_text(item, lang, short=item.title in self._told))
            self._told.add(item.title)
        return say("list.basis", lang).join(parts)


def full_citation(basis: tuple[Basis, ...], lang: Lang) -> str:
    """All of `basis` with full titles: for outputs whose records stand alone."""
    return Citations().cite(basis, lang)


def verdict_word(verdict: Verdict, lang: Lang) -> str:
    """应改, 请核实, 未发现问题 or 未能读取."""
    return say(f"verdict.{verdict.value}", lang)


def without_round(result: DocumentResult, lang: Lang) -> str:
    """That the baseline of a second round does not know the report."""
    return say("round.none" if result.findings else "round.none.clean", lang)


def attached(result: DocumentResult, lang: Lang) -> str:
    """The files that a page offers, each with what became of it; "" where there are none."""
    return say("list.separator", lang).join(
        say("panel.attachment", lang, name=seen.name, reason=localise(seen.reason, lang))
        for seen in result.attachments
    )


def nothing_found(result: DocumentResult, lang: Lang) -> str:
    """「未发现问题」 only when everything was read and assessed; else what is left."""
    if result.known:
        return say("clean.known", lang, count=result.known)
    cells, rules = unread(result), len(not_assessed(result))
    if cells:
        return say("clean.cells", lang, cells=cells)
    if rules:
        return say("clean.rules", lang, rules=rules)
    scanned = sum(table.scanned for table in result.coverage)
    if scanned:
        return say("clean.scanned", lang, cells=scanned)
    return say("clean.all", lang)
