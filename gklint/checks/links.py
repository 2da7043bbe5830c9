"""Kinds ``link-answers`` and ``link-years``: addresses the report gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

from gklint.checks.base import CheckKind
from gklint.checks.options import variant_faults
from gklint.finding import Hit
from gklint.lang import Localised
from gklint.patterns import regex
from gklint.report.addresses import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

NO_OPTIONS: Final[Mapping[str, Any]] = {"type": "object", "additionalProperties": False}
NOT_ASKED: Final = Localised("本次没有查询到该网址的结果", "this run has no answer for the address")
# A year that stands alone among digits: not the 202101 of an upload folder, nor a running number.
_YEAR: Final = r"(?<![0-9])20[0-9]{2}(?![0-9])"


def judge_answers(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Variants ``dead`` and ``unclear``; an address without an answer is unclear."""
    answers = context.links or {}
    for address in addresses(report):
        answer = answers.get(address.url)
        if answer is not None and answer.state == "alive":
            continue
        yield Hit(
            location=address.location,
            evidence=address.printed,
            observed=address.url,
            params={
                "address": address.url,
                "reason": answer.reason if answer is not None else NOT_ASKED,
            },
            variant="dead" if answer is not None and answer.state == "dead" else "unclear",
            key=address.url,
        )


def judge_years(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """Hits for addresses whose own year is another one.

    A page's name or a query names the year of what it shows; a folder may be an archive made
    later, so only an earlier year tells there. Publication in the following year is right.
    """
    year = report.year
    if year is None:
        return
    for address in addresses(report):
        if address.attachment:
            continue
        named, folders = _years(address.url)
        if {year, year + 1} & {*named, *folders}:
            continue
        wrong = [y for y in named if y != year] or [y for y in folders if y < year]
        if wrong:
            yield Hit(
                location=address.location,
                evidence=address.printed,
                observed=str(wrong[0]),
                expected=str(year),
                params={"address": address.url, "year": str(year)},
                key=address.url,
            )


def _years(url: str) -> tuple[list[int], list[int]]:
    """Years in the page's name and query, and years in its folders."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return [], []
    folders, _, page = parts.path.rpartition("/")
    named = [int(y) for y in regex(_YEAR).findall(page)]
    named += [int(v) for _, v in parse_qsl(parts.query) if regex(_YEAR).fullmatch(v)]
    return named, [int(y) for y in regex(_YEAR).findall(folders)]


def validate_answers(rule: Rule, pack: Pack) -> Iterator[Text]:
    """Variants missing."""
    yield from variant_faults(rule, ("dead", "unclear"))


KINDS = (
    CheckKind("link-answers", judge_answers, NO_OPTIONS, ("links",), validate_answers),
    CheckKind("link-years", judge_years, NO_OPTIONS, ("year",)),
)
