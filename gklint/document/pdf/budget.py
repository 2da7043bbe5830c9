"""What one PDF may cost: pages, characters, drawn objects and seconds, counted as it is read."""

from __future__ import annotations

from time import monotonic
from typing import Final

from gklint.document.errors import LimitReached
from gklint.document.limits import (
    OCR_PAGES,
    OCR_SECONDS,
    PDF_GLYPHS,
    PDF_OBJECTS,
    PDF_PAGES,
    PDF_SECONDS,
)

_BETWEEN: Final = 512
"""Objects or characters between two looks at the clock."""


class Budget:
    """Counts; every method raises LimitReached with the key of what is used up."""

    __slots__ = ("_glyphs", "_objects", "_pictures", "_recognising", "_since", "_until")

    def __init__(self) -> None:
        self._glyphs = PDF_GLYPHS
        self._objects = PDF_OBJECTS
        self._pictures = OCR_PAGES
        self._recognising = 0.0
        self._since = 0
        self._until = monotonic() + PDF_SECONDS

    def pages(self, count: int) -> None:
        """The document has `count` pages."""
        if count > PDF_PAGES:
            raise LimitReached("pages", limit=PDF_PAGES)

    def glyphs(self, count: int) -> None:
        """A page has `count` characters."""
        self._glyphs -= count
        if self._glyphs < 0:
            raise LimitReached("text", limit=PDF_GLYPHS)
        self.look()

    def objects(self, count: int = 1) -> None:
        """`count` more drawn objects, or points of one, are looked at."""
        self._objects -= count
        if self._objects < 0:
            raise LimitReached("objects", limit=PDF_OBJECTS)
        self._since += count
        if self._since >= _BETWEEN:
            self._since = 0
            self.look()

    def look(self) -> None:
        """At the clock."""
        if monotonic() > self._until:
            raise LimitReached("time", limit=f"{PDF_SECONDS:g}")

    def picture(self) -> None:
        """One more page is to be read from its picture."""
        self._pictures -= 1
        if self._pictures < 0:
            raise LimitReached("pages", limit=OCR_PAGES)
        if self._recognising > OCR_SECONDS:
            raise LimitReached("time", limit=f"{OCR_SECONDS:g}")

    def recognised(self, seconds: float) -> None:
        """It took so long; that has a limit of its own."""
        self._recognising += seconds
        self._until += seconds
