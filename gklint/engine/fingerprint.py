"""Names for findings that survive re-layout, moving, renaming and another file format."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from gklint.text import fold_label

_NAME: Final = 4
"""Characters from which a name is one: a shorter one may be part of any text."""

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


def anchor(hit: Hit, evidence: str) -> str:
    """What tells a hit from others of its rule in one document; `evidence` is the masked one."""
    where = hit.location
    if hit.key is not None:
        return hit.key
    if where.fact is not None:
        return where.fact
    return "|".join((where.section or "", where.table or "", fold_label(evidence)))


def fingerprint(rule: str, document: str, anchor: str, occurrence: int) -> str:
    """16 hexadecimal digits; `occurrence` counts equals from 0."""
    return _digits(rule, document, anchor, str(occurrence))


def mark(rule: str, document: str, anchor: str, occurrence: int) -> str:
    """The fingerprint without the document: the same where the body goes by another name, which
    is left out of the evidence, too."""
    issuer, _, year = document.rpartition("/")
    if year.isdigit() and len(issuer) >= _NAME:
        anchor = anchor.replace(issuer, "")
    return _digits(rule, anchor, str(occurrence))


def _digits(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
