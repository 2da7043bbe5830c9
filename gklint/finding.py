"""A finding: what was seen, where, what was expected, why, and what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.document.model import Place
    from gklint.lang import Text


READING: Final = "RD"
"""The family of rules that tell of gklint's own reading, never of a report's faults."""
NOT_RECOGNISED: Final = "RD04"
"""The rule of that family for a document in which no report was found."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return _RANK[self]


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Outcome(StrEnum):
    """What a reader of the finding must do: FAIL mend it, REVIEW look at it."""

    FAIL = "fail"
    REVIEW = "review"


class Verdict(StrEnum):
    UNREADABLE = "unreadable"
    FAIL = "fail"
    REVIEW = "review"
    PASS = "pass"  # noqa: S105 -- a verdict, not a password


class Diagnosis(StrEnum):
    UNIQUE = "unique"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    PARTIAL = "partial"
    UNEXPLAINED = "unexplained"


class Confidence(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Location(NamedTuple):
    """Where a finding stands. `text` says it in the form's own names, for people."""

    text: Text = ""
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    fact: str | None = None
    place: Place | None = None


class Relation(NamedTuple):
    """One relation that a cause breaks; `left` and `right` as sums of the printed figures."""

    rule: str
    fact: str
    left: str
    right: str
    difference: str
    name: Text = ""  # the relation in the form's own words


class Suspect(NamedTuple):
    """A cell that may be wrong; cells with the same `alternative` are changed together."""

    fact: str
    reported: str
    suggested: str
    reason: Text
    confidence: Confidence
    alternative: int = 1
    name: Text = ""


class Hit(NamedTuple):
    """What a check reports: measurements only. Words, level and basis are the rule's.

    `params` fill the rule's message and remedy. `variant` picks one of the rule's variants
    (which may carry its own message, remedy, severity and outcome); `outcome` overrides it.
    `key` tells two hits of one rule at the same place apart in the fingerprint; by default
    the fact's name, else section and masked evidence.
    """

    location: Location = Location()
    evidence: str = ""
    observed: Text = ""
    expected: Text = ""
    params: Mapping[str, Text] = {}
    variant: str | None = None
    outcome: Outcome | None = None
    relations: tuple[Relation, ...] = ()
    diagnosis: Diagnosis | None = None
    suspects: tuple[Suspect, ...] = ()
    key: str | None = None


class Cause(StrEnum):
    """Why a rule was not assessed; CONTENT, GIVEN and FAULT touch a document's verdict."""

    CONTENT = "content"  # the document's own content was not read
    SWITCHED_OFF = "switched_off"  # offline, draft, no last year's report given
    INPUT = "input"  # something outside the document is unknown (date, kind of body)
    GIVEN = "given"  # a file that was named for comparison could not be read
    FAULT = "fault"  # gklint itself failed; the log says how


class NotAssessed(NamedTuple):
    rule: str
    reason: Text
    cause: Cause = Cause.CONTENT


class Basis(NamedTuple):
    """Why a rule may ask: kind is law, form, standard or practice; practice is never an error."""

    kind: str
    title: Text
    number: str = ""
    clause: Text = ""
    forms: tuple[str, ...] = ()  # editions the instrument is for; empty: any


class Finding(NamedTuple):
    """A hit in words, ready for any output; personal data is masked already.

    `fingerprint` names it among all findings, `mark` among those of its document: that is the same
    in another round under another name of the body.
    """

    rule: str
    name: str
    severity: Severity
    outcome: Outcome
    message: str
    remedy: str
    basis: tuple[Basis, ...]
    location: Location
    evidence: str
    expected: str
    observed: str
    relations: tuple[Relation, ...] = ()
    diagnosis: Diagnosis | None = None
    suspects: tuple[Suspect, ...] = ()
    fingerprint: str = ""
    folded: bool = False  # shown in one line by outputs for people
    mark: str = ""
