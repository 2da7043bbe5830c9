"""Where the columns of a roster are, and which of its lines are bodies.

Title lines above the heading, headings of two lines, a second set of columns beside the first,
groups of bodies with a line of their own, sums and notes below are all usual.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.across.sheets import Line, Sheet, Value, plain
from gklint.lang import Localised
from gklint.patterns import regex
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SEARCHED: Final = 40  # lines in which the heading is looked for
_LONGEST: Final = 50  # characters of a body's name


class Raw(NamedTuple):
    """A line that names a body: its cells by field. `group` is the kind its group's line tells."""

    line: int
    cells: Mapping[str, Value]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The bodies of a sheet as written. `headings` are the columns found, by field, `columns`
    where they are (from 0); `unused` are headings that mean nothing here; `nameless` and `unlike`
    are lines left out."""

    sheet: str
    headings: Mapping[str, str]
    columns: Mapping[str, int]
    rows: tuple[Raw, ...]
    unused: tuple[str, ...] = ()
    nameless: tuple[int, ...] = ()
    unlike: tuple[int, ...] = ()

    def place(self, line: int, field: str) -> Localised:
        """Line and column for people: 「工作表“名单”第 5 行 C 列」."""
        column = _letters(self.columns[field])
        zh = f"工作表“{self.sheet}”" if self.sheet else ""
        en = f"sheet “{self.sheet}”, " if self.sheet else ""
        return Localised(f"{zh}第 {line} 行 {column} 列", f"{en}line {line}, column {column}:")


class _Heading(NamedTuple):
    """`blocks` are sets of columns side by side, each with a name; `last` is its last line."""

    blocks: tuple[Mapping[str, int], ...]
    texts: Mapping[int, str]
    last: int


def find_table(sheet: Sheet, words: Mapping[str, Any]) -> Table | None:
    """The roster in `sheet`, None where no line of it has a heading for names."""
    known = _Known(words)
    for index, line in enumerate(sheet.lines[:_SEARCHED]):
        heading = known.heading(sheet.lines, index, line)
        if heading is not None:
            return _table(sheet, heading, words)
    return None


class _Known:
    """The headings that mean something: (field, rank among the field's) by folded heading."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._fields = {
            heading_key(text): (field, rank)
            for field, texts in words.get("columns", {}).items()
            for rank, text in enumerate(texts)
        }

    def heading(self, lines: Sequence[Line], index: int, line: Line) -> _Heading | None:
        texts = {n: plain(cell) for n, cell in enumerate(line.cells) if cell != ""}
        names = [n for n, text in texts.items() if self._is(text, "name")]
        # A title is one cell; a roster of names alone has a heading of one cell, and lines below.
        if not names or (len(texts) == 1 and index + 1 >= len(lines)):
            return None
        last = index
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None and self._continues(below, names):
            last += 1
            for n, cell in enumerate(below.cells):
                if cell != "" and n not in below.merged:
                    texts[n] = self._joined(_above(line, n), plain(cell))
        return _Heading(self._blocks(texts), texts, last)

    def _is(self, text: str, field: str) -> bool:
        found = self._fields.get(heading_key(text))
        return found is not None and found[0] == field

    def _continues(self, below: Line, names: Sequence[int]) -> bool:
        """Whether `below` is the second line of a heading: headings, but none over the names."""
        bare = all(
            n >= len(below.cells) or below.cells[n] == "" or n in below.merged for n in names
        )
        return bare and any(
            heading_key(plain(cell)) in self._fields
            for n, cell in enumerate(below.cells)
            if n not in below.merged
        )

    def _joined(self, upper: str, lower: str) -> str:
        whole = upper + lower
        return whole if heading_key(whole) in self._fields else lower

    def _blocks(self, texts: Mapping[int, str]) -> tuple[Mapping[str, int], ...]:
        columns: dict[str, list[tuple[int, int]]] = {}
        for n, text in sorted(texts.items()):
            found = self._fields.get(heading_key(text))
            if found is not None:
                columns.setdefault(found[0], []).append((found[1], n))
        best = {field: min(rank for rank, _ in found) for field, found in columns.items()}
        chosen = {
            field: [n for rank, n in found if rank == best[field]]
            for field, found in columns.items()
        }
        return tuple(
            {field: found[block] for field, found in chosen.items() if block < len(found)}
            for block in range(len(chosen["name"]))
        )


def heading_key(text: str) -> str:
    """A heading for comparison: without what brackets add, stars and colons."""
    bare = regex(r"（[^）]*）|[*＊：]").sub("", fold_label(text))
    return bare.casefold()


def _above(line: Line, column: int) -> str:
    """The heading over `column`: merged ones stand in the first column they cover."""
    while column >= 0:
        if column < len(line.cells) and line.cells[column] != "":
            return plain(line.cells[column])
        column -= 1
    return ""


def _table(sheet: Sheet, heading: _Heading, words: Mapping[str, Any]) -> Table:
    lines = _Lines(words)
    rows: list[Raw] = []
    nameless: list[int] = []
    for line in sheet.lines[heading.last + 1 :]:
        named = False
        for block in heading.blocks:
            cells = {field: line.cells[n] for field, n in block.items() if n < len(line.cells)}
            if cells.get("name", "") == "":
                continue
            named = True
            if block["name"] not in line.merged:  # else more lines of the same body
                rows.extend(lines.bodies(line, cells))
        if not named and lines.matters(line):
            nameless.append(line.number)
    used = {n for block in heading.blocks for n in block.values()}
    idle = {heading_key(text) for text in words.get("idle", ())}
    first = heading.blocks[0]
    return Table(
        sheet.name,
        {field: heading.texts[n] for field, n in first.items()},
        first,
        tuple(rows),
        tuple(
            text
            for n, text in sorted(heading.texts.items())
            if n not in used and heading_key(text) not in idle
        ),
        tuple(nameless),
        tuple(lines.unlike),
    )


class _Lines:
    """The lines below the heading, one by one; knows the group they stand in."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        inside: Mapping[str, str] = words.get("inside", {})
        self._group, self._sum, self._note = (
            regex(inside.get(key) or "(?!)") for key in ("group", "sum", "note")
        )
        kinds: Mapping[str, Sequence[str]] = words.get("kinds", {})
        self._kinds = {heading_key(text) for texts in kinds.values() for text in texts}
        self._now = ""
        self.unlike: list[int] = []

    def bodies(self, line: Line, cells: Mapping[str, Value]) -> Sequence[Raw]:
        """The body that the cells name; none where they say something else."""
        name = fold_label(plain(cells["name"]))
        name = regex(r"^\d{1,4}[、.．)）]").sub("", name)
        others = [fold_label(plain(cell)) for cell in line.cells if cell != ""]
        if self._note.search(name) or any(map(self._sum.search, (others[0], name))):
            return ()
        bare = self._group.sub("", name)
        others.remove(fold_label(plain(cells["name"])))
        numbered = bare != name or any(self._group.sub("", other) == "" for other in others)
        if numbered and (heading_key(bare) in self._kinds or not others):
            self._now = bare if heading_key(bare) in self._kinds else ""
            return ()
        if len(bare) > _LONGEST or not regex("[一-龥]{2}|[A-Za-z]{3}").search(bare):
            self.unlike.append(line.number)
            return ()
        return (Raw(line.number, {**cells, "name": bare}, self._now),)

    def matters(self, line: Line) -> bool:
        """Whether a line without a name says more than a number, a group's name, a sum or a note;
        a group's name is kept in mind."""
        texts = [
            fold_label(plain(cell))
            for n, cell in enumerate(line.cells)
            if cell != "" and n not in line.merged
        ]
        if not texts or any(self._sum.search(t) or self._note.search(t) for t in texts):
            return False
        bare = self._group.sub("", "".join(texts))
        if heading_key(bare) in self._kinds:
            self._now = bare
            return False
        # A number alone, or a group that is no kind.
        return not (bare == "" or bare.isdecimal() or (len(texts) == 1 and bare != texts[0]))


def _letters(column: int) -> str:
    """A column (from 0) as workbooks name it: A, B … Z, AA …"""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
