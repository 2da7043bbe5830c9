"""Whose a file may be by its name: 「03水务局2022年报（盖章）.pdf」.

The last resort, for what could not be read and for reports that don't say whose they are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.model import Match
from gklint.across.names import NOBODY, Found, Names
from gklint.patterns import regex
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gklint.across.model import Entry

_SHORTEST: Final = 3  # characters of a name that is looked for inside a longer word


class Path(NamedTuple):
    """A source's folder as given, and the file's own name without its ending, folded."""

    folder: str
    stem: str


def path_of(source: str) -> Path:
    """The parts of `source`: a path, a member of an archive or an address."""
    folder, _, file = source.replace("\\", "/").replace("!", "/").rpartition("/")
    stem, dot, _ = file.rpartition(".")
    return Path(folder, fold_label(stem if dot else file))


class FileNames:
    """The bodies of a roster as they may stand in the names of files."""

    def __init__(self, names: Names) -> None:
        self._names = names
        pattern = names.spelling.pattern
        self._cut, self._lead, self._follow, self._tail, self._report = map(
            pattern, ("file_cut", "file_lead", "file_follow", "file_tail", "file_report")
        )
        self._forms: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in names.roster.entries if names.roster is not None else ():
            for name in (entry.name, *entry.aliases, *entry.former):
                bare = regex("（[^（）]*）").sub("", fold_label(name))
                place, own = names.spelling.of(name)
                for form in (bare, bare.removeprefix(place), own):
                    if len(form) >= _SHORTEST:
                        self._forms[form][entry.name] = entry
        self._longest = max(map(len, self._forms), default=0)

    def of(self, source: str, shared: Collection[str] = ()) -> Found:
        """The body that the file's name tells, else its folder's, unless several bodies have files
        in there (`shared`). `several` are bodies that it may be, one or more."""
        path = path_of(source)
        found = self._in(path.stem)
        if found is NOBODY and path.folder and path.folder not in shared:
            found = self._in(path_of(path.folder).stem)
        return found

    def like_a_report(self, source: str) -> bool:
        """Whether the name says that the file is a report."""
        return self._report.search(path_of(source).stem) is not None

    def _in(self, text: str) -> Found:
        cut = [piece for piece in self._cut.split(text) if piece]
        bare = (self._tail.sub("", piece) for piece in cut)
        pieces = [piece for piece in dict.fromkeys((*cut, *bare)) if len(piece) > 1]
        for look in (self._names.certain, self._names.find):
            named = [
                (piece, found.entry)
                for piece in pieces
                if (found := look((piece,))).entry is not None
            ]
            # 清溪区2022年报（水务局）: the place is told beside the body.
            bodies = [e for piece, e in named if not self._names.is_place(piece)]
            told = {entry.name: entry for entry in bodies or [entry for _, entry in named]}
            if told:
                return _told(told)
            inside = self._inside(text)
            if inside is not NOBODY:
                return inside
        return NOBODY

    def _inside(self, text: str) -> Found:
        """A name within a longer word; certain where what stands around is no part of a name."""
        sure: dict[str, Entry] = {}
        maybe: dict[str, Entry] = {}
        for start, end in self._spans(text):
            run = regex("[一-龥]*$").search(text[:start])
            before = run[0] if run is not None else ""
            placed = self._names.certain((before + text[start:end],)).entry if before else None
            if placed is not None:
                known = {placed.name: placed}
            else:
                known = self._forms[text[start:end]]
                if before and not self._lead.search(before):
                    maybe.update(known)
                    continue
            after = text[end:]
            clear = not regex("[一-龥]").match(after) or self._follow.match(after) is not None
            (sure if clear else maybe).update(known)
        if sure:
            return _told(sure)
        return Found(several=tuple(maybe.values())) if maybe else NOBODY

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the longest known names stand."""
        start = 0
        while start < len(text):
            ends = range(min(len(text), start + self._longest), start + _SHORTEST - 1, -1)
            end = next((end for end in ends if text[start:end] in self._forms), None)
            if end is not None:
                yield start, end
            start = end if end is not None else start + 1


def _told(found: dict[str, Entry]) -> Found:
    if len(found) == 1:
        (entry,) = found.values()
        return Found(entry, Match("file", entry.name))
    return Found(several=tuple(found.values()))
