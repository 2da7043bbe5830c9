"""Who rolls up into whom, by the roster."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from gklint.report.body import bodies
from gklint.report.issuer import same_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.model import Entry
    from gklint.across.names import Names
    from gklint.ruleset.model import Pack

_UNKNOWN: Final = "unknown"
_GOVERNMENT: Final = "government"


class Parents:
    """The bodies that others roll up into: `members` by the parent's key (`Names.key`), in the
    order of the roster; `names` what the parents are called.

    A body without a parent belongs to the head of its region: the body that others name, else the
    region's government; where the roster has only that government's general office, the office is
    one of its members.
    """

    def __init__(self, entries: Sequence[Entry], names: Names, packs: Sequence[Pack]) -> None:
        self._names = names
        self._lexicons = tuple(bodies(pack) for pack in packs)
        heads = self._heads(entries)
        members: defaultdict[str, list[Entry]] = defaultdict(list)
        self.names: dict[str, str] = {}
        for entry in entries:
            name = entry.parent or self._head(heads, entry)
            if name is None:
                continue
            found = names.certain((name,)).entry
            name = found.name if found is not None else name
            key = names.plain(name)
            if key != names.plain(entry.name):
                self.names.setdefault(key, name)
                members[key].append(entry)
        self.members: Mapping[str, tuple[Entry, ...]] = {k: tuple(v) for k, v in members.items()}

    @property
    def largest(self) -> str | None:
        """The key of the parent with the most members."""
        return max(self.members, key=lambda key: len(self.members[key]), default=None)

    def has_own_office(self, key: str) -> bool:
        """Whether the parent's own office is one of its members."""
        parent = self.names[key]
        return any(
            same_body(shorter, parent)
            for entry in self.members[key]
            for lexicon in self._lexicons
            if entry.counted and (shorter := lexicon.without_office(entry.name)) != entry.name
        )

    def kind(self, entry: Entry) -> str:
        """The kind the roster gives, else the one its name tells."""
        if entry.kind != _UNKNOWN:
            return entry.kind
        return next(
            (k for words in self._lexicons if (k := words.judge(entry.name).kind) != _UNKNOWN),
            _UNKNOWN,
        )

    def _heads(self, every: Sequence[Entry]) -> Mapping[str, str]:
        """The name of each region's head, where one can be told."""
        named = Counter(
            self._names.plain(found[0].name)
            for entry in every
            if entry.parent and (found := self._names.entry((entry.parent,))) is not None
        )
        regions: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in every:
            if not entry.parent:
                regions[entry.region].append(entry)
        heads = {}
        for region, entries in regions.items():
            asked = [entry for entry in entries if named[self._names.plain(entry.name)]]
            governments = [e for e in asked or entries if self.kind(e) == _GOVERNMENT]
            served = [name for e in entries if (name := self._served(e)) is not None]
            for names in ([e.name for e in asked], [e.name for e in governments], served):
                if len(names) == 1:
                    heads[region] = names[0]
                    break
        return heads

    def _served(self, entry: Entry) -> str | None:
        """The government whose general office the body is."""
        for words in self._lexicons:
            name = words.without_office(entry.name)
            if name != entry.name and words.judge(name).kind == _GOVERNMENT:
                return name
        return None

    @staticmethod
    def _head(heads: Mapping[str, str], entry: Entry) -> str | None:
        if entry.region in heads:
            return heads[entry.region]
        return next(iter(heads.values())) if len(heads) == 1 else None
