"""A report, or what could not be read, in the few words that other reports need."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Final

from gklint.across.model import Digest, Figure
from gklint.document.model import Paragraph, Table
from gklint.document.sniff import HTML
from gklint.mask import mask
from gklint.report.addresses import addresses
from gklint.report.attached import asked_for, lacking, offered
from gklint.report.flow import flow
from gklint.report.model import FactState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.report.model import Fact, Report

LONGEST_TEXT: Final = 20_000
"""Characters kept of one section's prose."""


def digest(report: Report, *, sha256: str = "") -> Digest:
    """The digest of a recognised report."""
    contact, published = report.contact, report.published
    lines = _lines(report)
    page = report.url is not None and report.document.media_type == HTML
    return Digest(
        source=report.source_name,
        pack=report.pack.key,
        media_type=report.document.media_type,
        sha256=sha256,
        title=mask(report.title.text) if report.title is not None else "",
        issuer=report.issuer,
        aliases=report.issuer_aliases,
        year=report.year,
        form=report.form_key,
        kind=report.body.kind,
        level=report.body.level,
        facts={
            name: Figure(fact.state, fact.value, _line(fact, lines))
            for name, fact in report.facts.items()
            if fact.state is not FactState.ABSENT
        },
        editions={key: table.edition for key, table in report.tables.items() if table.tables},
        cells={key: (table.read, table.expected) for key, table in report.tables.items()},
        texts=_texts(report),
        phones=tuple(span.text for span in contact.phones),
        postcode=contact.postcode.text if contact.postcode is not None else None,
        published=published.date if published is not None else None,
        url=report.url,
        addresses=tuple(address.url for address in addresses(report)),
        attachments=asked_for(offered(report)) if page else (),
        lacks=bool(lacking(report)),
        scanned=any(
            isinstance(block, Paragraph | Table) and block.scanned
            for block in report.document.blocks[report.first : report.last]
        ),
    )


def _lines(report: Report) -> dict[tuple[int, int, int], int | None]:
    """The lines of all cells of the statutory tables, by table, row and column."""
    return {
        (table.block, cell.row, cell.col): line
        for reading in report.tables.values()
        for table in reading.tables
        if table.starts
        for cell, (line, _) in zip(table.cells, table.starts, strict=True)
    }


def _line(fact: Fact, lines: Mapping[tuple[int, int, int], int | None]) -> int | None:
    if fact.table is None or fact.cell is None:
        return None
    return lines.get((fact.table.block, fact.cell.row, fact.cell.col))


def unread(source: str, problem: str, *, sha256: str = "") -> Digest:
    """The digest of an input that is no report, or could not be read; `problem` is an RD rule."""
    return Digest(source=source, problem=problem, sha256=sha256)


def compact(digest: Digest) -> Digest:
    """The same digest in less memory: names and figures that thousands of digests share are kept
    once. For digests that came from another process, where each has copies of its own."""
    return digest._replace(
        facts={intern(name): _one(figure) for name, figure in digest.facts.items()},
        cells={intern(key): cells for key, cells in digest.cells.items()},
        texts={intern(key): text for key, text in digest.texts.items()},
    )


_KEPT: Final[dict[tuple[FactState, str, int | None], Figure]] = {}
_MOST_KEPT: Final = 20_000


def _one(figure: Figure) -> Figure:
    # By how it is written: 1 and 1.0 are equal, and not the same figure to a reader.
    key = (figure.state, str(figure.value), figure.line)
    if len(_KEPT) >= _MOST_KEPT:
        return _KEPT.get(key, figure)
    return _KEPT.setdefault(key, figure)


def _texts(report: Report) -> dict[str, str]:
    found = {}
    for key in dict.fromkeys(section.key for section in report.sections):
        text = mask(flow(report, key).raw[:LONGEST_TEXT])
        if text.strip():
            found[key] = text
    return found
