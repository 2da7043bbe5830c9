"""Which inputs are reports of one body on one year: drafts, scans and pages beside each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.across.model import Digest
    from gklint.across.names import Names


class Group(NamedTuple):
    """The inputs (by number) of one body and year; `best` is the one whose figures count."""

    key: str
    year: int | None
    numbers: tuple[int, ...]
    best: int


def group(digests: Sequence[Digest], names: Names) -> tuple[Group, ...]:
    """Every input of which a report was had, in groups, in the order of their first input."""
    found: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
    for number, digest in enumerate(digests):
        if not digest.problem:
            key = names.key(digest)
            found[key if key is not None else f"\0{digest.source}", digest.year].append(number)
    return tuple(
        Group(key, year, tuple(numbers), numbers[0]) for (key, year), numbers in found.items()
    )
