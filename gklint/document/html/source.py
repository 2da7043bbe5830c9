"""Where in the source a text begins: line and column, found by going along with the reader.

The parser gives an element's line only, capped at 65535, and portals put a whole article on one
line. So the source text is searched for each text in turn, from where the last one was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

from gklint.document.html.text import BLANKS, known_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.document.model import Start

_PROBE: Final = 12
_WINDOW: Final = 4096
_FAR_PROBE: Final = 6  # characters; fewer would be met by chance
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

    def locate(self, raw: str, line: int | None) -> Start:
        """Line and column of the first printed character of `raw`, a text node as the parser
        gives it; `line` is the line of its element. Where it is not to be found: `line` and
        column 1, or None and None where that line is unknown."""
        if line is not None and line > self._line + 1:
            self._advance(line)
        cursor = self._cursor
        text = self._text
        first = raw[0]
        lead = 0 if first not in BLANKS else len(raw) - len(raw.lstrip(BLANKS))
        at = -1
        if first != "\u00a0":  # nearly always written as a reference
            at = text.find(">" + raw[: lead + _PROBE], cursor, cursor + _WINDOW)
        start = at + 1 + lead if at >= 0 else self._look_again(raw, lead, line)
        if start < 0:
            return (None, None) if line is None else (line, 1)
        if text.find("\n", cursor, start) >= 0:
            self._line += text.count("\n", cursor, start)
            self._begin = text.rfind("\n", cursor, start) + 1
        self._cursor = start
        return self._line, start - self._begin + 1

    def leave_table(self, line: int | None, tables: int) -> Source:
        """Go on to the end of a table that begins in `line` and holds, itself counted, `tables`
        of them; a cursor that stays at its beginning is given back."""
        if line is not None and line > self._line + 1:
            self._advance(line)
        inside = Source(self._text)
        inside._cursor, inside._line, inside._begin = self._cursor, self._line, self._begin
        at = self._cursor
        for _ in range(tables):
            found = self._text.find("</table", at)
            if found < 0:
                found = self._text.find("</TABLE", at)
            if found < 0:
                break
            at = found + 1
        if at > self._cursor:
            self._line += self._text.count("\n", self._cursor, at)
            self._begin = self._text.rfind("\n", 0, at) + 1
            self._cursor = at
        return inside

    def _look_again(self, raw: str, lead: int, line: int | None) -> int:
        """Where the text begins that the source does not have as the parser gives it: an inline
        tag follows its blanks or its first characters, it begins with a reference, or it lies
        far off on the same line. -1 where it is not to be found."""
        text, cursor = self._text, self._cursor
        words = raw[lead : lead + _PROBE]
        for probe in (
            (">&nbsp;", ">" + words) if words[:1] == "\u00a0" else (">" + words, ">" + words[:1])
        ):
            at = text.find(probe, cursor, cursor + _WINDOW)
            if at >= 0:
                return at + 1
        if line is None and self._far > 0 and len(words) >= _FAR_PROBE:
            self._far -= 1
            at = text.find(">" + words, cursor)
            if at >= 0:
                return at + 1
        return -1

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


class CellStarts(Sequence["Start"]):
    """Where the cells of a table begin, looked for when the first of them is asked for: most
    tables have nothing to point at. `texts` holds, of each cell, its first text node ("" where it
    has none) and the line of its element, both as the parser gives them. Pickled as what is found.
    """

    __slots__ = ("_found", "_source", "_texts")

    def __init__(self, source: Source, texts: list[tuple[str, int | None]]) -> None:
        self._source = source
        self._texts = texts
        self._found: tuple[Start, ...] | None = None

    def all(self) -> tuple[Start, ...]:
        if self._found is None:
            locate = self._source.locate
            lines = ((raw, known_line(line)) for raw, line in self._texts)
            self._found = tuple(
                locate(raw, line) if raw else (line, line and 1) for raw, line in lines
            )
        return self._found

    @overload
    def __getitem__(self, index: int) -> Start: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Start]: ...
    def __getitem__(self, index: int | slice) -> Start | Sequence[Start]:
        return self.all()[index]

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Start]:
        return iter(self.all())

    def __eq__(self, other: object) -> bool:
        return self.all() == (other.all() if isinstance(other, CellStarts) else other)

    def __hash__(self) -> int:
        return hash(self.all())

    def __reduce__(self) -> tuple[type[tuple[Start, ...]], tuple[tuple[Start, ...]]]:
        return tuple, (self.all(),)
