"""What the documents say is so: links lead somewhere, commands and examples work."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jsonschema
import pytest

from gklint.cli import run
from gklint.outputs.json_v1 import published_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "docs" / "samples"
DISTRICT = ROOT / "docs" / "district"
WRITTEN = ("README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = sorted([*(ROOT / name for name in WRITTEN), *(ROOT / "docs").rglob("*.md")])
_BLOCK = re.compile(
    r"(?:<!-- (?P<mark>[^>]*?) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block; `mark` is the comment right above it."""

    mark: str
    kind: str
    text: str


def blocks(name: str) -> Iterator[Block]:
    text = (ROOT / name).read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        yield Block(found["mark"] or "", found["kind"], found["text"])


def _anchors(page: Path) -> set[str]:
    """As GitHub makes them: lower case, spaces to hyphens, marks dropped."""
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in _HEADING.findall(text))
    return {head.strip().replace(" ", "-") for head in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(_BLOCK.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith(("http://", "https://")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def _marked(name: str, mark: str) -> str:
    return next(block.text for block in blocks(name) if block.mark == mark)


def test_both_readmes_have_the_same_two_commands() -> None:
    main = _marked("README.md", "main")
    assert _marked("README.en.md", "main") == main.rstrip("\n") + " --lang en\n"
    assert _marked("README.en.md", "tests") == _marked("README.md", "tests")


def test_windows_runs_what_the_others_run() -> None:
    for name in ("README.md", "README.en.md"):
        for block in blocks(name):
            if block.kind == "powershell":
                as_posix = (
                    block.text.replace("py -m venv", "python3 -m venv")
                    .replace("\\Scripts\\", "/bin/")
                    .replace("\\", "/")
                    .replace(";", " &&")
                )
                assert as_posix in {_marked(name, "main"), _marked(name, "tests")}


def _commands() -> list[str]:
    """Every gklint command of the pages people read, without its comment."""
    found: dict[str, None] = {}
    for name in ("README.md", "README.en.md", "docs/output.md"):
        for block in blocks(name):
            if block.kind == "sh" and not block.mark:
                for line in block.text.splitlines():
                    found[line.partition("  #")[0].strip()] = None
    return list(found)


def _supervised(words: list[str]) -> None:
    """What a supervisor's command finds in its folder, under the names that it uses."""
    shutil.copy(SAMPLES / "clean-2020.txt", "网页.html")
    shutil.copy(SAMPLES / "clean-2020.txt", "page.html")
    for option, file in (("--roster", DISTRICT / "名单.csv"), ("--previous", DISTRICT / "2022")):
        if option in words:  # no other command is slower for it
            (shutil.copytree if file.is_dir() else shutil.copy)(file, _after(words, option))
    if "--roster" in words:
        filed = "2023" if "--write-baseline" in words else "2023-again"
        shutil.copytree(DISTRICT / filed, words[2])
    if "--baseline" in words:
        before = ["check", str(DISTRICT / "2023"), "--profile", "supervise", "-q", "-o", "jsonl:1"]
        run([*before, "--write-baseline", _after(words, "--baseline")])


def _after(words: list[str], option: str) -> str:
    return words[words.index(option) + 1]


@pytest.mark.parametrize("command", _commands())
def test_commands_work(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    words = shlex.split(command)
    assert words[0] == "gklint"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("年度报告.docx", "report.docx"):  # the bytes decide what a file is
        shutil.copy(SAMPLES / "faults-2024.html", name)
    for name in ("报送材料", "submissions"):
        shutil.copytree(SAMPLES, name)
    _supervised(words)
    offline = ["--offline"] if "https://" in command else []
    status = run([*words[1:], *offline])
    told = capfd.readouterr()
    if offline:
        assert status == 4
    elif words[1] in ("extract", "rules", "init", "rollup") or "never" in words:
        assert status == 0, told.err
    else:
        assert status == 1, told.err
    for file in re.findall(r"-o \w+:(\S+)", command):
        assert (tmp_path / file).stat().st_size > 0


def _shown() -> list[Block]:
    found = (block for name in ("README.md", "README.en.md") for block in blocks(name))
    return [block for block in found if block.mark.startswith("shown: ")]


@pytest.mark.parametrize("block", _shown())
def test_what_is_shown_is_what_is_said(
    block: Block, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """At the foot of the checkout, as a reader would try it."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    command = block.mark.removeprefix("shown: ")
    assert run([*shlex.split(command), "--no-cache"]) == 1
    assert block.text in capfd.readouterr().out
    assert command.rpartition(" --lang ")[0] in (ROOT / _page_of(block)).read_text(encoding="utf-8")


def _page_of(block: Block) -> str:
    return "README.md" if block.mark.endswith(" zh") else "README.en.md"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_district_can_be_walked_through(
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Every command of supervising.md one after the other, and what it shows of each."""
    shutil.copytree(DISTRICT, tmp_path / "district")
    monkeypatch.chdir(tmp_path / "district")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("GKLINT_LANG", "zh")
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    page = (ROOT / "docs" / "supervising.md").read_text(encoding="utf-8")
    halves = dict(zip(("zh", "en"), page.split("\n## Supervising a district\n"), strict=True))
    shown, ran = "", 0
    for found in _BLOCK.finditer(halves[lang]):
        if found["kind"] == "sh":
            words = shlex.split(found["text"])
            assert words.pop(0) == "gklint"
            status = run(words)
            told = capfd.readouterr()
            assert status == (0 if words[0] == "rollup" else 1), told.err
            shown, ran = told.out + told.err, ran + 1
            for file in re.findall(r"-o \w+:(\S+)", found["text"]):
                assert Path(file).stat().st_size > 0
        elif found["mark"] == "shown":
            assert found["text"] in shown
        elif found["kind"] == "csv":
            assert found["text"] == Path("名单.csv").read_text(encoding="utf-8")
        elif found["kind"] == "toml":
            Path("gklint.toml").write_text(found["text"], encoding="utf-8")
            assert run(["check", "2023", "-o", "json"]) == 1
            assert json.loads(capfd.readouterr().out)["roster"]["counts"]["missing"] == 1
            Path("gklint.toml").unlink()
    assert ran == 4
    for file in ("汇总底稿.xlsx", "汇总表.docx", "审核情况通报（草稿）.docx"):
        assert file in halves[lang]
        assert Path(file).stat().st_size > 0


def rule_folder(folder: Path) -> Path:
    """The example of writing-rules.md as files; its first comment names each."""
    for block in blocks("docs/writing-rules.md"):
        if block.kind == "yaml":
            name = re.match(r"# ([\w./-]+\.yaml)", block.text)
            assert name is not None
            path = folder / "my-rules" / name[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    return folder / "my-rules"


def _configurations() -> list[Block]:
    return [block for block in blocks("docs/configuration.md") if block.kind == "toml"]


@pytest.mark.parametrize("block", _configurations())
def test_configurations_work(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    rule_folder(tmp_path)
    name = "pyproject.toml" if block.mark == "pyproject" else "gklint.toml"
    (tmp_path / name).write_text(block.text, encoding="utf-8")
    (tmp_path / "乡镇").mkdir()
    shutil.copy(SAMPLES / "clean-2020.txt", tmp_path / "乡镇")
    status = run(["check", "乡镇", "-o", "json", "--lang", "zh"])
    told = capfd.readouterr()
    if block.mark == "faulty":
        assert status == 2
        shown = next(b for b in blocks("docs/configuration.md") if b.kind == "text")
        for line in shown.text.splitlines():
            assert line.removeprefix("gklint.toml:") in told.err
    else:
        assert status == 0, told.err
        assert json.loads(told.out)["summary"]["documents"] == 1


def test_starter_configuration_works_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """With every line of the starter switched on at once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    rule_folder(tmp_path)
    starters = [block.text for block in _configurations() if block.text.startswith("# ")]
    assert len(starters) == 2
    for roster, previous in (("应报单位名单.xlsx", "2022年"), ("roster.xlsx", "2022")):
        shutil.copy(DISTRICT / "名单.csv", tmp_path / roster)
        shutil.copytree(DISTRICT / "2022", tmp_path / previous)
    for text in starters:
        lines = [line.removeprefix("# ") for line in text.splitlines()]
        on = [line for line in lines if re.match(r"\[|[\w-]+ = ", line)]
        (tmp_path / "gklint.toml").write_text("\n".join(on), encoding="utf-8")
        shutil.copy(SAMPLES / "clean-2020.txt", tmp_path / "a.txt")
        assert run(["check", "a.txt", "-q"]) == 0, capfd.readouterr().err


def test_rules_of_ones_own_work(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = str(rule_folder(tmp_path))
    assert run(["rules", "test", "--rules", folder, "XC"]) == 0, capfd.readouterr().err
    for rule in ("XC01", "XC02"):
        assert run(["rules", "explain", "--rules", folder, rule]) == 0


def test_the_example_of_the_output_is_an_output() -> None:
    shown = [block for block in blocks("docs/output.md") if block.kind == "json"]
    assert shown
    for block in shown:
        jsonschema.Draft202012Validator(published_schema()).validate(json.loads(block.text))


def test_architecture_names_what_there_is() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:gklint|rules|docs|tests)/[\w./-]*)`", text)
    named = {path.rstrip("/") for path in paths}
    for name in named:
        assert (ROOT / name).exists(), name
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "gklint").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert there - named == {"gklint/__init__.py", "gklint/__main__.py"}
