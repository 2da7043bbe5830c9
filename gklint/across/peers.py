"""Figures among bodies of the same kind, and what a region's bodies print alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.files import Group
    from gklint.across.model import Digest, Peers, Region
    from gklint.across.names import Names


def peers(digests: Sequence[Digest], groups: Sequence[Group]) -> Mapping[int, Mapping[str, Peers]]:
    """For each input by number its figures among the other bodies of its kind and level."""
    return {}


def regions(
    digests: Sequence[Digest], groups: Sequence[Group], names: Names
) -> Mapping[int, Region]:
    """For each input by number what most bodies of its region (by the roster) print."""
    return {}
