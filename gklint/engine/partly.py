"""What of a recognised report was not read: cells of its tables, content embedded in it, pages that
are pictures, damaged parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.model import Embedded, NoteKind
from gklint.finding import Hit, Location
from gklint.lang import Localised
from gklint.report.locate import at_document, at_table, form_of, section_at, where
from gklint.report.pictures import numbers, pages, unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.document.model import Document
    from gklint.report.model import Report, TableReading
    from gklint.result import Coverage

_NAMED: Final = 3
"""Rows that are named; of more the first ones and their number are told."""


def unread_parts(report: Report, covered: Iterable[Coverage]) -> Iterator[Hit]:
    """Hits of rule RD05, variants ``partial``, ``embedded``, ``pages`` and ``damaged``."""
    yield from _cells(report, covered)
    yield from _embedded(report)
    yield from _pages(report)
    if any(note.kind is NoteKind.DAMAGED for note in report.document.notes):
        yield Hit(at_document(), variant="damaged", key="damaged")


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


def _pages(report: Report) -> Iterator[Hit]:
    """The pages that are pictures, together; the place is the first one's."""
    listed = numbers(pages(report.document, NoteKind.PICTURES))
    if listed.zh:
        first = next(iter(unread(report)), None)
        place = first.place() if first is not None else None
        where = at_document()._replace(place=place)
        yield Hit(where, params={"pages": listed}, variant="pages", key="pages")


def read_otherwise(document: Document) -> Iterator[Hit]:
    """Hits of rule RD06: what was read in another way than its own, variants ``fallback``,
    ``converted`` and ``scanned``."""
    for note in document.notes:
        if note.kind is NoteKind.FALLBACK:
            yield Hit(at_document(), variant="fallback", key="fallback")
        elif note.kind is NoteKind.CONVERTED:
            params = {"program": note.detail}
            yield Hit(at_document(), params=params, variant="converted", key="converted")
    listed = numbers(pages(document, NoteKind.SCANNED))
    if listed.zh:
        yield Hit(at_document(), params={"pages": listed}, variant="scanned", key="scanned")
