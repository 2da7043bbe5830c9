"""Figures among bodies of the same kind."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gklint.across.model import Peers
from gklint.report.domains import AMOUNT, domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.across.files import Group
    from gklint.across.model import Digest
    from gklint.ruleset.model import Pack

_UNKNOWN: Final = "unknown"


def peers(
    digests: Sequence[Digest], groups: Sequence[Group], packs: Sequence[Pack]
) -> Mapping[int, Mapping[str, Peers]]:
    """For each input by number its amounts of money among the other bodies of its kind and level.

    One file a body counts. Counts of requests or documents are left out: they differ from body to
    body by their nature, and nothing asks for them.
    """
    alike: defaultdict[tuple[object, ...], list[Group]] = defaultdict(list)
    for found in groups:
        best = digests[found.best]
        if best.kind != _UNKNOWN:
            alike[best.pack, found.year, best.kind, best.level].append(found)
    amounts = tuple(dict.fromkeys(name for pack in packs for name in _amounts(pack)))
    known: dict[int, dict[str, Peers]] = {}
    for bodies in alike.values():
        for name in amounts:
            values = [(digests[found.best].value(name), found) for found in bodies]
            numbers = sorted(value for value, _ in values if value is not None)
            for value, found in values:
                among = _without(numbers, value)
                if among is not None:
                    for number in found.numbers:
                        known.setdefault(number, {})[name] = among
    return known


def _without(numbers: Sequence[Decimal], own: Decimal | None) -> Peers | None:
    """What `numbers`, sorted, come to without one that is `own`."""
    count = len(numbers)
    skipped = count
    if own is not None:
        count -= 1
        skipped = bisect_left(numbers, own)
    if count == 0:
        return None

    def at(place: int) -> Decimal:
        return numbers[place if place < skipped else place + 1]

    median = (at((count - 1) // 2) + at(count // 2)) / 2
    return Peers(count, median, at(count - 1))


def _amounts(pack: Pack) -> Iterator[str]:
    """The figures that the pack's forms declare to be amounts of money."""
    for form in pack.forms:
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    for column in block.columns:
                        if domain(row, column) == AMOUNT:
                            yield f"{table.key}.{row.key}.{column.key}"
