"""Connections that look at the address they connect to, and end at an absolute deadline.

A name is resolved once, every address is judged, and the socket goes to a judged address: there is
no gap between check and use for a name server that changes its mind (DNS rebinding), and
redirects are judged the same way. Only globally routable addresses pass unless a network is
allowed by name (an intranet's own portal).

A time-out per read does not bound a body that trickles; the deadline shuts the socket instead.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddress(OSError):
    """The name leads to an address that is not on the public internet."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(host, address)
        self.host = host
        self.address = address


class AddressGuard:
    """Judges addresses: global unicast, or inside one of the allowed networks."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        self._allowed: tuple[Network, ...] = tuple(
            ipaddress.ip_network(text, strict=False) for text in allowed
        )

    def permits(self, text: str) -> bool:
        """Whether a socket may go to the address `text`."""
        address = _plain(ipaddress.ip_address(text.partition("%")[0]))
        if any(address in network for network in self._allowed):
            return True
        return address.is_global and not address.is_multicast


def _plain(address: Address) -> Address:
    """An IPv4 address that hides in IPv6 is judged as what it is."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return inner
    return address


class Deadline:
    """Shuts every socket of the current request when the time is over."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def watch(self, sock: socket.socket | None) -> None:
        """Count `sock` among those to be shut."""
        if sock is None:
            return
        with self._lock:
            self._sockets.append(sock)
            if self.expired:
                _shut(sock)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _expire(self) -> None:
        with self._lock:
            self.expired = True
            for sock in self._sockets:
                _shut(sock)


def _shut(sock: socket.socket) -> None:
    # The peer may have closed first; there is nothing left to shut then.
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


_current = threading.local()


@contextmanager
def deadline(seconds: float) -> Iterator[Deadline]:
    """Bound everything this thread asks for inside the block."""
    made = Deadline(seconds)
    _current.deadline = made
    made.start()
    try:
        yield made
    finally:
        made.stop()
        _current.deadline = None


def _watch(sock: socket.socket | None) -> None:
    running: Deadline | None = getattr(_current, "deadline", None)
    if running is not None:
        running.watch(sock)


def _connect(connection: HTTPConnection, guard: AddressGuard) -> socket.socket:
    host = connection.host.strip("[]")
    timeout = connection.timeout if isinstance(connection.timeout, (int, float)) else None
    try:
        found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        reason = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
        raise NameResolutionError(host, connection, reason) from error
    last: OSError | None = None
    for family, kind, proto, _, address in found:
        if not guard.permits(str(address[0])):
            raise PrivateAddress(host, str(address[0]))
        sock = socket.socket(family, kind, proto)
        sock.settimeout(timeout)
        _watch(sock)
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            last = error
        else:
            return sock
    raise NewConnectionError(connection, str(last)) from last


class _Guarded(HTTPConnection):
    guard: AddressGuard

    def _new_conn(self) -> socket.socket:
        return _connect(self, self.guard)

    def getresponse(self) -> Any:
        _watch(self.sock)
        return super().getresponse()


class _GuardedTLS(HTTPSConnection):
    guard: AddressGuard

    def _new_conn(self) -> socket.socket:
        return _connect(self, self.guard)

    def getresponse(self) -> Any:
        _watch(self.sock)
        return super().getresponse()


class GuardedAdapter(HTTPAdapter):
    """An adapter whose own connections are guarded.

    Through a proxy of the environment the proxy makes the connection, and its owner the rules.
    """

    def __init__(self, guard: AddressGuard, **options: Any) -> None:
        self._guard = guard
        super().__init__(**options)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        plain = type("GuardedConnection", (_Guarded,), {"guard": self._guard})
        tls = type("GuardedTLSConnection", (_GuardedTLS,), {"guard": self._guard})
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TLSPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
