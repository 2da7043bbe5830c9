"""Real reports: every figure of truth.json, and what a reader sees in each page."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from gklint.report.model import FactState, Report
from tests.report.reading import attempt, report

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpus

REPORTS = {
    "hangzhou_style_fixture_2025.html": 200,
    "pingtan_2019.html": 198,
    "pingtan_2021.html": 200,
    "rendered_hangzhou_2025.docx": 200,
    "rendered_hongze_2023.txt": 198,
    "rendered_huaian_2024.docx": 200,
    "rendered_pingtan_2019.txt": 198,
    "shanghai_gov_office_2019.html": 198,
    "xuecheng_industry_bureau_2020.txt": 198,
    "blank_form_2021.docx": 200,
}


@cache
def found(path: Path) -> Report:
    return report(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_is_read(corpus: Path, name: str) -> None:
    seen = found(corpus / "reports" / name)
    assert sum(t.expected for t in seen.tables.values()) == REPORTS[name]
    assert sum(t.read for t in seen.tables.values()) == REPORTS[name]
    assert [t.labels for t in seen.tables.values() if t.labels] == []
    assert [t.unknown for t in seen.tables.values() if t.unknown] == []


@pytest.mark.parametrize("name", [n for n in REPORTS if not n.startswith(("xuecheng", "blank"))])
def test_every_figure_is_right(corpus: Path, name: str) -> None:
    truth = json.loads((corpus / "truth.json").read_text(encoding="utf-8"))[name]
    seen = found(corpus / "reports" / name)
    wrong = {}
    for fact, value in truth["facts"].items():
        read = seen.value(fact)
        if (None if read is None else float(read)) != value:
            wrong[fact] = (read, value)
    assert wrong == {}
    assert (seen.issuer, seen.year, seen.form_key) == (
        truth["agency"],
        truth["year"],
        truth["edition"],
    )


def test_the_sample_is_all_zero(corpus: Path) -> None:
    seen = found(corpus / "reports" / "xuecheng_industry_bureau_2020.txt")
    assert {fact.value for fact in seen.facts.values()} == {0}
    assert seen.title is not None
    assert seen.title.text == "薛城区工信局2020年政府信息公开工作年度报告"
    assert "薛城区工业和信息化局" in seen.issuer_aliases
    assert "薛城区人民政府" not in seen.issuer_aliases
    first = seen.sections[0]
    assert (first.key, first.number, first.heading) == ("overview", "1、", "整体情况")
    assert first.number_generated
    assert seen.contact.phones[0].text == "0632—4412540"


def test_the_blank_form_is_a_report_of_nobody(corpus: Path) -> None:
    seen = found(corpus / "reports" / "blank_form_2021.docx")
    assert (seen.issuer, seen.year, seen.form_key) == (None, None, "2021")
    assert {fact.state for fact in seen.facts.values()} == {FactState.BLANK}


@pytest.mark.parametrize("name", ["pingtan_2018.txt", "pingtan_county_gov_2011.txt"])
def test_reports_before_the_forms(corpus: Path, name: str) -> None:
    seen = found(corpus / "reports" / name)
    assert (seen.form, seen.form_key, seen.tables, seen.facts) == (None, "pre2019", {}, {})
    keys = [s.key for s in seen.sections]
    assert keys[:3] == ["overview", "disclosure", "requests"]
    assert "problems" in keys


def test_navigation_and_foot_are_outside(corpus: Path) -> None:
    for name in ("pingtan_2019.html", "pingtan_2021.html"):
        seen = found(corpus / "reports" / name)
        inside = "\n".join(
            p.text for p in seen.document.paragraphs if seen.first <= p.block < seen.last
        )
        assert "网站标识码" not in inside
        assert "当前位置" not in inside
        assert "总体情况" in inside
        assert seen.published is not None
        assert len({p.date for p in seen.published_all}) == 1


EXCERPTS: dict[str, dict[str, Any]] = {
    "alxa_right_banner_2022": {
        "issuer": "阿拉善盟阿拉善右旗人民政府办公室",
        "phones": ["0483-6025941"],
    },
    "beipiao_changgao_township_2024": {"issuer": "北票市长皋乡人民政府", "phones": []},
    "chongqing_customs_2019": {
        "issuer": "重庆海关关区",
        "phones": ["023-12360", "023-67709720"],
        "address": "重庆市渝北区龙山一路1号",
    },
    "dazu_foreign_affairs_2022": {
        "issuer": "重庆市大足区人民政府外事办公室",
        "phones": ["023-81090002"],
    },
    "fangchenggang_edu_2023": {"issuer": "防城港市教育局", "phones": ["0770-2883800", "2883812"]},
    "gacc_hq_2020": {"issuer": "海关总署(本级机关)", "phones": ["010—65194406"]},
    "guangzhou_customs_2023": {"issuer": "广州海关关区", "phones": ["020-81103431"]},
    "hongya_edu_2023": {"issuer": "洪雅县教育和体育局", "phones": []},
    "hunnan_sasac_2022": {"issuer": "浑南区国资局", "phones": [], "period": False},
    "liangzhou_zhangyi_town_2008": {"issuer": "张义镇人民政府", "phones": []},
    "lishui_city_2017": {"issuer": None, "phones": ["0578—2090823"]},
    "mof_2010": {"issuer": "财政部", "phones": ["68551781"]},
    "nanjing_huaqiaolu_subdistrict_2021": {
        "issuer": "南京市鼓楼区人民政府华侨路街道办事处",
        "phones": ["025-84719009"],
    },
    "pingdu_police_2023": {"issuer": None, "phones": ["0532—87362451"]},
    "rongan_dapo_township_2024": {"issuer": "大坡乡人民政府", "phones": [], "period": False},
    "sichuan_finance_2020": {"issuer": "四川省财政厅", "phones": ["028-86725935"]},
    "suixi_jianxin_town_2018": {"issuer": "建新镇人民政府", "phones": []},
    "tianjin_ndrc_2022": {"issuer": "天津市发展改革委", "phones": ["022-23142553"]},
    "tongliang_police_2025": {"issuer": "重庆市铜梁区公安局", "phones": ["023-45874056"]},
    "tongling_laozhou_township_2024": {
        "issuer": "义安区老洲乡人民政府",
        "phones": ["0562-8251001"],
    },
    "urad_front_banner_2021": {"issuer": None, "phones": []},
    "weishan_liangcheng_town_2020": {"issuer": "两城镇人民政府", "phones": ["0537-8451001"]},
    "yinbinlu_subdistrict_2021": {"issuer": "迎宾路街道办事处", "phones": [], "period": False},
    "zhanjiang_customs_2023": {"issuer": "湛江海关关区", "phones": ["0759—3251658"]},
    "zhenglan_banner_2021": {"issuer": "正蓝旗", "phones": ["0479-4220190"]},
    "ziyuan_seismology_like_2010": {"issuer": None, "phones": [], "period": False},
}


@pytest.mark.parametrize("name", EXCERPTS)
def test_excerpts(corpus: Path, name: str) -> None:
    expected = EXCERPTS[name]
    seen = found(corpus / "excerpts" / f"{name}.txt")
    year = int(name.rsplit("_", 1)[1])
    assert seen.year == year
    assert seen.issuer == expected["issuer"]
    assert [phone.text for phone in seen.contact.phones] == expected["phones"]
    if "address" in expected:
        assert seen.contact.address is not None
        assert seen.contact.address.text == expected["address"]
    if expected.get("period", True):
        assert seen.period is not None
        assert seen.period.end is not None
        assert (seen.period.end.year, seen.period.problem) == (year, "")
    else:
        assert seen.period is None


def test_an_excerpt_that_tells_too_little_is_no_report(corpus: Path) -> None:
    path = corpus / "excerpts" / "wuhan_qingshan_police_2025.txt"
    assert attempt(path.read_bytes(), path.name) is None


@pytest.mark.parametrize("name", ["ordos_engebei_xxgknb_list.html", "pingtan_zfxxgknb_list.html"])
def test_lists_of_reports_are_no_report(corpus: Path, name: str) -> None:
    assert attempt((corpus / "portals" / name).read_bytes(), name) is None
