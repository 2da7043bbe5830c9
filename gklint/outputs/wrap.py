"""Breaking Chinese and English text into lines of a terminal.

rich breaks between any two wide characters: a line could begin with a full stop or end with an
opening quote, and a figure could be cut in two. Characters whose width is ambiguous (“ ” → …)
are counted as wide, as Chinese consoles print them; elsewhere lines come out a little shorter.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import combining, east_asian_width

from gklint.patterns import regex

_NO_START: Final = "，。、；：？！）》」』】〕〉”’…·,.;:?!)]}%％℃件条项元格处份年月日"
_NO_END: Final = "（《「『【〔〈“‘([{"
# A run of Latin letters, figures and the marks inside them stays together.
_PIECE: Final = regex(r"[0-9A-Za-z@#$&*+=|~^_'`/\\.,:%-]*[0-9A-Za-z@#$&*+=|~^_'`/\\%-]|\s+|.")


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    if combining(char) or char in "\u200b\u200c\u200d\u2060\ufeff":
        return 0
    return 2 if east_asian_width(char) in "WFA" else 1


def width_of(text: str) -> int:
    """Cells that `text` takes at most on a terminal."""
    return sum(map(_char_width, text))


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells (a single piece that is wider is cut)."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrap_line(paragraph.strip(), max(width, 4))
    return lines


def _wrap_line(text: str, width: int) -> list[str]:
    lines: list[str] = []
    current, used = "", 0
    for unit in _units(text):
        size = width_of(unit)
        if used + size > width and current:
            lines.append(current.rstrip())
            current, used = "", 0
            unit = unit.lstrip()
            size = width_of(unit)
        while size > width:
            head = _head(unit, width)
            lines.append(head.rstrip())
            unit = unit[len(head) :].lstrip()
            size = width_of(unit)
        current += unit
        used += size
    if current or not lines:
        lines.append(current.rstrip())
    return lines


def _units(text: str) -> list[str]:
    """Pieces between which a line may break: marks stay with what they open or close, a figure
    stays with the words beside it (「相差 1 件」)."""
    pieces = _PIECE.findall(text)
    units: list[str] = []
    glue = False
    for index, piece in enumerate(pieces):
        beside_figure = (
            piece.isspace()
            and 0 < index < len(pieces) - 1
            and (_figure_and_word(pieces[index - 1][-1], pieces[index + 1][0]))
        )
        if units and (glue or beside_figure or piece[0] in _NO_START):
            units[-1] += piece
        else:
            units.append(piece)
        glue = beside_figure or piece[-1] in _NO_END
    return units


def _figure_and_word(left: str, right: str) -> bool:
    return (left.isdigit() and _char_width(right) == 2) or (
        right.isdigit() and _char_width(left) == 2
    )


def _head(text: str, width: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _char_width(char)
        if used > width:
            return text[: max(index, 1)]
    return text


def shorten(text: str, width: int) -> str:
    """`text` in at most `width` cells, its middle left out: both ends of a path say most."""
    if width_of(text) <= width:
        return text
    room = width - 2
    tail = ""
    while width_of(text[-len(tail) - 1 :]) <= room * 2 // 3:
        tail = text[-len(tail) - 1 :]
    return _head(text, room - width_of(tail)) + ".." + tail
