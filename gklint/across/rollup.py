"""What the bodies below a report come to: sums cell by cell, with the missing ones named."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.cells import Cells, form_names
from gklint.across.model import Member, RollUp
from gklint.across.parents import Parents
from gklint.patterns import regex
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.across.files import Group
    from gklint.across.model import Digest, Entry, Roster
    from gklint.across.names import Names
    from gklint.ruleset.model import Pack

UNIT_RATIO: Final = 1000
"""An amount this many times the usual one may be in another unit: 元 for 万元 is 10 000."""
_LARGEST_RATIO: Final = 10  # … and this many times the largest of the others
_SHORTEST: Final = 3  # characters of a name that is looked for in the name of a file
_OTHERS: Final = 3  # bodies with an amount, below which nothing is usual


class Contribution(NamedTuple):
    """What one member gives: `values` count in the sums, `open` could not be read and `aside` are
    amounts left out for their unit. `digest` is None where nothing was had of the member."""

    member: Member
    entry: Entry
    digest: Digest | None = None
    values: Mapping[str, Decimal] = {}
    open: frozenset[str] = frozenset()
    aside: Mapping[str, Decimal] = {}


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
        )


class Collector:
    """Collects what members give to a parent, from the digests of a run."""

    def __init__(
        self,
        digests: Sequence[Digest],
        groups: Sequence[Group],
        roster: Roster,
        names: Names,
        packs: Sequence[Pack],
    ) -> None:
        self.parents = Parents(roster, names, packs)
        self._digests, self._names, self._packs = digests, names, packs
        self._groups = {(found.key, found.year): found for found in groups}
        self._unread = _unread(digests, roster, names)

    def collect(self, key: str, year: int, names: Iterable[str] = ()) -> Collected:
        """What the members of the parent `key` give on `year`, for the figures of the form due and
        `names`."""
        pack = self._pack(key, year)
        due = pack.form_due(year)
        wanted = tuple(dict.fromkeys((*(form_names(due) if due is not None else ()), *names)))
        cells = Cells(pack)
        found = [
            self._contribution(entry, year, wanted, cells) for entry in self.parents.members[key]
        ]
        return Collected(
            self.parents.names[key],
            year,
            wanted,
            tuple(_units_apart(found, [name for name in wanted if cells.is_amount(name)])),
            self.parents.has_own_office(key),
        )

    def _pack(self, key: str, year: int) -> Pack:
        """The pack of the members' reports, else the first with a form for the year."""
        for entry in self.parents.members[key]:
            held = self._groups.get((self._names.plain(entry.name), year))
            if held is not None:
                used = self._digests[held.best].pack
                return next(pack for pack in self._packs if pack.key == used)
        return next((p for p in self._packs if p.form_due(year) is not None), self._packs[0])

    def _contribution(
        self, entry: Entry, year: int, names: Sequence[str], cells: Cells
    ) -> Contribution:
        kind, key = self.parents.kind(entry), self._names.plain(entry.name)
        held = self._groups.get((key, year))
        if not entry.counted:
            source = self._digests[held.best].source if held is not None else ""
            return Contribution(Member(entry.name, "out", source, kind), entry)
        if held is None:
            # A report whose year was not found is there, but not known to be this year's.
            undated = self._groups.get((key, None))
            source = self._digests[undated.best].source if undated else self._unread.get(key, "")
            state = "unread" if source else "missing" if entry.must_report else "exempt"
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
            if counted.open
            else "in"
        )
        return Contribution(
            Member(entry.name, state, digest.source, kind),
            entry,
            digest,
            {name: v for name, v in counted.values.items() if name not in disputed},
            counted.open | disputed,
        )


def roll_ups(
    digests: Sequence[Digest],
    groups: Sequence[Group],
    roster: Roster,
    names: Names,
    packs: Sequence[Pack],
) -> Mapping[int, RollUp]:
    """The roll-up for each input (by number) that the roster makes a parent of other bodies."""
    collector = Collector(digests, groups, roster, names, packs)
    found: dict[int, RollUp] = {}
    for held in groups:
        if held.year is not None and held.key in collector.parents.members:
            printed = dict.fromkeys(name for n in held.numbers for name in digests[n].facts)
            sums = collector.collect(held.key, held.year, printed).summed()
            found.update(dict.fromkeys(held.numbers, sums))
    return found


def _disputes(one: Digest, other: Digest, name: str) -> bool:
    """Whether two files of one body give different numbers for a figure."""
    value = one.value(name)
    return value is not None and value != other.value(name)


def _units_apart(
    contributions: Sequence[Contribution], amounts: Sequence[str]
) -> Iterable[Contribution]:
    """The contributions with amounts that may be in another unit set aside."""
    apart: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    for name in amounts:
        given = {
            number: value
            for number, one in enumerate(contributions)
            if (value := one.values.get(name)) is not None and value > 0
        }
        for number, value in given.items():
            others = [v for other, v in given.items() if other != number]
            if (
                len(others) >= _OTHERS
                and value >= UNIT_RATIO * median(others)
                and value >= _LARGEST_RATIO * max(others)
            ):
                apart[number][name] = value
    for number, one in enumerate(contributions):
        aside = apart.get(number)
        if aside is None:
            yield one
        else:
            kept = {name: v for name, v in one.values.items() if name not in aside}
            yield one._replace(values=kept, open=one.open | aside.keys(), aside=aside)


def _unread(digests: Iterable[Digest], roster: Roster, names: Names) -> Mapping[str, str]:
    """By body the file that could not be read and is called by its name, the longest name first;
    a file whose name fits several bodies is nobody's."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for entry in roster.entries:
        for name in (entry.name, *entry.aliases, *entry.former):
            for form in (fold_label(name), names.spelling.of(name).own):
                if len(form) >= _SHORTEST:
                    called[form].add(names.plain(entry.name))
    longest = sorted(called, key=lambda form: (-len(form), form))
    found: dict[str, str] = {}
    for digest in digests:
        if digest.problem:
            for part in _names_of(digest.source):
                keys = next((called[form] for form in longest if form in part), set())
                if len(keys) == 1:
                    (key,) = keys
                    found.setdefault(key, digest.source)
                    break
    return found


def _names_of(source: str) -> Iterator[str]:
    """The name of a file, then that of its folder."""
    parts = regex(r"[\\/!]").split(source)
    for part in (*parts[-1:], *parts[-2:-1]):
        yield fold_label(part)
