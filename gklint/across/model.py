"""Plain frozen data across reports. Everything is picklable and small: a run keeps one digest a
report, whatever the reports' size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from gklint.lang import Text
    from gklint.report.model import Attachment, FactState


class Figure(NamedTuple):
    """A figure of another report; `value` is set where the state is NUMBER, `line` (from 1) where
    the format has lines."""

    state: FactState
    value: Decimal | None = None
    line: int | None = None


class Digest(NamedTuple):
    """What other documents may want to know of one input.

    `facts` holds the figures that were found (absent ones are left out), `editions` the edition
    each table was read by, `cells` (read, expected) by table, `texts` the prose by section key
    with personal data masked. `problem` is the id of the reading rule that says why no report was
    had ("" where one was): then only `source` tells whose it may be.

    `attachments` are the files a page offers, with absolute addresses, `lacks` whether tables that
    its form asks for were not read: they may be there.
    """

    source: str
    problem: str = ""
    pack: str | None = None
    media_type: str | None = None
    sha256: str = ""
    title: str = ""
    issuer: str | None = None
    aliases: tuple[str, ...] = ()
    year: int | None = None
    form: str | None = None
    kind: str = "unknown"
    level: str = "unknown"
    facts: Mapping[str, Figure] = {}
    editions: Mapping[str, str] = {}
    cells: Mapping[str, tuple[int, int]] = {}
    texts: Mapping[str, str] = {}
    phones: tuple[str, ...] = ()
    postcode: str | None = None
    published: date | None = None
    url: str | None = None
    addresses: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    lacks: bool = False
    scanned: bool = False  # some of its figures, or its text, were read from pictures of pages

    def value(self, name: str) -> Decimal | None:
        """The figure `name` where it is a number, else None: never zero for what is missing."""
        figure = self.facts.get(name)
        return None if figure is None else figure.value


YEARLY: Final = 4
"""The year of a date that a roster gives without one: the day in the year after the report's."""


class Entry(NamedTuple):
    """One line of the roster (应报单位名单). `line` counts from 1 in its file, heading included.

    `kind` and `level` are the contract's words, "unknown" where the roster leaves them open;
    `parent` is the name of the body whose roll-up it goes into ("" for the region's own).
    `former` are names until a reorganisation, `aliases` short forms.
    """

    name: str
    line: int = 0
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    kind: str = "unknown"
    level: str = "unknown"
    region: str = ""
    parent: str = ""
    must_report: bool = True
    counted: bool = True  # in the roll-up; vertical bodies usually are not
    file_by: date | None = None  # when the submission is due; `due_on` tells the day
    publish_by: date | None = None  # when it must be published, by local rule
    contact: str = ""


def due_on(day: date | None, year: int) -> date | None:
    """A date of the roster as that of the reports on `year`; None where there is none, or where it
    lies before the end of that year: it was another round's then."""
    if day is None:
        return None
    if day.year == YEARLY:
        last = 28 if (day.month, day.day) == (2, 29) else day.day
        return day.replace(year=year + 1, day=last)
    return day if day.year > year else None


class Roster(NamedTuple):
    """The bodies that must report. `source` is the file's name as given, `notes` say what is odd
    in it but no fault."""

    source: str
    entries: tuple[Entry, ...]
    notes: tuple[Text, ...] = ()


class Match(NamedTuple):
    """How a name was told to be another: "same", "alias", "former", "similar" (a doubt) or "file":
    by the name of the file, for want of one in the text."""

    how: str
    name: str  # the other name

    @property
    def doubtful(self) -> bool:
        return self.how == "similar"


class Previous(NamedTuple):
    """Last year's report of the same body, and how its issuer was matched."""

    digest: Digest
    match: Match


class Member(NamedTuple):
    """A body that rolls up into another. `state`: "in" (its figures are in the sums), "missing"
    (尚未收到), "unread" (handed in, but could not be read), "partly" (some cells were not read),
    "edition" (some cells are not on the edition it used), "doubtful" (several of its files
    disagree), "out" (not counted by the roster), "exempt" (no report is due, and none is there)."""

    name: str
    state: str
    source: str = ""
    kind: str = "unknown"


class RollUp(NamedTuple):
    """What the bodies below one report come to, cell by cell.

    `sums` adds up the numbers that members gave, and has a figure only where one did. `open` names,
    by figure, the members that reported but whose cell was not read: their sum is not whole.
    `aside` names those whose amount is left out as it may be in another unit (元 for 万元); they
    are in `open` too. `own` is whether the parent's own office is among the members: else the
    parent's own figures are in its report and in no sum. `scanned` names the members whose figures
    were read from pictures of pages.
    """

    members: tuple[Member, ...]
    sums: Mapping[str, Decimal]
    open: Mapping[str, tuple[str, ...]]
    parent: str = ""
    aside: Mapping[str, tuple[str, ...]] = {}
    own: bool = True
    scanned: tuple[str, ...] = ()

    @property
    def absent(self) -> tuple[Member, ...]:
        """The members that are due and of which nothing is in the sums."""
        return tuple(m for m in self.members if m.state in ("missing", "unread"))


class Likeness(NamedTuple):
    """Another report whose text, or whose table, is much like this one's.

    `section` is a section's or a table's key; `share` (0 to 1) how much of this report's text is
    in the other's; `text` the other's masked prose for showing the passages; `bodies` how many
    bodies share it, this one included.
    """

    section: str
    issuer: str
    source: str
    share: float
    text: str = ""
    bodies: int = 2


class Peers(NamedTuple):
    """A figure among other bodies of the same kind and level: how many of them gave a number, the
    median and the largest."""

    bodies: int
    median: Decimal
    largest: Decimal


class Region(NamedTuple):
    """What most bodies of the same region print: area code and first digits of the postcode."""

    name: str
    area_code: str | None = None
    postcode: str | None = None
    bodies: int = 0


class Copies(NamedTuple):
    """How the other files of a report's body and year stand to it. `best` is the source of the one
    whose figures count ("" where there are no others); `by_name` are sources that are told to
    belong here by the file's name only, a doubt; `identical` have the very bytes of this one;
    `older` have names that tell an earlier version than the best one's. `unread` are files with
    the body's name that could not be read."""

    best: str = ""
    by_name: tuple[str, ...] = ()
    identical: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


ALONE = Copies()


class Surroundings(NamedTuple):
    """What is known around one report; part of a check's `Context`.

    `given` says what the run was given at all: "previous", "roster", "bodies" (reports of other
    bodies), "others" (more than one file, that of "against" included), "against", "attached" (files
    that the page itself offers).
    """

    given: frozenset[str] = frozenset()
    previous: Previous | None = None
    entry: Entry | None = None
    match: Match | None = None  # how the issuer was found in the roster
    rollup: RollUp | None = None
    others: tuple[Digest, ...] = ()  # other files of the same body and year
    copies: Copies = ALONE  # how they stand to this one
    against: Digest | None = None
    attached: tuple[Digest, ...] = ()  # files that the page offers, to be held against it
    alike: tuple[Likeness, ...] = ()  # other bodies' texts
    twins: tuple[Likeness, ...] = ()  # other bodies' equal tables
    peers: Mapping[str, Peers] = {}
    region: Region | None = None
    why: Mapping[str, Text] = {}
    """By word of a rule's `needs`: why it does not hold for this body, where more can be said."""


NOTHING = Surroundings()
