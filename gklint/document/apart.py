"""Reading in a process apart, for formats whose reader is a C library that a hostile file can crash
or hang: such a file costs itself, not the run.

Starting the process takes some 70 ms, once a run; sending a document home well under one.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.limits import APART_BYTES, OCR_SECONDS
from gklint.document.means import NONE
from gklint.document.read import read
from gklint.document.sniff import OFD, PDF, sniff

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from gklint.document.means import Means
    from gklint.document.model import Document

    Reader = Callable[[bytes, str, str | None, Means], Document]

_GRACE: Final = 5.0  # seconds that a process gets to end when its pipe is closed


def is_risky(data: bytes, name: str, means: Means) -> bool:
    """Whether reading `data` puts the process at risk: PDFs, and whatever is read from pictures."""
    if not means.ocr and data[:2] == b"PK":
        return False  # no need to look into zips
    media = sniff(data, name)
    return media == PDF or (means.ocr and (media == OFD or media.startswith("image/")))


def allowed(seconds: float, means: Means) -> float:
    """Seconds for one document that may have pages to be read from pictures."""
    return seconds + OCR_SECONDS if means.ocr else seconds


class Apart:
    """Reads risky documents in one process beside this, started for the first of them.

    `reader` does what `gklint.document.read.read` does; a function of a module, as it goes there.
    """

    def __init__(self, seconds: float, reader: Reader = read) -> None:
        self._seconds, self._reader = seconds, reader
        self._pipe: Connection | None = None
        self._process: Any = None

    def read(
        self, data: bytes, name: str, declared: str | None = None, means: Means = NONE
    ) -> Document:
        """As `gklint.document.read.read`, here or there.

        Raises also CannotOpen("crashed") where the process died of it, and LimitReached("time").
        """
        if not is_risky(data, name, means):
            return self._reader(data, name, declared, means)
        seconds = allowed(self._seconds, means)
        pipe = self._pipe or self._start()
        try:
            pipe.send((data, name, declared, means))
            if not pipe.poll(seconds):
                self.close(at_once=True)
                raise LimitReached("time", name=name, limit=f"{seconds:g}")
            outcome = pipe.recv()
        except (EOFError, OSError):
            code = self._died()
            raise CannotOpen("crashed", name=name, code=code) from None
        except BaseException:  # the run was broken off: nobody will ask for the answer
            self.close(at_once=True)
            raise
        if isinstance(outcome, Exception):
            raise outcome
        document: Document = outcome
        return document

    def close(self, *, at_once: bool = False) -> None:
        """End the process; a later document starts another."""
        if self._pipe is None:
            return
        self._pipe.close()
        if not at_once:
            self._process.join(_GRACE)
        self._process.kill()
        self._process.join()
        self._pipe = None

    def _start(self) -> Connection:
        import multiprocessing

        # Forking a process with threads in it is not safe; spawning is the same everywhere.
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, self._reader), daemon=True)
        self._process.start()
        there.close()  # so that its end is seen
        return self._pipe

    def _died(self) -> int:
        """The code that the process ended with."""
        self._process.join(_GRACE)
        code: int | None = self._process.exitcode
        self.close(at_once=True)
        return -1 if code is None else code


def _serve(pipe: Connection, reader: Reader) -> None:
    """Answer what comes through `pipe` until it is closed."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started it ends it
    _bound_memory()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            data, name, declared, means = pipe.recv()
            try:
                outcome: Document | Exception = reader(data, name, declared, means)
            except Exception as error:
                outcome = error
            try:
                pipe.send(outcome)
            except (TypeError, ValueError, AttributeError, RecursionError) as error:
                pipe.send(RuntimeError(f"{type(outcome).__name__} can't be sent: {error}"))


def _bound_memory() -> None:
    """So that a small file that grows without end ends the process and not the machine."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = APART_BYTES if most == resource.RLIM_INFINITY else min(APART_BYTES, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
