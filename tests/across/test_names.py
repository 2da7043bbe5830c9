"""Names that are one body, and names that only look so."""

from __future__ import annotations

import pytest

from gklint.across.filenames import FileNames
from gklint.across.model import Entry
from gklint.across.names import Names
from gklint.across.spelling import Spelling
from tests.across.rosters import names, report, roster, words
from tests.growth import LINEAR, growth

ROSTER = (
    "清溪区人民政府",
    "清溪区人民政府办公室",
    Entry("清溪区水务局", aliases=("区水利",), former=("清溪区水利局",)),
    "清溪区发展和改革局（区粮食局）",
    "清溪区工业和信息化局",
    "清溪区市场监督管理局",
    "国家税务总局清溪区税务局",
    "云溪镇人民政府",
    "东湖街道办事处",
    "清溪区公安局",
    "清溪经济开发区管理委员会",
)


@pytest.mark.parametrize(
    ("printed", "body", "how"),
    [
        ("清溪区水务局", "清溪区水务局", "same"),
        ("清溪区 水务局", "清溪区水务局", "same"),
        ("区水利", "清溪区水务局", "alias"),
        ("清溪区水利局", "清溪区水务局", "former"),
        ("水利局", "清溪区水务局", "former"),
        ("水务局", "清溪区水务局", "alias"),
        ("区水务局", "清溪区水务局", "alias"),
        ("青柳市清溪区水务局", "清溪区水务局", "alias"),
        ("清溪区", "清溪区人民政府", "alias"),
        ("清溪区政府", "清溪区人民政府", "alias"),
        ("区政府办", "清溪区人民政府办公室", "alias"),
        ("清溪区政府办公室", "清溪区人民政府办公室", "alias"),
        ("清溪区发展和改革局", "清溪区发展和改革局（区粮食局）", "alias"),
        ("清溪区税务局", "国家税务总局清溪区税务局", "alias"),
        ("清溪区云溪镇人民政府", "云溪镇人民政府", "alias"),
        ("清溪区东湖街道", "东湖街道办事处", "alias"),
        ("清溪经开区管委会", "清溪经济开发区管理委员会", "alias"),
        ("清溪区工信局", "清溪区工业和信息化局", "similar"),
        ("市场监管局", "清溪区市场监督管理局", "similar"),
        ("清溪区公安局（城北分局）", "清溪区公安局", "similar"),
    ],
)
def test_one_body(printed: str, body: str, how: str) -> None:
    found = names(*ROSTER).entry((printed,))
    assert found is not None
    assert (found[0].name, found[1].how) == (body, how)
    assert found[1].doubtful == (how == "similar")


@pytest.mark.parametrize(
    "printed",
    ["青柳市水务局", "临江县水务局", "临江县", "临江县人民政府", "临江县东湖街道", "清溪区林业局"],
)
def test_another_body(printed: str) -> None:
    found = names(*ROSTER).find((printed,))
    assert found.entry is None
    assert found.several == ()


@pytest.mark.parametrize(
    ("name", "place", "own"),
    [
        ("青柳市人民政府办公厅", "青柳市", "政府办公室"),
        ("青柳市民政局", "青柳市", "民政局"),
        ("青柳市政务服务局", "青柳市", "政务服务局"),
        ("青柳市市场监督管理局", "青柳市", "市场监督管理局"),
        ("青柳市市政管理局", "青柳市", "市政管理局"),
        ("市民政局", "市", "民政局"),
        ("市政府办", "市", "政府办公室"),
        ("市场监管局", "", "市场监管局"),
        ("市民中心", "", "市民中心"),
        ("区域发展局", "", "区域发展局"),
        ("青柳海关关区", "", "青柳海关关区"),
        ("开县水务局", "开县", "水务局"),
        ("清溪区", "清溪区", "政府"),
        ("青柳市清溪区云溪镇人民政府", "青柳市清溪区", "云溪镇"),
        ("清溪区人民政府外事办公室", "清溪区", "外事办公室"),
    ],
)
def test_the_parts_of_a_name(name: str, place: str, own: str) -> None:
    assert Spelling(words()).of(name) == (place, own)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("清溪区工信局", "清溪区工业和信息化局", True),
        ("清溪区青山乡人民政府", "清溪区大青山乡人民政府", False),
        ("长岭镇", "长岭头镇", False),
        ("清溪区长岭镇人民政府", "长岭镇", True),
        ("清溪区东湖街道办事处", "清溪区东湖新城街道", False),
    ],
)
def test_names_of_towns_are_never_shortened(one: str, other: str, alike: bool) -> None:
    known = names(one)
    assert known.alike(one, other) is known.alike(other, one) is alike
    assert (known.entry((other,)) is not None) is alike
    assert (known.same(report(one), report(other, 2021)) is not None) is alike


def test_a_name_that_fits_two_is_neither() -> None:
    known = names("清溪区水务局", "临江县水务局", "青柳市水务局")
    assert known.entry(("水务局",)) is None
    assert {e.name for e in known.find(("水务局",)).several} == {
        "清溪区水务局",
        "临江县水务局",
        "青柳市水务局",
    }
    for name in ("青柳市水务局", "青柳市临江县水务局", "清溪区水务局"):
        found = known.entry((name,))
        assert found is not None
        assert found[0].name in name


def test_a_former_name_of_two_bodies_is_neither() -> None:
    known = names(
        Entry("清溪区自然资源局", former=("清溪区国土资源局",)),
        Entry("清溪区林业局", former=("清溪区国土资源局",)),
    )
    found = known.find(("清溪区国土资源局",))
    assert found.entry is None
    assert [e.name for e in found.several] == ["清溪区自然资源局", "清溪区林业局"]


def test_a_present_name_goes_before_a_former_one() -> None:
    known = names(Entry("清溪区应急管理局", former=("清溪区水务局",)), "清溪区水务局")
    found = known.entry(("清溪区水务局",))
    assert found is not None
    assert (found[0].name, found[1].how) == ("清溪区水务局", "same")


def test_the_region_of_the_roster_tells_two_bodies_apart() -> None:
    known = names(Entry("水务局", region="清溪区"), Entry("水务所", region="清溪区"))
    assert known.entry(("清溪区水务局",)) is not None
    assert known.entry(("青柳市水务局",)) is None
    # Without a region anything may stand before the name.
    assert names("水务局").entry(("青柳市水务局",)) is not None


def test_a_place_that_a_text_names_too_is_not_its_body() -> None:
    assert names("清溪区人民政府").entry(("清溪区档案馆", "清溪区")) is None


def test_a_later_name_as_printed_is_worth_more_than_likeness() -> None:
    known = names("清溪区工业和信息化局", "清溪区工信服务局")
    found = known.entry(("清溪区工信局", "清溪区工业和信息化局"))
    assert found is not None
    assert (found[0].name, found[1].how) == ("清溪区工业和信息化局", "same")


def test_an_office_that_names_its_government_too_is_itself() -> None:
    known = names("清溪区人民政府", "清溪区政府办公室")
    found = known.find(("清溪区人民政府办公室", "清溪区人民政府"))
    assert found.entry is not None
    assert found.entry.name == "清溪区政府办公室"
    # On no roster it may report for its government: a doubt.
    found = names("清溪区人民政府").find(("清溪区人民政府办公室", "清溪区人民政府"))
    assert found.match is not None
    assert found.match.doubtful


def test_a_body_with_a_report_of_its_own_has_none_under_a_similar_name() -> None:
    office = report("清溪区人民政府办公室", aliases=("清溪区人民政府",))
    bodies = roster("清溪区人民政府")
    alone = Names(bodies, words(), [office])
    assert alone.key(office) == alone.key(report("清溪区人民政府"))
    both = Names(bodies, words(), [office, report("清溪区人民政府")])
    assert both.key(office) != both.key(report("清溪区人民政府"))
    assert [entry.name for entry in both.of(office).several] == ["清溪区人民政府"]
    # Last year's is not this year's.
    assert both.key(report(office.issuer, 2021)) == both.key(report("清溪区人民政府", 2021))


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("临江县/水务局2022年报.docx", "临江县水务局"),
        ("报送\\02临江县\\1.docx", "临江县水务局"),
        ("全部.zip!临江县水务局.docx", "临江县水务局"),
        ("清溪区/临江县水务局.docx", "临江县水务局"),
        ("水务局2022年报.docx", None),  # either's
        ("下载/2022/1.docx", None),
    ],
)
def test_a_name_without_its_place_is_told_by_the_file(source: str, key: str | None) -> None:
    known = names("清溪区水务局", "临江县水务局", "清溪区民政局")
    assert known.key(report("水务局", source=source)) == key
    # What only one body of the roster can be needs no place.
    assert known.key(report("民政局", source=source)) == "清溪区民政局"


def test_years_are_joined_by_the_roster_first() -> None:
    known = names(*ROSTER)
    before, now = report("清溪区水利局", 2021), report("青柳市清溪区水务局")
    match = known.same(now, before)
    assert match is not None
    assert (match.how, match.name) == ("alias", "清溪区水利局")
    # The roster has both: likeness does not join them.
    pair = names("清溪区教育局", "清溪区教育和体育局")
    assert pair.same(report("清溪区教育局"), report("清溪区教育和体育局", 2021)) is None


def test_without_a_roster_names_compare_by_themselves() -> None:
    known = Names(words=words())
    for one, other, how in (
        ("清溪区水务局", "清溪区水务局", "same"),
        ("清溪区政府办", "清溪区人民政府办公室", "alias"),
        ("清溪区工信局", "清溪区工业和信息化局", "similar"),
    ):
        match = known.same(report(one), report(other, 2021))
        assert match is not None
        assert match.how == how
    assert known.same(report("清溪区水务局"), report("临江县水务局", 2021)) is None
    assert known.same(report(None), report("清溪区水务局")) is None
    assert known.key(report("清溪区公安局（城北分局）")) != known.key(report("清溪区公安局"))


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("03水务局2022年报（盖章）.pdf", "清溪区水务局"),
        ("报送/附件1.水务局.doc", "清溪区水务局"),
        ("水务局盖章版.pdf", "清溪区水务局"),
        ("清溪区水务局的盖章文件.pdf", "清溪区水务局"),
        ("清溪区政府办公室关于2022年政府信息公开工作年度报告.pdf", "清溪区人民政府办公室"),
        ("清溪区2022年政府信息公开年报（水务局）.pdf", "清溪区水务局"),
        ("清溪区2022年政府信息公开年报.pdf", "清溪区人民政府"),
        ("云溪镇政府信息公开年报.pdf", "云溪镇人民政府"),
        ("东湖街道2022扫描件.jpg", "东湖街道办事处"),
        ("区政府办.wps", "清溪区人民政府办公室"),
        ("工信局最终版2.doc", "清溪区工业和信息化局"),
        ("全部.zip!水务局/年报.pdf", "清溪区水务局"),
        ("D:\\年报\\税务局\\scan.pdf", "国家税务总局清溪区税务局"),
    ],
)
def test_whose_a_file_is(source: str, body: str) -> None:
    found = FileNames(names(*ROSTER)).of(source)
    assert found.entry is not None
    assert found.match is not None
    assert (found.entry.name, found.match.how) == (body, "file")


@pytest.mark.parametrize(
    ("source", "several"),
    [
        ("scan0001.pdf", []),
        ("2022年度报告.pdf", []),
        ("年报/1.pdf", []),
        ("清溪区水务局供水站2022年报.pdf", ["清溪区水务局"]),  # perhaps another body
        ("青柳市水务局2022年报.pdf", ["清溪区水务局"]),
    ],
)
def test_files_that_tell_no_body(source: str, several: list[str]) -> None:
    found = FileNames(names(*ROSTER)).of(source)
    assert found.entry is None
    assert [entry.name for entry in found.several] == several


def test_a_folder_of_several_bodies_tells_nothing() -> None:
    known = FileNames(names(*ROSTER))
    assert known.of("水务局/1.pdf", shared={"水务局"}).entry is None
    assert known.of("水务局/1.pdf").entry is not None


def test_finding_names_grows_with_their_number() -> None:
    def bodies(count: int) -> list[str]:
        letters = "水火木金土日月山川田农工商教体文武医林牧渔电石云"
        return [f"临江县{a}{b}{c}局" for a in letters for b in letters for c in letters][
            : 24 * 24 * 24 : 24 * 24 * 24 // count
        ]

    def look(every: list[str]) -> None:
        known = names(*every)
        for body in every:
            assert known.entry((body[3:-1] + "委员会",)) is None

    assert growth(bodies, look, 100) < LINEAR


@pytest.mark.parametrize(
    "listed", ["云岫县水务局", Entry("云岫县水务局", aliases=("云岫县水务局办公室",))]
)
def test_the_names_of_two_offices_make_no_bodies_alike(listed: str | Entry) -> None:
    printed = ("云岫县水务局执法大队", "云岫县水务局执法大队办公室")
    found = names(listed, "云岫县林业局").find(printed)
    assert (found.entry, found.several) == (None, ())
