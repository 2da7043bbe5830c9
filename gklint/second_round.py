"""A second round: what of an earlier run's findings is mended, what is not, what is new.

Results are joined to the baseline on body and year, for files are renamed between rounds and
bodies by reorganisations. Nothing is settled that this run did not look at: a rule that is off or
could not be judged, a section or table that was not read, and a body that is not there, leave it
open.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.across.model import Digest, Entry, Roster
from gklint.across.names import Names
from gklint.baseline import KnownReport, known_report
from gklint.engine.fingerprint import plain_name
from gklint.finding import READING, Verdict
from gklint.result import Outstanding, Round, Settled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.model import Match
    from gklint.baseline import Baseline, KnownFinding
    from gklint.finding import Finding
    from gklint.lang import Text
    from gklint.result import DocumentResult

_UNKNOWN: Final = "unknown"
_EDITED: Final = 85.0
"""Likeness (0 to 100) of two sentences about one fault in a text that was edited."""


class Compared(NamedTuple):
    """`result` shows what is new and what became of the rest; `known` is what a baseline for the
    next round keeps: all of this one's findings, and those of which this run could not tell."""

    result: DocumentResult
    known: KnownReport


class _Joined(NamedTuple):
    numbers: tuple[int, ...] = ()
    match: Match | None = None


class SecondRound:
    """Compares results with `baseline`, one at a time; only the baseline is held in memory.

    `roster` tells which names are one body; `words` are a pack's of names
    (`gklint.across.spelling.words_of`).
    """

    def __init__(self, baseline: Baseline, roster: Roster | None, words: Mapping[str, Any]) -> None:
        self._reports = baseline.reports
        self._names, self._words = Names(roster, words), words
        self._bodies: dict[int, Names] = {}  # by year
        self._digests = [
            Digest(report.source, issuer=report.body, aliases=report.aliases, year=report.year)
            for report in self._reports
        ]
        self._known = {f.fingerprint for report in self._reports for f in report.findings}
        self._seen: set[int] = set()
        self._by_body: defaultdict[tuple[str | None, int | None], list[int]] = defaultdict(list)
        self._by_year: defaultdict[int, list[int]] = defaultdict(list)
        self._by_fingerprint: defaultdict[str, list[int]] = defaultdict(list)
        self._by_source: defaultdict[str, list[int]] = defaultdict(list)
        self._keys = [self._names.key(digest) for digest in self._digests]
        self._came: set[str] = set()  # bodies of which a report was read
        for number, digest in enumerate(self._digests):
            if digest.issuer is not None and digest.year is not None:
                self._by_body[self._keys[number], digest.year].append(number)
                self._by_year[digest.year].append(number)
            else:
                self._by_source[plain_name(digest.source)].append(number)
                for finding in self._reports[number].findings:
                    self._by_fingerprint[finding.fingerprint].append(number)

    def of(self, result: DocumentResult) -> Compared:
        """`result` with only what is new among its findings. Its verdict is still on all of them:
        a known fault that stands is a fault, though it fails no run."""
        own = known_report(result)
        joined = self._join(result, own)
        self._seen.update(joined.numbers)
        reports = [self._reports[number] for number in joined.numbers]
        before = {f.name: f for report in reports for f in report.findings}
        persisting, gone = self._matched(result.findings, before)
        kept = {f.fingerprint for f in persisting}
        fresh = tuple(f for f in result.findings if f.fingerprint not in kept)
        unclear = [f for f in gone if not _judged(f, result) or _overlaid(f, fresh)]
        round_ = Round(
            persisting=persisting,
            settled=tuple(_settled(f) for f in gone if f not in unclear),
            unclear=tuple(map(_settled, unclear)),
            sources=tuple(report.source for report in reports),
            name=_other_name(own, reports),
            doubtful=joined.match is not None and joined.match.doubtful,
        )
        return Compared(
            result._replace(findings=fresh, known=len(persisting), round=round_),
            own._replace(findings=(*own.findings, *unclear)),
        )

    def _matched(
        self, findings: Sequence[Finding], before: Mapping[str, KnownFinding]
    ) -> tuple[tuple[Finding, ...], list[KnownFinding]]:
        """The findings that are known, and what of `before` is not among them."""
        names = [{f.mark, f.fingerprint} for f in findings]
        here = set().union(*names)
        gone = [f for f in before.values() if not {f.name, f.fingerprint} & here]
        known = [bool(n & before.keys() or n & self._known) for n in names]
        left = [f for f, is_known in zip(findings, known, strict=True) if not is_known]
        edited = _edited(gone, left)
        persisting = tuple(
            f
            for f, is_known in zip(findings, known, strict=True)
            if is_known or f.fingerprint in edited
        )
        return persisting, [f for f in gone if f not in edited.values()]

    @property
    def missing(self) -> tuple[KnownReport, ...]:
        """The reports of the baseline that no result was joined to so far. A file that could not
        be read is done with where its body has handed in a report that can."""
        return tuple(
            report
            for number, report in enumerate(self._reports)
            if number not in self._seen
            and not (report.year is None and self._keys[number] in self._came)
        )

    @property
    def outstanding(self) -> tuple[Outstanding, ...]:
        """`missing`, as outputs tell it."""
        return tuple(Outstanding(r.source, r.body, r.year, len(r.findings)) for r in self.missing)

    def _join(self, result: DocumentResult, own: KnownReport) -> _Joined:
        """The reports of the baseline that are this one: by body and year; where either is not
        known, by their findings, the source's name or the body alone."""
        key = self._names.key(Digest(own.source, issuer=own.body, aliases=own.aliases))
        if own.body is not None and own.year is not None:
            self._came.update(() if key is None else (key,))
            joined = self._by_names(own, own.year)
            if joined.numbers:
                return joined
        by_fingerprint = self._by_fingerprint
        shared = {n for f in result.findings for n in by_fingerprint.get(f.fingerprint, ())}
        name = plain_name(result.source)
        shared = shared or {*self._by_source.get(name, ())}
        if not shared and (own.body is None or own.year is None):
            shared = {n for n, r in enumerate(self._reports) if plain_name(r.source) == name}
        return _Joined(tuple(sorted(shared)) or self._of_body(key, own.year))

    def _of_body(self, key: str | None, year: int | None) -> tuple[int, ...]:
        """Where either round has no report that could be read, a body is all there is to go by."""
        numbers = [n for n, known in enumerate(self._keys) if key is not None and known == key]
        if year is not None:
            return tuple(n for n in numbers if self._reports[n].year is None)
        years = {self._reports[n].year for n in numbers}
        return tuple(numbers) if len(years) == 1 else ()

    def _by_names(self, own: KnownReport, year: int) -> _Joined:
        digest = Digest(own.source, issuer=own.body, aliases=own.aliases, year=year)
        exact = self._by_body.get((self._names.key(digest), year))
        if exact:
            return _Joined(tuple(exact))
        bodies, body = self._of_year(year), own.body or ""
        found = bodies.find((body, *own.aliases))
        if found.entry is None:
            return _Joined()
        name = found.entry.name
        numbers = [n for n in self._by_year[year] if self._reports[n].body == name]
        kinds = {own.kind, *(self._reports[n].kind for n in numbers)} - {_UNKNOWN}
        both = [self._listed(report) for report in (own, self._reports[numbers[0]])]
        if len(kinds) > 1 or all(both):
            return _Joined()  # of another kind, or the roster tells them apart
        return _Joined(tuple(numbers), found.match)

    def _of_year(self, year: int) -> Names:
        """The bodies of the baseline with a report on `year`, as a roster would have them."""
        if year not in self._bodies:
            reports = [self._reports[number] for number in self._by_year.get(year, ())]
            entries = {r.body: Entry(r.body, aliases=r.aliases) for r in reports if r.body}
            self._bodies[year] = Names(Roster("", tuple(entries.values())), self._words)
        return self._bodies[year]

    def _listed(self, report: KnownReport) -> bool:
        names = (report.body or "", *report.aliases)
        return self._names.roster is not None and self._names.entry(names) is not None


def _judged(finding: KnownFinding, result: DocumentResult) -> bool:
    """Whether this run looked at what the finding was about, and would have found it again."""
    if result.verdict is Verdict.UNREADABLE:
        return False
    if finding.rule.startswith(READING):
        return True
    return (
        finding.rule in result.judged
        and (finding.section is None or any(s.key == finding.section for s in result.sections))
        and all(c.read >= c.expected for c in result.coverage if c.table == finding.table)
    )


def _overlaid(finding: KnownFinding, fresh: Sequence[Finding]) -> bool:
    """Whether the cell is suspected still, in a finding on more sums that are broken: then the old
    fault is in there, and not mended."""
    return any(
        _said(finding.place) & _said(suspect.name)
        for f in fresh
        if f.rule == finding.rule and finding.place
        for suspect in f.suspects
    )


def _said(text: Text) -> set[str]:
    """`text` in each language: the JSON of a run has one, a baseline file both."""
    return {text} if isinstance(text, str) else {text.zh, text.en}


def _edited(gone: Sequence[KnownFinding], new: Sequence[Finding]) -> dict[str, KnownFinding]:
    """Findings on the text, by fingerprint, whose sentence was edited around what is wrong with
    it: the same rule says nearly the same of the same part. Figures have cells to go by."""
    texts = [f for f in gone if f.table is None and f.message]
    fresh = [f for f in new if f.location.table is None]
    if not texts or not fresh:
        return {}
    from rapidfuzz.fuzz import ratio

    pairs = sorted(
        (
            (ratio(f.message, k.message), i, j)
            for i, f in enumerate(fresh)
            for j, k in enumerate(texts)
            if (f.rule, f.location.section) == (k.rule, k.section)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for likeness, i, j in pairs:
        if likeness >= _EDITED and i not in found and j not in found.values():
            found[i] = j
    return {fresh[i].fingerprint: texts[j] for i, j in found.items()}


def _settled(finding: KnownFinding) -> Settled:
    return Settled(
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        place=finding.place,
        fingerprint=finding.fingerprint,
        mark=finding.mark,
        section=finding.section,
        table=finding.table,
    )


def _other_name(own: KnownReport, reports: list[KnownReport]) -> str:
    names = {report.body for report in reports if report.body is not None} - {own.body}
    return min(names, default="")
