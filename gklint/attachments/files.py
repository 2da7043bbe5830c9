"""A file that a page offers: opened, read, and held against the page for year and body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.attachments.model import File, tables_of
from gklint.document.errors import CannotOpen, ReadingError
from gklint.document.model import NoteKind
from gklint.document.sniff import HTML
from gklint.lang import filled
from gklint.messages import attachments as words
from gklint.report.attached import page_title, tables_alone
from gklint.report.body import bodies
from gklint.report.issuer import same_body
from gklint.report.pictures import numbers, pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.attachments.model import Page, Tools
    from gklint.document.model import Block, Document
    from gklint.lang import Text
    from gklint.report.body import Bodies
    from gklint.report.model import Report, TableReading
    from gklint.sources.attached import Attached

_UNKNOWN: Final = "unknown"
_GOVERNMENT: Final = "government"


def opened(page: Page, attached: Attached, tools: Tools) -> File:
    """What `attached` holds, or why it can't be had."""
    from gklint.sources.attached import open_attached

    file = File(attached.attachment)
    try:
        source = open_attached(attached)
        document = _in_file(tools.read(source), file.attachment.name)
    except ReadingError as error:
        return file._replace(error=tools.told(error))
    report = tools.plainly(source._replace(url=None), document)
    tables = _tables(page, document, report)
    if document.media_type == HTML and not tables:  # a page to log in, or the portal's own
        address = attached.url or file.attachment.url
        page_sent = CannotOpen("page_for_file", expected=file.attachment.name, url=address)
        return file._replace(error=tools.told(page_sent))
    pictures = pages(document, NoteKind.PICTURES)
    if pictures and not tables:
        return file._replace(error=filled(words.PICTURES, pages=numbers(pictures)))
    other = _other(page, report, tools) if report is not None else None
    return file._replace(document=document, report=report, tables=tables, other=other)


def _tables(page: Page, document: Document, report: Report | None) -> Mapping[str, TableReading]:
    if report is not None:
        return tables_of(report)
    if page.report is None:
        return {}
    return tables_alone(document, page.report.pack, page.report.year)


def _in_file(document: Document, name: str) -> Document:
    """The document whose places name the file it is."""

    def part(block: Block) -> Block:
        return block._replace(part=f"{name}!{block.part}" if block.part else name)

    return document._replace(blocks=tuple(map(part, document.blocks)))


def _other(page: Page, report: Report, tools: Tools) -> Text | None:
    """That the file is of another year or body, where both tell theirs."""
    year, names = _whose(page, tools)
    if year is not None and report.year is not None and report.year != year:
        return filled(words.OTHER_YEAR, year=str(report.year))
    known = bodies(report.pack)
    theirs = [n for n in (report.issuer, *report.issuer_aliases) if n and _is_body(known, n)]
    ours = [name for name in names if _is_body(known, name)]
    if not ours or not theirs or any(_same(known, a, b) for a in ours for b in theirs):
        return None
    return filled(words.OTHER_BODY, issuer=theirs[0])


def _whose(page: Page, tools: Tools) -> tuple[int | None, tuple[str, ...]]:
    """The year and the names of the body that the page is on."""
    report = page.report
    if report is not None:
        return report.year, tuple(filter(None, (report.issuer, *report.issuer_aliases)))
    packs = (pack for pack in tools.packs if pack.recognition)
    title = next((t for pack in packs if (t := page_title(page.document, pack))), None)
    if title is None:
        return tools.year, ()
    year = title.years[0] if title.years and tools.year is None else tools.year
    return year, tuple(filter(None, (title.issuer,)))


def _is_body(known: Bodies, name: str) -> bool:
    return known.judge(name).kind != _UNKNOWN


def _same(known: Bodies, one: str, other: str) -> bool:
    """Whether they are one body's names; a place's name alone is that of its government."""
    short, long = sorted((one, other), key=len)
    place = long.startswith(short) and known.judge(long).kind == _GOVERNMENT
    return place or long.endswith(short) or same_body(one, other)
