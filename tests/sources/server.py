"""A real HTTP server on loopback for the tests of fetching: scripted answers, counted requests."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "<html><head><title>年报</title></head><body><p>云岫县档案事务中心</p></body></html>"

TRICKLE: Final = 600
"""Chunks of the trickling page, a tenth of a second each: no one waits for the last."""


class Site(ThreadingHTTPServer):
    """Counts requests by method and path, and the most connections at work at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: Counter[tuple[str, str]] = Counter()
        self.working = 0
        self.peak = 0
        self.lock = threading.Lock()
        self.failures_left = 1
        self.trickled = 0  # chunks of the trickling page sent so far
        self.pages: dict[str, tuple[str, bytes]] = {}  # path → Content-Type, body

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base's name
        """Quiet: the tests count requests themselves."""

    def do_HEAD(self) -> None:
        self._serve(body=False)

    def do_GET(self) -> None:
        self._serve(body=True)

    def _serve(self, *, body: bool) -> None:
        with self.server.lock:
            self.server.seen[self.command, self.path] += 1
            self.server.working += 1
            self.server.peak = max(self.server.peak, self.server.working)
        try:
            self._answer(body=body)
        finally:
            with self.server.lock:
                self.server.working -= 1

    def _answer(self, *, body: bool) -> None:
        path = self.path
        if path in self.server.pages:
            self._send(200, *self.server.pages[path], body=body)
        elif path.startswith("/status/"):
            self._send(int(path.rsplit("/", 1)[1]), "text/plain", b"", body=body)
        elif path == "/flaky.html":
            with self.server.lock:
                fails = self.server.failures_left > 0
                self.server.failures_left -= 1
            if fails:
                self._send(503, "text/plain", b"", body=body, headers={"Retry-After": "0"})
            else:
                self._send(200, "text/html; charset=utf-8", PAGE.encode(), body=body)
        elif path == "/loop":
            self._send(302, "text/plain", b"", body=body, headers={"Location": "/loop"})
        elif path == "/home.html":
            self._send(302, "text/plain", b"", body=body, headers={"Location": "/"})
        elif path == "/inward":
            target = "http://169.254.169.254/latest/"
            self._send(302, "text/plain", b"", body=body, headers={"Location": target})
        elif path == "/from-page.docx" and not self.headers.get("Referer"):
            self._send(403, "text/plain", b"", body=body)
        elif path == "/get-only.docx" and self.command == "HEAD":
            self._send(405, "text/plain", b"", body=body)
        elif path == "/soft.html":
            page = PAGE.replace("云岫县档案事务中心", "您访问的页面不存在")
            self._send(200, "text/html; charset=utf-8", page.encode(), body=body)
        elif path == "/slow.html":
            time.sleep(0.05)
            self._send(200, "text/html; charset=utf-8", PAGE.encode(), body=body)
        elif path == "/trickle":
            self._trickle()
        elif path == "/endless":
            self._endless()
        elif path.startswith("/any/"):
            self._send(200, "text/html; charset=utf-8", PAGE.encode(), body=body)
        elif path in ("/", "/report.html", "/get-only.docx", "/from-page.docx"):
            kind = "text/html; charset=utf-8" if path.endswith(("/", "html")) else "application/x"
            self._send(200, kind, PAGE.encode(), body=body)
        else:
            self._send(404, "text/html; charset=utf-8", b"<html>404</html>", body=body)

    def _send(
        self,
        status: int,
        kind: str,
        content: bytes,
        *,
        body: bool,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(content)

    def _trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in self._until_gone(b"x", TRICKLE):
            self.server.trickled += 1
            time.sleep(0.1)

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in self._until_gone(b"x" * 65536, 2000):
            pass

    def _until_gone(self, chunk: bytes, most: int) -> Iterator[None]:
        """Send `chunk` over and over, as long as somebody listens, `most` times at most."""
        self.close_connection = True
        try:
            for _ in range(most):
                self.wfile.write(chunk)
                yield
        except OSError:
            return  # the client hung up, as it should


@contextmanager
def serve() -> Iterator[Site]:
    """A running site; stopped and closed at the end."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


def closed_port() -> int:
    """A port of loopback on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
