"""What the bodies of one region print alike: area code and postcode."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from gklint.across.model import Region
from gklint.report.phones import area_code
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.across.files import Group
    from gklint.across.model import Digest
    from gklint.across.names import Names

LEAST: Final = 5  # bodies that print the same, before it says anything of the others
_MOST: Final = 0.75  # of those that print any
_DISTRICT: Final = 3  # first digits of a postcode, which towns of one county share


def regions(
    digests: Sequence[Digest], groups: Sequence[Group], names: Names
) -> Mapping[int, Region]:
    """For each input by number what most bodies of its region print; none where too few do.

    The region is the roster's, else the place in the body's name as the roster has it.
    """
    members: defaultdict[str, dict[str, Group]] = defaultdict(dict)
    for found in groups:
        digest = digests[found.best]
        if digest.issuer is None:
            continue
        entry = names.of(digest).entry
        if entry is None:
            continue
        place = fold_label(entry.region) or names.spelling.of(entry.name).place
        if len(place) > 1:
            members[place].setdefault(f"{found.key}/{found.year}", found)
    known: dict[int, Region] = {}
    for place, bodies in members.items():
        region = _region(place, [digests[found.best] for found in bodies.values()])
        if region is not None:
            known.update(dict.fromkeys((n for b in bodies.values() for n in b.numbers), region))
    return known


def _region(place: str, digests: Sequence[Digest]) -> Region | None:
    code = _usual(filter(None, (_own_code(digest) for digest in digests)))
    post = _usual(d.postcode[:_DISTRICT] for d in digests if d.postcode is not None)
    if code is None and post is None:
        return None
    return Region(place, code, post, len(digests))


def _own_code(digest: Digest) -> str | None:
    return next((code for phone in digest.phones if (code := area_code(phone)) is not None), None)


def _usual(values: Iterable[str]) -> str | None:
    """What at least `LEAST` of `values` are, and most of them."""
    counts = Counter(values)
    value, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return value if count >= LEAST and count >= _MOST * counts.total() else None
