"""One source, start to end: what the plan switches, and inputs that are no report."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from gklint.checks import kinds
from gklint.document.sniff import DOCX
from gklint.examine import Examiner
from gklint.finding import Cause, Severity, Verdict
from gklint.plan import PathRules, Plan
from gklint.ruleset.load import load_packs
from gklint.ruleset.select import UnknownSelector
from gklint.sources import Source
from tests.builders.docx import package
from tests.engine.reports import page

if TYPE_CHECKING:
    from pathlib import Path

    from gklint.result import DocumentResult

WRONG = page(
    set={"requests.new.natural_person": "912"}, headings={"problems": "五、存在问题及改进情况"}
)


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:graphic>'
    '<a:blip r:embed="rId7"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
"""A paragraph that holds a picture: a scanned page put into Word."""


RAR = b"Rar!\x1a\x07\x00"


def examined(
    data: bytes, name: str = "a.html", plan: Plan | None = None, **more: Any
) -> DocumentResult:
    return Examiner(plan or Plan()).examine(Source(name, data, **more))


def rules(found: DocumentResult) -> list[str]:
    return sorted(f.rule for f in found.findings)


def off(found: DocumentResult) -> dict[str, str]:
    return {
        n.rule: str(n.reason if isinstance(n.reason, str) else n.reason.zh)
        for n in found.not_assessed
        if n.cause is Cause.SWITCHED_OFF
    }


class TestUnread:
    @pytest.mark.parametrize(
        ("data", "media", "rule"),
        [
            (b"", "application/x-empty", "RD01"),
            (RAR, "application/vnd.rar", "RD02"),
            ("放假通知".encode(), "text/plain", "RD04"),
        ],
    )
    def test_hash_and_type_are_there_all_the_same(self, data: bytes, media: str, rule: str) -> None:
        found = examined(data, "a.docx")
        assert found.verdict is Verdict.UNREADABLE
        assert found.sha256 == hashlib.sha256(data).hexdigest()
        assert found.media_type == media
        assert rules(found) == [rule]
        assert found.pack is None

    def test_pictures_only_are_told_as_pictures(self) -> None:
        word = package(PICTURE, rels={"rId7": ("image", "media/image1.png", False)})
        pictures = b"<h1>2022</h1>" + b'<p><img src="p.jpg"></p>' * 3
        for data, name in ((word, "a.docx"), (pictures, "a.html")):
            found = examined(data, name)
            assert rules(found) == ["AC03", "RD04"]
            assert found.verdict is Verdict.UNREADABLE
            (told,) = (f for f in found.findings if f.rule == "AC03")
            assert "内容可能在图片里" in told.message
            assert rules(examined(data, name, Plan(ignore=("AC03",)))) == ["RD04"]

    def test_a_page_of_text_that_is_no_report_is_only_that(self) -> None:
        notice = f'<p>{"关于召开会议的通知，请准时参加。" * 30}</p><img src="a.jpg">'
        assert rules(examined(notice.encode())) == ["RD04"]

    def test_a_page_that_only_links_to_the_report_says_so(self) -> None:
        text = '<p>年报见附件：</p><a href="{}">{}</a>'
        link = text.format("f/2022.docx?id=1", "云岫县水务局2022年政府信息公开工作年度报告.docx")
        (told,) = examined(link.encode()).findings
        assert "附件“云岫县水务局2022年政府信息公开工作年度报告.docx”" in told.message
        for other in (text.format("a.docx", "防汛预案.docx"), text.format("a.html", "年度报告")):
            (told,) = examined(other.encode()).findings
            assert "附件" not in told.message


class TestDeclared:
    """Addresses only: the server says one thing and sends another."""

    URL = "https://www.yunxiu.example/nb/"

    def told(self, data: bytes, name: str, declared: str, lang: Any = "zh") -> str:
        found = Examiner(Plan(lang=lang)).examine(
            Source(self.URL + name, data, self.URL + name, declared)
        )
        return "\n".join(f.message for f in found.findings if f.rule.startswith("RD"))

    def test_a_page_that_is_an_archive(self) -> None:
        told = self.told(RAR, "a.shtml", "text/html; charset=utf-8")
        assert told == f"网站声明发来的是网页，实际是压缩包：{self.URL}a.shtml。"
        told = self.told(RAR, "a.shtml", "text/html", "en")
        assert told.startswith("The site says that it sends a web page, but it sent an archive")

    def test_a_page_to_log_in_for_a_file(self) -> None:
        login = "<title>登录</title><form>用户名 密码</form>".encode()
        for declared in ("text/html", DOCX, "application/octet-stream", ""):
            told = self.told(login, "%E5%B9%B4%E6%8A%A5.docx?x=1", declared)
            assert told.startswith("网址应是Word 文件，网站发来的却是网页，可能是登录页"), declared

    def test_what_agrees_is_told_as_what_it_is(self) -> None:
        assert self.told(RAR, "a.rar", "application/vnd.rar").startswith("这是 RAR 压缩包")
        assert self.told(RAR, "a", "application/octet-stream").startswith("这是 RAR")
        assert self.told("放假".encode(), "a.html", "text/html").startswith("没有识别出")

    def test_a_report_is_read_whatever_was_declared(self) -> None:
        assert self.told(page(), "a.docx", DOCX) == ""

    def test_files_are_not_compared(self) -> None:
        assert rules(examined(RAR, "a.html")) == ["RD02"]

    def test_the_charset_decides_where_the_bytes_leave_a_choice(self) -> None:
        source = Source("a", b"", "http://x", 'text/html; Charset="BIG5"')
        assert (source.media_type, source.charset) == ("text/html", "BIG5")
        assert Source("a", b"").charset is None


class TestOverrides:
    def test_every_entry_that_matches_holds_one_after_the_other(self) -> None:
        plan = Plan(
            per_path=(
                PathRules(patterns=("*.html",), ignored={"ST03": "通行"}),
                PathRules(patterns=("乡镇/",), severity={"NM01": Severity.WARNING}),
                PathRules(patterns=("a.html",), severity={"NM01": Severity.INFO}),
            )
        )
        town = examined(WRONG, "乡镇/a.html", plan)
        assert [(f.rule, f.severity) for f in town.findings] == [("NM01", Severity.INFO)]
        other = examined(WRONG, "乡镇/b.html", plan)
        assert [f.severity for f in other.findings] == [Severity.WARNING]
        assert rules(examined(WRONG, "a.txt", plan)) == ["NM01", "ST03"]

    def test_select_narrows(self) -> None:
        plan = Plan(
            select=("NM", "ST"),
            per_path=(
                PathRules(patterns=("*",), select=("ST", "CT")),
                PathRules(patterns=("a.*",), select=("ST03",)),
            ),
        )
        assert rules(examined(WRONG, "a.html", plan)) == ["ST03"]

    def test_an_entry_may_name_rules_that_the_run_leaves_out(self) -> None:
        plan = Plan(select=("NM",), per_path=(PathRules(patterns=("*",), ignored={"ST03": ""}),))
        assert rules(examined(WRONG, plan=plan)) == ["NM01"]

    def test_what_is_ignored_is_counted_and_told_with_its_reason(self) -> None:
        plan = Plan(
            ignored={"ST03": "沿用旧名"},
            per_path=(PathRules(patterns=("*.html",), ignored={"NM": "正在核对"}),),
        )
        found = examined(WRONG, plan=plan)
        assert (found.findings, found.ignored, found.verdict) == ((), 2, Verdict.PASS)
        told = off(found)
        assert told["ST03"] == "已按配置忽略：沿用旧名"
        assert told["NM01"] == "已按配置忽略（仅 *.html）：正在核对"

    def test_paths_are_below_the_configuration(self, tmp_path: Path) -> None:
        entry = PathRules(patterns=("/乡镇/**",), ignored={"NM": "", "ST": ""})
        plan = Plan(root=tmp_path, per_path=(entry,))
        inside, outside = tmp_path / "乡镇" / "a.html", tmp_path / "x" / "乡镇" / "a.html"
        assert rules(examined(WRONG, str(inside), plan)) == []
        assert rules(examined(WRONG, str(outside), plan)) == ["NM01", "ST03"]
        assert rules(examined(WRONG, f"{tmp_path}/乡镇/b.zip!a.html", plan)) == []
        assert rules(examined(WRONG, "http://x.example/乡镇/a.html", plan)) == ["NM01", "ST03"]

    def test_unknown_selectors_are_refused_at_once(self) -> None:
        for plan in (
            Plan(select=("ZZ99",)),
            Plan(ignored={"ZZ99": ""}),
            Plan(per_path=(PathRules(patterns=("*",), select=("ZZ99",)),)),
        ):
            with pytest.raises(UnknownSelector):
                Examiner(plan)

    def test_the_reading_rules_follow_the_same_switches(self) -> None:
        cut = page(remove_row="requests.carried_out")
        found = examined(cut)
        assert "RD05" in rules(found)
        quiet = examined(cut, plan=Plan(ignore=("RD05",)))
        assert "RD05" not in rules(quiet)
        assert quiet.verdict is not Verdict.PASS
        assert rules(examined(b"", plan=Plan(ignore=("RD01",)))) == ["RD01"]


class TestContext:
    def test_stage_by_source(self) -> None:
        url = {"url": "https://www.yunxiu.example/a.html"}
        supervise = Plan(profile="supervise")
        assert "DL01" in off(examined(page(), plan=supervise))
        assert "DL01" not in off(examined(page(), plan=supervise, **url))
        assert "DL01" in off(examined(page(), plan=supervise._replace(stage="draft"), **url))

    def test_the_date_is_kept_from_rules_that_do_not_ask_for_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plan = Plan(today=date(2026, 1, 1))
        examiner = Examiner(plan)
        assert examiner.salt == Examiner(plan._replace(today=date(2027, 1, 1))).salt
        packs = load_packs()
        asking = packs[0].rules[0]._replace(needs=("today",))
        more = (packs[0]._replace(rules=(asking, *packs[0].rules[1:])), *packs[1:])
        monkeypatch.setattr("gklint.examine.load_packs", lambda folders: more)
        assert Examiner(plan).salt != Examiner(plan._replace(today=date(2027, 1, 1))).salt

    def test_what_a_blank_means_is_the_districts_choice(self) -> None:
        blank = page(set={"requests.new.research": ""})

        def levels(**given: Any) -> list[str]:
            return [f.severity for f in examined(blank, plan=Plan(**given)).findings]

        assert levels() == ["info"]
        assert levels(blank="zero") == []
        assert levels(blank="error") == ["error"]
        assert levels(profile="supervise") == ["warning"]
        assert levels(profile="crawl") == []


def test_a_fault_in_a_check_costs_that_rule_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> Any:
        raise ZeroDivisionError

    known = dict(kinds())
    known["section-heading"] = known["section-heading"]._replace(run=broken)
    monkeypatch.setattr("gklint.engine.judging.kinds", lambda: known)
    monkeypatch.setattr("gklint.crash.log_crash", lambda error, source: tmp_path / source[-4:])
    found = examined(WRONG)
    assert rules(found) == ["NM01"]
    (missing,) = (n for n in found.not_assessed if n.cause is Cause.FAULT)
    assert missing.rule == "ST03"
    assert str(tmp_path / "ST03") in str(missing.reason)
