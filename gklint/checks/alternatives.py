"""Repairs in words: cells by the form's own names, alternatives of one kind told together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gklint.lang import Localised, filled, listed
from gklint.messages import figures as words
from gklint.report.figures import plain
from gklint.report.locate import at_fact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gklint.balance.locate import Change, Repair
    from gklint.checks.relations import Spot, System
    from gklint.lang import Text
    from gklint.report.model import Report

MOST_LISTED: Final = 6
_LEAST_LISTED: Final = 2
_MOST_CHANGES: Final = 12  # changes told in all, if `_LEAST_LISTED` are
_MANY_ROWS: Final = 7  # rows of one group from which their number stands for them


class Phrases:
    """Says changes of the cells of one table."""

    def __init__(self, report: Report, system: System) -> None:
        self._report = report
        self._spots = system.spots()

    def full(self, change: Change) -> Localised:
        """「表三 → … 现为 13，改为 12」"""
        where = at_fact(self._report, change.cell).text
        template = words.CHANGE if change.reported is not None else words.CHANGE_BLANK
        return filled(template, cell=where, **_numbers(change))

    def brief(self, change: Change, shared: str = "") -> Localised:
        """「“…”行“…”列 13 改为 12」; `shared` ("row" or "column") is told elsewhere."""
        template = words.CHANGED if change.reported is not None else words.FILLED
        return filled(template, cell=self._cell(change.cell, shared), **_numbers(change))

    def full_changes(self, changes: Sequence[Change]) -> Localised:
        """Every change, with the full name of its cell where it is the only one."""
        if len(changes) == 1:
            return self.full(changes[0])
        return self.listed_changes(changes)

    def listed_changes(self, changes: Sequence[Change]) -> Localised:
        """Every change in brief, those of one row or column together."""
        shared = self._shared(changes) if len(changes) > 1 else ""
        if shared:
            told = [self.brief(change, shared) for change in changes]
            return filled(words.OF_LINE, line=self._line(changes[0], shared), changes=listed(told))
        by_row: defaultdict[str, list[Change]] = defaultdict(list)
        for change in changes:
            by_row[self._spots[change.cell].row.key].append(change)
        return listed([self._in_row(some) for some in by_row.values()])

    def _in_row(self, changes: Sequence[Change]) -> Localised:
        """Changes of one row, beside those of others."""
        if len(changes) == 1:
            return self.brief(changes[0])
        told = listed([self.brief(change, "row") for change in changes])
        return filled(words.WITHIN_LINE, line=self._line(changes[0], "row"), changes=told)

    def _line(self, change: Change, shared: str) -> Localised:
        spot = self._spots[change.cell]
        if shared == "row":
            return filled(words.ROW, name=spot.row.name)
        return filled(words.COLUMN, name=spot.column.name)

    def cells(self, names: Sequence[str]) -> Localised:
        """The cells by row and column."""
        return listed(self._cell(name) for name in names)

    def repair(self, repair: Repair) -> Localised:
        """All changes of a repair in brief."""
        changes = self.listed_changes(repair.changes)
        return filled(words.TOGETHER, changes=changes) if len(repair.changes) > 1 else changes

    def listed(self, repairs: Sequence[Repair]) -> Localised:
        """The alternatives, those of one kind together: at most `MOST_LISTED`, and only two where
        they have many changes."""
        groups = self._grouped(repairs)
        told: list[Localised] = []
        cells = 0
        for group in groups[:MOST_LISTED]:
            cells += len(group[0].changes)
            if len(told) >= _LEAST_LISTED and cells > _MOST_CHANGES:
                break
            told.append(self._together(group) if len(group) > 1 else self.repair(group[0]))
        return self._joined(told, len(groups), len(repairs))

    def in_line(self, repairs: Sequence[Repair]) -> Localised:
        """Alternatives of one cell each, in a row or column that was named before."""
        changes = [change for repair in repairs for change in repair.changes]
        shared = self._shared(changes)
        told = [self.brief(change, shared) for change in changes[:MOST_LISTED]]
        return self._joined(told, len(changes), len(changes))

    def _joined(self, told: Sequence[Localised], found: int, count: int) -> Localised:
        others = Localised("；".join(t.zh for t in told), "; ".join(t.en for t in told))
        if found <= len(told):
            return others
        return filled(words.IN_ALL, others=others, count=str(count))

    def _cell(self, name: str, shared: str = "") -> Localised:
        spot = self._spots[name]
        if shared == "row":
            return filled(words.QUOTED, name=spot.column.name)
        if shared == "column":
            return filled(words.QUOTED, name=spot.row.name)
        return filled(words.CELL, row=spot.row.name, column=spot.column.name)

    def _shared(self, changes: Sequence[Change]) -> str:
        """What all cells have in common: "row", "column" or nothing."""
        spots = [self._spots[change.cell] for change in changes]
        if len({spot.row.key for spot in spots}) == 1:
            return "row"
        return "column" if len({spot.column.key for spot in spots}) == 1 else ""

    def _grouped(self, repairs: Sequence[Repair]) -> list[list[Repair]]:
        """Repairs that do the same in other rows, or in other columns, told together."""
        alike: defaultdict[tuple[object, ...], list[Repair]] = defaultdict(list)
        keys = {id(repair): self._keys(repair) for repair in repairs}
        for repair in repairs:
            for key in keys[id(repair)]:
                alike[key].append(repair)
        groups: list[list[Repair]] = []
        told: set[int] = set()
        for repair in repairs:
            if id(repair) in told:
                continue
            open_groups = [[r for r in alike[key] if id(r) not in told] for key in keys[id(repair)]]
            group = max(open_groups, key=len, default=[repair])
            told.update(map(id, group))
            groups.append(group)
        return groups

    def _keys(self, repair: Repair) -> list[tuple[object, ...]]:
        spots = [self._spots[c.cell] for c in repair.changes]
        deltas = [_delta(change) for change in repair.changes]
        keys: list[tuple[object, ...]] = []
        if len(repair.changes) < 2:
            return keys
        if len({spot.row.key for spot in spots}) == 1:
            amounts = zip((s.column.key for s in spots), deltas, strict=True)
            keys.append(("rows", tuple(amounts)))
        if len({spot.column.key for spot in spots}) == 1:
            amounts = zip((s.row.key for s in spots), deltas, strict=True)
            keys.append(("columns", tuple(amounts)))
        return keys

    def _together(self, group: Sequence[Repair]) -> Localised:
        first = group[0]
        spots = [self._spots[c.cell] for c in first.changes]
        in_rows = len({spot.row.key for spot in spots}) == 1
        amounts = listed(
            [
                filled(
                    words.ADDED if _delta(change) > 0 else words.TAKEN,
                    cell=filled(
                        words.COLUMN if in_rows else words.ROW,
                        name=(spot.column if in_rows else spot.row).name,
                    ),
                    amount=plain(abs(_delta(change))),
                )
                for change, spot in zip(first.changes, spots, strict=True)
            ]
        )
        others = [self._spots[repair.changes[0].cell] for repair in group]
        if in_rows:
            return filled(words.IN_ROWS, amounts=amounts, names=self._rows(others))
        names = listed([filled(words.QUOTED, name=spot.column.name) for spot in others])
        return filled(words.IN_COLUMNS, amounts=amounts, names=names)

    def _rows(self, spots: Sequence[Spot]) -> Localised:
        """Rows by name; many rows of one group by their number."""
        by_group: defaultdict[str | None, list[Spot]] = defaultdict(list)
        for spot in spots:
            by_group[_outermost(spot)].append(spot)
        told: list[Localised] = []
        for group, some in by_group.items():
            if group is not None and len(some) >= _MANY_ROWS:
                label = next(g for g in some[0].block.groups if g.key == group)
                name, count = some[0].row.name, str(len(some))
                told.append(filled(words.WITHIN, group=label.name, count=count, row=name))
            else:
                told += [filled(words.QUOTED, name=spot.row.name) for spot in some]
        return listed(told)


def _outermost(spot: Spot) -> str | None:
    group = spot.row.group
    while group is not None:
        label = next((g for g in spot.block.groups if g.key == group), None)
        if label is None or label.group is None:
            return group
        group = label.group
    return None


def _numbers(change: Change) -> dict[str, Text]:
    reported = "" if change.reported is None else plain(change.reported)
    return {"reported": reported, "suggested": plain(change.suggested)}


def _delta(change: Change) -> Decimal:
    return change.suggested - (change.reported or 0)
