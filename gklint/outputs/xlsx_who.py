"""Whose report a row is about, and in which order reports are told."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.result import BodySeen, DocumentResult


class Who(NamedTuple):
    """`name` is the body's, by the roster or as the report names it, "" where neither is known;
    `file` the source without the folders that all sources share."""

    name: str
    year: int | None
    file: str
    source: str

    @property
    def told(self) -> str:
        """The body, or the file where no body is known."""
        return self.name or self.file

    @property
    def key(self) -> tuple[str, int | None]:
        """The same for several files of one body and year; a file of nobody stands alone."""
        return (self.name, self.year) if self.name else (self.source, None)


def who(result: DocumentResult, folder: str = "") -> Who:
    """The body, year and file of `result`, whose source is below `folder`."""
    seen, source = result.identity, result.source
    name = result.body or ((seen.issuer or "") if seen is not None else "")
    year = seen.year if seen is not None else None
    return Who(intern(name), year, source.removeprefix(folder), source)


def in_order(
    documents: Sequence[tuple[Who, int]], roll: Iterable[BodySeen]
) -> list[int | BodySeen]:
    """Places of the documents, and the bodies of the roll without one, as the roster has them.

    Files of one body stand together, years in order; what the roster does not have comes last,
    in the order of the inputs.
    """
    out: list[int | BodySeen] = []
    places = {whose.source: place for whose, place in documents}
    for body in roll:
        found = [source for source in body.sources if source in places]
        out += [places.pop(source) for source in found] or [body]
    groups: dict[str, list[tuple[int, int]]] = {}
    for whose, place in documents:
        if whose.source in places:
            groups.setdefault(whose.name or whose.source, []).append((whose.year or 0, place))
    out += [place for group in groups.values() for _, place in sorted(group)]
    return out
