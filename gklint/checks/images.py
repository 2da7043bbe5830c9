"""Kind ``images``: pictures that stand for tables or text, pictures without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERNS, variant_faults
from gklint.document.model import Image, NoteKind, Paragraph, Table
from gklint.finding import Hit, Location
from gklint.lang import listed
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.locate import at_document, at_section, section_at, where
from gklint.report.pictures import numbers, pages, unread
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule, TableForm

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ask"],
    "properties": {
        "ask": {
            "enum": ["tables", "alternatives", "text"],
            "description": "pictures in place of tables; without alternative text; of the text",
        },
        "ignore": {**PATTERNS, "description": "sources of icons and ornaments"},
        "characters": {
            "type": "integer",
            "minimum": 1,
            "description": "with fewer characters than this the text itself is taken for pictures",
        },
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits of the question that the option `ask` names; a file that is a scan as a whole is told
    by the variant ``scan``."""
    pictures = _pictures(report, rule.options.get("ignore", ()))
    if rule.options["ask"] == "text" and _scanned(report):
        yield Hit(at_document(), variant="scan", key="document")
        return
    if not pictures and not unread(report):
        return
    match rule.options["ask"]:
        case "tables":
            yield from _tables(report, pictures)
        case "alternatives":
            yield from _alternatives(report, pictures)
        case _:
            yield from _text(report, pictures, rule.options.get("characters", 200))


def _pictures(report: Report, ignore: tuple[str, ...]) -> list[Image]:
    return [
        block
        for block in report.document.blocks[report.first : report.last]
        if isinstance(block, Image) and not any(regex(p).search(block.source) for p in ignore)
    ]


def _scanned(report: Report) -> bool:
    """Whether every page is a picture of one and the file has no text of its own, whether the
    pictures were read or not."""
    document = report.document
    if pages(document, NoteKind.LAYER):
        return False
    whole = pages(document, NoteKind.SCANNED) or pages(document, NoteKind.PICTURES)
    printed = any(isinstance(b, Paragraph | Table) and not b.scanned for b in document.blocks)
    return bool(whole) and not printed


def _tables(report: Report, pictures: list[Image]) -> Iterator[Hit]:
    lost: list[TableForm] = []
    for table in report.form.tables if report.form is not None else ():
        section = report.section(table.section)
        reading = report.tables.get(table.key)
        if reading is not None and reading.tables:
            continue
        if section is None:
            lost.append(table)
            continue
        inside = [p for p in pictures if section.first <= p.block < section.last]
        if inside:
            yield Hit(
                location=at_section(report, section),
                evidence=section.number + section.heading,
                params={"table": table.name, "count": str(len(inside))},
                key=table.key,
            )
        elif unread(report):
            lost.append(table)
    which = numbers(pages(report.document, NoteKind.PICTURES))
    if lost and unread(report):  # on which of the pages each stands cannot be told
        names = listed([table.name for table in lost])
        where = at_document()._replace(place=unread(report)[0].place())
        yield Hit(where, params={"table": names, "pages": which}, variant="pages", key="pages")


def _alternatives(report: Report, pictures: list[Image]) -> Iterator[Hit]:
    bare = [p for p in pictures if p.alt is None or not p.alt.strip()]
    if bare:
        yield Hit(
            location=_at(report, bare[0]),
            evidence=bare[0].source[-60:],
            params={"count": str(len(bare))},
            key="document",
        )


def _text(report: Report, pictures: list[Image], least: int) -> Iterator[Hit]:
    length = len(fold_label(flow(report, "all").raw))
    if length < least:
        yield Hit(
            location=at_document(),
            params={"count": str(len(pictures)), "length": str(length)},
            key="document",
        )


def _at(report: Report, picture: Image) -> Location:
    section = section_at(report, picture.block)
    return Location(
        text=where(report, picture.block),
        section=section.key if section is not None else None,
        place=picture.place(),
    )


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    wanted = {"tables": "pages", "text": "scan"}.get(rule.options["ask"])
    yield from variant_faults(rule, [wanted])


KINDS = (CheckKind("images", run, OPTIONS, validate=_validate),)
