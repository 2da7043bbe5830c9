"""What rules say of a whole run, in words: a body that has not reported belongs to no document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gklint.checks import kinds
from gklint.engine.words import put_in_words, severity_of
from gklint.ruleset.profiles import switch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gklint.across.rollcall import Roll
    from gklint.finding import Finding
    from gklint.lang import Lang
    from gklint.ruleset.model import Pack, Rule


def run_findings(
    roll: Roll,
    pack: Pack,
    rules: Iterable[Rule],
    *,
    profile: str,
    today: date | None,
    lang: Lang,
) -> tuple[Finding, ...]:
    """Findings of those of `rules` that speak of a run, in the order of the roster."""
    form = pack.form_due(roll.year)
    form_key = form.key if form is not None else None
    document = f"roster/{roll.year}"
    found: list[Finding] = []
    for rule in rules:
        kind = kinds().get(rule.kind)
        if kind is None or kind.over_run is None:
            continue
        seen: Counter[str] = Counter()
        for hit in kind.over_run(roll, rule, today):
            how = switch(pack, rule, profile, severity_of(rule, hit))
            if how != "off":
                said = put_in_words(
                    rule, hit, lang, document, seen, form=form_key, folded=how == "fold"
                )
                found.append(said)
    return tuple(found)
