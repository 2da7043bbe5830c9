"""What a profile switches: on, off, or folded into one line for people.

A profile of `pack.yaml` names rules by id or family, with an optional severity (``LG:info``);
a rule file's own `profiles` entry wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.finding import Severity
    from gklint.ruleset.model import Pack, Rule

Switch = Literal["on", "off", "fold"]


def switch(pack: Pack, rule: Rule, profile: str, severity: Severity) -> Switch:
    """How `profile` treats a finding of `rule` at `severity`."""
    own = rule.profiles.get(profile)
    if own is not None:
        return "off" if own == "off" else "fold" if own == "fold" else "on"
    settings = pack.profiles.get(profile, {})
    if _named(settings.get("off", ()), rule, severity):
        return "off"
    if _named(settings.get("fold", ()), rule, severity):
        return "fold"
    return "on"


def names_off(pack: Pack, profile: str) -> frozenset[str]:
    """Ids and families of which `profile` switches rules off, at some level."""
    selectors = pack.profiles.get(profile, {}).get("off", ())
    return frozenset([selector.partition(":")[0] for selector in selectors])


def _named(selectors: Iterable[str], rule: Rule, severity: Severity) -> bool:
    for selector in selectors:
        if selector.startswith(rule.family):
            name, _, level = selector.partition(":")
            if name in (rule.id, rule.family) and level in ("", severity):
                return True
    return False
