"""What a run brought, ready for any output: plain frozen data, no readers, no checks.

Outputs see only this. Everything is picklable and personal data is masked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.finding import Finding, Location, NotAssessed, Verdict
    from gklint.lang import Lang, Text


class Identity(NamedTuple):
    """What was recognised of a report; dates in ISO form, `form` as the contract names it."""

    title: str | None
    issuer: str | None
    year: int | None
    form: str | None
    body_kind: str
    body_level: str
    period: tuple[str | None, str | None] | None
    address: str | None
    postcode: str | None
    phones: tuple[str, ...]
    faxes: tuple[str, ...]
    emails: tuple[str, ...]
    published: str | None
    published_from: str | None
    url: str | None


class SectionSeen(NamedTuple):
    key: str
    number: str
    heading: str
    line: int | None


class Coverage(NamedTuple):
    """Data cells of one statutory table; `read` never counts a cell that was not found."""

    table: str
    name: Text
    expected: int
    read: int
    edition: str | None


class FactSeen(NamedTuple):
    """`value` as a plain decimal string, None where the state is not "number"."""

    name: str
    label: Text
    state: str
    raw: str
    value: str | None
    location: Location


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One input, judged. `source` as given; a zip member is ``bundle.zip!a.docx``."""

    source: str
    verdict: Verdict
    sha256: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    pack: str | None = None
    pack_name: Text = ""
    identity: Identity | None = None
    sections: tuple[SectionSeen, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    facts: tuple[FactSeen, ...] = ()
    known: int = 0  # findings left out because the baseline knows them
    ignored: int = 0  # findings left out by a reasoned ignore of the configuration


@dataclass(frozen=True, slots=True)
class RunReport:
    """A whole run. `switched_off` are rules off for the run, with the reason, told once."""

    version: str
    pack: str
    pack_version: str
    lang: Lang
    profile: str
    stage: str | None
    documents: tuple[DocumentResult, ...]
    switched_off: tuple[NotAssessed, ...] = ()
    families: Mapping[str, Text] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
