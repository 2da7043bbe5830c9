"""Examples of the rules that speak of gklint's own reading: no check runs for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.checks.base import Context
from gklint.document.errors import ReadingError
from gklint.finding import NOT_RECOGNISED
from gklint.lang import Localised
from gklint.specimen.model import SpecimenError
from gklint.specimen.source import example_source

if TYPE_CHECKING:
    from gklint.ruleset.model import Example, Rule


def run_reading_example(rule: Rule, example: Example) -> Localised | None:
    """Why `example` does not do what it says, None where it does."""
    try:
        told = _told(rule, example)
    except SpecimenError as error:
        return error.message
    if example.fails == (rule.id in told):
        return None
    listed = ", ".join(sorted(told))
    return Localised(f"报告的是：{listed or '无'}", f"tells {listed or 'nothing'}")


def _told(rule: Rule, example: Example) -> set[str]:
    """The ids of the reading rules that the example's file brings. Raises SpecimenError."""
    from gklint.document.read import read
    from gklint.engine import judge
    from gklint.report.recognise import Hints, recognise
    from gklint.ruleset.load import load_packs

    packs = tuple(pack for pack in load_packs() if pack.specimen)
    data, name = example_source(packs[0], rule, example)
    try:
        document = read(data, name)
    except ReadingError as error:
        return {error.rule}
    report = recognise(document, packs, Hints(source_name=name))
    if report is None:
        return {NOT_RECOGNISED}
    # What judging itself tells of the reading: cells not read, and what was read by other means.
    result = judge(report, (), Context(), "zh", reading={rule.id: rule})
    return {finding.rule for finding in result.findings}
