"""The inputs of a run beside each other: whose each is, and who of the roster has reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from gklint.across.filenames import FileNames, path_of
from gklint.across.files import group
from gklint.across.names import Names
from gklint.across.rollcall import Roll, roll_call
from gklint.across.spelling import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.across.files import Group
    from gklint.across.model import Digest, Roster
    from gklint.across.names import Found
    from gklint.ruleset.model import Pack


class Submissions:
    """What was handed in: one digest an input, and what is told of them together, each once a run.

    `names` are the roster's with what is known of spelling; `groups` the inputs by body and year.
    `earlier` are last year's reports, where the run was given any.
    """

    def __init__(
        self,
        digests: Sequence[Digest],
        roster: Roster | None,
        packs: Sequence[Pack],
        earlier: Sequence[Digest] = (),
    ) -> None:
        self.digests, self.roster, self.packs = tuple(digests), roster, tuple(packs)
        self.names = Names(roster, words_of(packs), (*self.digests, *earlier))
        self.groups: tuple[Group, ...] = group(self.digests, self.names, packs)
        self._rolls: dict[int | None, Roll] = {}

    @cached_property
    def file_names(self) -> FileNames:
        """Whose a file may be by its name."""
        return FileNames(self.names)

    @cached_property
    def _shared_folders(self) -> frozenset[str]:
        """Folders with files of more than one body: their names say nothing of a file."""
        bodies: defaultdict[str, set[str]] = defaultdict(set)
        for digest in self.digests:
            key = self.names.key(digest)
            if key is None:
                entry = self.file_names.of(path_of(digest.source).stem).entry
                key = self.names.plain(entry.name) if entry is not None else None
            if key is not None:
                bodies[path_of(digest.source).folder].add(key)
        return frozenset(folder for folder, keys in bodies.items() if len(keys) > 1)

    def by_file_name(self, digest: Digest) -> Found:
        """Whose an input is by the name of its file or folder, where it does not tell itself."""
        return self.file_names.of(digest.source, self._shared_folders)

    @cached_property
    def year(self) -> int | None:
        """The year that most bodies report on, the later one of two; None where no report tells."""
        years = Counter(found.year for found in self.groups if found.year is not None)
        return max(years, key=lambda year: (years[year], year), default=None)

    def roll(self, year: int | None = None) -> Roll:
        """The roll call for `year`, by default the run's own; empty without a roster."""
        year = year if year is not None else self.year
        if self.roster is None:
            return Roll(year, ())
        if year not in self._rolls:
            self._rolls[year] = roll_call(self, self.roster, year)
        return self._rolls[year]
