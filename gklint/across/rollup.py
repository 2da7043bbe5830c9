"""What the bodies below a report come to: sums cell by cell, with the missing ones named."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.cells import Cells, form_names
from gklint.across.model import Member, RollUp
from gklint.across.parents import Parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.across.model import Digest, Entry, Previous
    from gklint.across.submissions import Submissions
    from gklint.result import BodySeen
    from gklint.ruleset.model import Pack

_UNIT_SLIP: Final = "unit-slip"  # the kind of rule that says when an amount's unit is in doubt
_LARGEST_RATIO: Final = 10  # … and this many times the largest of the others
_OTHERS: Final = 3  # bodies with an amount, below which nothing is usual


class Contribution(NamedTuple):
    """What one member gives: `values` count in the sums, `open` could not be read and `aside` are
    amounts left out for their unit; `foreign` are those of `open` that its edition does not have.
    `digest` is None where nothing was had of the member."""

    member: Member
    entry: Entry
    digest: Digest | None = None
    values: Mapping[str, Decimal] = {}
    open: frozenset[str] = frozenset()
    aside: Mapping[str, Decimal] = {}
    foreign: frozenset[str] = frozenset()


class Collected(NamedTuple):
    """The members of the body called `parent` on `year`, with what each gives for the figures
    `names`."""

    parent: str
    year: int
    names: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    own: bool = True  # as in `RollUp`

    def summed(self) -> RollUp:
        """The sums over the members."""
        sums: dict[str, Decimal] = {}
        open_: defaultdict[str, list[str]] = defaultdict(list)
        aside: defaultdict[str, list[str]] = defaultdict(list)
        for one in self.contributions:
            for name, value in one.values.items():
                sums[name] = sums[name] + value if name in sums else value
            for name in one.open:
                open_[name].append(one.member.name)
            for name in one.aside:
                aside[name].append(one.member.name)
        return RollUp(
            members=tuple(one.member for one in self.contributions),
            sums=sums,
            open={name: tuple(open_[name]) for name in self.names if name in open_},
            parent=self.parent,
            aside={name: tuple(bodies) for name, bodies in aside.items()},
            own=self.own,
            scanned=tuple(
                one.member.name
                for one in self.contributions
                if one.values and one.digest is not None and one.digest.scanned
            ),
        )


class Collector:
    """Collects what members give to a parent, from what was handed in.

    Amounts are set aside by those of the same bodies in `before` (last year's reports, by number
    of the input), and by those of the other members.
    """

    def __init__(self, held: Submissions, before: Mapping[int, Previous] | None = None) -> None:
        self._digests, self._names, self._packs = held.digests, held.names, held.packs
        self._before = {held.digests[n].source: p.digest for n, p in (before or {}).items()}
        self.parents = Parents(held.roster.entries if held.roster else (), self._names, self._packs)
        self._held = {(self._digests[g.best].pack, g.key, g.year): g for g in held.groups}
        self._roll = held.roll
        self._rolls: dict[int, Mapping[str, BodySeen]] = {}

    def collect(self, key: str, year: int, names: Iterable[str] = ()) -> Collected:
        """What the members of the parent `key` give on `year`, for the figures of the form due and
        `names`."""
        pack = self.pack(key, year)
        due = pack.form_due(year)
        wanted = tuple(dict.fromkeys((*(form_names(due) if due is not None else ()), *names)))
        cells = Cells(pack)
        found = [
            self._contribution(entry, key, year, wanted, cells, pack.key)
            for entry in self.parents.members[key]
        ]
        return Collected(
            self.parents.names[key],
            year,
            wanted,
            tuple(_units_apart(found, _unit_factors(pack), self._before)),
            self.parents.has_own_office(key),
        )

    def _seen(self, year: int) -> Mapping[str, BodySeen]:
        """The roll call for `year` by the roster's names."""
        if year not in self._rolls:
            self._rolls[year] = {body.name: body for body in self._roll(year).bodies}
        return self._rolls[year]

    def pack(self, key: str, year: int) -> Pack:
        """The pack with tables for the year of which members have most reports, else the first."""
        members = {self._names.plain(entry.name) for entry in self.parents.members[key]}
        known = [p for p in self._packs if (due := p.form_due(year)) is not None and due.tables]
        used = Counter(pack for pack, whose, on in self._held if whose in members and on == year)
        return max(known or self._packs, key=lambda pack: used[pack.key])

    def _is_parents(self, digest: Digest, parent: str) -> bool:
        """Whether the parent signs a report that its office's name is only like."""
        match = self._names.of(digest).match
        return (
            match is not None
            and match.doubtful
            and digest.issuer is not None
            and self._names.plain(digest.issuer) == parent
        )

    def _contribution(
        self, entry: Entry, parent: str, year: int, names: Sequence[str], cells: Cells, pack: str
    ) -> Contribution:
        kind = self.parents.kind(entry)
        held = self._held.get((pack, self._names.plain(entry.name), year))
        if not entry.counted:
            source = self._digests[held.best].source if held is not None else ""
            return Contribution(Member(entry.name, "out", source, kind), entry)
        if held is None or self._is_parents(self._digests[held.best], parent):
            seen = self._seen(year)[entry.name]
            # A file that may be its, or tells no year, is there, but its figures are not known.
            state = "unread" if seen.state == "reported" else seen.state
            source = seen.sources[0] if state == "unread" else ""
            return Contribution(Member(entry.name, state, source, kind), entry)
        digest = self._digests[held.best]
        counted = cells.count(digest, names)
        others = [self._digests[number] for number in held.numbers if number != held.best]
        disputed = {
            name for name in counted.values if any(_disputes(o, digest, name) for o in others)
        }
        state = (
            "doubtful"
            if disputed
            else "partly"
            if counted.open - counted.foreign
            else "edition"
            if counted.foreign
            else "in"
        )
        return Contribution(
            Member(entry.name, state, digest.source, kind),
            entry,
            digest,
            {name: v for name, v in counted.values.items() if name not in disputed},
            counted.open | disputed,
            foreign=counted.foreign,
        )


def roll_ups(
    held: Submissions, before: Mapping[int, Previous] | None = None
) -> Mapping[int, RollUp]:
    """The roll-up for each input (by number) that the roster makes a parent of other bodies; last
    year's reports are those `before`."""
    collector = Collector(held, before)
    found: dict[int, RollUp] = {}
    for group in held.groups:
        if group.year is not None and group.key in collector.parents.members:
            printed = dict.fromkeys(
                name for number in group.numbers for name in held.digests[number].facts
            )
            sums = collector.collect(group.key, group.year, printed).summed()
            found.update(dict.fromkeys(group.numbers, sums))
    return found


def _unit_factors(pack: Pack) -> Mapping[str, float]:
    """By amount how many times another one is suspicious, as the pack's own rule has it."""
    rules = (rule.options for rule in pack.rules if rule.kind == _UNIT_SLIP)
    return {options["figure"]: options["factor"] for options in rules}


def _disputes(one: Digest, other: Digest, name: str) -> bool:
    """Whether two files of one body give different numbers for a figure."""
    value = one.value(name)
    return value is not None and value != other.value(name)


def _units_apart(
    contributions: Sequence[Contribution],
    factors: Mapping[str, float],
    before: Mapping[str, Digest],
) -> Iterable[Contribution]:
    """The contributions with amounts set aside that may be in another unit: so many times the
    body's own of the year `before` (by source), or the usual one, by figure."""
    apart: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    for name, factor in factors.items():
        given = {
            number: value
            for number, one in enumerate(contributions)
            if (value := one.values.get(name)) is not None and value > 0
        }
        for number, value in given.items():
            others = [v for other, v in given.items() if other != number]
            past = before.get(contributions[number].member.source)
            last = past.value(name) if past is not None else None
            grown = last is not None and last > 0 and value >= Decimal(factor) * last
            unusual = (
                len(others) >= _OTHERS
                and value >= Decimal(factor) * median(others)
                and value >= _LARGEST_RATIO * max(others)
            )
            if grown or unusual:
                apart[number][name] = value
    for number, one in enumerate(contributions):
        aside = apart.get(number)
        if aside is None:
            yield one
        else:
            kept = {name: v for name, v in one.values.items() if name not in aside}
            yield one._replace(values=kept, open=one.open | aside.keys(), aside=aside)
