"""A finding in the JSON of the contract, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gklint.lang import localise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.finding import Finding, Location, NotAssessed
    from gklint.lang import Lang


def number(text: str) -> int | float | str:
    """A printed figure as a number where it is one: "12" → 12, "3.5" → 3.5, "n/a" stays."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        value = float(text)
    except ValueError:
        return text
    return value if value - value == 0 else text  # NaN and infinity are no JSON


def finding_object(f: Finding, lang: Lang) -> dict[str, Any]:
    """One finding."""
    return {
        "rule": f.rule,
        "name": f.name,
        "severity": f.severity.value,
        "outcome": f.outcome.value,
        "message": f.message,
        "remedy": f.remedy,
        "basis": [
            {
                "kind": b.kind,
                "title": localise(b.title, lang),
                "number": b.number,
                "clause": localise(b.clause, lang),
            }
            for b in f.basis
        ],
        "location": location_object(f.location, lang),
        "evidence": f.evidence,
        "expected": f.expected,
        "observed": f.observed,
        "relations": [
            {
                "rule": r.rule,
                "fact": r.fact,
                "name": localise(r.name, lang),
                "left": r.left,
                "right": r.right,
                "difference": number(r.difference),
            }
            for r in f.relations
        ],
        "diagnosis": None if f.diagnosis is None else f.diagnosis.value,
        "suspects": [
            {
                "fact": s.fact,
                "name": localise(s.name, lang),
                "reported": number(s.reported),
                "suggested": number(s.suggested),
                "reason": localise(s.reason, lang),
                "confidence": s.confidence.value,
                "alternative": s.alternative,
            }
            for s in f.suspects
        ],
        "related": [],  # kept for version 1: what belongs together is one finding
        "fingerprint": f.fingerprint,
        "mark": f.mark,
        "folded": f.folded,
    }


def location_object(location: Location, lang: Lang) -> dict[str, Any]:
    """Where something stands."""
    place = location.place
    anchor = place.anchor if place is not None else None
    return {
        "section": location.section,
        "table": location.table,
        "row": location.row,
        "column": location.column,
        "fact": location.fact,
        "line": place.line if place is not None else None,
        "col": place.col if place is not None else None,
        "page": place.page if place is not None else None,
        "text": localise(location.text, lang),
        "anchor": None
        if anchor is None
        else {
            "part": anchor.part,
            "block": anchor.block,
            "row": anchor.row,
            "cell": anchor.cell,
            "offset": anchor.offset,
            "length": anchor.length,
        },
    }


def missing_list(items: Iterable[NotAssessed], lang: Lang) -> list[dict[str, str]]:
    """Rules that were not assessed, with the reason."""
    return [{"rule": n.rule, "reason": localise(n.reason, lang)} for n in items]
