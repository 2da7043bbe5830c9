"""Whether two names are one body: by the roster's names first, else by the names themselves.

A name is looked up as printed (the roster's own, an alias, a former name), then with its place
told apart (临江县水务局 and 水务局), then by likeness, a doubt (工信局, 工业和信息化局).
A name that fits two bodies is neither's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.across.model import Match
from gklint.across.spelling import Spelled, Spelling, agree
from gklint.patterns import regex
from gklint.report.issuer import same_body
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gklint.across.model import Digest, Entry, Roster


class Found(NamedTuple):
    """What the roster says of a name: `entry` where it is one body's; else `several`, the bodies
    that it fits, or nothing."""

    entry: Entry | None = None
    match: Match | None = None
    several: tuple[Entry, ...] = ()


NOBODY: Final = Found()
_BRACKETS: Final = regex("（[^（）]*）")


class _Known(NamedTuple):
    """A name of the roster. `whole` are its characters, `bare` those that its place does not
    have: of two names one holds all of the other's, or they are not alike."""

    entry: Entry
    how: str
    spelled: Spelled
    bare: frozenset[str]
    whole: frozenset[str]


class Names:
    """The names of a run: those of the roster, and how others compare with them.

    `words` are a pack's of rosters and names (`gklint.across.spelling.words_of`); without them a
    name's place is not told apart. `reports` are the run's: a body that one of them surely is of
    has no other one of the same year under a name that is only similar.
    """

    def __init__(
        self,
        roster: Roster | None = None,
        words: Mapping[str, Any] | None = None,
        reports: Iterable[Digest] = (),
    ) -> None:
        self.roster = roster
        self.spelling = Spelling(words or {})
        self._whole = self.spelling.pattern("whole")
        self._printed: defaultdict[str, dict[str, _Known]] = defaultdict(dict)
        self._own: defaultdict[str, list[_Known]] = defaultdict(list)
        self._first: defaultdict[str, list[_Known]] = defaultdict(list)
        self._letters: defaultdict[str, list[_Known]] = defaultdict(list)
        self._found: dict[str, Found] = {}
        entries = roster.entries if roster is not None else ()
        home = self._home(entries)
        for entry in entries:
            for how, names in (
                ("same", (entry.name,)),
                ("alias", entry.aliases),
                ("former", entry.former),
            ):
                for name in names:
                    self._learn(entry, how, name, fold_label(entry.region) or home)
        self._held: defaultdict[tuple[str, int | None], set[str]] = defaultdict(set)
        for digest in reports if entries else ():
            found = self._by_its_names(digest)
            if found.entry is not None and found.match is not None and not found.match.doubtful:
                self._held[found.entry.name, digest.year].add(self._own_name(digest))

    def _home(self, entries: Iterable[Entry]) -> str:
        """The place that most of the names begin with: that of the names without one."""
        places = Counter(place for e in entries if len(place := self.spelling.of(e.name).place) > 1)
        place, count = max(places.items(), key=lambda item: item[1], default=("", 0))
        return place if 2 * count > places.total() else ""

    def _learn(self, entry: Entry, how: str, name: str, region: str) -> None:
        spelled = self.spelling.of(name)
        if region.endswith(spelled.place):
            spelled = spelled._replace(place=region)
        whole = frozenset((*spelled.own, *spelled.place))
        known = _Known(entry, how, spelled, whole - frozenset(spelled.place), whole)
        # A body's own name goes before another's alias or former name.
        same = self._printed[fold_label(name)]
        if how == "same":
            same.clear()
        first = next(iter(same.values()), None)  # its own name stands alone
        if first is None or first.how != "same":
            same.setdefault(entry.name, known)
        self._own[spelled.own].append(known)
        self._first[spelled.own[:1]].append(known)
        for letter in set(spelled.own):
            self._letters[letter].append(known)

    def entry(self, names: Iterable[str]) -> tuple[Entry, Match] | None:
        """The roster's line for a body that calls itself `names`, its first name first; None where
        there is none, or where a name fits several."""
        found = self.find(names)
        if found.entry is None or found.match is None:
            return None
        return found.entry, found.match

    def find(self, names: Iterable[str]) -> Found:
        """As `entry`, with the bodies among which there is no telling."""
        folded = tuple(dict.fromkeys(map(fold_label, names)))
        # That a text names its place as well does not make its body the place's government; and by
        # its office's name a body is like every other that has one.
        own = (
            *folded[:1],
            *(n for n in folded[1:] if not (self.is_place(n) or self._office(folded[0], n))),
        )
        found = self.certain(own)
        return self._search(own, self._alike) if found is NOBODY else found

    def certain(self, names: Iterable[str]) -> Found:
        """As `find`, without likeness."""
        return self._search(map(fold_label, names), self._exactly)

    def of(self, digest: Digest) -> Found:
        """The body of the roster whose report it is, by what it calls itself. A name that fits
        several is that of the place in the file's or a folder's name.

        It is none's, only perhaps, where its name is only similar and the body has a report of
        that year under its own; or where its name is a former one and there are reports of that
        year under others: then it reported before it was merged into that body.
        """
        found = self._by_its_names(digest)
        entry, match = found.entry, found.match
        if entry is None or match is None or not (match.doubtful or match.how == "former"):
            return found
        held = self._held.get((entry.name, digest.year), set())
        others = held - {self._own_name(digest)} if match.how == "former" else held
        return Found(several=(entry,)) if others else found

    def _by_its_names(self, digest: Digest) -> Found:
        if digest.issuer is None:
            return NOBODY
        found = self.find((digest.issuer, *digest.aliases))
        if len(found.several) > 1:
            placed = self.find((self._placed(digest),))
            found = placed if placed.entry is not None else found
        return found

    def called(self, digest: Digest) -> tuple[str, ...]:
        """The names (folded) that are the body's own: not its place's, nor those of its office or
        of the body whose office it is, which a text may name too."""
        if digest.issuer is None:
            return ()
        own = fold_label(self._placed(digest))
        others = dict.fromkeys(map(fold_label, digest.aliases))
        return (own, *(n for n in others if not (self.is_place(n) or self._office(own, n))))

    def is_place(self, name: str) -> bool:
        """Whether `name` is a place and nothing more."""
        return self.spelling.of(name).place == name

    def _search(self, names: Iterable[str], look: Callable[[str], Found]) -> Found:
        several: tuple[Entry, ...] = ()
        for name in names:
            found = look(name)
            if found.entry is not None:
                return found
            several = several or found.several
        return Found(several=several) if several else NOBODY

    def key(self, digest: Digest) -> str | None:
        """One name for a body, whatever it calls itself; None where the issuer is not known, or
        is a name without a place that several bodies of the roster have."""
        if digest.issuer is None:
            return None
        found = self.of(digest)
        if found.entry is not None:
            return self.plain(found.entry.name)
        name = self._placed(digest)
        unclear = len(found.several) > 1 and not self._has_place(name)
        return None if unclear else self.plain(name)

    def _placed(self, digest: Digest) -> str:
        """The issuer's name; one without a place with that in the name of the file, else of the
        folder: 临江县/水务局.docx."""
        issuer = digest.issuer or ""
        if not self._has_place(issuer):
            bare = issuer.removeprefix(self.spelling.of(issuer).place)
            for part in reversed(regex(r"[/\\\\!]").split(digest.source)):
                place = self.spelling.of(regex("^[^一-龥]+").sub("", fold_label(part))).place
                if len(place) > 1:
                    return place + bare
        return issuer

    def _own_name(self, digest: Digest) -> str:
        return self.spelling.of(digest.issuer or "").own

    def _has_place(self, name: str) -> bool:
        return len(self.spelling.of(name).place) > 1

    def _office(self, one: str, other: str) -> bool:
        """Whether one of the names may be that of the other's office: 清溪区人民政府 and
        清溪区人民政府办公室."""
        a, b = self.spelling.of(one), self.spelling.of(other)
        inside = a.own.startswith(b.own) or b.own.startswith(a.own)
        return inside and a.own != b.own and agree(a.place, b.place)

    def plain(self, name: str) -> str:
        """`name` in one spelling, for comparing; what stands in brackets stays."""
        return "".join((*self.spelling.of(name), *_BRACKETS.findall(fold_label(name))))

    def same(self, one: Digest, other: Digest) -> Match | None:
        """How `other` is known to be the body of `one`; None where it is another."""
        key, other_key = self.key(one), self.key(other)
        if key is None or other_key is None or one.issuer is None or other.issuer is None:
            return None
        if key == other_key:
            exact = fold_label(one.issuer) == fold_label(other.issuer)
            return Match("same" if exact else "alias", other.issuer)
        if self.of(one).entry is not None and self.of(other).entry is not None:
            return None  # the roster tells them apart
        if {*self.called(one)} & {*self.called(other)}:
            return Match("alias", other.issuer)
        return Match("similar", other.issuer) if self.alike(one.issuer, other.issuer) else None

    def alike(self, one: str, other: str) -> bool:
        """Whether one name may be short for the other: a town's only lacks its place."""
        return self._similar(self.spelling.of(one), self.spelling.of(other))

    def _similar(self, one: Spelled, other: Spelled) -> bool:
        if self._whole.search(one.own) or self._whole.search(other.own):
            return one.fits(other)
        place = max(one.place, other.place, key=len)
        return agree(one.place, other.place) and same_body(place + one.own, place + other.own)

    def _exactly(self, name: str) -> Found:
        found = self._as_printed(name)
        if found.entry is not None:
            return found
        apart = self._told_apart(name)
        return apart if apart.entry is not None or not found.several else found

    def _as_printed(self, name: str) -> Found:
        return _one(self._printed.get(name, {}).values(), None)

    def _told_apart(self, name: str) -> Found:
        spelled = self.spelling.of(name)
        fitting = [known for known in self._own.get(spelled.own, ()) if known.spelled.fits(spelled)]
        exact = [known for known in fitting if known.spelled.place == spelled.place]
        # A second plate on the roster may be left out; one in a report (城北分局) may be another
        # body's.
        more = _BRACKETS.search(name) is not None
        more = more and not any(_BRACKETS.search(fold_label(k.entry.name)) for k in fitting)
        return _one(exact or fitting, "similar" if more else "alias")

    def _alike(self, name: str) -> Found:
        if name not in self._found:
            place, own = self.spelling.of(name)
            # One name holds all characters of the other: so the other's first is in there too.
            near = [k for letter in set(own) for k in self._first.get(letter, ())]
            known = {id(k): k for k in (*near, *self._letters.get(own[:1], ()))}
            bare, whole = set(own) - set(place), {*own, *place}
            self._found[name] = _one(
                [
                    k
                    for k in known.values()
                    if (k.bare <= whole or bare <= k.whole)
                    and self._similar(k.spelled, Spelled(place, own))
                ],
                "similar",
            )
        return self._found[name]


def _one(known: Iterable[_Known], how: str | None) -> Found:
    """The one body of `known`, matched as `how` (None: as its own name is known)."""
    bodies = {k.entry.name: k for k in known}
    if len(bodies) == 1:
        (only,) = bodies.values()
        told = only.how if how is None or (how == "alias" and only.how == "former") else how
        return Found(only.entry, Match(told, only.entry.name))
    return Found(several=tuple(k.entry for k in bodies.values()))
