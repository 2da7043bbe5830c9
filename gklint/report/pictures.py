"""Pages that are pictures: which were read (OCR), and which were not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.document.model import Image, NoteKind
from gklint.lang import listed
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.document.model import Document
    from gklint.lang import Localised
    from gklint.report.model import Report


class _Run(NamedTuple):
    first: int
    last: int


def pages(document: Document, kind: NoteKind) -> tuple[int, ...]:
    """The pages that notes of `kind` (SCANNED, PICTURES) list, in order."""
    found = {
        int(number)
        for note in document.notes
        if note.kind is kind
        for number in regex(r"\d+").findall(note.detail)
    }
    return tuple(sorted(found))


def unread(report: Report) -> tuple[Image, ...]:
    """The pictures that are whole pages and were not read. Title, parts and tables that were not
    found may be on them."""
    known = report.memo.get("unread_pages")
    if isinstance(known, tuple):
        return known
    which = pages(report.document, NoteKind.PICTURES)
    found = tuple(i for i in report.document.images if i.page in which) if which else ()
    report.memo["unread_pages"] = found
    return found


def numbers(found: Iterable[int]) -> Localised:
    """「3、5–8」, "3, 5–8": runs of pages in short."""
    runs: list[_Run] = []
    for page in found:
        if runs and page == runs[-1].last + 1:
            runs[-1] = runs[-1]._replace(last=page)
        else:
            runs.append(_Run(page, page))
    return listed(f"{r.first}–{r.last}" if r.last > r.first else f"{r.first}" for r in runs)
