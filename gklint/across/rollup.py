"""What the bodies below a report come to: sums cell by cell, with the missing ones named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.files import Group
    from gklint.across.model import Digest, RollUp, Roster
    from gklint.across.names import Names


def roll_ups(
    digests: Sequence[Digest], groups: Sequence[Group], roster: Roster, names: Names
) -> Mapping[int, RollUp]:
    """The roll-up for each input (by number) that the roster makes a parent of other bodies."""
    return {}
