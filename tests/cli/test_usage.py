"""Help and refusals, in both languages; run in this process, for speed."""

from __future__ import annotations

import pytest

from gklint.cli import run
from gklint.cli.language import choose_language
from gklint.outputs.wrap import width_of


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GKLINT_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")


HELPS = [
    [],
    ["check"],
    ["extract"],
    ["rules"],
    ["rules", "list"],
    ["rules", "explain"],
    ["rules", "test"],
    ["rules", "schema"],
    ["init"],
]


@pytest.mark.parametrize("words", HELPS, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help(words: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--lang", lang, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：gklint" if lang == "zh" else "Usage: gklint")
    assert max(map(width_of, text.splitlines())) <= 80
    for english in ("Options:", "Show this message", "Commands:"):  # click's own words
        assert english not in text
    if lang == "en":
        assert text.isascii()


def test_planned_things_do_not_show(capsys: pytest.CaptureFixture[str]) -> None:
    for words in HELPS:
        run([*words, "--help"])
    text = capsys.readouterr().out
    assert "check" in text
    for planned in ("template", "crawl 命令", "ledger", "serve", "docx:"):
        assert planned not in text


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["chek", "a.html"], "错误：没有“chek”这个命令。\n是不是想写 check？"),
        (["check", "--yeer", "3", "x"], "错误：没有“--yeer”这个选项。\n是不是想写 --year？"),
        (["-o"], "错误：选项 -o 后面要写一个值。\n用 gklint check --help 查看说明。"),
        (["check"], "错误：缺少“来源”。"),
        ([], "错误：请写明要做什么。\n用法：gklint"),
        (["check", "x", "--offline=3"], "错误：选项 --offline 后面不写值。"),
        (["check", "x", "--year", "二〇二〇"], "--year 的值“二〇二〇”应当是 1949 到 9999 的整数。"),
        (["check", "x", "--year", "99999999999"], "应当是 1949 到 9999 的整数。"),
        (["check", "x", "--jobs", "0"], "--jobs 的值“0”应当是 1 到 9999 的整数。"),
        (["check", "x", "--profile", "x"], "可用：self-check, supervise, crawl。"),
        (["check", "x", "--lang", "fr"], "--lang 的值“fr”不对，可用：zh, en。"),
        (["check", "x", "--offline", "--check-links"], "--offline 和 --check-links 不能同时用。"),
        (["x.html", "-o", "xml"], "没有“xml”这种输出格式"),
        (["x.html", "-o", "json", "-o", "csv"], "最多只能有一个"),
        (["x.html", "-o", "docx:a.docx"], "输出格式 docx 还没有做好"),
        (["extract", "x.html", "--format", "docx"], "输出格式 docx 还没有做好"),
        (["template"], "命令 template 还没有做好"),
        (["crawl", "p.toml"], "命令 crawl 还没有做好"),
        (["ledger"], "命令 ledger 还没有做好"),
        (["serve"], "命令 serve 还没有做好"),
        (["rules"], "错误：请写明要做什么。\n用法：gklint rules"),
        (["rules", "lst"], "没有“lst”这个命令。\n是不是想写 list？"),
        (["rules", "explain", "ST01", "x"], "多出的参数：x。"),
        (["rules", "explain", "ZZ99"], "ZZ99"),
        (["rules", "list", "--rules", "no/such"], "no/such 不是文件夹。"),
        (["x.html", "--select", "ZZ99"], "ZZ99"),
        (["x.html", "--roster", "no/such"], "应报单位名单 no/such 不能使用"),
        (["x.html", "--baseline", "no/such"], "基线文件 no/such 不能用"),
        (["x.html", "--config", "no/such.toml"], "配置有误，没有开始检查："),
        (["x.html", "-o", "json:no/such/a.json"], "写不了文件 no/such/a.json：文件夹不存在。"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_refusals(words: list[str], wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert wanted in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("args", "environ", "wanted"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C"}, "zh"),
        ([], {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8", "GKLINT_LANG": "zh"}, "zh"),
        (["--lang", "en"], {"GKLINT_LANG": "zh"}, "en"),
        (["check", "x", "--lang=en"], {}, "en"),
        (["check", "--", "--lang=en"], {}, "zh"),
        (["--lang"], {}, "zh"),
    ],
)
def test_language(args: list[str], environ: dict[str, str], wanted: str) -> None:
    assert choose_language(args, environ) == wanted


def test_errors_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "check", "--offlin", "x"]) == 2
    told = capsys.readouterr().err
    assert told == (
        "Error: There is no option “--offlin”.\nDid you mean --offline?\nSee gklint check --help.\n"
    )


def test_a_crash_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def broken(given: object, lang: object) -> int:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("gklint.cli.check.check", broken)
    assert run(["check", "x.html"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("错误：gklint 自身出错了（RuntimeError）")
    assert "secret detail" not in told
    assert "Traceback" not in told
    log = told[told.index("已写入 ") + 4 : told.index("，请把它")]
    with open(log, encoding="utf-8") as file:
        assert "secret detail" in file.read()
