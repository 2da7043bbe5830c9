"""Folders that extend a pack become part of it; lexicons are lent from pack to pack."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from gklint.checks import kinds
from gklint.ruleset.build import pack_rule
from gklint.ruleset.files import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.ruleset.sources import PackFiles


def merge(folders: Sequence[PackFiles]) -> list[dict[str, Any]]:
    """Plain data of each pack, whole, rules in order of id."""
    packs: dict[str, dict[str, Any]] = {}
    for files in folders:
        plain = files.plain()
        plain["digest"] = digest(files.folder)
        base = plain["pack"].get("extends")
        if base is None:
            packs[plain["pack"]["pack"]] = plain
        else:
            extend(packs[base], plain)
            packs[base]["digest"] = _both(packs[base]["digest"], plain["digest"])
    for plain in packs.values():
        for lender, names in plain["pack"].get("words_from", {}).items():
            lent = {name: packs[lender]["words"][name] for name in names}
            plain["words"] = {**lent, **plain["words"]}
            plain["digest"] = _both(plain["digest"], packs[lender]["digest"])
        rules = [pack_rule(with_kind(rule)) for rule in plain["rules"]]
        plain["rules"] = sorted(rules, key=lambda rule: rule["id"])
        plain["forms"].sort(key=lambda form: form["form"])
    return list(packs.values())


def extend(base: dict[str, Any], more: dict[str, Any]) -> None:
    """Add what `more` has to `base`, in place."""
    both = {
        part: {**base["pack"].get(part, {}), **more["pack"].get(part, {})}
        for part in ("instruments", "families")
    }
    base["pack"] = {**base["pack"], **both}
    base["words"] = {**base["words"], **more["words"]}
    base["rules"] = base["rules"] + more["rules"]


def with_kind(rule: dict[str, Any]) -> dict[str, Any]:
    """`rule` with what its kind needs and asks; a rule of reading has none."""
    kind = kinds().get(rule["check"]["kind"])
    if kind is None:
        return rule
    needs = dict.fromkeys((*kind.needs, *rule.get("needs", ())))
    return {**rule, "needs": list(needs), "asks": list(kind.asks)}


def _both(first: str, second: str) -> str:
    return hashlib.sha256((first + second).encode()).hexdigest()
