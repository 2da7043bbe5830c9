"""For the tests of those who write rules: what a rule says of a report.

A report is a clean one of the rule's pack with edits, the same that examples in rule files hold
(`gklint.specimen` lists them), or a whole page of its own. docs/writing-rules.md shows a test.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gklint.lang import localise
from gklint.ruleset.load import load_packs
from gklint.ruleset.model import Example
from gklint.specimen.examples import READING, judge_example

if TYPE_CHECKING:
    import os

    from gklint.finding import Finding
    from gklint.ruleset.model import Pack, Rule

__all__ = ["NotJudged", "findings"]


class NotJudged(AssertionError):
    """The rule did not look at the report; the text says why. That is never a pass."""


def findings(rule: str, *folders: str | os.PathLike[str], **edits: Any) -> tuple[Finding, ...]:
    """What the rule with the id `rule` says of a clean report with `edits`.

    `folders` hold own rules; the built-in ones are always known.

    Raises:
        NotJudged: no report was recognised, or something that the rule needs was not read.
        LookupError: no such rule, or one that speaks of gklint's own reading.
        RuleFileError: a rule file in `folders` is at fault.
        SpecimenError: an edit that cannot be made.
        ReadingError: a page of its own that cannot be read.
    """
    pack, wanted = _rule(rule, [Path(folder) for folder in folders])
    result = judge_example(pack, wanted, Example(fails=True, note=None, edits=edits))
    if result is None:
        raise NotJudged(f"{rule}: no report was recognised")
    for missing in result.not_assessed:
        if missing.rule == rule:
            raise NotJudged(f"{rule}: {localise(missing.reason, 'en')}")
    return tuple(finding for finding in result.findings if finding.rule == rule)


def _rule(wanted: str, folders: list[Path]) -> tuple[Pack, Rule]:
    for pack in load_packs(folders):
        for rule in pack.rules:
            if rule.id == wanted and rule.kind != READING:
                return pack, rule
    raise LookupError(f"no rule that judges a report is called {wanted}")
