"""What ``extract`` writes is read back as last year's figures, in every format."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.extract import ExtractError, load_extract
from gklint.examine import Examiner
from gklint.outputs import EXTRACTS, FORMATS
from gklint.outputs.base import Setting
from gklint.plan import Plan
from gklint.report.model import FactState
from gklint.result import DocumentResult, RunReport
from gklint.sources import Source
from tests.engine.reports import page

if TYPE_CHECKING:
    from gklint.across.model import Digest
    from gklint.lang import Lang

FEES = "disclosure.fees.amount"
GONE = "requests.carried_out"


@cache
def documents() -> tuple[DocumentResult, ...]:
    examiner = Examiner(Plan(facts=True))
    pages = {
        "a.html": page(
            set={FEES: "1234.56", "requests.new.company": "", "requests.new.research": "—"}
        ),
        "b.html": page(form="2019", remove_row=GONE, set={"disclosure.licensing.change": "-3"}),
        "notice.html": "<p>放假通知</p>".encode(),
    }
    return tuple(examiner.examine(Source(name, data)) for name, data in pages.items())


def written(form: str, lang: Lang = "zh", *, check: bool = False, facts: bool = True) -> bytes:
    chosen = (FORMATS if check else EXTRACTS)[form]
    run = RunReport("1", "annual-report", "1", lang, "self-check", None, documents())
    binary, text = io.BytesIO(), io.StringIO(newline="")
    out: Any = text if chosen.encoding else binary
    writer = chosen.writer(Setting(lang=lang, facts=facts), out)
    for document in run.documents:
        writer.document(document)
    writer.finish(run)
    return text.getvalue().encode(chosen.encoding) if chosen.encoding else binary.getvalue()


def read(data: bytes, name: str) -> tuple[Digest, ...]:
    found = load_extract(data, name)
    assert found is not None
    return found


def refused(data: bytes, name: str) -> str:
    with pytest.raises(ExtractError) as error:
        load_extract(data, name)
    return f"{error.value.reason.zh} / {error.value.reason.en}"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("form", "check"),
    [("json", False), ("csv", False), ("xlsx", False), ("json", True), ("jsonl", True)],
)
def test_the_figures_come_back(form: str, check: bool, lang: Lang) -> None:
    first, second, third = read(written(form, lang, check=check), f"last.{form}")
    assert (first.source, first.issuer, first.year, first.form) == (
        f"last.{form}!a.html", "云岫县水务局", 2022, "2021",
    )  # fmt: skip
    assert first.value(FEES) == Decimal("1234.56")
    assert first.value("requests.new.total") == 26
    assert first.facts["requests.new.company"].state is FactState.BLANK
    assert first.facts["requests.new.research"].state is FactState.DASH
    assert first.value("requests.new.company") is None
    assert len(first.facts) == 200
    assert first.cells["requests"] == (175, 175)
    assert (second.year, second.form) == (2020, "2019")
    assert second.value("disclosure.licensing.change") == -3
    # A row that was not read is not there: no zero, no blank.
    assert not [name for name in second.facts if name.startswith(GONE)]
    assert second.cells["requests"] == (154, 161)
    assert third.problem == "RD04"
    assert third.issuer is None


def test_what_only_json_carries() -> None:
    first = read(written("json"), "last.json")[0]
    assert first.pack == "annual-report"
    assert first.editions["requests"] == "2021"
    assert (first.kind, first.level) == ("department", "county")
    assert first.phones == ("0697-5550123",)
    assert first.published is not None


@pytest.mark.parametrize(
    "remade",
    [
        lambda text: text.encode("gb18030"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace(",", ";").encode("utf-8"),
        lambda text: "\n".join(f"{line},备注" for line in text.splitlines()).encode("utf-8-sig"),
    ],
)
def test_spreadsheets_save_csv_in_their_own_ways(remade: Any) -> None:
    text = written("csv").decode("utf-8-sig")
    assert read(remade(text), "last.csv")[0].value(FEES) == Decimal("1234.56")


def test_a_spreadsheet_groups_thousands_and_sorts_rows() -> None:
    heading, *rows = written("csv").decode("utf-8-sig").splitlines()
    rows = sorted(row.replace(",1234.56,", ',"1,234.56",') for row in rows)
    found = {d.source: d for d in read("\n".join([heading, *rows]).encode(), "last.csv")}
    assert found["last.csv!a.html"].value(FEES) == Decimal("1234.56")
    assert len(found) == 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b"{}"),
        ("a.json", b"[1, 2]"),
        ("a.json", b"not json"),
        ("a.json", b'{"schema": 5}'),
        ("a.csv", "单位,数值\n云岫县水务局,3\n".encode()),
        ("a.csv", b""),
        ("a.txt", b"{}"),
    ],
)
def test_other_files_are_inputs_like_others(name: str, data: bytes) -> None:
    assert load_extract(data, name) is None


def test_a_workbook_of_other_things_is_no_extract() -> None:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_row(0, 0, ["单位名称", "联系人"])
    assert load_extract(out.getvalue(), "roster.xlsx") is None


def test_a_damaged_extract_is_refused() -> None:
    assert "不是完整的 JSON 文件" in refused(written("json")[:5000], "last.json")
    assert "工作簿打不开" in refused(b"PK\x03\x04 no", "last.xlsx")
    broken = json.loads(written("json"))
    del broken["documents"][0]["facts"]["requests.new.total"]["state"]
    assert refused(json.dumps(broken).encode(), "last.json").startswith("“a.html”一项不完整")
    broken["documents"][0]["facts"]["requests.new.total"] = {"state": "number", "value": "NaN"}
    assert refused(json.dumps(broken).encode(), "last.json").startswith("“a.html”一项不完整")
    assert "不是完整" in refused(b'{"schema": "gklint/1", "documents": [1]}', "last.json")


@pytest.mark.parametrize("key", ["issuer", "title", "form", "url", "body_kind", "body_level"])
def test_a_name_that_is_a_number_is_refused(key: str) -> None:
    broken = json.loads(written("json"))
    broken["documents"][0]["report"][key] = 12
    assert refused(json.dumps(broken).encode(), "last.json").startswith("“a.html”一项不完整")


def test_another_version_and_a_run_without_figures_are_refused() -> None:
    assert "gklint/2" in refused(b'{"schema": "gklint/2", "documents": []}', "last.json")
    assert "gklint-baseline" in refused(b'{"schema": "gklint-baseline/1"}', "last.json")
    assert "里面没有数字" in refused(written("json", check=True, facts=False), "last.json")


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("value", "26件", "第 2 行“数值”的“26件”不对"),
        ("value", "", "第 2 行“数值”的“”不对"),
        ("value", "1e999999999", "第 2 行“数值”"),
        ("state", "数码", "第 2 行“状态”的“数码”不对"),
        ("year", "去年", "第 2 行“年度”的“去年”不对"),
        ("year", "2022.5", "第 2 行“年度”的“2022.5”不对"),
        ("fact", "", "第 2 行“数据项”的“”不对"),
    ],
)
def test_a_row_that_cannot_be_is_named(column: str, value: str, told: str) -> None:
    row = {
        "source": "a", "issuer": "云岫县水务局", "year": "2022", "form": "2021",
        "fact": "requests.new.total", "value": "26", "state": "数字", column: value,
    }  # fmt: skip
    heading = "来源,机关,年度,格式,数据项,数值,状态"
    assert told in refused(f"{heading}\n{','.join(row.values())}\n".encode(), "last.csv")
