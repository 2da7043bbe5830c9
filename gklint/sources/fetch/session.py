"""Fetching one address: bounded in time, size and redirects, with one clear reason on failure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import requests
from urllib3.exceptions import (
    HTTPError,
    LocationParseError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.util.retry import Retry

from gklint import __version__
from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.limits import MAX_BYTES
from gklint.sources.fetch.guard import AddressGuard, GuardedAdapter, PrivateAddress, deadline

if TYPE_CHECKING:
    from collections.abc import Sequence

AGENT: Final = f"gklint/{__version__} (report compliance check; +https://pypi.org/project/gklint/)"
CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 20.0
TOTAL_SECONDS: Final = 60.0
REDIRECTS: Final = 8
RETRIES: Final = 2
RETRY_AFTER_SECONDS: Final = 10.0
"""A server may ask for longer; then the address is told as unclear rather than waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body that came: `url` the final address, `declared` the Content-Type as sent."""

    url: str
    status: int
    declared: str | None
    body: bytes


class BriefRetry(Retry):
    """Retries with jitter that never wait longer than RETRY_AFTER_SECONDS.

    An address that may not be asked is not asked again.
    """

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: Any = None,
        error: Exception | None = None,
        *args: Any,
        **options: Any,
    ) -> Self:
        if error is not None and any(isinstance(cause, PrivateAddress) for cause in error.args):
            raise error
        return super().increment(method, url, response, error, *args, **options)

    def get_retry_after(self, response: object) -> float | None:
        asked = super().get_retry_after(response)  # type: ignore[arg-type]
        return None if asked is None else min(asked, RETRY_AFTER_SECONDS)

    def get_backoff_time(self) -> float:
        return super().get_backoff_time() * random.uniform(0.5, 1.0)  # noqa: S311 -- jitter


class Fetcher:
    """A guarded session for many threads; `allowed` networks may be private (CIDR notation).

    The times are seconds; `total` bounds one address with all its redirects and retries' reads.
    """

    def __init__(
        self,
        allowed: Sequence[str] = (),
        *,
        connect: float = CONNECT_SECONDS,
        read: float = READ_SECONDS,
        total: float = TOTAL_SECONDS,
        size: int = MAX_BYTES,
        retries: int = RETRIES,
    ) -> None:
        self._timeout = (min(connect, total), min(read, total))
        self._total = total
        self._size = size
        self.session = requests.Session()
        self.session.headers["User-Agent"] = AGENT
        self.session.max_redirects = REDIRECTS
        retry = BriefRetry(
            total=retries,
            backoff_factor=0.5,
            status_forcelist=(429, 500, 502, 503, 504),
            allowed_methods=("HEAD", "GET"),
            raise_on_status=False,
        )
        adapter = GuardedAdapter(
            AddressGuard(allowed), max_retries=retry, pool_connections=64, pool_maxsize=16
        )
        self.session.mount("http://", adapter)
        self.session.mount("https://", adapter)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def fetch(self, url: str, page: str | None = None) -> Answer:
        """The whole body of `url`; `page` is the address that led there.

        Raises CannotOpen: "bad_url", "name_not_found", "timeout", "refused", "tls",
        "private_address", "too_many_redirects", "http_status", "broken_off"; LimitReached "size".
        """
        answer = self.ask("GET", url, self._size, whole=True, page=page)
        if answer.status >= 400:
            raise CannotOpen("http_status", url=url, status=answer.status)
        return answer

    def ask(
        self, method: str, url: str, size: int, *, whole: bool = False, page: str | None = None
    ) -> Answer:
        """One request with redirects; at most `size` decoded bytes of the body are read.

        With `whole`, a longer body is LimitReached("size"), otherwise it is cut. A status of 400
        and above is an answer, not an error.
        """
        with deadline(self._total) as bound:
            try:
                with self.session.request(
                    method,
                    url,
                    headers={"Referer": page} if page is not None else None,
                    timeout=self._timeout,
                    stream=True,
                    allow_redirects=True,
                ) as response:
                    body = b"" if method == "HEAD" else _body(response, size, whole=whole)
                    if bound.expired:
                        raise CannotOpen("timeout", url=url, seconds=int(self._total))
                    return Answer(
                        response.url,
                        response.status_code,
                        response.headers.get("Content-Type"),
                        body,
                    )
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                # ValueError: an address, or one it redirects to, that is none.
                if bound.expired:
                    raise CannotOpen("timeout", url=url, seconds=int(self._total)) from error
                raise _reason(url, error) from error


def _body(response: requests.Response, size: int, *, whole: bool) -> bytes:
    chunks: list[bytes] = []
    length = 0
    for chunk in response.iter_content(64 * 1024):
        length += len(chunk)
        if length > size:
            if whole:
                raise LimitReached("size", name=response.url, limit=size // 2**20)
            break
        chunks.append(chunk)
    return b"".join(chunks)


def _reason(url: str, error: Exception) -> CannotOpen:
    chain = tuple(_chain(error))
    for link in chain:
        if isinstance(link, PrivateAddress):
            return CannotOpen("private_address", url=url, address=link.address)
    for kinds, key in _REASONS:
        if any(isinstance(link, kinds) for link in chain):
            return CannotOpen(key, url=url)
    return CannotOpen("broken_off", url=url, reason=type(error).__name__)


_REASONS: Final[tuple[tuple[tuple[type[BaseException], ...], str], ...]] = (
    ((requests.exceptions.TooManyRedirects,), "too_many_redirects"),
    ((requests.exceptions.SSLError,), "tls"),
    ((NameResolutionError,), "name_not_found"),
    ((requests.exceptions.Timeout, ReadTimeoutError, TimeoutError), "timeout"),
    (
        (
            requests.exceptions.InvalidURL,
            requests.exceptions.InvalidSchema,
            requests.exceptions.MissingSchema,
            LocationParseError,
        ),
        "bad_url",
    ),
    ((NewConnectionError, ConnectionRefusedError), "refused"),
    ((ValueError,), "bad_url"),
)


def _chain(error: BaseException) -> list[BaseException]:
    """The error, its causes, and what urllib3 and requests wrap without chaining."""
    found: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        link = queue.pop(0)
        if not isinstance(link, BaseException) or link in found:
            continue
        found.append(link)
        queue += [link.__cause__, link.__context__, *link.args]
        if isinstance(link, MaxRetryError):
            queue.append(link.reason)
    return found
