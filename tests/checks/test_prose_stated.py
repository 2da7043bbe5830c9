"""What the prose states of single figures, as a witness for the tables."""

from __future__ import annotations

import pytest

from gklint.checks.stated import stated
from tests.checks.specimens import report

NEW, BEFORE, DONE, AFTER = (
    f"requests.{row}.total" for row in ("new", "carried_in", "total", "carried_out")
)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_exact_words_are_witnesses(form: str) -> None:
    told = stated(report(form))
    assert {name: int(told[name]) for name in (NEW, BEFORE, DONE, AFTER)} == {
        NEW: 26,
        BEFORE: 3,
        DONE: 27,
        AFTER: 2,
    }


def test_the_table_need_not_agree() -> None:
    wrong = report(set={NEW: "62", "requests.carried_in.total": ""})
    assert stated(wrong)[NEW] == 26
    assert stated(wrong)[BEFORE] == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "全年新收政府信息公开申请28件。",  # a second, different number
        "另有约3件申请结转下年度继续办理。全年新收政府信息公开申请30件。",
    ],
)
def test_a_figure_told_twice_with_two_numbers_is_none(sentence: str) -> None:
    assert NEW not in stated(report(append={"overview": sentence}))


@pytest.mark.parametrize(
    "sentence",
    [
        "新收政府信息公开申请20余件。",
        "代表县政府新收政府信息公开申请7件。",
        "全县新收政府信息公开申请7件。",
        "其中网上新收政府信息公开申请7件。",
        "2021年新收政府信息公开申请7件。",
        "收到政府信息公开申请7件。",  # may include those carried over
        "新收政府信息公开申请29件。",  # equal to a wider count
        "新收行政许可申请7件。",
    ],
)
def test_a_vague_statement_is_none(sentence: str) -> None:
    found = report(sections={"overview": sentence})
    assert NEW not in stated(found)
