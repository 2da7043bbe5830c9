"""Formats for programs: valid against their schemas, escaped, nothing lost."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.finding import Outcome, Severity
from gklint.outputs.csv_ import COLUMNS, safe
from gklint.outputs.github import escape_data, escape_property
from gklint.outputs.json_finding import number
from gklint.outputs.json_v1 import published_schema, run_object
from gklint.outputs.junit import clean
from gklint.outputs.sarif import sarif_log, uri
from tests.outputs import sample
from tests.outputs.render import render
from tests.outputs.sarif_schema import SARIF

ALL = sample.run(sample.document(), sample.CLEAN, sample.PARTIAL, sample.UNREADABLE)


def _schema() -> Any:
    return jsonschema.Draft202012Validator(published_schema())


class TestJson:
    def test_fits_the_published_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(_schema().schema)
        _schema().validate(run_object(ALL, facts=True))

    def test_schema_refuses_a_missing_key(self) -> None:
        made = run_object(ALL)
        del made["documents"][0]["findings"][0]["fingerprint"]
        assert not _schema().is_valid(made)

    def test_schema_refuses_a_number_for_a_blank(self) -> None:
        made = run_object(ALL, facts=True)
        made["documents"][0]["facts"]["requests.new.company"]["value"] = 0
        assert not _schema().is_valid(made)

    def test_summary_counts_by_outcome_and_level(self) -> None:
        assert run_object(ALL)["summary"] == {
            "documents": 4,
            "unreadable": 1,
            "errors": 2,
            "warnings": 1,
            "infos": 1,
            "reviews": 1,
        }

    def test_keeps_folded_findings(self) -> None:
        rules = [f["rule"] for f in run_object(ALL)["documents"][0]["findings"]]
        assert rules == ["ID03", "PT01", "NM01", "LG02"]

    def test_switched_off_is_told_once(self) -> None:
        made = run_object(ALL)
        assert made["switched_off"] == [{"rule": "LK01", "reason": "未联网"}]
        assert [n["rule"] for n in made["documents"][0]["not_assessed"]] == ["DL02", "CT02", "CT04"]

    def test_a_section_number_is_the_number_alone(self) -> None:
        assert run_object(ALL)["documents"][0]["sections"][0]["number"] == "一"

    def test_speaks_the_language_of_the_run(self) -> None:
        made = run_object(sample.run(sample.document(), lang="en"))
        first = made["documents"][0]
        assert first["not_assessed"][0]["reason"] == "the date is not known"
        assert first["findings"][2]["location"]["text"].startswith("Table 3")

    def test_facts_only_where_asked(self) -> None:
        assert "facts" not in json.loads(render("json", ALL))["documents"][0]
        facts = json.loads(render("json", ALL, facts=True))["documents"][0]["facts"]
        assert facts["requests.new.natural_person"]["value"] == 13
        assert facts["requests.new.company"]["value"] is None

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("12", 12),
            ("-1", -1),
            ("3.5", 3.5),
            ("", ""),
            ("nan", "nan"),
            ("inf", "inf"),
            ("一", "一"),
        ],
    )
    def test_numbers(self, text: str, value: object) -> None:
        assert number(text) == value

    def test_lines_hold_a_document_each(self) -> None:
        lines = [json.loads(line) for line in render("jsonl", ALL).splitlines()]
        assert [line["source"] for line in lines] == [d.source for d in ALL.documents]
        assert lines[0]["switched_off"] == [{"rule": "LK01", "reason": "未联网"}]
        document = {"$ref": "#/$defs/document", "$defs": _schema().schema["$defs"]}
        for line in lines:
            jsonschema.Draft202012Validator(document).validate(line)


class TestSarif:
    def test_fits_the_standard(self) -> None:
        jsonschema.Draft7Validator(SARIF).validate(sarif_log(ALL, sample.RULES))

    def test_schema_is_closed(self) -> None:
        log = sarif_log(ALL, sample.RULES)
        log["runs"][0]["results"][0]["severity"] = "error"
        assert not jsonschema.Draft7Validator(SARIF).is_valid(log)

    def test_review_has_no_level(self) -> None:
        results = sarif_log(ALL, {})["runs"][0]["results"]
        assert [(r["kind"], r["level"]) for r in results] == [
            ("fail", "warning"),
            ("review", "none"),
            ("fail", "error"),
            ("fail", "note"),
            ("fail", "error"),
        ]

    def test_indices_point_where_they_say(self) -> None:
        made = sarif_log(ALL, sample.RULES)["runs"][0]
        rules, artifacts = made["tool"]["driver"]["rules"], made["artifacts"]
        for result in made["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            at = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert artifacts[at["index"]]["location"]["uri"] == at["uri"]

    def test_lines_and_fingerprints(self) -> None:
        result = sarif_log(ALL, {})["runs"][0]["results"][2]
        assert result["locations"][0]["physicalLocation"]["region"] == {
            "startLine": 120,
            "startColumn": 5,
        }
        assert result["partialFingerprints"] == {"gklint/v1": "00112233445566aa"}

    def test_what_was_not_checked_is_a_notification(self) -> None:
        notices = sarif_log(ALL, {})["runs"][0]["invocations"][0]["toolExecutionNotifications"]
        assert [n["associatedRule"]["id"] for n in notices] == ["DL02", "CT02", "CT04", "LK01"]

    @pytest.mark.parametrize(
        ("source", "wanted"),
        [
            ("reports/a b.html", "reports/a%20b.html"),
            ("乙.zip!甲.docx", "%E4%B9%99.zip!%E7%94%B2.docx"),
            ("/srv/a.html", "file:///srv/a.html"),
            ("C:\\报告\\a.html", "file:///C:/%E6%8A%A5%E5%91%8A/a.html"),
            ("https://example.cn/a?x=1#y", "https://example.cn/a?x=1#y"),
            ("-", "-"),
        ],
    )
    def test_sources_are_uris(self, source: str, wanted: str) -> None:
        assert uri(source) == wanted


class TestJunit:
    def test_counts_add_up(self) -> None:
        root = ET.fromstring(render("junit", ALL).encode())
        assert root.attrib == {
            "name": "gklint",
            "tests": "10",
            "failures": "2",
            "errors": "1",
            "skipped": "4",
        }
        for suite in root:
            assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))

    def test_a_clean_report_passes(self) -> None:
        suite = ET.fromstring(render("junit", sample.run(sample.CLEAN)).encode())[0]
        assert [len(case) for case in suite] == [0]

    def test_what_was_not_read_is_an_error_however_it_is_told(self) -> None:
        told = sample.UNREADABLE.findings[0]._replace(outcome=Outcome.REVIEW)
        document = sample.UNREADABLE._replace(findings=(told,))
        suite = ET.fromstring(render("junit", sample.run(document)).encode())[0]
        assert (suite.attrib["errors"], suite.attrib["skipped"]) == ("1", "0")

    @given(st.text())
    def test_any_text_is_legal_xml(self, text: str) -> None:
        run = sample.run(sample.document(findings=(sample.finding(message=text, evidence=text),)))
        ET.fromstring(render("junit", run).encode())

    def test_replaces_what_xml_has_no_room_for(self) -> None:
        assert clean("a\x00b\ud800\x0b") == "a\ufffdb\ufffd\ufffd"


class TestCsv:
    def test_one_row_a_finding_and_no_document_lost(self) -> None:
        rows = list(csv.DictReader(io.StringIO(render("csv", ALL))))
        assert [(r["来源"], r["类别"], r["规则"]) for r in rows] == [
            (sample.document().source, "应改", "ID03"),
            (sample.document().source, "请核实", "PT01"),
            (sample.document().source, "应改", "NM01"),
            (sample.document().source, "提示", "LG02"),
            (sample.document().source, "未检查", "DL02"),
            (sample.document().source, "未检查", "CT02"),
            (sample.document().source, "未检查", "CT04"),
            ("reports/clean.docx", "", ""),
            ("reports/partial.txt", "", ""),
            ("bundle.zip!旧报告.rar", "未读取", "RD02"),
        ]
        assert rows[8]["事实"] == "已检查部分未发现问题，另有 7 格未读到"

    def test_header_follows_the_language(self) -> None:
        first = render("csv", sample.run(sample.CLEAN, lang="en")).splitlines()[0]
        assert first.startswith("source,body,year,result,action,rule")

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
    def test_formulas_are_text(self, start: str) -> None:
        assert safe(start + "cmd|' /C calc'!A0") == "'" + start + "cmd|' /C calc'!A0"

    @pytest.mark.parametrize("text", ["-3", "+3.5", "12", "", "甲=乙"])
    def test_numbers_and_text_stay(self, text: str) -> None:
        assert safe(text) == text

    @given(st.text())
    def test_nothing_starts_a_formula(self, text: str) -> None:
        guarded = safe(text)
        assert guarded.removeprefix("'") == text.removeprefix("'") or guarded == "'" + text
        if guarded[:1] in ("=", "@", "\t", "\r"):
            pytest.fail(f"{guarded!r} would be run")
        if guarded[:1] in ("+", "-"):
            float(guarded)  # a plain number, or this raises

    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3))
    def test_cells_come_back(self, texts: list[str]) -> None:
        message, evidence, remedy = texts
        found = sample.finding(message=message, evidence=evidence, remedy=remedy)
        out = render("csv", sample.run(sample.document(findings=(found,), not_assessed=())))
        row = list(csv.reader(io.StringIO(out, newline="")))[1]
        cells = dict(zip(COLUMNS, row, strict=True))
        assert (cells["message"], cells["evidence"], cells["remedy"]) == (
            safe(message),
            safe(evidence),
            safe(remedy),
        )

    def test_facts_have_a_row_each_and_no_input_is_lost(self) -> None:
        rows = list(csv.reader(io.StringIO(render("csv", ALL, facts=True))))
        assert rows[1][4:9] == ["requests.new.natural_person", sample.TABLE3, "13", "数字", "　13"]
        assert rows[2][6:8] == ["", "空白"]
        assert rows[-1][0] == "bundle.zip!旧报告.rar"
        assert rows[-1][7] == "无数据"


class TestGithub:
    def test_commands(self) -> None:
        lines = render("github", ALL).splitlines()
        assert lines[0].startswith(
            "::warning file=reports/甲市乙区工信局2020.html,line=5,col=3,title=应改 ID03::前言写"
        )
        assert [line.split(" ")[0] for line in lines] == [
            "::warning",
            "::notice",
            "::error",
            "::notice",
            "::error",
        ]

    @given(st.text())
    def test_escapes_come_back(self, text: str) -> None:
        escaped = escape_property(text)
        assert not set(escaped) & set("\r\n:,")
        back = escaped.replace("%2C", ",").replace("%3A", ":")
        back = back.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        assert back == text
        assert "\n" not in escape_data(text)

    @given(st.text())
    def test_a_finding_stays_on_its_line(self, text: str) -> None:
        found = sample.finding(message=text, remedy=text)
        out = render("github", sample.run(sample.document(findings=(found,))))
        assert out.count("\n") == 1
        assert "\r" not in out


def test_concise_is_one_line_a_finding() -> None:
    found = sample.finding(message="一\n二\r三")
    out = render("concise", sample.run(sample.document(findings=(found,), not_assessed=())))
    assert out == "reports/甲市乙区工信局2020.html:120:5: 应改 NM01 一 二 三\n"


@pytest.mark.parametrize(
    ("changes", "fail_on", "wanted"),
    [
        ({}, Severity.ERROR, 1),
        ({}, None, 0),
        ({"severity": Severity.WARNING}, Severity.ERROR, 0),
        ({"severity": Severity.WARNING}, Severity.WARNING, 1),
        ({"severity": Severity.INFO}, Severity.INFO, 1),
        ({"rule": "RD05"}, Severity.INFO, 0),
    ],
)
def test_exit_codes(changes: dict[str, object], fail_on: Severity | None, wanted: int) -> None:
    from gklint.outputs.totals import total

    found = sample.finding(**changes)  # type: ignore[arg-type]
    assert total([sample.document(findings=(found,))]).exit_code(fail_on) == wanted


def test_exit_codes_of_inputs() -> None:
    from gklint.finding import Outcome
    from gklint.outputs.totals import total

    review = sample.document(findings=(sample.finding(outcome=Outcome.REVIEW),))
    assert total([review]).exit_code(Severity.INFO) == 0
    assert total([]).exit_code(Severity.ERROR) == 3
    assert total([sample.UNREADABLE]).exit_code(Severity.ERROR) == 4
    assert total([sample.UNREADABLE, review]).exit_code(None) == 4
    assert total([sample.UNREADABLE, sample.document()]).exit_code(Severity.ERROR) == 1
