"""Statements of the preamble: where the electronic copy is, and which basis is cited."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gklint.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from gklint.report.model import Span
    from gklint.report.prose import Prose
    from gklint.report.vocabulary import Vocabulary


_ADDRESS = regex(r"\s*[（(][^（()）\n]*(?:[:：/]|www)[^（()）\n]*[）)]")  # （网址：…）


def copy_location(proses: Sequence[Prose], words: Vocabulary) -> Span | None:
    """The stretch that says where the electronic copy is."""
    for prose in proses:
        for pattern in words.copy:
            found = pattern.search(prose.text)
            if found is not None:
                after = _ADDRESS.match(prose.text, found.end())
                return prose.span(found.start(), after.end() if after else found.end())
    return None


@lru_cache(maxsize=32)
def _citation(number: str) -> re.Pattern[str]:
    return regex(
        r"《+[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》+"
        rf"(?:(?:的?通知)?\s*[（(][^（()）\n]*?(?:{number})[^（()）\n]*[）)]"
        rf"|(?:的?通知)?\s*(?:{number}))?"
    )


def citations(preamble: Prose, words: Vocabulary) -> tuple[Span, ...]:
    """Every 《…》 of the preamble with its document number, without the short names."""
    return tuple(
        preamble.span(found.start(), found.end())
        for found in _citation(words.citation_number).finditer(preamble.text)
        if not words.citation_short.search(preamble.text[: found.start()])
    )
