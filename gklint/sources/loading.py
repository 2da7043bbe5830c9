"""The bytes of one input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gklint.document.errors import CannotOpen, LimitReached
from gklint.sources.archive import read_member
from gklint.sources.discover import Item, ItemKind

if TYPE_CHECKING:
    from gklint.sources.fetch.session import Fetcher

FILE_BYTES: Final = 50 * 2**20
"""The largest input that is read: real reports stay below 5 MB with pictures."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes and what is known of them before reading; `url` is the final one after redirects."""

    name: str
    data: bytes
    url: str | None = None
    declared: str | None = None


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
        return Source(item.name, _capped(sys.stdin.buffer.read(FILE_BYTES + 1), item.name))
    if item.path is None:
        raise CannotOpen("not_found", name=item.name)
    if item.kind is ItemKind.MEMBER and item.member is not None:
        return Source(item.name, read_member(item.path, item.member))
    try:
        with item.path.open("rb") as handle:
            return Source(item.name, _capped(handle.read(FILE_BYTES + 1), item.name))
    except FileNotFoundError as error:
        raise CannotOpen("not_found", name=item.name) from error
    except PermissionError as error:
        raise CannotOpen("permission", name=item.name) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotOpen("not_read", name=item.name, reason=reason) from error


def _capped(data: bytes, name: str) -> bytes:
    if len(data) > FILE_BYTES:
        raise LimitReached("size", name=name, limit=FILE_BYTES // 2**20)
    return data
