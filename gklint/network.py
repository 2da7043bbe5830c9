"""What a run asks the network: inputs that are addresses, and addresses that reports give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.errors import CannotOpen
from gklint.sources import ItemKind
from gklint.workers import bring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gklint.batch import Request
    from gklint.checks.base import LinkAnswer
    from gklint.document.errors import ReadingError
    from gklint.sources import Item, Source
    from gklint.sources.fetch.session import Fetcher


class Network:
    """The network as a request allows it. Only the parent of a run has one."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def asks_for(self, item: Item) -> bool:
        """Whether the addresses that the report in `item` gives may be asked."""
        allowed = self._request.network
        return item.kind is ItemKind.URL if allowed is None else allowed

    def bring(self, items: Iterable[Item]) -> Mapping[str, Source | ReadingError]:
        """Those of `items` that are addresses, by name; nothing with the network off."""
        remote = {item.name: item for item in items if item.kind is ItemKind.URL}
        if not remote or self._request.network is False:
            return {}
        from gklint.sources.fetch.politely import politely

        with self._fetcher() as fetcher:
            return politely(remote, lambda name: _fetched(remote[name], fetcher))

    def answers(self, addresses: Iterable[str], missing: Sequence[str]) -> Mapping[str, LinkAnswer]:
        """What asking each address once brought; `missing` are words of pages that are gone."""
        from gklint.sources.fetch.links import ask_all

        with self._fetcher() as fetcher:
            return ask_all(fetcher, addresses, missing)

    def _fetcher(self) -> Fetcher:
        from gklint.sources.fetch.session import TOTAL_SECONDS, Fetcher

        seconds = self._request.fetch_seconds or TOTAL_SECONDS
        return Fetcher(self._request.allowed, total=seconds)


def _fetched(item: Item, fetcher: Fetcher) -> Source | ReadingError:
    """A fault of gklint's own costs this address only."""
    try:
        return bring(item, fetcher)
    except Exception as error:
        from gklint.crash import log_crash

        log = str(log_crash(error, item.name))
        return CannotOpen("internal", name=item.name, reason=type(error).__name__, log=log)
