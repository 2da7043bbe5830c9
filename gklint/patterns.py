"""Regular expressions that cost nothing until they are used, and little then.

Rules and forms name some hundreds of patterns; compiling them takes longer than reading and judging
a report. So a pattern is compiled at its first use, and what the compiler made of it is kept
between runs in the user's cache folder.

What is kept is the code of `re`'s own engine, for one version of Python. The engine checks code it
is given. Where the interpreter has no such code, or a file is damaged, patterns are compiled as
ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from pathlib import Path

MOST: Final = 2000
"""Patterns kept; from there on only those of the last run."""
_CHECKSUM: Final = 32
_METHODS: Final = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    *("groups", "groupindex"),
)

_Key = tuple[str, int]
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_kept: dict[_Key, _Code] = {}  # as read from the cache
_used: dict[_Key, _Code] = {}  # by this process
_read: set[Path] = set()


@cache
def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """`source` as a pattern that is compiled at its first use; one for equal sources.

    For patterns of data and of the program: one made from a document is not worth keeping. An
    invalid source raises `re.error` at its first use.
    """
    return cast("re.Pattern[str]", _Pattern(source, int(flags)))


class _Pattern:
    """Stands for a `re.Pattern` and takes over its methods when one is asked for."""

    __slots__ = ("flags", "pattern", *_METHODS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        # Asked only for slots that are still empty: later calls go straight to the engine.
        if name not in _METHODS:
            raise AttributeError(name)
        made = _compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)

    def __reduce__(self) -> tuple[object, ...]:
        return regex, (self.pattern, self.flags)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self.flags})"


def recall(folder: Path) -> None:
    """Know the patterns that `remember` kept in `folder`; without any, all is compiled."""
    path = folder / _file_name()
    if path in _read:
        return
    _read.add(path)
    with suppress(OSError, ValueError, EOFError, TypeError):
        raw = path.read_bytes()
        if sha256(raw[_CHECKSUM:]).digest() == raw[:_CHECKSUM]:
            _kept.update(marshal.loads(raw[_CHECKSUM:]))  # noqa: S302 - own file, checksum held


def remember(folder: Path) -> None:
    """Keep what this process compiled in `folder`; nothing is written where nothing is new."""
    if _used.keys() <= _kept.keys():
        return
    whole = {**_kept, **_used}
    payload = marshal.dumps(whole if len(whole) <= MOST else _used)
    path = folder / _file_name()
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(sha256(payload).digest() + payload)
        part.replace(path)
    except OSError:
        # A read-only home costs the next start some milliseconds, nothing else.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _kept.update(_used)


@cache
def _file_name() -> str:
    engine = f"{sys.version}\0{sys.platform}\0{sys.maxsize}\0{sys.byteorder}"
    return f"patterns-{sha256(engine.encode()).hexdigest()[:16]}.bin"


def _compile(source: str, flags: int) -> re.Pattern[str]:
    """Like `re.compile`, from kept code where there is some."""
    try:
        code = _kept.get((source, flags)) or _translate(source, flags)
        made = _load(source, code)
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
        # Another interpreter, or code that its engine refuses; what is wrong with the source
        # itself is told by the compiler below.
        return re.compile(source, flags)
    _used[source, flags] = code
    return made


def _translate(source: str, flags: int) -> _Code:
    """What `re.compile` does before it hands its code to the engine."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    code = array("I", map(int, _compiler._code(parsed, flags)))
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, index in state.groupdict.items():
        names[index] = name
    groups = dict(state.groupdict)
    return int(flags | state.flags), code.tobytes(), state.groups - 1, groups, tuple(names)


def _load(source: str, code: _Code) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    flags, words, groups, index, names = code
    listed = memoryview(words).cast("I").tolist()
    made: re.Pattern[str] = _sre.compile(source, flags, listed, groups, index, names)
    return made
