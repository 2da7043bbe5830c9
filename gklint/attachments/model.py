"""What a page and its files are while they are made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.sniff import HTML
from gklint.report.attached import lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gklint.across.model import Digest, Surroundings
    from gklint.document.errors import ReadingError
    from gklint.document.model import Document
    from gklint.lang import Text
    from gklint.report.model import Attachment, Report, TableReading
    from gklint.result import AttachmentSeen
    from gklint.ruleset.model import Pack
    from gklint.sources import Source
    from gklint.sources.attached import Attached

_WHOLE: Final = 3  # parts of a report that make a file one, and not the tables of one


class Tools(NamedTuple):
    """How an examiner reads a source, recognises its document (by the plan, and by the document
    alone), and says what went wrong."""

    read: Callable[[Source], Document]
    recognise: Callable[[Source, Document], Report | None]
    plainly: Callable[[Source, Document], Report | None]
    told: Callable[[ReadingError], Text]
    packs: Sequence[Pack]
    year: int | None  # that the plan gives


class Page(NamedTuple):
    """An input as read, and with what its files add. `seen` are the files it offers; `forms` those
    that were read to be held against it, `unread` why that was not possible; `elsewhere` as in
    `gklint.checks.base.Context`."""

    source: Source
    document: Document
    report: Report | None
    seen: tuple[AttachmentSeen, ...] = ()
    forms: tuple[Digest, ...] = ()
    unread: Text | None = None
    elsewhere: Text | None = None


class File(NamedTuple):
    """A file as far as it was had: its `document`, the `report` that it is by itself, and the
    statutory `tables` in it. `other` says that it is of another year or body."""

    attachment: Attachment
    document: Document | None = None
    report: Report | None = None
    tables: Mapping[str, TableReading] = {}
    error: Text | None = None
    other: Text | None = None

    @property
    def fits(self) -> bool:
        """Whether it was read and is not another report's."""
        return self.document is not None and self.error is None and self.other is None

    @property
    def cells(self) -> int:
        """Cells of statutory tables that were read in it."""
        return sum(reading.read for reading in self.tables.values())


def tables_of(report: Report) -> Mapping[str, TableReading]:
    """The statutory tables of which something was read."""
    return {key: reading for key, reading in report.tables.items() if reading.read}


def is_whole(report: Report) -> bool:
    """Whether it has text of its own: a report, and not the tables of one or its title alone."""
    return len({section.key for section in report.sections}) >= _WHOLE


def may_need(page: Page, attached: Sequence[Attached] | None) -> bool:
    """Whether the files beside an input matter: it is a page that lacks tables, or some were
    fetched to be held against it."""
    if page.document.media_type != HTML:
        return False
    return bool(attached) or page.report is None or bool(lacking(page.report))


def beside(around: Surroundings, page: Page) -> Surroundings:
    """`around` with the files that the page is to be held against."""
    if not page.forms and page.unread is None:
        return around
    why = {**around.why, "attached": page.unread} if page.unread is not None else around.why
    return around._replace(given=around.given | {"attached"}, attached=page.forms, why=why)
