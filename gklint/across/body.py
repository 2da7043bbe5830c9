"""Kind and level of a body where the roster gives them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gklint.report.model import Body

if TYPE_CHECKING:
    from gklint.across.model import Entry
    from gklint.report.model import Report

_UNKNOWN: Final = "unknown"


def as_listed(report: Report, entry: Entry | None) -> Report:
    """`report` with the kind and level of its line in the roster; what that leaves open stays as
    the name tells."""
    if entry is None:
        return report
    known = report.body
    kind = entry.kind if entry.kind != _UNKNOWN else known.kind
    level = entry.level if entry.level != _UNKNOWN else known.level
    return replace(report, body=Body(kind, level, known.evidence or entry.name))
