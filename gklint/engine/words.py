"""A hit and its rule become a finding: words, level, basis, mask, fingerprint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gklint.engine.fingerprint import fingerprint
from gklint.finding import Finding
from gklint.lang import fill, localise
from gklint.mask import mask
from gklint.ruleset.model import Variant

if TYPE_CHECKING:
    from collections import Counter

    from gklint.finding import Hit, Severity
    from gklint.lang import Lang
    from gklint.ruleset.model import Rule

_NONE = Variant()


def severity_of(rule: Rule, hit: Hit) -> Severity:
    """The rule's level, or that of the variant the check picked."""
    return _variant(rule, hit).severity or rule.severity


def put_in_words(
    rule: Rule, hit: Hit, lang: Lang, document: str, seen: Counter[str], *, folded: bool
) -> Finding:
    """The finding in `lang`; `seen` counts equal anchors of this document."""
    variant = _variant(rule, hit)
    evidence = mask(hit.evidence)
    observed, expected = localise(hit.observed, lang), localise(hit.expected, lang)
    params = {
        "observed": observed,
        "expected": expected,
        "evidence": hit.evidence,
        "place": hit.location.text,
        **hit.params,
    }
    message = mask(fill(variant.message or rule.message, params, lang))
    base = fingerprint(rule.id, document, hit, evidence, 0)
    occurrence, seen[base] = seen[base], seen[base] + 1
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=severity_of(rule, hit),
        outcome=hit.outcome or variant.outcome or rule.outcome,
        message=message,
        remedy=mask(fill(variant.remedy or rule.remedy, params, lang)),
        basis=variant.basis or rule.basis,
        location=replace(hit.location, text=mask(localise(hit.location.text, lang))),
        evidence=evidence,
        expected=mask(expected),
        observed=mask(observed),
        relations=hit.relations,
        diagnosis=hit.diagnosis,
        suspects=hit.suspects,
        fingerprint=fingerprint(rule.id, document, hit, evidence, occurrence),
        folded=folded,
    )


def _variant(rule: Rule, hit: Hit) -> Variant:
    return rule.variants[hit.variant] if hit.variant is not None else _NONE
