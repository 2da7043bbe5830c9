"""The supervisor's workbook, read back as a spreadsheet program reads it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gklint.finding import Confidence, Location, NotAssessed, Outcome, Severity, Suspect, Verdict
from gklint.lang import Lang, Localised
from gklint.messages.xlsx import WORDS, tell
from gklint.outputs import FORMATS
from gklint.outputs.sources import common_folder
from gklint.outputs.target import Sink, parse_targets
from gklint.outputs.xlsx import XlsxWriter
from gklint.outputs.xlsx_text import LONGEST, cell_text, looks_like_formula, sheet_name
from gklint.outputs.xlsx_values import figure
from gklint.result import (
    BodySeen,
    FactSeen,
    MemberSeen,
    Outstanding,
    RollUpLine,
    RollUpSeen,
    Round,
    Settled,
    Shared,
)
from tests.outputs import sample

if TYPE_CHECKING:
    from pathlib import Path

    from gklint.result import DocumentResult, RunReport

MADE = datetime(2022, 2, 14, 9, 30)
NEW = "requests.new.total"
EVIDENCE = "I2"
LABELS = {
    "requests.new.total": Localised("表三 → 一、本年新收 → 总计", "Table 3 → new → total"),
    "requests.carried_in.total": Localised("表三 → 二、上年结转 → 总计", "Table 3 → old → total"),
}


def written(run: RunReport, **setting: object) -> bytes:
    out = io.BytesIO()
    writer = XlsxWriter(sample.setting(run.lang, **setting), out, MADE)
    for document in run.documents:
        writer.document(document)
    writer.finish(run._replace(documents=()))
    return out.getvalue()


def opened(run: RunReport, **setting: object) -> Any:
    return load_workbook(io.BytesIO(written(run, **setting)))


def table(sheet: Any, first: str) -> list[dict[str, Any]]:
    """The rows under the row that begins with the head `first`."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row[0] == first)
    heads = [str(head).split("\n")[0] for head in rows[start]]
    return [dict(zip(heads, row, strict=True)) for row in rows[start + 1 :]]


def texts(sheet: Any) -> str:
    return "\n".join(str(v) for row in sheet.iter_rows(values_only=True) for v in row if v)


def figures(**values: str | None) -> tuple[FactSeen, ...]:
    """Figures of table 3 by row: a decimal, or a state ("blank", "absent", "dash:—")."""
    made = []
    for row, value in values.items():
        name = f"requests.{row}.total"
        state, _, raw = (value or "").partition(":")
        if state in ("blank", "absent", "dash", "text"):
            fact = FactSeen(name, LABELS[name], state, raw, None, Location(fact=name))
        else:
            fact = FactSeen(name, LABELS[name], "number", value or "", value, Location(fact=name))
        made.append(fact)
    return tuple(made)


def body(
    name: str, year: int = 2021, kind: str = "department", **changes: object
) -> DocumentResult:
    identity = sample.IDENTITY._replace(issuer=name, year=year, body_kind=kind)
    parts: dict[str, object] = {
        "source": f"in/{name}{year}.docx",
        "identity": identity,
        "verdict": Verdict.PASS,
        "findings": (),
        "not_assessed": (),
        "facts": figures(new="3", carried_in="0"),
        **changes,
    }
    return sample.document(**parts)


def district() -> RunReport:
    """A district: its own report, two bodies, one unreadable, one missing, one not due."""
    members = (
        MemberSeen("青柳市水务局", "in", "in/青柳市水务局2021.docx", "department"),
        MemberSeen("青柳市体育局", "partly", "in/青柳市体育局2021.docx", "department"),
        MemberSeen("青柳市档案局", "missing"),
    )
    rolled = RollUpSeen(
        members,
        (
            RollUpLine("requests.new.total", LABELS["requests.new.total"], "9", "8", "1"),
            RollUpLine(
                "requests.carried_in.total",
                LABELS["requests.carried_in.total"],
                "0",
                None,
                None,
                ("青柳市体育局",),
            ),
        ),
    )
    fault = sample.FINDINGS[0]._replace(fingerprint="5" * 16)
    documents = (
        body(
            "青柳市人民政府",
            kind="government",
            facts=figures(new="9", carried_in="0"),
            rollup=rolled,
            verdict=Verdict.REVIEW,
        ),
        body("青柳市水务局", verdict=Verdict.FAIL, findings=(fault, *sample.FINDINGS[1:])),
        body("青柳市体育局", facts=figures(new="5", carried_in="absent"), findings=(fault,)),
        sample.UNREADABLE,
    )
    roll = (
        BodySeen("青柳市人民政府", "reported", (documents[0].source,), "government", "city"),
        BodySeen("青柳市档案局", "missing", kind="department", file_by=date(2022, 1, 20)),
        BodySeen("青柳市体育局", "reported", (documents[2].source,), doubt="名称相近"),
        BodySeen("青柳市粮食局", "unread", (documents[3].source,)),
        BodySeen("青柳市气象局", "exempt", kind="vertical"),
    )
    missing = sample.finding(
        "RU02", outcome=Outcome.FAIL, message="尚未收到青柳市档案局的报告。", location=Location()
    )
    return sample.run(*documents)._replace(
        families={
            "ID": "主体与标题",
            "NM": "数据勾稽",
            "PT": "文表一致",
            "LG": "文字",
            "RD": "读取",
        },
        profile="supervise",
        roll=roll,
        roster="名单.csv",
        findings=(missing,),
        shared=(
            Shared(
                fault,
                (documents[1].source, documents[2].source),
                frozenset({"5" * 16}),
                ("青柳市水务局", "青柳市体育局"),
            ),
        ),
        notes=("一条说明。",),
    )


def _rolled(line: RollUpLine) -> RunReport:
    """The district with one line in its roll-up."""
    run = district()
    first = run.documents[0]
    assert first.rollup is not None
    changed = first._replace(rollup=first.rollup._replace(lines=(line,)))
    return run._replace(documents=(changed, *run.documents[1:]))


class TestSheets:
    def test_names_in_both_languages(self) -> None:
        assert opened(district()).sheetnames == [
            "总览", "全部问题", "整改清单", "汇总核对", "读取情况", "数据对照", "报送情况",
        ]  # fmt: skip
        assert opened(sample.run(sample.CLEAN, lang="en")).sheetnames == [
            "Overview", "Findings", "Rectification", "Coverage", "Figures",
        ]  # fmt: skip

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_an_empty_run_says_so(self, lang: Lang) -> None:
        book = opened(sample.run(lang=lang))
        for name, key in (
            ("sheet.overview", "overview.empty"),
            ("sheet.findings", "findings.none"),
            ("sheet.rectify", "rectify.none"),
            ("sheet.figures", "figures.empty"),
        ):
            assert tell(key, lang) in texts(book[tell(name, lang)])

    def test_no_sheet_of_an_english_book_speaks_chinese_of_its_own(self) -> None:
        run = district()._replace(lang="en")
        told = _parts(written(run))
        for words in WORDS.values():
            if "$" not in words.zh and len(words.zh) > 3:
                assert words.zh.encode() not in told, words.zh

    def test_prints_on_pages_with_heads_and_numbers(self) -> None:
        book = opened(district())
        for sheet in book:
            assert sheet.page_setup.orientation == "landscape"
            assert "&P" in str(sheet.oddFooter.right.text)
            assert sheet.freeze_panes is not None
            assert sheet.print_title_rows
        assert book["全部问题"].page_setup.fitToHeight == 0
        assert book["全部问题"].auto_filter.ref == "A1:P8"

    def test_the_file_tells_when_it_was_made(self) -> None:
        book = opened(sample.run(sample.CLEAN))
        assert book.properties.created == MADE
        assert "2022-02-14 09:30" in texts(book["总览"])

    def test_equal_runs_are_equal_files(self) -> None:
        assert written(district()) == written(district())


class TestOverview:
    def test_bodies_in_the_order_of_the_roster_then_the_others(self) -> None:
        rows = table(opened(district())["总览"], "机关")
        assert [(r["机关"], r["结果"]) for r in rows[:6]] == [
            ("青柳市人民政府", "请核实"),
            ("青柳市档案局", "尚未收到"),
            ("青柳市体育局", "未发现问题"),
            ("青柳市粮食局", "未能读取"),
            ("青柳市气象局", "不要求报送"),
            ("青柳市水务局", "应改"),
        ]

    def test_counts_by_family(self) -> None:
        rows = {r["机关"]: r for r in table(opened(district())["总览"], "机关")}
        water = rows["青柳市水务局"]
        assert [water[k] for k in ("应改", "请核实", "提示")] == [2, 1, 1]
        assert [water[k] for k in ("ID", "NM", "PT", "LG")] == ["1/0/0", "1/0/0", "0/1/0", "0/0/1"]
        assert rows["青柳市粮食局"]["RD"] == "1"
        assert rows["青柳市档案局"]["应改"] is None  # a body without a report has no counts: not 0
        assert rows["合计"]["结果"] == "4 份"
        assert rows["合计"]["ID"] == "2/0/0"
        assert rows["合计"]["应改"] == "=SUM(G7:G13)"

    def test_sums_carry_their_value(self) -> None:
        book = load_workbook(io.BytesIO(written(district())), data_only=True)
        total = next(r for r in table(book["总览"], "机关") if r["机关"] == "合计")
        assert (total["应改"], total["请核实"], total["提示"]) == (4, 1, 1)

    def test_says_what_was_off_and_the_notes_of_the_run(self) -> None:
        told = texts(opened(district())["总览"])
        assert "本次未检查：网址打不开（LK01）：未联网。" in told
        assert "一条说明。" in told
        assert "应报 4 个：已报 2 个，已报、未能读取 1 个，尚未收到 1 个" in told

    def test_a_name_leads_to_its_list(self) -> None:
        book = opened(district())
        rows = {c.value: c for c in book["总览"]["A"] if c.hyperlink is not None}
        sheet, _, cell = rows["青柳市水务局"].hyperlink.location.partition("!")
        assert sheet == "'整改清单'"
        assert str(book["整改清单"][cell].value).startswith("青柳市水务局（2021 年度）")

    def test_unread_cells_are_shown(self) -> None:
        run = sample.run(sample.PARTIAL)
        row = table(opened(run)["总览"], "机关")[0]
        assert (row["应读格"], row["读到格"]) == (197, 190)


class TestFindings:
    def test_one_row_each_and_the_roster_s_own(self) -> None:
        rows = table(opened(district())["全部问题"], "机关")
        assert [(r["机关"], r["类别"], r["规则"]) for r in rows] == [
            ("青柳市体育局", "应改", "ID03"),
            ("青柳市粮食局", "未读取", "RD02"),
            ("青柳市水务局", "应改", "ID03"),
            ("青柳市水务局", "请核实", "PT01"),
            ("青柳市水务局", "应改", "NM01"),
            ("青柳市水务局", "提示", "LG02"),
            ("应报单位名单", "应改", "RU02"),
        ][: len(rows)]
        assert len(rows) == 7

    def test_what_may_be_wrong_is_told(self) -> None:
        row = table(opened(district())["全部问题"], "机关")[4]
        assert row["可能的改法"] == (
            f"较可能：{sample.TABLE3} 现为 13，若为 12（各式相差相同）则平"
        )
        assert row["原文"] == "13"  # text stays text
        assert row["指纹"] == "00112233445566aa"

    def test_a_second_round_says_what_became_of_each(self) -> None:
        old = sample.finding("NM02", fingerprint="b" * 16)
        gone = Settled("CT01", Severity.WARNING, "报告没有联系方式。", "前言", "c" * 16)
        told = Round((old,), (gone,), (gone._replace(rule="CT02", severity=None),))
        document = body(
            "青柳市水务局", findings=sample.FINDINGS[:1], round=told, verdict=Verdict.FAIL
        )
        run = sample.run(document)._replace(compared="一轮.json")
        book = opened(run)
        rows = table(book["全部问题"], "机关")
        assert [(r["规则"], r["状态"]) for r in rows] == [
            ("NM02", "未改"), ("ID03", "新增"), ("CT01", "已改"), ("CT02", "未复核"),
        ]  # fmt: skip
        row = table(book["总览"], "机关")[0]
        assert [row[k] for k in ("应改", "新增", "未改", "已改")] == [2, 1, 1, 1]
        assert row["结果"] == "应改"
        items = table(book["整改清单"], "序号")
        assert [i["状态"] for i in items[1:]] == ["未改", "新增"]
        assert "已改 1 条" in str(items[0]["序号"])

    def test_says_whose_report_has_not_come_again(self) -> None:
        gone = Outstanding("一轮/青柳市档案局.docx", "青柳市档案局", 2021, 3)
        clean = Outstanding("一轮/青柳市统计局.docx", "青柳市统计局", 2021, 0)
        told = Round(sources=("一轮/a.docx",), name="青柳市水利局", doubtful=True)
        run = sample.run(
            body("青柳市水务局", round=told), body("青柳市体育局", round=Round())
        )._replace(
            compared="一轮.json",
            outstanding=(gone, clean),
        )
        book = opened(run)
        rows = table(book["总览"], "机关")
        assert [(r["机关"], r["结果"]) for r in rows[:4]] == [
            ("青柳市水务局", "未发现问题"),
            ("青柳市体育局", "未发现问题"),
            ("青柳市档案局", "本次未报来"),
            ("合计", "2 份"),
        ]
        told_rows = [r["说明"] for r in table(book["读取情况"], "机关") if r["类别"] == "上一轮"]
        assert told_rows == [
            "上一轮的“青柳市水利局”只是名称相近，请核实是不是同一机关。",
            "基线中没有本机关本年度的报告。",
        ]


class TestRectification:
    def test_lists_what_is_to_be_done_by_body(self) -> None:
        rows = table(opened(district())["整改清单"], "序号")
        assert [r["序号"] for r in rows if isinstance(r["序号"], int)] == [1, 2, 3, 4, 5]
        heads = [r["序号"].split("　")[0] for r in rows if isinstance(r["序号"], str)]
        assert heads == [
            "青柳市体育局（2021 年度）：应改 1 条",
            "青柳市水务局（2021 年度）：应改 2 条，请核实 1 条",
            "应报单位名单：应改 1 条",
        ]
        assert all(r["整改情况"] is None for r in rows)

    def test_a_shared_fault_is_told_once_at_the_top(self) -> None:
        told = texts(opened(district())["整改清单"])
        assert told.count("1. 2 个单位的报告有同样的问题") == 1
        assert told.count("（共有问题第 1 项）") == 2

    def test_offers_the_words_for_progress(self) -> None:
        rules = opened(district())["整改清单"].data_validations.dataValidation
        assert [rule.formula1 for rule in rules] == ['"已整改,整改中,未整改,无需整改"']

    def test_many_suspects_are_cut_with_a_word(self) -> None:
        suspects = tuple(
            Suspect(f"f{n}", "", str(n), "漏填", Confidence.CERTAIN, n, f"第 {n} 格")
            for n in range(1, 8)
        )
        finding = sample.finding(suspects=suspects)
        book = opened(sample.run(body("青柳市水务局", findings=(finding,))))
        told = texts(book["整改清单"])
        assert "第 4 格 现为 空白，若为 4（漏填）" in told
        assert "另有 3 格，见“全部问题”" in told
        assert "第 7 格" in texts(book["全部问题"])

    def test_cells_that_change_together_stand_together(self) -> None:
        suspects = (
            Suspect("a", "3", "4", "少 1", Confidence.LIKELY, 1, "甲格"),
            Suspect("b", "9", "8", "多 1", Confidence.LIKELY, 1, "乙格"),
        )
        finding = sample.finding(suspects=suspects)
        told = texts(opened(sample.run(body("青柳市水务局", findings=(finding,))))["全部问题"])
        assert "较可能：甲格 现为 3，若为 4（少 1），同时 乙格 现为 9，若为 8（多 1）则平" in told


class TestRollUp:
    def test_sums_live_and_are_marked(self) -> None:
        data = written(district())
        sheet = load_workbook(io.BytesIO(data))["汇总核对"]
        rows = table(sheet, "数据项")
        row = next(c[0].row for c in sheet.iter_rows() if c[0].value == "数据项") + 1
        assert rows[0]["各单位之和"] == f"=SUM(F{row}:G{row})"
        assert rows[0]["差额"] == f"=B{row}-C{row}"
        assert (rows[0]["青柳市水务局"], rows[0]["青柳市体育局"]) == (3, 5)
        assert sheet.cell(row, 4).fill.fgColor.rgb == "FFFDEFC8"
        values = load_workbook(io.BytesIO(data), data_only=True)["汇总核对"]
        assert (values.cell(row, 3).value, values.cell(row, 4).value) == (8, 1)

    def test_says_nothing_where_a_cell_was_not_read(self) -> None:
        row = table(opened(district())["汇总核对"], "数据项")[1]
        assert (row["各单位之和"], row["差额"]) == ("未定", None)
        assert row["未读到或待定的单位"] == "青柳市体育局"
        assert row["青柳市体育局"] == "未读到"

    def test_names_those_who_are_missing(self) -> None:
        told = texts(opened(district())["汇总核对"])
        assert "尚未收到 1 个：青柳市档案局" in told

    @pytest.mark.parametrize(("more", "colour"), [("1", "FFFDEFC8"), ("-1", "FFF9DEDC")])
    def test_marks_tell_more_from_less(self, more: str, colour: str) -> None:
        sheet = opened(_rolled(RollUpLine(NEW, LABELS[NEW], str(8 + int(more)), "8", more)))
        row = next(c[0].row for c in sheet["汇总核对"].iter_rows() if c[0].value == "数据项") + 1
        assert sheet["汇总核对"].cell(row, 4).fill.fgColor.rgb == colour

    def test_a_number_in_doubt_is_shown_and_not_added(self) -> None:
        line = RollUpLine(NEW, LABELS[NEW], "9", None, None, ("青柳市体育局",))
        row = table(opened(_rolled(line))["汇总核对"], "数据项")[0]
        assert (row["青柳市水务局"], row["青柳市体育局"], row["各单位之和"]) == (3, "5", "未定")

    def test_a_sum_that_our_cells_do_not_give_is_a_number(self) -> None:
        run = _rolled(RollUpLine(NEW, LABELS[NEW], "9", "7", "2"))
        rows = table(opened(run)["汇总核对"], "数据项")
        assert rows[0]["各单位之和"] == 7


class TestFigures:
    def test_side_by_side_with_states_and_a_total(self) -> None:
        documents = (
            body("青柳市水务局", facts=figures(new="3", carried_in="blank")),
            body("青柳市体育局", facts=figures(new="0", carried_in="dash:—")),
            body("青柳市民政局", facts=figures(new="2.5", carried_in="text:三件")),
            body("青柳市司法局", facts=figures(new="absent")),
        )
        data = written(sample.run(*documents))
        rows = table(load_workbook(io.BytesIO(data))["数据对照"], "表")
        names = [str(d.identity.issuer) for d in documents if d.identity is not None]
        assert [rows[0][n] for n in names] == [3, 0, 2.5, "未读到"]
        assert [rows[1][n] for n in names] == ["空白", "—", "三件", "无此项"]
        assert rows[0]["合计"] == "=SUM(D5:G5)"
        assert rows[1]["合计"] is None  # nothing to add is not 0
        values = table(load_workbook(io.BytesIO(data), data_only=True)["数据对照"], "表")
        assert (values[0]["合计"], values[0]["有数字的份数"]) == (5.5, 3)
        assert (rows[0]["表"], rows[0]["数据项"], rows[0]["栏目"]) == (
            "表三",
            "一、本年新收",
            "总计",
        )

    def test_nothing_is_added_twice(self) -> None:
        again = body("青柳市水务局")._replace(source="in/水务局最终版2.docx")
        run = sample.run(
            body("青柳市人民政府", kind="government", facts=figures(new="9")),
            body("青柳市水务局"),
            again,
            body("青柳市体育局"),
        )
        sheet = opened(run)["数据对照"]
        assert table(sheet, "表")[0]["合计"] == "=SUM(E6:E6,G6:G6)"
        assert "不计入合计：青柳市人民政府2021、青柳市水务局2021（水务局最终版2.docx）" in texts(
            sheet
        )

    def test_the_file_that_counts_comes_before_others_of_its_body(self) -> None:
        final, draft = "in/水务局.docx", "in/水务局（送审稿）.docx"
        documents = (
            body("青柳市体育局", facts=figures(new="1")),
            body("青柳市水务局", source=draft, best=final, facts=figures(new="20")),
            body("青柳市水务局", source=final, best=final, facts=figures(new="300")),
            body("青柳市司法局", facts=figures(new="4000")),
        )
        data = written(sample.run(*documents))
        sheet = load_workbook(io.BytesIO(data), data_only=True)["数据对照"]
        (heads,) = (row for row in sheet.iter_rows(values_only=True) if row[0] == "表")
        assert [str(head).replace("\n", " ") for head in heads[3:7]] == [
            "青柳市体育局 2021",
            "青柳市水务局 2021",
            "青柳市水务局 2021（水务局（送审稿）.docx）",
            "青柳市司法局 2021",
        ]
        values = table(sheet, "表")[0]
        assert (values["合计"], values["有数字的份数"]) == (4301, 3)

    def test_a_formula_never_has_more_ranges_than_it_may(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gklint.outputs.xlsx_figures._RUNS", 1)
        names = [f"青柳市{n}局" for n in "甲甲乙乙丙"]
        documents = (body(n, source=f"{i}.docx") for i, n in enumerate(names))
        sheet = opened(sample.run(*documents))["数据对照"]
        assert str(table(sheet, "表")[0]["合计"]).startswith("=SUM(D")
        assert str(table(sheet, "表")[0]["合计"]).count(":") == 1

    def test_years_are_not_added(self) -> None:
        sheet = opened(sample.run(body("青柳市水务局"), body("青柳市体育局", 2020)))["数据对照"]
        assert "合计" not in table(sheet, "表")[0]
        assert tell("figures.years", "zh") in texts(sheet)

    def test_a_figure_of_another_edition_stands_in_its_place(self) -> None:
        late = body("青柳市体育局", facts=figures(carried_in="1"))
        early = body("青柳市水务局", facts=figures(new="1", carried_in="2"))
        rows = table(opened(sample.run(late, early))["数据对照"], "表")
        assert [r["数据项"] for r in rows] == ["一、本年新收", "二、上年结转"]

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("12", 12), ("-3", -3), ("3.50", 3.5), ("0", 0), ("1" * 15, int("1" * 15)),
            ("1" * 16, "1" * 16), ("1" + "0" * 20, 10**20), ("٣", "٣"), ("", ""), ("1e5", "1e5"),
        ],
    )  # fmt: skip
    def test_numbers(self, text: str, value: object) -> None:
        assert figure(text) == value


class TestCoverage:
    def test_tables_reading_and_reasons(self) -> None:
        document = body(
            "青柳市水务局",
            coverage=sample.PARTIAL.coverage,
            not_assessed=(
                NotAssessed("CT02", "未读到联系方式"),
                NotAssessed("CT04", "未读到联系方式"),
            ),
        )
        rows = table(opened(sample.run(document, sample.UNREADABLE))["读取情况"], "机关")
        assert [(r["类别"], r["表格或规则"], r["未读格"]) for r in rows] == [
            ("表格", "表二", 0), ("表格", "表三", 7), ("未检查", "CT02、CT04", None),
            ("读取", "RD02", None), ("未启用", "网址打不开（LK01）", None),
        ]  # fmt: skip
        assert rows[1]["说明"] == "有 7 格没有读到，不按 0 处理"


class TestRollCall:
    def test_every_body_with_its_state(self) -> None:
        rows = table(opened(district())["报送情况"], "机关")
        assert [(r["情况"], r["机关类别"]) for r in rows] == [
            ("已报", "人民政府"), ("尚未收到", "部门"), ("已报", "未注明"),
            ("已报、未能读取", "未注明"), ("不要求报送", "垂直管理"),
        ]  # fmt: skip
        assert rows[1]["报送时限"] == datetime(2022, 1, 20)
        assert rows[2]["需核对"] == "名称相近"


def _parts(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


class TestLimits:
    """A sheet that is full says how much is not in it."""

    def test_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gklint.outputs.xlsx_book.ROWS", 14)
        findings = tuple(sample.finding(fingerprint=f"{n:016x}") for n in range(12))
        book = opened(sample.run(body("青柳市水务局", findings=findings)))
        assert "另有 7 条未列出" in texts(book["全部问题"])
        assert "另有 10 条未列出" in texts(book["整改清单"])

    def test_columns(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gklint.outputs.xlsx_figures._MOST", 2)
        sheet = opened(sample.run(*(body(f"青柳市{n}局") for n in "甲乙丙")))["数据对照"]
        assert "另有 1 份未列出" in texts(sheet)
        assert "合计" not in table(sheet, "表")[0]  # a total of a part would mislead


class TestText:
    @pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋"])
    def test_never_a_formula(self, sign: str) -> None:
        text = f'{sign}HYPERLINK("http://example.cn")'
        data = written(sample.run(body("甲", findings=(sample.finding(evidence=text),))))
        cell = load_workbook(io.BytesIO(data))["全部问题"][EVIDENCE]
        assert cell.value == text
        assert cell.quotePrefix  # an edit of the cell leaves it text
        assert b"<f>HYPERLINK" not in _parts(data)

    def test_markup_is_text(self) -> None:
        text = "<r><t>甲</t></r>"
        run = sample.run(body("甲", findings=(sample.finding(evidence=text),)))
        assert opened(run)["全部问题"][EVIDENCE].value == " " + text

    @given(st.text(max_size=80))
    @settings(max_examples=40, deadline=None)
    def test_any_text_is_legal(self, text: str) -> None:
        run = sample.run(body("甲" + text, findings=(sample.finding(evidence=text, message=text),)))
        value = opened(run)["全部问题"][EVIDENCE].value
        assert (value or "") == cell_text(text, "zh")

    def test_what_looks_like_an_escape_stays(self) -> None:
        run = sample.run(body("甲", findings=(sample.finding(evidence="_x0041_"),)))
        assert b"_x005F_x0041_" in _parts(written(run))

    def test_control_characters_and_odd_names_are_legible(self) -> None:
        assert cell_text("a\x00b\r\nc\x0b", "zh") == "a\ufffdb\nc\ufffd"
        assert cell_text("甲\udc80.docx", "zh") == "甲\\udc80.docx"

    @pytest.mark.parametrize("char", ["甲", "𠮷"])
    def test_long_texts_are_cut_with_a_mark(self, char: str) -> None:
        made = cell_text(char * 40_000, "zh")
        assert len(made.encode("utf-16-le")) // 2 <= LONGEST
        assert made.endswith("……（全文 40000 字，此处从略）")
        assert cell_text("a" * LONGEST, "zh") == "a" * LONGEST

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("甲/乙:丙?", "甲 乙 丙"),
            ("", "-"),
            ("a" * 40, "a" * 31),
            ("'b'", "b"),
            ("Taken", "Taken 2"),
        ],
    )
    def test_sheet_names(self, text: str, name: str) -> None:
        assert sheet_name(text, {"taken"}) == name

    def test_a_number_s_sign_is_no_formula_in_a_number_cell(self) -> None:
        assert looks_like_formula("-3")
        assert figure("-3") == -3


class TestFiles:
    def test_a_common_folder(self) -> None:
        assert common_folder(["in/a.docx", "in/b/c.docx"]) == "in/"
        assert common_folder(["x.zip!a", "x.zip!b"]) == "x.zip!"
        assert common_folder(["a.docx", "b.docx"]) == ""
        assert common_folder([]) == ""

    def test_through_a_target(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        sink = Sink(parse_targets([f"xlsx:{path}"], FORMATS)[0])
        writer = sink.target.format.writer(sample.setting(), sink.stream)
        writer.document(sample.document())
        writer.finish(sample.run())
        sink.close()
        assert load_workbook(path).sheetnames[0] == "总览"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_full_disk_is_an_os_error(self) -> None:
        class Full(io.RawIOBase):
            def writable(self) -> bool:
                return True

            def write(self, data: object) -> int:
                raise OSError(28, "full")

        writer = XlsxWriter(sample.setting(), Full(), MADE)  # type: ignore[arg-type]
        writer.document(sample.document())
        with pytest.raises(OSError, match="full"):
            writer.finish(sample.run())
