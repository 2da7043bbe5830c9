"""Tables while their pieces on several pages are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.paged.lines import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.document.paged.filling import Content
    from gklint.document.paged.pieces import Piece


class Slot:
    """A cell of a table that is being joined, `left` to `right` by the table's first page."""

    __slots__ = ("_text", "left", "parts", "right", "row", "rowspan")

    def __init__(self, row: int, rowspan: int, left: float, right: float, part: Content) -> None:
        self.row = row
        self.rowspan = rowspan
        self.left = left
        self.right = right
        self.parts = [part]
        self._text: str | None = None

    def take(self, below: Slot) -> None:
        """Go on with `below`, which is the rest of this cell on the next page."""
        self.parts += below.parts
        self._text = None

    @property
    def text(self) -> str:
        if self._text is None:
            lines = [line for part in self.parts for line in part.lines]
            self._text = joined(lines, self.parts[0].full) if lines else ""
        return self._text

    @property
    def loose(self) -> bool:
        """Whether a border is missing at the page break: the cell goes on."""
        return any(part.loose for part in self.parts)

    @property
    def page(self) -> int:
        return self.parts[0].page


class Joint:
    """A whole table: the slots of all its pages.

    `head` are those of its first two pages, among them the header; `lowest` those that reach its
    last row; `edges` the places where columns begin or end; `figures` where columns of figures do.
    What a page adds is told from these, so that many pages cost no more than their number.
    """

    __slots__ = ("edges", "figures", "head", "lowest", "n_rows", "pieces", "slots")

    def __init__(self, piece: Piece, slots: Sequence[Slot]) -> None:
        self.pieces = [piece]
        self.slots = list(slots)
        self.n_rows = piece.n_rows
        self.edges = {x for slot in slots for x in (slot.left, slot.right)}
        self.figures = figures_from(slots)
        self.head = list(slots)
        self.lowest = [slot for slot in slots if slot.row + slot.rowspan == self.n_rows]

    def add(self, piece: Piece, slots: Sequence[Slot]) -> None:
        """`slots` of `piece`, their rows counted from the table's first; those of `lowest` may have
        grown."""
        both = [*self.lowest, *slots]
        self.pieces.append(piece)
        self.slots += slots
        self.n_rows = max(slot.row + slot.rowspan for slot in both)
        self.edges.update(x for slot in slots for x in (slot.left, slot.right))
        self.figures = min(self.figures, figures_from(slots))
        if len(self.pieces) == 2:
            self.head = list(self.slots)
        self.lowest = [slot for slot in both if slot.row + slot.rowspan == self.n_rows]


def figures_from(slots: Iterable[Slot]) -> float:
    """The left edge of the first column that holds figures."""
    return min(
        (slot.left for slot in slots if slot.rowspan == 1 and is_figure(slot.text)),
        default=float("inf"),
    )


def is_figure(text: str) -> bool:
    """Whether a cell holds something, and nothing of it is a letter: a number, a dash."""
    return text.isdigit() or (bool(text) and not any(map(str.isalpha, text)))
