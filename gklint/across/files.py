"""Which inputs are reports of one body on one year: drafts, scans and pages beside each other.

One of them counts (`Group.best`), so that a roll-up never adds a body twice: of the files whose
body and year were read, the one with the most tables, then the fewest cells left unread; then by
the words of its name (「最终版」 after 「初稿」, in the order of a pack's ``versions.yaml``); then
the last given.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.across.filenames import FileNames, Path, path_of
from gklint.across.model import Entry, Roster
from gklint.across.names import Names
from gklint.across.spelling import words_of
from gklint.finding import NOT_RECOGNISED
from gklint.patterns import regex
from gklint.report.model import table_of
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.model import Digest
    from gklint.ruleset.model import Pack

_YEAR: Final = r"(?<![0-9])20[0-9]{2}(?![0-9])"


class Group(NamedTuple):
    """The inputs (by number) of one body and year; `best` is the one whose figures count.

    `by_name` are those whose text does not tell body or year: they joined by the name of the
    file, which is a doubt. `older` are those whose names tell an earlier version than that of
    `best`. `unread` are inputs, not among `numbers`, that could not be read and have the body's
    name: a sealed scan. A report of another pack is never in the same group.
    """

    key: str
    year: int | None
    numbers: tuple[int, ...]
    best: int
    by_name: tuple[int, ...] = ()
    older: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()


class Comparison(NamedTuple):
    """Figures of two files cell by cell. `same` cells are equal; `different` names those that are
    not; `left` counts cells with a number in one file and none in the other (blank, or not read):
    nothing is said of them, nor of cells that the other's edition of the form does not have."""

    same: int
    different: tuple[str, ...]
    left: int


def compare(one: Digest, other: Digest) -> Comparison:
    """The figures of `one` against those of `other`, in the order of `one`."""
    same, left = 0, 0
    different = []
    for name in dict.fromkeys((*one.facts, *other.facts)):
        value, other_value = one.value(name), other.value(name)
        if value is not None and other_value is not None:
            if value == other_value:
                same += 1
            else:
                different.append(name)
        elif value is not None:
            left += _due(name, one, other)
        elif other_value is not None:
            left += _due(name, other, one)
    return Comparison(same, tuple(different), left)


def _due(name: str, printed: Digest, lacking: Digest) -> bool:
    """Whether `lacking` ought to have the figure that is `printed`: not with another edition."""
    table = table_of(name)
    edition = lacking.editions.get(table)
    return name in lacking.facts or edition in (None, printed.editions.get(table))


def group(digests: Sequence[Digest], names: Names, packs: Sequence[Pack] = ()) -> tuple[Group, ...]:
    """Every input of which a report was had, in groups, in the order of their first input.

    A report whose text does not tell its body or year joins a group by the name of its file where
    that leaves no choice, else it stays alone.
    """
    told: dict[_Whose, list[int]] = {}
    untold: list[int] = []
    closed: list[int] = []
    for number, digest in enumerate(digests):
        if digest.problem:
            if digest.problem != NOT_RECOGNISED:
                closed.append(number)
            continue
        key = names.key(digest)
        if key is None or digest.year is None:
            untold.append(number)
        else:
            told.setdefault(_Whose(digest.pack, key, digest.year), []).append(number)
    by_name = _ByName(digests, told, names, packs)
    joined: defaultdict[_Whose, list[int]] = defaultdict(list)
    alone: list[Group] = []
    for number in untold:
        whose = by_name.of(number)
        if whose is None:
            key = names.key(digests[number]) or f"\0{digests[number].source}"
            alone.append(Group(key, digests[number].year, (number,), number))
        else:
            joined[whose].append(number)
    unread: defaultdict[_Whose, list[int]] = defaultdict(list)
    for number in closed:
        whose = by_name.of(number)
        if whose is not None:
            unread[whose].append(number)
    versions = _Versions(packs)
    groups = [
        _group(whose, numbers, joined[whose], unread[whose], digests, versions)
        for whose, numbers in told.items()
    ]
    return tuple(sorted((*groups, *alone), key=lambda found: found.numbers))


def _group(
    whose: _Whose,
    told: Sequence[int],
    joined: Sequence[int],
    unread: Sequence[int],
    digests: Sequence[Digest],
    versions: _Versions,
) -> Group:
    numbers = tuple(sorted((*told, *joined)))
    best = max(told, key=lambda number: _standing(digests, number, versions))
    version = versions.of(digests[best].source)
    older = tuple(n for n in numbers if n != best and versions.of(digests[n].source) < version)
    return Group(whose.key, whose.year, numbers, best, tuple(joined), older, tuple(unread))


class _Whose(NamedTuple):
    pack: str | None
    key: str
    year: int


class _ByName:
    """Whose a file is that does not tell it itself: by its name or its folder's, among the bodies
    of the roster, else of the run; else by a file of the same name with another ending in the
    same folder, the page beside its attachment."""

    def __init__(
        self,
        digests: Sequence[Digest],
        told: Mapping[_Whose, list[int]],
        names: Names,
        packs: Sequence[Pack],
    ) -> None:
        self._digests, self._told, self._names, self._packs = digests, told, names, packs
        self._bodies: defaultdict[str, list[_Whose]] = defaultdict(list)
        self._paths: defaultdict[Path, set[_Whose]] = defaultdict(set)
        inside: defaultdict[str, set[str]] = defaultdict(set)
        for whose, members in told.items():
            self._bodies[whose.key].append(whose)
            for member in members:
                path = path_of(digests[member].source)
                self._paths[path].add(whose)
                inside[path.folder].add(whose.key)
        self._shared = {folder for folder, bodies in inside.items() if len(bodies) > 1}

    def of(self, number: int) -> _Whose | None:
        """The one group that is left for the input; None where there is none or a choice. A year
        that is told, by the text or by the name, has to agree."""
        digest = self._digests[number]
        path, key = path_of(digest.source), self._names.key(digest)
        if key is None:
            found = self._files.of(digest.source, self._shared).entry
            key = self._names.plain(found.name) if found is not None else None
        years = {digest.year} if digest.year is not None else _years(path.stem)
        fitting = [
            whose
            for whose in (
                self._bodies.get(key, ()) if key is not None else self._paths.get(path, ())
            )
            if digest.pack in (whose.pack, None) and (not years or years == {whose.year})
        ]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def _files(self) -> FileNames:
        if self._names.roster is not None:
            return FileNames(self._names)
        issuers = {whose.key: self._digests[m[0]].issuer for whose, m in self._told.items()}
        entries = tuple(Entry(issuer) for issuer in issuers.values() if issuer is not None)
        return FileNames(Names(Roster("", entries), words_of(self._packs)))


def _years(stem: str) -> set[int]:
    return {int(year) for year in regex(_YEAR).findall(stem)}


def _standing(digests: Sequence[Digest], number: int, versions: _Versions) -> tuple[object, ...]:
    digest = digests[number]
    tables = sum(read > 0 for read, _ in digest.cells.values())
    unread = sum(expected - read for read, expected in digest.cells.values())
    return tables, -unread, versions.of(digest.source), number


class _Versions:
    """How far a report has come by the words in its file's name, else in its folders' names."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        words: Mapping[str, Any] = next(
            (pack.words["versions"] for pack in packs if "versions" in pack.words), {}
        )
        self._order: tuple[str, ...] = tuple(words.get("order", ()))
        self._plain = self._order.index("") if "" in self._order else -1
        self._number: str | None = words.get("number")

    def of(self, source: str) -> tuple[int, int, int]:
        """Rank of the name, rank of the folders, and the number of the version (0: none)."""
        folder, stem = path_of(source)
        folders = fold_label(folder)
        found = regex(self._number).findall(stem) if self._number is not None else []
        return self._rank(stem), self._rank(folders), max(map(int, found), default=0)

    def _rank(self, name: str) -> int:
        ranks = [rank for rank, word in enumerate(self._order) if word and word in name]
        return max(ranks, default=self._plain)
