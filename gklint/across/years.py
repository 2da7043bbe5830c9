"""Last year's report of each body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.across.model import Previous

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.model import Digest
    from gklint.across.names import Names


def last_years(
    digests: Sequence[Digest], older: Sequence[Digest], names: Names
) -> Mapping[int, Previous]:
    """For each input by number the report on the year before by the same body, among `older` and
    the run's own inputs."""
    found: dict[int, Previous] = {}
    for number, digest in enumerate(digests):
        for other in (*older, *digests):
            if digest.year is None or other.problem or other.year != digest.year - 1:
                continue
            match = names.same(digest, other)
            if match is not None:
                found[number] = Previous(other, match)
                break
    return found
