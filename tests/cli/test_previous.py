"""``--previous``: last year's reports as people hand them in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gklint.ruleset.load import load_packs
from gklint.specimen import apply, make, to_html
from tests.cli.conftest import Gklint

FITTING = {
    "requests.carried_out.natural_person": 2,
    "requests.carried_out.total": 3,
    "disclosure.normative.in_force": 19,
    "review_litigation.review.upheld": 1,
    "review_litigation.review.other": 1,
}


def write(path: Path, year: int, **edits: object) -> None:
    pack = next(p for p in load_packs() if p.key == "annual-report")
    path.parent.mkdir(exist_ok=True)
    path.write_text(to_html(apply(make(pack, "2021", year=year), edits, pack)), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of bodies: one whose figures fit, one whose do not, one renamed, one newcomer."""
    root = tmp_path_factory.mktemp("years")
    for name, issuer, edits in (
        ("water", "云岫县水务局", {"set": FITTING}),
        ("affairs", "云岫县民政局", {"set": {**FITTING, "requests.carried_out.total": 2,
                                            "requests.carried_out.company": 0}}),
        ("farming", "云岫县农业农村局", {}),
    ):  # fmt: skip
        write(root / "last" / f"{name}.html", 2022, issuer=issuer, **edits)
    write(root / "this" / "water.html", 2023)
    write(root / "this" / "affairs.html", 2023, issuer="云岫县民政局")
    write(root / "this" / "farming.html", 2023, issuer="云岫县农业农村和林业局")
    write(root / "this" / "schools.html", 2023, issuer="云岫县教育局")
    (root / "scans").mkdir()
    (root / "scans" / "a.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    return root


@pytest.fixture
def run(folder: Path, tmp_path: Path) -> Gklint:
    return Gklint(folder, tmp_path)


def told(out: bytes, rule: str = "CY01") -> dict[str, list[str]]:
    """By file: outcomes of the rule, with its reasons where it was not assessed."""
    found: dict[str, list[str]] = {}
    for document in json.loads(out)["documents"]:
        said = [f["outcome"] for f in document["findings"] if f["rule"] == rule]
        said += [n["reason"] for n in document["not_assessed"] if n["rule"] == rule]
        found[Path(document["source"]).stem] = said
    return found


EXPECTED = {
    "water": [],
    "affairs": ["fail"],
    "farming": ["review"],
    "schools": ["给出的上年报告中没有本机关的"],
}


def test_a_folder_of_last_year(run: Gklint) -> None:
    ended = run("check", "this", "--previous", "last", "-o", "json")
    assert ended.status == 1, ended.said
    assert told(ended.out) == EXPECTED
    assert ended.said == ""


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_extracts_of_last_year(run: Gklint, tmp_path: Path, form: str) -> None:
    path = str(tmp_path / f"last.{form}")
    assert run("extract", "last", "-o", f"{form}:{path}").status == 0
    assert told(run("check", "this", "--previous", path, "-o", "json").out) == EXPECTED


def test_a_run_with_facts_serves_too(run: Gklint, tmp_path: Path) -> None:
    path = tmp_path / "last.json"
    path.write_bytes(run("check", "last", "--facts", "-o", "json").out)
    assert told(run("check", "this", "--previous", str(path), "-o", "json").out) == EXPECTED
    path.write_bytes(run("check", "last", "-o", "json").out)
    ended = run("check", "this", "--previous", str(path))
    assert (ended.status, ended.out) == (2, b"")
    assert "里面没有数字；请用 gklint extract" in ended.said


def test_people_read_who_was_compared_with_whom(run: Gklint) -> None:
    ended = run("check", "this", "--previous", "last", "--select", "CY01")
    plain = "".join(ended.text.split())
    assert "与“云岫县民政局”2022年度报告“四、结转下年度继续办理”不一致" in plain
    assert "“云岫县农业农村局”2022年度报告（按名称相近认定，请核实）" in plain
    english = ("--lang", "en", "-o", "concise")
    ended = run("check", "this", "--previous", "last", "--select", "CY01", *english)
    assert "of the 2022 report of “云岫县民政局”: total 3, last year's report 2" in ended.text
    assert "(matched by a similar name, please confirm)" in ended.text


def test_both_years_in_one_folder(run: Gklint) -> None:
    asked = ("check", "this", "last", "--select", "CY01", "-o", "jsonl")
    alone = [json.loads(line) for line in run(*asked).out.splitlines()]
    assert not any(d.get("findings") for d in alone)  # who checks his own is asked for last year's
    ended = run(*asked, "--profile", "supervise")
    found = [json.loads(line) for line in ended.out.splitlines()]
    faulty = [d["source"] for d in found if d.get("findings")]
    assert [Path(source).name for source in faulty] == ["affairs.html", "farming.html"]


def test_a_year_told_for_the_report_is_not_told_for_last_years(run: Gklint) -> None:
    asked = ("check", "this/affairs.html", "--year", "2023", "-o", "json")
    found = told(run(*asked, "--previous", "last").out)
    assert found == {"affairs": ["fail"]}


def test_a_missing_path_is_refused_before_anything_is_read(run: Gklint) -> None:
    ended = run("check", "this", "--previous", "lats")
    assert (ended.status, ended.out) == (2, b"")
    assert ended.said.strip() == "错误：上年报告 lats 不存在。"
    ended = run("check", "this", "--previous", "lats", "--lang", "en")
    assert "There is no report of last year at lats." in ended.said


def test_reports_of_no_use_are_told(run: Gklint) -> None:
    ended = run("check", "this", "--previous", "scans", "-o", "concise")
    assert "给出的上年报告中，没有本次所查机关的上一年度报告：scans。" in ended.said
    assert "上年报告有 1 份没有读出，未用来比对：" in ended.said
    ended = run("check", "this", "--previous", "scans")
    assert "没有本次所查机关的上一年度报告" in "".join(ended.text.split())
    assert run("check", "this", "--previous", "last", "-o", "concise").said == ""


def test_a_damaged_extract_is_refused(run: Gklint, tmp_path: Path) -> None:
    path = tmp_path / "last.json"
    path.write_text('{"schema": "gklint/1", "documents": [', encoding="utf-8")
    ended = run("check", "this", "--previous", str(path))
    assert (ended.status, ended.out) == (2, b"")
    assert f"上年数字 {path} 不能使用：不是完整的 JSON 文件。" in ended.said


def test_without_it_the_rules_are_off_for_the_run(run: Gklint) -> None:
    ended = run("check", "this/water.html", "--select", "CY", "-o", "json")
    found = json.loads(ended.out)
    assert {item["rule"] for item in found["switched_off"]} >= {"CY01", "CY02", "CY05", "CY07"}
    assert found["documents"][0]["verdict"] == "pass"
