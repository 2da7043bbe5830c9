"""The parts of a body's printed name: the place before it, and its own name in one spelling.

区政府办, 清溪区政府办 and 清溪区人民政府办公室 have one own name; what stands before it has to
agree as far as it is printed. The words are the packs' (`words/roster.yaml`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from gklint.patterns import regex
from gklint.text import fold_label

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from gklint.ruleset.model import Pack


class Spelled(NamedTuple):
    """`place` as printed ("" where there is none, 区 where only that is said), `own` respelled."""

    place: str
    own: str

    def fits(self, other: Spelled) -> bool:
        """Whether both may be one body: one own name, and places that don't contradict."""
        return self.own == other.own and agree(self.place, other.place)


def agree(one: str, other: str) -> bool:
    """Whether two places may be one: 枣庄市薛城区, 薛城区, 区 and nothing are."""
    return one.endswith(other) or other.endswith(one)


class Spelling:
    """The words of a roster and of names (`words/roster.yaml`), compiled as they are asked."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = words
        self._known: dict[str, Spelled] = {}

    def of(self, name: str) -> Spelled:
        """The parts of `name`; brackets (a second name plate) are left out."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._take_apart(name)
        return known

    def _take_apart(self, name: str) -> Spelled:
        text = fold_label(name)
        text = regex("（[^（）]*）").sub("", text) or text
        for pattern, becomes in self._respelled:
            text = pattern.sub(becomes, text)
        end = 0
        while found := self._place.match(text, end):
            end = found.end()
        if end == 0 and (found := self._generic.match(text)) is not None:
            end = found.end()
        own = text[end:]
        return Spelled(text[:end], own or self.words.get("seat", "") or text)

    @cached_property
    def _respelled(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((regex(find), becomes) for find, becomes in self.words.get("spellings", ()))

    @cached_property
    def _place(self) -> re.Pattern[str]:
        return regex(self.words.get("place") or "(?!)")

    @cached_property
    def _generic(self) -> re.Pattern[str]:
        return regex(self.words.get("generic") or "(?!)")

    def pattern(self, key: str) -> re.Pattern[str]:
        """The pattern that the words give as `key`, one that never fits where they don't."""
        return regex(self.words.get(key) or "(?!)")


def words_of(packs: Iterable[Pack]) -> Mapping[str, Any]:
    """The words of rosters and names: those of the first pack that has any."""
    return next((pack.words["roster"] for pack in packs if "roster" in pack.words), {})
