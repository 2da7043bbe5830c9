"""Kind ``table-labels``: rows and columns of the statutory tables as printed against the form.

Brackets, quotes, stops, widths and line breaks are no change. Rows that a superior office added are
told as information, rows that were not found as something to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import NO_OPTIONS, has_variants
from gklint.checks.relations import printed_blocks, table_name
from gklint.finding import Hit, Location, Outcome
from gklint.lang import listed
from gklint.patterns import regex
from gklint.report.locate import at_table, form_of
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.checks.base import Context
    from gklint.document.model import Cell, Table
    from gklint.lang import Text
    from gklint.report.model import LabelSeen, Report, TableReading
    from gklint.ruleset.model import Rule

_QUIET: Final = regex(r"[\W_]+")
_SHOWN: Final = 3


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    for key, reading in report.tables.items():
        changed = [seen for seen in reading.labels if not seen.exact and _changed(seen)]
        if changed:
            yield _changed_hit(report, key, changed)
        lost = _lost_rows(report, reading)
        if lost:
            params: dict[str, Text] = {
                "table": table_name(report, key),
                "rows": listed([f"“{name}”" for name in lost[:_SHOWN]]),
                "count": str(len(lost)),
            }
            yield Hit(at_table(report, key), params=params, variant="lost", key=f"lost.{key}")
        if reading.unknown:
            yield _added_hit(report, key, reading.unknown)


def _changed_hit(report: Report, key: str, changed: Sequence[LabelSeen]) -> Hit:
    first = changed[0]
    return Hit(
        _at_cell(report, key, first.table, first.cell),
        evidence="；".join(f"{s.printed.strip()}（{s.canonical}）" for s in changed[:_SHOWN]),
        observed=first.printed.strip(),
        expected=first.canonical,
        params={
            "table": table_name(report, key),
            "printed": first.printed.strip(),
            "canonical": first.canonical,
            "count": str(len(changed)),
        },
        variant="several" if len(changed) > 1 else None,
        outcome=Outcome.REVIEW if _cut_short(report, changed) else None,
        key=f"label.{key}",
    )


def _added_hit(report: Report, key: str, added: Sequence[tuple[Table, Cell]]) -> Hit:
    table, cell = added[0]
    text = cell.text.strip()
    return Hit(
        _at_cell(report, key, table, cell),
        evidence="；".join(c.text.strip() for _, c in added[:_SHOWN]),
        observed=text,
        params={"table": table_name(report, key), "printed": text, "count": str(len(added))},
        variant="added",
        key=f"added.{key}",
    )


def _at_cell(report: Report, key: str, table: Table, cell: Cell) -> Location:
    return at_table(report, key)._replace(place=table.place(cell))


def _changed(seen: LabelSeen) -> bool:
    """Brackets, quotes, stops, widths and line breaks are no change."""
    printed, canonical = fold_label(seen.printed), fold_label(seen.canonical)
    return _QUIET.sub("", printed) != _QUIET.sub("", canonical)


def _cut_short(report: Report, changed: Sequence[LabelSeen]) -> bool:
    """Labels of which a conversion to plain text may have lost a line."""
    return report.document.media_type == "text/plain" and all(
        fold_label(seen.printed) in fold_label(seen.canonical) for seen in changed
    )


def _lost_rows(report: Report, reading: TableReading) -> list[str]:
    """Labels of rows of which no cell was found."""
    form = form_of(report, reading.key)
    table = form.table(reading.key) if form is not None else None
    if table is None or not reading.tables or not reading.missing:
        return []
    missing = set(reading.missing)
    return [
        row.text
        for block in printed_blocks(report, table)
        for row in block.rows
        if all(f"{table.key}.{row.key}.{column.key}" in missing for column in block.columns)
    ]


KINDS: Final = (
    CheckKind(
        "table-labels",
        run,
        NO_OPTIONS,
        ("tables",),
        has_variants("several", "lost", "added"),
    ),
)
