"""`extract` as a workbook: typed, and read back by the names its docstring promises."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from gklint.lang import Lang, Localised
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs import EXTRACTS
from gklint.outputs.facts_csv import COLUMNS
from gklint.result import FactSeen
from tests.outputs import sample
from tests.outputs.render import render

if TYPE_CHECKING:
    from gklint.result import RunReport

AT = sample.at("requests", 120)
FACTS = tuple(
    FactSeen(
        f"requests.new.{column}",
        Localised(f"表三 → 新收 → {column}", column),
        state,
        raw,
        value,
        AT,
    )
    for column, state, raw, value in (
        ("natural_person", "number", "　1,300 ", "1300"),
        ("company", "blank", "", None),
        ("research", "dash", "—", None),
        ("nonprofit", "text", "=三件", None),
        ("legal_service", "absent", "", None),
        ("other_org", "number", "1" * 16, "1" * 16),
        ("total", "number", "12.50", "12.50"),
    )
)
RUN = sample.run(sample.document(facts=FACTS), sample.UNREADABLE)


def opened(run: RunReport) -> Any:
    data = render("xlsx", run, facts=True).encode("latin-1")
    return load_workbook(io.BytesIO(data))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_heads_are_those_of_the_csv(lang: Lang) -> None:
    book = opened(sample.run(sample.CLEAN, lang=lang))
    first = book.worksheets[0]
    assert first.title == tell("sheet.facts", lang)
    assert rows(first)[0] == tuple(say(f"csv.{name}", lang) for name in COLUMNS)
    assert first.freeze_panes == "A2"


def test_values_are_numbers_and_nothing_else_is() -> None:
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows(opened(RUN).worksheets[0])[1:]]
    assert [row["value"] for row in told] == [1300, None, None, None, None, "1" * 16, 12.5, None]
    assert [row["state"] for row in told] == [
        "数字", "空白", "横线或“无”", "文字", "未读到", "数字", "数字", "无数据",
    ]  # fmt: skip
    assert [row["raw"] for row in told[:4]] == ["　1,300 ", "", "—", "=三件"]
    assert (told[0]["year"], told[0]["form"], told[0]["line"]) == (2020, "2019", 120)
    assert told[0]["fact"] == "requests.new.natural_person"


def test_no_input_is_lost() -> None:
    last = dict(zip(COLUMNS, rows(opened(RUN).worksheets[0])[-1], strict=True))
    assert last["source"] == sample.UNREADABLE.source
    assert (last["fact"], last["place"]) == (None, sample.UNREADABLE.findings[0].message)


def test_says_the_same_as_the_csv() -> None:
    lines = list(csv.reader(io.StringIO(render("csv", RUN, facts=True))))
    texts = [0, 1, 3, 4, 5, 7]  # columns that are the same text in both
    told = [[row[n] or "" for n in texts] for row in rows(opened(RUN).worksheets[0])]
    assert told == [[line[n] for n in texts] for line in lines]


def test_all_reports_stand_side_by_side() -> None:
    side = rows(opened(RUN)["数据对照"])
    start = next(i for i, row in enumerate(side) if row[0] == "表")
    heads = str(side[start][3])
    assert heads == f"{sample.IDENTITY.issuer}\n2020"
    assert [row[3] for row in side[start + 1 :]] == [
        1300, "空白", "—", "=三件", "未读到", "1" * 16, 12.5,
    ]  # fmt: skip


def test_an_empty_run_is_a_workbook() -> None:
    assert rows(opened(sample.run()).worksheets[0])[0][0] == "来源"


def test_a_full_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.outputs.xlsx_book.ROWS", 20)
    book = opened(sample.run(*[sample.document(facts=FACTS)] * 3))
    assert book.sheetnames == ["数据", "数据对照", "数据 2", "数据 3"]
    assert [len(rows(book[name])) for name in ("数据", "数据 2", "数据 3")] == [8, 8, 8]
    assert rows(book["数据 3"])[0] == rows(book["数据"])[0]


def test_rows_are_written_as_they_come() -> None:
    assert not EXTRACTS["xlsx"].holds
    assert EXTRACTS["xlsx"].encoding == ""
