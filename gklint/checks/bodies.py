"""How two names of bodies relate: the same, short for it, a unit of it, its government, another.

A name is a region (「青柳市清溪区」) and what follows it (「工业和信息化局」). A short form keeps
characters in order and begins alike: 工信局 for 工业和信息化局. Words are data (`names.yaml`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.prose import any_of
from gklint.patterns import regex
from gklint.text import fold_label

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from typing import Any

    from gklint.report.model import Report

LEXICON: Final = "names"


class Tie(StrEnum):
    """What the second name is to the first."""

    SAME = "same"  # the same body, in full or short, or a unit of it
    OFFICE = "office"  # the government whose office the first is
    PARENT = "parent"  # the government (or region) over the first
    BELOW = "below"  # a department of the government that the first is
    OTHER = "other"  # another body of the same region
    ELSEWHERE = "elsewhere"  # a body of another region
    UNKNOWN = "unknown"  # a name that names nobody: 本机关, 办公室


class Name(NamedTuple):
    """A name in two: `region` may be "", one generic character (「区」), or the full chain."""

    region: str
    tail: str

    @property
    def vague(self) -> bool:
        """Whether the region only says what kind it is: 「区政府」."""
        return len(self.region) <= 1


class Names(NamedTuple):
    """The lexicon in compiled form."""

    region: re.Pattern[str]
    government: re.Pattern[str]
    office: re.Pattern[str]
    end: re.Pattern[str]
    self_: re.Pattern[str]
    lead: re.Pattern[str]


def names(report: Report) -> Names:
    """The lexicon of the report's pack, compiled once per report."""
    cached = report.memo.get("bodies:names")
    if isinstance(cached, Names):
        return cached
    data: Mapping[str, Any] = report.pack.words.get(LEXICON, {})
    suffixes = any_of(tuple(data.get("regions", ()))).pattern
    not_region = any_of(tuple(data.get("not_regions", ()))).pattern
    made = Names(
        region=regex(
            rf"(?:(?:(?!{not_region})[^\s，。、（(]){{0,9}}?(?!{not_region})(?:{suffixes}))+"
        ),
        government=any_of(tuple(data.get("governments", ()))),
        office=any_of(tuple(data.get("offices", ()))),
        end=any_of(tuple(data.get("ends", ()))),
        self_=any_of(tuple(data.get("self", ()))),
        lead=any_of(tuple(data.get("lead", ()))),
    )
    report.memo["bodies:names"] = made
    return made


def split(report: Report, text: str) -> Name:
    """Region and rest of a name, blanks and leading filler words left out."""
    lexicon = names(report)
    text = regex(r"[（(].*?[）)]").sub("", fold_label(text))
    match = lexicon.lead.match(text)
    while match is not None and match.end():
        text = text[match.end() :]
        match = lexicon.lead.match(text)
    found = lexicon.region.match(text)
    region = found[0] if found is not None else ""
    return Name(region, text[len(region) :])


def tie(report: Report, issuer: str, text: str) -> Tie:
    """What the body `text` is to `issuer`."""
    lexicon = names(report)
    if lexicon.self_.match(fold_label(text)):
        return Tie.UNKNOWN
    mine, theirs = split(report, issuer), split(report, text)
    if not theirs.region and (not theirs.tail or lexicon.office.match(theirs.tail)):
        return Tie.UNKNOWN
    my_body, my_unit = _body(lexicon, mine.tail)
    their_body, _ = _body(lexicon, theirs.tail)
    if my_body and fold_label(issuer) in fold_label(text):
        return Tie.SAME
    place = _place(mine, theirs)
    if place is Tie.ELSEWHERE:
        return Tie.ELSEWHERE
    if not their_body:  # a government
        if place is Tie.PARENT:
            return Tie.PARENT
        if not my_body:
            return Tie.OFFICE if my_unit and not _body(lexicon, theirs.tail)[1] else Tie.SAME
        return Tie.PARENT
    if not my_body:
        return Tie.BELOW
    if place is not Tie.PARENT and _alike(lexicon, my_body, their_body):
        return Tie.SAME
    return Tie.OTHER


def short(abbreviation: str, full: str) -> bool:
    """Whether a name keeps the characters of another in order and begins alike."""
    if not abbreviation or not full or abbreviation[0] != full[0]:
        return False
    rest = iter(full)
    return all(char in rest for char in abbreviation)


def _alike(lexicon: Names, one: str, other: str) -> bool:
    """Whether one is short for the other, a unit's own name behind it left out."""
    forms = [(one, other), (other, one)]
    for end in lexicon.end.finditer(other):
        forms += [(other[: end.end()], one), (one, other[: end.end()])]
    return any(short(abbreviation, full) for abbreviation, full in forms)


def _body(lexicon: Names, tail: str) -> tuple[str, str]:
    """The department in a tail ("" for the government itself), and the government's own unit."""
    match = lexicon.government.match(tail)
    rest = tail[match.end() :] if match is not None else tail
    if not rest or lexicon.office.match(rest):
        return "", rest
    return rest, ""


def _place(mine: Name, theirs: Name) -> Tie:
    """SAME, PARENT (the second region holds the first) or ELSEWHERE."""
    if mine.region == theirs.region or not mine.region or not theirs.region:
        return Tie.SAME
    if theirs.vague:
        if mine.region.endswith(theirs.region):
            return Tie.SAME
        return Tie.PARENT
    if mine.vague or mine.region.endswith(theirs.region) or theirs.region.endswith(mine.region):
        return Tie.SAME
    if mine.region.startswith(theirs.region) or theirs.region in mine.region:
        return Tie.PARENT
    if theirs.region.startswith(mine.region):
        return Tie.SAME  # a place inside the issuer's region names its own address
    return Tie.ELSEWHERE
