"""A rule as a page of text, and rules as a list."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from gklint.messages import say
from gklint.outputs.wrap import width_of, wrap
from gklint.ruleset.explain import explain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gklint.lang import Lang
    from gklint.ruleset.model import Pack, Rule

_WIDEST: Final = 90


def list_lines(packs: Iterable[Pack], wanted: Collection[str], lang: Lang) -> list[str]:
    """Rules by pack and family: id, level, title."""
    lines: list[str] = []
    count = 0
    for pack in packs:
        rules = sorted((r for r in pack.rules if r.id in wanted), key=lambda rule: rule.id)
        count += len(rules)
        family = ""
        for rule in rules:
            if rule.family != family:
                family = rule.family
                name = pack.families.get(family)
                lines += ["", f"{family} {name[lang] if name is not None else ''} · {pack.key}"]
            level = say(f"severity.{rule.severity.value}", lang)
            gap = " " * (9 - width_of(level))
            lines += _hang(f"  {rule.id}  {level}{gap}", rule.title[lang])
    return [*lines[1:], "", say("rules.families", lang, count=count)]


def rule_lines(pack: Pack, rule: Rule, lang: Lang) -> list[str]:
    """What the rule asks, on what basis, for whom, what it says, its examples."""
    told = explain(rule, pack, lang)
    lines = [*_hang(f"{told.id} {told.name}  ", told.title), ""]
    messages = [told.what, *(message for _, message in told.variants)]
    texts = [
        *told.facts[2:],  # id and name are in the first line
        (say("rules.why", lang), told.rationale),
        *((say("rules.message", lang), message) for message in dict.fromkeys(messages)),
        (say("label.remedy", lang), told.remedy),
    ]
    texts = [(label, text) for label, text in texts if text]
    column = max(width_of(label) for label, _ in texts) + 2
    for label, text in texts:
        lines += _hang(label + " " * (column - width_of(label)), text)
    for key, examples in (("rules.wrong", told.wrong), ("rules.right", told.right)):
        if examples:
            lines += ["", say(key, lang)]
        for example in examples:
            lines += _hang("  - ", example.note or "; ".join(example.edits))
            for edit in example.edits if example.note else ():
                lines += _hang("    ", edit)
    return lines


def _hang(head: str, text: str) -> list[str]:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    start = width_of(head)
    first, *rest = wrap(text, width - start)
    return [(head + first).rstrip(), *(" " * start + part for part in rest)]
