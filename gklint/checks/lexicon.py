"""Kind ``lexicon``: misprints told by a list of words, and by one slip in a long set phrase.

Every entry is filed under two neighbouring characters of its wrong form. The pairs of a report's
text are collected once, so that a list of any length costs one intersection of sets.
"""

from __future__ import annotations

import re
from operator import add
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.checks.base import CheckKind
from gklint.checks.options import scope_faults, variant_faults, word_list_faults
from gklint.checks.stretches import COMMON, Stretch, apart, authored, covered, hits
from gklint.lang import Localised
from gklint.patterns import regex
from gklint.report.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gklint.checks.base import Context
    from gklint.finding import Hit
    from gklint.lang import Text
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
_KEYS: Final = frozenset(("wrong", "find", "has", "right", "unless", "variant"))
_PHRASE_KEYS: Final = frozenset(("phrase", "swap", "unless"))
# Titles of documents are quoted as they are.
_TITLES: Final = "《[^《》]*(?:《[^《》]*》[^《》]*)*》"


class Entry(NamedTuple):
    """A wrong form: `literal`, or the pattern `find` that has it; what is right; and where the
    wrong form is no slip."""

    literal: str
    right: str
    find: str | None = None
    unless: tuple[str, ...] = ()
    variant: str | None = None


class Lexicon(NamedTuple):
    """Entries by the pair they are filed under, and those that no pair tells."""

    words: Mapping[str, Any]  # the list itself, kept alive while its identity is the key
    filed: Mapping[str, Sequence[Entry]]
    pairs: frozenset[str]  # what they are filed under
    swaps: Sequence[Entry]


_lexicons: dict[int, Lexicon] = {}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for each wrong form that stands in the text, with its other places."""
    options = rule.options
    stretch = flow(report, options.get("scope", "text"))
    lexicon = _lexicon(report.pack.words[options["words"]])
    spared = options.get("unless", ())
    found: list[Stretch] = []
    for pair in lexicon.pairs & _pairs(report, stretch):
        for entry in lexicon.filed[pair]:
            found += _matches(stretch, entry, spared)
    for entry in lexicon.swaps:
        starts = _changed(stretch.text, entry.right)
        found += _unspared(stretch, entry, spared, ((s, s + len(entry.right)) for s in starts))
    if found:
        kept = list(authored(stretch, apart(found), options.get("converter", "skip")))
        yield from hits(stretch, kept, options.get("aggregate", "same"))


def _matches(stretch: Flow, entry: Entry, spared: tuple[str, ...]) -> Iterator[Stretch]:
    text, size = stretch.text, len(entry.literal)
    if entry.literal not in text:
        return
    if entry.find is None:
        places = ((start, start + size) for start in _places(text, entry.literal))
        yield from _unspared(stretch, entry, spared, places)
        return
    for match in regex(entry.find).finditer(text):
        for item in _unspared(stretch, entry, spared, (match.span(),)):
            yield item._replace(expected=match.expand(entry.right))


def _unspared(
    stretch: Flow, entry: Entry, spared: tuple[str, ...], places: Iterable[tuple[int, int]]
) -> Iterator[Stretch]:
    """The `places` that no exception covers."""
    for start, end in places:
        low, high = stretch.bounds(start)
        if not covered(stretch.text, low, high, start, end, (*entry.unless, *spared, _TITLES)):
            yield Stretch(start, end, entry.right, entry.variant)


def _places(text: str, literal: str) -> Iterator[int]:
    """Where `literal` stands in `text`, without overlap."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


def _changed(text: str, phrase: str) -> list[int]:
    """Where `phrase` stands with one inner character changed for another Chinese one.

    One half of it is whole then: where the halves stand no oftener than the phrase, there is none.
    """
    middle, size = len(phrase) // 2, len(phrase)
    halves = ((phrase[:middle], 0), (phrase[middle:], middle))
    counts = [text.count(half) for half, _ in halves]
    if not any(counts):
        return []
    whole = text.count(phrase)
    starts = {
        at - before
        for (half, before), count in zip(halves, counts, strict=True)
        if count > whole
        for at in _places(text, half)
        if text.startswith(phrase[0], at - before)
        and text.endswith(phrase[-1], 0, at - before + size)
    }
    return sorted(s for s in starts if _is_changed(text[s : s + size], phrase))


def _is_changed(seen: str, phrase: str) -> bool:
    if len(seen) != len(phrase):
        return False
    other = [char for char, due in zip(seen, phrase, strict=True) if char != due]
    return len(other) == 1 and "一" <= other[0] <= "\u9fff"


def _pairs(report: Report, stretch: Flow) -> frozenset[str]:
    """Every two neighbouring characters of the flow, computed once a report."""
    key = f"pairs:{id(stretch)}"
    known = report.memo.get(key)
    if isinstance(known, frozenset):
        return known
    made = frozenset(map(add, stretch.text, stretch.text[1:]))
    report.memo[key] = made
    return made


def _lexicon(words: Mapping[str, Any]) -> Lexicon:
    known = _lexicons.get(id(words))
    if known is not None and known.words is words:
        return known
    index: dict[str, list[Entry]] = {}
    swaps: list[Entry] = []
    for item in words.get("entries", ()):
        literal = item["wrong"] if "wrong" in item else item["has"]
        unless = tuple(item.get("unless", ()))
        entry = Entry(literal, item["right"], item.get("find"), unless, item.get("variant"))
        index.setdefault(_key(literal, item["right"]), []).append(entry)
    for item in words.get("phrases", ()):
        phrase, unless = item["phrase"], tuple(item.get("unless", ()))
        for wrong in _slips(phrase):
            index.setdefault(_key(wrong, phrase), []).append(Entry(wrong, phrase, None, unless))
        if item.get("swap"):
            swaps.append(Entry(phrase, phrase, None, unless))
    made = Lexicon(words, index, frozenset(index), swaps)
    _lexicons[id(words)] = made
    return made


def _key(wrong: str, right: str) -> str:
    """The rarest-looking pair of `wrong`: one that the right form does not have."""
    for i in range(len(wrong) - 1):
        if (pair := wrong[i : i + 2]) not in right:
            return pair
    return wrong[:2]


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


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Unknown lists, scopes and variants; entries that can't be filed."""
    name = rule.options["words"]
    if name not in pack.words:
        yield from word_list_faults(pack, name)
        return
    yield from scope_faults(pack, rule.options.get("scope", "text"))
    entries = pack.words[name].get("entries", ())
    yield from variant_faults(rule, [item.get("variant") for item in entries])
    for item in entries:
        if len(item.get("wrong", item.get("has", ""))) < 2:
            yield _fault(
                name,
                f"{item} 要有至少两个字的 wrong，或者 find 和 has",
                f"{item} needs 'wrong', or 'find' and 'has', of two characters",
            )
        else:
            yield from _key_faults(name, item, _KEYS)
    phrases = pack.words[name].get("phrases", ())
    for item in phrases:
        yield from _key_faults(name, item, _PHRASE_KEYS)
        if len(item.get("phrase", "")) < 4:
            yield _fault(
                name,
                f"{item} 的 phrase 至少要有四个字",
                f"{item} needs a phrase of four characters or more",
            )
    for item in (*entries, *phrases):
        for pattern in (item.get("find", ""), *item.get("unless", ())):
            try:
                re.compile(pattern)
            except re.error as error:
                yield _fault(
                    name,
                    f"{pattern} 不是合法的正则表达式：{error}",
                    f"{pattern!r} is not a valid pattern: {error}",
                )


def _key_faults(name: str, item: Mapping[str, Any], known: frozenset[str]) -> Iterator[Text]:
    unknown = ", ".join(sorted(item.keys() - known))
    if unknown:
        yield _fault(name, f"{item} 有不认识的键：{unknown}", f"{item} has unknown keys: {unknown}")


def _fault(name: str, zh: str, en: str) -> Localised:
    return Localised(f"words/{name}.yaml：{zh}", f"words/{name}.yaml: {en}")


KINDS = (CheckKind("lexicon", run, OPTIONS, validate=validate),)
