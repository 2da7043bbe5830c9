"""A cheap guard over regular expressions of rule files."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Any, Final

from gklint.lang import Localised

_MANY: Final = 1000
"""Rounds from which a repeat counts as one without bound."""
_SAMPLES: Final = "aZ0_ -\n\t，。、：（）(年一件"
"""Characters that stand for all that a pattern does not name itself."""


@cache
def fault(pattern: str) -> Localised | None:
    """Why `pattern` can't be used in a rule, or None.

    Refused: what doesn't compile, what matches the empty text (it would hit everywhere), and a
    repeat without bound whose rounds can match the same text in several ways, as in ``(a+)+`` or
    ``(a|.)+``: it can take exponential time. ``(?:、[^、]+)+`` passes: at every character there is
    one way to go on.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compiled = re.compile(pattern)
    except (re.error, Warning, RecursionError, OverflowError) as error:
        return Localised(f"不是合法的正则表达式：{error}", f"is not a valid pattern: {error}")
    if compiled.match(""):
        return Localised(
            "能匹配空文本，处处都会命中", "matches the empty text, so it would hit everywhere"
        )
    if _runs_away(_parse(pattern), frozenset(pattern + _SAMPLES)):
        return Localised(
            "重复的部分有多种匹配方式（如 (a+)+、(a|.)+），可能极慢；请改写",
            "repeats what can match in several ways, as in (a+)+ or (a|.)+, "
            "which can be extremely slow; rewrite it",
        )
    return None


def _parse(pattern: str) -> Any:
    # The only parser of this dialect is the one inside `re`.
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(pattern)


def _runs_away(items: Any, alphabet: frozenset[str]) -> bool:
    """Whether some repeat without bound has more than one way through its rounds."""
    for opcode, argument in items:
        if str(opcode) in _REPEATS and int(argument[1]) >= _MANY:
            again, empty = _starts(argument[2], alphabet)
            if empty or _forks(argument[2], again, alphabet):
                return True
        if any(_runs_away(part, alphabet) for part in _parts(argument)):
            return True
    return False


_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT")
_ZERO_WIDTH: Final = ("AT", "ASSERT", "ASSERT_NOT")
_ONE_CHARACTER: Final = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def _forks(items: Any, after: frozenset[str], alphabet: frozenset[str]) -> bool:
    """Whether, somewhere in `items`, there are two ways to go on at the same character.

    `after` are the characters that what follows can begin with.
    """
    for opcode, argument in reversed(list(items)):
        name = str(opcode)
        if name in _REPEATS:
            low, high, inner = argument
            begins, empty = _starts(inner, alphabet)
            if low != high and (empty or begins & after):
                return True
            if _forks(inner, begins | after if int(high) > 1 else after, alphabet):
                return True
        elif name == "BRANCH":
            taken: frozenset[str] = frozenset()
            skipped = False
            for way in argument[1]:
                begins, empty = _starts(way, alphabet)
                begins |= after if empty else frozenset()
                if begins & taken or (empty and skipped) or _forks(way, after, alphabet):
                    return True
                taken |= begins
                skipped = skipped or empty
        elif any(_forks(part, after, alphabet) for part in _parts(argument)):
            return True
        begins, empty = _starts([(opcode, argument)], alphabet)
        after = begins | after if empty else begins
    return False


def _starts(items: Any, alphabet: frozenset[str]) -> tuple[frozenset[str], bool]:
    """The characters that a match of `items` can begin with, and whether it can be empty."""
    found: frozenset[str] = frozenset()
    for item in items:
        begins, empty = _starts_of(item, alphabet)
        found |= begins
        if not empty:
            return found, False
    return found, True


def _starts_of(item: Any, alphabet: frozenset[str]) -> tuple[frozenset[str], bool]:
    opcode, argument = str(item[0]), item[1]
    if opcode in _ONE_CHARACTER:
        return _matched(item, alphabet), False
    if opcode in _ZERO_WIDTH:
        return frozenset(), True
    parts = _parts(argument)
    if not parts:  # a group again: it may hold anything
        return alphabet, True
    ways = [_starts(part, alphabet) for part in parts]
    optional = opcode in (*_REPEATS, "POSSESSIVE_REPEAT") and argument[0] == 0
    return frozenset().union(*(begins for begins, _ in ways)), optional or any(e for _, e in ways)


def _matched(item: Any, alphabet: frozenset[str]) -> frozenset[str]:
    """The characters of the alphabet that an item of one character matches."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    # Both ways, for the flag may be set further out.
    ones = [
        _compiler.compile(_parser.SubPattern(_parser.State(), [item]), flags)
        for flags in (0, re.IGNORECASE)
    ]
    return frozenset(char for char in alphabet if any(one.match(char) for one in ones))


def _parts(argument: Any) -> list[Any]:
    """The sub-patterns in an opcode's argument, whatever its shape."""
    from re import _parser  # type: ignore[attr-defined]

    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, (tuple, list)):
        return [part for item in argument for part in _parts(item)]
    return []
