"""Digests from the JSON of the contract: ``gklint extract``, ``check -o json --facts``."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from gklint.across.digest import unread
from gklint.across.extract import ExtractError, number, whole
from gklint.across.model import Digest, Figure
from gklint.finding import NOT_RECOGNISED, READING
from gklint.lang import filled
from gklint.messages import extracts as words
from gklint.report.model import FactState

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA: Final = "gklint/1"
_OURS: Final = b'"gklint'
_HEAD: Final = 200  # bytes in which the schema stands
_FAULTS: Final = (KeyError, TypeError, ValueError, ArithmeticError, AttributeError)
"""What an object of another shape than the contract's raises."""


def from_json(data: bytes, name: str) -> tuple[Digest, ...] | None:
    """The documents of a run in JSON, or in JSON lines. Raises ExtractError."""
    try:
        content = _parsed(data)
    except (ValueError, RecursionError):
        if _OURS in data[:_HEAD]:
            raise ExtractError(name, words.DAMAGED_JSON) from None
        return None
    except MemoryError:
        raise ExtractError(name, words.TOO_BIG_JSON) from None
    first = content[0] if content else None
    schema = first.get("schema") if isinstance(first, dict) else None
    if not isinstance(schema, str) or not schema.startswith("gklint"):
        return None
    if schema != SCHEMA:
        raise ExtractError(name, filled(words.OTHER_VERSION, schema=schema))
    try:
        documents = [document for item in content for document in item.get("documents", [item])]
        return tuple(_digest(document, name) for document in documents if "source" in document)
    except _FAULTS:
        raise ExtractError(name, words.DAMAGED_JSON) from None


def _parsed(data: bytes) -> list[Any]:
    """The one object of the file, or those of its lines."""
    text = data.decode("utf-8-sig")
    try:
        return [_object(text)]
    except json.JSONDecodeError:
        lines = [_object(line) for line in text.splitlines() if line.strip()]
        if not all(isinstance(line, dict) for line in lines):
            raise
        return lines


def _object(text: str) -> Any:
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def _digest(document: Mapping[str, Any], name: str) -> Digest:
    source = f"{name}!{document['source']}"
    sha256 = document.get("sha256") or ""
    seen = document.get("report")
    if seen is None:
        problems = [f["rule"] for f in document["findings"] if f["rule"].startswith(READING)]
        return unread(source, problems[0] if problems else NOT_RECOGNISED, sha256=sha256)
    if "facts" not in document:
        raise ExtractError(name, words.NO_FIGURES)
    try:
        return _read(document, seen, source, sha256)
    except _FAULTS:
        raise ExtractError(name, filled(words.BAD_ENTRY, source=document["source"])) from None


def _read(document: Mapping[str, Any], seen: Mapping[str, Any], source: str, sha256: str) -> Digest:
    coverage, contact = document["coverage"], seen["contact"]
    for key in ("title", "issuer", "form", "url"):
        if not isinstance(seen[key], str | None):
            raise TypeError(key)
    for key in ("body_kind", "body_level"):
        if not isinstance(seen[key], str):
            raise TypeError(key)
    if not all(isinstance(item, str) for item in (*contact["phone"], contact["postcode"] or "")):
        raise TypeError("contact")
    return Digest(
        source=source,
        pack=document["pack"],
        media_type=document["media_type"],
        sha256=sha256,
        title=seen["title"] or "",
        issuer=seen["issuer"],
        year=None if seen["year"] is None else whole(seen["year"]),
        form=seen["form"],
        kind=seen["body_kind"],
        level=seen["body_level"],
        facts={
            fact: _figure(figure)
            for fact, figure in document["facts"].items()
            if figure["state"] != FactState.ABSENT
        },
        editions={key: table["edition"] for key, table in coverage.items() if table["edition"]},
        cells={
            key: (whole(table["read"]), whole(table["expected"])) for key, table in coverage.items()
        },
        phones=tuple(contact["phone"]),
        postcode=contact["postcode"],
        published=None if seen["published"] is None else date.fromisoformat(seen["published"]),
        url=seen["url"],
        scanned=any(figure.get("read_by") == "ocr" for figure in document["facts"].values()),
    )


def _figure(figure: Mapping[str, Any]) -> Figure:
    state = FactState(figure["state"])
    if state is not FactState.NUMBER:
        return Figure(state)
    return Figure(state, number(figure["value"]))
