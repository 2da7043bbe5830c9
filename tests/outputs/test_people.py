"""The page for people, as it is seen: snapshots at 80 columns, colour, GBK, breaking of lines.

``GKLINT_UPDATE=1 pytest tests/outputs/test_people.py`` writes the snapshots anew; read the diff.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.finding import Diagnosis, Outcome, Relation, Severity, Verdict
from gklint.lang import Lang, Localised
from gklint.outputs import FORMATS
from gklint.outputs.terms import Citations, basis_text
from gklint.outputs.wrap import shorten, width_of, wrap
from gklint.result import BodySeen, Round, Shared
from tests.outputs import sample
from tests.outputs.render import render

SNAPSHOTS = Path(__file__).with_name("snapshots")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def same_as_snapshot(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("GKLINT_UPDATE"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_report(lang: Lang) -> None:
    text = render("console", sample.run(sample.document(), lang=lang))
    same_as_snapshot(f"one-{lang}.txt", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_many_reports(lang: Lang) -> None:
    run = sample.run(sample.document(), sample.CLEAN, sample.PARTIAL, sample.UNREADABLE, lang=lang)
    same_as_snapshot(f"many-{lang}.txt", render("console", run))


def test_what_a_relation_says_is_not_said_again() -> None:
    name = Localised("“自然人”列：各项之和，等于总计", "column: the parts add up to the total")
    relation = Relation("NM02", "requests.total.total", "3 + 4", "8", "-1", name)
    broken = sample.finding(
        "NM02", relations=(relation,), expected="各项之和，等于总计", diagnosis=Diagnosis.AMBIGUOUS
    )
    text = render("console", sample.run(sample.document(findings=(broken,))))
    assert "应为" not in text
    assert "不平    “自然人”列：各项之和，等于总计：3 + 4 与 8 不相等，相差 1" in text


def test_cells_that_differ_between_files_are_no_broken_sum() -> None:
    relation = Relation("LK03", "requests.total.total", "7", "8", "-1", "表三 → 总计")
    differing = sample.finding("LK03", relations=(relation,), expected="")
    text = render("console", sample.run(sample.document(findings=(differing,))))
    assert "不一致  表三 → 总计：7 与 8 不相等，相差 1" in text
    assert "不平" not in text


def test_one_doubt_of_many_bodies_is_told_once() -> None:
    stray = Localised("也可能在 1 份材料之中（a.pdf）", "it may be a.pdf")
    names = [f"清溪区{letter}局" for letter in "甲乙丙丁戊己庚"]
    roll = (
        *(BodySeen(name, "missing", doubt=stray) for name in names),
        BodySeen("云溪镇人民政府", "reported", ("a.html",), doubt="按文件名对应"),
    )
    run = sample.run(sample.document())._replace(roll=roll, roster="名单.csv")
    text = render("console", run, sample.setting(width=100))
    told = re.sub(r"\s", "", text)
    assert told.count("也可能在1份材料之中") == 1
    assert "、".join(names[:6]) + "等7个单位：也可能在1份材料之中（a.pdf）" in told
    assert "云溪镇人民政府：按文件名对应" in told


def test_a_body_with_two_files_is_named_once_among_those_that_share_a_fault() -> None:
    bodies = ("云岫县水务局", "云岫县林业局", "云岫县教育局")
    fault = sample.finding("ST03")
    shared = Shared(fault, ("1", "2", "3", "4"), frozenset({fault.fingerprint}), bodies)
    text = render("console", sample.run(sample.document())._replace(shared=(shared,)))
    assert "3 个单位的报告有同样的问题" in text
    assert "涉及：云岫县水务局、云岫县林业局、云岫县教育局\n" in text


def test_colour() -> None:
    run = sample.run(sample.document())
    coloured = render("console", run, sample.setting(color=True))
    same_as_snapshot("one-colour.txt", coloured)
    assert ESCAPE.sub("", coloured) == render("console", run)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    run = sample.run(sample.document(), sample.CLEAN, sample.UNREADABLE)
    lines = render("console", run, sample.setting(width=width)).splitlines()
    flat = [line for line in lines if not line.startswith("─")]
    assert max(width_of(line) for line in flat) <= min(width, 100)


def test_gbk_console_loses_nothing_that_matters() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="gbk", errors="strict", newline="")
    writer = FORMATS["console"].writer(sample.setting(), out)
    writer.finish(sample.run(sample.document(), sample.CLEAN, sample.PARTIAL, sample.UNREADABLE))
    out.flush()
    text = raw.getvalue().decode("gbk")
    assert "─" not in text  # two cells wide there: a line of them would run over
    assert all(width_of(line) <= 80 for line in text.splitlines())


class TestPage:
    def test_says_no_problem_only_when_all_was_read(self) -> None:
        assert "结果：未发现问题\n" in render("console", sample.run(sample.CLEAN))
        partial = render("console", sample.run(sample.PARTIAL))
        assert "结果：已检查部分未发现问题，另有 7 格未读到\n" in partial

    def test_says_how_many_rules_could_not_be_applied(self) -> None:
        left = sample.document(verdict=Verdict.REVIEW, findings=())
        page = render("console", sample.run(left))
        assert "结果：已检查部分未发现问题，另有 3 项未检查\n" in page

    def test_folds_and_unfolds(self) -> None:
        run = sample.run(sample.document())
        assert "另有 1 条提示未展开，用 --select LG02 查看。" in render("console", run)
        page = render("console", run, sample.setting(unfold=True))
        assert "未展开" not in page
        assert "中的连接号宜用一字线" in page

    def test_names_a_law_in_full_once(self) -> None:
        page = render("console", sample.run(sample.document(), sample.document()))
        assert page.count("《中华人民共和国政府信息公开条例》（国务院令第711号）第六条") == 1
        assert page.count("《政府信息公开条例》第六条") == 3

    def test_no_word_of_the_machine(self) -> None:
        page = render("console", sample.run(sample.document(), sample.UNREADABLE))
        for word in ("requests.", "natural_person", "pass", "fail", "null", "None"):
            assert word not in page

    def test_a_finding_of_a_part_that_is_missing_is_shown(self) -> None:
        lost = sample.finding(location=sample.at("review_litigation", None, "四、复议诉讼"))
        page = render("console", sample.run(sample.document(findings=(lost,))))
        assert "标题、前言与全文\n  1 应改" in page

    def test_tells_baseline_and_ignored(self) -> None:
        kept = Round(persisting=(sample.finding(),), sources=("初稿.html",))
        page = render("console", sample.run(sample.document(known=1, ignored=2, round=kept)))
        assert "与上一轮（初稿.html）相比：已改 0 条，未改 1 条，新增 4 条。" in page
        assert "另有 2 条按配置忽略，未列出。" in page

    def test_review_is_no_failure(self) -> None:
        review = sample.document(
            verdict=Verdict.REVIEW, findings=(sample.finding(outcome=Outcome.REVIEW),)
        )
        page = render("console", sample.run(review))
        assert "退出码 0" in page
        assert "请核实 1 条" in page

    @pytest.mark.parametrize(
        ("fail_on", "wanted"),
        [
            (Severity.ERROR, "退出码 1：有“错误”级的应改问题。"),
            (Severity.WARNING, "退出码 1：有“警告及以上”级的应改问题。"),
            (None, "退出码 0：按 --fail-on never，有无问题都算通过。"),
        ],
    )
    def test_says_what_the_status_means(self, fail_on: Severity | None, wanted: str) -> None:
        setting = sample.setting(fail_on=fail_on)
        assert wanted in render("console", sample.run(sample.document()), setting)


def test_short_names_of_what_was_cited() -> None:
    cited = Citations()
    first = cited.cite((sample.FORM, sample.LAW), "zh")
    assert first == basis_text(sample.FORM) + "；" + basis_text(sample.LAW)
    assert cited.cite((sample.FORM,), "zh") == "国办公开办函〔2021〕30号，表三表头注明的勾稽关系"
    assert cited.cite((sample.PRACTICE,), "zh") == "通行做法"


class TestWrap:
    @given(st.text(), st.integers(min_value=4, max_value=60))
    def test_fits_and_loses_only_blanks(self, text: str, width: int) -> None:
        lines = wrap(text, width)
        assert all(width_of(line) <= width for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())

    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            ("表三总计不平。", 12, ["表三总计不", "平。"]),
            ("请写“甲区”。", 8, ["请写“甲", "区”。"]),
            ("相差 1 件。", 9, ["相", "差 1 件。"]),
            ("第 2021 年", 8, ["第 2021", "年"]),
            ("see line 120.", 9, ["see line", "120."]),
            ("", 10, [""]),
        ],
    )
    def test_breaks(self, text: str, width: int, lines: list[str]) -> None:
        assert wrap(text, width) == lines

    @given(st.text(), st.integers(min_value=6, max_value=40))
    def test_shortens_to_fit(self, text: str, width: int) -> None:
        assert width_of(shorten(text, width)) <= max(width, 2)

    def test_keeps_both_ends(self) -> None:
        assert shorten("reports/2020/甲市乙区.html", 20).endswith("乙区.html")


def test_labels_speak_the_language() -> None:
    found = sample.finding(location=sample.at("overview", 3, Localised("前言", "preamble")))
    page = render("console", sample.run(sample.document(findings=(found,)), lang="en"))
    assert "Place     preamble (line 3)" in page
