"""Kind ``section-list``: the parts that the preamble lists against the parts there are.

Titles hold separators themselves (「行政复议、行政诉讼情况」), so known titles are found first and
only what is left is parted. A list closed by 「等」 may be open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERN, WORDS, group_faults, variant_faults
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.flow import Flow
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_SEPARATOR: Final = regex(r"[、，,；;]|以及|和|及")
_MARK: Final = "\ue000"  # stands for a known title while the rest is parted


class Listing(NamedTuple):
    """`start` to `end` of the flow; the sections named in it, and items that are none."""

    start: int
    end: int
    stated: int
    keys: tuple[str, ...]
    others: tuple[str, ...]
    is_open: bool


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    for scope in rule.options["scopes"]:
        text = flow(report, scope)
        listing = find(report, text, rule.options["list"], rule.options["openers"])
        if listing is not None:
            yield from _compare(report, text, listing)
            return


def find(report: Report, text: Flow, pattern: str, openers: Sequence[str]) -> Listing | None:
    """The first list of parts in `text` that names at least two known ones."""
    titles = _titles(report)
    if not titles:
        return None
    known = _any_of(tuple(titles))
    for match in _compiled(pattern).finditer(text.text):
        stated = parse(match["count"])
        start, end = _sentence(text.text, match.start(), match.end())
        items = _from_opener(text.text[start : match.start()], known, openers)
        start = match.start() - len(items)
        if len(known.findall(items)) < 2:  # 「以下六个部分：…」: the list comes behind
            start, items = match.end(), text.text[match.end() : end]
        keys = tuple(dict.fromkeys(titles[found[0]] for found in known.finditer(items)))
        if stated is None or len(keys) < 2:
            continue
        rest = _SEPARATOR.split(known.sub(_MARK, items))
        others = tuple(item.strip() for item in rest if _MARK not in item and len(item.strip()) > 2)
        stop = max(match.end(), start + len(items))
        return Listing(start, stop, int(stated), keys, others, bool(match["open"]))
    return None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around the characters `start` to `end`."""
    ends = [found for stop in "。！？\n" if (found := text.find(stop, end)) >= 0]
    return max(text.rfind(stop, 0, start) for stop in "。！？\n") + 1, min(ends, default=len(text))


def _from_opener(items: str, known: re.Pattern[str], openers: Sequence[str]) -> str:
    """`items` from behind the last opener (「包括」) before the first known title."""
    first = known.search(items)
    if first is None:
        return items
    ends = [
        found + len(word) for word in openers if (found := items.rfind(word, 0, first.start())) >= 0
    ]
    return items[max(ends, default=0) :]


def _compare(report: Report, text: Flow, listing: Listing) -> Iterator[Hit]:
    keys, others, stated = listing.keys, listing.others, listing.stated
    present = [section.key for section in report.sections]
    unlisted = [key for key in dict.fromkeys(present) if key not in keys]
    count = len(keys) + len(others)
    variant = None
    if count > stated and not (others and len(keys) < stated):
        variant = "count"
    elif count < stated:
        if not listing.is_open:
            variant = "count"
        elif stated - count == 1:
            variant = "open"
    if variant is None and len(unlisted) > len(others) and not listing.is_open:
        variant = "unlisted"
    if variant is None:
        return
    quoted = text.raw[listing.start : listing.end]
    section = report.section(unlisted[0]) if unlisted else None
    yield Hit(
        text.location(listing.start, listing.end),
        evidence=quoted,
        observed=str(count),
        expected=str(stated),
        params={
            "stated": str(stated),
            "count": str(count),
            "heading": section.number + section.heading if section is not None else "",
            "parts": str(len(set(present))),
        },
        variant=variant,
        key="listing",
    )


def _titles(report: Report) -> dict[str, str]:
    """Every wording of a part's title, and those of this report's headings → its key."""
    titles: dict[str, str] = {}
    for part in report.form.sections if report.form is not None else ():
        for title in (part.heading, *part.accepted, *part.deviant):
            titles[title] = part.key
    for section in report.sections:
        titles.setdefault(section.heading.strip(), section.key)
    return titles


@lru_cache(maxsize=16)
def _any_of(titles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(t) for t in sorted(titles, key=len, reverse=True)))


@lru_cache(maxsize=16)
def _compiled(pattern: str) -> re.Pattern[str]:
    return regex(pattern)


def _validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    for group in ("count", "open"):
        yield from group_faults("list", (rule.options["list"],), group)
    yield from variant_faults(rule, ("count", "unlisted", "open"))


KINDS: Final = (
    CheckKind(
        name="section-list",
        run=run,
        options={
            "type": "object",
            "properties": {
                "scopes": {
                    "type": "array",
                    "items": {"type": "string"},
                    "minItems": 1,
                    "description": "where the list may stand, tried in this order",
                },
                "openers": {**WORDS, "description": "words that open the list (包括)"},
                "list": {
                    **PATTERN,
                    "description": "pattern of the list's end, with the groups open (等) and count",
                },
            },
            "required": ["scopes", "openers", "list"],
            "additionalProperties": False,
        },
        needs=("form", "sections"),
        validate=_validate,
    ),
)
