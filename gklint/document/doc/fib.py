"""The head of a Word file ([MS-DOC] 2.5): what it is, how long its texts are, where all else is."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import Encrypted, TypeRefused

if TYPE_CHECKING:
    from gklint.document.doc.stream import Stream

_WORD_97: Final = 0xA5EC
# Word 2 (two of them), Word 6 and 95, and their Far East editions.
_OLDER: Final = frozenset({0xA59B, 0xA59C, 0xA5DB, 0xA5DC, 0xA697, 0xA698, 0xA699})
_ENCRYPTED: Final = 0x0100
_TABLE_ONE: Final = 0x0200
_COUNTS_AT: Final = 76
_PAIRS_COUNT_AT: Final = 152
_PAIRS_AT: Final = 154


class Part(IntEnum):
    """Numbers of the pairs (offset, length) in the head, of those that are read."""

    STYLES = 1
    FOOTNOTE_REFERENCES = 2
    FOOTNOTE_TEXTS = 3
    COMMENT_REFERENCES = 4
    SECTIONS = 6
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    PIECES = 33
    SHAPES = 40
    ENDNOTE_REFERENCES = 46
    ENDNOTE_TEXTS = 47
    DRAWINGS = 50
    BOX_TEXTS = 56
    LISTS = 73
    LIST_OVERRIDES = 74


class Head(NamedTuple):
    """`table` is the name of the stream that the pairs point into; `body` … are spans of
    characters (first, end) in the text of all of them."""

    table: str
    pairs: tuple[int, ...]
    body: range
    footnotes: range
    endnotes: range
    boxes: range

    def span(self, part: Part) -> tuple[int, int]:
        """Offset in the table stream and length in bytes; (0, 0) for what is not there."""
        at = 2 * part
        return self.pairs[at : at + 2] if at + 1 < len(self.pairs) else (0, 0)  # type: ignore[return-value]


def read_head(word: Stream) -> Head:
    """Raises TypeRefused("doc_old"), Encrypted("encrypted"), CannotOpen("damaged")."""
    kind = word.u16(0)
    if kind in _OLDER:
        raise TypeRefused("doc_old")
    if kind != _WORD_97:
        raise word.damaged(0)
    flags = word.u16(10)
    if flags & _ENCRYPTED:
        raise Encrypted("encrypted")
    texts: list[range] = []
    at = 0
    # Body, footnotes, headers, macros, comments, endnotes, text boxes.
    for count in word.u32s(_COUNTS_AT, 7):
        texts.append(range(at, at + count))
        at += count
    pairs = word.u32s(_PAIRS_AT, 2 * word.u16(_PAIRS_COUNT_AT))
    return Head(
        "1Table" if flags & _TABLE_ONE else "0Table",
        pairs,
        texts[0],
        texts[1],
        texts[5],
        texts[6],
    )
