"""Where the findings of a document stand in the document as read: stretches of text and cells."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gklint.finding import Confidence
from gklint.outputs.totals import how

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.document.model import Anchor
    from gklint.finding import Finding, Location, Suspect
    from gklint.result import BlockSeen, CellSeen

Spot = tuple[int, int | None]
"""A block by its position in the content, and a cell by its position in the block's cells."""


class Stretch(NamedTuple):
    """Characters `start` to `end` that finding `number` speaks of; `level` as in `Counts`."""

    start: int
    end: int
    number: int
    level: str


class Piece(NamedTuple):
    """A run of text under the same findings. `begins` and `ends` are those that do so here."""

    text: str
    level: str = ""
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[tuple[int, str], ...] = ()


class Proposal(NamedTuple):
    """What a repair of finding `number` would have in a cell; `tier` is how sure it is."""

    number: int
    alternative: int
    value: str
    tier: str


class CellMarks(NamedTuple):
    """Findings by what they say of a cell, number and level: `wrong` doubt it, `maybe` have it as
    one of several equal repairs, `also` only touch it."""

    wrong: tuple[tuple[int, str], ...] = ()
    maybe: tuple[tuple[int, str], ...] = ()
    also: tuple[tuple[int, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()


class Marks(NamedTuple):
    """All marks of a document. `placed` are the findings that stand somewhere in it."""

    stretches: Mapping[Spot, Sequence[Stretch]]
    cells: Mapping[Spot, CellMarks]
    blocks: Mapping[int, Sequence[tuple[int, str]]]
    placed: frozenset[int]
    figures: Mapping[str, Spot]


_GRAVEST = ("mend", "reading", "review", "info")


class _Map:
    """The content by what findings know of it: source blocks, source cells, figures, sections."""

    def __init__(self, content: Sequence[BlockSeen]) -> None:
        self.content = content
        self.by_block: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.cells: dict[tuple[str, int, int, int], Spot] = {}
        self.figures: dict[str, Spot] = {}
        self.tables: dict[str, int] = {}
        self.sections: dict[str, int] = {}
        self._parts = {block.part for block in content}
        for i, block in enumerate(content):
            self.by_block[block.part, block.block].append(i)
            if block.kind == "heading" and block.section is not None:
                self.sections.setdefault(block.section, i)
            for j, cell in enumerate(block.cells):
                own = (block.part, block.block, cell.source_row, cell.index)
                self.cells.setdefault(own, (i, j))
                if cell.fact is not None:
                    self.figures.setdefault(cell.fact, (i, j))
                    self.tables.setdefault(cell.fact.partition(".")[0], i)

    def cell(self, spot: Spot) -> CellSeen:
        block, cell = spot
        assert cell is not None
        return self.content[block].cells[cell]

    def part(self, anchor: Anchor) -> str:
        """The part of the source that an anchor names; "" where the content does not tell parts."""
        return anchor.part if anchor.part in self._parts else ""

    def block(self, anchor: Anchor, evidence: str) -> int | None:
        """The block an anchor names; of several made from it the one that holds the evidence."""
        known = self.by_block.get((self.part(anchor), anchor.block), ())
        return next(
            (i for i in known if evidence and evidence in self.content[i].text),
            next(iter(known), None),
        )


def marks(content: Sequence[BlockSeen], findings: Iterable[Finding]) -> Marks:
    """Where `findings`, numbered from 1, stand in `content`."""
    known = _Map(content)
    stretches: dict[Spot, list[Stretch]] = defaultdict(list)
    cells: dict[Spot, _Cell] = defaultdict(_Cell)
    blocks: dict[int, list[tuple[int, str]]] = defaultdict(list)
    placed: set[int] = set()
    for number, finding in enumerate(findings, 1):
        level = how(finding)
        for suspect in finding.suspects:
            spot = known.figures.get(suspect.fact)
            if spot is not None:
                placed.add(number)
                cells[spot].suspect(number, level, suspect)
        suspected = number in placed
        for relation in finding.relations:
            spot = known.figures.get(relation.fact)
            if spot is not None:
                cells[spot].also.setdefault(number, level)
        where = _stands(known, finding.location, finding.evidence)
        if where is None:
            continue
        placed.add(number)
        block, spot, start, end = where
        if spot is not None and (known.cell(spot).fact is not None or start >= end):
            into = cells[spot].also if suspected else cells[spot].wrong
            into.setdefault(number, level)
        elif start < end:
            stretches[spot or (block, None)].append(Stretch(start, end, number, level))
        elif not suspected:
            blocks[block].append((number, level))
    seen = {spot: cell.marks() for spot, cell in cells.items()}
    return Marks(stretches, seen, blocks, frozenset(placed), known.figures)


class _Cell:
    """What findings say of one cell, as it is gathered; level by number."""

    def __init__(self) -> None:
        self.wrong: dict[int, str] = {}
        self.maybe: dict[int, str] = {}
        self.also: dict[int, str] = {}
        self.proposals: list[Proposal] = []

    def suspect(self, number: int, level: str, suspect: Suspect) -> None:
        sure = suspect.confidence is not Confidence.POSSIBLE
        best = suspect.alternative == 1
        (self.wrong if best and sure else self.maybe if best else self.also)[number] = level
        self.proposals.append(
            Proposal(number, suspect.alternative, suspect.suggested, suspect.confidence.value)
        )

    def marks(self) -> CellMarks:
        maybe = {n: v for n, v in self.maybe.items() if n not in self.wrong}
        also = {n: v for n, v in self.also.items() if n not in self.wrong and n not in maybe}
        best = sorted(self.proposals, key=lambda p: (p.number, p.alternative))
        return CellMarks(
            tuple(self.wrong.items()), tuple(maybe.items()), tuple(also.items()), tuple(best)
        )


def _stands(known: _Map, at: Location, evidence: str) -> tuple[int, Spot | None, int, int] | None:
    """Block, cell and characters of a location: the nearest that the content has."""
    if at.fact is not None and at.fact in known.figures:
        spot = known.figures[at.fact]
        return spot[0], spot, 0, 0
    anchor = at.place.anchor if at.place is not None else None
    block = known.block(anchor, evidence) if anchor is not None else None
    if anchor is not None and block is not None:
        seen = known.content[block]
        found: Spot | None = None
        text, generated = seen.text, seen.generated
        if anchor.row is not None and anchor.cell is not None:
            found = known.cells.get((known.part(anchor), anchor.block, anchor.row, anchor.cell))
            if found is None:
                return block, None, 0, 0
            text, generated = known.cell(found).text, known.cell(found).generated
        if anchor.offset is None:
            return block, found, 0, 0
        start = anchor.offset + generated
        end = min(len(text), start + (anchor.length or 0))
        return block, found, start, end
    if at.table is not None and at.table in known.tables:
        return known.tables[at.table], None, 0, 0
    if at.section is not None and at.section in known.sections:
        return known.sections[at.section], None, 0, 0
    return None


def pieces(text: str, stretches: Sequence[Stretch]) -> tuple[Piece, ...]:
    """`text` cut where a stretch begins or ends."""
    if not stretches:
        return (Piece(text),) if text else ()
    edges = sorted({0, len(text), *(s.start for s in stretches), *(s.end for s in stretches)})
    out = []
    for low, high in pairwise(edges):
        over = [s for s in stretches if s.start <= low and high <= s.end]
        levels = {s.level for s in over}
        out.append(
            Piece(
                text[low:high],
                next((level for level in _GRAVEST if level in levels), ""),
                tuple(s.number for s in over),
                tuple(s.number for s in over if s.start == low),
                tuple((s.number, s.level) for s in over if s.end == high),
            )
        )
    return tuple(out)


def gravest(levels: Iterable[str]) -> str:
    """The gravest of `levels`, "" where there is none."""
    found = set(levels)
    return next((level for level in _GRAVEST if level in found), "")
