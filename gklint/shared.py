"""Faults that several bodies share through one template, told once (「12 个单位的报告有同样的…」).

Results go by one at a time; of each finding only a key is kept, and the finding itself from its
second body on.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gklint.finding import READING, Severity
from gklint.patterns import regex
from gklint.result import Shared
from gklint.text import fold_label

if TYPE_CHECKING:
    from gklint.finding import Finding
    from gklint.result import DocumentResult

BODIES: Final = 3
NOTED: Final = 5
"""Bodies that share a fault before it is told; of mere hints it takes more."""

_NUMBERS: Final = r"[0-9０-９]+(?:[.,][0-9]+)*|[〇○零一二三四五六七八九十]{4,}年"
_NUMBER: Final = r"[+-]?[0-9]+(?:\.[0-9]+)?"


@dataclass(slots=True)
class _Seen:
    """`places` are (source, fingerprint) of the findings with one key, `bodies` whose they are."""

    places: list[tuple[str, str]] = field(default_factory=list)
    bodies: dict[str, None] = field(default_factory=dict)
    finding: Finding | None = None


class SharedFaults:
    """Collects findings that are alike but for names, years and figures."""

    def __init__(self) -> None:
        self._seen: defaultdict[bytes, _Seen] = defaultdict(_Seen)

    def add(self, result: DocumentResult) -> None:
        """Take the findings of one document."""
        identity = result.identity
        body = result.whose
        names = sorted({name for name in (result.body, identity and identity.issuer) if name})
        for finding in result.findings:
            if not finding.rule.startswith(READING) and not _own_figures(finding):
                seen = self._seen[_key(finding, names)]
                if seen.bodies and seen.finding is None and body not in seen.bodies:
                    seen.finding = finding
                seen.places.append((result.source, finding.fingerprint))
                seen.bodies[body] = None

    def found(self) -> tuple[Shared, ...]:
        """The faults that are shared, those of most bodies first."""
        shared = []
        for seen in self._seen.values():
            finding = seen.finding
            if finding is None:
                continue
            sources = tuple(dict.fromkeys(source for source, _ in seen.places))
            least = NOTED if finding.severity is Severity.INFO else BODIES
            if len(seen.bodies) >= least and len(sources) > 1:
                prints = frozenset(print_ for _, print_ in seen.places)
                shared.append(Shared(finding, sources, prints, tuple(seen.bodies)))
        shared.sort(key=lambda s: (-len(s.bodies), s.finding.severity.rank, s.finding.rule))
        return tuple(shared)


def _own_figures(finding: Finding) -> bool:
    """Whether the fault lies in the body's own figures: those no template gives."""
    return bool(
        finding.location.fact
        or finding.relations
        or finding.suspects
        or regex(_NUMBER).fullmatch(finding.observed.strip())
    )


def _key(finding: Finding, names: list[str]) -> bytes:
    """Equal for findings that say the same of different bodies."""
    place = finding.location
    parts = (
        finding.rule,
        finding.severity.value,
        place.section or "",
        place.table or "",
        _plain(finding.evidence or finding.message, names),
        _plain(finding.observed, names),
    )
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).digest()


def _plain(text: str, names: list[str]) -> str:
    """`text` without the body's name, years and figures."""
    text = fold_label(text)
    for name in sorted((fold_label(name) for name in names), key=len, reverse=True):
        text = text.replace(name, "")
    return regex(_NUMBERS).sub("", text)
