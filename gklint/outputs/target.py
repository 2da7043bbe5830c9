"""Where outputs go: ``FORMAT[:PATH]`` read, standard output prepared, files written whole or not.

A file appears under its name only when the run is over: whoever waits for it never reads half.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.outputs import PLANNED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import IO, Any

    from gklint.outputs import Format


# A file name may hold bytes that are no text; as an escape it stays legible, and legal in JSON.
_ODD: Final = "backslashreplace"
_BINARY: Final = getattr(os, "O_BINARY", 0)  # of Windows: line ends are the writer's own


class TargetError(Exception):
    """An output that can't be had; `key` names the sentence, `params` fill it."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key, params)
        self.key, self.params = key, params


class Target(NamedTuple):
    """One output asked for; `path` None is standard output."""

    format: Format
    path: Path | None = None


def parse_targets(texts: Sequence[str], formats: Mapping[str, Format]) -> tuple[Target, ...]:
    """The targets that ``-o`` names. Raises TargetError on the first that can't be."""
    targets = tuple(_parse(text, formats) for text in texts)
    plain = [t.format.name for t in targets if t.path is None]
    for target in targets:
        if target.path is None and not target.format.encoding and sys.stdout.isatty():
            name = target.format.name
            raise TargetError("error.needs_path", format=name, example=f"{name}:report.{name}")
    if len(plain) > 1:
        example = f"{plain[-1]}:report.{plain[-1]}"
        raise TargetError("error.two_stdout", formats=", ".join(plain), example=example)
    seen: set[Path] = set()
    for target in targets:
        if target.path is not None:
            whole = target.path.resolve()
            if whole in seen:
                raise TargetError("error.same_file", path=str(target.path))
            seen.add(whole)
    return targets


def _parse(text: str, formats: Mapping[str, Format]) -> Target:
    name, colon, path = text.partition(":")
    allowed = ", ".join(formats)
    if name in PLANNED and name not in formats:
        raise TargetError("error.planned_format", name=name, allowed=allowed)
    if name not in formats:
        raise TargetError("error.format", name=name, allowed=allowed)
    return Target(formats[name], Path(path) if colon and path else None)


class Sink:
    """An open target. `close` puts the file in place, `discard` leaves nothing behind."""

    def __init__(self, target: Target) -> None:
        """Raises TargetError where the file can't be written."""
        self.target = target
        self._temporary: str | None = None
        if target.path is None:
            self.stream = _stdout(target.format)
            return
        try:
            self.stream = self._open(target.path, target.format)
        except BaseException:  # broken off just when the file had come into being
            self._remove()
            raise

    def close(self) -> None:
        """Raises TargetError; a closed pipe on standard output raises BrokenPipeError."""
        if self.target.path is None:
            self.stream.flush()
            return
        try:
            self.stream.close()
            if self._temporary is not None:
                os.replace(self._temporary, self.target.path)
                self._temporary = None
        except OSError as error:
            self.discard()
            raise _unwritable(self.target.path, error) from error

    def discard(self) -> None:
        if self.target.path is not None:
            with contextlib.suppress(OSError):  # nothing more can be done about it
                self.stream.close()
            self._remove()

    def _remove(self) -> None:
        if self._temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(self._temporary)
            self._temporary = None

    def _open(self, path: Path, form: Format) -> IO[Any]:
        try:
            if path.is_dir():
                raise IsADirectoryError(21, os.strerror(21))
            if path.exists() and not path.is_file():  # a device or a pipe: nothing to replace
                return _opened(path, form)
            mode = _mode(path)
            # Its name is known before it is there, so that nothing is left of it in any case.
            part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
            self._temporary = str(part)
            handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600)
            os.chmod(part, mode)
            return _opened(handle, form)
        except OSError as error:
            raise _unwritable(path, error) from error


@contextlib.contextmanager
def placed(path: Path, form: Format) -> Iterator[IO[Any]]:
    """The file at `path`, open to be written: in place when all is well, else not at all.

    Raises TargetError.
    """
    sink = Sink(Target(form, path))
    try:
        yield sink.stream
    except BaseException:
        sink.discard()
        raise
    sink.close()


def _opened(file: Path | int, form: Format) -> IO[Any]:
    if not form.encoding:
        return open(file, "wb")
    return open(file, "w", encoding=form.encoding, errors=_ODD, newline="")


def _mode(path: Path) -> int:
    """The rights a plainly opened file would have: a temporary file's are the owner's only."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> TargetError:
    made = TargetError("error.write", path=str(path))
    made.__cause__ = error
    return made


def _stdout(form: Format) -> IO[Any]:
    """Standard output for `form`: formats for machines in their own encoding, byte for byte,
    unless a person looks at a terminal; formats for people never fail on a character."""
    out = sys.stdout
    if not form.encoding:
        return out.buffer
    if not isinstance(out, io.TextIOWrapper):
        return out
    if form.people or out.isatty():
        out.reconfigure(errors="replace")
    else:
        out.reconfigure(encoding=form.encoding, errors=_ODD, newline="")
    return out
