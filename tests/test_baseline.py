"""What is known stays known through moves, names and formats; what is new shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.model import Entry, Roster, Surroundings
from gklint.across.spelling import words_of
from gklint.baseline import (
    SCHEMA,
    Baseline,
    BaselineError,
    KnownReport,
    baseline_text,
    known_report,
    load_baseline,
)
from gklint.examine import Examiner
from gklint.finding import Severity, Verdict
from gklint.lang import Localised, localise
from gklint.outputs.json_v1 import run_object
from gklint.outputs.totals import total
from gklint.plan import Plan
from gklint.result import DocumentResult, RunReport
from gklint.second_round import SecondRound
from gklint.sources import Source
from gklint.specimen import apply, make
from tests.builders.render import RENDERERS, SUFFIX
from tests.engine.reports import pack

if TYPE_CHECKING:
    from pathlib import Path

CELL = {"set": {"requests.new.natural_person": "912"}}
BLANK = {"set": {"requests.granted.company": "/"}}
HEADING = {"headings": {"problems": "五、存在问题及改进情况"}}
FAULTY = {**HEADING, "set": {**CELL["set"], **BLANK["set"]}}
MORE = {**FAULTY, "append": {"overview": "全面推进推进政务公开工作。"}}


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(Plan())


def result(
    examiner: Examiner, edits: Any, layout: str = "plain", source: str = "报告"
) -> DocumentResult:
    data = RENDERERS[layout](apply(make(pack(), "2021"), edits, pack()))
    return examiner.examine(Source(f"{source}{SUFFIX[layout]}", data))


def second(*reports: KnownReport, roster: Roster | None = None) -> SecondRound:
    return SecondRound(Baseline("known.json", reports), roster, words_of((pack(),)))


def rules(found: Any) -> list[str]:
    return sorted(item.rule for item in found)


@pytest.fixture
def known(examiner: Examiner, tmp_path: Path) -> Baseline:
    path = tmp_path / "known.json"
    path.write_text(baseline_text([known_report(result(examiner, FAULTY))]), "utf-8")
    return load_baseline(path)


@pytest.mark.parametrize("layout", RENDERERS)
def test_a_file_moved_renamed_or_laid_out_anew_stays_known(
    examiner: Examiner, known: Baseline, layout: str
) -> None:
    found = result(examiner, FAULTY, layout, "另一处/最终版")
    assert found.verdict is Verdict.FAIL
    left = second(*known.reports).of(found).result
    assert (left.findings, left.known) == ((), len(found.findings))
    assert left.round is not None
    assert left.round.persisting == found.findings
    assert (left.round.settled, left.round.unclear) == ((), ())
    assert left.round.sources == ("报告.html",)


def test_the_verdict_is_on_all_that_stands_and_the_status_on_what_is_new(
    examiner: Examiner, known: Baseline
) -> None:
    old = second(*known.reports).of(result(examiner, FAULTY)).result
    assert (old.findings, old.verdict) == ((), Verdict.FAIL)
    assert total([old]).exit_code(Severity.INFO) == 0
    (told,) = as_run(old)["documents"]
    assert (told["verdict"], told["findings"], told["known"]) == ("fail", [], old.known)
    new = second(*known.reports).of(result(examiner, MORE)).result
    assert rules(new.findings) == ["LG05"]
    assert (new.verdict, new.known) == (Verdict.FAIL, len(known.reports[0].findings))
    assert total([new]).exit_code(Severity.INFO) == 1
    mended = second(*known.reports).of(result(examiner, {})).result
    assert mended.verdict is Verdict.PASS


def test_what_is_mended_is_settled_and_nothing_else(examiner: Examiner) -> None:
    first = known_report(result(examiner, {**HEADING, **CELL}))
    left = second(first).of(result(examiner, HEADING, source="再次报送")).result
    assert left.round is not None
    assert rules(left.round.persisting) == ["ST03"]
    assert rules(left.round.settled) == rules(f for f in first.findings if f.rule != "ST03")
    assert (left.round.unclear, left.findings) == ((), ())
    gone = left.round.settled[0]
    assert gone.severity is Severity.ERROR
    assert localise(gone.place, "zh").startswith("表三")
    assert localise(gone.place, "en").startswith("Table 3")


@pytest.mark.parametrize(
    ("now", "persisting", "settled", "new"),
    [
        pytest.param("全面推进推进政务公开各项工作。", ["LG05"], [], [], id="edited around it"),
        pytest.param("全面推进政务公开工作。", [], ["LG05"], [], id="mended"),
        pytest.param("按时按时答复。", [], ["LG05"], ["LG05"], id="mended, and another"),
        pytest.param(
            "全面推进推进政务公开各项工作。按时按时答复。", ["LG05"], [], ["LG05"], id="another"
        ),
    ],
)
def test_a_sentence_edited_around_its_fault_is_not_mended(
    examiner: Examiner, now: str, persisting: list[str], settled: list[str], new: list[str]
) -> None:
    then = {"append": {"overview": "全面推进推进政务公开工作。"}}
    first = known_report(result(examiner, then))
    left = second(first).of(result(examiner, {"append": {"overview": now}})).result
    assert left.round is not None
    assert (rules(left.round.persisting), rules(left.round.settled), rules(left.findings)) == (
        persisting,
        settled,
        new,
    )


@pytest.mark.parametrize(
    ("then", "now", "plan", "rule"),
    [
        pytest.param(CELL, {}, {"ignore": ("NM",)}, "NM01", id="rule off"),
        pytest.param(CELL, {"remove_table": "requests"}, {}, "NM01", id="table not read"),
        pytest.param(CELL, {"remove_row": "requests.refused.repeat"}, {}, "NM01", id="row"),
        pytest.param(
            {"append": {"problems": "全面推进推进工作。"}},
            {"remove_section": "problems"},
            {},
            "LG05",
            id="section not read",
        ),
    ],
)
def test_what_was_not_looked_at_is_not_settled(
    examiner: Examiner, then: Any, now: Any, plan: Any, rule: str
) -> None:
    first = known_report(result(examiner, then))
    again = result(Examiner(Plan(**plan)), now)
    compared = second(first).of(again)
    assert compared.result.round is not None
    assert rule in rules(compared.result.round.unclear)
    assert rule not in rules(compared.result.round.settled)
    # It is still known in the round after that.
    third = second(compared.known).of(result(examiner, then)).result
    assert third.round is not None
    assert rule in rules(third.round.persisting)


def test_a_sum_that_is_broken_in_another_way_is_not_mended(examiner: Examiner) -> None:
    total = {"requests.total.total": "31"}
    first = known_report(result(examiner, {"set": total}))
    again = result(examiner, {"set": {**total, "requests.new.total": "35"}})
    compared = second(first).of(again).result
    assert compared.round is not None
    assert compared.round.settled == ()
    assert rules(compared.round.unclear) == ["NM01"]
    assert rules(compared.findings).count("NM01") == 1


def test_what_can_be_read_now_is_settled(examiner: Examiner) -> None:
    unread = examiner.examine(Source("报告.html", b""))
    kept = known_report(unread)
    assert second(kept).of(unread).result.verdict is Verdict.UNREADABLE
    left = second(kept).of(result(examiner, {})).result
    assert left.round is not None
    assert rules(left.round.settled) == ["RD01"]


def test_an_unread_resubmission_settles_nothing(examiner: Examiner) -> None:
    first = known_report(result(examiner, FAULTY))
    left = second(first).of(examiner.examine(Source("报告.html", b""))).result
    assert left.round is not None
    assert rules(left.round.unclear) == rules(first.findings)
    assert (rules(left.findings), left.round.settled) == (["RD01"], ())


SEALED = Source("报送/水务局（盖章）.pdf", b"%PDF-1.7")
BODY = Surroundings(entry=Entry("云岫县水务局"))


def test_a_report_replaces_the_unreadable_file_of_its_body(examiner: Examiner) -> None:
    unread = examiner.examine(SEALED, around=BODY)
    assert (unread.body, unread.identity) == ("云岫县水务局", None)
    rounds = second(known_report(unread))
    now = result(examiner, {"issuer": "云岫县水务局"}, source="水务局")
    left = rounds.of(now).result
    assert left.round is not None
    assert rules(left.round.settled) == ["RD01"]
    assert left.round.sources == (SEALED.name,)
    assert rounds.outstanding == ()


def test_an_unreadable_file_beside_the_report_is_not_missed(examiner: Examiner) -> None:
    first = result(examiner, {"issuer": "云岫县水务局"}, source="水务局")
    rounds = second(known_report(first), known_report(examiner.examine(SEALED, around=BODY)))
    left = rounds.of(first).result
    assert left.round is not None
    assert left.round.sources == (first.source,)
    assert rounds.outstanding == ()


def test_an_unreadable_file_replaces_the_report_and_settles_nothing(examiner: Examiner) -> None:
    first = known_report(result(examiner, {**FAULTY, "issuer": "云岫县水务局"}, source="水务局"))
    rounds = second(first, known_report(issued(examiner, "云岫县林业局")))
    left = rounds.of(examiner.examine(SEALED, around=BODY)).result
    assert left.round is not None
    assert rules(left.round.unclear) == rules(first.findings)
    assert [report.body for report in rounds.outstanding] == ["云岫县林业局"]


def issued(examiner: Examiner, name: str, edits: Any = FAULTY) -> DocumentResult:
    return result(examiner, {**edits, "issuer": name}, source=name)


def test_a_body_renamed_by_the_roster_is_the_same(examiner: Examiner) -> None:
    roster = Roster("名单.csv", (Entry("云岫县数据局", former=("云岫县大数据中心",)),))
    first = known_report(issued(examiner, "云岫县大数据中心"))
    now = issued(examiner, "云岫县数据局")
    assert second(first).of(now).result.known == 0
    left = second(first, roster=roster).of(now).result
    assert left.round is not None
    assert left.known == len(first.findings)
    assert (left.round.name, left.round.doubtful) == ("云岫县大数据中心", False)


def test_a_name_that_is_only_alike_is_said_to_be(examiner: Examiner) -> None:
    first = known_report(issued(examiner, "云岫县工信局"))
    left = second(first).of(issued(examiner, "云岫县工业和信息化局")).result
    assert left.round is not None
    assert (left.known, left.round.name, left.round.doubtful) == (
        len(first.findings),
        "云岫县工信局",
        True,
    )


def test_a_name_like_two_others_is_neither(examiner: Examiner) -> None:
    two = [known_report(issued(examiner, f"云岫县工{x}局")) for x in ("信", "业")]
    left = second(*two).of(issued(examiner, "云岫县工业和信息化局")).result
    assert left.round is not None
    assert (left.known, left.round.sources) == (0, ())


@pytest.mark.parametrize("name", ["云岫县林业局", "云岫县人民政府"])
def test_another_body_is_not_known(examiner: Examiner, known: Baseline, name: str) -> None:
    rounds = second(*known.reports)
    left = rounds.of(issued(examiner, name)).result
    assert left.round is not None
    assert (left.known, left.round.sources, left.round.settled) == (0, (), ())
    (missing,) = rounds.outstanding
    assert (missing.source, missing.findings) == ("报告.html", len(known.reports[0].findings))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("云岫县人民政府", "云岫县人民政府办公室"),
        ("云岫县人民政府办公室", "云岫县人民政府"),
        ("云岫县水务局", "清溪区水务局"),
        ("云岫县水务局", "云岫县水务局执法大队"),
    ],
)
def test_bodies_with_names_alike_are_not_joined(examiner: Examiner, then: str, now: str) -> None:
    left = second(known_report(issued(examiner, then))).of(issued(examiner, now)).result
    assert left.round is not None
    assert left.round.sources == ()


def test_the_roster_tells_two_bodies_with_like_names_apart(examiner: Examiner) -> None:
    names = "云岫县工信局", "云岫县工业和信息化局"
    roster = Roster("名单.csv", tuple(map(Entry, names)))
    first, now = (issued(examiner, name) for name in names)
    left = second(known_report(first), roster=roster).of(now).result
    assert left.round is not None
    assert left.round.sources == ()


def test_another_year_is_not_known(examiner: Examiner, known: Baseline) -> None:
    data = RENDERERS["plain"](apply(make(pack(), "2021", year=2023), FAULTY, pack()))
    left = second(*known.reports).of(examiner.examine(Source("报告.html", data))).result
    assert left.known == 0


def test_two_drafts_of_the_first_round_are_one_report(examiner: Examiner) -> None:
    two = [
        known_report(result(examiner, e, source=s)) for e, s in ((CELL, "初稿"), (HEADING, "稿"))
    ]
    rounds = second(*two)
    left = rounds.of(result(examiner, {}, source="终稿")).result
    assert left.round is not None
    assert rules(left.round.settled) == sorted({f.rule for report in two for f in report.findings})
    assert rounds.outstanding == ()


def test_the_first_version_of_the_file_is_read(examiner: Examiner, tmp_path: Path) -> None:
    found = result(examiner, FAULTY)
    entries = [
        {"fingerprint": f.fingerprint, "rule": f.rule, "source": found.source}
        for f in found.findings
    ]
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"schema": "gklint-baseline/1", "findings": entries}), "utf-8")
    left = second(*load_baseline(path).reports).of(result(examiner, HEADING, source="新")).result
    assert left.round is not None
    assert (left.findings, rules(left.round.persisting)) == ((), ["ST03"])
    assert {(s.rule, s.severity, s.place) for s in left.round.settled} == {
        (f.rule, None, "") for f in found.findings if f.rule != "ST03"
    }


def as_run(*documents: DocumentResult) -> dict[str, Any]:
    run = RunReport("0", "annual-report", "1", "zh", "self-check", None, documents)
    return run_object(run)


def test_the_json_of_a_run_is_a_baseline_too(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    first = issued(examiner, "云岫县工信局", MORE)
    path.write_text(json.dumps(as_run(first)), "utf-8")
    known = known_report(first)
    told = [f._replace(place=localise(f.place, "zh")) for f in known.findings]  # as the run was
    assert load_baseline(path).reports == (known._replace(findings=tuple(told)),)
    # A second round's JSON holds what is open from the first one, too.
    now = issued(Examiner(Plan(ignore=("LG",))), "云岫县工业和信息化局", FAULTY)
    left = second(*load_baseline(path).reports).of(now)
    path.write_text(json.dumps(as_run(left.result)), "utf-8")
    (read,) = load_baseline(path).reports
    assert {f.mark for f in read.findings} == {f.mark for f in left.known.findings}
    assert rules(read.findings) == rules(first.findings)


def test_places_are_kept_in_both_languages(known: Baseline) -> None:
    (report,) = known.reports
    places = {f.rule: f.place for f in report.findings}
    assert places["NM01"] == Localised(
        "表三 → 一、本年新收政府信息公开申请数量 → 自然人",
        "Table 3 → requests newly received → natural persons",
    )


def test_the_file_compares_well(examiner: Examiner) -> None:
    first = known_report(result(examiner, FAULTY))
    other = known_report(result(examiner, MORE, source="乙/报告"))
    text = baseline_text([other, first])
    assert text == baseline_text([first, other])
    content = json.loads(text)
    assert content["schema"] == SCHEMA
    assert [entry["source"] for entry in content["documents"]] == ["乙/报告.html", "报告.html"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no json", "不是 JSON 文件"),
        (b"\xff\xfe\x00", "不是 JSON 文件"),
        (b"[" * 100_000, "不是 JSON 文件"),
        (b"[]", "不是 gklint 的基线文件"),
        (b'{"schema": ["gklint-baseline/2"]}', "不是 gklint 的基线文件"),
        (b'{"schema": "other/1", "findings": []}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint-baseline/1"}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint-baseline/1", "findings": [3]}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint-baseline/1", "findings": [{"rule": "x"}]}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint-baseline/2", "documents": [3]}', "不是 gklint 的基线文件"),
        (b'{"schema": "gklint/1", "documents": [{"source": "a"}]}', "不是 gklint 的基线文件"),
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
