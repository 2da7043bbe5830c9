"""Names for findings that survive re-layout, moving, renaming and another file format."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gklint.text import fold_label

if TYPE_CHECKING:
    from gklint.finding import Hit
    from gklint.report.model import Report


def document_key(report: Report) -> str:
    """Issuer and year where both are known, else the source's own name."""
    if report.issuer is not None and report.year is not None:
        return f"{fold_label(report.issuer)}/{report.year}"
    return plain_name(report.source_name)


def plain_name(source: str) -> str:
    """A source's name the same on every system, however its path was typed."""
    return source.replace("\\", "/").removeprefix("./")


def fingerprint(rule: str, document: str, hit: Hit, evidence: str, occurrence: int) -> str:
    """16 hexadecimal digits; `evidence` is the masked one, `occurrence` counts equals from 0."""
    where = hit.location
    if hit.key is not None:
        anchor = hit.key
    elif where.fact is not None:
        anchor = where.fact
    else:
        anchor = "|".join((where.section or "", where.table or "", fold_label(evidence)))
    text = "\x1f".join((rule, document, anchor, str(occurrence)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
