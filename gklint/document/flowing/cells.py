"""The text of a cell from what stands in it; one way for every format of word processors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.flowing.drafts import ParagraphDraft, TableDraft

if TYPE_CHECKING:
    from gklint.document.flowing.drafts import Draft
    from gklint.document.flowing.grid import RawCell, RawRow


def fill(cell: RawCell, content: list[Draft], row: RawRow, table: TableDraft) -> None:
    """Puts `content` into `cell`, and the cell into `row` of `table`."""
    texts: list[str] = []
    for draft in content:
        if isinstance(draft, ParagraphDraft):
            if draft.label and not any(texts):
                cell.generated = len(draft.label)
            texts.append(draft.label + draft.text)
        elif isinstance(draft, TableDraft):
            if draft.nested or sum(len(inner.cells) for inner in draft.rows) > 1:
                table.nested = True
            else:  # a frame round text, not a table
                texts.extend(inner.text for line in draft.rows for inner in line.cells)
    cell.text = texts[0] if len(texts) == 1 else "\n".join(texts).strip("\n")
    table.cells.append(content)
    row.cells.append(cell)
