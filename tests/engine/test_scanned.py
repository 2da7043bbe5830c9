"""What was read from pictures, and what was not read of them: never an accusation, never a pass."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from gklint.across.digest import digest
from gklint.across.model import Match, Previous, Surroundings
from gklint.checks.base import Context
from gklint.checks.carried import carried
from gklint.document.model import Document, Image, Note, NoteKind, Paragraph, Table
from gklint.document.read import read
from gklint.engine import judge, judge_unrecognised
from gklint.engine.doubt import doubted
from gklint.finding import Hit, Outcome, Severity, Verdict
from gklint.report.locate import at_document
from gklint.report.model import FactState
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.select import select
from gklint.specimen.examples import example_context
from gklint.specimen.source import example_source
from tests.engine.reports import pack
from tests.engine.scans import cut, document, is_table, pictures, report, scanned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.finding import Finding
    from gklint.lang import Lang
    from gklint.report.model import Report
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Rule

BROKEN = {"requests.new.total": "48"}  # 41 in the clean report


@cache
def reading() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in pack("reading").rules}


def judged(found: Report, *rules: str, around: Surroundings | None = None) -> DocumentResult:
    context = Context(around=around) if around is not None else Context()
    return judge(
        found, select(pack().rules, rules, ()), context, "zh", reading=reading(), with_facts=True
    )


def of(result: DocumentResult, rule: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in result.findings if finding.rule == rule)


def test_sums_of_scanned_figures_are_looked_at() -> None:
    typed = judged(report(document(set=BROKEN)))
    told = of(typed, "NM01")[0]
    assert (typed.verdict, told.outcome) == (Verdict.FAIL, Outcome.FAIL)
    read_by_ocr = judged(report(scanned(document(set=BROKEN))))
    doubted = of(read_by_ocr, "NM01")[0]
    assert (read_by_ocr.verdict, doubted.outcome) == (Verdict.REVIEW, Outcome.REVIEW)
    assert doubted.severity is Severity.ERROR
    assert doubted.message.startswith(told.message[:20])
    assert "识别自图片" in doubted.message
    assert "对照原件" in doubted.message
    assert doubted.fingerprint == told.fingerprint  # the same finding, whichever file it is in
    assert "图片" not in told.message


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "可能原因：识别误差，图片中的 8 被读成 3"),
        ("en", "possible reason: 8 in the picture misread as 3"),
    ],
)
def test_a_digit_that_may_be_misread_is_named(lang: Lang, told: str) -> None:
    new = "requests.new.natural_person"
    assert document_value(new) == 18
    for made, named in (
        (scanned(document(set={new: "13"})), True),
        (document(set={new: "13"}), False),
    ):
        rules = select(pack().rules, ("NM",), ())
        result = judge(report(made), rules, Context(), lang)
        (finding,) = of(result, "NM01")
        (suspect,) = finding.suspects
        assert (suspect.fact, suspect.suggested) == (new, "18")
        assert (told in finding.message) is named


def document_value(name: str) -> object:
    return report(document()).value(name)


def test_a_clean_scan_does_not_pass() -> None:
    typed = judged(report(document(published="2023-01-20")))
    assert typed.verdict is Verdict.PASS
    found = report(scanned(document(published="2023-01-20")))
    result = judged(found)
    assert result.verdict is Verdict.REVIEW
    (told,) = of(result, "RD06")
    assert "1–2" in told.message
    assert [c.scanned for c in result.coverage] == [c.read for c in result.coverage]
    # Whoever ignores RD06 still has a report that nobody has read.
    quiet = judge(found, pack().rules, Context(), "zh")
    assert quiet.verdict is Verdict.REVIEW


def test_figures_say_that_they_were_read_from_a_picture() -> None:
    result = judged(report(scanned(document(), is_table)))
    assert {fact.scanned for fact in result.facts} == {True}
    typed = judged(report(document()))
    assert {fact.scanned for fact in typed.facts} == {False}
    assert {c.scanned for c in typed.coverage} == {0}


def test_typed_prose_beside_a_scanned_table() -> None:
    edits: dict[str, Any] = {
        "append": {"overview": "全年新收政府信息公开申请17件。加强政府信息信息公开。"},
    }
    typed = judged(report(document(**edits)))
    assert of(typed, "PT01")[0].outcome is Outcome.FAIL
    mixed = judged(report(scanned(document(**edits), is_table)))
    assert of(mixed, "PT01")[0].outcome is Outcome.REVIEW  # it rests on the table
    (word,) = of(mixed, "LG05")
    assert word.outcome is Outcome.FAIL  # the text was not recognised but typed


def test_recognised_text_is_not_proofread() -> None:
    edits: dict[str, Any] = {"append": {"overview": "加强政府信息信息公开。（(联系人。"}}
    assert {f.rule for f in judged(report(document(**edits)), "LG").findings} >= {"LG03", "LG05"}
    asked = {r.id for r in select(pack().rules, ("LG",), ()) if not r.applies.media}
    whole = judged(report(scanned(document(**edits))), "LG")
    assert {f.rule for f in whole.findings} == {"RD06"}
    assert {n.rule for n in whole.not_assessed} == asked
    # Of a file in part typed, what was typed is.
    typed = scanned(document(**edits), lambda block: block.block < 3)
    half = judged(report(typed), "LG")
    assert {f.rule for f in half.findings} >= {"LG03", "LG05"}
    assert "LG05" in {n.rule for n in half.not_assessed}
    other = scanned(document(**edits), lambda block: block.block >= 3)
    assert not of(judged(report(other), "LG"), "LG05")


def _hard(rule: Rule, found: Report, context: Context) -> set[str]:
    asked = rule._replace(profiles={context.profile: "on"}, applies=rule.applies._replace(media=()))
    result = judge(found, (asked,), context, "zh")
    return {f.rule for f in result.findings if f.outcome is Outcome.FAIL}


# What asks nothing but a document, or is of pictures, does not rest on what was recognised.
READ = [r for r in pack().rules if {*r.needs} != {"document"} and r.kind != "images"]


@pytest.mark.parametrize("rule", READ, ids=[rule.id for rule in READ])
def test_no_rule_accuses_what_was_read_by_ocr(rule: Rule) -> None:
    example = next(example for example in rule.examples if example.fails)
    data, name = example_source(pack(), rule, example)
    hints = Hints(url=example.edits.get("url"), source_name=name)
    whole = read(data, name)
    typed = recognise(whole, (pack(),), hints)
    assert typed is not None
    context = example_context(pack(), rule, example, typed)
    blocks = tuple(
        b._replace(scanned=True) if isinstance(b, Paragraph | Table) else b for b in whole.blocks
    )
    found = recognise(whole._replace(blocks=blocks), (pack(),), hints)
    assert found is not None
    assert _hard(rule, found, context) == set()


def test_last_years_scan_is_no_proof() -> None:
    now = report(document(set={"requests.carried_in.natural_person": "9"}, year=2023))
    then = digest(report(document(year=2022)))
    for was_scanned, outcome in ((False, Outcome.FAIL), (True, Outcome.REVIEW)):
        last = Previous(then._replace(scanned=was_scanned), Match("same", then.issuer or ""))
        around = Surroundings(frozenset({"previous"}), previous=last)
        found = of(judged(now, "CY01", around=around), "CY01")
        assert {f.outcome for f in found} == {outcome}
        assert all(("用来比对的数字" in f.message) is was_scanned for f in found)


@pytest.mark.parametrize("where", ["others", "attached", "against"])
def test_another_form_that_is_a_scan_is_no_proof(where: str) -> None:
    now = report(document())
    other = digest(report(document(set={"requests.new.natural_person": "19"})))
    rule = next(rule for rule in pack().rules if rule.kind == "forms-agree")
    hit = Hit(at_document(), evidence="x")
    for was_scanned in (False, True):
        held = other._replace(scanned=was_scanned)
        value: Any = held if where == "against" else (held,)
        context = Context(around=Surroundings()._replace(**{where: value}))
        told, why = doubted(now, rule, hit, context)
        assert (told.outcome is Outcome.REVIEW) is bool(why) is was_scanned


def test_last_years_scan_is_no_witness() -> None:
    now, then = report(document(year=2023)), digest(report(document(year=2022)))
    for was_scanned in (False, True):
        last = Previous(then._replace(scanned=was_scanned), Match("same", then.issuer or ""))
        around = Surroundings(frozenset({"previous"}), previous=last)
        assert bool(carried(now, Context(around=around))) is not was_scanned


def test_a_digest_says_that_it_was_scanned() -> None:
    assert not digest(report(document())).scanned
    assert digest(report(scanned(document(), is_table))).scanned


def test_sums_with_a_member_read_by_ocr_are_looked_at() -> None:
    rule = next(rule for rule in pack().rules if rule.id == "RU01")
    example = next(example for example in rule.examples if example.fails)
    data, name = example_source(pack(), rule, example)
    found = recognise(read(data, name), (pack(),), Hints(source_name=name))
    assert found is not None
    context = example_context(pack(), rule, example, found)
    assert context.around.rollup is not None
    for members, outcome in (((), Outcome.FAIL), (("云岫县水务局",), Outcome.REVIEW)):
        rollup = context.around.rollup._replace(scanned=members)
        held = context._replace(around=context.around._replace(rollup=rollup))
        asked = rule._replace(profiles={context.profile: "on"})
        told = judge(found, (asked,), held, "zh").findings
        assert {f.outcome for f in told} == {outcome}


def test_ink_that_was_not_made_out_is_not_read() -> None:
    whole = scanned(
        document(set={"requests.new.company": "1\ufffd", "requests.new.research": "\ufffd"})
    )
    found = report(whole)
    for name in ("requests.new.company", "requests.new.research"):
        assert found.facts[name].state is FactState.ABSENT
    reading_of = found.tables["requests"]
    assert reading_of.expected - reading_of.read == 2
    result = judged(found)
    (told,) = of(result, "RD05")
    assert "2 格" in told.message
    assert not of(result, "NM05") + of(result, "NM06")  # neither a word nor a blank


class TestPages:
    def test_pages_that_were_not_read_are_told(self) -> None:
        result = judged(report(cut(document(), 8)))
        (told,) = of(result, "RD05")
        assert "第 2 页是图片" in told.message
        assert told.location.place is not None
        assert told.location.place.page == 2
        assert result.verdict is Verdict.REVIEW

    @pytest.mark.parametrize("first", range(2, 14))
    def test_nothing_is_called_missing_that_may_be_on_them(self, first: int) -> None:
        result = judged(report(cut(document(published="2023-01-20"), first)))
        hard = {f.rule for f in result.findings if f.outcome is Outcome.FAIL}
        assert hard <= {"SD04"}
        assert result.verdict is Verdict.REVIEW

    def test_parts_and_tables_are_not_assessed(self) -> None:
        result = judged(report(cut(document(), 4)))
        assert {"ST01", "ST06"} <= {item.rule for item in result.not_assessed}
        (told,) = of(result, "AC01")
        assert told.outcome is Outcome.REVIEW
        assert "第 2 页" in told.message
        assert "表二、表三、表四" in told.message

    def test_the_same_without_pictures_is_called_missing(self) -> None:
        whole = document()
        typed = whole._replace(blocks=whole.blocks[:6], links=())
        assert {"ST01"} <= {f.rule for f in judged(report(typed)).findings}

    def test_a_file_of_pictures(self) -> None:
        result = unrecognised(pictures())
        assert result.verdict is Verdict.UNREADABLE
        assert [f.rule for f in result.findings] == ["RD02", "AC03"]
        refused, scan = result.findings
        assert "gklint[ocr]" in refused.remedy
        assert "扫描件" in scan.message

    def test_a_recognised_scan_has_no_text_layer(self) -> None:
        (told,) = of(judged(report(scanned(document()))), "AC03")
        assert "没有文字层" in told.message
        assert not of(judged(report(scanned(document(), is_table))), "AC03")

    def test_a_scan_with_a_layer_of_text_has_one(self) -> None:
        whole = scanned(document())
        made = whole._replace(notes=(*whole.notes, Note(NoteKind.LAYER, "1, 2")))
        result = judged(report(made))
        assert not of(result, "AC03")
        assert of(result, "RD06")
        assert result.verdict is Verdict.REVIEW

    def test_a_scan_in_which_no_report_was_found(self) -> None:
        text = Paragraph("关于召开防汛工作会议的通知", 0, page=1, scanned=True)
        made = Document("application/pdf", (text,), notes=(Note(NoteKind.SCANNED, "1"),))
        assert [f.rule for f in unrecognised(made).findings] == ["RD04", "RD06", "AC03"]


def unrecognised(made: Document) -> DocumentResult:
    assert recognise(made, (pack(),), Hints()) is None
    return judge_unrecognised(made, "a.pdf", (pack(),), pack().rules, Context(), reading(), "zh")


@pytest.mark.parametrize(
    ("note", "rule", "part"),
    [
        (Note(NoteKind.CONVERTED, "LibreOffice"), "RD06", "LibreOffice"),
        (Note(NoteKind.FALLBACK, "html5lib"), "RD06", "解析"),
        (Note(NoteKind.DAMAGED, "word/styles.xml"), "RD05", "损坏"),
    ],
)
def test_how_a_file_was_read_is_told(note: Note, rule: str, part: str) -> None:
    result = judged(report(document()._replace(notes=(note,))))
    (told,) = of(result, rule)
    assert part in told.message
    assert told.outcome is Outcome.REVIEW


def test_a_picture_among_typed_pages_is_no_page() -> None:
    whole = document(images={"overview": "图解"})
    assert any(isinstance(block, Image) for block in whole.blocks)
    assert not of(judged(report(whole)), "RD05")
