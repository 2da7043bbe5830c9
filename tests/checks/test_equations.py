"""NM01 to NM04: relations of the form, one cause one finding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gklint.across.model import Digest, Figure, Match, Previous, Surroundings
from gklint.balance.locate import Change
from gklint.checks.alternatives import Phrases
from gklint.checks.base import Context
from gklint.checks.confirmed import confirmed
from gklint.checks.equations import KINDS, run_together
from gklint.checks.relations import system
from gklint.engine import judge
from gklint.finding import Diagnosis, Finding, Hit
from gklint.lang import Lang, Localised
from gklint.report.model import FactState
from gklint.ruleset.model import Equation
from gklint.ruleset.select import select
from tests.checks.specimens import findings, judged, pack, report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.report.model import Report


def relations(finding: Finding) -> list[tuple[str, str, str, str, str]]:
    return [(r.rule, r.fact, r.left, r.right, r.difference) for r in finding.relations]


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("medium", ["html", "text"])
def test_a_clean_table_balances(form: str, medium: str) -> None:
    result = judged(report(form, medium=medium), "NM01", "NM02", "NM03", "NM04")
    assert (result.findings, result.not_assessed) == ((), ())


def test_one_cause_is_one_finding_with_all_its_relations() -> None:
    found = report(set={"requests.denied.enforcement_file.natural_person": "20"})
    (finding,) = findings(found, "NM")
    assert finding.rule == "NM02"
    assert finding.diagnosis is Diagnosis.UNIQUE
    assert finding.location.fact == "requests.denied.enforcement_file.natural_person"
    assert relations(finding) == [
        ("NM02", "requests.total.natural_person", "9 + 2 + 21 + 4 + 1 + 0", "19", "18"),
        ("NM03", "requests.denied.enforcement_file.total", "20 + 0 + 0 + 0 + 0 + 0", "2", "18"),
    ]
    (suspect,) = finding.suspects
    assert (suspect.reported, suspect.suggested, suspect.confidence) == ("20", "2", "certain")
    assert suspect.reason == Localised("多写一位数字", "one digit too many")


def test_the_first_broken_rule_names_the_finding() -> None:
    (finding,) = findings(report(set={"requests.new.company": "15"}), "NM")
    assert finding.rule == "NM01"
    assert [r.rule for r in finding.relations] == ["NM01", "NM03"]
    assert "唯一改法" in finding.message
    assert "没有其他只改一格的办法" in finding.message


def test_a_cell_of_the_total_row_breaks_three_relations() -> None:
    (finding,) = findings(report(set={"requests.total.research": "4"}), "NM")
    assert [r.rule for r in finding.relations] == ["NM01", "NM02", "NM03"]
    assert finding.location.fact == "requests.total.research"


def test_ignoring_a_rule_removes_its_relations() -> None:
    found = report(set={"requests.denied.enforcement_file.natural_person": "3"})
    (finding,) = findings(found, "NM01", "NM02")
    assert [r.rule for r in finding.relations] == ["NM02"]
    # Without the rows every cell of the column would do.
    assert finding.diagnosis is Diagnosis.AMBIGUOUS
    assert {s.alternative for s in finding.suspects} == {1, 2, 3, 4, 5, 6}
    assert {s.confidence for s in finding.suspects} == {"possible"}
    assert "如果只有一格有误" in finding.message
    assert "等 " in finding.message


def test_disjoint_causes_are_several_findings() -> None:
    found = report(set={"requests.new.company": "15", "requests.granted.natural_person": "19"})
    first, second = findings(found, "NM")
    assert {first.location.fact, second.location.fact} == {
        "requests.new.company",
        "requests.granted.natural_person",
    }
    assert {first.diagnosis, second.diagnosis} == {Diagnosis.UNIQUE}
    assert {len(finding.suspects) for finding in (first, second)} == {1}


def test_a_swap_is_one_finding_with_both_cells() -> None:
    found = report(set={"requests.granted.natural_person": "3", "requests.granted.company": "9"})
    (finding,) = findings(found, "NM")
    assert [(s.fact, s.reported, s.suggested, s.alternative) for s in finding.suspects] == [
        ("requests.granted.natural_person", "3", "9", 1),
        ("requests.granted.company", "9", "3", 1),
    ]
    assert {s.reason for s in finding.suspects} == {
        Localised("两格的数互换了位置", "two numbers changed places")
    }
    assert "最少改动为 2 格" in finding.message
    assert "只改一格" not in finding.message
    assert len(finding.relations) == 2


def line(row: str, *figures: int) -> dict[str, str]:
    """A row of table 3."""
    form = pack().form("2021")
    table = form.table("requests") if form is not None else None
    assert table is not None
    columns = [column.key for column in table.blocks[0].columns]
    return {f"requests.{row}.{c}": str(v) for c, v in zip(columns, figures, strict=True)}


def test_alternatives_of_one_kind_are_told_together() -> None:
    (finding,) = findings(report(set=line("unable.not_held", 0, 0, 0, 0, 0, 0, 0)), "NM")
    assert finding.diagnosis is Diagnosis.AMBIGUOUS
    assert max(s.alternative for s in finding.suspects) == 6
    assert "“三、本年度办理结果”中的" in finding.message
    assert finding.message.count("改为") == 0
    assert len(finding.message) < 250


def test_a_row_left_out_whose_total_the_prose_states_is_likely() -> None:
    (finding,) = findings(report(set=line("granted", 0, 0, 0, 0, 0, 0, 0)), "NM")
    assert finding.diagnosis is Diagnosis.LIKELY
    assert {s.fact.rpartition(".")[0] for s in finding.suspects if s.alternative == 1} == {
        "requests.granted"
    }


def test_many_errors_are_told_as_far_as_they_can_be() -> None:
    edits = {
        "requests.granted.natural_person": "10",
        "requests.partial.company": "4",
        "requests.denied.process.research": "9",
        "requests.unable.not_held.nonprofit": "27",
        "requests.unable.unclear.legal_service": "81",
        "requests.new.other_org": "243",
    }
    (finding,) = findings(report(set=edits), "NM01", "NM02", "NM03")
    assert finding.diagnosis is Diagnosis.PARTIAL
    assert {s.fact for s in finding.suspects} == set(edits)
    assert {s.confidence for s in finding.suspects} == {"possible"}
    assert "不能整体推断" in finding.message


def test_figures_from_outside_that_decide_are_owned_up_to() -> None:
    edits = {"requests.granted.company": "4", "requests.granted.total": "15"}
    with_prose = balance(report(set=edits), Context())
    assert with_prose.diagnosis is Diagnosis.LIKELY
    assert "参照了正文或上年报告" in with_prose.message
    silent = balance(report(set=edits, sections={"overview": "全年工作平稳有序。"}), Context())
    assert silent.diagnosis is Diagnosis.AMBIGUOUS
    assert "参照了" not in silent.message


def changed(found: Report, cells: Mapping[str, str]) -> Report:
    """`found` with other numbers in some cells."""
    facts = {
        name: found.facts[name]._replace(raw=raw, value=Decimal(raw)) for name, raw in cells.items()
    }
    return replace(found, facts={**found.facts, **facts}, memo={})


def test_a_mistake_that_the_prose_repeats_is_still_found() -> None:
    wrong = report(
        set={"requests.new.total": "62"},
        replace={"新收政府信息公开申请26件": "新收政府信息公开申请62件"},
    )
    finding = balance(wrong, Context())
    assert finding.diagnosis is Diagnosis.LIKELY
    first = finding.suspects[0]
    assert (first.fact, first.suggested) == ("requests.new.total", "26")
    assert (
        "但正文或上年报告中的数字与“一、本年新收政府信息公开申请数量”行“总计”列现填的相同"
        in finding.message
    )
    assert "唯一" not in finding.message
    assert "gives the same figure" in balance(wrong, Context(), "en").message


def test_one_slip_over_two_cells_is_one_finding() -> None:
    swapped = {"requests.granted.natural_person": "1", "requests.granted.nonprofit": "9"}
    (finding,) = findings(report(set=swapped), "NM01", "NM02", "NM03")
    assert {s.fact for s in finding.suspects if s.alternative == 1} == set(swapped)
    assert "两格的数互换了位置" in finding.message


def test_what_every_way_has_in_common_is_told_once() -> None:
    wrong = {
        "requests.carried_out.company": "9",  # certain in itself
        "requests.denied.process.natural_person": "3",  # and its total made from it
        "requests.denied.process.total": "3",
    }
    found = report(set=wrong, sections={"overview": "全年工作平稳有序。"})
    (finding,) = findings(found, "NM01", "NM02", "NM03")
    assert finding.diagnosis is Diagnosis.AMBIGUOUS
    assert "找到的改法都有“四、结转下年度继续办理”行“商业企业”列 9 改为 1；其余" in finding.message
    assert finding.message.count("商业企业") == 2  # there, and as the first broken column
    by_way = {s.alternative for s in finding.suspects if s.fact == "requests.carried_out.company"}
    assert by_way == {s.alternative for s in finding.suspects}


def test_changes_of_one_row_are_told_together() -> None:
    clean = report()
    made = system(clean, "requests")
    assert made is not None
    cells = ("new.natural_person", "new.company", "carried_out.total")
    changes = [Change(f"requests.{cell}", Decimal(2), Decimal(18)) for cell in cells]
    told = Phrases(clean, made).listed_changes(changes)
    assert told.zh == (
        "“一、本年新收政府信息公开申请数量”行（“自然人” 2 改为 18、“商业企业” 2 改为 18）、"
        "“四、结转下年度继续办理”行“总计”列 2 改为 18"
    )
    assert told.en == (
        "row “requests newly received” (“natural persons” from 2 to 18, “companies” from 2 to 18), "
        "row “carried over to next year”, column “total” from 2 to 18"
    )


def test_no_reason_is_told_where_there_is_none() -> None:
    clean = report(sections={"overview": "全年工作平稳有序。"})
    (finding,) = findings(changed(clean, {"requests.granted.company": "847"}), "NM")
    assert finding.diagnosis is Diagnosis.UNIQUE
    assert "可能原因" not in finding.message


@pytest.mark.parametrize("amount", [-1, 1, 3])
def test_two_totals_off_by_the_same_are_one_finding(amount: int) -> None:
    clean = report(sections={"overview": "全年工作平稳有序。"})
    cells = ("requests.granted.total", "requests.total.company")  # in no equation together
    wrong = {cell: str((clean.facts[cell].value or 0) + amount) for cell in cells}
    (finding,) = findings(changed(clean, wrong), "NM01", "NM02", "NM03")
    assert {s.fact for s in finding.suspects if s.alternative == 1} == set(cells)
    assert "总计没有随分项更新" in finding.message


@pytest.mark.parametrize("row", ["new", "granted", "denied.process", "total", "carried_out"])
@pytest.mark.parametrize("amounts", [(1, -1), (4, -4), (2, 5), (-2, 1)])
def test_what_a_finding_would_change_mends_its_relations_and_breaks_none(
    row: str, amounts: tuple[int, int]
) -> None:
    clean = report(sections={"overview": "全年工作平稳有序。"})
    cells = (f"requests.{row}.natural_person", f"requests.{row}.company")
    wrong = {
        cell: str(max(0, (clean.facts[cell].value or 0) + amount))
        for cell, amount in zip(cells, amounts, strict=True)
    }
    told = findings(changed(clean, wrong), "NM01", "NM02", "NM03")
    assert told
    whole = {(r.rule, r.fact) for finding in told for r in finding.relations}
    for finding in told:
        mended = {s.fact: s.suggested for s in finding.suspects if s.alternative == 1}
        after = findings(changed(clean, {**wrong, **mended}), "NM01", "NM02", "NM03")
        left = {(r.rule, r.fact) for other in after for r in other.relations}
        assert left == whole - {(r.rule, r.fact) for r in finding.relations}


def test_alternatives_name_their_rows() -> None:
    edits = {"requests.granted.company": "4", "requests.granted.total": "15"}
    (finding,) = findings(report(set=edits), "NM")
    assert "“（一）予以公开”行" in finding.message
    assert "“1.本机关不掌握相关政府信息”行" in finding.message


def test_what_may_be_a_misbooking_names_both_ways() -> None:
    edits = {"requests.granted.natural_person": "8", "requests.partial.natural_person": "3"}
    (finding,) = findings(report(set=edits), "NM")
    assert finding.diagnosis in (Diagnosis.LIKELY, Diagnosis.AMBIGUOUS)
    assert len({s.alternative for s in finding.suspects}) > 1


def test_a_table_out_of_step_is_said_to_be_perhaps_read_wrongly() -> None:
    edits = {
        **line("granted", 3, 1, 4, 1, 5, 9, 2),
        **line("partial", 6, 5, 3, 5, 8, 9, 7),
        **line("new", 9, 3, 2, 3, 8, 4, 6),
    }
    (finding,) = findings(report(set=edits), "NM01", "NM02", "NM03")
    assert finding.diagnosis is Diagnosis.UNEXPLAINED
    assert finding.suspects == ()
    assert "读取错位" in finding.message


def test_a_row_one_cell_off_is_told_and_may_be_a_matter_of_reading() -> None:
    first, second = findings(report(set=line("granted", 0, 9, 3, 0, 1, 1, 0)), "NM")
    assert (first.rule, second.rule) == ("NM02", "NM11")
    assert {s.reason.zh for s in first.suspects if isinstance(s.reason, Localised)} == {
        "连续几格错开了一格"
    }
    assert (second.severity, second.outcome, second.relations) == ("info", "review", ())


def test_where_the_grid_was_not_read_displaced_figures_stand_for_the_broken_relations() -> None:
    found = report(set=line("granted", 0, 9, 3, 0, 1, 1, 0))
    reading = found.tables["requests"]
    ungridded = reading._replace(
        tables=tuple(table._replace(spans_known=False) for table in reading.tables)
    )
    doubtful = replace(found, tables={**found.tables, "requests": ungridded}, memo={})
    (finding,) = findings(doubtful, "NM")
    assert (finding.rule, finding.outcome) == ("NM11", "review")
    assert {r.rule for r in finding.relations} == {"NM02", "NM03"}
    assert finding.suspects
    (alone,) = findings(replace(doubtful, memo={}), "NM01", "NM02", "NM03")
    assert alone.rule == "NM02"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "edits",
    [
        {"requests.new.natural_person": "81"},
        {"requests.granted.natural_person": "19", "requests.partial.natural_person": "5"},
        {"requests.granted.company": "4", "requests.granted.total": "15"},
        {"requests.granted.natural_person": "", "requests.new.company": "6"},
        {"review_litigation.review.total": "5"},
        line("granted", 0, 0, 0, 0, 0, 0, 0),
        line("new", 1, 8, 5, 0, 1, 2, 0),
    ],
)
def test_no_hole_no_percentage_and_no_name_of_a_figure_in_any_sentence(
    edits: dict[str, str], lang: Lang
) -> None:
    rules = select(pack().rules, ("NM",), ())
    for finding in judge(report(set=edits), rules, Context(), lang).findings:
        for text in (finding.message, finding.remedy):
            assert "$" not in text
            assert "%" not in text
            assert "requests." not in text
            assert "natural_person" not in text
            assert "  " not in text
            assert lang == "en" or text.endswith("。")


def earlier(**figures: int) -> Context:
    """Last year's report, as far as it matters."""
    facts = {
        f"requests.carried_out.{column}": Figure(FactState.NUMBER, Decimal(value))
        for column, value in figures.items()
    }
    previous = Previous(Digest("last.html", facts=facts), Match("same", ""))
    return Context(around=Surroundings(previous=previous))


MISBOOKED = {"requests.new.natural_person": "17", "requests.new.company": "6"}


def balance(found: Report, context: Context, lang: Lang = "zh") -> Finding:
    rules = select(pack().rules, ("NM01", "NM02", "NM03"), ())
    (finding,) = judge(found, rules, context, lang).findings
    return finding


def test_last_year_keeps_what_was_carried_over_from_being_blamed() -> None:
    found = report(set=MISBOOKED)
    before = balance(found, Context())
    after = balance(found, earlier(natural_person=2, company=1))
    carried = {s.fact for s in before.suspects if ".carried_in." in s.fact}
    assert carried
    assert not any(".carried_in." in s.fact for s in after.suspects)


def test_a_doubtful_predecessor_confirms_nothing() -> None:
    found = report(set=MISBOOKED)
    around = earlier(natural_person=2, company=1).around
    assert around.previous is not None
    doubtful = around._replace(previous=around.previous._replace(match=Match("similar", "")))
    context = Context(around=doubtful)
    assert balance(found, context).suspects == balance(found, Context()).suspects


def test_the_prose_keeps_what_it_states_from_being_blamed() -> None:
    found = report(set={"requests.new.total": "25", "requests.carried_in.total": "4"})
    known = confirmed(found, Context())
    assert known["requests.new.total"] == 26
    finding = balance(found, Context())
    assert {s.fact for s in finding.suspects if s.alternative == 1} == {
        "requests.new.total",
        "requests.carried_in.total",
    }


def test_a_blank_is_zero_where_that_balances() -> None:
    found = report(set={"requests.denied.state_secret.natural_person": ""})
    result = judged(found, "NM01", "NM02", "NM03")
    assert (result.findings, result.not_assessed) == ((), ())


def test_a_blank_total_is_assessed_with_the_value_that_follows() -> None:
    found = report(set={"requests.granted.total": ""})
    result = judged(found, "NM01", "NM02", "NM03")
    assert result.findings == ()
    assert result.not_assessed == ()  # the value follows: told by NM06


def test_blanks_whose_values_do_not_follow_are_not_assessed() -> None:
    edits = {
        f"requests.{row}.{column}": ""
        for row in ("granted", "partial")
        for column in ("natural_person", "company")
    }
    result = judged(report(set=edits), "NM01", "NM02", "NM03")
    assert result.findings == ()
    assert {n.rule for n in result.not_assessed} == {"NM02", "NM03"}


def test_a_blank_is_plain_zero_where_the_district_says_so() -> None:
    found = report(set={"requests.granted.total": ""})
    result = judged(found, "NM01", "NM02", "NM03", blank="zero")
    assert [f.rule for f in result.findings] == ["NM02"]
    assert result.not_assessed == ()


def test_a_row_not_found_is_never_zero() -> None:
    result = judged(report(remove_row="requests.granted"), "NM01", "NM02", "NM03")
    assert result.findings == ()
    assert {n.rule for n in result.not_assessed} == {"NM02", "NM03"}


def test_words_in_a_cell_are_never_zero() -> None:
    found = report(set={"requests.carried_out.natural_person": "若干"})
    result = judged(found, "NM01", "NM02", "NM03", "NM05")
    assert [f.rule for f in result.findings] == ["NM05"]
    assert {n.rule for n in result.not_assessed} == {"NM01", "NM03"}


def test_a_table_that_is_not_filled_in_never_passes() -> None:
    result = judged(report(set={"requests.*": ""}), "NM01", "NM02", "NM03")
    assert result.findings == ()
    assert {n.rule for n in result.not_assessed} == {"NM01", "NM02", "NM03"}
    assert result.verdict == "review"


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_any_single_wrong_cell_of_table_three_is_named(form: str) -> None:
    found = report(form)
    rules = [r for r in pack().rules if r.options.get("table") == "requests"]
    names = [name for name in found.facts if name.startswith("requests.")]
    assert len(names) in (161, 175)
    for number, name in enumerate(names):
        fact = found.facts[name]
        assert fact.value is not None
        wrong = fact._replace(value=fact.value + 1 + number % 9)
        spoilt = replace(found, facts={**found.facts, name: wrong}, memo={})
        (outcome,) = (o for _, o in run_together(spoilt, rules, Context()))
        assert isinstance(outcome, Hit)
        (suspect,) = outcome.suspects
        assert (suspect.fact, suspect.suggested) == (name, f"{fact.value:f}")
        assert outcome.diagnosis is Diagnosis.UNIQUE


def test_table_four_has_one_finding_a_block_and_blames_no_cell() -> None:
    found = report(
        set={
            "review_litigation.review.total": "0",
            "review_litigation.suit_after_review.total": "7",
        }
    )
    first, second = findings(found, "NM04")
    assert [first.diagnosis, second.diagnosis] == [Diagnosis.AMBIGUOUS, Diagnosis.AMBIGUOUS]
    assert {s.confidence for s in (*first.suspects, *second.suspects)} == {"possible"}
    assert [s.fact for s in first.suspects if s.suggested == "4"] == [
        "review_litigation.review.total"
    ]
    assert len({s.alternative for s in second.suspects}) == len(second.suspects) == 5
    assert "如果只有一格有误" in first.message
    assert relations(first)[0][1:] == ("review_litigation.review.total", "2 + 1 + 0 + 1", "0", "4")
    assert "仅凭表内数字无法判断" in first.remedy


def test_a_table_of_the_other_edition_is_evaluated_by_its_own_rows() -> None:
    found = report(tables={"requests": "2019"})
    assert found.tables["requests"].edition == "2019"
    result = judged(found, "NM01", "NM02", "NM03")
    assert (result.findings, result.not_assessed) == ((), ())


def test_no_fact_names_in_what_people_read() -> None:
    found = report(set={"requests.new.company": "15", "review_litigation.review.total": "0"})
    for finding in findings(found, "NM"):
        for text in (finding.message, finding.remedy, finding.location.text):
            assert "requests." not in str(text)
            assert "review_litigation" not in str(text)


def test_rules_that_can_match_nothing_are_told() -> None:
    rule = next(r for r in pack().rules if r.id == "NM01")
    validate = KINDS[0].validate
    assert validate is not None
    assert list(validate(rule, pack())) == []
    for options in ({"table": "x", "equation": "y"}, {"table": "requests", "equation": "y"}):
        assert len(list(validate(rule._replace(options=options), pack()))) == 1


def test_an_equation_with_a_number_that_names_nothing_is_told() -> None:
    rule = next(r for r in pack().rules if r.id == "NM01")
    form = pack().forms[0]
    table = form.table("requests")
    assert table is not None
    wrong = Equation("balance", "requests", "column", "1 + 9.9 = 2", Localised("", ""))
    forms = (form._replace(tables=(replace(table, equations=(wrong,)),)),)
    validate = KINDS[0].validate
    assert validate is not None
    (problem,) = validate(rule, pack()._replace(forms=forms))
    assert "9.9" in str(problem)
