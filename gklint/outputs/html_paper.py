"""The document as read, ready to be drawn: paragraphs in pieces, tables as printed, marks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.lang import localise
from gklint.outputs.html_marks import CellMarks, Piece, Stretch, gravest, pieces
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gklint.lang import Lang
    from gklint.outputs.html_marks import Marks, Proposal
    from gklint.result import BlockSeen, CellSeen, DocumentResult

MAX_CELLS: Final = 4000
"""Cells of one table that are drawn; the statutory tables have some 300."""

_FIGURE: Final = r"\s*-?[\d０-９,，.．]+\s*"


class Marked(NamedTuple):
    """What findings say of a cell. `level` is the gravest of what doubts it, `maybe` where it is
    one of several repairs, `touched` where findings only concern it; `ids` are the findings whose
    place this is, `numbers` all findings that show here."""

    pieces: tuple[Piece, ...]
    level: str
    maybe: bool
    touched: bool
    ids: tuple[int, ...]
    numbers: tuple[int, ...]
    badges: tuple[tuple[int, str], ...]
    proposals: tuple[Proposal, ...]


class CellView(NamedTuple):
    """A cell to draw. `kind` is "figure", "row" (a row's label), "label", "unbound" or "gap";
    `span` (rows, columns)."""

    kind: str
    text: str = ""
    span: tuple[int, int] = (1, 1)
    fact: str = ""
    marked: Marked | None = None


class BlockView(NamedTuple):
    """A block to draw; `missing` are figures that were not read, told after their table. `page` is
    told where a new one begins, `scanned` of a table read from a picture."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    ids: tuple[int, ...] = ()
    badges: tuple[tuple[int, str], ...] = ()
    rows: tuple[tuple[CellView, ...], ...] = ()
    cut: bool = False
    label: str = ""
    missing: tuple[tuple[str, int], ...] = ()
    page: int | None = None
    scanned: bool = False


class Paper:
    """Draws one document; a finding's place gets its id once."""

    def __init__(self, result: DocumentResult, marks: Marks, lang: Lang) -> None:
        self._result, self._marks, self._lang = result, marks, lang
        self._given: set[int] = set()
        self._strong = {n for c in marks.cells.values() for n, _ in (*c.wrong, *c.maybe)}
        self._strong |= {s.number for found in marks.stretches.values() for s in found}
        self._strong |= {n for found in marks.blocks.values() for n, _ in found}
        self._partly = {c.table for c in result.coverage if c.read < c.expected}

    def blocks(self) -> tuple[BlockView, ...]:
        last = {
            cell.fact.partition(".")[0]: i
            for i, block in enumerate(self._result.content)
            for cell in block.cells
            if cell.fact is not None
        }
        missing = missing_cells(self._result, self._lang)
        after = {last[table]: told for table, told in missing.items() if table in last}
        blocks = self._result.content
        before = (None, *(block.page for block in blocks))
        return tuple(
            self._block(i, block)._replace(
                missing=after.get(i, ()),
                page=block.page if block.page != page else None,
                scanned=block.scanned and block.kind == "table",
            )
            for i, (block, page) in enumerate(zip(blocks, before, strict=False))
        )

    def _block(self, i: int, block: BlockSeen) -> BlockView:
        whole = self._marks.blocks.get(i, ())
        ids = self._ids(n for n, _ in whole)
        if block.kind == "table":
            rows = self._rows(i, block.cells[:MAX_CELLS])
            cut = len(block.cells) > MAX_CELLS
            return BlockView("table", (), ids, tuple(whole), rows, cut)
        if block.kind in ("image", "embedded"):
            return BlockView(block.kind, ids=ids, badges=tuple(whole), label=block.text)
        inside = self._pieces(block.text, self._marks.stretches.get((i, None), ()))
        return BlockView(block.kind, inside, ids, tuple(whole))

    def _pieces(self, text: str, stretches: Sequence[Stretch]) -> tuple[Piece, ...]:
        return tuple(
            piece._replace(begins=self._ids(piece.begins)) if piece.begins else piece
            for piece in pieces(text, stretches)
        )

    def _ids(self, numbers: Iterable[int]) -> tuple[int, ...]:
        fresh = tuple(n for n in dict.fromkeys(numbers) if n not in self._given)
        self._given.update(fresh)
        return fresh

    def _rows(self, i: int, cells: Sequence[CellSeen]) -> tuple[tuple[CellView, ...], ...]:
        tables = {c.fact.partition(".")[0] for c in cells if c.fact is not None}
        partly = bool(tables & self._partly)
        rows = {cell.row for cell in cells if cell.fact is not None}
        views = {
            (cell.row, cell.col): self._cell((i, j), cell, partly, cell.row in rows)
            for j, cell in enumerate(cells)
        }
        return tuple(_grid(views))

    def _cell(self, spot: tuple[int, int], cell: CellSeen, partly: bool, figures: bool) -> CellView:
        kind = "row" if figures and cell.rowspan == 1 else "label"
        if cell.fact is not None:
            kind = "figure"
        elif partly and regex(_FIGURE).fullmatch(cell.text):
            kind = "unbound"
        span = (cell.rowspan, cell.colspan)
        return CellView(kind, cell.text, span, cell.fact or "", self._marked(spot, cell.text))

    def _marked(self, spot: tuple[int, int], text: str) -> Marked | None:
        found = self._marks.cells.get(spot)
        stretches = self._marks.stretches.get(spot, ())
        if found is None and not stretches:
            return None
        found = found or CellMarks()
        doubted = (*found.wrong, *found.maybe)
        weak = [n for n, _ in found.also if n not in self._strong]
        return Marked(
            self._pieces(text, stretches),
            gravest(level for _, level in found.wrong),
            bool(found.maybe) and not found.wrong,
            bool(found.also) and not doubted,
            self._ids((*(n for n, _ in doubted), *weak)),
            tuple(dict.fromkeys(n for n, _ in (*doubted, *found.also))),
            doubted,
            found.proposals,
        )


def _grid(views: dict[tuple[int, int], CellView]) -> Iterator[tuple[CellView, ...]]:
    """Cells row by row, with fillers where the grid has a position that no cell covers."""
    by_row: dict[int, list[tuple[int, CellView]]] = defaultdict(list)
    width = height = 0
    for (row, col), view in views.items():
        by_row[row].append((col, view))
        width = max(width, col + view.span[1])
        height = max(height, row + 1)
    until = [0] * width  # the row from which a column is free again
    for row in range(height):
        line: list[CellView] = []
        at = 0
        for col, view in sorted(by_row.get(row, ()), key=lambda item: item[0]):
            line += [CellView("gap") for c in range(at, col) if until[c] <= row]
            line.append(view)
            at = col + view.span[1]
            until[col:at] = [row + view.span[0]] * view.span[1]
        line += [CellView("gap") for c in range(at, width) if until[c] <= row]
        yield tuple(line)


def missing_cells(result: DocumentResult, lang: Lang) -> dict[str, tuple[tuple[str, int], ...]]:
    """By table: the rows of which cells were not read, each with how many."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for fact in result.facts:
        if fact.state == "absent":
            row = localise(fact.label, lang).rpartition(" → ")[0]
            told = found[fact.name.partition(".")[0]]
            told[row] = told.get(row, 0) + 1
    return {table: tuple(rows.items()) for table, rows in found.items()}
