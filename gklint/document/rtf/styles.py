"""The tables at the head of a file: fonts, and what styles say of headings."""

from __future__ import annotations

from typing import Final

from gklint.document.rtf.charset import PLAIN, Font
from gklint.patterns import regex

_HEADING: Final = r"(?i)(?:heading|标题) ?([1-9])"
_LEVELS: Final = 9


class Fonts:
    """Fonts by number; the one begun last is the one that is told of."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._current = 0

    def begin(self, number: int) -> None:
        self._current = number
        self._fonts[number] = PLAIN

    def tell(self, *, name: str = "", charset: int | None = None, page: int | None = None) -> None:
        """What is said of the current font; its name comes in pieces and ends with ``;``."""
        font = self._fonts.get(self._current, PLAIN)
        self._fonts[self._current] = Font(
            font.name + name,
            font.charset if charset is None else charset,
            font.page if page is None else page,
        )

    def get(self, number: int | None) -> Font:
        return PLAIN if number is None else self._fonts.get(number, PLAIN)


class Styles:
    """Heading levels of paragraph styles, 1 the highest."""

    def __init__(self) -> None:
        self._levels: dict[int, int] = {}

    def define(self, number: int, level: int | None, name: str) -> None:
        if level is None:
            match = regex(_HEADING).fullmatch(name.strip().rstrip(";").strip())
            level = int(match[1]) if match else None
        if level is not None:
            self._levels[number] = level

    def level(self, number: int) -> int | None:
        return self._levels.get(number)


def outline(number: int) -> int | None:
    """The heading level of ``\\outlinelevel``, which counts from 0; 9 is text."""
    return number + 1 if 0 <= number < _LEVELS else None
