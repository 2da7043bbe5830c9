"""A page whose tables, or whose report, are in a file beside it."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from gklint.batch import Batch, Request
from gklint.document.errors import CannotOpen
from gklint.finding import Cause, Verdict
from gklint.plan import Plan
from gklint.specimen import to_html
from gklint.workers import SURVEY, Here
from tests.attachments.pages import (
    CELLS,
    HTML,
    TABLES,
    bare,
    full,
    judged,
    one,
    packed,
    put,
    read,
    reasons,
    specimen,
    stub,
    tables_alone,
    told,
    word,
)
from tests.builders import render
from tests.builders.docx import package, para
from tests.sources.server import Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = package(para("云岫县水务局政府信息公开申请表") + para("姓名：") + para("所需信息："))
OWN = "云岫县水务局"
FAULT = {"requests.new.natural_person": "9120"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def test_tables_come_from_the_file_and_the_text_from_the_page(site: Site) -> None:
    put(site, a__html=bare("P020230118.docx"), P020230118__docx=word(set=FAULT))
    result = one(site)
    assert read(result) == CELLS
    assert told(result) == {"P020230118.docx": (True, "读取了其中的表二、表三、表四")}
    assert result.media_type == "text/html"
    assert result.identity is not None
    assert result.identity.url == site.url + "/nb/a.html"
    (finding,) = (f for f in result.findings if f.rule == "NM01")
    assert finding.location.text["zh"].startswith("附件《P020230118.docx》 → 表三")  # type: ignore[index]
    assert finding.location.text["en"].startswith("attachment “P020230118.docx” → ")  # type: ignore[index]
    assert finding.location.place is not None
    assert finding.location.place.anchor.part == "P020230118.docx!word/document.xml"
    assert site.seen["GET", "/nb/P020230118.docx"] == 1


def test_the_text_of_the_page_stays_the_pages(site: Site) -> None:
    slip = {"overview": "我局按时公开政府信息，，未收取费用。"}
    put(site, a__html=bare("a.docx", append=slip), a__docx=word())
    result = one(site)
    (finding,) = (f for f in result.findings if "，，" in f.evidence)
    assert finding.location.place is not None
    assert finding.location.place.anchor.part == ""
    assert finding.location.place.line is not None
    assert {block.part for block in result.content} == {"", "a.docx!word/document.xml"}


def test_a_page_with_nothing_but_the_file_is_the_files_report(site: Site) -> None:
    put(site, a__html=stub("a.docx"), a__docx=word(set=FAULT))
    result = one(site, plan=Plan(ignore=("LK01",), profile="supervise"))
    assert read(result) == CELLS
    assert told(result) == {"a.docx": (True, "报告在附件里，已按附件检查")}
    assert result.media_type == "text/html"
    seen = result.identity
    assert seen is not None
    assert (seen.url, seen.year) == (site.url + "/nb/a.html", 2022)
    assert (seen.published, seen.published_from) == ("2023-01-20", "page")
    assert {f.rule for f in result.findings} >= {"NM01"}
    places = [f.location.place for f in result.findings if f.location.place is not None]
    assert places
    assert all(place.anchor.part == "a.docx!word/document.xml" for place in places)


def test_a_page_printed_late_is_late_whatever_its_file_says(site: Site) -> None:
    late = stub("a.docx").replace(b"2023-01-20", b"2023-03-20")
    put(site, a__html=late, a__docx=word())
    result = one(site, plan=Plan(ignore=("LK01",), profile="supervise"))
    assert "DL01" in {f.rule for f in result.findings}


def test_tables_that_stand_in_the_page_stay_the_pages(site: Site) -> None:
    page = bare("a.docx", without=("requests",))
    put(site, a__html=page, a__docx=word(set={"review_litigation.review.upheld": "77"}))
    result = one(site)
    assert read(result) == CELLS
    assert told(result) == {"a.docx": (True, "读取了其中的表三")}
    values = {fact.name: fact.value for fact in result.facts}
    assert values["review_litigation.review.upheld"] != "77"


def test_a_file_of_tables_alone(site: Site) -> None:
    put(site, a__html=bare("a.docx"), a__docx=render.docx(tables_alone(*TABLES)))
    result = one(site)
    assert read(result) == CELLS
    assert told(result)["a.docx"][0]


def test_a_file_a_table(site: Site) -> None:
    files = {f"t{n}__docx": render.docx(tables_alone(key)) for n, key in enumerate(TABLES)}
    put(site, a__html=bare("t0.docx", "t1.docx", "t2.docx"), **files)
    result = one(site)
    assert read(result) == CELLS
    assert told(result) == {
        "t0.docx": (True, "读取了其中的表二"),
        "t1.docx": (True, "读取了其中的表三"),
        "t2.docx": (True, "读取了其中的表四"),
    }


def test_figures_of_the_text_are_held_against_tables_of_the_file(site: Site) -> None:
    said = "全年新收政府信息公开申请 95 件。"
    put(site, a__html=bare("a.docx", append={"overview": said}), a__docx=word())
    with_text = one(site)
    assert "PT01" in {f.rule for f in with_text.findings}


def test_a_frame_that_shows_the_file(site: Site) -> None:
    frame = '<p><iframe src="/web/viewer.html?file=/nb/a.docx"></iframe></p></div></body>'
    page = bare().replace("</div><p>附件：</p></body>".encode(), frame.encode())
    assert b"iframe" in page
    put(site, a__html=page, a__docx=word())
    result = one(site)
    assert read(result) == CELLS
    assert not any(f.rule == "RD05" for f in result.findings)  # it was read
    site.pages.pop("/nb/a.docx")
    gone = one(site)
    assert "RD05" in {f.rule for f in gone.findings}
    assert "网站答复状态码 404" in reasons(gone)["NM01"]


# Whose file it is -------------------------------------------------------------------------


def test_a_file_of_another_year_is_never_taken(site: Site) -> None:
    put(site, a__html=bare("a.docx"), a__docx=word(year=2021))
    result = one(site)
    assert read(result) == 0
    assert told(result) == {"a.docx": (False, "是 2021 年度的报告，没有使用")}
    assert result.verdict is not Verdict.PASS


def test_a_file_of_another_body_is_never_taken(site: Site) -> None:
    other = render.docx(specimen(replace={"云岫县水务局": "临江县教育局"}))
    put(site, a__html=bare("a.docx"), a__docx=other)
    result = one(site)
    assert read(result) == 0
    assert told(result) == {"a.docx": (False, "是临江县教育局的报告，没有使用")}


@pytest.mark.parametrize(
    ("ours", "theirs", "taken"),
    [
        ("云岫县", "云岫县人民政府", True),  # a place's report is its government's
        ("云岫县人民政府", "云岫县水务局", False),
        ("县水务局", "云岫县水务局", True),
        ("云岫县工信局", "云岫县工业和信息化局", True),
        ("", "云岫县水务局", True),
    ],
)
def test_whose_file_it_is(site: Site, ours: str, theirs: str, taken: bool) -> None:
    title = f"{ours}2022年政府信息公开工作年度报告"
    put(
        site,
        a__html=stub("a.docx", title=title),
        a__docx=word(**({} if theirs == OWN else {"replace": {OWN: theirs}})),
    )
    assert told(one(site))["a.docx"][0] is taken


def test_a_year_that_was_given_holds_for_the_file_too(site: Site) -> None:
    page = stub("a.docx", title="政府信息公开工作年度报告")
    put(site, a__html=page, a__docx=word(year=2021))
    assert told(one(site))["a.docx"][0]
    given = one(site, plan=Plan(ignore=("LK01",), year=2022))
    assert told(given)["a.docx"] == (False, "是 2021 年度的报告，没有使用")


def test_files_named_by_another_year_are_not_even_asked_for(site: Site) -> None:
    put(site, a__html=bare("2021年度报告.docx", "2022年度报告.docx"))
    site.pages["/nb/2022%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A.docx"] = (HTML, word())
    result = one(site)
    assert read(result) == CELLS
    assert list(told(result)) == ["2022年度报告.docx"]
    assert [path for _, path in site.seen if "2021" in path] == []


def test_of_two_files_that_do_not_tell_the_one_of_this_year(site: Site) -> None:
    put(site, a__html=bare("1.docx", "2.docx"), **{"1__docx": word(year=2021), "2__docx": word()})
    result = one(site)
    assert read(result) == CELLS
    assert {name: used for name, (used, _) in told(result).items()} == {
        "1.docx": False,
        "2.docx": True,
    }


def test_a_list_of_several_years_is_no_page_of_one(site: Site) -> None:
    names = [f"云岫县水务局{year}年政府信息公开工作年度报告.docx" for year in (2020, 2021, 2022)]
    put(site, a__html=stub(*names, title="政府信息公开年报列表"))
    result = one(site)
    assert result.verdict is Verdict.UNREADABLE
    assert {path for _, path in site.seen} == {"/nb/a.html"}


def test_other_files_of_the_page_are_not_its_report(site: Site) -> None:
    put(site, a__html=bare("form.docx"), form__docx=FORM)
    form = one(site)
    assert read(form) == 0
    assert told(form)["form.docx"][0] is False


# What could not be had ---------------------------------------------------------------------


def test_offline_nothing_is_fetched_and_nobody_accused(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(bare("年度报告.docx"))
    (result,) = Batch(Request((str(path),), Plan(), cache=False)).results()
    why = "数据看来只在附件《年度报告.docx》里，本次没有联网，附件没有获取"
    assert reasons(result)["NM01"] == reasons(result)["ST06"] == why
    assert result.verdict is Verdict.REVIEW
    assert [(c.read, c.expected) for c in result.coverage] == [(0, 10), (0, 175), (0, 15)]
    assert not any(f.rule == "ST06" for f in result.findings)
    assert told(result) == {"年度报告.docx": (False, "本次没有联网，没有获取")}
    causes = {item.rule: item.cause for item in result.not_assessed}
    assert causes["ST06"] is Cause.CONTENT


def test_a_saved_page_without_its_address(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(bare("年度报告.docx"))
    request = Request((str(path),), Plan(ignore=("LK01",)), cache=False, network=True)
    (result,) = Batch(request).results()
    assert "不知道网页的网址，附件没有获取" in reasons(result)["NM01"]


def test_a_page_without_tables_or_files_lacks_them(site: Site) -> None:
    put(site, a__html=to_html(specimen(remove_table=list(TABLES))).encode())
    assert "ST06" in {f.rule for f in one(site).findings}


def test_a_file_that_was_read_and_has_no_table_excuses_nothing(site: Site) -> None:
    put(site, a__html=bare("form.docx"), form__docx=FORM)
    result = one(site)
    assert "ST06" in {f.rule for f in result.findings}


def locked(data: bytes) -> bytes:
    """The zip with every member marked as encrypted."""
    marked = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(sign)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(sign, at + 4)
    return bytes(marked)


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(504)
    + "EncryptedPackage".encode("utf-16-le")
    + bytes(512)
)
LARGE = b"%PDF-1.7\n" + bytes(51 * 2**20)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "网站答复状态码 404"),
        (
            "<title>登录</title><form>用户名 密码</form>".encode(),
            "网站发来的却是网页，可能是登录页",
        ),
        (b"", "文件是空的（0 字节）"),
        (b"PK\x03\x04 cut short word/document.xml", "文件已损坏"),
        (b"Rar!\x1a\x07\x00", "这是 RAR 压缩包"),
        (packed(a__docx=word(), b__docx=word()), "这是压缩包"),
        (locked(packed(a__docx=word())), "密码"),
        (ENCRYPTED, "密码"),
        (LARGE, "文件过大"),
    ],
    ids=("gone", "login", "empty", "damaged", "rar", "two", "locked", "encrypted", "large"),
)
def test_why_a_file_was_not_had(site: Site, data: bytes | None, words: str) -> None:
    put(site, a__html=bare("年报.docx"))
    if data is not None:
        kind = HTML if data.startswith(b"<") else "application/octet-stream"
        site.pages["/nb/%E5%B9%B4%E6%8A%A5.docx"] = (kind, data)
    result = one(site)
    assert words in reasons(result)["NM01"]
    assert reasons(result)["NM01"].startswith("数据看来只在附件《年报.docx》里，附件没有读到（")
    assert reasons(result)["ST06"] == reasons(result)["NM01"]
    assert told(result)["年报.docx"][0] is False
    assert result.verdict is Verdict.REVIEW


def test_a_file_is_not_asked_for_inside_a_private_network(site: Site) -> None:
    page = bare("http://169.254.169.254/年报.docx")
    put(site, a__html=page)
    assert "网址指向内部网络地址 169.254.169.254" in reasons(one(site))["NM01"]


def test_an_empty_page_whose_file_is_gone_is_no_report(site: Site) -> None:
    put(site, a__html=stub("年报.docx"))
    result = one(site)
    assert result.verdict is Verdict.UNREADABLE
    assert "网站答复状态码 404" in told(result)["年报.docx"][1]
    (finding,) = result.findings
    assert finding.rule == "RD04"
    start = "没有识别出年度报告的正文；页面上的附件里也没有读到（《年报.docx》：网站答复状态码 404"
    assert finding.message.startswith(start)


def test_a_zip_with_one_document(site: Site) -> None:
    data = packed(年度报告__docx=word(), readme__txt=b"x")
    put(site, a__html=bare("all.zip"), all__zip=data)
    result = one(site)
    assert read(result) == CELLS
    assert told(result)["all.zip"][0]


# Many ---------------------------------------------------------------------------------------


def test_a_file_that_many_pages_offer_is_fetched_once(site: Site) -> None:
    paths = [f"/nb/{number}.html" for number in range(13)]  # more than a handful: in workers
    for path in paths:
        site.pages[path] = (HTML, bare("a.docx"))
    put(site, a__docx=word())
    results = judged(site, *paths, jobs=2)
    assert [read(result) for result in results] == [CELLS] * len(paths)
    assert site.seen["GET", "/nb/a.docx"] == 1


def test_a_file_that_kills_a_worker_costs_not_its_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, a__html=bare("a.docx"), a__docx=word())
    read_whole = Here.each

    def each(self: Here, work: Any, tasks: Any) -> Iterator[Any]:
        for task in tasks:
            if work is SURVEY and task.attached:
                yield CannotOpen("crashed", name="a.docx", code="-11")
            else:
                yield from read_whole(self, work, [task])

    monkeypatch.setattr(Here, "each", each)
    result = one(site, survey=True)
    assert result.identity is not None
    assert result.identity.year == 2022
    assert "读取时程序意外中止（代码 -11）" in reasons(result)["NM01"]


def test_nothing_is_left_behind(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    put(site, a__html=bare("a.docx"), a__docx=word())
    assert read(one(site)) == CELLS
    assert list(tmp_path.iterdir()) == []


def test_what_lies_across_reports_knows_the_files_figures(site: Site) -> None:
    last = {"requests.carried_out.natural_person": "5", "requests.carried_out.total": "5"}
    put(
        site,
        a__html=bare("a.docx"),
        a__docx=word(),
        b__html=bare("b.docx", year=2021),
        b__docx=word(year=2021, set=last),
    )
    plan = Plan(ignore=("LK01",), profile="supervise")
    later, _ = judged(site, "/nb/a.html", "/nb/b.html", plan=plan)
    assert later.previous == site.url + "/nb/b.html"
    assert "CY01" in {f.rule for f in later.findings}


def test_a_page_with_its_tables_asks_for_no_file(site: Site) -> None:
    put(site, a__html=full("年度报告.docx"))
    result = one(site, ignore=("LK01", "LK03"))
    assert read(result) == CELLS
    assert {path for _, path in site.seen} == {"/nb/a.html"}
