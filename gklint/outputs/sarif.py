"""SARIF 2.1.0, for code scanning and review tools.

Lines and columns are those of the source where it has lines; a Word file has none, so its
findings carry the place in the form's own names as a logical location.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from gklint.finding import Outcome, Severity
from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.base import RuleSeen
from gklint.outputs.run_level import told_documents
from gklint.outputs.terms import full_citation, place
from gklint.outputs.totals import not_assessed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

    from gklint.finding import Finding, Location, NotAssessed
    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport

SCHEMA_URI: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(run: RunReport, rules: Mapping[str, RuleSeen]) -> dict[str, Any]:
    """The run as a SARIF log with one run; `rules` give titles, help and levels by id."""
    documents = told_documents(run)
    told = _rules_told(documents, rules)
    index = {rule.id: number for number, rule in enumerate(told)}
    notices = [
        _notice(item, document, run.lang, index)
        for document in documents
        for item in not_assessed(document)
    ]
    notices += [_notice(item, None, run.lang, index) for item in run.switched_off]
    language = "zh-CN" if run.lang == "zh" else "en"
    return {
        "$schema": SCHEMA_URI,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gklint",
                        "version": run.version,
                        "semanticVersion": run.version,
                        "language": language,
                        "properties": {"pack": run.pack, "packVersion": run.pack_version},
                        "rules": [_rule(rule, run.lang) for rule in told],
                    }
                },
                "language": language,
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {"executionSuccessful": True, "toolExecutionNotifications": notices}
                ],
                "artifacts": [_artifact(document) for document in documents],
                "results": [
                    _result(finding, document, number, run.lang, index)
                    for number, document in enumerate(documents)
                    for finding in document.findings
                ],
            }
        ],
    }


def uri(source: str) -> str:
    """`source` as a URI reference: an address as it is, a path with ``/`` and escapes."""
    if "://" in source:
        return quote(source, safe=":/?#[]@!$&'()*+,;=%~-._")
    path = source.replace("\\", "/")
    if len(path) > 1 and path[1] == ":":  # a drive
        return "file:///" + quote(path, safe="/:!")
    return ("file://" if path.startswith("/") else "") + quote(path, safe="/!")


def _rules_told(
    documents: Sequence[DocumentResult], rules: Mapping[str, RuleSeen]
) -> list[RuleSeen]:
    """Every rule that is on, and those of the findings, by id."""
    found = dict(rules)
    for document in documents:
        for f in document.findings:
            found.setdefault(f.rule, RuleSeen(f.rule, f.name, f.name, f.severity, f.basis))
        for item in document.not_assessed:
            found.setdefault(item.rule, RuleSeen(item.rule, item.rule, item.rule, Severity.INFO))
    return [found[key] for key in sorted(found)]


def _rule(rule: RuleSeen, lang: Lang) -> dict[str, Any]:
    title = localise(rule.title, lang)
    cited = full_citation(rule.basis, lang)
    label = say("label.line", lang, label=say("label.basis", lang), text=cited) if cited else ""
    parts = [part for part in (title, localise(rule.rationale, lang), label) if part]
    made: dict[str, Any] = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": title},
        "help": {"text": "\n\n".join(parts)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }
    if rule.tags:
        made["properties"] = {"tags": list(rule.tags)}
    return made


def _artifact(document: DocumentResult) -> dict[str, Any]:
    made: dict[str, Any] = {"location": {"uri": uri(document.source)}}
    if document.media_type:
        made["mimeType"] = document.media_type
    if document.encoding:
        made["encoding"] = document.encoding
    if document.sha256:
        made["hashes"] = {"sha-256": document.sha256}
    made["properties"] = {"verdict": document.verdict.value}
    return made


def _result(
    f: Finding, document: DocumentResult, number: int, lang: Lang, index: Mapping[str, int]
) -> dict[str, Any]:
    review = f.outcome is Outcome.REVIEW
    made: dict[str, Any] = {
        "ruleId": f.rule,
        "ruleIndex": index[f.rule],
        # A result that is no "fail" has no level of its own (SARIF 2.1.0, 3.27.10).
        "kind": "review" if review else "fail",
        "level": "none" if review else _LEVEL[f.severity],
        "message": {"text": "\n".join(part for part in (f.message, f.remedy) if part)},
        "locations": [_location(f.location, document, number, lang)],
        "properties": {
            "severity": f.severity.value,
            "evidence": f.evidence,
            "expected": f.expected,
            "observed": f.observed,
            "remedy": f.remedy,
            "basis": full_citation(f.basis, lang),
        },
    }
    if f.fingerprint:
        made["partialFingerprints"] = {"gklint/v1": f.fingerprint}
    return made


def _location(at: Location, document: DocumentResult, number: int, lang: Lang) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(document.source), "index": number}}
    if at.place is not None and at.place.line is not None:
        region = {"startLine": at.place.line}
        if at.place.col is not None:
            region["startColumn"] = at.place.col
        physical["region"] = region
    made: dict[str, Any] = {"physicalLocation": physical}
    text = localise(at.text, lang)
    if text:
        logical = {"name": text.rpartition(" → ")[2], "fullyQualifiedName": at.fact or text}
        made["logicalLocations"] = [logical]
        paged = at.place is not None and at.place.page is not None
        made["message"] = {"text": place(at, lang) if paged else text}
    return made


def _notice(
    item: NotAssessed, document: DocumentResult | None, lang: Lang, index: Mapping[str, int]
) -> dict[str, Any]:
    word = say("term.not_assessed", lang)
    made: dict[str, Any] = {
        "level": "note",
        "message": {"text": f"{word} {item.rule}: {localise(item.reason, lang)}"},
    }
    if item.rule in index:
        made["associatedRule"] = {"id": item.rule, "index": index[item.rule]}
    if document is not None:
        at = {"artifactLocation": {"uri": uri(document.source)}}
        made["locations"] = [{"physicalLocation": at}]
    return made


class SarifWriter:
    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._setting, self._out = setting, out

    def document(self, result: DocumentResult) -> None:
        """Written at the end."""

    def finish(self, run: RunReport) -> None:
        json.dump(sarif_log(run, self._setting.rules), self._out, ensure_ascii=False, indent=1)
        self._out.write("\n")


def writer(setting: Setting, out: TextIO) -> SarifWriter:
    return SarifWriter(setting, out)
