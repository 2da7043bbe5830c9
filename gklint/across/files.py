"""Which inputs are reports of one body on one year: drafts, scans and pages beside each other.

One of them counts (`Group.best`), so that a roll-up never adds a body twice: of the files whose
body and year were read, the one with the most tables, then the fewest cells left unread; then by
the words of its name (「最终版」 after 「初稿」, in the order of a pack's ``versions.yaml``); then
the last given.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.patterns import regex
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.across.model import Digest
    from gklint.across.names import Names
    from gklint.ruleset.model import Pack

_YEAR: Final = r"(?<![0-9])20[0-9]{2}(?![0-9])"
_SHORTEST: Final = 3  # characters of a name that is looked for in the name of a file


class Group(NamedTuple):
    """The inputs (by number) of one body and year; `best` is the one whose figures count.

    `by_name` are those whose text does not tell body or year: they joined by the name of the
    file, which is a doubt. A report of another pack is never in the same group.
    """

    key: str
    year: int | None
    numbers: tuple[int, ...]
    best: int
    by_name: tuple[int, ...] = ()


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
    table = name.partition(".")[0]
    edition = lacking.editions.get(table)
    return name in lacking.facts or edition in (None, printed.editions.get(table))


def group(digests: Sequence[Digest], names: Names, packs: Sequence[Pack] = ()) -> tuple[Group, ...]:
    """Every input of which a report was had, in groups, in the order of their first input.

    A report whose text does not tell its body or year joins a group by the name of its file where
    that leaves no choice, else it stays alone. What could not be read is in no group.
    """
    told: dict[_Whose, list[int]] = {}
    untold: list[int] = []
    for number, digest in enumerate(digests):
        if digest.problem:
            continue
        key = names.key(digest)
        if key is None or digest.year is None:
            untold.append(number)
        else:
            told.setdefault(_Whose(digest.pack, key, digest.year), []).append(number)
    joined: defaultdict[_Whose, list[int]] = defaultdict(list)
    alone: list[Group] = []
    for number in untold:
        whose = _by_name(number, digests, told, names)
        if whose is None:
            key = names.key(digests[number]) or f"\0{digests[number].source}"
            alone.append(Group(key, digests[number].year, (number,), number))
        else:
            joined[whose].append(number)
    versions = _Versions(packs)
    groups = [
        Group(
            whose.key,
            whose.year,
            tuple(sorted((*numbers, *joined[whose]))),
            max(numbers, key=lambda number: _standing(digests, number, versions)),
            tuple(joined[whose]),
        )
        for whose, numbers in told.items()
    ]
    return tuple(sorted((*groups, *alone), key=lambda found: found.numbers))


class _Whose(NamedTuple):
    pack: str | None
    key: str
    year: int


def _by_name(
    number: int, digests: Sequence[Digest], told: Mapping[_Whose, list[int]], names: Names
) -> _Whose | None:
    """The one group that the file's name leaves for a report that does not tell whose it is.

    A body's name in the name of the file, the longest one; else a file of the same name with
    another ending in the same folder: the page beside its attachment. A year that is told, by the
    text or by the name, has to agree.
    """
    digest = digests[number]
    key, stem = names.key(digest), _stem(digest.source)
    years = {digest.year} if digest.year is not None else _years(stem)
    fitting = {
        whose: members
        for whose, members in told.items()
        if whose.pack == digest.pack
        and (key is None or whose.key == key)
        and (not years or years == {whose.year})
    }
    if key is None:
        longest = {whose: _longest(stem, digests, m) for whose, m in fitting.items()}
        best = max(longest.values(), default=0)
        fitting = {
            whose: members
            for whose, members in fitting.items()
            if (best and longest[whose] == best)
            or (not best and any(_twin(digests[m].source, digest.source) for m in members))
        }
    return next(iter(fitting)) if len(fitting) == 1 else None


def _longest(stem: str, digests: Sequence[Digest], members: Iterable[int]) -> int:
    """Characters of the longest name of the body that stands in the name of the file; 0: none."""
    known = {
        fold_label(name)
        for member in members
        for name in (digests[member].issuer or "", *digests[member].aliases)
    }
    return max((len(name) for name in known if len(name) >= _SHORTEST and name in stem), default=0)


def _twin(one: str, other: str) -> bool:
    return _path(one).rpartition(".")[0] == _path(other).rpartition(".")[0]


def _years(stem: str) -> set[int]:
    return {int(year) for year in regex(_YEAR).findall(stem)}


def _path(source: str) -> str:
    return source.replace("\\", "/").replace("!", "/")


def _stem(source: str) -> str:
    """The file's own name without its ending, folded."""
    return fold_label(_path(source).rpartition("/")[2].rpartition(".")[0])


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
        stem = _stem(source)
        folders = fold_label(_path(source).rpartition("/")[0])
        found = regex(self._number).findall(stem) if self._number is not None else []
        return self._rank(stem), self._rank(folders), max(map(int, found), default=0)

    def _rank(self, name: str) -> int:
        ranks = [rank for rank, word in enumerate(self._order) if word and word in name]
        return max(ranks, default=self._plain)
