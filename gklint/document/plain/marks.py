"""What a converter wrote into a text: bookmarks, field codes, automatic numbers, page numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gklint.document.model import Block, Mark, MarkKind, Paragraph
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.document.plain.lines import Line

_HEADING_LENGTH: Final = 40
_SENTENCE_END: Final = ("。", "；", ";", "！", "？")
_PAGE_STEP: Final = 3  # pages without a number of their own may lie between two


@cache
def _field() -> re.Pattern[str]:
    return re.compile(
        r"\[bookmark: [^\]]{0,200}\]"
        r'|\bHYPERLINK (?:\\l )?"[^"]{0,2000}"(?: \\\w(?: "[^"]{0,200}")?)*'
        r'|\bTOC(?: \\\w(?: "[^"]{0,200}")?)+'
        r"|\bPAGEREF \S{1,200}(?: \\\w)*"
        r"|[\x13-\x15]"
    )


@cache
def _auto_number() -> re.Pattern[str]:
    return re.compile(r"\s*(\d{1,3}、[ \u3000])")


@cache
def _certain_page() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:([-—–－―─·•]+) ?[0-9０-９]{1,4} ?\1"
        r"|第 ?\d{1,4} ?页(?:[，,/ ]*共 ?\d{1,4} ?页)?"
        r"|[Pp]age \d{1,4}(?: of \d{1,4})?)\s*"
    )


@cache
def _bare_page() -> re.Pattern[str]:
    return re.compile(r"\s*(\d{1,3})\s*")


def marks_in(text: str) -> tuple[Mark, ...]:
    """The spans of one paragraph that a converter wrote, in order."""
    marks: list[Mark] = []
    start = 0
    if "[bookmark" in text or "\\" in text or "HYPERLINK" in text or _has_field_sign(text):
        for match in _field().finditer(text):
            marks.append(Mark(*match.span(), MarkKind.FIELD))
            if match.start() == start:
                start = match.end()
    if "、" in text[start : start + 5]:
        match_number = _auto_number().match(text, start)
        # In a sentence the same signs are the author's enumeration.
        if (
            match_number
            and len(text) - start <= _HEADING_LENGTH
            and not text.rstrip().endswith(_SENTENCE_END)
        ):
            marks.append(Mark(*match_number.span(1), MarkKind.AUTO_NUMBER))
    if len(text) <= _HEADING_LENGTH and _certain_page().fullmatch(text):
        marks.append(_whole(text))
    return tuple(marks)


def page_numbers(blocks: Sequence[Block], lines: Sequence[Line]) -> Iterator[tuple[int, Paragraph]]:
    """Paragraphs that are nothing but a number and stand where pages end, with their mark.

    A number alone is a page number where it goes on counting: each a little more than the one
    before. A single one has to be the last line.
    """
    found: list[tuple[Paragraph, int]] = []
    for paragraph in blocks:
        if isinstance(paragraph, Paragraph) and len(paragraph.text) <= 6:
            match = _bare_page().fullmatch(paragraph.text)
            if match:
                found.append((paragraph, int(match[1])))
    if not found:
        return
    found = [item for item in found if _stands_alone(item[0], lines)]
    values = [value for _, value in found]
    if len(found) == 1:
        if found[0][0].block != len(blocks) - 1:
            return
    elif any(not 0 < after - before <= _PAGE_STEP for before, after in pairwise(values)):
        return
    for paragraph, _ in found:
        yield paragraph.block, paragraph._replace(marks=(_whole(paragraph.text),))


def _stands_alone(paragraph: Paragraph, lines: Sequence[Line]) -> bool:
    """Whether nothing stands on the line above and on the line below."""
    at = bisect_left(
        lines, (paragraph.line, paragraph.col), key=lambda line: (line.number, line.col)
    )
    return all(
        not 0 <= near < len(lines) or is_blank(lines[near].text) for near in (at - 1, at + 1)
    )


def _has_field_sign(text: str) -> bool:
    return "\x13" in text or "\x14" in text or "\x15" in text


def _whole(text: str) -> Mark:
    return Mark(0, len(text), MarkKind.PAGE_NUMBER)
