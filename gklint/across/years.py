"""Last year's report of each body."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gklint.across.files import group
from gklint.across.model import Match, Previous
from gklint.across.similar import SimilarNames
from gklint.lang import Localised, filled, listed
from gklint.messages import years as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.across.model import Digest
    from gklint.across.names import Names
    from gklint.ruleset.model import Pack


class LastYears(NamedTuple):
    """By number of the input: last year's report, or why there is none, where more can be said than
    that it is not among those given."""

    found: Mapping[int, Previous]
    why: Mapping[int, Localised]


def last_years(
    digests: Sequence[Digest], older: Sequence[Digest], names: Names, packs: Sequence[Pack] = ()
) -> LastYears:
    """For each input by number the report on the year before by the same body, among `older` and
    the run's own inputs.

    The same name, an alias or a former name goes before a similar name; of several files of one
    body the one whose figures count (`gklint.across.files`). A similar name is taken only where
    one body alone has it and that body has no report of its own in this run. Reports on other years
    never stand in.
    """
    shelves = {
        pack: _Shelf([d for d in (*older, *digests) if d.pack in (pack, None)], names, packs)
        for pack in {digest.pack for digest in digests if not digest.problem}
    }
    found: dict[int, Previous] = {}
    why: dict[int, Localised] = {}
    for number, digest in enumerate(digests):
        if digest.problem:
            continue
        answer = shelves[digest.pack].before(digest)
        if isinstance(answer, Previous):
            found[number] = answer
        elif answer is not None:
            why[number] = answer
    return LastYears(found, why)


class _Shelf:
    """The reports of one document type by body and year; `best` ones of each only."""

    def __init__(self, digests: Sequence[Digest], names: Names, packs: Sequence[Pack]) -> None:
        self._names = names
        self._by_key: defaultdict[str, dict[int, Digest]] = defaultdict(dict)
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._years: defaultdict[int, set[str]] = defaultdict(set)
        self._similar: dict[int, SimilarNames] = {}
        for one in group(digests, names, packs):
            best = digests[one.best]
            key = names.key(best)
            if key is None or best.year is None or one.year != best.year:
                continue
            self._by_key[key].setdefault(best.year, best)
            self._years[best.year].add(key)
            for name in names.called(best):
                self._by_name[name].add(key)

    def before(self, digest: Digest) -> Previous | Localised | None:
        """The report of the year before `digest`'s, or why there is none."""
        key, issuer = self._names.key(digest), digest.issuer
        if issuer is None:
            return words.NO_ISSUER
        if key is None:
            bodies = self._names.of(digest).several
            return filled(words.UNCLEAR, name=issuer, names=listed(e.name for e in bodies))
        if digest.year is None:
            return words.NO_YEAR
        year = digest.year - 1
        merged = self._merged(digest, key, year)
        if len(merged) > 1:
            return filled(words.MERGED, year=str(year), names=_names(merged))
        for keys in ((key,), self._called(digest)):
            certain = [self._by_key[k][year] for k in keys if year in self._by_key.get(k, ())]
            if len(certain) == 1:
                return Previous(certain[0], self._match(digest, certain[0]))
            if certain:
                return _several(certain, year)
        similar = [self._by_key[k][year] for k in self._like(key, issuer, digest.year)]
        if len(similar) == 1:
            return Previous(similar[0], Match("similar", similar[0].issuer or ""))
        if similar:
            return _several(similar, year)
        return _other_years(self._by_key.get(key, {}), digest.year)

    def _merged(self, digest: Digest, key: str, year: int) -> list[Digest]:
        """The reports on `year` under any of the body's names; several where bodies were merged."""
        entry = self._names.of(digest).entry
        others = (*entry.aliases, *entry.former) if entry is not None else ()
        keys = dict.fromkeys((key, *map(self._names.plain, others)))
        return [self._by_key[k][year] for k in keys if year in self._by_key.get(k, ())]

    def _match(self, digest: Digest, other: Digest) -> Match:
        for one in (digest, other):
            listed = self._names.of(one).match
            if listed is not None and listed.doubtful:
                return Match("similar", other.issuer or "")
        found = self._names.same(digest, other)
        return found if found is not None else Match("alias", other.issuer or "")

    def _called(self, digest: Digest) -> tuple[str, ...]:
        """The bodies that print one of the names that this one prints."""
        names = self._names.called(digest)
        return tuple(sorted({key for name in names for key in self._by_name.get(name, ())}))

    def _like(self, key: str, issuer: str, year: int) -> tuple[str, ...]:
        """The bodies of a similar name that reported on the year before `year` and not on it."""
        known = self._similar.get(year - 1)
        if known is None:
            known = self._similar[year - 1] = SimilarNames(self._years[year - 1])
        near = {
            name
            for asked in {key, self._names.plain(issuer)}
            for name in known.of(asked)
            if self._names.alike(asked, name)
        }
        return tuple(sorted(near - self._years[year] - {key}))


def _several(bodies: Iterable[Digest], year: int) -> Localised:
    return filled(words.SEVERAL, year=str(year), names=_names(bodies))


def _names(bodies: Iterable[Digest]) -> Localised:
    return listed(sorted({digest.issuer or digest.source for digest in bodies}))


def _other_years(known: Mapping[int, Digest], year: int) -> Localised | None:
    others = [str(other) for other in sorted(known) if other != year]
    if not others:
        return None
    return filled(words.OTHER_YEAR, years=listed(others), year=str(year - 1))
