"""The roster (应报单位名单) from a csv file or workbook.

A workbook's first sheet with a column of names is read. What can't be meant is refused with its
place (`RosterError`): a roster read wrongly would accuse bodies wrongly. What is merely odd is
noted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.across import roster_cells as cells
from gklint.across.model import Entry, Roster
from gklint.across.names import Names
from gklint.across.roster_table import Raw, Table, find_table
from gklint.across.sheets import Sheet, SheetError, plain, sheets
from gklint.lang import filled, listed
from gklint.messages.roster import FAULTS, ODDITIES
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from gklint.lang import Localised

MOST_LINES: Final = 20_000
MOST_BYTES: Final = 20 * 2**20
_SHOWN: Final = 12  # cells or lines named in one sentence


class RosterError(Exception):
    """The file is no roster; `path` and `reason` say which, where and why."""

    def __init__(self, path: Path, reason: Localised) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


def load_roster(path: Path, words: Mapping[str, Any]) -> Roster:
    """The roster in `path`; `words` name its columns and kinds (`words/roster.yaml`).

    Raises RosterError, and OSError as opening does.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    try:
        if len(data) > MOST_BYTES:
            raise cells.Fault("size", limit=str(MOST_BYTES // 2**20))
        return _roster(str(path), sheets(data, path.name, MOST_LINES), words)
    except (cells.Fault, SheetError) as error:
        raise RosterError(path, filled(FAULTS[error.key], **error.params)) from error


def _first_table(found: Iterable[Sheet], words: Mapping[str, Any]) -> tuple[Sheet, Table]:
    """The first sheet with a column of names; those behind it are not read."""
    others: list[Sheet] = []
    for sheet in found:
        table = find_table(sheet, words)
        if table is not None:
            return sheet, table
        others.append(sheet)
    lines = [line for sheet in others for line in sheet.lines]
    if not lines:
        raise cells.Fault("empty")
    seen = (plain(cell)[:20] for cell in lines[0].cells if cell != "")
    raise cells.Fault("no_name", seen=listed(seen, _SHOWN))


class _Numbered(NamedTuple):
    entry: Entry
    raw: Raw


def _roster(source: str, found: Iterable[Sheet], words: Mapping[str, Any]) -> Roster:
    sheet, table = _first_table(found, words)
    if not table.rows:
        raise cells.Fault("no_bodies", heading=table.headings["name"])
    read = cells.Cells(words, table)
    numbered = _placed([_Numbered(_entry(raw, read), raw) for raw in table.rows])
    _unequal(numbered, table)
    roster = Roster(source, tuple(n.entry for n in numbered))
    names = Names(roster, words)
    linked = tuple(_linked(n, table, names) for n in numbered)
    _no_circle(linked)
    notes = (*_oddities(sheet, table), *_shared(linked))
    return Roster(source, linked, notes=notes)


def _entry(raw: Raw, read: cells.Cells) -> Entry:
    name = read.text(raw, "name").rstrip("*＊")
    return Entry(
        name=name,
        line=raw.line,
        aliases=read.names(raw, "aliases", name),
        former=read.names(raw, "former", name),
        kind=read.kind(raw),
        level=read.level(raw),
        region=read.text(raw, "region"),
        parent=read.text(raw, "parent"),
        must_report=read.yes(raw, "must_report"),
        counted=read.yes(raw, "counted"),
        file_by=read.day(raw, "file_by"),
        publish_by=read.day(raw, "publish_by"),
        contact=read.text(raw, "contact", " "),
    )


def _placed(numbered: Sequence[_Numbered]) -> list[_Numbered]:
    """With the region before a name that bodies of several regions have: 云岫县 and 水务局."""
    regions: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry, _ in numbered:
        regions[fold_label(entry.name)][entry.region] += 1
    return [
        n._replace(entry=n.entry._replace(name=n.entry.region + n.entry.name))
        if len(regions[fold_label(n.entry.name)]) > 1
        else n
        for n in numbered
    ]


def _unequal(numbered: Sequence[_Numbered], table: Table) -> None:
    """Every body is there once, and no alias is another body's name."""
    known: dict[str, Entry] = {}
    for entry, _ in numbered:
        key = fold_label(entry.name)
        if key in known:
            place = table.place(entry.line, "name")
            raise cells.Fault("twice", place=place, name=entry.name, line=str(known[key].line))
        known[key] = entry
    for entry, _ in numbered:
        for alias in entry.aliases:
            other = known.get(fold_label(alias))
            if other is not None:
                raise cells.Fault(
                    "alias",
                    place=table.place(entry.line, "aliases"),
                    alias=alias,
                    name=other.name,
                    other=entry.name,
                    line=str(other.line),
                )


def _linked(numbered: _Numbered, table: Table, names: Names) -> Entry:
    """The entry with its parent by the name that the roster gives to it."""
    entry = numbered.entry
    if not entry.parent:
        return entry
    found = names.find((entry.parent,))
    if found.entry is None or found.match is None or found.match.doubtful:
        raise cells.Fault(
            "parents" if found.several else "parent",
            place=table.place(entry.line, "parent"),
            name=entry.name,
            parent=entry.parent,
        )
    # A body that rolls up into itself is the top.
    return entry._replace(parent="" if found.entry.name == entry.name else found.entry.name)


def _no_circle(entries: Sequence[Entry]) -> None:
    known = {entry.name: entry for entry in entries}
    clear: set[str] = set()
    for entry in entries:
        way: dict[str, None] = {}
        name = entry.name
        while name and name not in clear:
            if name in way:
                circle = list(way)[list(way).index(name) :]
                named = " → ".join([*circle[:_SHOWN], name])
                raise cells.Fault("cycle", line=str(known[circle[0]].line), names=named)
            way[name] = None
            name = known[name].parent
        clear.update(way)


def _oddities(sheet: Sheet, table: Table) -> Iterator[Localised]:
    if sheet.among > 1:
        yield filled(ODDITIES["sheets"], count=str(sheet.among), name=sheet.name)
    if table.unused:
        yield filled(ODDITIES["unused"], columns=listed(table.unused, _SHOWN))
    for key, lines in (("nameless", table.nameless), ("long", table.unlike)):
        if lines:
            yield filled(ODDITIES[key], lines=listed(map(str, lines), _SHOWN))
    if sheet.replaced:
        yield filled(ODDITIES["encoding"], count=str(sheet.replaced))


def _shared(entries: Sequence[Entry]) -> Iterator[Localised]:
    """Aliases and former names of two bodies: after a reorganisation that is nobody's fault."""
    known: dict[str, list[str]] = {}
    printed: dict[str, str] = {}
    for entry in entries:
        for name in dict.fromkeys((*entry.aliases, *entry.former)):
            known.setdefault(fold_label(name), []).append(entry.name)
            printed.setdefault(fold_label(name), name)
    for key, bodies in known.items():
        if len(bodies) > 1:
            yield filled(ODDITIES["shared"], alias=printed[key], names=listed(bodies, _SHOWN))
