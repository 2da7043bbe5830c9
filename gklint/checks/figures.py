"""Kind ``figures``: a part that ought to give figures and gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import PATTERN, PATTERNS, section_faults
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.flow import flow
from gklint.report.locate import at_section
from gklint.text import fold_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.checks.base import Context
    from gklint.lang import Text
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

OPTIONS: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["section", "figure"],
    "properties": {
        "section": {"type": "string", "description": "the key of the part"},
        "figure": {**PATTERN, "description": "what counts as a figure"},
        "ignore": {**PATTERNS, "description": "taken out first: dates, numbers of documents"},
        "least": {
            "type": "integer",
            "minimum": 0,
            "description": "shorter parts, in characters, are left to other rules",
        },
    },
}


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """One hit where the part has text and no figure."""
    options = rule.options
    section = report.section(options["section"])
    if section is None:
        return
    text = flow(report, section.key).text
    if len(fold_label(text)) < options.get("least", 0):
        return
    for pattern in options.get("ignore", ()):
        text = regex(pattern).sub(" ", text)
    if regex(options["figure"]).search(text) is None:
        yield Hit(
            location=at_section(report, section),
            evidence=section.number + section.heading,
            key=section.key,
        )


def validate(rule: Rule, pack: Pack) -> Iterator[Text]:
    """A part that no form has."""
    yield from section_faults(pack, (rule.options["section"],))


KINDS = (CheckKind("figures", run, OPTIONS, validate=validate),)
