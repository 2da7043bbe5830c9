"""The end of the page: the table of documents, the totals, what was off, what the status means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from gklint.finding import Verdict
from gklint.messages import say
from gklint.outputs.console_style import by_reason, styles
from gklint.outputs.terms import verdict_word
from gklint.outputs.totals import count, total
from gklint.outputs.wrap import shorten

if TYPE_CHECKING:
    from gklint.outputs.base import Setting
    from gklint.outputs.console_style import Page
    from gklint.outputs.totals import Totals
    from gklint.result import DocumentResult, RunReport

_NUMBERS = 6  # cells of a column of counts


def end_of_run(page: Page, run: RunReport, setting: Setting) -> None:
    """Everything after the last document."""
    lang = setting.lang
    totals = total(run.documents)
    page.blank()
    page.console.print(Text(page.rule, style="dim"), no_wrap=True, crop=False)
    if len(run.documents) > 1:
        _table(page, run.documents)
        page.blank()
        page.line(_verdicts(totals, setting), indent=0)
    page.line(_counts(totals, setting), indent=0)
    for rules, reason in by_reason(run.switched_off, setting):
        page.line(say("console.off", lang, rules=rules, reason=reason), style="dim", indent=0)
    for note in run.notes:
        page.line(note, style="dim", indent=0)
    code = totals.exit_code(setting.fail_on)
    level = setting.fail_on.value if setting.fail_on is not None else "never"
    page.line(say(f"exit.{code}", lang, code=code, level=level), style="dim", indent=0)


def _table(page: Page, documents: tuple[DocumentResult, ...]) -> None:
    lang = page.lang
    counted = ("console.mend", "console.review", "console.info")
    verdicts = [verdict_word(d.verdict, lang) for d in documents]
    result_width = max(10, 2 + max(map(len, verdicts)) if lang == "en" else 12)
    rest = page.width - result_width - 6 - 10 - _NUMBERS * len(counted) - 7
    source_width = rest * 3 // 5
    table = Table(box=None, padding=(0, 1, 0, 0), width=page.width, pad_edge=False)
    table.add_column(say("console.source", lang), width=source_width, no_wrap=True)
    table.add_column(say("console.issuer", lang), width=rest - source_width, no_wrap=True)
    table.add_column(say("console.year", lang), width=6, no_wrap=True)
    table.add_column(say("console.verdict", lang), width=result_width, no_wrap=True)
    for key in counted:
        table.add_column(say(key, lang), width=_NUMBERS, justify="right", no_wrap=True)
    table.add_column(say("console.read", lang), width=10, justify="right", no_wrap=True)
    for document, verdict in zip(documents, verdicts, strict=True):
        counts, seen = count(document.findings), document.identity
        table.add_row(
            Text(shorten(document.source, source_width)),
            Text(shorten((seen.issuer or "") if seen else "", rest - source_width)),
            str(seen.year or "") if seen else "",
            Text(verdict, style=styles(document.verdict)),
            *(str(n or "") for n in (counts.mend, counts.reviews, counts.infos)),
            _read(document),
        )
    page.console.print(table)


def _read(document: DocumentResult) -> str:
    if not document.coverage:
        return ""
    expected = sum(c.expected for c in document.coverage)
    return f"{sum(c.read for c in document.coverage)}/{expected}"


def _verdicts(totals: Totals, setting: Setting) -> str:
    lang = setting.lang
    order = (Verdict.FAIL, Verdict.REVIEW, Verdict.PASS, Verdict.UNREADABLE)
    parts = [
        say("count.verdict", lang, verdict=verdict_word(v, lang), count=totals.verdicts[v])
        for v in order
        if totals.verdicts[v]
    ]
    told = say("list.comma", lang).join(parts)
    return say("console.documents", lang, count=totals.documents, parts=told)


def _counts(totals: Totals, setting: Setting) -> str:
    lang, counts = setting.lang, totals.counts
    parts = [
        say(key, lang, count=n)
        for key, n in (
            ("count.mend", counts.mend),
            ("count.review", counts.reviews),
            ("count.info", counts.infos),
        )
    ]
    return say("console.findings", lang, parts=say("list.comma", lang).join(parts))
