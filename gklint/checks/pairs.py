"""Kind ``pairs``: brackets, quotation marks and title marks that open and close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERNS, scope_faults, variant_faults
from gklint.checks.stretches import COMMON, Stretch, authored, hits
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.finding import Hit
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["families"],
    "properties": {
        **COMMON,
        "families": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "minLength": 2, "maxLength": 2},
            },
            "description": "pairs that do the same in different widths: [（）, ()]",
        },
        "enumerators": {
            **PATTERNS,
            "description": "text before a closing bracket that needs no opening one: 1）",
        },
    },
}
_NEAR: Final = 2  # paragraphs over which a pair may be torn by a converter's line breaks
_LABEL: Final = 8  # characters before a bracket in which an enumerator is looked for
_DEEP: Final = 64  # signs open at once; no prose nests so deep
_MANY: Final = 200  # signs without partner beyond which a text is no prose: the rest is not told


class _Sign(NamedTuple):
    at: int
    char: str
    family: int
    opens: bool
    paragraph: int
    optional: bool = False  # it may belong to an enumerator: 1）


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits of the variants ``open``, ``close`` and ``mixed`` (widths or kinds that differ)."""
    options = rule.options
    stretch = flow(report, options.get("scope", "text"))
    found = sorted(_faults(stretch, options), key=lambda item: item.start)
    if found:
        kept = list(authored(stretch, found, options.get("converter", "skip")))
        yield from hits(stretch, kept, options.get("aggregate", "each"))


def _faults(stretch: Flow, options: Mapping[str, Any]) -> Iterator[Stretch]:
    left: list[_Sign] = []
    optional: list[_Sign] = []
    families: Sequence[Sequence[str]] = options["families"]
    stack: list[_Sign] = []
    paragraph = -1
    for sign in _signs(stretch, families, options.get("enumerators", ())):
        if sign.paragraph != paragraph:
            left += stack
            stack, paragraph = [], sign.paragraph
        if sign.opens or sign.optional:
            (stack if sign.opens else optional).append(sign)
            if len(stack) > _DEEP:
                left.append(stack.pop(0))
            continue
        depth = _depth(stack, sign)
        if depth is None:
            left.append(sign)
            continue
        left += stack[depth + 1 :]
        opened = stack[depth]
        del stack[depth:]
        wanted = _partner(families, opened)
        if wanted != sign.char:
            yield _mixed(stretch, opened, sign, wanted)
    left += stack
    left = sorted(left, key=lambda s: s.at)[:_MANY]
    left = [sign for sign in left if not _closed(stretch, sign, optional)]
    yield from _leftovers(stretch, left, families)


def _closed(stretch: Flow, sign: _Sign, optional: Sequence[_Sign]) -> bool:
    """Whether what looks like an enumerator closes `sign` after all: （见附件1、2）."""
    if not sign.opens:
        return False
    end = stretch.sentence(sign.at)[1]
    return any(o.family == sign.family and sign.at < o.at < end for o in optional)


def _signs(
    stretch: Flow, families: Sequence[Sequence[str]], enumerators: Sequence[str]
) -> Iterator[_Sign]:
    roles = {
        char: (number, opens)
        for number, pairs in enumerate(families)
        for pair in pairs
        for char, opens in ((pair[0], True), (pair[1], False))
    }
    text = stretch.raw
    for match in regex("[" + "".join(f"\\{c}" for c in sorted(roles)) + "]").finditer(text):
        index, char = match.start(), match.group()
        family, opens = roles[char]
        start, _ = stretch.bounds(index)
        if char == "’" and text[index - 1 : index].isascii() and text[index - 1 : index].isalpha():
            continue  # an apostrophe of a Latin word
        optional = not opens and any(
            regex(p).search(stretch.text[max(start, index - _LABEL) : index]) for p in enumerators
        )
        yield _Sign(index, char, family, opens, start, optional)


def _depth(stack: Sequence[_Sign], sign: _Sign) -> int | None:
    return next((i for i in range(len(stack) - 1, -1, -1) if stack[i].family == sign.family), None)


def _leftovers(
    stretch: Flow, left: Sequence[_Sign], families: Sequence[Sequence[str]]
) -> Iterator[Stretch]:
    """What stays alone, after pairs that a line break tore and signs that took another's place."""
    used: set[int] = set()
    order = {start: number for number, start in enumerate(stretch.starts)}
    for position, sign in enumerate(left):
        if sign.at in used:
            continue
        for other in left[position + 1 :]:
            if other.at in used or not sign.opens:
                continue
            apart = order[other.paragraph] - order[sign.paragraph]
            if apart > _NEAR:
                break
            if apart and other.family == sign.family and not other.opens:
                used |= {sign.at, other.at}
                break
            if apart:
                continue
            same_sign = other.char == sign.char and _is_quote(sign)
            if same_sign or (not other.opens and other.family != sign.family):
                if other.at >= stretch.sentence(sign.at)[1]:
                    break
                used |= {sign.at, other.at}
                yield _mixed(stretch, sign, other, _partner(families, sign))
                break
    for sign in left:
        if sign.at not in used:
            pair = _partner(families, sign)
            yield Stretch(
                sign.at,
                sign.at + 1,
                pair,
                "open" if sign.opens else "close",
                {"sign": sign.char, "partner": pair},
            )


def _mixed(stretch: Flow, opened: _Sign, closed: _Sign, wanted: str) -> Stretch:
    inside = stretch.raw[opened.at : closed.at + 1]
    return Stretch(
        opened.at,
        closed.at + 1,
        inside[:-1] + wanted,
        "mixed",
        {"sign": opened.char, "partner": closed.char, "wanted": wanted},
    )


def _is_quote(sign: _Sign) -> bool:
    return sign.char in "“”‘’"


def _partner(families: Sequence[Sequence[str]], sign: _Sign) -> str:
    pair = next(p for p in families[sign.family] if sign.char in p)
    return pair[1] if sign.opens else pair[0]


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Unknown scopes; variants missing."""
    yield from scope_faults(pack, rule.options.get("scope", "text"))
    yield from variant_faults(rule, ("open", "close", "mixed"))


KINDS = (CheckKind("pairs", run, OPTIONS, validate=validate),)
