"""The cache of validated packs: plain data as marshal, in the user's cache folder.

The key covers the content of every rule file and the code that validates them; the entry carries
its own checksum, so a damaged one counts as absent. A cache that can't be written is no error.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import gklint
from gklint.ruleset.paths import schemas

FOLDER_VARIABLE: Final = "GKLINT_CACHE_DIR"
KEPT: Final = 12  # entries: every change of a rule or configuration file makes a new one
_CHECKSUM: Final = 32


def key(digests: list[tuple[str, str]]) -> str:
    """The key of packs given as (folder, digest of its files)."""
    total = hashlib.sha256(f"{gklint.__version__}\0{sys.version}\0{digests}\0".encode())
    package = Path(gklint.__file__).parent
    for folder in (package / "checks", package / "ruleset", schemas()):
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                if entry.name.endswith((".py", ".json")):
                    stat = entry.stat()
                    total.update(f"{entry.name}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return total.hexdigest()


def folder() -> Path:
    """Where gklint keeps its caches: ``GKLINT_CACHE_DIR``, else the platform's cache folder."""
    given = os.environ.get(FOLDER_VARIABLE)
    if given:
        return Path(given)
    if sys.platform == "linux":  # the same folder, without what looking for it elsewhere imports
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        return Path(base or os.path.expanduser("~/.cache"), "gklint")
    from platformdirs import user_cache_path

    return user_cache_path("gklint", appauthor=False)


def get(name: str) -> list[dict[str, Any]] | None:
    """The packs stored as `name`, or None."""
    try:
        raw = (folder() / f"rules-{name[:32]}.bin").read_bytes()
    except OSError:
        return None
    payload = raw[_CHECKSUM:]
    if hashlib.sha256(payload).digest() != raw[:_CHECKSUM]:
        return None
    packs: list[dict[str, Any]] = marshal.loads(payload)  # noqa: S302 - own file, checksum held
    return packs


def put(name: str, packs: list[dict[str, Any]]) -> None:
    """Store `packs` as `name`, whole or not at all."""
    payload = marshal.dumps(packs)
    target = folder() / f"rules-{name[:32]}.bin"
    part = target.with_suffix(f".{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(hashlib.sha256(payload).digest() + payload)
        part.replace(target)
        entries = sorted(target.parent.glob("rules-*.bin"), key=lambda e: e.stat().st_mtime_ns)
        for old in entries[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        # A read-only home costs the next start some milliseconds, nothing else.
        with suppress(OSError):
            part.unlink(missing_ok=True)
