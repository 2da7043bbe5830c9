"""Text and tables that several bodies share.

Text: what a district's template gives to many bodies is left out first; MinHash then names the
pairs worth comparing, and those are compared in full. A thousand reports take seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil, log2
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.model import Likeness
from gklint.across.prose import WORDS, bounds, called, own_words, sections
from gklint.report.model import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gklint.across.files import Group
    from gklint.across.model import Digest, RollUp
    from gklint.across.prose import Bounds, Words
    from gklint.ruleset.model import Pack

_MOST: Final = 3  # other bodies named for one section
_COMPARED: Final = 12  # others compared in full; from there on those in a crowd are only counted
_WORTH: Final = 0.6  # share of runs in common from which two texts are compared in full
_HASHES, _ROWS, _SEED = 128, 2, 42  # 64 bands of 2: pairs from about 0.3 in common are found


class _Text(NamedTuple):
    number: int
    body: str
    words: Words


def alike(
    digests: Sequence[Digest], groups: Sequence[Group], packs: Sequence[Pack]
) -> Mapping[int, tuple[Likeness, ...]]:
    """For each input by number the other bodies' reports with much the same prose."""
    found: defaultdict[int, list[Likeness]] = defaultdict(list)
    for pack in packs:
        held = [g for g in groups if digests[g.best].pack == pack.key]
        for year in dict.fromkeys(g.year for g in held):
            of_year = [g for g in held if g.year == year]
            if len(of_year) > 1:
                for key in sections(pack):
                    for number, likeness in _section(digests, of_year, pack, key):
                        found[number].append(likeness)
    return {number: tuple(items) for number, items in found.items()}


def _section(
    digests: Sequence[Digest], groups: Sequence[Group], pack: Pack, key: str
) -> Iterator[tuple[int, Likeness]]:
    texts = [
        _Text(g.best, g.key, own_words(raw, pack, called(digests[g.best])))
        for g in groups
        if (raw := digests[g.best].texts.get(key))
    ]
    least = bounds(pack)
    texts = _without_template(texts, len(groups), least)
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other in _candidates(texts):
        grams, others = texts[one].words.grams, texts[other].words.grams
        common = len(grams & others)
        for a, b, size in ((one, other, len(grams)), (other, one, len(others))):
            if common >= _WORTH * size:
                near[a].append((common / size, b))
    for one, like in near.items():
        words = texts[one].words
        like.sort(key=lambda pair: (-pair[0], pair[1]))
        shares = ((words.shared(texts[b].words).share, b) for _, b in like[:_COMPARED])
        told = sorted(
            (pair for pair in shares if pair[0] >= least.alike), key=lambda p: (-p[0], p[1])
        )
        bodies = 1 + max(len(told), sum(ratio >= least.alike for ratio, _ in like))
        for share, other in told[:_MOST]:
            digest = digests[texts[other].number]
            yield (
                texts[one].number,
                Likeness(
                    key,
                    digest.issuer or digest.source,
                    digest.source,
                    share,
                    digest.texts[key],
                    bodies,
                ),
            )


def _without_template(texts: Sequence[_Text], bodies: int, least: Bounds) -> list[_Text]:
    """The texts without the sentences of the district's template, where enough is left."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(text.words.sayings)
    many = max(least.template["bodies"], ceil(least.template["share"] * bodies))
    template = frozenset(sentence for sentence, count in seen.items() if count >= many)
    own = [
        text._replace(words=text.words.without(template)) if template else text for text in texts
    ]
    return [text for text in own if text.words.size >= least.shortest and text.words.grams]


def _candidates(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Pairs of texts of different bodies that may have much in common."""
    if len(texts) < 2:
        return
    from rensa import RMinHash, RMinHashLSH

    hashes = RMinHash.from_token_sets(
        [
            sorted(gram.encode("utf-8", "surrogatepass") for gram in text.words.grams)
            for text in texts
        ],
        num_perm=_HASHES,
        seed=_SEED,
    )
    index = RMinHashLSH(threshold=0.3, num_perm=_HASHES, num_bands=_HASHES // _ROWS)
    index.insert_pairs(list(enumerate(hashes)))
    for one, others in enumerate(index.query_all(hashes)):
        for other in sorted(set(others)):
            if one < other and texts[one].body != texts[other].body:
                yield one, other


def twins(
    digests: Sequence[Digest],
    groups: Sequence[Group],
    sums: Mapping[int, RollUp],
    packs: Sequence[Pack],
) -> Mapping[int, tuple[Likeness, ...]]:
    """For each input by number the other bodies with the same figures in a table.

    A body and one that rolls up into it are no pair: `sums` tell which do.
    """
    same: defaultdict[tuple[str, int | None, frozenset[tuple[str, Decimal]]], list[Group]] = (
        defaultdict(list)
    )
    least = {pack.key: bounds(pack).table for pack in packs if WORDS in pack.words}
    for held in groups:
        digest = digests[held.best]
        for table, figures in _tables(digest, least.get(digest.pack or "")).items():
            same[table, held.year, figures].append(held)
    found: defaultdict[int, list[Likeness]] = defaultdict(list)
    for (table, _, _), held_by in same.items():
        for one in held_by:
            others = [
                digests[other.best]
                for other in held_by
                if other.key != one.key and not _related(digests, one, other, sums)
            ]
            for digest in others[:_MOST]:
                found[one.best].append(
                    Likeness(
                        table,
                        digest.issuer or digest.source,
                        digest.source,
                        1.0,
                        bodies=len(others) + 1,
                    )
                )
    return {number: tuple(items) for number, items in found.items()}


def _tables(
    digest: Digest, least: Mapping[str, float] | None
) -> Mapping[str, frozenset[tuple[str, Decimal]]]:
    """By table its figures other than 0, where they tell enough; none where nothing says when."""
    if least is None:
        return {}
    tables: defaultdict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for name, figure in digest.facts.items():
        if figure.value:
            tables[table_of(name)].append((name, figure.value))
    return {
        table: frozenset(figures)
        for table, figures in tables.items()
        if len(figures) >= least["figures"]
        and _bits(value for _, value in figures) >= least["bits"]
    }


def _bits(values: Iterable[Decimal]) -> float:
    """What figures tell, and that they stand where they do; halved, as totals tell nothing new."""
    return sum(1 + log2(1 + abs(float(value))) for value in values) / 2


def _related(
    digests: Sequence[Digest], one: Group, other: Group, sums: Mapping[int, RollUp]
) -> bool:
    """Whether one body rolls up into the other, or is its office (by its name)."""
    for parent, child in ((one, other), (other, one)):
        rolled = sums.get(parent.best)
        if rolled is not None and digests[child.best].source in {m.source for m in rolled.members}:
            return True
        name, longer = digests[parent.best].issuer, digests[child.best].issuer
        if name and longer and longer.startswith(name):
            return True
    return False
