"""A report's own words: its prose without what every report says alike, with the way back.

`own_words` leaves out statutory terms, titles, figures, dates and names (data, `words/likeness`);
what remains is compared by runs of characters (`Words.shared`). Sentences that differ in a few
words count in part.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.patterns import regex
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gklint.across.model import Digest
    from gklint.ruleset.model import Pack

WORDS: Final = "likeness"
"""The list of words (``words/likeness.yaml``) that says what is left out."""

GRAM: Final = 8
"""Characters in a row that two texts share only where one was taken from the other, or both from
a third."""
NEAR: Final = 0.8
"""Likeness of two sentences from which on one counts as taken from the other, in part."""
_SHORTEST: Final = 10  # characters of a sentence that is looked for in the other text
_STOPS: Final = r"[。；！？;!?\n]"
_SIGNS: Final = r"[\s，、：:,.“”‘’\"'（）()【】\[\]—–·…/\\-]+"


class Passage(NamedTuple):
    """Characters `start` to `end` of the prose, of which `length` are its own words."""

    start: int
    end: int
    length: int


class Words:
    """The own words of one text: `text` with sentences ended by line breaks, `origin` where each
    character came from."""

    def __init__(self, raw: str, text: str, origin: Sequence[int]) -> None:
        self.raw, self.text, self.origin = raw, text, origin

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence in `text`."""
        ends = [i for i, char in enumerate(self.text) if char == "\n"]
        bounds = [-1, *ends, len(self.text)]
        return tuple((a + 1, b) for a, b in pairwise(bounds) if b > a + 1)

    @cached_property
    def sayings(self) -> frozenset[str]:
        """The sentences themselves."""
        return frozenset(self.text[start:end] for start, end in self.sentences)

    @property
    def size(self) -> int:
        """Characters without the ends of sentences."""
        return len(self.text) - self.text.count("\n")

    @cached_property
    def grams(self) -> frozenset[str]:
        """Every run of `GRAM` characters inside a sentence."""
        text = self.text
        return frozenset(
            text[i : i + GRAM]
            for start, end in self.sentences
            for i in range(start, end - GRAM + 1)
        )

    def without(self, sentences: Collection[str]) -> Words:
        """These words without some sentences."""
        text: list[str] = []
        origin: list[int] = []
        for start, end in self.sentences:
            if self.text[start:end] not in sentences:
                text += [self.text[start:end], "\n"]
                origin += [*self.origin[start:end], self.origin[end - 1]]
        return Words(self.raw, "".join(text), origin)

    def shared(self, other: Words) -> Shared:
        """How much of this text is in `other`, and the passages, longest first."""
        taken = bytearray(len(self.text))
        for start, end in self.sentences:
            if self.text[start:end] in other.sayings:
                taken[start:end] = b"\1" * (end - start)
                continue
            for i in range(start, end - GRAM + 1):
                if self.text[i : i + GRAM] in other.grams:
                    taken[i : i + GRAM] = b"\1" * GRAM
        credit = float(sum(taken))
        for start, end in self.sentences:
            held = sum(taken[start:end])
            if end - start >= _SHORTEST and held < end - start:
                likeness = _nearest(self.text[start:end], other)
                if likeness >= NEAR:
                    credit += max(0.0, likeness * (end - start) - held)
                    taken[start:end] = b"\1" * (end - start)
        share = credit / self.size if self.size else 0.0
        return Shared(min(share, 1.0), tuple(self._passages(taken)))

    def _passages(self, taken: bytearray) -> Iterator[Passage]:
        """Runs of taken characters as passages of the prose; sentences in a row are one."""
        runs: list[list[int]] = []
        for i, flag in enumerate(taken):
            if flag:
                if runs and all(self.text[k] == "\n" for k in range(runs[-1][1], i)):
                    runs[-1][1] = i + 1
                else:
                    runs.append([i, i + 1])
        found = [
            Passage(
                self.origin[start],
                self.origin[end - 1] + 1,
                end - start - self.text.count("\n", start, end),
            )
            for start, end in runs
        ]
        yield from sorted(found, key=lambda p: (-p.length, p.start))


class Shared(NamedTuple):
    """`share` (0 to 1) of one text that is in another, and its passages, longest first."""

    share: float
    passages: tuple[Passage, ...]


def own_words(raw: str, pack: Pack, names: Iterable[str] = ()) -> Words:
    """The own words of `raw`; `names` are the body's, which are left out too."""
    data = pack.words.get(WORDS, {})
    text = fold_width(raw)
    kept = bytearray(b"\1" * len(text))
    for name in sorted(_names(data, names), key=len, reverse=True):
        _blank_out(kept, _every(text, name))
    for key in ("drop", "own", "phrases"):
        for pattern in data.get(key, ()):
            _blank_out(kept, (match.span() for match in regex(pattern).finditer(text)))
    _blank_out(kept, (match.span() for match in regex(_SIGNS).finditer(text)))
    stops = {match.start() for match in regex(_STOPS).finditer(text)}
    chars: list[str] = []
    origin: list[int] = []
    for i, flag in enumerate(kept):
        if i in stops:
            if chars and chars[-1] != "\n":
                chars.append("\n")
                origin.append(i)
        elif flag:
            chars.append(text[i])
            origin.append(i)
    return Words(raw, "".join(chars), origin)


def sections(pack: Pack) -> tuple[str, ...]:
    """The parts that are compared; none where the pack says nothing of it."""
    return tuple(pack.words.get(WORDS, {}).get("sections", ()))


class Bounds(NamedTuple):
    """From where on something is told, by the pack's list of words, which says what each means."""

    shortest: int
    alike: float
    template: Mapping[str, float]
    table: Mapping[str, float]


def bounds(pack: Pack) -> Bounds:
    """The pack's bounds. The rules that need them are refused where one is missing."""
    data = pack.words[WORDS]
    return Bounds(*(data[key] for key in Bounds._fields))


def called(digest: Digest) -> tuple[str, ...]:
    """What a report's body calls itself."""
    return (digest.issuer, *digest.aliases) if digest.issuer is not None else ()


def _names(data: Mapping[str, Any], names: Iterable[str]) -> set[str]:
    """Names of bodies with the places in them and what follows the places they begin with."""
    found: set[str] = set()
    place = data.get("place") or "(?!)"
    for name in names:
        found.add(name)
        match = regex(f"(?:{place})+").match(name)
        if match is not None:
            found |= {match[0], name[match.end() :], *regex(place).findall(name)}
    return {name for name in found if len(name) > 1}


def _every(text: str, name: str) -> Iterator[tuple[int, int]]:
    start = text.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = text.find(name, start + len(name))


def _blank_out(kept: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        kept[start:end] = bytes(end - start)


def _nearest(sentence: str, other: Words) -> float:
    """The likeness (0 to 1) of the other text's sentence that is most like this one."""
    from rapidfuzz import fuzz, process

    choices = [other.text[start:end] for start, end in other.sentences]
    best = process.extractOne(sentence, choices, scorer=fuzz.ratio, score_cutoff=NEAR * 100)
    return best[1] / 100 if best is not None else 0.0
