"""The roll call (报送情况): which bodies of the roster have reported, and who else has.

A body is missing only where no file can be its: a file that could not be read, or that does not
tell whose it is, speaks for every body that it may belong to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.filenames import path_of
from gklint.across.model import due_on
from gklint.finding import NOT_RECOGNISED
from gklint.lang import Localised, filled, listed, sentences
from gklint.mask import mask
from gklint.messages.rollcall import DOUBTS
from gklint.patterns import regex
from gklint.report.body import bodies
from gklint.result import BodySeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gklint.across.files import Group
    from gklint.across.model import Digest, Entry, Roster
    from gklint.across.submissions import Submissions
    from gklint.lang import Text

_UNKNOWN: Final = "unknown"
_TABLES: Final = (".xlsx", ".xls", ".et", ".ods", ".csv")  # lists and sums beside the reports
_SHOWN: Final = 3  # files named in one doubt


class Roll(NamedTuple):
    """The bodies of the roster in its order, then those that are not on it. `year` is the one that
    reports are on; None where no report tells."""

    year: int | None
    bodies: tuple[BodySeen, ...]


@dataclass(slots=True)
class _Files:
    """What was handed in for one body. `reports` are on the year, or on none that is told."""

    reports: list[Group] = field(default_factory=list)
    other_years: list[Group] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    may_be: list[str] = field(default_factory=list)
    doubts: list[Localised] = field(default_factory=list)


def roll_call(held: Submissions, roster: Roster, year: int | None) -> Roll:
    """The roll call of a run for `year`; None: no report tells its year."""
    call = _Call(held, roster, year)
    for group in held.groups:
        call.take(group)
    for digest in held.digests:
        if digest.problem:
            call.take_unread(digest)
    return Roll(year, (*call.listed(), *call.unlisted()))


class _Call:
    def __init__(self, held: Submissions, roster: Roster, year: int | None) -> None:
        self._held, self._digests, self._names = held, held.digests, held.names
        self._roster, self._year = roster, year
        self._lexicons = tuple(bodies(pack) for pack in held.packs)
        self._files: defaultdict[str, _Files] = defaultdict(_Files)
        self._others: dict[str, list[tuple[Group, tuple[Entry, ...]]]] = {}
        self._strays: list[str] = []
        self._unsigned: list[str] = []
        self._read = {digest.source for digest in self._digests if not digest.problem}

    def take(self, group: Group) -> None:
        """A report, or several of one body and year."""
        digest = self._digests[group.best]
        if digest.issuer is not None:
            found = self._names.of(digest)
        else:
            found = self._held.by_file_name(digest)
        if found.entry is None or found.match is None:
            if group.year in (None, self._year):
                for entry in found.several:
                    self._files[entry.name].may_be.append(digest.source)
                self._others.setdefault(group.key, []).append((group, found.several))
                if digest.issuer is None and not found.several:
                    self._unsigned.append(digest.source)
            return
        files = self._files[found.entry.name]
        if group.year not in (None, self._year):
            files.other_years.append(group)
            return
        files.reports.append(group)
        if found.match.how in ("similar", "file"):
            files.doubts.append(_told(found.match.how, issuer=digest.issuer or ""))
        if group.year is None:
            files.doubts.append(_told("no_year", files=_named([digest.source])))

    def take_unread(self, digest: Digest) -> None:
        """An input of which no report was had: its name tells whose it is, or nothing does."""
        found = self._held.by_file_name(digest)
        if found.entry is not None:
            self._files[found.entry.name].unread.append(digest.source)
        elif found.several:
            for entry in found.several:
                self._files[entry.name].may_be.append(digest.source)
        elif self._held.file_names.like_a_report(digest.source) or not (
            digest.problem == NOT_RECOGNISED or digest.source.lower().endswith(_TABLES)
        ):
            self._strays.append(digest.source)

    def listed(self) -> Iterator[BodySeen]:
        """Every body of the roster."""
        for entry in self._roster.entries:
            files = self._files.get(entry.name) or _Files()
            state, sources, doubts = self._state(entry, files)
            known = self._digests[files.reports[0].best] if files.reports else None
            kind = entry.kind
            level = entry.level
            if _UNKNOWN in (kind, level):
                by_name = (lexicon.judge(entry.name) for lexicon in self._lexicons)
                for other in (*((known,) if known is not None else ()), *by_name):
                    kind = other.kind if kind == _UNKNOWN else kind
                    level = other.level if level == _UNKNOWN else level
            yield BodySeen(
                name=entry.name,
                state=state,
                sources=tuple(dict.fromkeys(sources)),
                kind=kind,
                level=level,
                region=entry.region,
                parent=entry.parent,
                file_by=self._due(entry.file_by),
                publish_by=self._due(entry.publish_by),
                contact=mask(entry.contact),
                doubt=_joined(doubts),
                line=entry.line,
            )

    def _state(self, entry: Entry, files: _Files) -> tuple[str, list[str], list[Localised]]:
        if files.reports:
            numbers = [number for group in files.reports for number in group.numbers]
            return "reported", [self._digests[n].source for n in numbers], files.doubts
        if files.unread:
            return "unread", files.unread, self._by_its_name(files.unread)
        if files.may_be:
            state = "reported" if any(source in self._read for source in files.may_be) else "unread"
            return state, files.may_be, [_told("may_be", files=_named(files.may_be))]
        if not entry.must_report:
            return "exempt", [], []
        return "missing", *self._missing(files)

    def _missing(self, files: _Files) -> tuple[list[str], list[Localised]]:
        sources = [self._digests[n].source for group in files.other_years for n in group.numbers]
        doubts = []
        if sources:
            years = sorted({str(group.year) for group in files.other_years})
            named = _named(sources)
            doubts.append(_told("other_year", years=_named(years), files=named))
        for doubt, found in (("strays", self._strays), ("unsigned", self._unsigned)):
            if found:
                doubts.append(_told(doubt, count=str(len(found)), files=_named(found)))
        return sources, doubts

    def _by_its_name(self, sources: list[str]) -> list[Localised]:
        """The doubt of a file whose name says another year."""
        wrong: dict[str, str] = {}
        for source in sources:
            years = regex(r"(?<!\d)20\d\d(?!\d)").findall(path_of(source).stem)
            # A report on 2022 is handed in in 2023, and files are called by either.
            if years and self._year and not {str(self._year), str(self._year + 1)} & set(years):
                wrong[source] = years[0]
        if len(wrong) < len(sources):
            return []
        return [_told("name_year", years=_named(wrong.values()), files=_named(wrong))]

    def unlisted(self) -> Iterator[BodySeen]:
        """Reports of bodies that are not on the roster (名单外), or that may be several of it."""
        for found in self._others.values():
            first = self._digests[found[0][0].best]
            sources = [self._digests[n].source for group, _ in found for n in group.numbers]
            several = {entry.name: None for _, entries in found for entry in entries}
            doubts = [_told("several", names=_named(several))] if several else []
            yield BodySeen(
                name=first.issuer or first.source,
                state="unlisted",
                sources=tuple(sources),
                kind=first.kind,
                level=first.level,
                doubt=_joined(doubts),
            )

    def _due(self, day: date | None) -> date | None:
        return due_on(day, self._year) if self._year is not None else None


def _named(texts: Iterable[str]) -> Localised:
    return listed(dict.fromkeys(texts), _SHOWN)


def _told(key: str, **params: Text) -> Localised:
    return filled(DOUBTS[key], **params)


def _joined(doubts: Iterable[Localised]) -> Text:
    found = list(dict.fromkeys(doubts))
    if not found:
        return ""
    return sentences(found)
