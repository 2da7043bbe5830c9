"""Text of a hostile size or shape costs time in proportion to its length, no more."""

from __future__ import annotations

import time

import pytest

from gklint.checks import kinds
from gklint.checks.base import Context
from tests.checks.specimens import pack, report

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
    found = report(append={"overview": unit * (60_000 // len(unit))}, medium="text")
    spent = {}
    for rule in pack().rules:
        if rule.kind in KINDS:
            begin = time.process_time()
            for count, _ in enumerate(kinds()[rule.kind].run(found, rule, Context())):
                if count > 100:
                    break
            spent[rule.id] = time.process_time() - begin
    assert max(spent.values()) < 2, max(spent.items(), key=lambda item: item[1])
