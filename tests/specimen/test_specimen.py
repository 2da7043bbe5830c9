"""The clean report of a pack, and edits on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.checks.base import Context
from gklint.document.read import read
from gklint.engine import judge
from gklint.finding import Verdict
from gklint.report.model import HeadingKind
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.specimen import SpecimenError, apply, make, to_html, to_text

if TYPE_CHECKING:
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack
    from gklint.specimen import Specimen

PACKS = [pack for pack in load_packs() if pack.specimen]
FORMS = [
    pytest.param(pack, form, id=f"{pack.key}-{form}")
    for pack in PACKS
    for form in pack.specimen["forms"]
]
PACK = next(pack for pack in PACKS if pack.key == "annual-report")


def recognised(pack: Pack, specimen: Specimen, media: str) -> Report:
    text = to_html(specimen) if media == "html" else to_text(specimen)
    name = "s.html" if media == "html" else "s.txt"
    report = recognise(read(text.encode(), name), (pack,), Hints(source_name=name))
    assert report is not None
    return report


@pytest.mark.parametrize(("pack", "form"), FORMS)
@pytest.mark.parametrize("media", ["html", "text"])
def test_a_clean_specimen_reads_back_whole(pack: Pack, form: str, media: str) -> None:
    specimen = make(pack, form)
    report = recognised(pack, specimen, media)
    assert report.title is not None
    assert report.title.text == specimen.title
    assert report.year == specimen.year
    assert report.issuer == specimen.issuer
    assert report.form_key == form
    assert [section.key for section in report.sections] == [part.key for part in specimen.parts]
    assert {section.kind for section in report.sections} <= {HeadingKind.CANONICAL}
    assert {name: fact.raw for name, fact in report.facts.items()} == specimen.facts
    assert all(table.read == table.expected for table in report.tables.values())


@pytest.mark.parametrize(("pack", "form"), FORMS)
@pytest.mark.parametrize("media", ["html", "text"])
def test_a_specimen_is_told_by_its_own_pack(pack: Pack, form: str, media: str) -> None:
    specimen = make(pack, form)
    text = to_html(specimen) if media == "html" else to_text(specimen)
    for packs in (PACKS, PACKS[::-1]):
        report = recognise(read(text.encode(), f"s.{media[:4]}"), packs, Hints())
        assert report is not None
        assert report.pack is pack


@pytest.mark.parametrize(("pack", "form"), FORMS)
@pytest.mark.parametrize(
    ("media", "stage"),
    [("html", "draft"), ("html", "published"), ("text", "draft")],  # a text has no date of its own
)
@pytest.mark.parametrize("profile", ["self-check", "supervise", "crawl"])
def test_no_rule_finds_anything_in_a_clean_specimen(
    pack: Pack, form: str, media: str, stage: str, profile: str
) -> None:
    report = recognised(pack, make(pack, form), media)
    result = judge(report, pack.rules, Context(stage=stage, profile=profile), "zh")
    assert [(finding.rule, finding.message) for finding in result.findings] == []
    assert result.verdict is Verdict.PASS  # nothing found, and nothing left unread


def test_the_year_is_filled_in_everywhere() -> None:
    specimen = make(PACK, "2021", year=2025)
    assert specimen.title is not None
    assert "2025" in specimen.title
    assert specimen.published is not None
    assert specimen.published.startswith("2026-")
    assert "2025年12月31日" in specimen.preamble[0]
    assert "2022" not in to_html(specimen)
    assert "$" not in to_html(specimen)


def test_a_form_without_specimen() -> None:
    with pytest.raises(SpecimenError, match="has no specimen of the form '1999'"):
        make(PACK, "1999")


def edited(**edits: Any) -> Specimen:
    return apply(make(PACK, "2021"), edits, PACK)


def part(specimen: Specimen, key: str) -> Any:
    return next(part for part in specimen.parts if part.key == key)


def test_set_changes_one_cell_and_blank_is_blank() -> None:
    specimen = edited(set={"requests.new.company": 7, "requests.new.research": ""})
    assert specimen.facts["requests.new.company"] == "7"
    assert specimen.facts["requests.new.research"] == ""
    changed = {k for k, v in make(PACK, "2021").facts.items() if specimen.facts[k] != v}
    assert changed == {"requests.new.company", "requests.new.research"}


def test_replace_reaches_prose_headings_and_labels() -> None:
    specimen = edited(
        replace={
            "总体情况": "整体情况",
            "$year年1月1日": "$previous_year年1月1日",
            "自然人": "个人",
        }
    )
    assert part(specimen, "overview").heading == "一、整体情况"
    assert "由整体情况、" in specimen.preamble[0]
    assert "自2021年1月1日起" in specimen.preamble[0]
    assert '<td rowspan="2">个人</td>' in to_html(specimen)


def test_two_replacements_of_one_label_both_hold() -> None:
    specimen = edited(replace={"本年新收": "当年新收", "当年新收政府": "当年收政府"})
    assert "一、当年收政府信息公开申请数量" in to_html(specimen)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ({"replace": {"没有的文字": "x"}}, "occurs nowhere: '没有的文字'"),
        ({"set": {"requests.new.nobody": 1}}, "has no figure requests.new.nobody"),
        ({"remove_section": "appendix"}, "no section 'appendix'; there are: overview"),
        ({"remove_table": "appendix"}, "no table 'appendix'; there are: disclosure"),
        ({"remove_row": "requests.nothing"}, "no row 'requests.nothing'"),
        ({"headings": {"appendix": "x"}}, "no section 'appendix'"),
        ({"order": ["overview"]}, "order has to name every section once"),
        ({"tables": {"disclosure": "1999"}}, "the form '1999' has no table 'disclosure'"),
        ({"sett": {}}, "unknown edits: sett"),
    ],
)
def test_an_edit_that_fits_nothing_is_an_error(edits: dict[str, Any], message: str) -> None:
    with pytest.raises(SpecimenError, match=message):
        edited(**edits)


def test_sections_tables_and_rows_can_go() -> None:
    specimen = edited(
        remove_section="other", remove_table="disclosure", remove_row="requests.granted"
    )
    html = to_html(specimen)
    assert "六、" not in html.split("<body>")[1]
    assert "本年制发件数" not in html
    assert "（一）予以公开</td>" not in html
    assert 'rowspan="21">三、本年度办理结果' in html
    assert "requests.granted.total" not in specimen.facts


def test_another_editions_table() -> None:
    report = recognised(PACK, edited(tables={"disclosure": "2019"}), "html")
    assert report.tables["disclosure"].edition == "2019"
    assert report.tables["requests"].edition == "2021"


def test_prose_title_preamble_and_issuer() -> None:
    specimen = edited(
        issuer="云岫县林业局",
        preamble=["甲$year", "乙"],
        append={"preamble": "丙", "problems": ["丁"]},
        sections={"other": "戊"},
        headings={"other": "六、其他"},
        images={"other": None, "overview": "图"},
        order=["other", "overview", "disclosure", "requests", "review_litigation", "problems"],
        meta={"ContentSource": "x"},
        published=None,
    )
    assert specimen.issuer == "云岫县林业局"
    assert specimen.title == "云岫县林业局2022年政府信息公开工作年度报告"
    assert specimen.preamble == ("甲2022", "乙", "丙")
    assert part(specimen, "problems").prose[-1] == "丁"
    assert specimen.parts[0].key == "other"
    html = to_html(specimen)
    assert "云岫县水务局" not in html
    assert '<p>戊</p>\n<p><img src="images/1.png"></p>' in html
    assert 'alt="图"' in html
    assert '<meta name="ContentSource" content="x">' in html
    assert "PubDate" not in html


def test_no_title() -> None:
    html = to_html(edited(title=None))
    assert "<title></title>" in html
    assert "<h1>" not in html


def test_every_cell_is_printed_once_and_the_grid_is_full() -> None:
    for form in ("2019", "2021"):
        for section in make(PACK, form).parts:
            for table in section.tables:
                rows = list(table.rows())
                widths = {sum(cell.colspan for cell in row) for row in rows}
                assert len(widths) == 1
                printed = [cell.text for row in rows for cell in row if not cell.covered]
                assert sum(text in {"0", *table.cells.values()} for text in printed) >= len(
                    table.cells
                )


@settings(max_examples=15)
@given(st.data())
def test_any_figures_read_back(data: st.DataObject) -> None:
    names = sorted(make(PACK, "2021").facts)
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=20, unique=True))
    figures = {name: str(data.draw(st.integers(0, 99999))) for name in chosen}
    report = recognised(PACK, edited(set=figures), data.draw(st.sampled_from(["html", "text"])))
    assert {name: str(report.value(name)) for name in chosen} == figures


def test_set_takes_a_pattern_of_names() -> None:
    specimen = edited(set={"review_litigation.*": 0, "requests.new.*": 1})
    facts = specimen.facts
    assert {v for k, v in facts.items() if k.startswith("review_litigation.")} == {"0"}
    assert {v for k, v in facts.items() if k.startswith("requests.new.")} == {"1"}
    assert facts["requests.total.total"] == "27"
