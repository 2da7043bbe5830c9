"""The JSON of the contract, version 1: a copy of the result model, kept apart on purpose.

The model may change; this object may only grow within a version.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from gklint.lang import localise
from gklint.outputs.json_finding import finding_object, location_object, missing_list, number
from gklint.outputs.run_level import roll_counts, run_totals
from gklint.outputs.totals import not_assessed

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import (
        BodySeen,
        DocumentResult,
        FactSeen,
        Identity,
        RollUpSeen,
        Round,
        RunReport,
        Settled,
    )

SCHEMA: Final = "gklint/1"
_MARKS: Final = "、，．.,。 \t\u3000"  # a printed 「一、」 is number 一


def published_schema() -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of this output."""
    from importlib.resources import files

    text = (files("gklint.outputs") / "schema" / "gklint-1.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def run_object(run: RunReport, *, facts: bool = False) -> dict[str, Any]:
    """The whole run."""
    return {
        "schema": SCHEMA,
        "tool": {
            "name": "gklint",
            "version": run.version,
            "rules": {"pack": run.pack, "version": run.pack_version},
        },
        "run": {
            "lang": run.lang,
            "profile": run.profile,
            "stage": run.stage,
            "notes": list(run.notes),
        },
        "summary": dict(run_totals(run).summary()),
        "switched_off": missing_list(run.switched_off, run.lang),
        "documents": [document_object(d, run.lang, facts=facts) for d in run.documents],
        **across_object(run),
    }


def across_object(run: RunReport) -> dict[str, Any]:
    """What belongs to no document; empty where the run has nothing of it."""
    made: dict[str, Any] = {}
    if run.roster is not None:
        made["roster"] = {
            "source": run.roster,
            "counts": roll_counts(run)._asdict(),
            "bodies": [_body(body, run.lang) for body in run.roll],
        }
    if run.findings:
        made["findings"] = [finding_object(f, run.lang) for f in run.findings]
    if run.shared:
        made["shared"] = [
            {
                "rule": shared.finding.rule,
                "message": shared.finding.message,
                "bodies": list(shared.bodies),
                "sources": list(shared.sources),
                "fingerprints": sorted(shared.fingerprints),
            }
            for shared in run.shared
        ]
    if run.compared is not None:
        made["compared"] = {
            "baseline": run.compared,
            "outstanding": [report._asdict() for report in run.outstanding],
        }
    return made


def _body(body: BodySeen, lang: Lang) -> dict[str, Any]:
    return {
        "name": body.name,
        "state": body.state,
        "sources": list(body.sources),
        "kind": body.kind,
        "level": body.level,
        "region": body.region,
        "parent": body.parent,
        "file_by": None if body.file_by is None else body.file_by.isoformat(),
        "publish_by": None if body.publish_by is None else body.publish_by.isoformat(),
        "doubt": localise(body.doubt, lang),
    }


def document_object(result: DocumentResult, lang: Lang, *, facts: bool = False) -> dict[str, Any]:
    """One document; ``facts`` only where asked for."""
    made: dict[str, Any] = {
        "source": result.source,
        "sha256": result.sha256,
        "media_type": result.media_type,
        "encoding": result.encoding,
        "verdict": result.verdict.value,
        "pack": result.pack,
        "report": _identity(result.identity) if result.identity is not None else None,
        "sections": [{**s._asdict(), "number": s.number.strip(_MARKS)} for s in result.sections],
        "coverage": {
            c.table: {
                "expected": c.expected,
                "read": c.read,
                "edition": c.edition,
                **({"scanned": c.scanned} if c.scanned else {}),
            }
            for c in result.coverage
        },
        "findings": [finding_object(f, lang) for f in result.findings],
        "not_assessed": missing_list(not_assessed(result), lang),
        "known": result.known,
        "ignored": result.ignored,
    }
    if result.attachments:
        made["attachments"] = [
            {**seen._asdict(), "reason": localise(seen.reason, lang)} for seen in result.attachments
        ]
    if result.body is not None:
        made["body"] = result.body
    if result.previous is not None:
        made["previous"] = result.previous
    if result.others:
        made["others"] = list(result.others)
    if result.best is not None:
        made["best"] = result.best
    if result.round is not None:
        made["round"] = _round(result.round, lang)
    if result.rollup is not None:
        made["rollup"] = _rollup(result.rollup)
    if facts:
        made["facts"] = {f.name: fact_object(f, lang) for f in result.facts}
    return made


def fact_object(fact: FactSeen, lang: Lang) -> dict[str, Any]:
    """One figure; ``value`` is null unless ``state`` is "number". ``read_by`` only where it was
    read from a picture."""
    return {
        "value": None if fact.value is None else number(fact.value),
        "raw": fact.raw,
        "state": fact.state,
        "label": localise(fact.label, lang),
        "location": location_object(fact.location, lang),
        **({"read_by": "ocr"} if fact.scanned else {}),
    }


def _round(round_: Round, lang: Lang) -> dict[str, Any]:
    """What became of the baseline's findings; the new ones are the document's own."""
    return {
        "sources": list(round_.sources),
        "name": round_.name,
        "doubtful": round_.doubtful,
        "persisting": [finding_object(f, lang) for f in round_.persisting],
        "settled": [_of_baseline(f, lang) for f in round_.settled],
        "unclear": [_of_baseline(f, lang) for f in round_.unclear],
    }


def _of_baseline(seen: Settled, lang: Lang) -> dict[str, Any]:
    severity = None if seen.severity is None else seen.severity.value
    return {**seen._asdict(), "severity": severity, "place": localise(seen.place, lang)}


def _rollup(seen: RollUpSeen) -> dict[str, Any]:
    """The figures that differ from the sum of the bodies, and who is in it."""

    def plain(value: str | None) -> int | float | str | None:
        return None if value is None else number(value)

    return {
        "members": [member._asdict() for member in seen.members],
        "figures": {
            line.fact: {
                "reported": plain(line.reported),
                "total": plain(line.total),
                "difference": plain(line.difference),
                "open": list(line.open),
            }
            for line in seen.lines
        },
    }


def _identity(seen: Identity) -> dict[str, Any]:
    period = seen.period
    return {
        "title": seen.title,
        "issuer": seen.issuer,
        "aliases": list(seen.aliases),
        "year": seen.year,
        "form": seen.form,
        "body_kind": seen.body_kind,
        "body_level": seen.body_level,
        "period": None if period is None else {"start": period[0], "end": period[1]},
        "contact": {
            "address": seen.address,
            "postcode": seen.postcode,
            "phone": list(seen.phones),
            "fax": list(seen.faxes),
            "email": list(seen.emails),
        },
        "published": seen.published,
        "published_from": seen.published_from,
        "url": seen.url,
    }


class JsonWriter:
    """Holds the run and writes one object."""

    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._setting, self._out = setting, out

    def document(self, result: DocumentResult) -> None:
        """Written at the end."""

    def finish(self, run: RunReport) -> None:
        json.dump(
            run_object(run, facts=self._setting.facts), self._out, ensure_ascii=False, indent=1
        )
        self._out.write("\n")


def writer(setting: Setting, out: TextIO) -> JsonWriter:
    return JsonWriter(setting, out)
