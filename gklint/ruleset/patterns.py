"""A cheap guard over regular expressions of rule files."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from gklint.lang import Localised

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNBOUNDED = 1000


@cache
def fault(pattern: str) -> Localised | None:
    """Why `pattern` can't be used in a rule, or None.

    Refused: what doesn't compile, what matches the empty text (it would hit everywhere), and an
    unbounded repeat in an unbounded repeat whose rounds nothing tells apart, as in ``(a+)+``: it
    can take exponential time. ``(?:、[^、]+)+`` passes: each round begins with what the inner
    repeat can't hold.
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
    if _runs_away(_parse(pattern), None):
        return Localised(
            "重复里又套重复（如 (a+)+），可能极慢；请改写",
            "nests unbounded repeats, as in (a+)+, which can be extremely slow; rewrite it",
        )
    return None


def _parse(pattern: str) -> Any:
    # The only parser of this dialect is the one inside `re`.
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(pattern)


def _runs_away(parsed: Any, fences: tuple[frozenset[str], ...] | None) -> bool:
    """`fences`: sets of characters that part the rounds of the repeat around; None outside."""
    for opcode, argument in parsed:
        if str(opcode) in ("MAX_REPEAT", "MIN_REPEAT"):
            _, high, inner = argument
            if int(high) <= _UNBOUNDED:
                if _runs_away(inner, fences):
                    return True
            elif (fences is not None and not _parted(inner, fences)) or _runs_away(
                inner, _fences(inner)
            ):
                return True
        elif any(_runs_away(part, fences) for part in _parts(argument)):
            return True
    return False


def _parted(inner: Any, fences: tuple[frozenset[str], ...]) -> bool:
    """Whether some fence can't stand inside the repeat of `inner`."""
    from re import _compiler  # type: ignore[attr-defined]

    body = _compiler.compile(inner)
    return any(not any(body.search(char) for char in fence) for fence in fences)


def _fences(inner: Any) -> tuple[frozenset[str], ...]:
    """Sets of characters that every round holds once at a known place, where there are such.

    Such a set stands before, or behind, all that has no bound in the round.
    """
    items = list(inner)
    if len(items) == 1 and str(items[0][0]) == "SUBPATTERN":
        return _fences(items[0][1][-1])
    loose = [index for index, item in enumerate(items) if _unbounded([item])]
    if not loose:
        return ()
    fixed = [item for index, item in enumerate(items) if not loose[0] < index < loose[-1]]
    return tuple(found for found in (frozenset(_literals(item)) for item in fixed) if found)


def _unbounded(parsed: Any) -> bool:
    """Whether a repeat without bound stands anywhere in `parsed`."""
    return any(
        (str(opcode) in ("MAX_REPEAT", "MIN_REPEAT") and int(argument[1]) > _UNBOUNDED)
        or any(_unbounded(part) for part in _parts(argument))
        for opcode, argument in parsed
    )


def _literals(item: Any) -> Iterator[str]:
    """The characters of a literal or of a set of literals."""
    opcode, argument = str(item[0]), item[1]
    if opcode == "LITERAL":
        yield chr(argument)
    elif opcode == "IN" and all(str(part[0]) == "LITERAL" for part in argument):
        yield from (chr(part[1]) for part in argument)


def _parts(argument: Any) -> list[Any]:
    """The sub-patterns in an opcode's argument, whatever its shape."""
    from re import _parser  # type: ignore[attr-defined]

    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, (tuple, list)):
        return [part for item in argument for part in _parts(item)]
    return []
