"""Kind ``phone-format``: telephone numbers of the contact that are written oddly or cannot be.

In order: an area code, a hyphen or nothing, 7 or 8 digits, an extension; 400 and 800 numbers; short
service numbers (12345, 12360) with or without an area code; mobile numbers. A second number may
leave the area code to the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERNS, has_variants
from gklint.checks.prose import any_of
from gklint.document.model import Paragraph
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.locate import at_span
from gklint.report.model import Span
from gklint.text import fold_width

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

VARIANTS: Final = ("dash", "width", "area", "digits")
_DASHES: Final = "-—–－―‐‑−─~～_"
_ODD_DASH: Final = regex(r"[—–－―‐‑−─~～_]|--")
_TOKEN: Final = regex(
    rf"(?:\+?[8８][6６]\s?[{_DASHES}]?)?[（(]?[0-9０-９]+(?:[）)]\s?[0-9０-９]+)?"
    rf"(?:\s?[{_DASHES}]{{1,3}}\s?[0-9０-９]+|\s(?=[0-9０-９]{{7,8}}(?![0-9０-９]))[0-9０-９]+)*"
    r"(?:\s?(?:转|分机|ext\.?)\s?[0-9０-９]{1,6})?"
)
_NEXT: Final = regex(r"\s?[、，,/／和或]\s?(?=[0-9０-９（(])")


class Fault(NamedTuple):
    variant: str
    span: Span
    right: str = ""


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit for each kind of fault, at its first number."""
    faults: dict[str, list[Fault]] = {}
    area_known = False
    for span in _numbers(report, any_of(tuple(rule.options["labels"]))):
        for fault in _faults(span, area_known):
            faults.setdefault(fault.variant, []).append(fault)
        area_known = area_known or bool(regex(r"[（(]?0").match(fold_width(span.text)))
    for variant, found in faults.items():
        first = found[0]
        yield Hit(
            location=at_span(report, first.span),
            evidence=first.span.text,
            observed=first.span.text,
            expected=first.right,
            params={"number": first.span.text, "right": first.right, "count": str(len(found))},
            variant=variant,
            key=f"phone.{variant}",
        )


def _numbers(report: Report, labels: re.Pattern[str]) -> list[Span]:
    """The numbers of the contact: those recognised, to their full length, and labelled ones."""
    contact = report.contact
    starts = {(s.block, s.start) for s in (*contact.phones, *contact.faxes)}
    if contact.span is not None:
        text = _text(report, contact.span.block)
        for label in labels.finditer(text, contact.span.start, contact.span.end):
            starts.add((contact.span.block, label.end()))
    found: dict[tuple[int, int], Span] = {}
    covered = (-1, 0)  # the block and end of the last number: what begins inside it is no other
    for block, start in sorted(starts):
        if covered[0] == block and start < covered[1]:
            continue
        text = _text(report, block)
        token = _TOKEN.match(text, start)
        while token is not None:
            found.setdefault((block, token.start()), Span(block, *token.span(), token[0]))
            covered = (block, token.end())
            more = _NEXT.match(text, token.end())
            token = _TOKEN.match(text, more.end()) if more is not None else None
    return list(found.values())


def _text(report: Report, block: int) -> str:
    paragraph = report.document.blocks[block]
    return paragraph.text if isinstance(paragraph, Paragraph) else ""


def _faults(span: Span, area_known: bool) -> Iterator[Fault]:
    plain = regex(rf"\s?[{_DASHES}]{{1,3}}\s?").sub("-", fold_width(span.text))
    if _ODD_DASH.search(span.text):
        yield Fault("dash", span, plain)
    if regex("[０-９]").search(span.text):
        yield Fault("width", span, plain)
    number = regex(r"\s?(?:转|分机|ext\.?).*$").sub("", plain)
    number = regex(r"^\+?86-?(?=0|1[3-9])").sub("", number)
    number = regex(r"^\+?86-(?=[2-9])").sub("0", number)
    digits = regex(r"\D").sub("", number)
    if _plausible(digits):
        return
    if len(digits) in (7, 8) and not digits.startswith("0"):
        if not area_known:
            yield Fault("area", span)
        return
    head, _, tail = number.partition("-")  # 0632-4412540-801: an extension by hyphen
    if "-" in tail and _plausible(regex(r"\D").sub("", head + tail.rpartition("-")[0])):
        return
    second = regex(r"(0\d{2,3}-?\d{7,8})-\d{1,6}|0\d{2,3}-\d{7,8}-\d{7,8}").fullmatch(number)
    if second is None:
        yield Fault("digits", span)


def _plausible(digits: str) -> bool:
    return bool(
        regex(
            r"(?:010|02\d)(?:\d{8}|1\d{4})"
            r"|0[3-9]\d\d(?:[1-9]\d{6,7}|1\d{4})"
            r"|[48]00\d{7}"
            r"|1[3-9]\d{9}"
            r"|1\d{4}|1[12]\d|9\d{4,5}"
        ).fullmatch(digits)
    )


KINDS: Final = (
    CheckKind(
        name="phone-format",
        run=run,
        needs=("contact",),
        options={
            "type": "object",
            "properties": {
                "labels": {**PATTERNS, "description": "what stands right before a number"}
            },
            "required": ["labels"],
            "additionalProperties": False,
        },
        validate=has_variants(*VARIANTS),
    ),
)
