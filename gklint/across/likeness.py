"""Text and tables that several bodies share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.files import Group
    from gklint.across.model import Digest, Likeness, RollUp
    from gklint.ruleset.model import Pack


def alike(
    digests: Sequence[Digest], groups: Sequence[Group], packs: Sequence[Pack]
) -> Mapping[int, tuple[Likeness, ...]]:
    """For each input by number the other bodies' reports with much the same prose."""
    return {}


def twins(
    digests: Sequence[Digest], groups: Sequence[Group], sums: Mapping[int, RollUp]
) -> Mapping[int, tuple[Likeness, ...]]:
    """For each input by number the other bodies with the same figures in a table."""
    return {}
