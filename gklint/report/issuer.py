"""Who issues the report, on which year, and by which other names it calls itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gklint.patterns import regex
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gklint.report.body import Bodies
    from gklint.report.model import Period, Title
    from gklint.report.prose import Prose
    from gklint.report.vocabulary import Vocabulary

_BLANK: Final = regex(r"\s+")
_SIGNED: Final = 200  # characters at the end of the text in which a signature stands


def find_issuer(
    title: Title | None, preamble: Prose, tail: Prose, bodies: Bodies, words: Vocabulary
) -> str | None:
    """The issuer: by the title, else a name above the text, the preamble's statements, the
    signature."""
    named = title.issuer if title is not None else None
    if named is None:
        named = _lone_name(preamble.raw.split("\n")[:3], bodies)
    if named is None:
        named = next(stated(preamble, words), None)
        named = bodies.inner.sub("", named) if named is not None else None
    return named or _lone_name(tail.raw[-_SIGNED:].split("\n")[::-1], bodies)


def whole_name(name: str | None, texts: Iterable[str], bodies: Bodies) -> str | None:
    """A title that names only the place (X区2019年度…): with the organ the text gives to it."""
    if name is None or not bodies.places.search(name):
        return name
    for text in texts:
        found = re.search(re.escape(name) + bodies.organs, text)
        if found is not None:
            return name + found["organ"]
    return name


def stated(preamble: Prose, words: Vocabulary) -> Iterator[str]:
    """Bodies that the preamble names as the issuer: 公布X2020年…年度报告, 由X编制."""
    for pattern in words.issuer:
        for found in pattern.finditer(preamble.text):
            name = _BLANK.sub("", found["body"])
            if len(name) > 1 and not words.issuer_refuse.search(name):
                yield name


def _lone_name(lines: Iterable[str], bodies: Bodies) -> str | None:
    """A line that is a body's name and nothing else: above the text, or the signature."""
    for line in lines:
        name = _BLANK.sub("", line)
        if 4 <= len(name) <= 30 and regex("[一-龥（）()]+").fullmatch(name):
            kind = bodies.judge(name).kind
            if kind != "unknown":
                return name
    return None


def aliases(
    issuer: str | None, names: Iterable[str], preamble: Prose, bodies: Bodies, words: Vocabulary
) -> tuple[str, ...]:
    """Other names of the same body: one name holds the characters of the other in order.

    清溪区工信局 and 清溪区工业和信息化局 are one body; 清溪区人民政府 is another. Short names
    the text declares itself (以下简称…) are taken as declared.
    """
    found: dict[str, None] = {}
    if issuer is None:
        return ()
    for name in names:
        plain = _BLANK.sub("", name)
        for other in (plain, bodies.without_office(plain)):
            place = issuer.startswith(other) and bodies.places.search(other)
            if other != issuer and (place or same_body(issuer, other)):
                found[other] = None
    for match in words.short_names.finditer(preamble.text):
        full, short = _BLANK.sub("", match["full"]), _BLANK.sub("", match["short"])
        if full.endswith(issuer) or same_body(issuer, full):
            found[short] = None
    return tuple(found)


def same_body(one: str, other: str) -> bool:
    """Whether the shorter name holds only characters of the longer, in its order, to its end."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    rest = iter(long)
    held = all(char in rest for char in short)
    return held and (short[-1] == long[-1] or long.endswith(("委员会", "办公室", "办公厅")))


def find_year(
    title: Title | None, period: Period | None, proses: Sequence[Prose], words: Vocabulary
) -> tuple[int | None, str]:
    """The year reported on and where it was read."""
    stated_end = period.end.year if period is not None and period.end is not None else None
    if title is not None and title.years:
        if stated_end in title.years:
            return stated_end, "title"
        return title.years[0], "title"
    announced = _announced(proses, words)
    if period is not None and not period.problem:
        day = period.end or period.start
        if day is not None:
            if announced is not None and _outvoted(period, day.year, announced, proses):
                return announced, "text"
            return day.year, "period"
    return (announced, "text") if announced is not None else (None, "")


def _announced(proses: Sequence[Prose], words: Vocabulary) -> int | None:
    for prose in proses:
        for pattern in words.year:
            found = pattern.search(prose.text)
            if found is not None:
                return int(found["year"])
    return None


def _outvoted(period: Period, its_year: int, announced: int, proses: Sequence[Prose]) -> bool:
    """Whether the text speaks of the announced year: another year's period was left in then."""
    text = "".join(prose.text for prose in proses).replace(fold_width(period.span.text), "")
    return text.count(f"{announced}年") > text.count(f"{its_year}年")


def meta_names(meta: Mapping[str, str], words: Vocabulary) -> Iterator[str]:
    """Names of bodies in the metadata: only ever aliases, portals are no issuers."""
    for name in words.meta("body"):
        if meta.get(name):
            yield meta[name]
