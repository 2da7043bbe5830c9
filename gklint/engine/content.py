"""The document as it was read, as plain data for outputs; personal data is masked in all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.model import Embedded, Image, Paragraph, Table
from gklint.mask import mask
from gklint.report.locate import section_at
from gklint.result import BlockSeen, CellSeen

if TYPE_CHECKING:
    from gklint.report.model import Report


def content(report: Report) -> tuple[BlockSeen, ...]:
    """The blocks of the article in reading order, its title first where the page prints it above;
    every figure's cell names its fact."""
    headings = {section.span.block for section in report.sections if not section.inline}
    titles = {span.block for span in report.title.spans} if report.title is not None else set()
    facts = {
        (fact.table.block, fact.cell.row, fact.cell.col): name
        for name, fact in report.facts.items()
        if fact.table is not None and fact.cell is not None
    }
    blocks = report.document.blocks
    above = [blocks[number] for number in sorted(titles) if number < report.first]
    seen = []
    for block in (*above, *blocks[report.first : report.last]):
        section = section_at(report, block.block)
        key = section.key if section is not None else None
        anchor = block.place().anchor
        place, part = anchor.block, anchor.part
        made = BlockSeen("", "", place, key, part=part, page=block.page)
        if isinstance(block, Paragraph):
            kind = (
                "title"
                if block.block in titles
                else "heading"
                if block.block in headings
                else "paragraph"
            )
            made = made._replace(
                kind=kind,
                text=mask(block.text, in_place=True),
                generated=block.generated,
                scanned=block.scanned,
            )
        elif isinstance(block, Table):
            cells = _cells(block, facts)
            made = made._replace(kind="table", cells=cells, scanned=block.scanned)
        elif isinstance(block, Image):
            made = made._replace(kind="image", text=mask(block.alt or ""))
        elif isinstance(block, Embedded):
            made = made._replace(kind="embedded", text=block.kind)
        seen.append(made)
    return tuple(seen)


def _cells(table: Table, facts: dict[tuple[int, int, int], str]) -> tuple[CellSeen, ...]:
    seen = []
    for cell in table.cells:
        fact = facts.get((table.block, cell.row, cell.col))
        # A figure is a figure, also one of eleven digits: an amount in yuan.
        text = cell.text if fact is not None else mask(cell.text, in_place=True)
        seen.append(
            CellSeen(
                text,
                cell.row,
                cell.col,
                cell.rowspan,
                cell.colspan,
                cell.source_row,
                cell.index,
                fact,
                cell.generated,
            )
        )
    return tuple(seen)
