"""Findings known already: a run with a baseline shows only what is new."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from gklint.engine import verdict
from gklint.finding import Verdict
from gklint.lang import Localised

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gklint.result import DocumentResult

SCHEMA: Final = "gklint-baseline/1"
_NO_JSON: Final = Localised("不是 JSON 文件", "it is not JSON")
_NO_BASELINE: Final = Localised("不是 gklint 的基线文件", "it is no baseline of gklint")


class BaselineError(Exception):
    """The file is no baseline; `path` and `reason` say which and why."""

    def __init__(self, path: Path, reason: Localised) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


def load_baseline(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline file. Raises BaselineError, and OSError as opening does."""
    try:
        content: Any = json.loads(path.read_bytes())
    except ValueError as error:  # bytes that are no text, text that is no JSON
        raise BaselineError(path, _NO_JSON) from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise BaselineError(path, _NO_BASELINE)
    try:
        return frozenset(str(entry["fingerprint"]) for entry in content["findings"])
    except (KeyError, TypeError) as error:
        raise BaselineError(path, _NO_BASELINE) from error


def baseline_text(results: Iterable[DocumentResult]) -> str:
    """A baseline of all findings of `results`, sorted so that versions of it compare well."""
    entries = sorted(
        (
            {"fingerprint": f.fingerprint, "rule": f.rule, "source": result.source}
            for result in results
            for f in result.findings
        ),
        key=lambda entry: (entry["source"], entry["rule"], entry["fingerprint"]),
    )
    return json.dumps({"schema": SCHEMA, "findings": entries}, ensure_ascii=False, indent=1) + "\n"


def without_known(result: DocumentResult, known: frozenset[str]) -> DocumentResult:
    """`result` without the findings of the baseline; its verdict follows what is left."""
    fresh = tuple(f for f in result.findings if f.fingerprint not in known)
    hidden = len(result.findings) - len(fresh)
    if not hidden:
        return result
    left = (
        result.verdict
        if result.verdict is Verdict.UNREADABLE
        else verdict(fresh, result.not_assessed, result.coverage)
    )
    return replace(result, findings=fresh, known=hidden, verdict=left)
