"""What a run brought, ready for any output: plain frozen data, no readers, no checks.

Outputs see only this. Everything is picklable and personal data is masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gklint.finding import Finding, Location, NotAssessed, Severity, Verdict
    from gklint.lang import Lang, Text


class Identity(NamedTuple):
    """What was recognised of a report; dates in ISO form, `form` as the contract names it."""

    title: str | None
    issuer: str | None
    year: int | None
    form: str | None
    body_kind: str
    body_level: str
    period: tuple[str | None, str | None] | None
    address: str | None
    postcode: str | None
    phones: tuple[str, ...]
    faxes: tuple[str, ...]
    emails: tuple[str, ...]
    published: str | None
    published_from: str | None
    url: str | None
    aliases: tuple[str, ...] = ()  # other names that the report gives its issuer


class SectionSeen(NamedTuple):
    key: str
    number: str
    heading: str
    line: int | None
    page: int | None = None


class Coverage(NamedTuple):
    """Data cells of one statutory table; `read` never counts a cell that was not found, and
    `scanned` of those read were read from a picture of the page."""

    table: str
    name: Text
    expected: int
    read: int
    edition: str | None
    scanned: int = 0


class FactSeen(NamedTuple):
    """`value` as a plain decimal string, None where the state is not "number". `scanned` where it
    was read from a picture of the page (OCR)."""

    name: str
    label: Text
    state: str
    raw: str
    value: str | None
    location: Location
    scanned: bool = False


class CellSeen(NamedTuple):
    """A cell of a table as printed, once; `fact` names the figure it was read as. `row`, `col`
    count grid positions, `index` the cells of the source's row (`Anchor.cell`); `generated` as in
    `BlockSeen`."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    source_row: int = 0
    index: int = 0  # type: ignore[assignment]  # not the method of tuples
    fact: str | None = None
    generated: int = 0


class BlockSeen(NamedTuple):
    """One block of the document as it was read, personal data masked in place. `kind`: "title",
    "heading", "paragraph", "table", "image" or "embedded"; `block` is the source's
    (`Anchor.block`), in its `part`. `generated` leading characters are not in the source: character
    `offset` of an anchor is character ``offset + generated`` of `text`. `page` where the format has
    pages; `scanned` where the block was read from a picture of it."""

    kind: str
    text: str
    block: int
    section: str | None = None
    cells: tuple[CellSeen, ...] = ()
    generated: int = 0
    part: str = ""
    page: int | None = None
    scanned: bool = False


class RollUpLine(NamedTuple):
    """One figure of a consolidated report beside the sum of its bodies. `total` is None where a
    body's cell was not read; `open` names those bodies."""

    fact: str
    label: Text
    reported: str | None
    total: str | None
    difference: str | None
    open: tuple[str, ...] = ()


class MemberSeen(NamedTuple):
    """A body that rolls up; `state` as in `gklint.across.model.Member`."""

    name: str
    state: str
    source: str = ""
    kind: str = "unknown"


class RollUpSeen(NamedTuple):
    """A consolidated report against the sum of its bodies, cell by cell."""

    members: tuple[MemberSeen, ...]
    lines: tuple[RollUpLine, ...]


class Settled(NamedTuple):
    """A finding of the baseline that this run does not have: 已改, or it could not be told.

    `message` is as the baseline has it, in the language of that run, and so is `place` where the
    baseline is the JSON of a run.
    """

    rule: str
    severity: Severity | None  # None where the baseline is of version 1 and does not say
    message: str
    place: Text
    fingerprint: str
    mark: str = ""
    section: str | None = None
    table: str | None = None


class Round(NamedTuple):
    """A second round, joined to the baseline on body and year: `persisting` findings stand in both
    (未改), `settled` in the baseline only (已改); new ones are the result's `findings` (新增).
    `unclear` are the baseline's findings that this run could not judge again.

    `sources` are the files of the first round, empty where the baseline knows no report of this
    body and year: then all is new. `name` is the body's name there if it was another one, and
    `doubtful` that only the likeness of the names tells that it is the same body.
    """

    persisting: tuple[Finding, ...] = ()
    settled: tuple[Settled, ...] = ()
    unclear: tuple[Settled, ...] = ()
    sources: tuple[str, ...] = ()
    name: str = ""
    doubtful: bool = False


class Outstanding(NamedTuple):
    """A report of the baseline that this run has not: nothing of it is settled. `findings` counts
    what was found then."""

    source: str
    body: str | None
    year: int | None
    findings: int


class AttachmentSeen(NamedTuple):
    """A file that a page offers beside its report. `used`: figures were read from it, or compared
    with it; `reason` says what became of it, in words."""

    name: str
    url: str
    used: bool
    reason: Text


class DocumentResult(NamedTuple):
    """One input, judged. `source` as given; a zip member is ``bundle.zip!a.docx``."""

    source: str
    verdict: Verdict
    sha256: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    pack: str | None = None
    pack_name: Text = ""
    identity: Identity | None = None
    sections: tuple[SectionSeen, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    facts: tuple[FactSeen, ...] = ()
    known: int = 0  # findings left out because the baseline knows them
    ignored: int = 0  # findings left out by a reasoned ignore of the configuration
    content: tuple[BlockSeen, ...] = ()  # the document as read, where an output asks for it
    # The body's name on the roster, where one was given; by the file's name where none was read.
    body: str | None = None
    previous: str | None = None  # the source of last year's report it was held against
    others: tuple[str, ...] = ()  # other inputs of the same body and year
    best: str | None = None  # of these and this one, the one whose figures count
    rollup: RollUpSeen | None = None
    round: Round | None = None  # with a baseline: what became of its findings
    judged: frozenset[str] = frozenset()  # rules that looked at all they ask for
    attachments: tuple[AttachmentSeen, ...] = ()  # files that the page offers

    @property
    def whose(self) -> str:
        """The body by its name on the roster, else as the report names it, else the source."""
        issuer = self.identity.issuer if self.identity is not None else None
        return self.body or issuer or self.source


class BodySeen(NamedTuple):
    """One line of the roll call (报送情况). `state`: "reported" (已报), "unread" (已报、未能读取),
    "missing" (尚未收到), "exempt" (no report is due from it), "unlisted" (not on the roster).

    `doubt` says in words why the match with the roster is not certain, "" where it is.
    """

    name: str
    state: str
    sources: tuple[str, ...] = ()
    kind: str = "unknown"
    level: str = "unknown"
    region: str = ""
    parent: str = ""
    file_by: date | None = None
    publish_by: date | None = None
    contact: str = ""
    doubt: Text = ""
    line: int = 0  # of the roster, from 1; 0: not on it


class Shared(NamedTuple):
    """A fault that several bodies share through one template, told once (「12 个单位的报告有同样
    的…」).

    `finding` stands for all of them; `sources` are the documents that have it, `fingerprints`
    those of their findings, `bodies` whose they are: a body may have several documents. One that
    is not known goes by its source.
    """

    finding: Finding
    sources: tuple[str, ...]
    fingerprints: frozenset[str]
    bodies: tuple[str, ...]


class RunReport(NamedTuple):
    """A whole run. `switched_off` are rules off for the run, with the reason, told once.

    `findings` are those that belong to no document (a body that has not reported); `roll` is the
    roll call, empty without a roster, `roster` its file; `shared` faults are still in their
    documents too.
    """

    version: str
    pack: str
    pack_version: str
    lang: Lang
    profile: str
    stage: str | None
    documents: tuple[DocumentResult, ...]
    switched_off: tuple[NotAssessed, ...] = ()
    families: Mapping[str, Text] = {}
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    roll: tuple[BodySeen, ...] = ()
    roster: str | None = None
    shared: tuple[Shared, ...] = ()
    compared: str | None = None  # the baseline's name, in a second round
    outstanding: tuple[Outstanding, ...] = ()  # reports of the baseline that are not in this run
