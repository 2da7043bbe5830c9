"""The parent's one step between reading and judging: what lies around every report of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.across.likeness import alike, twins
from gklint.across.model import ALONE, Copies, Surroundings
from gklint.across.peers import peers
from gklint.across.regions import LEAST, regions
from gklint.across.rollup import roll_ups
from gklint.across.submissions import Submissions
from gklint.across.years import last_years
from gklint.lang import filled
from gklint.messages.reasons import TOO_FEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.across.files import Group
    from gklint.across.model import Digest, Entry, Match, Roster
    from gklint.lang import Text
    from gklint.ruleset.model import Pack


class Given(NamedTuple):
    """What a run was given besides its inputs; `previous` None: no earlier reports were given."""

    roster: Roster | None = None
    previous: tuple[Digest, ...] | None = None
    against: Digest | None = None


class Resolved(NamedTuple):
    """`around` stands beside the digests that were `held` against each other, one each."""

    around: tuple[Surroundings, ...]
    held: Submissions


def resolve(digests: Sequence[Digest], given: Given, packs: Sequence[Pack]) -> Resolved:
    """The surroundings of each of `digests`."""
    previous = given.previous or ()
    held = Submissions(digests, given.roster, packs, previous)
    names, groups = held.names, held.groups
    earlier = last_years(digests, previous, names, packs)
    sums = roll_ups(held, earlier.found)
    texts, tables = alike(digests, groups, packs), twins(digests, groups, sums, packs)
    figures, places = peers(digests, groups, packs), regions(digests, groups, names)
    beside = {
        number: tuple(digests[other] for other in found.numbers if other != number)
        for found in groups
        for number in found.numbers
    }
    copies = {
        number: _copies(digests, number, found) for found in groups for number in found.numbers
    }
    known = _given(digests, groups, given, has_earlier=bool(earlier.found))
    # Two years in one folder: the earlier year's reports are not asked for the year before them.
    unasked = frozenset(("previous",) if given.previous is None else ())
    around = []
    for number, digest in enumerate(digests):
        entry, match = _entry(digest, held)
        around.append(
            Surroundings(
                given=known if number in earlier.found else known - unasked,
                previous=earlier.found.get(number),
                entry=entry,
                match=match,
                rollup=sums.get(number),
                others=beside.get(number, ()),
                copies=copies.get(number, ALONE),
                against=given.against,
                alike=texts.get(number, ()),
                twins=tables.get(number, ()),
                peers=figures.get(number, {}),
                region=places.get(number),
                why=_why(earlier.why.get(number), entry),
            )
        )
    return Resolved(tuple(around), held)


def _why(previous: Text | None, entry: Entry | None) -> dict[str, Text]:
    """Better reasons than the usual ones, by word of a rule's `needs`."""
    told: dict[str, Text] = {}
    if previous is not None:
        told["previous"] = previous
    if entry is not None and entry.region:
        told["region"] = filled(TOO_FEW, count=str(LEAST))
    return told


def _entry(digest: Digest, held: Submissions) -> tuple[Entry | None, Match | None]:
    """The roster's line for an input; by its file's name where it does not tell its body, or
    could not be read."""
    known = held.names.of(digest) if digest.issuer is not None else held.by_file_name(digest)
    return known.entry, known.match


def _copies(digests: Sequence[Digest], number: int, found: Group) -> Copies:
    """How the other files of the group stand to the input `number`."""
    others = [other for other in found.numbers if other != number]
    if not others and not found.unread:
        return ALONE
    own = digests[number].sha256
    # A file that joined by its name is in doubt itself: so are all others for it.
    doubtful = others if number in found.by_name else found.by_name
    identical = [n for n in others if own and digests[n].sha256 == own]

    def sources(numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(digests[n].source for n in numbers)

    return Copies(
        best=digests[found.best].source,
        by_name=sources(doubtful),
        identical=sources(identical),
        older=sources(found.older),
        unread=sources(found.unread),
    )


def _given(
    digests: Sequence[Digest], groups: Sequence[Group], given: Given, *, has_earlier: bool
) -> frozenset[str]:
    words = {
        "previous": given.previous is not None or has_earlier,
        "roster": given.roster is not None,
        "bodies": len({found.key for found in groups}) > 1,
        "others": len(digests) > 1 or given.against is not None,
        "against": given.against is not None,
    }
    return frozenset(word for word, holds in words.items() if holds)
