"""Kind ``numbering``: numbers of sub-headings that skip, repeat or mix styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERN, group_faults, scope_faults, variant_faults
from gklint.checks.stretches import COMMON, Stretch, authored, hits
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.finding import Hit
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["levels"],
    "properties": {
        "scope": COMMON["scope"],
        "levels": {
            "type": "array",
            "minItems": 1,
            "items": PATTERN,
            "description": "from the highest level down; the group n is the number",
        },
        "malformed": {
            "type": "array",
            "items": PATTERN,
            "description": "numbers in a style that is none: （一）、",
        },
    },
}
_DIGITS: Final = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit a variant: ``gap``, ``repeat``, ``malformed``. Only the author's own numbers."""
    stretch = flow(report, rule.options.get("scope", "prose"))
    found = list(authored(stretch, _faults(stretch, rule.options), "skip"))
    if found:
        yield from hits(stretch, found, "document")


def _faults(stretch: Flow, options: Mapping[str, Any]) -> Iterator[Stretch]:
    levels = options["levels"]
    last: list[int | None] = [None] * len(levels)
    section: str | None = None
    for piece in stretch.pieces:
        if piece.section != section:
            section, last = piece.section, [None] * len(levels)
        for pattern in options.get("malformed", ()):
            wrong = regex(pattern).match(stretch.text, piece.start)
            if wrong is not None:
                yield Stretch(wrong.start(), wrong.end(), variant="malformed")
        for level, pattern in enumerate(levels):
            match = regex(pattern).match(stretch.text, piece.start)
            if match is None:
                continue
            number = _number(match.group("n"))
            before = last[level]
            last[level:] = [number, *[None] * (len(levels) - level - 1)]
            expected = 1 if before is None else before + 1
            if number not in (1, expected):
                params = {"printed": match.group().strip(), "wanted": str(expected)}
                variant = "gap" if number > expected else "repeat"
                yield Stretch(*match.span(), variant=variant, params=params)
            break


def _number(printed: str) -> int:
    """1 to 99, in digits or Chinese numerals."""
    if printed.isdecimal():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Unknown scopes; variants missing; a level without its number."""
    yield from scope_faults(pack, rule.options.get("scope", "text"))
    yield from variant_faults(rule, ("gap", "repeat", "malformed"))
    yield from group_faults("levels", rule.options["levels"], "n")


KINDS = (CheckKind("numbering", run, OPTIONS, validate=validate),)
