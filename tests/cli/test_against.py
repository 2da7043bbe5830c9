"""``--against``: one report in two forms."""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Gklint, report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def forms(tmp_path: Path) -> Gklint:
    """A page, the same page, one with another figure, another body's, a notice, a folder."""
    other = report(set={"requests.new.natural_person": "912"})
    pages = {
        "page.html": report(),
        "same.html": report(),
        "other.html": other,
        "forest.html": report(issuer="云岫县林业局"),
        "notice.html": "<p>放假通知</p>",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "both").mkdir()
    for name in ("a.html", "b.html"):
        (tmp_path / "both" / name).write_text(other, encoding="utf-8")
    (tmp_path / "none").mkdir()
    return Gklint(tmp_path, tmp_path)


def test_differences_are_told_with_both_places(forms: Gklint) -> None:
    found = forms("page.html", "--against", "other.html", "-o", "json")
    assert found.status == 1
    (document,) = json.loads(found.text)["documents"]
    (told,) = [f for f in document["findings"] if f["rule"] == "LK03"]
    (cell,) = told["relations"]
    assert (cell["fact"], cell["left"], cell["right"]) == (
        "requests.new.natural_person",
        "18",
        "912",
    )
    assert told["location"]["line"] is not None
    assert "“other.html”第 37 行" in cell["name"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "与“same.html”逐格比对，200 格数字全部一致。"),
        ("en", "Compared with “same.html” cell by cell: all 200 figures are the same."),
    ],
)
def test_equal_forms_are_told_too(forms: Gklint, lang: str, words: str) -> None:
    found = forms("page.html", "--against", "same.html", "--lang", lang, "-o", "concise")
    assert found.status == 0
    assert words in found.text


def test_another_report_is_not_compared(forms: Gklint) -> None:
    found = forms("page.html", "--against", "forest.html", "-o", "concise")
    assert found.status == 0
    assert "“forest.html”是另一份报告（云岫县林业局，2022 年度），没有比对数字。" in found.text


@pytest.mark.parametrize("other", ["notice.html", "https://www.yunxiu.example/nb.html"])
def test_what_can_t_be_read_never_passes(forms: Gklint, other: str) -> None:
    found = forms("page.html", "--against", other, "--offline")
    assert found.status == 4
    assert "未检查" in found.text
    assert "网页与附件数据不一致（LK03）" in found.text
    assert "退出码 4" in found.text


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("page.html", "--against", "no.html"), "用来比对的 no.html 不存在，或里面没有文件。"),
        (("page.html", "--against", "none"), "用来比对的 none 不存在，或里面没有文件。"),
        (("page.html", "--against", "both"), "--against 只能给一份文件，both 里有 2 份。"),
        (("page.html", "same.html", "--against", "other.html"), "现有 2 份。"),
        (("both", "--against", "other.html"), "现有 2 份。"),
    ],
)
def test_refused_before_anything_is_read(forms: Gklint, args: tuple[str, ...], words: str) -> None:
    ended = forms(*args)
    assert (ended.status, ended.out) == (2, b"")
    assert words in ended.said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_a_pipe_is_read_once(forms: Gklint) -> None:
    """What is surveyed for others and then judged is read twice: a pipe can't be."""
    pipe = forms.folder / "pipe.html"
    os.mkfifo(pipe)
    text = (forms.folder / "page.html").read_text(encoding="utf-8")
    writer = threading.Thread(target=pipe.write_text, args=(text,), kwargs={"encoding": "utf-8"})
    writer.start()
    found = forms("pipe.html", "--against", "other.html", "-o", "concise")
    writer.join()
    assert found.status == 1
    assert "LK03" in found.text
