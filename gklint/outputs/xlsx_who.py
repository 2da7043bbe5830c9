"""Whose report a row is about."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gklint.result import DocumentResult


class Who(NamedTuple):
    """`name` is the body's, by the roster or as the report names it, "" where neither is known;
    `file` the name of the file without its folders."""

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


def who(result: DocumentResult) -> Who:
    """The body, year and file of `result`."""
    seen, source = result.identity, result.source
    name = result.body or ((seen.issuer or "") if seen is not None else "")
    return Who(intern(name), seen.year if seen is not None else None, file_name(source), source)


def file_name(source: str) -> str:
    """The last part of a path, an address or a member of an archive; all of it where that is empty.

    ``bundle.zip!a/b.docx`` → "b.docx".
    """
    parts = source.replace("\\", "/").replace("!", "/").rstrip("/")
    return parts.rpartition("/")[2] or source
