"""Which files a rule pack has, and their digest: all that a start from the cache looks at."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def pack_folders(folders: Iterable[Path]) -> list[Path]:
    """Each folder that has a pack.yaml, or its subfolders that have one, in order.

    A folder without any is returned itself, so that its missing pack.yaml gets told.
    """
    found: list[Path] = []
    for folder in folders:
        if (folder / "pack.yaml").is_file() or not folder.is_dir():
            found.append(folder)
            continue
        inner = sorted(entry.parent for entry in folder.glob("*/pack.yaml"))
        found += inner or [folder]
    return found


def yaml_files(folder: Path) -> list[tuple[str, str]]:
    """(name relative to `folder`, absolute path) of every YAML file in it, sorted by name."""
    found: list[tuple[str, str]] = []
    pending = [("", str(folder))]
    while pending:
        prefix, path = pending.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith((".", "_")):
                    continue
                if entry.name.endswith(".yaml"):
                    found.append((prefix + entry.name, entry.path))
                elif "." not in entry.name and entry.is_dir():
                    pending.append((f"{prefix}{entry.name}/", entry.path))
    found.sort()
    return found


def digest(folder: Path) -> str:
    """sha256 over names and contents of the folder's YAML files."""
    total = hashlib.sha256()
    for name, path in yaml_files(folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            data = os.read(descriptor, os.fstat(descriptor).st_size + 1)
        finally:
            os.close(descriptor)
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()
