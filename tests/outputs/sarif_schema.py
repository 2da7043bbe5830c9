"""The part of the SARIF 2.1.0 schema (OASIS, errata 01) that gklint's logs use, restated.

Names, types, patterns and bounds are those of the standard; every object is closed, as there, so a
property that SARIF does not know fails. What gklint never writes is left out; where the standard
lets one of several properties do (a message with a text or an id, a region with a line or an
offset), the one that gklint writes is asked for. No small package carries the standard's own
file, which is why it is restated.
"""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_TAGS: Final = {"type": "array", "items": _TEXT, "uniqueItems": True}
_BAG: Final = {"type": "object", "properties": {"tags": _TAGS}}


def _closed(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**properties, "properties": _BAG},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


def _list(items: dict[str, Any], *, unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": unique}


_INDEX: Final = {"type": "integer", "minimum": -1}
_POSITIVE: Final = {"type": "integer", "minimum": 1}
_LANGUAGE: Final = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
_LEVEL: Final = {"enum": ["none", "note", "warning", "error"]}

SARIF: Final[dict[str, Any]] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **_closed(
        ("version", "runs"),
        **{"$schema": {"type": "string", "format": "uri"}},
        version={"enum": ["2.1.0"]},
        runs=_list(_ref("run")),
    ),
    "definitions": {
        "run": _closed(
            ("tool",),
            tool=_ref("tool"),
            language=_LANGUAGE,
            invocations=_list(_ref("invocation")),
            artifacts=_list(_ref("artifact"), unique=True),
            results=_list(_ref("result")),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        ),
        "tool": _closed(("driver",), driver=_ref("toolComponent")),
        "toolComponent": _closed(
            ("name",),
            name=_TEXT,
            version=_TEXT,
            semanticVersion=_TEXT,
            language=_LANGUAGE,
            rules=_list(_ref("reportingDescriptor"), unique=True),
        ),
        "reportingDescriptor": _closed(
            ("id",),
            id=_TEXT,
            name=_TEXT,
            shortDescription=_ref("multiformatMessageString"),
            fullDescription=_ref("multiformatMessageString"),
            help=_ref("multiformatMessageString"),
            defaultConfiguration=_closed(level=_LEVEL, enabled={"type": "boolean"}),
        ),
        "multiformatMessageString": _closed(("text",), text=_TEXT, markdown=_TEXT),
        "message": _closed(("text",), text=_TEXT, markdown=_TEXT),
        "invocation": _closed(
            ("executionSuccessful",),
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=_list(_ref("notification")),
        ),
        "notification": _closed(
            ("message",),
            message=_ref("message"),
            level=_LEVEL,
            locations=_list(_ref("location"), unique=True),
            associatedRule={
                **_closed(id=_TEXT, index=_INDEX),
                "anyOf": [{"required": ["index"]}, {"required": ["id"]}],
            },
        ),
        "artifact": _closed(
            location=_ref("artifactLocation"),
            mimeType={"type": "string", "pattern": "[^/]+/.+"},
            encoding=_TEXT,
            hashes={"type": "object", "additionalProperties": _TEXT},
        ),
        "artifactLocation": _closed(
            uri={"type": "string", "format": "uri-reference"}, uriBaseId=_TEXT, index=_INDEX
        ),
        "result": _closed(
            ("message",),
            ruleId=_TEXT,
            ruleIndex=_INDEX,
            kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
            level=_LEVEL,
            message=_ref("message"),
            locations=_list(_ref("location")),
            relatedLocations=_list(_ref("location"), unique=True),
            partialFingerprints={"type": "object", "additionalProperties": _TEXT},
        ),
        "location": _closed(
            physicalLocation=_ref("physicalLocation"),
            logicalLocations=_list(_ref("logicalLocation"), unique=True),
            message=_ref("message"),
        ),
        "physicalLocation": _closed(
            ("artifactLocation",),
            artifactLocation=_ref("artifactLocation"),
            region=_ref("region"),
        ),
        "region": _closed(
            ("startLine",),
            startLine=_POSITIVE,
            startColumn=_POSITIVE,
            endLine=_POSITIVE,
            endColumn=_POSITIVE,
        ),
        "logicalLocation": _closed(name=_TEXT, fullyQualifiedName=_TEXT, kind=_TEXT, index=_INDEX),
    },
}
