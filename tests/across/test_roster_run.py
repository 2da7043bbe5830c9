"""A whole run with a roster: what the command says, and what it leaves to each report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gklint.cli import run
from gklint.ruleset.model import Example
from gklint.specimen.source import example_source
from tests.across.rosters import written
from tests.checks.specimens import pack

if TYPE_CHECKING:
    from pathlib import Path

ROSTER = """清溪区2022年度应报单位名单,,,,
序号,单位名称,机关类别,层级,报送时限
1,清溪区人民政府,政府,县级,3月1日
2,清溪区水务局,部门,县级,1月20日
3,清溪区工业和信息化局,部门,县级,1月20日
4,东湖街道办事处,街道,乡级,1月20日
5,清溪区民政局,部门,县级,1月20日
6,清溪区综合服务中心,部门,县级,1月20日
"""


def put(folder: Path, name: str, **edits: Any) -> None:
    data, _ = example_source(pack(), pack().rules[0], Example(True, None, edits))
    (folder / name).write_bytes(data)


@pytest.fixture
def district(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    folder.mkdir()
    put(folder, "a.html", issuer="清溪区人民政府")
    put(folder, "b.html", issuer="清溪区水务局")
    put(folder, "c.html", issuer="清溪区工信局")
    put(folder, "d.html", issuer="青柳市水务局")
    put(folder, "e.html", issuer="清溪区综合服务中心", published="2023-02-10")
    (folder / "东湖街道2022.pdf").write_bytes(b"%PDF-1.4 scan")
    written(folder, ROSTER, "gb18030")
    return folder


def checked(folder: Path, capfd: pytest.CaptureFixture[str], *more: str) -> tuple[int, Any]:
    roster = str(folder / "名单.csv")
    status = run(["check", str(folder), "--roster", roster, "-o", "json", "--no-cache", *more])
    return status, json.loads(capfd.readouterr().out)


def test_the_roll_call_of_a_run(district: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, told = checked(district, capfd, "--profile", "supervise", "--select", "RU02")
    assert status == 1  # the date has passed: an error
    states = {body["name"]: body["state"] for body in told["roster"]["bodies"]}
    assert states == {
        "清溪区人民政府": "reported",
        "清溪区水务局": "reported",
        "清溪区工业和信息化局": "reported",
        "东湖街道办事处": "unread",
        "清溪区民政局": "missing",
        "清溪区综合服务中心": "reported",
        "青柳市水务局": "unlisted",
    }
    (finding,) = told["findings"]
    assert (finding["rule"], finding["severity"]) == ("RU02", "error")
    assert "清溪区民政局" in finding["message"]
    # The roster lies among the reports and is none.
    assert not any(document["source"].endswith(".csv") for document in told["documents"])


def test_self_check_calls_the_roll_and_blames_nobody(
    district: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _, told = checked(district, capfd, "--select", "RU02")
    assert len(told["roster"]["bodies"]) == 7
    assert told.get("findings", []) == []


def test_the_rosters_kind_decides_the_deadline(
    district: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # By its name the centre is no department; published on 10 February, it has until 31 January
    # as the roster makes it one.
    _, told = checked(
        district, capfd, "--profile", "supervise", "--stage", "published", "--select", "DL01"
    )
    late = {
        document["source"].rpartition("/")[2]: [f["rule"] for f in document["findings"]]
        for document in told["documents"]
    }
    assert late["e.html"] == ["DL01"]
    assert late["b.html"] == []
    options = ("--profile", "supervise", "--stage", "published", "--select", "DL01", "--no-cache")
    status = run(["check", str(district / "e.html"), "-o", "json", *options])
    assert (status, json.loads(capfd.readouterr().out)["documents"][0]["findings"]) == (0, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_roster_at_fault_is_refused_before_anything_is_read(
    district: Path, capfd: pytest.CaptureFixture[str], lang: str
) -> None:
    roster = written(district, "单位名称,类别\n清溪区水务局,局级\n")
    status = run(["check", str(district), "--roster", str(roster), "--lang", lang])
    told = capfd.readouterr()
    assert status == 2
    assert told.out == ""
    assert "“局级”" in told.err
    assert ("第 2 行 B 列" if lang == "zh" else "line 2, column B") in told.err


def test_what_is_odd_in_a_roster_is_a_note(
    district: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    roster = written(district, "单位名称,口径\n清溪区水务局,全区\n")
    run(["check", str(district / "b.html"), "--roster", str(roster), "-o", "concise", "--no-cache"])
    assert "应报单位名单：没有用到这些栏：口径。" in capfd.readouterr().err
