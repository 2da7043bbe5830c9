"""Which rules judge a source: what the plan selects, less what it ignores, for that path."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from gklint.lang import Localised, filled
from gklint.messages.reasons import REASONS
from gklint.ruleset.select import select

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gklint.finding import Severity
    from gklint.plan import PathRules, Plan
    from gklint.ruleset.model import Pack, Rule


class Chosen(NamedTuple):
    """`rules` speak; of `ignored` only the number of findings is told, with the reason."""

    rules: tuple[Rule, ...]
    ignored: tuple[tuple[Rule, Localised], ...] = ()


@dataclass(slots=True)
class _Switches:
    """Rule ids as switched so far; levels by rule id."""

    selected: set[str]
    ignored: dict[str, Localised] = field(default_factory=dict)
    severity: dict[str, Severity] = field(default_factory=dict)


class Selection:
    """The plan's choice among the rules of `packs`. Raises UnknownSelector on construction."""

    def __init__(self, plan: Plan, packs: Sequence[Pack]) -> None:
        self._plan = plan
        self._every = tuple(rule for pack in packs for rule in pack.rules)
        self._chosen: dict[tuple[str, tuple[int, ...]], Chosen] = {}
        self._switched((*range(len(plan.per_path)),))  # every selector is known

    def of(self, pack: Pack, source: str) -> Chosen:
        """The rules of `pack` for `source`, levels overridden."""
        entries = tuple(n for n, fits in enumerate(self._matchers) if fits(self._path(source)))
        key = (pack.key, entries)
        if key not in self._chosen:
            self._chosen[key] = self._of(pack, entries)
        return self._chosen[key]

    def anywhere(self, pack: Pack) -> tuple[Rule, ...]:
        """The rules of `pack` that may speak of some source, whatever overrides narrow."""
        return self._of(pack, ()).rules

    def _of(self, pack: Pack, entries: tuple[int, ...]) -> Chosen:
        switches = self._switched(entries)
        levels = switches.severity
        rules = [
            rule._replace(severity=levels[rule.id]) if rule.id in levels else rule
            for rule in pack.rules
            if rule.id in switches.selected
        ]
        return Chosen(
            tuple(rule for rule in rules if rule.id not in switches.ignored),
            tuple(
                (rule, switches.ignored[rule.id]) for rule in rules if rule.id in switches.ignored
            ),
        )

    def _switched(self, entries: tuple[int, ...]) -> _Switches:
        plan = self._plan
        switches = _Switches(self._ids(plan.select, plan.ignore), severity=dict(plan.severity))
        self._ignore(switches, plan.ignored, REASONS["ignored"], "")
        for entry in (plan.per_path[number] for number in entries):
            if entry.select:
                switches.selected &= self._ids(entry.select)
            paths = ", ".join(entry.patterns)
            self._ignore(switches, entry.ignored, REASONS["ignored_in"], paths)
            switches.severity.update(entry.severity)
        return switches

    def _ignore(
        self, switches: _Switches, ignored: Mapping[str, str], words: Localised, paths: str
    ) -> None:
        for selector, why in ignored.items():
            told = filled(words, reason=why or REASONS["no_reason"], paths=paths)
            for rule in self._ids((selector,)):
                switches.ignored.setdefault(rule, told)

    def _ids(self, chosen: Sequence[str], without: Sequence[str] = ()) -> set[str]:
        return {rule.id for rule in select(self._every, chosen, without)}

    @cached_property
    def _matchers(self) -> tuple[Callable[[str], bool], ...]:
        return tuple(_matcher(entry) for entry in self._plan.per_path)

    def _path(self, source: str) -> str:
        """`source` as the patterns see it: below the configuration's folder where it lies there.

        A member of an archive is as if the archive were a folder.
        """
        root = self._plan.root
        path = source.replace("!", "/")
        if root is None or "://" in source:
            return path
        return _below(os.path.abspath(path), os.path.abspath(root)) or path


def _below(path: str, root: str) -> str | None:
    folder = root.rstrip(os.sep) + os.sep
    return path[len(folder) :].replace(os.sep, "/") if path.startswith(folder) else None


def _matcher(entry: PathRules) -> Callable[[str], bool]:
    import pathspec

    spec = pathspec.GitIgnoreSpec.from_lines(entry.patterns)
    return cache(lambda path: spec.match_file(path))
