"""What became of a page's files, put into its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.lang import filled, localise, sentences
from gklint.messages import attachments as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.attachments.model import Page
    from gklint.finding import Finding, Location
    from gklint.lang import Text
    from gklint.result import DocumentResult


def in_words(result: DocumentResult, page: Page, origin: Page) -> DocumentResult:
    """`result` with what became of the files; a place in one names it. The input stays what it is
    (`origin`), whatever its figures were read from."""
    names = [seen.name for seen in page.seen if seen.used]
    result = result._replace(attachments=page.seen)
    if page.document is origin.document:
        return result
    return result._replace(
        media_type=origin.document.media_type,
        encoding=origin.document.encoding,
        findings=tuple(_finding(finding, names) for finding in result.findings),
        facts=tuple(
            fact._replace(location=_location(fact.location, names)) for fact in result.facts
        ),
    )


def reasons(page: Page) -> Text | None:
    """What became of each file, in one sentence; None where none is worth telling of."""
    if not page.seen:
        return None
    return sentences(filled(words.BECAME, name=seen.name, reason=seen.reason) for seen in page.seen)


def _finding(finding: Finding, names: Sequence[str]) -> Finding:
    return finding._replace(location=_location(finding.location, names))


def _location(location: Location, names: Sequence[str]) -> Location:
    part = location.place.anchor.part if location.place is not None else ""
    name = next((n for n in names if part == n or part.startswith(f"{n}!")), None)
    if name is None:
        return location
    if not localise(location.text, "zh"):
        return location._replace(text=filled(words.ONLY, name=name))
    return location._replace(text=filled(words.PLACE, name=name, place=location.text))
