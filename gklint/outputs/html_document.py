"""One document of the page: what is known of it, its findings, the document as read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gklint.lang import localise
from gklint.messages import say
from gklint.messages.page import tell
from gklint.outputs.html_finding import FindingPage, FindingView, SettledView, ordered, settled
from gklint.outputs.html_index import by_reason
from gklint.outputs.html_marks import marks
from gklint.outputs.html_paper import BlockView, Paper, missing_cells
from gklint.outputs.terms import attached, cells, nothing_found, without_round
from gklint.outputs.totals import Counts, count, not_assessed, round_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RollUpLine


class TableRead(NamedTuple):
    """`cells` says how many were read, `short` that it was not all of them."""

    cells: str
    short: bool
    missing: tuple[tuple[str, int], ...]


class RollUpView(NamedTuple):
    """`lines` are those that differ; `equal` and `open` how many agree or can't be compared, and
    `waiting` names the bodies that the open ones wait for."""

    members: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, RollUpLine], ...]
    equal: int
    open: int
    waiting: str


class DocumentView(NamedTuple):
    """`findings` are shown, `folded` on demand; `again` tells of the last round; `blocks` is the
    document as read."""

    meta: tuple[tuple[str, str], ...]
    tables: tuple[TableRead, ...]
    findings: tuple[FindingView, ...]
    folded: tuple[FindingView, ...]
    counts: Counts
    nothing: str
    settled: tuple[SettledView, ...]
    unclear: tuple[SettledView, ...]
    again: tuple[str, ...]
    missed: tuple[tuple[str, list[str]], ...]
    missed_count: int
    rollup: RollUpView | None
    ignored: int
    blocks: tuple[BlockView, ...]
    figures: Mapping[str, tuple[int, int | None]]


def view(result: DocumentResult, setting: Setting) -> DocumentView:
    """Everything of one document in the words of `setting.lang`."""
    found = ordered(result, unfold=setting.unfold)
    stands = marks(result.content, [finding for _, finding in found])
    page = FindingPage(setting)
    views = page.views(found, stands.placed)
    missed = not_assessed(result)
    again = result.round
    return DocumentView(
        meta=tuple(_meta(result, setting.lang)),
        tables=_tables(result, setting.lang),
        findings=tuple(v for v in views if not v.folded),
        folded=tuple(v for v in views if v.folded),
        counts=count([finding for _, finding in found]),
        nothing="" if found else nothing_found(result, setting.lang),
        settled=settled(again.settled, page, setting.lang) if again is not None else (),
        unclear=settled(again.unclear, page, setting.lang) if again is not None else (),
        again=tuple(_again(result, setting.lang)),
        missed=tuple(by_reason(missed, setting)),
        missed_count=len(missed),
        rollup=_rollup(result, setting.lang),
        ignored=result.ignored,
        blocks=Paper(result, stands, setting.lang).blocks(),
        figures=stands.figures,
    )


def _again(result: DocumentResult, lang: Lang) -> Iterator[str]:
    """How this round stands to the last one, in sentences."""
    again = result.round
    if again is None:
        return
    if not again.sources:
        yield without_round(result, lang)
        return
    counts = round_counts(result)._asdict().items()
    parts = [say(f"round.{name}.count", lang, count=n) for name, n in counts if n]
    title = say("round.title", lang, sources=say("list.separator", lang).join(again.sources))
    yield title + say("list.comma", lang).join(parts) + say("stop", lang)
    if again.name:
        yield say("round.alike" if again.doubtful else "round.name", lang, name=again.name)


def _meta(result: DocumentResult, lang: Lang) -> list[tuple[str, str]]:
    seen = result.identity
    told: list[tuple[str, str | None]] = []
    if seen is not None:
        told += [
            (tell("meta.issuer", lang), seen.issuer),
            (tell("meta.listed", lang), result.body if result.body != seen.issuer else None),
            (tell("meta.year", lang), str(seen.year) if seen.year is not None else None),
            (tell("meta.form", lang), _edition(seen.form, lang)),
            (tell("meta.period", lang), _period(seen.period, lang)),
            (tell("meta.published", lang), seen.published),
            (tell("meta.url", lang), seen.url),
        ]
    told += [
        (tell("meta.source", lang), result.source),
        (tell("meta.attachments", lang), attached(result, lang)),
        (tell("meta.last", lang), result.previous),
        (tell("meta.others", lang), say("list.separator", lang).join(result.others)),
    ]
    return [(label, text) for label, text in told if text]


def _edition(form: str | None, lang: Lang) -> str | None:
    if form is None:
        return None
    if form.startswith("pre"):
        return say("panel.no_form", lang, year=form.removeprefix("pre"))
    return say("panel.edition", lang, year=form)


def _period(period: tuple[str | None, str | None] | None, lang: Lang) -> str | None:
    if period is None:
        return None
    start, end = (side or tell("open_end", lang) for side in period)
    return tell("to", lang, start=start, end=end)


def _tables(result: DocumentResult, lang: Lang) -> tuple[TableRead, ...]:
    missing = missing_cells(result, lang)
    return tuple(
        TableRead(cells(c, lang), c.read < c.expected, missing.get(c.table, ()))
        for c in result.coverage
    )


def _rollup(result: DocumentResult, lang: Lang) -> RollUpView | None:
    seen = result.rollup
    if seen is None:
        return None
    lines = [(localise(line.label, lang), line) for line in seen.lines]
    differ = tuple(
        (label, line)
        for label, line in lines
        if line.difference is not None and Decimal(line.difference) != 0
    )
    waiting = dict.fromkeys(name for _, line in lines for name in line.open)
    open_ = sum(line.difference is None for _, line in lines)
    return RollUpView(
        tuple((m.name, tell(f"member.{m.state}", lang)) for m in seen.members),
        differ,
        len(lines) - open_ - len(differ),
        open_,
        say("list.separator", lang).join(waiting),
    )
