"""汇总表.docx: the form's tables filled with the sums, ready to be pasted.

A figure that is not known stays blank and shaded; while bodies are missing, every figure is shaded
and a sentence above the tables says so.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from gklint.messages.draft import listed, tell
from gklint.rollup.paper import Cell, Paper
from gklint.rollup.words import aside
from gklint.ruleset.layout import layout, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.rollup.draft import Draft
    from gklint.ruleset.layout import Printed
    from gklint.ruleset.model import TableForm

_MARK: Final = "FFF2CC"
_NAMED: Final = 5
_FIGURE: Final = 1.0
_LABELS: Final = (0.8, 1.6, 3.6)  # widths of three columns of labels, a figure's being 1


def write(draft: Draft, out: IO[bytes]) -> None:
    """The file to `out`."""
    paper = Paper()
    held = len(draft.counted) - len(draft.gaps)
    paper.say(
        tell("tables.title", parent=draft.collected.parent, year=draft.collected.year), "title"
    )
    if draft.gaps:
        names = [one.member.name for one in draft.gaps]
        paper.say(tell("tables.gaps", names=listed(names)), "warning")
    else:
        paper.say(tell("tables.whole", held=held), "remark")
    if draft.sums.open:
        bodies = list(dict.fromkeys(b for held_by in draft.sums.open.values() for b in held_by))
        paper.say(tell("tables.open", names=listed(bodies, _NAMED)), "warning")
    if draft.sums.aside:
        paper.say(aside(draft), "warning")
    for table in draft.form.tables:
        heading = next(s for s in draft.form.sections if s.key == table.section)
        paper.say(f"{heading.number}、{heading.heading}", "heading")
        _table(paper, draft, table)
    paper.save(out)


def _table(paper: Paper, draft: Draft, table: TableForm) -> None:
    rows = layout(table)
    columns = width_of(rows)
    labels = min((p.column for row in rows for p in row if p.fact is not None), default=1)
    shares: Sequence[float] = (
        [*_LABELS, *[_FIGURE] * (columns - 3)] if labels == 3 else [1.0] * columns
    )
    # Where labels stand above the figures only, the rows of labels are the head.
    heads = next(n for n, row in enumerate(rows) if any(p.fact is not None for p in row))
    paper.table(
        [[_cell(draft, place) for place in row] for row in rows],
        shares,
        heads=heads if labels in (0, 3) else 0,
    )


def _cell(draft: Draft, place: Printed) -> Cell:
    merge = "continue" if place.covered else "restart" if place.rowspan > 1 else ""
    if place.fact is None:
        return Cell(place.text, "label", place.colspan, merge)
    value = draft.value(place.fact)
    unknown = value is None or place.fact in draft.sums.open
    text = "" if value is None or unknown else format(value, "f")
    fill = "" if draft.whole(place.fact) else _MARK
    return Cell(text, "figure", place.colspan, merge, fill)
