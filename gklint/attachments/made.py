"""A page and a file of it made one report."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from gklint.lang import filled, listed
from gklint.messages import attachments as words
from gklint.report.attached import framed
from gklint.report.dates import find_published
from gklint.report.prose import join
from gklint.report.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gklint.attachments.model import File, Page, Tools
    from gklint.document.model import Block, Document
    from gklint.lang import Text

_HEAD: Final = 60  # blocks of a page without a report, in which it prints its date
_OFFICE: Final = ("creator", "lastmodifiedby", "application", "company", "template")
"""What a file says of its own making (`Document.meta`)."""


def as_report(page: Page, file: File, tools: Tools) -> Page | None:
    """The file's document as the report, with the page's address, date and metadata; None where it
    is none."""
    own = file.document
    assert own is not None
    theirs = {key: own.meta[key] for key in _OFFICE if key in own.meta}
    document = own._replace(meta={**own.meta, **page.document.meta, **theirs})
    report = tools.recognise(page.source, document)
    if report is None:
        return None
    if page.report is not None:
        published, every = page.report.published, page.report.published_all
    else:
        published, every = find_published(
            page.document.meta,
            page.document.blocks[:_HEAD],
            page.source.url,
            join(()),
            vocabulary(report.pack),
        )
    if every:  # their places are the page's, not the file's
        published = published._replace(span=None) if published is not None else None
        every = tuple(reading._replace(span=None) for reading in every)
        report = replace(report, published=published, published_all=every)
    return page._replace(document=document, report=report)


def with_tables(
    page: Page, files: Sequence[File], lacks: Sequence[str], tools: Tools
) -> tuple[Page, dict[str, Text]]:
    """The page with the tables that it lacks put into their parts."""
    report = page.report
    form = (
        report.form or report.pack.forms[-1] if report is not None and report.pack.forms else None
    )
    if report is None or form is None:
        return page, {}
    taken: dict[str, list[Text]] = {}
    into: dict[int, list[Block]] = {}
    known: set[tuple[str, int]] = set()
    for key in lacks:
        file = next((f for f in files if key in f.tables), None)
        table = form.table(key)
        if file is None or table is None:
            continue
        section = report.section(table.section)
        at = section.last if section is not None else report.last
        beside = report.document.blocks[section.span.block if section is not None else at - 1]
        for source in file.tables[key].tables:
            if (mark := (file.attachment.url, source.block)) not in known:
                known.add(mark)
                into.setdefault(at, []).append(source._replace(container=beside.container))
        taken.setdefault(file.attachment.url, []).append(table.name)
    if not into:
        return page, {}
    # A frame that shows the file is read by that.
    frames = framed(report.document, report.url)
    document = _spliced(
        report.document, into, {number for number, url in frames.items() if url in taken}
    )
    told = (f.document.notes for f in files if f.document and f.attachment.url in taken)
    document = document._replace(notes=(*document.notes, *chain.from_iterable(told)))
    made = tools.recognise(page.source, document)
    if made is None:
        return page, {}
    used: dict[str, Text] = {
        url: filled(words.TABLES, tables=listed(names)) for url, names in taken.items()
    }
    return page._replace(document=document, report=made), used


def _spliced(
    document: Document, into: Mapping[int, Sequence[Block]], gone: Collection[int]
) -> Document:
    """`document` with blocks before those of the given numbers and without some; every place stays
    what it was."""
    blocks: list[Block] = []
    moved: dict[int, int] = {}
    for number in range(len(document.blocks) + 1):
        for block in into.get(number, ()):
            blocks.append(_moved(block, len(blocks)))
        if number < len(document.blocks) and number not in gone:
            moved[number] = len(blocks)
            blocks.append(_moved(document.blocks[number], len(blocks)))
    links = tuple(
        link._replace(block=moved[link.block]) for link in document.links if link.block in moved
    )
    return document._replace(blocks=tuple(blocks), links=links)


def _moved(block: Block, number: int) -> Block:
    origin = block.block if block.origin is None else block.origin
    return block._replace(block=number, origin=origin)
