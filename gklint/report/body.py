"""Kind and level of the issuing body, told by its name from `words/bodies.yaml`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from gklint.patterns import regex
from gklint.report.model import Body

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from gklint.ruleset.model import Pack

_UNKNOWN: Final = "unknown"


class Bodies:
    """The lexicon of bodies of a pack, compiled as it is asked."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    @cached_property
    def kinds(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple(
            (entry["kind"], regex("|".join(f"(?:{p})" for p in entry["patterns"])))
            for entry in self.data.get("kinds", ())
        )

    @cached_property
    def levels(self) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        """(level, "patterns" or "areas", pattern)."""
        named = "(?:" + "|".join(self._names("prefectures")) + ")市"
        whole = []
        for entry in self.data.get("levels", ()):
            for how in ("patterns", "areas"):
                patterns: Sequence[str] = entry.get(how, ())
                if patterns:
                    joined = "|".join(f"(?:{p})" for p in patterns).replace("{prefecture}", named)
                    whole.append((entry["level"], how, regex(joined)))
        return tuple(whole)

    def _names(self, key: str) -> Sequence[str]:
        names: Sequence[str] = self.data.get(key) or ("(?!)",)
        return sorted(names, key=len, reverse=True)

    @cached_property
    def no_level(self) -> re.Pattern[str]:
        return regex(self.data.get("no_level") or "(?!)")

    @cached_property
    def places(self) -> re.Pattern[str]:
        return regex(self.data.get("places") or "(?!)")

    @cached_property
    def offices(self) -> re.Pattern[str]:
        return regex(self.data.get("offices") or "(?!)")

    @cached_property
    def inner(self) -> re.Pattern[str]:
        return regex(self.data.get("inner") or "(?!)")

    @cached_property
    def organs(self) -> str:
        """A pattern for what makes a place's name the name of its government."""
        organs = "|".join(self.data.get("organs") or ("(?!)",))
        between = "|".join(self.data.get("between") or ())
        return (f"(?:{between})?" if between else "") + f"(?P<organ>{organs})"

    def without_office(self, name: str) -> str:
        """A name without the inner office at its end: X局政务公开办公室 → X局."""
        shorter = self.offices.sub("", name)
        return shorter if len(shorter) > 2 else name

    def judge(self, name: str | None) -> Body:
        """Kind and level of `name`; unknown where no word of it tells."""
        if not name:
            return Body()
        plain = regex(r"\s+").sub("", name)
        kind, why = self._kind(plain)
        level, where = self._level(plain)
        words = dict.fromkeys(word for word in (why, where) if word)
        return Body(kind, level, "、".join(words))

    def _kind(self, name: str) -> tuple[str, str]:
        for kind, pattern in self.kinds:
            found = pattern.search(name)
            if found is not None:
                return kind, found[0]
        return _UNKNOWN, ""

    def _level(self, name: str) -> tuple[str, str]:
        last = (-1, _UNKNOWN, "")
        vague = max((m.end() for m in self.no_level.finditer(name)), default=-1)
        for level, how, pattern in self.levels:
            every = list(pattern.finditer(name))
            if not every:
                continue
            found = every[-1]
            if how == "patterns":
                return level, found[0]
            if found.end() > last[0]:
                last = (found.end(), level, found[0])
        if vague >= last[0]:
            return _UNKNOWN, ""
        return last[1], last[2]


_CACHE: Final[dict[int, tuple[Pack, Bodies]]] = {}


def bodies(pack: Pack) -> Bodies:
    """The lexicon of `pack`, made once for each pack in memory; empty where it has none."""
    known = _CACHE.get(id(pack))
    if known is not None and known[0] is pack:
        return known[1]
    if len(_CACHE) >= 32:
        _CACHE.clear()
    made = Bodies(pack.words.get("bodies") or {})
    _CACHE[id(pack)] = (pack, made)
    return made
