"""The parent's one step between reading and judging: what lies around every report of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.across.files import group
from gklint.across.likeness import alike, twins
from gklint.across.model import Surroundings
from gklint.across.names import Names
from gklint.across.peers import peers, regions
from gklint.across.rollup import roll_ups
from gklint.across.years import last_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.across.files import Group
    from gklint.across.model import Digest, Roster
    from gklint.ruleset.model import Pack


class Given(NamedTuple):
    """What a run was given besides its inputs; `previous` None: no earlier reports were given."""

    roster: Roster | None = None
    previous: tuple[Digest, ...] | None = None
    against: Digest | None = None


class Resolved(NamedTuple):
    """`around` stands beside the digests, one each; `groups` are bodies and years."""

    around: tuple[Surroundings, ...]
    groups: tuple[Group, ...]


def resolve(digests: Sequence[Digest], given: Given, packs: Sequence[Pack]) -> Resolved:
    """The surroundings of each of `digests`."""
    names = Names(given.roster)
    groups = group(digests, names)
    earlier = last_years(digests, given.previous or (), names)
    sums = roll_ups(digests, groups, given.roster, names) if given.roster is not None else {}
    texts, tables = alike(digests, groups, packs), twins(digests, groups)
    figures, places = peers(digests, groups), regions(digests, groups, names)
    beside = {
        number: tuple(digests[other] for other in found.numbers if other != number)
        for found in groups
        for number in found.numbers
    }
    known = _given(digests, groups, given, has_earlier=bool(earlier))
    around = []
    for number, digest in enumerate(digests):
        issuers = (digest.issuer, *digest.aliases) if digest.issuer is not None else ()
        entry, match = names.entry(issuers) or (None, None)
        around.append(
            Surroundings(
                given=known,
                previous=earlier.get(number),
                entry=entry,
                match=match,
                rollup=sums.get(number),
                others=beside.get(number, ()),
                against=given.against,
                alike=texts.get(number, ()),
                twins=tables.get(number, ()),
                peers=figures.get(number, {}),
                region=places.get(number),
            )
        )
    return Resolved(tuple(around), groups)


def _given(
    digests: Sequence[Digest], groups: Sequence[Group], given: Given, *, has_earlier: bool
) -> frozenset[str]:
    words = {
        "previous": given.previous is not None or has_earlier,
        "roster": given.roster is not None,
        "bodies": len({found.key for found in groups}) > 1,
        "others": len(digests) > 1,
        "against": given.against is not None,
    }
    return frozenset(word for word, holds in words.items() if holds)
