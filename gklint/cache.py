"""Results of unchanged files, kept between runs: a folder checked every week is mostly the same.

Only what depends on nothing but the bytes and the plan is kept; a run that asks the network is
not. Entries are pickles in the user's own cache folder, read back by an unpickler that knows
result types only, so that a planted file can run nothing. A store that can't be used is no error.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sqlite3
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import gklint
from gklint.across.model import NOTHING, Digest
from gklint.finding import Cause, Verdict
from gklint.result import DocumentResult
from gklint.ruleset.cache import folder as cache_folder

if TYPE_CHECKING:
    import diskcache

    from gklint.across.model import Surroundings

SIZE: Final = 200 * 2**20
_PATIENCE: Final = 5.0  # seconds to wait for other processes at the same store
_MODULES: Final = frozenset(
    {
        "gklint.across.model",
        "gklint.document.model",
        "gklint.finding",
        "gklint.lang",
        "gklint.report.model",
        "gklint.result",
    }
)
_VALUES: Final = {("decimal", "Decimal"): Decimal, ("datetime", "date"): date}


class ResultCache:
    """Results by content. `salt` is what they depend on besides: any change of it is a miss."""

    def __init__(self, salt: str, folder: Path | None = None) -> None:
        self._salt = f"{code_stamp()}\x1f{salt}\x1f"
        self._store = _open(folder or cache_folder() / "results")

    def get(self, name: str, data: bytes, around: Surroundings = NOTHING) -> DocumentResult | None:
        """What is known of these bytes under this name, amid these surroundings."""
        found = self._get(self._key(name, data, _stamp(around)))
        return found if isinstance(found, DocumentResult) else None

    def put(
        self, name: str, data: bytes, result: DocumentResult, around: Surroundings = NOTHING
    ) -> None:
        """Keep `result`, unless another run might bring another one."""
        lasting = result.verdict is not Verdict.UNREADABLE and not any(
            missing.cause is Cause.FAULT for missing in result.not_assessed
        )
        if lasting:
            self._put(self._key(name, data, _stamp(around)), result)

    def digest(self, name: str, data: bytes) -> Digest | None:
        """The digest of these bytes under this name."""
        found = self._get(self._key(name, data, _DIGEST))
        return found if isinstance(found, Digest) else None

    def keep(self, name: str, data: bytes, digest: Digest) -> None:
        """Keep `digest`, unless nothing could be read."""
        if not digest.problem:
            self._put(self._key(name, data, _DIGEST), digest)

    def _get(self, key: str) -> object:
        if self._store is None:
            return None
        try:
            entry = self._store.get(key)
            return _Reader(io.BytesIO(entry)).load() if isinstance(entry, bytes) else None
        except _store_faults() + _DAMAGE:
            return None  # written by something else, or damaged: a miss

    def _put(self, key: str, what: DocumentResult | Digest) -> None:
        if self._store is None:
            return
        entry = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
        try:
            self._store.set(key, entry)
        except _store_faults():
            self._store = None

    def close(self) -> None:
        if self._store is not None:
            self._store.close()

    def _key(self, name: str, data: bytes, stamp: str = "") -> str:
        # The name counts: findings of a report without issuer or year are named after it.
        salt = f"{self._salt}{name}\x1f{stamp}\x1f".encode("utf-8", "surrogatepass")
        return hashlib.sha256(salt + hashlib.sha256(data).digest()).hexdigest()


_DIGEST: Final = "digest"


def _stamp(around: Surroundings) -> str:
    """The same for equal surroundings, in every process."""
    if around == NOTHING:
        return ""
    plain = repr((sorted(around.given), around._replace(given=frozenset())))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def code_stamp() -> str:
    """Changes with every change of gklint's own code, also of a checkout being worked on."""
    total = hashlib.sha256(gklint.__version__.encode())
    for root, folders, files in os.walk(Path(gklint.__file__).parent):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                found = os.stat(os.path.join(root, name))
                total.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return total.hexdigest()


_DAMAGE: Final[tuple[type[Exception], ...]] = (
    pickle.UnpicklingError,
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)
"""What reading a pickle that is none, or of another version, may raise."""


class _Reader(pickle.Unpickler):
    """Knows the classes of results, numbers and dates, and nothing that could be called for its
    effects."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _VALUES:
            return _VALUES[module, name]
        if module in _MODULES and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        message = f"{module}.{name} is no part of a result"
        raise pickle.UnpicklingError(message)


@cache
def _store_faults() -> tuple[type[Exception], ...]:
    import diskcache

    return (sqlite3.Error, OSError, diskcache.Timeout)


def _open(folder: Path) -> diskcache.Cache | None:
    import diskcache

    class BytesOnly(diskcache.Disk):  # type: ignore[misc]
        """Never unpickles by itself, whatever a row of the store says."""

        def fetch(self, mode: int, filename: str, value: object, read: bool) -> object:
            if mode == diskcache.core.MODE_PICKLE:
                return None
            return super().fetch(mode, filename, value, read)

    try:
        return diskcache.Cache(str(folder), size_limit=SIZE, disk=BytesOnly, timeout=_PATIENCE)
    except _store_faults():
        return None
