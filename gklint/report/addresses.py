"""The web addresses a report gives: printed in its text, or behind a link to an attachment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from gklint.document.model import Paragraph
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.locate import at_span
from gklint.report.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.finding import Location
    from gklint.report.model import Report

# An address ends at the first character that is not ASCII and at a closing bracket: Chinese text
# follows it without a blank.
_ADDRESS: Final = r"(?:https?://|(?<![A-Za-z0-9.@/-])www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]+"
_TRAILING: Final = ".,;:!?'*[]&="
ATTACHMENTS: Final = frozenset(
    {"doc", "docx", "wps", "pdf", "ofd", "xls", "xlsx", "et", "rtf", "zip", "rar", "7z"}
)
"""Suffixes of files that are published beside a page."""


class Address(NamedTuple):
    """`url` to be asked; `printed` as the report gives it; `attachment`: behind a link."""

    url: str
    printed: str
    location: Location
    attachment: bool = False


def addresses(report: Report) -> tuple[Address, ...]:
    """Every address once, in reading order, first the printed ones; computed once a report."""
    known = report.memo.get("addresses")
    if isinstance(known, tuple):
        return known
    found: dict[str, Address] = {}
    for address in (*_printed(report), *_attached(report)):
        found.setdefault(address.url, address)
    made = tuple(found.values())
    report.memo["addresses"] = made
    return made


def _printed(report: Report) -> Iterator[Address]:
    stretch = flow(report, "all")
    lower = stretch.text
    if "://" not in lower and "www." not in lower and "WWW." not in lower:
        return
    for match in regex(_ADDRESS, re.IGNORECASE).finditer(stretch.text):
        printed = match.group().rstrip(_TRAILING)
        url = printed if "://" in printed else f"http://{printed}"
        if "." not in (_host(url) or ""):
            continue
        end = match.start() + len(printed)
        yield Address(url, printed, stretch.location(match.start(), end))


def _attached(report: Report) -> Iterator[Address]:
    for link in report.document.links:
        if not report.first <= link.block < report.last:
            continue
        target = link.target.strip()
        try:
            if urlsplit(target).path.rpartition(".")[2].lower() not in ATTACHMENTS:
                continue
            url = urljoin(report.url, target) if report.url else target
        except ValueError:  # a bracket that opens no IPv6 address
            continue
        if not url.lower().startswith(("http://", "https://")):
            continue  # a relative link of a saved page: nobody can be asked
        block = report.document.blocks[link.block]
        text = block.text if isinstance(block, Paragraph) else link.text
        start = max(0, text.find(link.text)) if link.text else 0
        span = Span(link.block, start, start + len(link.text), link.text)
        yield Address(url, link.text or target, at_span(report, span), attachment=True)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # a bracket that opens no IPv6 address
        return None
