"""Relations in the notation of the form: ``1 + 2 = 3.7 + 4``.

A relation has two sides of numbered items joined by + or -. What an item stands for (one row, or
the sum of a group's rows) is the caller's to say.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from gklint.patterns import regex

_ITEM: Final = regex(r"\s*([+\-−]?)\s*(\d+(?:\.\d+)*)")


class NotationError(ValueError):
    """The text is no relation in the notation of the form."""


class Item(NamedTuple):
    """A numbered item and its sign, +1 or -1."""

    sign: int
    number: str


class Notation(NamedTuple):
    left: tuple[Item, ...]
    right: tuple[Item, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(item.number for item in (*self.left, *self.right))


def parse(text: str) -> Notation:
    """The two sides of `text`. Raises NotationError, saying what is wrong."""
    sides = text.split("=")
    if len(sides) != 2:
        message = f"{text!r}: a relation has one equals sign"
        raise NotationError(message)
    return Notation(_side(sides[0], text), _side(sides[1], text))


def _side(side: str, text: str) -> tuple[Item, ...]:
    items: list[Item] = []
    position = 0
    side = side.rstrip()
    while position < len(side):
        match = _ITEM.match(side, position)
        if match is None or (items and not match[1]):
            message = f"{text!r}: numbers joined by + or - are expected, not {side[position:]!r}"
            raise NotationError(message)
        items.append(Item(1 if match[1] in ("", "+") else -1, match[2]))
        position = match.end()
    if not items:
        message = f"{text!r}: one side is empty"
        raise NotationError(message)
    return tuple(items)
