"""A hit and its rule become a finding: words, level, basis, mask, fingerprint."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gklint.engine.fingerprint import anchor, fingerprint, mark
from gklint.finding import Finding
from gklint.lang import Localised, fill, localise
from gklint.mask import mask
from gklint.ruleset.model import Variant

if TYPE_CHECKING:
    from collections import Counter

    from gklint.finding import Basis, Hit, Relation, Severity, Suspect
    from gklint.lang import Lang, Text
    from gklint.ruleset.model import Rule

_NONE = Variant()


def severity_of(rule: Rule, hit: Hit) -> Severity:
    """The rule's level, or that of the variant the check picked."""
    return _variant(rule, hit).severity or rule.severity


def put_in_words(
    rule: Rule,
    hit: Hit,
    lang: Lang,
    document: str,
    seen: Counter[str],
    *,
    form: str | None = None,
    folded: bool = False,
    doubt: Text = "",
) -> Finding:
    """The finding in `lang`; `seen` counts equal anchors of this document.

    `form` is the edition that the report's year asks for (None: not known): of the basis, what is
    for other editions is left out. `doubt` is a sentence about the reading, after the message.
    """
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
    where = anchor(hit, evidence)
    base = fingerprint(rule.id, document, where, 0)
    occurrence, seen[base] = seen[base], seen[base] + 1
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=severity_of(rule, hit),
        outcome=hit.outcome or variant.outcome or rule.outcome,
        message=mask(fill(variant.message or rule.message, params, lang)) + localise(doubt, lang),
        remedy=mask(fill(variant.remedy or rule.remedy, params, lang)),
        basis=_fitting(variant.basis or rule.basis, form),
        location=hit.location._replace(text=masked(hit.location.text)),
        evidence=evidence,
        expected=mask(expected),
        observed=mask(observed),
        relations=tuple(map(_masked_relation, hit.relations)),
        diagnosis=hit.diagnosis,
        suspects=tuple(map(_masked_suspect, hit.suspects)),
        fingerprint=fingerprint(rule.id, document, where, occurrence),
        folded=folded,
        mark=mark(rule.id, document, where, occurrence),
    )


@lru_cache(maxsize=256)  # places, and why rules are not assessed: the same for most reports
def masked(text: Text) -> Text:
    """`text` without personal data, in both languages."""
    return mask(text) if isinstance(text, str) else Localised(mask(text.zh), mask(text.en))


def _fitting(basis: tuple[Basis, ...], form: str | None) -> tuple[Basis, ...]:
    """What holds for reports of `form`; all of it where nothing would remain."""
    if form is None:
        return basis
    return tuple(b for b in basis if not b.forms or form in b.forms) or basis


def _masked_relation(relation: Relation) -> Relation:
    return relation._replace(
        left=mask(relation.left),
        right=mask(relation.right),
        difference=mask(relation.difference),
        name=masked(relation.name),
    )


def _masked_suspect(suspect: Suspect) -> Suspect:
    return suspect._replace(
        reported=mask(suspect.reported),
        suggested=mask(suspect.suggested),
        reason=masked(suspect.reason),
        name=masked(suspect.name),
    )


def _variant(rule: Rule, hit: Hit) -> Variant:
    return rule.variants[hit.variant] if hit.variant is not None else _NONE
