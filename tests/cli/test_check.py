"""``gklint check`` and ``extract`` as people and programs run them: real processes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Gklint


def test_a_file_alone_is_checked(gklint_run: Gklint) -> None:
    ended = gklint_run("clean.html")
    assert ended.status == 0, ended.said
    assert "── clean.html ──" in ended.text
    assert "结果：未发现问题" in ended.text
    assert "\x1b" not in ended.text  # piped: no colour
    assert ended.said == ""


def test_a_fault_is_status_1(gklint_run: Gklint) -> None:
    ended = gklint_run("check", "faulty.html")
    assert ended.status == 1
    assert "NM01 · 错误" in ended.text
    assert gklint_run("faulty.html", "--fail-on", "never").status == 0
    assert gklint_run("faulty.html", "--profile", "crawl").status == 0


def test_json_alone_is_on_stdout(gklint_run: Gklint) -> None:
    ended = gklint_run("check", ".", "-o", "json", "--facts")
    found = json.loads(ended.out)
    assert ended.status == 1
    assert found["schema"] == "gklint/1"
    assert found["summary"]["documents"] == 4
    by_name = {d["source"]: d for d in found["documents"]}
    assert by_name["clean.html"]["verdict"] == "pass"
    assert by_name["faulty.html"]["verdict"] == "fail"
    assert by_name["notice.html"]["verdict"] == "unreadable"
    fact = by_name["faulty.html"]["facts"]["requests.new.natural_person"]
    assert (fact["value"], fact["state"]) == (9120, "number")


def test_several_outputs_in_one_run(gklint_run: Gklint, tmp_path: Path) -> None:
    kinds = ("json", "jsonl", "sarif", "junit", "github", "csv", "concise")
    asked = [word for kind in kinds for word in ("-o", f"{kind}:{tmp_path / kind}")]
    ended = gklint_run(".", "-o", "console", *asked)
    assert "共 4 份" in ended.text
    assert ended.said.count("已写入") == len(kinds)
    documents = json.loads((tmp_path / "json").read_bytes())["documents"]
    lines = [json.loads(line) for line in (tmp_path / "jsonl").read_bytes().splitlines()]
    assert [d["source"] for d in documents] == [d["source"] for d in lines]
    count = sum(len(d["findings"]) for d in documents)
    assert count == len(json.loads((tmp_path / "sarif").read_bytes())["runs"][0]["results"])
    assert count == len((tmp_path / "github").read_text("utf-8").splitlines())
    assert len(ET.parse(tmp_path / "junit").getroot()) == 4
    text = (tmp_path / "csv").read_text("utf-8-sig")
    assert {row["来源"] for row in csv.DictReader(io.StringIO(text))} == {
        d["source"] for d in documents
    }


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["no-such.html"], 3),
        (["no-*.html"], 3),
        ([".", "--include", "*.xyz"], 3),
        (["notice.html"], 4),
        (["scan.pdf"], 4),
        (["clean.html", "no-such.html"], 4),
        (["faulty.html", "scan.pdf"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_exit_status(gklint_run: Gklint, words: list[str], status: int) -> None:
    ended = gklint_run(*words, "-o", "json")
    assert ended.status == status, ended.said
    json.loads(ended.out)
    assert ("错误：" in ended.said) == (status == 3)


def test_standard_input(gklint_run: Gklint, reports: Path) -> None:
    page = (reports / "faulty.html").read_bytes()
    ended = gklint_run("-", "--stdin-name", "submitted.html", "-o", "concise", stdin=page)
    assert ended.status == 1
    assert ended.text.startswith("submitted.html")


def test_selects_and_ignores(gklint_run: Gklint) -> None:
    def rules(*words: str) -> set[str]:
        found = json.loads(gklint_run("faulty.html", "-o", "json", *words).out)
        return {f["rule"] for f in found["documents"][0]["findings"]}

    assert rules("--select", "NM") == {"NM01"}
    assert rules("--select", "requests-balance") == {"NM01"}
    assert "NM01" not in rules("--ignore", "NM01,ST")


def test_speaks_english(gklint_run: Gklint) -> None:
    ended = gklint_run("faulty.html", "--lang", "en")
    assert "Exit status 1" in ended.text
    assert "To fix" in ended.text


def test_overrides(gklint_run: Gklint) -> None:
    ended = gklint_run("clean.html", "-o", "json", "--issuer", "丙县档案馆", "--year", "2022")
    seen = json.loads(ended.out)["documents"][0]["report"]
    assert (seen["issuer"], seen["year"]) == ("丙县档案馆", 2022)


def test_baseline(gklint_run: Gklint, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    first = gklint_run("faulty.html", "--write-baseline", str(path))
    assert first.status == 1
    assert "写入基线" in first.said
    second = gklint_run("faulty.html", "--baseline", str(path))
    assert second.status == 0
    assert "没有新发现的问题，上一轮的问题有 1 条未改" in second.text


def test_configuration(gklint_run: Gklint, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text(
        'lang = "en"\n[ignore]\nNM01 = {reason = "known", until = "2020-01-01"}\n', "utf-8"
    )
    ended = gklint_run("faulty.html", "--config", str(config), GKLINT_LANG="")
    assert ended.status == 1
    assert "To fix" in ended.text
    assert "The ignore of NM01 in the configuration ended on 2020-01-01" in ended.text
    assert ended.said == ""  # once is enough
    apart = gklint_run("faulty.html", "--config", str(config), "-o", "json", GKLINT_LANG="")
    assert "The ignore of NM01 in the configuration ended on 2020-01-01" in apart.said
    config.write_text('[severity]\nNM = "info"\n', "utf-8")
    assert gklint_run("faulty.html", "--config", str(config)).status == 0
    config.write_text('select = ["NMM"]\ncolour = 1\n', "utf-8")
    refused = gklint_run("faulty.html", "--config", str(config))
    assert refused.status == 2
    assert "own.toml:2:1" in refused.said


def test_init_writes_once(gklint_run: Gklint, tmp_path: Path) -> None:
    here = Gklint(tmp_path, tmp_path)
    assert here("init").status == 0
    assert here("init").status == 2
    (tmp_path / "gklint.toml").write_text("x")
    assert here("init", "--force").status == 0
    assert "profile" in (tmp_path / "gklint.toml").read_text("utf-8")


class TestExtract:
    def test_json_holds_every_figure(self, gklint_run: Gklint) -> None:
        ended = gklint_run("extract", "faulty.html")
        document = json.loads(ended.out)["documents"][0]
        assert ended.status == 0
        assert document["findings"] == []
        expected = sum(c["expected"] for c in document["coverage"].values())
        assert len(document["facts"]) == expected > 190

    def test_csv_opens_in_a_spreadsheet(self, gklint_run: Gklint, tmp_path: Path) -> None:
        path = tmp_path / "facts.csv"
        ended = gklint_run("extract", ".", "--format", f"csv:{path}")
        assert ended.status == 4  # a page that is no report, and a PDF
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
        assert {r["来源"] for r in rows} == {"clean.html", "faulty.html", "notice.html", "scan.pdf"}


class TestRules:
    def test_lists(self, gklint_run: Gklint) -> None:
        text = gklint_run("rules", "list", "NM").text
        assert "NM01  错误     表三勾稽关系不平" in text
        assert "ST01" not in text

    def test_explains(self, gklint_run: Gklint) -> None:
        text = gklint_run("rules", "explain", "requests-balance").text
        assert text.startswith("NM01 requests-balance  表三勾稽关系不平")
        for part in ("依据", "《国务院办公厅", "建议", "例子：应当报告", "例子：不应报告"):
            assert part in text

    def test_runs_examples(self, gklint_run: Gklint) -> None:
        ended = gklint_run("rules", "test", "NM01")
        assert ended.status == 0
        assert ended.text.startswith("规则例子全部符合：")

    def test_prints_the_schema(self, gklint_run: Gklint) -> None:
        assert json.loads(gklint_run("rules", "schema").out)["$id"] == "gklint:rule"
        assert json.loads(gklint_run("rules", "schema", "output").out)["$id"] == "gklint:output:1"

    def test_version(self, gklint_run: Gklint) -> None:
        text = gklint_run("--version").text
        assert text.startswith("gklint ")
        assert "annual-report" in text


def test_nothing_found_makes_no_page_and_no_workbook(gklint_run: Gklint, tmp_path: Path) -> None:
    outs = [tmp_path / f"a.{kind}" for kind in ("html", "xlsx", "json")]
    asked = [word for out in outs for word in ("-o", f"{out.suffix[1:]}:{out}")]
    ended = gklint_run("check", str(tmp_path / "nothing.docx"), *asked)
    assert ended.status == 3
    assert [out.exists() for out in outs] == [False, False, True]


def test_no_output_is_put_over_an_input(gklint_run: Gklint, reports: Path, tmp_path: Path) -> None:
    report = tmp_path / "a.html"
    data = next(reports.glob("*.html")).read_bytes()
    report.write_bytes(data)
    ended = gklint_run("check", str(report), "-o", f"html:{tmp_path / 'x' / '..' / 'a.html'}")
    assert ended.status == 2
    (tmp_path / "x").mkdir()
    ended = gklint_run("check", str(report), "-o", f"html:{tmp_path / 'x' / '..' / 'a.html'}")
    assert ended.status == 2
    assert "不会被覆盖" in ended.said
    assert report.read_bytes() == data


def test_what_an_earlier_run_wrote_is_no_input(
    gklint_run: Gklint, reports: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_bytes(next(reports.glob("*.html")).read_bytes())
    asked = ("check", str(tmp_path), "-o", f"html:{tmp_path / '结果.html'}", "-o", "json")
    for _ in range(2):
        found = json.loads(gklint_run(*asked).out)
        assert [Path(d["source"]).name for d in found["documents"]] == ["a.html"]
