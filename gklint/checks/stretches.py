"""Stretches of text that a check found: exceptions, converters' marks, and hits from them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.options import PATTERNS
from gklint.finding import Hit
from gklint.lang import Localised
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gklint.lang import Text
    from gklint.report.flow import Flow

_SHOWN: Final = 3  # places quoted in the evidence of one finding about many
_NEAR: Final = 400  # characters around a stretch in which an exception is looked for

COMMON: Final[Mapping[str, Any]] = {
    "scope": {"type": "string", "description": "a scope of the text, or the key of a section"},
    "unless": {**PATTERNS, "description": "a stretch inside such a match is no hit"},
    "aggregate": {
        "enum": ["each", "same", "document"],
        "description": "a hit for each place, for each wording, or one for the document",
    },
    "converter": {
        "enum": ["skip", "review", "count"],
        "description": "what a converter wrote: skip it, pick the variant 'converter', or count it",
    },
}
"""Options that every kind of check over text understands."""


_NO_PARAMS: Final[Mapping[str, Text]] = MappingProxyType({})


class Stretch(NamedTuple):
    """Characters `start` to `end` of a flow, and what ought to stand there."""

    start: int
    end: int
    expected: str = ""
    variant: str | None = None
    params: Mapping[str, Text] = _NO_PARAMS


def covered(text: str, low: int, high: int, start: int, end: int, by: Iterable[str]) -> bool:
    """Whether a match of one of `by` covers `start` to `end`, within `low` to `high` and near."""
    low, high = max(low, start - _NEAR), min(high, end + _NEAR)
    for pattern in by:
        for match in regex(pattern).finditer(text, low, high):
            if match.start() <= start and end <= match.end():
                return True
            if match.start() > start:
                break
    return False


def authored(flow: Flow, found: Iterable[Stretch], how: str) -> Iterator[Stretch]:
    """`found`, with what a converter wrote left out or given to the variant ``converter``."""
    for item in found:
        if how == "count" or not flow.marks(item.start, item.end):
            yield item
        elif how == "review":
            yield Stretch(item.start, item.end, item.expected, "converter", item.params)


def apart(found: Iterable[Stretch]) -> list[Stretch]:
    """In the order of the text, the earlier of two that overlap."""
    kept: list[Stretch] = []
    for item in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def hits(flow: Flow, found: Sequence[Stretch], aggregate: str) -> Iterator[Hit]:
    """A hit for each of `found`, for each wording of them, or one for all of a variant."""
    groups: dict[tuple[str, ...], list[Stretch]] = {}
    for index, item in enumerate(found):
        variant = item.variant or ""
        if aggregate == "each":
            key: tuple[str, ...] = (str(index),)
        elif aggregate == "same":
            key = (variant, flow.text[item.start : item.end])
        else:
            key = (variant,)
        groups.setdefault(key, []).append(item)
    for group in groups.values():
        yield _hit(flow, group, aggregate)


def _hit(flow: Flow, group: Sequence[Stretch], aggregate: str) -> Hit:
    first = group[0]
    shown = [flow.around(s.start, s.end, 14 if len(group) == 1 else 10) for s in group[:_SHOWN]]
    quoted = "; ".join(f"“{text.strip()}”" for text in shown)
    return Hit(
        location=flow.location(first.start, first.end),
        evidence=shown[0] if len(group) == 1 else "  ".join(shown),
        observed=flow.raw[first.start : first.end].strip(),
        expected=first.expected,
        params={
            "count": str(len(group)),
            "also": _also(len(group)),
            "quoted": quoted,
            **first.params,
        },
        variant=first.variant,
        key=(first.variant or "document") if aggregate == "document" else None,
    )


def _also(count: int) -> Text:
    return Localised(f"（全文 {count} 处）", f" ({count} places)") if count > 1 else ""
