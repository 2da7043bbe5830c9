"""When the report was published: metadata, the page, its address, and last the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gklint.document.model import Paragraph, Table
from gklint.patterns import regex
from gklint.report import dateparse
from gklint.report.model import DateSource, Published, Span
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from gklint.document.model import Block
    from gklint.report.prose import Prose
    from gklint.report.vocabulary import Vocabulary

_IN_URL: Final = (
    regex(r"(?<![a-z])t((?:19|20)\d{2})(\d{2})(\d{2})_", re.IGNORECASE),
    regex(r"/((?:19|20)\d{2})[-/_](\d{1,2})[-/_](\d{1,2})(?=/|[_.?]|$)"),
    regex(r"/((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?=/|[_.?]|$)"),
    regex(r"/((?:19|20)\d{2})-(\d{2})/(\d{2})/"),
)
_EPOCH: Final = (1970, 1, 1)  # what a migrated page says that lost its date
_LINES: Final = 12  # lines above the text in which a page prints its date
_SIGNED: Final = 400  # characters at the end of the text in which a signature date stands


def in_address(url: str) -> date | None:
    """The date in an address, None where there is none or it is the epoch."""
    for pattern in _IN_URL:
        for found in pattern.finditer(url):
            parts = [int(g) for g in found.groups()]
            day = dateparse.make(*parts)
            if day is not None and (day.year, day.month, day.day) != _EPOCH:
                return day
    return None


def find_published(
    meta: Mapping[str, str],
    around: Sequence[Block],
    url: str | None,
    tail: Prose,
    words: Vocabulary,
) -> tuple[Published | None, tuple[Published, ...]]:
    """The publication date, and every reading in the order of trust.

    Unknown where metadata, page and address disagree by a day or more; the date in the text is
    the day it was drafted and contradicts nothing.
    """
    readings = [
        *_in_meta(meta, words),
        *_on_page(around, words),
        *([Published(day, DateSource.URL)] if url and (day := in_address(url)) else []),
    ]
    days = {reading.date for reading in readings}
    text = _signature(tail)
    every = (*readings, *([text] if text is not None else []))
    if len(days) > 1:
        return None, every
    return (every[0] if every else None), every


def _in_meta(meta: Mapping[str, str], words: Vocabulary) -> Iterator[Published]:
    for name in words.published_meta:
        found = next(dateparse.dates(fold_width(meta.get(name, ""))), None)
        if found is not None:
            yield Published(found[2], DateSource.META)
            return


def _on_page(around: Sequence[Block], words: Vocabulary) -> Iterator[Published]:
    """The first labelled date in the lines around the title; else a line that is a date."""
    if not words.published_words:
        return
    # 统计时间 and 办公时间 are other times: no character may stand right before the label.
    label = regex(rf"(?<![一-龥])(?:{words.published_words})\s*[:：|\]】]?\s*(?={dateparse.FULL})")
    bare: Published | None = None
    for block in around:
        if isinstance(block, Table):
            day = _in_table(block, words)
            if day is not None:
                yield Published(day, DateSource.PAGE)
                return
        elif isinstance(block, Paragraph) and len(block.text) < 200:
            text = fold_width(block.text)
            found = label.search(text)
            if found is not None:
                first, end, day = next(dateparse.dates(text[found.end() :]), (0, 0, None))
                if day is not None:
                    span = Span(
                        block.block,
                        found.end() + first,
                        found.end() + end,
                        block.text[found.end() + first : found.end() + end],
                    )
                    yield Published(day, DateSource.PAGE, span)
                    return
            elif bare is None and len(text) < 60:
                bare = _bare(block, text)
    if bare is not None:
        yield bare


def _bare(block: Paragraph, text: str) -> Published | None:
    found = next(dateparse.dates(text), None)
    if found is None or text[: found[0]].strip():
        return None
    span = Span(block.block, found[0], found[1], block.text[found[0] : found[1]])
    return Published(found[2], DateSource.PAGE, span)


def _in_table(table: Table, words: Vocabulary) -> date | None:
    """A card of index number, issuing office and date: the date beside its label."""
    if len(table.cells) > 40:
        return None
    label = regex(rf"(?:{words.published_words})\s*[:：]?\s*")
    for here, beside in zip(table.cells, table.cells[1:], strict=False):
        text = fold_width(here.text).strip()
        found = label.match(text)
        if found is None:
            continue
        rest = text[found.end() :] or fold_width(beside.text)
        day = next(dateparse.dates(rest), None)
        if day is not None:
            return day[2]
    return None


def _signature(tail: Prose) -> Published | None:
    """A date that stands alone at the end of the text: in its own line or behind a blank."""
    text = tail.text
    floor = max(0, len(text) - _SIGNED)
    best: Published | None = None
    for first, end, day in dateparse.dates(text):
        if first < floor:
            continue
        before = text[:first].rstrip(" ")
        alone = not before or before[-1] in "\n。" or text[first - 1 : first] == " "
        after = text[end : end + 1]
        if alone and (not after or after in " \n。（("):
            best = Published(day, DateSource.TEXT, tail.span(first, end))
    return best
