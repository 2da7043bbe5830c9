"""What a run asks the network: inputs that are addresses, and addresses that reports give."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from gklint.document.errors import CannotOpen, ReadingError
from gklint.sources import ItemKind
from gklint.workers import bring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from tempfile import TemporaryDirectory
    from typing import Self

    from gklint.batch import Request
    from gklint.checks.base import LinkAnswer
    from gklint.report.model import Attachment
    from gklint.sources import Item, Source
    from gklint.sources.attached import Attached
    from gklint.sources.fetch.session import Fetcher

T = TypeVar("T")


class Network:
    """The network as a request allows it. Only the parent of a run has one. Files that pages offer
    wait in a folder of its own until it is left."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._folder: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

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
            return politely(remote, lambda name: _held(name, lambda: bring(remote[name], fetcher)))

    def attached(self, offers: Iterable[tuple[Attachment, str | None]]) -> Mapping[str, Attached]:
        """What pages offer, by address, each fetched once; each with the address of its page, as
        a browser tells it: some portals send nothing without."""
        from gklint.sources.fetch.politely import politely

        wanted = {attachment.url: (attachment, page) for attachment, page in offers}
        folder = self._spool()
        with self._fetcher() as fetcher:
            return politely(wanted, lambda url: _attached(*wanted[url], fetcher, folder))

    def answers(self, addresses: Iterable[str], missing: Sequence[str]) -> Mapping[str, LinkAnswer]:
        """What asking each address once brought; `missing` are words of pages that are gone."""
        from gklint.sources.fetch.links import ask_all

        with self._fetcher() as fetcher:
            return ask_all(fetcher, addresses, missing)

    def _spool(self) -> str:
        from tempfile import TemporaryDirectory

        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="gklint-")
        return self._folder.name

    def _fetcher(self) -> Fetcher:
        from gklint.sources.fetch.session import TOTAL_SECONDS, Fetcher

        seconds = self._request.fetch_seconds or TOTAL_SECONDS
        return Fetcher(self._request.allowed, total=seconds)


def _attached(attachment: Attachment, page: str | None, fetcher: Fetcher, folder: str) -> Attached:
    from tempfile import NamedTemporaryFile

    from gklint.sources.attached import Attached

    def fetch() -> Attached:
        answer = fetcher.fetch(attachment.url, page)
        with NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(answer.body)
        return Attached(attachment, file.name, answer.url, answer.declared)

    found = _held(attachment.url, fetch)
    return found if isinstance(found, Attached) else Attached(attachment, error=found)


def _held(name: str, fetch: Callable[[], T | ReadingError]) -> T | ReadingError:
    """What `fetch` brings; a fault of gklint's own costs this address only."""
    try:
        return fetch()
    except ReadingError as error:
        return error
    except Exception as error:
        from gklint.crash import log_crash

        log = str(log_crash(error, name))
        return CannotOpen("internal", name=name, reason=type(error).__name__, log=log)
