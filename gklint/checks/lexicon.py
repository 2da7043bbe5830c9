"""Kind ``lexicon``: misprints told by a list of words, and by one slip in a long set phrase.

Every entry is filed under two neighbouring characters of its wrong form. The pairs of a report's
text are collected once, so that a list of any length costs one intersection of sets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.stretches import (
    COMMON,
    Stretch,
    apart,
    authored,
    covered,
    hits,
    regex,
    scope_faults,
    variant_faults,
)
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.finding import Hit
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["words"],
    "properties": {
        **COMMON,
        "words": {"type": "string", "description": "the list: words/<name>.yaml"},
    },
}
_KEYS: Final = {"wrong", "find", "has", "right", "unless", "variant"}
# Titles of documents are quoted as they are.
_TITLES: Final = "《[^《》]*(?:《[^《》]*》[^《》]*)*》"


@dataclass(frozen=True, slots=True)
class Entry:
    """A wrong form: `literal`, or the pattern `find` that has it; what is right; and where the
    wrong form is no slip."""

    literal: str
    right: str
    find: str | None = None
    unless: tuple[str, ...] = ()
    variant: str | None = None


Index = dict[str, list[Entry]]
_indexes: dict[int, tuple[object, Index]] = {}  # by identity of the list, which is kept alive


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for each wrong form that stands in the text, with its other places."""
    options = rule.options
    stretch = flow(report, options.get("scope", "text"))
    index = _index(report.pack.words[options["words"]])
    spared = options.get("unless", ())
    found: list[Stretch] = []
    for pair in index.keys() & _pairs(report, stretch):
        for entry in index[pair]:
            found += _matches(stretch, entry, spared)
    if found:
        kept = list(authored(stretch, apart(found), options.get("converter", "skip")))
        yield from hits(stretch, kept, options.get("aggregate", "same"))


def _matches(stretch: Flow, entry: Entry, spared: tuple[str, ...]) -> Iterator[Stretch]:
    text = stretch.text
    if entry.literal not in text:
        return
    for match in regex(entry.find or re.escape(entry.literal)).finditer(text):
        start, end = match.span()
        low, high = stretch.bounds(start)
        if not covered(text, low, high, start, end, (*entry.unless, *spared, _TITLES)):
            right: str = match.expand(entry.right) if entry.find else entry.right
            yield Stretch(start, end, right, entry.variant)


def _pairs(report: Report, stretch: Flow) -> frozenset[str]:
    """Every two neighbouring characters of the flow, computed once a report."""
    key = f"pairs:{id(stretch)}"
    known = report.memo.get(key)
    if isinstance(known, frozenset):
        return known
    made = frozenset(map(add, stretch.text, stretch.text[1:]))
    report.memo[key] = made
    return made


def _index(words: Mapping[str, Any]) -> Index:
    known = _indexes.get(id(words))
    if known is not None and known[0] is words:
        return known[1]
    index: Index = {}
    for item in words.get("entries", ()):
        literal = item["wrong"] if "wrong" in item else item["has"]
        unless = tuple(item.get("unless", ()))
        entry = Entry(literal, item["right"], item.get("find"), unless, item.get("variant"))
        index.setdefault(_key(literal, item["right"]), []).append(entry)
    for item in words.get("phrases", ()):
        unless = tuple(item.get("unless", ()))
        for wrong in _slips(item["phrase"]):
            entry = Entry(wrong, item["phrase"], None, unless)
            index.setdefault(_key(wrong, item["phrase"]), []).append(entry)
    _indexes[id(words)] = (words, index)
    return index


def _key(wrong: str, right: str) -> str:
    """The rarest-looking pair of `wrong`: one that the right form does not have."""
    pairs = [wrong[i : i + 2] for i in range(len(wrong) - 1)]
    return next((pair for pair in pairs if pair not in right), pairs[0])


def _slips(phrase: str) -> Iterator[str]:
    """`phrase` with one inner character lost, doubled, or changed round with its neighbour."""
    seen = {phrase}
    for i in range(len(phrase)):
        slips = []
        if 0 < i < len(phrase) - 1:  # at its ends a phrase meets other words: 公开|开展
            slips += [phrase[:i] + phrase[i + 1 :], phrase[: i + 1] + phrase[i:]]
        if i < len(phrase) - 1:
            slips.append(phrase[:i] + phrase[i + 1] + phrase[i] + phrase[i + 2 :])
        for slip in slips:
            if slip not in seen and slip not in phrase:
                seen.add(slip)
                yield slip


def validate(rule: Rule, pack: Pack) -> Iterator[str]:
    """Unknown lists, scopes and variants; entries that can't be filed."""
    name = rule.options["words"]
    if name not in pack.words:
        yield f"words {name!r} is unknown; the pack has: {', '.join(sorted(pack.words))}"
        return
    yield from scope_faults(rule, pack)
    entries = pack.words[name].get("entries", ())
    yield from variant_faults(rule, [item.get("variant") for item in entries])
    for item in entries:
        if len(item.get("wrong", item.get("has", ""))) < 2:
            yield f"words {name!r}: {item} needs 'wrong', or 'find' and 'has', of two characters"
        elif unknown := set(item) - _KEYS:
            yield f"words {name!r}: {item} has unknown keys {', '.join(sorted(unknown))}"
    for item in (*entries, *pack.words[name].get("phrases", ())):
        for pattern in (item.get("find", ""), *item.get("unless", ())):
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"words {name!r}: {pattern!r} is not a valid pattern: {error}"


KINDS = (CheckKind("lexicon", run, OPTIONS, validate=validate),)
