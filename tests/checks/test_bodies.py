"""Names of bodies, and where a text names another one as its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gklint.checks.bodies import Tie, short, split, tie
from tests.checks.specimens import findings, judged, recognised, report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("issuer", "other", "expected"),
    [
        ("清溪区工信局", "清溪区工业和信息化局政务公开办公室", Tie.SAME),
        ("清溪区工信局", "清溪区人民政府", Tie.PARENT),
        ("清溪区工信局", "青柳市清溪区人民政府", Tie.PARENT),
        ("清溪区工信局", "区教育局", Tie.OTHER),
        ("清溪区工信局", "云岫县工信局", Tie.ELSEWHERE),
        ("清溪区国资局", "区政府国资局", Tie.SAME),
        ("青柳市住房和城乡建设局", "市住建局", Tie.SAME),
        ("青柳市城市管理局", "青柳市城管局", Tie.SAME),
        ("青柳市发展和改革委员会", "青柳市发展改革委办公室", Tie.SAME),
        ("云岫县人民政府", "县政府办公室", Tie.SAME),
        ("云岫县人民政府", "清溪县人民政府", Tie.ELSEWHERE),
        ("云岫县人民政府", "云岫县水务局", Tie.BELOW),
        ("云岫县人民政府办公室", "云岫县人民政府", Tie.OFFICE),
        ("云岫县人民政府办公室", "市政府办公室", Tie.PARENT),
        ("清溪区老洲乡", "老洲乡党政办公室", Tie.SAME),
        ("老洲乡", "清溪区老洲乡人民政府", Tie.SAME),
        ("清溪街道", "清溪街道办事处", Tie.SAME),
        ("云岫综合实验区", "区管委会办公室", Tie.SAME),
        ("云岫县水务局", "本机关", Tie.UNKNOWN),
        ("云岫县水务局", "办公室", Tie.UNKNOWN),
        ("云岫县水务局", "局办公室", Tie.UNKNOWN),
    ],
)
def test_how_two_names_relate(issuer: str, other: str, expected: Tie) -> None:
    assert tie(report(), issuer, other) is expected


@pytest.mark.parametrize(
    ("name", "region", "tail"),
    [
        ("青柳市清溪区市场监督管理局", "青柳市清溪区", "市场监督管理局"),
        ("青柳市住房和城乡建设局", "青柳市", "住房和城乡建设局"),
        ("市政务服务局", "市", "政务服务局"),
        ("财政部", "", "财政部"),
    ],
)
def test_a_name_in_two(name: str, region: str, tail: str) -> None:
    found = split(report(), name)
    assert (found.region, found.tail) == (region, tail)


def test_a_short_form_keeps_order_and_beginning() -> None:
    assert short("工信局", "工业和信息化局")
    assert not short("信工局", "工业和信息化局")
    assert not short("信息局", "工业和信息化局")
    assert not short("", "工业和信息化局")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("现公布云岫县水务局$year年", "现公布云岫县人民政府$year年", ("announced", "fail")),
        ("现公布云岫县水务局$year年", "现公布清溪县水务局$year年", ("announced", "fail")),
        ("现公布云岫县水务局$year年", "现公布县教育局$year年", ("announced", "fail")),
        ("请与云岫县水务局办公室联系", "请与清溪县水务局办公室联系", ("contact", "fail")),
        ("请与云岫县水务局办公室联系", "请与云岫县教育局办公室联系", ("contact", "review")),
    ],
)
def test_another_body_is_named(old: str, new: str, expected: tuple[str, str]) -> None:
    (found,) = findings(report(replace={old: new}), "ID03")
    told = {"announced": "公布", "contact": "联系"}[expected[0]]
    assert told in found.message
    assert found.outcome.value == expected[1]
    assert found.expected == "云岫县水务局"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("现公布云岫县水务局$year年", "现公布我局$year年"),
        ("现公布云岫县水务局$year年", "现公布县水务局$year年"),
        ("请与云岫县水务局办公室联系", "请与云岫县人民政府办公室联系"),
        ("请与云岫县水务局办公室联系", "请与县政务服务中心联系"),
        ("请与云岫县水务局办公室联系", "请与局办公室联系"),
        ("云岫县人民政府门户网站", "青柳市人民政府门户网站"),
    ],
)
def test_the_same_body_or_a_permitted_one(old: str, new: str) -> None:
    assert findings(report(replace={old: new}), "ID03") == ()


def test_an_office_that_announces_its_government_is_to_be_looked_at() -> None:
    made = report(
        issuer="云岫县人民政府办公室",
        replace={"现公布云岫县人民政府办公室$year年": "现公布云岫县人民政府$year年"},
    )
    (found,) = findings(made, "ID03")
    assert found.outcome.value == "review"


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_name_that_is_past_depends_on_the_year(form: str) -> None:
    made = report(form, issuer="云岫县国土资源局")
    assert len(findings(made, "ID07")) == 1
    assert findings(replace(made, year=2018), "ID07") == ()


@pytest.mark.parametrize(
    "issuer", ["云岫县文化和旅游局", "云岫县农业农村局", "云岫经济开发区管委会"]
)
def test_names_that_only_look_alike(issuer: str) -> None:
    assert findings(report(issuer=issuer), "ID07") == ()


def test_a_short_name_in_the_title_is_told_only_where_the_profile_asks() -> None:
    made = report(
        issuer="云岫县工信局",
        replace={"现公布云岫县工信局$year年": "现公布云岫县工业和信息化局$year年"},
    )
    assert findings(made, "ID04") == ()
    (found,) = findings(made, "ID04", profile="crawl")
    assert found.expected == "云岫县工业和信息化局"


@pytest.mark.corpus
def test_a_published_report_announces_its_government(corpus: Path) -> None:
    path = corpus / "reports" / "xuecheng_industry_bureau_2020.txt"
    (found,) = findings(recognised(path.read_bytes(), path.name), "ID03")
    assert (found.observed, found.outcome.value) == ("薛城区人民政府", "fail")


@pytest.mark.corpus
def test_no_other_published_report_names_another_body(corpus: Path) -> None:
    paths = [p for p in (corpus / "reports").iterdir() if p.suffix in (".html", ".docx", ".txt")]
    assert len(paths) > 10
    for path in paths:
        if not path.name.startswith("xuecheng"):
            outcome = judged(recognised(path.read_bytes(), path.name), "ID03", "ID06", "ID07")
            assert outcome.findings == (), path.name
