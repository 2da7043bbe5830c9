"""The bytes of one input."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.limits import MAX_BYTES
from gklint.patterns import regex
from gklint.sources.discover import Item, ItemKind, os_fault

if TYPE_CHECKING:
    from gklint.sources.fetch.session import Fetcher

_CHARSET: Final = regex(r"charset\s*=\s*[\"']?([\w.:+-]+)", re.IGNORECASE)


class Source(NamedTuple):
    """Bytes and what is known of them before reading.

    `url` is the final one after redirects, `declared` the Content-Type that came with it.
    """

    name: str
    data: bytes
    url: str | None = None
    declared: str | None = None

    @property
    def media_type(self) -> str | None:
        """The media type that was declared."""
        return (self.declared or "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The charset that was declared."""
        found = _CHARSET.search(self.declared or "")
        return found[1] if found is not None else None


def load(item: Item, fetcher: Fetcher | None = None) -> Source:
    """The bytes of `item`; `fetcher` is needed for addresses only.

    Raises CannotOpen("not_found" | "permission" | "not_read" | "no_network" | what fetching
    raises), LimitReached("size"), and what reading an archive raises.
    """
    if item.error is not None:
        raise item.error
    if item.kind is ItemKind.URL:
        if fetcher is None:
            raise CannotOpen("no_network", name=item.name)
        answer = fetcher.fetch(item.name)
        return Source(item.name, answer.body, answer.url, answer.declared)
    if item.kind is ItemKind.STDIN:
        return Source(item.name, _capped(sys.stdin.buffer.read(MAX_BYTES + 1), item.name))
    if item.path is None:
        raise CannotOpen("not_found", name=item.name)
    if item.kind is ItemKind.MEMBER and item.member is not None:
        from gklint.sources.archive import read_member

        return Source(item.name, read_member(item.path, item.member))
    try:
        with item.path.open("rb") as handle:
            return Source(item.name, _capped(handle.read(MAX_BYTES + 1), item.name))
    except OSError as error:
        raise os_fault(item.name, error) from error


def _capped(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise LimitReached("size", name=name, limit=MAX_BYTES // 2**20)
    return data
