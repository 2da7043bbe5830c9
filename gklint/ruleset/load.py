"""Rule packs from folders: read, validated, merged and built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint import patterns
from gklint.ruleset import cache
from gklint.ruleset.build import build_pack
from gklint.ruleset.files import digest, pack_folders
from gklint.ruleset.paths import builtin
from gklint.ruleset.problems import RuleFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gklint.ruleset.model import Pack

__all__ = ["RuleFileError", "load_pack", "load_packs"]


def load_packs(folders: Sequence[Path] = ()) -> tuple[Pack, ...]:
    """The built-in packs, with `folders` added: own packs, or rules that extend a pack.

    Raises RuleFileError with every problem of every file at once.
    """
    return _load(pack_folders([builtin(), *folders]))


def load_pack(path: Path) -> Pack:
    """The pack in the folder `path` alone. Raises RuleFileError."""
    return _load([path])[0]


def _load(folders: Sequence[Path]) -> tuple[Pack, ...]:
    """Build what the cache knows; else read, validate and remember."""
    patterns.recall(cache.folder())
    name = cache.key([(str(f.resolve()), digest(f) if f.is_dir() else "") for f in folders])
    packs = cache.get(name)
    if packs is None:
        # yaml and jsonschema cost more to import than all the rest of a start.
        from gklint.ruleset.merge import merge
        from gklint.ruleset.sources import read_files
        from gklint.ruleset.validate import validate

        packs = merge(validate([read_files(folder) for folder in folders]))
        cache.put(name, packs)
    return tuple(build_pack(pack, pack["digest"]) for pack in packs)
