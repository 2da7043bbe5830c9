"""Folders that extend a pack become part of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from gklint.ruleset.build import pack_rule
from gklint.ruleset.files import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.ruleset.sources import PackFiles


def merge(folders: Sequence[PackFiles]) -> list[dict[str, Any]]:
    """Plain data of each pack, its extensions added, rules in order of id."""
    packs: dict[str, dict[str, Any]] = {}
    for files in folders:
        plain = files.plain()
        plain["digest"] = digest(files.folder)
        base = plain["pack"].get("extends")
        if base is None:
            packs[plain["pack"]["pack"]] = plain
        else:
            _extend(packs[base], plain)
    for plain in packs.values():
        plain["rules"] = sorted(map(pack_rule, plain["rules"]), key=lambda rule: rule["id"])
        plain["forms"].sort(key=lambda form: form["form"])
    return list(packs.values())


def _extend(base: dict[str, Any], more: dict[str, Any]) -> None:
    for part in ("instruments", "families"):
        base["pack"][part] = {**base["pack"].get(part, {}), **more["pack"].get(part, {})}
    base["words"] = {**base["words"], **more["words"]}
    base["rules"] += more["rules"]
    both = base["digest"] + more["digest"]
    base["digest"] = hashlib.sha256(both.encode()).hexdigest()
