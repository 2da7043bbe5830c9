"""Kind ``downloads``: a page that offers its report for downloading or printing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gklint.checks.base import CannotAssess, CheckKind
from gklint.checks.options import WORDS
from gklint.finding import Cause, Hit
from gklint.messages.links import NO_LINKS
from gklint.patterns import regex
from gklint.report.locate import at_document
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.checks.base import Context
    from gklint.document.model import Link
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit where no link of the page leads to a file of the `types`, or says that it offers one.

    All of the page is looked at, not the article alone: portals put attachments and the button
    for printing below it. A saved page without any link is not the whole page.
    """
    if report.url is None and not report.document.links:
        raise CannotAssess(NO_LINKS, Cause.INPUT)
    ending = rf"\.(?:{'|'.join(map(re.escape, rule.options['types']))})(?![A-Za-z0-9])"
    words = tuple(map(fold_label, rule.options["words"]))
    if not any(_offers(link, ending, words) for link in report.document.links):
        yield Hit(location=at_document(), key="downloads")


def _offers(link: Link, ending: str, words: tuple[str, ...]) -> bool:
    text = fold_label(link.text)
    return regex(ending, re.IGNORECASE).search(f"{link.target} {text}") is not None or any(
        word in text for word in words
    )


KINDS: Final = (
    CheckKind(
        "downloads",
        run,
        {
            "type": "object",
            "properties": {
                "types": {**WORDS, "description": "endings of files that can be downloaded"},
                "words": {**WORDS, "description": "texts of links that offer it"},
            },
            "required": ["types", "words"],
            "additionalProperties": False,
        },
        ("report",),
    ),
)
