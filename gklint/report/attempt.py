"""One statutory table of one edition, as far as source tables explain it: an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.report.lexicon import Role
from gklint.report.model import LabelSeen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.document.model import Cell, Table
    from gklint.report.lexicon import Hit
    from gklint.report.lines import Line
    from gklint.ruleset.model import BlockForm, Form, Label, TableForm


class Attempt:
    """What one edition's table explains of the source tables it was shown."""

    def __init__(self, form: Form, table: TableForm) -> None:
        self.form = form
        self.table = table
        self.bound: dict[str, tuple[Table, Cell]] = {}
        self.labels: dict[tuple[str, str], LabelSeen] = {}
        self.unknown: list[tuple[Table, Cell]] = []
        self.claimed: set[tuple[int, int]] = set()  # (block of the table, grid row)
        self.sources: list[Table] = []
        self.exact = 0
        self.headed = False  # a whole header of three columns or more was read
        self.rows_bound: set[str] = set()
        self.blocks_bound: dict[str, int] = {}
        self._order = {
            row.key: number
            for number, row in enumerate(row for block in table.blocks for row in block.rows)
        }

    # What it amounts to ------------------------------------------------------------

    @property
    def read(self) -> int:
        return len(self.bound)

    @property
    def expected(self) -> int:
        return len(self.table.fact_names)

    @property
    def complete(self) -> bool:
        return self.read == self.expected

    @property
    def perfect(self) -> bool:
        """Everything read, by the form's own labels, and nothing left over."""
        return self.complete and not self.labels and not self.unknown

    @property
    def score(self) -> tuple[int, int, int]:
        """Rows explained less rows left over, labels as the form prints them, cells."""
        return len(self.rows_bound) - len(self.unknown), self.exact, self.read

    @property
    def credible(self) -> bool:
        """Enough of the form to be this table at all: a whole block, a header of three columns or
        more with a row, or a fifth of the cells."""
        whole = any(
            self.blocks_bound.get(block.key, 0) >= len(block.rows) * len(block.columns)
            for block in self.table.blocks
        )
        return whole or self.headed or 5 * self.read >= self.expected

    # Reading -----------------------------------------------------------------------

    def bind(
        self, row: Label, pairs: Iterable[tuple[Label, Cell]], line: Line, block: BlockForm
    ) -> None:
        """Hold each cell as the figure of `row` and its column, but those held already."""
        held, table = len(self.bound), line.table
        for column, cell in pairs:
            self.bound.setdefault(f"{self.table.key}.{row.key}.{column.key}", (table, cell))
        new = len(self.bound) - held
        if not new:
            return
        self.claimed.add((table.block, line.row))
        self.rows_bound.add(row.key)
        self.blocks_bound[block.key] = self.blocks_bound.get(block.key, 0) + new
        if not self.sources or self.sources[-1] is not table:
            self.sources.append(table)

    def saw(self, line: Line, cell: Cell, hit: Hit) -> None:
        """Note a label: counted where it is exact, kept where it is changed."""
        if hit.label is None:
            return
        if hit.exact:
            self.exact += 1
            return
        key = (hit.role.name, f"{hit.block.key}.{hit.label.key}")
        if key not in self.labels:
            self.labels[key] = LabelSeen(
                hit.label.key, cell.text, hit.label.text, False, line.table, cell
            )

    def pick(self, line: Line, index: int, group: str | None) -> Hit | None:
        """The row a label cell means: by its group, then as printed, then the next one due."""
        hits = [h for h in line.hits[index] if h.role is Role.ROW and h.label is not None]
        if len(hits) < 2:
            return hits[0] if hits else None
        reached = max((self._order[key] for key in self.rows_bound), default=-1)

        def rank(hit: Hit) -> tuple[bool, bool, bool, int]:
            label = hit.label
            if label is None:
                return (True, True, True, 0)
            order = self._order[label.key]
            return label.group != group, not hit.exact, order <= reached, order

        return min(hits, key=rank)
