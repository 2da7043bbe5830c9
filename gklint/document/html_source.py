"""Where in the source a text begins: line and column, found by going along with the reader.

The parser gives an element's line only, capped at 65535, and portals put a whole article on one
line. So the source text is searched for each text in turn, from where the last one was found.
"""

from __future__ import annotations

from typing import Final

from gklint.document.html_text import BLANKS

_PROBE: Final = 12
_WINDOW: Final = 4096
_FAR_SEARCHES: Final = 64


class Source:
    """A cursor over the markup as text. Lines and columns count from 1."""

    __slots__ = ("_begin", "_cursor", "_far", "_line", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._cursor = 0
        self._line = 1
        self._begin = 0  # where the cursor's line begins
        self._far = _FAR_SEARCHES

    def locate(self, raw: str, line: int | None) -> tuple[int | None, int]:
        """Line and column of the first printed character of `raw`, a text node as the parser
        gives it; `line` is the line of its element. Column 1 where it is not to be found."""
        if line is not None and line > self._line + 1:
            self._advance(line)
        lead = 0
        if raw[0] in BLANKS:
            lead = len(raw) - len(raw.lstrip(BLANKS))
        cursor = self._cursor
        text = self._text
        at = text.find(">" + raw[: lead + _PROBE], cursor, cursor + _WINDOW)
        if at < 0:
            at = self._look_again(raw, lead, line)
            if at < 0:
                return (self._line if line is None else line), 1
        start = at + 1 + lead
        breaks = text.count("\n", cursor, start)
        if breaks:
            self._line += breaks
            self._begin = text.rfind("\n", cursor, start) + 1
        self._cursor = start
        return self._line, start - self._begin + 1

    def _look_again(self, raw: str, lead: int, line: int | None) -> int:
        """Where the text begins that is not in the source as the parser gives it: it goes on in
        another tag, begins with a reference, or lies far off on the same line."""
        text, cursor = self._text, self._cursor
        first = raw[lead : lead + 1]
        probe = ">" + raw[:lead] + ("&nbsp;" if first == "\u00a0" else first)
        at = text.find(probe, cursor, cursor + _WINDOW)
        if at < 0 and line is None and self._far > 0 and len(raw) >= _PROBE:
            self._far -= 1
            at = text.find(">" + raw[: lead + _PROBE], cursor)
        return at

    def _advance(self, line: int) -> None:
        """Move to the beginning of `line`."""
        find = self._text.find
        at = self._cursor
        for _ in range(line - self._line):
            found = find("\n", at)
            if found < 0:
                return
            at = found + 1
            self._line += 1
        self._cursor = self._begin = at
