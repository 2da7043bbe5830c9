"""What of a recognised report was not read: cells of its tables, and content embedded in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.model import Embedded
from gklint.finding import Hit, Location
from gklint.lang import Localised
from gklint.report.locate import at_table, form_of, section_at, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.report.model import Report, TableReading
    from gklint.result import Coverage

_NAMED: Final = 3
"""Rows that are named; of more the first ones and their number are told."""


def unread_parts(report: Report, covered: Iterable[Coverage]) -> Iterator[Hit]:
    """Hits of rule RD05, variants ``partial`` and ``embedded``."""
    yield from _cells(report, covered)
    yield from _embedded(report)


def _cells(report: Report, covered: Iterable[Coverage]) -> Iterator[Hit]:
    for table in covered:
        reading = report.tables.get(table.table)
        if reading is None or not reading.tables or table.read >= table.expected:
            continue
        yield Hit(
            at_table(report, table.table),
            params={
                "table": table.name,
                "read": str(table.read),
                "expected": str(table.expected),
                "missing": str(table.expected - table.read),
                "rows": _rows(report, reading),
            },
            variant="partial",
            key=f"coverage.{table.table}",
        )


def _rows(report: Report, reading: TableReading) -> Localised:
    """The rows with cells that were not found, in the form's own words."""
    form = form_of(report, reading.key)
    table = form.table(reading.key) if form is not None else None
    missing = {name.partition(".")[2].rpartition(".")[0] for name in reading.missing}
    names = [
        row.name
        for block in (table.blocks if table is not None else ())
        for row in block.rows
        if row.key in missing
    ]
    if not names:
        return Localised("", "")
    zh = "、".join(f"“{name.zh}”" for name in names[:_NAMED])
    en = ", ".join(f"“{name.en}”" for name in names[:_NAMED])
    if len(names) > _NAMED:
        return Localised(f"，涉及{zh}等 {len(names)} 行", f" ({en} and others, {len(names)} rows)")
    return Localised(f"，涉及{zh}", f" ({en})")


def _embedded(report: Report) -> Iterator[Hit]:
    """What is embedded in the article, once for each part it stands in."""
    found: dict[str | None, list[Embedded]] = {}
    for block in report.document.blocks[report.first : report.last]:
        if isinstance(block, Embedded):
            section = section_at(report, block.block)
            found.setdefault(section.key if section is not None else None, []).append(block)
    for key, blocks in found.items():
        part = where(report, blocks[0].block)
        yield Hit(
            Location(part, section=key, place=blocks[0].place()),
            evidence=", ".join(dict.fromkeys(block.kind for block in blocks)),
            params={"part": part, "count": str(len(blocks))},
            variant="embedded",
            key=f"embedded.{key or ''}",
        )
