"""Where in the source a text begins: line and column, found by going along with the reader.

The parser gives an element's line only, capped at 65535, and portals put a whole article on one
line. So the source text is searched for each text in turn, from where the last one was found.
"""

from __future__ import annotations

from typing import Final

_LINE_CAP: Final = 65535
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
        """Line and column of the first printed character of `raw`, a text as the parser gives it
        from its very beginning; `line` is the line of its element. Column 1 where it is not to
        be found (written with character references)."""
        if line is None or line >= _LINE_CAP:
            line = None
        elif line > self._line + 1:
            self._advance(line)
        lead = len(raw) - len(raw.lstrip(" \t\r\n\f"))
        probe = ">" + raw[: lead + _PROBE]
        text = self._text
        at = text.find(probe, self._cursor, self._cursor + _WINDOW)
        if at < 0:
            # Text after a line break tag closed by a blank, or a text that begins with a
            # reference, is met here too; look further only for what cannot be met by chance.
            if line is None and self._far > 0 and len(probe) > _PROBE // 2:
                self._far -= 1
                at = text.find(probe, self._cursor)
            if at < 0:
                return (line if line is not None else self._line), 1
        start = at + 1 + lead
        breaks = text.count("\n", self._cursor, start)
        if breaks:
            self._line += breaks
            self._begin = text.rfind("\n", self._cursor, start) + 1
        self._cursor = start
        return self._line, start - self._begin + 1

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
