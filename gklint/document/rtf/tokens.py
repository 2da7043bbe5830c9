r"""The file in pieces: control words, symbols, braces, and the bytes between them.

The file is read as Latin-1, a character a byte; what the bytes mean is told by fonts, later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.patterns import regex

if TYPE_CHECKING:
    import re

WORD, NUMBER, HEX, SYMBOL, BRACE, TEXT = range(1, 7)
"""Groups of a token's match: the one that matched last tells what it is."""

_PIECE: Final = (
    r"\\(?:([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?"  # a control word and its number
    r"|'([0-9A-Fa-f]{2}(?:\\'[0-9A-Fa-f]{2})*)"  # bytes in hexadecimal
    r"|([\s\S]))"  # a control symbol
    r"|([{}])"
    r"|([^\\{}\r\n]+)"
)
_EDGE: Final = r"\\(?:bin([0-9]{1,10})[ ]?|[\s\S])|[{}]"


def token_pattern() -> re.Pattern[str]:
    """What one token looks like. A second byte that looks like a brace is taken for one, though it
    may be half of a rare character that a program left as it is: to miss the end of a cell is
    worse than to misread a character."""
    return regex(_PIECE)


def hex_bytes(run: str) -> bytes:
    """The bytes of a run of ``\\'xx`` (its first mark is left out)."""
    return bytes.fromhex(run.replace("\\'", ""))


def end_of_group(text: str, position: int) -> int:
    """Where the brace stands that closes the group around `position`; the text's end where there
    is none."""
    depth = 1
    search = regex(_EDGE).search
    while True:
        found = search(text, position)
        if found is None:
            return len(text)
        position = found.end()
        mark = text[found.start()]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if not depth:
                return found.start()
        elif found[1]:
            position += int(found[1])
