"""Choosing rules by id, family, name or tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.lang import Localised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.ruleset.model import Rule


class UnknownSelector(ValueError):
    """A selector that names no rule; `near` are selectors that look like it."""

    def __init__(self, selector: str, near: Sequence[str] = ()) -> None:
        self.selector = selector
        self.near = tuple(near)
        super().__init__(selector, self.near)

    @property
    def message(self) -> Localised:
        """What is wrong, for people."""
        zh = f"没有名为“{self.selector}”的规则、规则族或标签"
        en = f"no rule, family or tag is called {self.selector!r}"
        if self.near:
            zh += "，是否想写 " + "、".join(self.near)
            en += ", did you mean " + " or ".join(self.near)
        return Localised(zh, en)

    def __str__(self) -> str:
        return self.message.en


def select(
    rules: Iterable[Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """Rules that `select` names (all where it is empty) and `ignore` does not, in given order.

    A selector is a rule's id, its family, its name or one of its tags, in full. The narrower one
    wins: ``select NM01, ignore NM`` keeps NM01. Raises UnknownSelector.
    """
    rules = tuple(rules)
    known = selectors(rules)
    for selector in (*select, *ignore):
        if selector not in known:
            raise UnknownSelector(selector, near(selector, known))
    return tuple(
        rule for rule in rules if (_reach(rule, select) if select else 1) > _reach(rule, ignore)
    )


def selectors(rules: Iterable[Rule]) -> frozenset[str]:
    """Every selector that names at least one of `rules`."""
    found: set[str] = set()
    for rule in rules:
        found.update((rule.id, rule.family, rule.name, *rule.tags))
    return frozenset(found)


def near(word: str, known: Iterable[str]) -> list[str]:
    """Up to three of `known` that `word` may be a slip of, upper and lower case apart."""
    from difflib import get_close_matches  # for faults only

    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), sorted(by_lower), n=3)
    return [by_lower[name] for name in close]


def _reach(rule: Rule, names: Sequence[str]) -> int:
    """2 where `rule` itself is named, 1 where its family or a tag is, 0 where nothing is."""
    if rule.id in names or rule.name in names:
        return 2
    return 1 if rule.family in names or any(tag in names for tag in rule.tags) else 0
