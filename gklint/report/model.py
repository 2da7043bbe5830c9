"""What recognition finds in a document: a `Report`. It says nothing of right or wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from gklint.document.model import Cell, Document, Table
    from gklint.ruleset.model import Form, Pack


class FactState(StrEnum):
    """The five states of a figure; only NUMBER is a number."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"  # / - — 无
    TEXT = "text"
    ABSENT = "absent"  # no such cell was found


UNFILLED: Final = (FactState.BLANK, FactState.DASH)
"""States of a cell that was read and has nothing in it: no zero, but it may stand for one."""


def table_of(name: str) -> str:
    """The key of the table in the name of a figure."""
    return name.partition(".")[0]


class Fact(NamedTuple):
    """One statutory figure: name ``table.row.column``, raw text as printed, and its cell.

    `value` is set for NUMBER only. `note` is what stood beside the number in the cell
    (「（其中修订16件）」, a unit).
    """

    name: str
    state: FactState
    raw: str = ""
    value: Decimal | None = None
    note: str = ""
    table: Table | None = None
    cell: Cell | None = None

    @property
    def scanned(self) -> bool:
        """Whether the cell was read from a picture of the page."""
        return self.table is not None and self.table.scanned


class Span(NamedTuple):
    """A stretch of text: characters `start` to `end` of the paragraph `block`, and the text."""

    block: int
    start: int
    end: int
    text: str


class HeadingKind(StrEnum):
    CANONICAL = "canonical"
    ACCEPTED = "accepted"
    DEVIANT = "deviant"


class Section(NamedTuple):
    """A level-one part. `first` to `last` are the blocks of its body, half-open.

    `number` is the number as printed (「一、」, 「1、」, "" where none), `ordinal` its value;
    `heading` the heading text as printed without the number. Where heading and body share one
    paragraph (`inline`), the body begins at `body_start` of the block `span.block`, and the
    section ends at `body_end` of the block `last - 1` where the next heading follows inside it.
    `number_generated` is True where the number was written by a converter, not by the author.
    """

    key: str
    number: str
    ordinal: int | None
    heading: str
    kind: HeadingKind
    span: Span
    first: int
    last: int
    inline: bool = False
    body_start: int = 0
    body_end: int | None = None
    number_generated: bool = False


class Title(NamedTuple):
    """The title joined from its lines. `text` as printed, joined without blanks."""

    text: str
    spans: tuple[Span, ...]
    issuer: str | None
    years: tuple[int, ...]
    from_meta: bool = False  # read from the page's metadata, for want of a title in the text


class Period(NamedTuple):
    """The statistical period as stated. `problem` names what cannot be a date, else ""."""

    span: Span
    start: date | None
    end: date | None
    problem: str = ""
    lossy: bool = False  # digits or 年月日 were lost by extraction; no judgement is safe


class Contact(NamedTuple):
    """The enquiry contact, each part as printed with its span; `span` is the whole statement."""

    span: Span | None = None
    address: Span | None = None
    postcode: Span | None = None
    phones: tuple[Span, ...] = ()
    faxes: tuple[Span, ...] = ()
    emails: tuple[Span, ...] = ()


class DateSource(StrEnum):
    META = "meta"
    PAGE = "page"
    URL = "url"
    TEXT = "text"


class Published(NamedTuple):
    """A publication date and where it was read. `contradicts`: another reading disagrees."""

    date: date
    source: DateSource
    span: Span | None = None


class Body(NamedTuple):
    """Kind and level of the issuing body, with the words it was told from."""

    kind: str = "unknown"
    level: str = "unknown"
    evidence: str = ""


class LabelSeen(NamedTuple):
    """A row or column label as printed beside what the form prints."""

    key: str
    printed: str
    canonical: str
    exact: bool  # equal after folding, or declared as equal by the form
    table: Table
    cell: Cell


class Attachment(NamedTuple):
    """A file that a page offers and that may hold its report. `name` as people know it, `url` as
    far as the page's own address is known; `named`: it is called as such a report is; `inside`: it
    is offered in the article, not around it."""

    name: str
    url: str
    named: bool = False
    inside: bool = False

    @property
    def likely(self) -> bool:
        """Whether what a page lacks is likely to be there."""
        return self.named or self.inside


class TableReading(NamedTuple):
    """How one statutory table was read.

    `edition` is the form whose labels it carries; `mixed` names row groups kept from another
    edition (key → edition). `expected` and `read` count data cells as that table prints them;
    a cell counts as read when it was found, blank or not. `unknown` are rows with figures that
    fit no label of the form.
    """

    key: str
    edition: str
    expected: int
    read: int
    tables: tuple[Table, ...]
    labels: tuple[LabelSeen, ...] = ()
    missing: tuple[str, ...] = ()  # fact names not found
    unknown: tuple[tuple[Table, Cell], ...] = ()
    mixed: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Report:
    """A recognised report.

    `form_due` is the form the year asks for, `form` the one its tables carry (or the due one
    where no table tells); "pre2019" where the year has no form. `first` to `last` are the blocks
    of the article, half-open: what lies outside is the page around it.
    """

    document: Document
    pack: Pack
    first: int
    last: int
    title: Title | None
    issuer: str | None
    issuer_aliases: tuple[str, ...]
    year: int | None
    year_source: str  # "title" | "period" | "text" | "url" | "option" | ""
    form_due: str | None
    form: Form | None
    form_key: str | None
    sections: tuple[Section, ...]
    preamble: tuple[int, int]  # blocks between title and first section, half-open
    preamble_end: int | None  # where the first heading begins inside the last preamble block
    tables: Mapping[str, TableReading]
    facts: Mapping[str, Fact]
    period: Period | None
    contact: Contact
    copy_location: Span | None  # where the electronic copy is said to be
    citations: tuple[Span, ...]  # legal basis cited in the preamble
    published: Published | None
    published_all: tuple[Published, ...]
    body: Body
    url: str | None = None
    source_name: str = ""
    memo: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """Views derived from this report (flows of text, quantities), computed once."""

    def section(self, key: str) -> Section | None:
        """The first section with `key`, or None."""
        return next((s for s in self.sections if s.key == key), None)

    def value(self, name: str) -> Decimal | None:
        """The figure `name` where it is a number, else None: never zero for what is missing."""
        fact = self.facts.get(name)
        return None if fact is None else fact.value
