"""A finding keeps its name through re-layout, renaming and another file format."""

from __future__ import annotations

from typing import Any

import pytest

from gklint.engine.fingerprint import anchor, fingerprint, mark, plain_name
from gklint.examine import Examiner
from gklint.finding import Finding, Hit, Location
from gklint.plan import Plan
from gklint.sources import Source
from gklint.specimen import apply, make
from tests.builders.render import RENDERERS, SUFFIX
from tests.engine.reports import pack

PLANTED: dict[str, dict[str, Any]] = {
    "NM01": {"set": {"requests.new.natural_person": "912"}},
    "NM04": {"set": {"review_litigation.review.total": "9"}},
    "NM06": {"set": {"requests.new.company": ""}},
    "ST01": {"remove_section": "other"},
    "ST03": {"headings": {"problems": "五、存在问题及改进情况"}},
    "PT01": {"append": {"overview": "全年新收政府信息公开申请9876件。"}},
    "PD02": {"replace": {"2022年12月31日": "2021年12月31日"}},
    "LG05": {"append": {"overview": "全面推进推进政务公开工作。"}},
    "SD01": {"append": {"overview": "联系人身份证号11010519491231002X。"}},
}


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(Plan(profile="supervise"))


def findings(examiner: Examiner, data: bytes, name: str) -> list[Finding]:
    return list(examiner.examine(Source(name, data)).findings)


@pytest.mark.parametrize("planted", PLANTED)
def test_the_same_in_every_layout_and_format(examiner: Examiner, planted: str) -> None:
    specimen = apply(make(pack(), "2021"), PLANTED[planted], pack())
    names = {
        layout: {
            f.fingerprint
            for f in findings(examiner, render(specimen), f"{layout}/报告{SUFFIX[layout]}")
            if f.rule == planted
        }
        for layout, render in RENDERERS.items()
    }
    assert all(len(found) == 1 for found in names.values()), names
    assert len(set.union(*names.values())) == 1, names


def test_two_cells_two_names(examiner: Examiner) -> None:
    wrong = {"review_litigation.review.total": "77", "review_litigation.direct_suit.total": "77"}
    both = apply(make(pack(), "2021"), {"set": wrong}, pack())
    found = [f for f in findings(examiner, RENDERERS["plain"](both), "a.html") if f.rule == "NM04"]
    assert len(found) == len({f.fingerprint for f in found}) == 2


def test_a_finding_that_stays_keeps_its_name_when_another_goes(examiner: Examiner) -> None:
    two = {"set": {"review_litigation.review.total": "77", "requests.new.company": ""}}
    one = {"set": {"review_litigation.review.total": "77"}}

    def names(edits: dict[str, Any]) -> set[str]:
        data = RENDERERS["plain"](apply(make(pack(), "2021"), edits, pack()))
        return {f.fingerprint for f in findings(examiner, data, "a.html")}

    assert names(one) < names(two)


def test_another_year_or_body_is_another_document(examiner: Examiner) -> None:
    def names(year: int = 2022, **edits: Any) -> set[str]:
        whole = make(pack(), "2021", year=year)
        specimen = apply(whole, {**PLANTED["NM04"], **edits}, pack())
        found = findings(examiner, RENDERERS["plain"](specimen), "a.html")
        return {f.fingerprint for f in found if f.rule == "NM04"}

    assert len(names() | names(issuer="云岫县教育局") | names(year=2023)) == 3


def test_without_issuer_or_year_the_source_names_the_document() -> None:
    assert plain_name("./乡镇/a.html") == plain_name("乡镇\\a.html") == "乡镇/a.html"


def named(hit: Hit, occurrence: int = 0) -> str:
    return fingerprint("LG05", "甲/2022", anchor(hit, hit.evidence), occurrence)


def test_equals_are_told_apart_by_their_order() -> None:
    hit = Hit(Location(section="overview"), evidence="稳步推进")
    first, second = named(hit), named(hit, 1)
    assert first != second
    assert len(first) == 16
    assert named(Hit(Location(section="problems"), evidence="稳步推进")) != first


def test_blanks_and_widths_of_the_evidence_do_not_count() -> None:
    assert named(Hit(evidence="稳步 推进（１）")) == named(Hit(evidence="稳步推进(1)"))


def test_the_mark_leaves_the_bodys_name_out() -> None:
    marks = {
        mark("ID03", f"{name}/2022", anchor(Hit(evidence=text), text), 0)
        for name in ("云岫县工信局", "云岫县工业和信息化局")
        for text in (f"现公布{name}年度报告。",)
    }
    assert len(marks) == 1
    assert mark("ID03", "云岫县工信局/2022", "现公布林业局年度报告。", 0) not in marks
    assert mark("ID03", "报告.html", "||现公布年度报告。", 0) in marks
