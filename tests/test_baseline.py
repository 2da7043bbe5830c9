"""What is known stays known through moves, names and formats; what is new shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gklint.baseline import SCHEMA, BaselineError, baseline_text, load_baseline, without_known
from gklint.examine import Examiner
from gklint.finding import Verdict
from gklint.plan import Plan
from gklint.sources import Source
from gklint.specimen import apply, make
from tests.builders.render import RENDERERS, SUFFIX
from tests.engine.reports import pack

if TYPE_CHECKING:
    from pathlib import Path

    from gklint.result import DocumentResult

FAULTY = {
    "set": {"requests.new.natural_person": "912", "requests.granted.company": "/"},
    "headings": {"problems": "五、存在问题及改进情况"},
}
MORE = {**FAULTY, "append": {"overview": "全面推进推进政务公开工作。"}}


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(Plan())


def result(
    examiner: Examiner, edits: Any, layout: str = "plain", folder: str = ""
) -> DocumentResult:
    data = RENDERERS[layout](apply(make(pack(), "2021"), edits, pack()))
    return examiner.examine(Source(f"{folder}报告{SUFFIX[layout]}", data))


@pytest.fixture
def known(examiner: Examiner, tmp_path: Path) -> frozenset[str]:
    path = tmp_path / "known.json"
    path.write_text(baseline_text([result(examiner, FAULTY)]), "utf-8")
    return load_baseline(path)


@pytest.mark.parametrize("layout", RENDERERS)
def test_a_file_moved_renamed_or_laid_out_anew_stays_known(
    examiner: Examiner, known: frozenset[str], layout: str
) -> None:
    found = result(examiner, FAULTY, layout, "另一处/")
    assert found.verdict is Verdict.FAIL
    left = without_known(found, known)
    assert (left.findings, left.known) == ((), len(found.findings))


def test_the_verdict_follows_what_is_left(examiner: Examiner, known: frozenset[str]) -> None:
    left = without_known(result(examiner, FAULTY), known)
    # The blank that kept a relation from being judged is still there.
    assert left.verdict is (Verdict.REVIEW if left.not_assessed else Verdict.PASS)
    new = without_known(result(examiner, MORE), known)
    assert [f.rule for f in new.findings] == ["LG05"]
    assert (new.verdict, new.known) == (Verdict.FAIL, len(known))


def test_nothing_known_changes_nothing(examiner: Examiner) -> None:
    found = result(examiner, FAULTY)
    assert without_known(found, frozenset({"0" * 16})) is found


def test_what_could_not_be_read_stays_unread(examiner: Examiner) -> None:
    found = examiner.examine(Source("a.html", b""))
    left = without_known(found, frozenset(f.fingerprint for f in found.findings))
    assert (left.findings, left.verdict) == ((), Verdict.UNREADABLE)


def test_another_body_is_not_known(examiner: Examiner, known: frozenset[str]) -> None:
    found = result(examiner, {**FAULTY, "issuer": "云岫县教育局"})
    assert without_known(found, known) is found


def test_the_file_compares_well(examiner: Examiner) -> None:
    first, second = result(examiner, FAULTY), result(examiner, MORE, folder="乙/")
    text = baseline_text([second, first])
    assert text == baseline_text([first, second])
    content = json.loads(text)
    assert content["schema"] == SCHEMA
    assert {entry["source"] for entry in content["findings"]} == {"报告.html", "乙/报告.html"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no json", "不是 JSON 文件"),
        (b"\xff\xfe\x00", "不是 JSON 文件"),
        (b"[]", "不是 gklint 的基线文件"),
        (b'{"schema": "other/1", "findings": []}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint-baseline/1"}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint-baseline/1", "findings": [3]}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint-baseline/1", "findings": [{"rule": "x"}]}', "不是 gklint 的基线文件"),
    ],
)
def test_another_file_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(BaselineError) as caught:
        load_baseline(path)
    assert (caught.value.path, caught.value.reason.zh) == (path, words)
    assert caught.value.reason.en.startswith("it is no")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_baseline(tmp_path / "none.json")
