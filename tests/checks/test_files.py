"""Several files of one report, the page and its attachment, and what a page offers to download."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.digest import digest, unread
from gklint.across.model import Digest
from gklint.across.resolve import Given, resolve
from gklint.finding import Cause, Outcome, Severity
from gklint.specimen import apply, make
from tests.builders.render import RENDERERS, SUFFIX
from tests.checks.specimens import judged, pack, recognised, specimen

if TYPE_CHECKING:
    from gklint.across.model import Surroundings
    from gklint.report.model import Report
    from gklint.result import DocumentResult

CELL: Any = {"set": {"requests.new.natural_person": "41", "requests.new.total": "49"}}
SHORT: Any = {"remove_row": "disclosure.fees"}  # read in part: never the one that counts


def report(name: str = "b", layout: str = "docx", year: int | None = None, **edits: Any) -> Report:
    source = f"{name}{SUFFIX[layout]}"
    return recognised(
        RENDERERS[layout](apply(make(pack(), "2021", year=year), edits, pack())), source
    )


def around(own: Report, *others: Digest, against: Digest | None = None) -> Surroundings:
    """The surroundings of `own`, the last of the run's files."""
    digests = (*others, digest(own, sha256="0"))
    return resolve(digests, Given(against=against), (pack(),)).around[-1]


def told(
    rule: str, own: Report, *others: Digest | Report, against: Digest | Report | None = None
) -> DocumentResult:
    beside = around(own, *map(as_digest, others), against=as_digest(against) if against else None)
    return judged(own, rule, profile="supervise", around=beside)


def as_digest(other: Digest | Report) -> Digest:
    return other if isinstance(other, Digest) else digest(other)


def test_files_that_disagree_are_told_once_with_every_cell() -> None:
    own = report()
    found = told("RU04", own, report("a", **CELL), report("c", **CELL, **SHORT))
    (one,) = found.findings
    assert (one.rule, one.severity, one.outcome) == ("RU04", Severity.WARNING, Outcome.FAIL)
    assert one.location.fact == "requests.new.natural_person"
    assert [(r.fact, r.left, r.right) for r in one.relations] == [
        ("requests.new.natural_person", "18", "41"),
        ("requests.new.total", "26", "49"),
    ] * 2
    assert "有 3 份材料" in one.message


def test_the_others_point_to_the_one_that_counts() -> None:
    (one,) = told("RU04", report("a", **CELL, **SHORT), report("b")).findings
    assert (one.severity, one.relations) == (Severity.INFO, ())
    assert "汇总以“b.docx”为准" in one.message


@pytest.mark.parametrize("name", ["云岫县水务局（初稿）", "云岫县水务局年报"])
def test_an_earlier_version_is_for_people_to_look_at(name: str) -> None:
    (one,) = told("RU04", report("云岫县水务局（盖章）"), report(name, **CELL)).findings
    assert (one.severity, one.outcome) == (Severity.WARNING, Outcome.REVIEW)


def test_the_same_figures_are_a_note() -> None:
    (one,) = told("RU04", report("b"), report("a", append={"overview": "另行说明。"})).findings
    assert one.severity is Severity.INFO
    assert "已比对的 200 格数据一致（“a.docx”）。" in one.message


def test_blank_and_unread_cells_and_another_edition_are_no_difference() -> None:
    own = report("b")
    (one,) = told("RU04", own, report("a", set={"requests.new.company": ""}, **SHORT)).findings
    assert "已比对的 198 格数据一致（“a.docx”），另有 2 格因空白或未读到没有比对。" in one.message
    (one,) = told("RU04", own, report("a", tables={"review_litigation": "2019"}, **SHORT)).findings
    assert one.severity is Severity.INFO


def test_the_same_bytes_are_said_to_be() -> None:
    own = report("b")
    twin = digest(own, sha256="0")._replace(source="a.docx")
    (one,) = told("RU04", own, twin).findings
    assert "是同一个文件" in one.message


def test_what_could_not_be_read_is_said() -> None:
    scan = unread("云岫县水务局（扫描）.pdf", "RD02")
    (one,) = told("RU04", report("b"), scan).findings
    assert "“云岫县水务局（扫描）.pdf”未能读取，没有与本份比对" in one.message
    (one,) = told("RU04", report("b"), report("a"), scan).findings
    assert "数据一致" in one.message
    assert "另有“云岫县水务局（扫描）.pdf”未能读取" in one.message


def test_a_page_beside_its_attachment_is_another_rule_s() -> None:
    page = report("a", "plain", **CELL)
    assert told("RU04", report(), page).findings == ()
    (one,) = told("LK03", report(), page).findings
    assert (one.severity, one.outcome, len(one.relations)) == (Severity.ERROR, Outcome.FAIL, 2)
    assert "第 " in str(one.relations[0].name)  # the line in the page
    assert told("LK03", report(), report("a", **CELL)).findings == ()
    assert told("LK03", report(), report("a", "plain")).findings == ()


def test_a_draft_is_no_other_form_of_the_final_report() -> None:
    draft = report("云岫县水务局（送审稿）", "plain", **CELL)
    own = report("云岫县水务局")
    assert told("LK03", own, draft).findings == ()
    (one,) = told("RU04", own, draft).findings
    assert (one.outcome, len(one.relations)) == (Outcome.REVIEW, 2)


def test_a_page_told_by_its_name_only_is_a_doubt() -> None:
    page = report("b", "plain", title=None, preamble="现公布年度报告。", **CELL)
    nameless = digest(page)._replace(issuer=None, aliases=())
    (one,) = told("LK03", report("b"), nameless).findings
    assert one.outcome is Outcome.REVIEW


def test_another_body_s_or_year_s_file_is_none_of_these() -> None:
    for other in (report("a", issuer="云岫县林业局", **CELL), report("a", year=2023, **CELL)):
        found = told("RU04", report(), other)
        assert (found.findings, found.not_assessed) == ((), ())


class TestAgainst:
    """``--against``: another form of the report, told or refused cell by cell."""

    @pytest.mark.parametrize("layout", RENDERERS)
    def test_differences(self, layout: str) -> None:
        found = told("LK03", report("a", "plain"), against=report("b", layout, **CELL))
        (one,) = found.findings
        assert [(r.left, r.right, r.difference) for r in one.relations] == [
            ("18", "41", "-23"),
            ("26", "49", "-23"),
        ]

    @pytest.mark.parametrize("layout", RENDERERS)
    def test_the_same(self, layout: str) -> None:
        (one,) = told("LK03", report("a", "plain"), against=report("b", layout)).findings
        assert (one.severity, one.outcome) == (Severity.INFO, Outcome.FAIL)
        assert "200 格数字全部一致" in one.message

    def test_what_was_not_compared_is_no_pass(self) -> None:
        found = told("LK03", report("a", "plain"), against=report("b", **SHORT))
        (one,) = found.findings
        assert (one.severity, one.outcome) == (Severity.INFO, Outcome.REVIEW)
        assert "199 格数字一致，另有 1 格因空白或未读到没有比对" in one.message
        assert found.verdict == "review"

    @pytest.mark.parametrize(
        ("edits", "words"),
        [({"issuer": "云岫县林业局"}, "云岫县林业局，2022 年度"), ({"year": 2023}, "2023 年度")],
    )
    def test_another_report_is_told_and_not_compared(self, edits: Any, words: str) -> None:
        (one,) = told("LK03", report("a", "plain"), against=report("b", **edits, **CELL)).findings
        assert (one.severity, one.outcome, one.relations) == (Severity.ERROR, Outcome.REVIEW, ())
        assert words in one.message

    def test_a_short_name_is_the_same_body(self) -> None:
        own = report("a", issuer="云岫县工业和信息化局")
        (one,) = told("LK03", own, against=report("b", issuer="云岫县工信局")).findings
        assert "全部一致" in one.message

    def test_without_body_or_year_the_differences_are_for_people(self) -> None:
        nameless = digest(report("b", **CELL))._replace(issuer=None, aliases=())
        (one,) = told("LK03", report("a", "plain"), against=nameless).findings
        assert (one.outcome, len(one.relations)) == (Outcome.REVIEW, 2)

    def test_what_could_not_be_read_passes_nothing(self) -> None:
        found = told("LK03", report("a"), against=unread("b.pdf", "RD02"))
        (one,) = found.not_assessed
        assert (one.cause, found.verdict) == (Cause.GIVEN, "review")

    def test_nor_does_a_report_without_figures(self) -> None:
        bare = digest(report("b"))._replace(facts={})
        found = told("LK03", report("a"), against=bare)
        (one,) = found.not_assessed
        assert (one.cause, found.verdict) == (Cause.CONTENT, "review")


def test_alone_both_are_off() -> None:
    for rule in ("RU04", "LK03"):
        (one,) = judged(report(), rule, profile="supervise").not_assessed
        assert one.cause is Cause.SWITCHED_OFF


@pytest.mark.parametrize(
    ("link", "offered"),
    [
        ('<a href="nb2022.docx">附件</a>', True),
        ('<a href="/files/P0202301.PDF?v=1">附件</a>', True),
        ("<a href=\"javascript:down('a.ofd')\">年报</a>", True),
        ('<a href="/down?id=7">水务局年报.wps</a>', True),
        ('<a href="/down?id=7">点击下载</a>', True),
        ('<a href="javascript:print()">【 打印本页 】</a>', True),
        ('<a href="/docs/index.html">政策文件</a>', False),
        ('<a href="/a.pdfx">附件</a>', False),
    ],
)
def test_what_a_page_offers(link: str, offered: bool) -> None:
    nav = '<p><a href="/">首页</a></p>'
    page = RENDERERS["plain"](specimen()).decode().replace("</body>", f"{nav}<p>{link}</p></body>")
    found = judged(
        recognised(page.encode(), "a.html"), "LK02", profile="supervise", stage="published"
    )
    assert [f.rule for f in found.findings] == ([] if offered else ["LK02"])


def test_a_file_without_links_is_no_whole_page() -> None:
    own = report("a", "plain")
    found = judged(own, "LK02", profile="supervise", stage="published")
    assert [n.cause for n in found.not_assessed] == [Cause.INPUT]
    fetched = replace(own, url="https://www.yunxiu.example/nb.html")
    (one,) = judged(fetched, "LK02", profile="supervise", stage="published").findings
    assert one.severity is Severity.INFO
