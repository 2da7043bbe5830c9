"""The end of the page: the table of documents, the totals, what was off, what the status means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from gklint.finding import Verdict
from gklint.messages import say
from gklint.outputs.console_roll import across_the_run
from gklint.outputs.console_round import round_of_the_run
from gklint.outputs.console_style import by_reason, styles
from gklint.outputs.run_level import run_totals
from gklint.outputs.sources import common_folder
from gklint.outputs.terms import verdict_word
from gklint.outputs.totals import count
from gklint.outputs.wrap import shorten, width_of

if TYPE_CHECKING:
    from gklint.outputs.base import Setting
    from gklint.outputs.console_style import Page
    from gklint.outputs.totals import Totals
    from gklint.result import DocumentResult, RunReport

_YEAR = 4  # cells
_TITLED = 3  # rules that are off for one reason are named by title up to so many


def end_of_run(page: Page, run: RunReport, setting: Setting) -> None:
    """Everything after the last document."""
    lang = setting.lang
    totals = run_totals(run)
    page.blank()
    page.rule()
    if len(run.documents) > 1:
        _table(page, run.documents)
    across_the_run(page, run)
    round_of_the_run(page, run)
    if len(run.documents) > 1 or run.roll or run.compared is not None:
        page.blank()
    if len(run.documents) > 1:
        page.line(_verdicts(totals, setting), indent=0)
    page.line(_counts(totals, setting), indent=0)
    for rules, reason in by_reason(run.switched_off, setting, titled=_TITLED):
        page.line(say("console.off", lang, rules=rules, reason=reason), style="dim", indent=0)
    for note in run.notes:
        page.line(note, style="dim", indent=0)
    code = totals.exit_code(setting.fail_on)
    key = "exit.never" if setting.fail_on is None and code == 0 else f"exit.{code}"
    if key == "exit.0" and totals.known:
        key = "exit.0.known"
    level = say(f"level.{setting.fail_on.value if setting.fail_on else 'never'}", lang)
    page.line(say(key, lang, code=code, level=level, known=totals.known), style="dim", indent=0)


def _table(page: Page, documents: tuple[DocumentResult, ...]) -> None:
    from rich.table import Table  # one clean report needs none

    lang = page.lang
    folder = common_folder(d.source for d in documents)
    if folder:
        page.line(say("console.under", lang, folder=folder), style="dim", indent=0)
    counted = ("console.mend", "console.review", "console.info")
    heads = [say(key, lang) for key in (*counted, "console.read")]
    verdicts = [verdict_word(d.verdict, lang) for d in documents]
    widths = [max(4, width_of(head)) for head in heads]
    widths[-1] = max(widths[-1], *(len(_read(d)) for d in documents))
    result_width = max(map(width_of, (*verdicts, say("console.verdict", lang))))
    rest = page.width - _YEAR - result_width - sum(widths) - 7
    source_width = rest * 3 // 5
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(say("console.source", lang), width=source_width, no_wrap=True)
    table.add_column(say("console.issuer", lang), width=rest - source_width, no_wrap=True)
    table.add_column(say("console.year", lang), width=_YEAR, no_wrap=True)
    table.add_column(say("console.verdict", lang), width=result_width, no_wrap=True)
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, width=width, justify="right", no_wrap=True)
    for document, verdict in zip(documents, verdicts, strict=True):
        counts, seen = count(document.findings), document.identity
        body = document.body or (seen.issuer if seen is not None else None) or ""
        table.add_row(
            Text(shorten(document.source.removeprefix(folder), source_width)),
            Text(shorten(body, rest - source_width)),
            str(seen.year or "") if seen else "",
            Text(verdict, style=styles(document.verdict)),
            *(str(n or "") for n in (counts.mend, counts.review, counts.info)),
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
        say(
            "count.verdict",
            lang,
            verdict=verdict_word(v, lang),
            count=totals.verdicts[v],
        )
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
            ("count.review", counts.review),
            ("count.info", counts.info),
            ("count.reading", counts.reading),
        )
        if n or not key.endswith("reading")
    ]
    return say("console.findings", lang, parts=say("list.comma", lang).join(parts))
