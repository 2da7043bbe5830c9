"""The words and patterns of a pack's `recognition.yaml`, compiled once for a process."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.ruleset.model import Pack

YEAR: Final = r"(?:(?P<year>(?:19|20)\d{2})\s*年?\s*度?)"
_PLAIN_YEAR: Final = r"(?:(?:19|20)\d{2}\s*年?\s*度?)"
_GAP: Final = r"\s*"
_META: Final = {
    "title": ("articletitle", "title", "og:title"),
    "address": ("url", "og:url"),
    "body": ("contentsource", "source", "sitename", "author"),
}


def spaced(word: str) -> str:
    """A pattern for `word` that allows blanks between its characters."""
    return _GAP.join(re.escape(char) for char in word)


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of `words`, longest first, blanks allowed."""
    return "|".join(spaced(word) for word in sorted(words, key=len, reverse=True))


def _expand(pattern: str) -> str:
    # A named group may stand only once in a pattern: only a lone {year} gets a name.
    named = pattern.count("{year}") == 1 and "(?P<year>" not in pattern
    return pattern.replace("{gap}", _GAP).replace("{year}", YEAR if named else _PLAIN_YEAR)


def _union(patterns: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    """One pattern for all; it never matches where there are none."""
    if not patterns:
        return regex(r"(?!)")
    joined = "|".join(
        f"(?:{p.replace('{gap}', _GAP).replace('{year}', _PLAIN_YEAR)})" for p in patterns
    )
    return regex(joined, flags)


class Theme(NamedTuple):
    """A part of reports without a form: `headings` are told even inside a paragraph."""

    key: str
    pattern: re.Pattern[str]
    headings: tuple[str, ...]


class Vocabulary:
    """Lazily compiled views of one pack's recognition data."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.headings: dict[str, object] = {}
        """What `gklint.report.headings` compiles for each form, kept beside the words."""

    def _part(self, name: str) -> Mapping[str, Any]:
        part: Mapping[str, Any] = self.data.get(name) or {}
        return part

    def _patterns(self, part: str, name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(regex(_expand(p), re.MULTILINE) for p in self._part(part).get(name, ()))

    # Title and type ---------------------------------------------------------------

    @cached_property
    def noun(self) -> re.Pattern[str]:
        """The noun of a title, at the end of a line without blanks."""
        noun = regex(r"\s+").sub("", self._part("title").get("noun", "(?!)"))
        return regex(noun.replace("{year}", _PLAIN_YEAR))

    @cached_property
    def title_refuse(self) -> re.Pattern[str]:
        return regex(any_word(self._part("title").get("refuse", ())) or "(?!)")

    @property
    def evidence(self) -> Mapping[str, Any]:
        return self._part("evidence")

    @cached_property
    def phrases(self) -> tuple[re.Pattern[str], ...]:
        return self._patterns("evidence", "phrases")

    # Preamble ---------------------------------------------------------------------

    @cached_property
    def issuer(self) -> tuple[re.Pattern[str], ...]:
        return self._patterns("preamble", "issuer")

    @cached_property
    def issuer_refuse(self) -> re.Pattern[str]:
        return regex(any_word(self._part("preamble").get("refuse", ())) or "(?!)")

    @cached_property
    def year(self) -> tuple[re.Pattern[str], ...]:
        return self._patterns("preamble", "year")

    @cached_property
    def short_names(self) -> re.Pattern[str]:
        words = any_word(self._part("preamble").get("short", ()))
        return regex(
            rf"(?P<full>[^\s，。；、,;：:《》（(）)“”\"]{{2,40}}+)[（(](?:{words})[“\"]?"
            r"(?P<short>[^”\"）)《》]{2,20})[”\"]?[）)]"
            if words
            else "(?!)"
        )

    @cached_property
    def period_lead(self) -> re.Pattern[str]:
        return regex(any_word(self._part("period").get("leads", ())) or "(?!)")

    @cached_property
    def copy(self) -> tuple[re.Pattern[str], ...]:
        patterns: Sequence[str] = self.data.get("copy") or ()
        return tuple(regex(_expand(p)) for p in patterns)

    @cached_property
    def citation_number(self) -> str:
        number: str = self._part("citations").get("number", "(?!)")
        return number

    @cached_property
    def citation_short(self) -> re.Pattern[str]:
        words = any_word(self._part("citations").get("short", ()))
        return regex(rf"(?:{words})\s*[“\"]?\s*$" if words else "(?!)")

    # Contact ----------------------------------------------------------------------

    @cached_property
    def contact_lead(self) -> re.Pattern[str]:
        return _union(self._part("contact").get("leads", ()))

    @cached_property
    def contact_body(self) -> tuple[re.Pattern[str], ...]:
        return self._patterns("contact", "body")

    @cached_property
    def contact_parts(self) -> Mapping[str, Sequence[str]]:
        parts: Mapping[str, Sequence[str]] = self._part("contact").get("parts", {})
        return parts

    @cached_property
    def contact_stops(self) -> re.Pattern[str]:
        return regex(any_word(self._part("contact").get("stops", ())) or "(?!)")

    @cached_property
    def contact_places(self) -> re.Pattern[str]:
        return regex(self._part("contact").get("places", "(?!)"))

    def meta(self, what: str) -> Sequence[str]:
        """Names of metadata that hold `what`: "title", "address" or "body"."""
        names: Sequence[str] = self._part("meta").get(what) or _META[what]
        return names

    # Tables, page and dates -------------------------------------------------------

    @cached_property
    def other_year(self) -> re.Pattern[str]:
        return regex(self._part("tables").get("other_year", "(?!)"))

    @cached_property
    def page_before(self) -> re.Pattern[str]:
        return _union(self._part("page").get("before", ()))

    @cached_property
    def page_after(self) -> re.Pattern[str]:
        return _union(self._part("page").get("after", ()))

    @property
    def published_meta(self) -> Sequence[str]:
        names: Sequence[str] = self._part("published").get("meta", ())
        return names

    @cached_property
    def published_words(self) -> str:
        return any_word(self._part("published").get("words", ()))

    # Themes without a form ----------------------------------------------------------

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        themes: Sequence[Mapping[str, Any]] = self.data.get("sections_without_form") or ()
        return tuple(
            Theme(t["key"], _union(t.get("patterns", ())), tuple(t.get("headings", ())))
            for t in themes
        )


_CACHE: Final[dict[int, tuple[Pack, Vocabulary]]] = {}


def vocabulary(pack: Pack) -> Vocabulary:
    """The vocabulary of `pack`, compiled once for each pack in memory."""
    known = _CACHE.get(id(pack))
    if known is not None and known[0] is pack:
        return known[1]
    if len(_CACHE) >= 32:  # packs are few; a run that makes many (tests) must not hoard them
        _CACHE.clear()
    made = Vocabulary(pack.recognition)
    _CACHE[id(pack)] = (pack, made)
    return made
