"""Text of a hostile size or shape costs time in proportion to its length, no more."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from gklint.checks import kinds
from gklint.checks.base import Context
from tests.checks.specimens import pack, report
from tests.growth import LINEAR, growths

if TYPE_CHECKING:
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

KINDS = ("pattern", "lexicon", "repetition", "pairs", "numbering", "identifiers", "timeliness")


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "）1）",
        "《》》",
        "“",
        "信息",
        "公开，",
        "13800001234 ",
        "110101199003078881、",
        "<!--[if ",
        "(中",
        "《政府息公开",
        "条、公开",
        " 条",
        "申请人张",
        "第二十条第（二）款",
    ],
)
def test_one_long_paragraph(unit: str) -> None:
    def long(length: int) -> Report:
        return report(append={"overview": unit * (length // len(unit))}, medium="text")

    runs = {rule.id: partial(run, rule) for rule in pack().rules if rule.kind in KINDS}
    assert len(runs) >= len(KINDS)
    found = growths(long, runs, 7500)
    assert {rule: times for rule, times in found.items() if times >= LINEAR} == {}


def run(rule: Rule, found: Report) -> None:
    """The first hundred hits: nobody is shown more of one kind."""
    list(islice(kinds()[rule.kind].run(found, rule, Context()), 100))
