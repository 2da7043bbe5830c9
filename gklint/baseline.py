"""The baseline file: what an earlier run found, by body and year.

Version 2 keeps each document with its body, so that a resubmission under another name of the file
is told from a new report. Version 1 (fingerprints and sources only) is read still, and so is the
JSON of a run (``check -o json``).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.finding import Severity
from gklint.lang import Localised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from gklint.finding import Finding
    from gklint.lang import Text
    from gklint.result import DocumentResult

SCHEMA: Final = "gklint-baseline/2"
_FIRST: Final = "gklint-baseline/1"
_RUN: Final = "gklint/1"
_NO_JSON: Final = Localised("不是 JSON 文件", "it is not JSON")
_TOO_BIG: Final = Localised("文件过大，内存不够", "it is too big for the memory there is")
_NO_BASELINE: Final = Localised("不是 gklint 的基线文件", "it is no baseline of gklint")
_UNKNOWN: Final = "unknown"


class BaselineError(Exception):
    """The file is no baseline; `path` and `reason` say which and why."""

    def __init__(self, path: Path, reason: Localised) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class KnownFinding(NamedTuple):
    """A finding as an earlier run told it; `severity` is None and all but rule and fingerprint ""
    where the file is of version 1. `mark` as in `Finding`."""

    rule: str
    fingerprint: str
    mark: str = ""
    severity: Severity | None = None
    outcome: str = ""
    message: str = ""
    place: Text = ""
    section: str | None = None
    table: str | None = None

    @property
    def name(self) -> str:
        """What it goes by within its document."""
        return self.mark or self.fingerprint


class KnownReport(NamedTuple):
    """A document of an earlier run. `body` is its name on the roster, else its issuer; `aliases`
    are other names of it. Both and `year` are missing where they were not read."""

    source: str
    body: str | None = None
    aliases: tuple[str, ...] = ()
    year: int | None = None
    kind: str = _UNKNOWN
    verdict: str = ""
    findings: tuple[KnownFinding, ...] = ()


class Baseline(NamedTuple):
    """`source` is the file's name as given."""

    source: str
    reports: tuple[KnownReport, ...]


def load_baseline(path: Path) -> Baseline:
    """The baseline in `path`. Raises BaselineError, and OSError as opening does."""
    try:
        content: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:  # bytes that are no text, text that is no JSON
        raise BaselineError(path, _NO_JSON) from error
    except MemoryError as error:
        raise BaselineError(path, _TOO_BIG) from error
    read = _READERS.get(str(content.get("schema"))) if isinstance(content, dict) else None
    if read is None:
        raise BaselineError(path, _NO_BASELINE)
    try:
        return Baseline(str(path), tuple(read(content)))
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise BaselineError(path, _NO_BASELINE) from error


def baseline_text(reports: Iterable[KnownReport]) -> str:
    """The file for `reports`, sorted so that versions of it compare well."""
    entries = [
        {
            **report._asdict(),
            "findings": [
                {**finding._asdict(), "place": _both(finding.place)}
                for finding in sorted(report.findings, key=lambda f: (f.rule, f.fingerprint))
            ],
        }
        for report in sorted(reports, key=lambda r: (r.body or "", r.year or 0, r.source))
    ]
    content = {"schema": SCHEMA, "documents": entries}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def known_report(result: DocumentResult) -> KnownReport:
    """What is kept of a result."""
    seen = result.identity
    issuer = seen.issuer if seen is not None else None
    body = result.body or issuer
    names = (issuer, *seen.aliases) if seen is not None else ()
    return KnownReport(
        source=result.source,
        body=body,
        aliases=tuple(dict.fromkeys(name for name in names if name and name != body)),
        year=seen.year if seen is not None else None,
        kind=seen.body_kind if seen is not None else _UNKNOWN,
        verdict=result.verdict.value,
        findings=tuple(map(_known, result.findings)),
    )


def _known(finding: Finding) -> KnownFinding:
    where = finding.location
    return KnownFinding(
        rule=finding.rule,
        fingerprint=finding.fingerprint,
        mark=finding.mark,
        severity=finding.severity,
        outcome=finding.outcome.value,
        message=finding.message,
        place=where.text,
        section=where.section,
        table=where.table,
    )


def _second(content: Mapping[str, Any]) -> Iterator[KnownReport]:
    for entry in content["documents"]:
        yield KnownReport(
            source=str(entry["source"]),
            body=_text(entry["body"]),
            aliases=tuple(map(str, entry["aliases"])),
            year=_number(entry["year"]),
            kind=str(entry["kind"]),
            verdict=str(entry["verdict"]),
            findings=tuple(_found(finding, finding) for finding in entry["findings"]),
        )


def _first(content: Mapping[str, Any]) -> Iterator[KnownReport]:
    """Findings by source: whose they are is in no word of the file."""
    by_source: dict[str, list[KnownFinding]] = {}
    for entry in content["findings"]:
        found = KnownFinding(str(entry["rule"]), str(entry["fingerprint"]))
        by_source.setdefault(str(entry["source"]), []).append(found)
    for source, findings in by_source.items():
        yield KnownReport(source, findings=tuple(findings))


def _run(content: Mapping[str, Any]) -> Iterator[KnownReport]:
    """The documents of a run's JSON. What a second round left open is open still."""
    for document in content["documents"]:
        seen = document["report"] or {}
        issuer = _text(seen.get("issuer"))
        body = _text(document.get("body")) or issuer
        names = (issuer, *map(str, seen.get("aliases", ())))
        round_ = document.get("round") or {}
        found = (*document["findings"], *round_.get("persisting", ()))
        findings = [_found(f, {**f["location"], "place": f["location"]["text"]}) for f in found]
        findings += [_found(f, f) for f in round_.get("unclear", ())]
        yield KnownReport(
            source=str(document["source"]),
            body=body,
            aliases=tuple(dict.fromkeys(name for name in names if name and name != body)),
            year=_number(seen.get("year")),
            kind=str(seen.get("body_kind", _UNKNOWN)),
            verdict=str(document["verdict"]),
            findings=tuple(findings),
        )


def _found(entry: Mapping[str, Any], where: Mapping[str, Any]) -> KnownFinding:
    severity = entry["severity"]
    return KnownFinding(
        rule=str(entry["rule"]),
        fingerprint=str(entry["fingerprint"]),
        mark=str(entry.get("mark", "")),
        severity=None if severity is None else Severity(severity),
        outcome=str(entry.get("outcome", "")),
        message=str(entry["message"]),
        place=_place(where["place"]),
        section=_text(where.get("section")),
        table=_text(where.get("table")),
    )


def _both(place: Text) -> str | dict[str, str]:
    """A place in each language, for a second round in either."""
    return place if isinstance(place, str) else {"zh": place.zh, "en": place.en}


def _place(value: Any) -> Text:
    return Localised(str(value["zh"]), str(value["en"])) if isinstance(value, dict) else str(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


_READERS: Final = {SCHEMA: _second, _FIRST: _first, _RUN: _run}
