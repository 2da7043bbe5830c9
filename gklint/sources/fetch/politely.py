"""Many addresses side by side, but few at a time for any one host: portals are small machines."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

PER_HOST: Final = 2
WORKERS: Final = 32


def politely(addresses: Iterable[str], act: Callable[[str], T]) -> dict[str, T]:
    """What `act` brings for every address, each asked once, `PER_HOST` at a time for a host.

    `act` must not raise; what it raises all the same is raised here when all is done.
    """
    hosts: dict[str, deque[str]] = {}
    for address in dict.fromkeys(addresses):
        hosts.setdefault(_host(address), deque()).append(address)
    brought: dict[str, T] = {}

    def drain(queue: deque[str]) -> None:
        while True:
            try:
                address = queue.popleft()
            except IndexError:
                return
            brought[address] = act(address)

    with ThreadPoolExecutor(WORKERS, thread_name_prefix="gklint-net") as pool:
        runs = [
            pool.submit(drain, queue)
            for number in range(PER_HOST)
            for queue in hosts.values()
            if len(queue) > number
        ]
        try:
            for run in runs:
                run.result()
        except BaseException:  # interrupted: what waits in line is not asked any more
            for queue in hosts.values():
                queue.clear()
            raise
    return brought


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:  # a bracket that opens no IPv6 address: fetching will say so
        return ""
