"""Three rounds of a small district, as people run them."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from gklint.outputs.json_v1 import published_schema
from tests.cli.conftest import ROOT, Ended, Gklint, report

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = "云岫县工信局", "云岫县工业和信息化局"
CELL = {"requests.new.natural_person": "912"}
TOTAL = {"review_litigation.review.total": "9"}
HEADING = {"problems": "五、存在问题及改进情况"}
TWICE = {"overview": "全面推进推进政务公开工作。"}
RULES = ("--select", "NM01,NM04,ST03,LG05,RD")


@pytest.fixture
def district(tmp_path: Path) -> Gklint:
    """Three rounds in three folders; files are named anew each time, one body is renamed."""
    rounds: dict[str, dict[str, dict[str, Any]]] = {
        "一": {
            "工信局": {
                "issuer": OLD,
                "set": {**CELL, **TOTAL},
                "headings": HEADING,
                "append": TWICE,
            },
            "林业局": {"issuer": "云岫县林业局", "set": TOTAL},
            "水务局": {},
        },
        "二": {
            "工信局最终版": {"issuer": NEW, "set": {**TOTAL, "requests.carried_in.company": "77"}},
            "水务局": {},
        },
        "三": {
            "工信局盖章": {"issuer": NEW},
            "林业局再报": {"issuer": "云岫县林业局", "set": TOTAL},
        },
    }
    for folder, files in rounds.items():
        (tmp_path / folder).mkdir()
        for name, edits in files.items():
            (tmp_path / folder / f"{name}.html").write_text(report(**edits), encoding="utf-8")
    return Gklint(tmp_path, tmp_path)


def check(district: Gklint, folder: str, *more: str) -> Ended:
    return district("check", folder, *RULES, *more)


def documents(ended: Ended) -> dict[str, Any]:
    """A run's documents by body; its JSON keeps the published schema."""
    content = json.loads(ended.text)
    jsonschema.validate(content, published_schema())
    return {document["report"]["issuer"]: document for document in content["documents"]} | {
        "compared": content.get("compared")
    }


def rules(items: list[dict[str, Any]]) -> list[str]:
    return sorted(item["rule"] for item in items)


def test_three_rounds(district: Gklint) -> None:
    first = check(district, "一", "--write-baseline", "1.json")
    assert first.status == 1
    assert "与上一轮" not in first.text

    second = check(district, "二", "--baseline", "1.json", "--write-baseline", "2.json")
    assert second.status == 1
    for line in (
        "结果：应改 1 条，未改 1 条",
        "已改 3 条，未改 1 条，新增 1 条。",
        f"上一轮的“{OLD}”只是名称相近，请核实是不是同一机关。",
        "未改    表四合计不平（NM04）：表四 → 行政复议 → 总计",
        "已改    重复字词（LG05）：一、总体情况",
        "与基线 1.json 相比：已改 3 条，未改 1 条，新增 1 条。",
        "上一轮有问题、本次没有报来的 1 份：云岫县林业局（2022 年度，1 条）。",
    ):
        assert line in second.text, line

    third = documents(check(district, "三", "--baseline", "2.json", "-o", "json"))
    assert rules(third[NEW]["round"]["settled"]) == ["NM01", "NM04"]
    assert third[NEW]["verdict"] == "pass"
    forests = third["云岫县林业局"]  # not handed in the second time, and known all the same
    assert (forests["findings"], rules(forests["round"]["persisting"])) == ([], ["NM04"])
    assert forests["round"]["sources"] == ["一/林业局.html"]
    assert [(r["body"], r["findings"]) for r in third["compared"]["outstanding"]] == [
        ("云岫县水务局", 0)
    ]


def test_nothing_new_is_not_called_clean(district: Gklint) -> None:
    check(district, "一", "--write-baseline", "1.json")
    again = check(district, "一", "--baseline", "1.json")
    assert again.status == 0
    assert "结果：没有新发现的问题，上一轮的问题有 4 条未改" in again.text
    assert "共 3 份：应改 2 份，未发现问题 1 份。" in again.text
    assert "退出码 0：没有新增的“错误”级应改问题；基线中已有的 5 条不计在内。" in again.text
    english = check(district, "一", "--baseline", "1.json", "--lang", "en")
    assert "nothing new; 4 from the last round not fixed" in english.text
    assert "Against the baseline 1.json: 0 fixed, 5 not fixed, 0 new." in english.text


def test_what_is_not_judged_is_not_called_fixed(district: Gklint) -> None:
    check(district, "一", "--write-baseline", "1.json")
    narrow = district("check", "二", "--select", "ST03", "--baseline", "1.json")
    assert "已改 1 条，未改 0 条，新增 0 条，未能复核 3 条。" in narrow.text
    assert "未复核  表三勾稽关系不平（NM01）" in narrow.text


def test_the_json_of_the_first_round_does_as_well(district: Gklint) -> None:
    check(district, "一", "-o", "json:1.json", "--write-baseline", "b.json")
    runs = [
        documents(check(district, "二", "--baseline", f, "-o", "json"))
        for f in ("1.json", "b.json")
    ]
    assert runs[0][NEW]["round"] == runs[1][NEW]["round"]
    assert rules(runs[0][NEW]["round"]["settled"]) == ["LG05", "NM01", "ST03"]


def test_a_body_that_is_new_is_told_as_such(district: Gklint) -> None:
    check(district, "二", "--write-baseline", "2.json")
    found = check(district, "一/林业局.html", "--baseline", "2.json")
    assert found.status == 1
    assert "基线中没有本机关本年度的报告，本次的问题都按新增列出。" in found.text


def test_a_clean_report_that_is_new_has_nothing_listed(district: Gklint) -> None:
    check(district, "三/工信局盖章.html", "--write-baseline", "3.json")
    found = check(district, "二/水务局.html", "--baseline", "3.json")
    assert "基线中没有本机关本年度的报告。" in found.text
    assert "新增列出" not in found.text


@pytest.fixture
def sealed(district: Gklint) -> Gklint:
    """A first round with a sealed scan in place of a report, and the roster that tells whose."""
    (district.folder / "一/水务局.html").unlink()
    (district.folder / "一/水务局（盖章）.pdf").write_bytes(b"%PDF-1.7")
    names = (OLD, "云岫县林业局", "云岫县水务局")
    text = "单位名称,曾用名\n" + "".join(f"{n},{NEW if n == OLD else ''}\n" for n in names)
    (district.folder / "名单.csv").write_text(text, encoding="utf-8")
    water = report(issuer="云岫县水务局")
    (district.folder / "二/水务局.html").write_text(water, encoding="utf-8")
    check(district, "一", "--roster", "名单.csv", "--write-baseline", "1.json")
    return district


def test_a_scan_is_known_by_its_body(sealed: Gklint) -> None:
    known = json.loads((sealed.folder / "1.json").read_text("utf-8"))["documents"]
    assert [d["body"] for d in known if d["source"].endswith(".pdf")] == ["云岫县水务局"]
    again = check(sealed, "二", "--roster", "名单.csv", "--baseline", "1.json")
    assert "与上一轮（一/水务局（盖章）.pdf）相比：已改 1 条" in again.text
    assert "本次没有报来的 1 份：云岫县林业局（2022 年度，1 条）" in again.text
    none = check(sealed, "三", "--roster", "名单.csv", "--baseline", "1.json")
    assert "本次没有报来的 1 份：云岫县水务局（1 条）。" in none.text


def test_both_tables_leave_out_the_folder_of_all(district: Gklint) -> None:
    check(district, "一", "--write-baseline", "1.json")
    for lang in ("zh", "en"):
        again = check(district, "二", "--baseline", "1.json", "--lang", lang)
        rows = [line for line in again.text.splitlines() if ".html " in line and "──" not in line]
        sources = [re.split(" {1,}", row)[0] for row in rows]
        assert sources == 2 * ["工信局最终版.html", "水务局.html"]


@pytest.mark.parametrize("number", [0, 1])
def test_the_documentation_s_two_rounds(district: Gklint, number: int) -> None:
    text = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    block = re.findall(r"<!-- two rounds -->\n```sh\n(.*?)```", text, re.DOTALL)[number]
    first, second = (shlex.split(line)[1:] for line in block.splitlines())
    (district.folder / "一").rename(district.folder / first[1])
    (district.folder / "二").rename(district.folder / second[1])
    assert district(*first).status == 1
    assert "已改" in district(*second).text
    assert (district.folder / second[-1]).stat().st_size > 0
