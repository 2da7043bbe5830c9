"""What a report's cells count for in a sum: numbers, blanks that are zeros, cells of another
edition. What is none of these counts for nothing and is said to be open."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.report.domains import SIGNED, domain
from gklint.report.equations import lines_of, zeros
from gklint.report.model import UNFILLED, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gklint.across.model import Digest
    from gklint.ruleset.model import BlockForm, Form, Label, Pack, TableForm

_ZERO: Final = Decimal(0)


class Counted(NamedTuple):
    """`values` by figure; `open` are figures of which this report says nothing that counts, those
    that its edition does not print in `foreign` too."""

    values: Mapping[str, Decimal]
    open: frozenset[str]
    foreign: frozenset[str]


class Cells:
    """Reads the figures of digests as sums need them; knows the forms of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._places: dict[str, tuple[BlockForm, Label, Label]] = {}
        for form in pack.forms:
            for table in form.tables:
                for block in table.blocks:
                    for row in block.rows:
                        for column in block.columns:
                            name = f"{table.key}.{row.key}.{column.key}"
                            self._places.setdefault(name, (block, row, column))

    def count(self, digest: Digest, names: Iterable[str]) -> Counted:
        """What `digest` gives for each figure of `names`."""
        zeros = self.zeros_of(digest)
        values: dict[str, Decimal] = {}
        unread, foreign = set(), set()
        for name in names:
            figure = digest.facts.get(name)
            if figure is None:
                value = self._from_other_edition(digest, name, zeros)
                if value is None and self._printed(digest, name) is False:
                    foreign.add(name)
            else:
                value = _value(digest, name, zeros)
            if value is None:
                unread.add(name)
            else:
                values[name] = value
        return Counted(values, frozenset(unread), frozenset(foreign))

    def _printed(self, digest: Digest, name: str) -> bool | None:
        """Whether the edition of the digest's table prints the figure; None: no such table."""
        table = self._table(digest, table_of(name))
        return None if table is None else name in table.fact_names

    def _table(self, digest: Digest, key: str) -> TableForm | None:
        form = self._pack.form(digest.editions.get(key))
        return form.table(key) if form is not None else None

    def _from_other_edition(
        self, digest: Digest, name: str, zeros: frozenset[str]
    ) -> Decimal | None:
        """A row that the digest's edition splits in several, or of a whole that is zero there."""
        key, _, rest = name.partition(".")
        row_key, _, column = rest.rpartition(".")
        table = self._table(digest, key)
        if table is None:
            return None
        parts = [
            f"{key}.{row.key}.{column}"
            for block in table.blocks
            for row in block.rows
            if row.group == row_key
        ]
        if parts:
            values = [_value(digest, part, zeros) for part in parts]
            known = [value for value in values if value is not None]
            return sum(known, _ZERO) if len(known) == len(values) else None
        found = self._places.get(name)
        if found is None or found[1].group is None or domain(*found[1:]) == SIGNED:
            return None
        whole = _value(digest, f"{key}.{found[1].group}.{column}", zeros)
        return _ZERO if whole == 0 else None

    def zeros_of(self, digest: Digest) -> frozenset[str]:
        """The blanks that the equations of their tables tell to be zeros."""
        blanks = {n for n, figure in digest.facts.items() if figure.state in UNFILLED}
        values = {n: f.value for n, f in digest.facts.items() if f.value is not None}
        filled = {table_of(name) for name in values}  # a form left empty states no zeros
        found: set[str] = set()
        for key in dict.fromkeys(map(table_of, blanks)):
            table = self._table(digest, key)
            if table is not None and key in filled:
                blocks = tuple(self._blocks(digest, table))
                lines = (line for e in table.equations for line in lines_of(table, blocks, e))
                found |= zeros(lines, values, blanks)
        return frozenset(found)

    def _blocks(self, digest: Digest, table: TableForm) -> Iterator[BlockForm]:
        """The blocks of the table, in the edition in which the digest has their rows."""
        for block in table.blocks:
            others = (
                other
                for form in self._pack.forms
                if (held := form.table(table.key)) is not None
                for other in held.blocks
                if other.key == block.key
            )
            yield max((block, *others), key=lambda b: _held(digest, table.key, b))


def _held(digest: Digest, key: str, block: BlockForm) -> float:
    """The share of a block's figures that the digest has."""
    names = [f"{key}.{row.key}.{column.key}" for row in block.rows for column in block.columns]
    return sum(name in digest.facts for name in names) / len(names)


def _value(digest: Digest, name: str, zeros: frozenset[str]) -> Decimal | None:
    figure = digest.facts.get(name)
    if figure is None:
        return None
    return _ZERO if figure.value is None and name in zeros else figure.value


def form_names(form: Form) -> tuple[str, ...]:
    """Every figure of a form, as it prints them."""
    return tuple(name for table in form.tables for name in table.fact_names)
