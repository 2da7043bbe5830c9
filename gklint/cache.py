"""Results of unchanged files, kept between runs: a folder checked every week is mostly the same.

Only what depends on nothing but the bytes and the plan is kept; a run that asks the network is
not. Entries are pickles in the user's own cache folder, read back by an unpickler that knows
result types only, so that a planted file can run nothing.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gklint import __version__
from gklint.result import DocumentResult

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.plan import Plan

SIZE: Final = 200 * 2**20
_MODULES: Final = frozenset(
    {"gklint.result", "gklint.finding", "gklint.lang", "gklint.document.model"}
)


class ResultCache:
    """Results by content. `digests` are those of the packs; any change of either is a miss."""

    def __init__(self, plan: Plan, digests: Iterable[str], folder: Path | None = None) -> None:
        import diskcache
        import platformdirs

        place = folder or Path(platformdirs.user_cache_dir("gklint", appauthor=False)) / "results"
        self._store = diskcache.Cache(str(place), size_limit=SIZE)
        self._salt = repr((__version__, plan, tuple(digests)))

    def get(self, name: str, data: bytes) -> DocumentResult | None:
        """What is known of these bytes, under the name they have now."""
        entry = self._store.get(self._key(name, data))
        if not isinstance(entry, bytes):
            return None
        try:
            result = _Reader(io.BytesIO(entry)).load()
        except (pickle.UnpicklingError, AttributeError, EOFError, TypeError, ValueError):
            return None  # written by another version, or damaged: a miss
        return replace(result, source=name) if isinstance(result, DocumentResult) else None

    def put(self, name: str, data: bytes, result: DocumentResult) -> None:
        self._store.set(self._key(name, data), pickle.dumps(result, pickle.HIGHEST_PROTOCOL))

    def close(self) -> None:
        self._store.close()

    def _key(self, name: str, data: bytes) -> str:
        # The name counts: a year in it is evidence for some rules.
        salt = f"{self._salt}\x1f{name}".encode()
        return hashlib.sha256(salt + b"\x1f" + hashlib.sha256(data).digest()).hexdigest()


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES and "." not in name and not name.startswith("_"):
            return super().find_class(module, name)
        if (module, name) == ("copyreg", "_reconstructor"):
            return super().find_class(module, name)
        message = f"{module}.{name} is no part of a result"
        raise pickle.UnpicklingError(message)
