"""Which of many names may be another name of a body, without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from gklint.report.issuer import same_body
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterable


class SimilarNames:
    """Names to be found by others that hold their characters in order (`same_body`).

    The shorter name's characters all stand in the longer, so its rarest one does: only names that
    share it are compared.
    """

    def __init__(self, names: Iterable[str]) -> None:
        folded = dict.fromkeys(map(fold_label, names))
        self._count = Counter(char for name in folded for char in set(name))
        self._holding: defaultdict[str, list[str]] = defaultdict(list)
        self._rarest: defaultdict[str, list[str]] = defaultdict(list)
        for name in folded:
            for char in set(name):
                self._holding[char].append(name)
            if name:
                self._rarest[min(set(name), key=self._rank)].append(name)

    def of(self, name: str) -> tuple[str, ...]:
        """The names (folded) that may be `name`'s body, `name` itself left out; sorted."""
        asked = fold_label(name)
        if not asked:
            return ()
        longer = self._holding.get(min(set(asked), key=self._rank), ())
        shorter = (other for char in set(asked) for other in self._rarest.get(char, ()))
        near = {other for other in (*longer, *shorter) if other != asked}
        return tuple(sorted(other for other in near if same_body(asked, other)))

    def _rank(self, char: str) -> tuple[int, str]:
        return self._count[char], char
