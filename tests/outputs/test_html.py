"""The page as it is written: sound markup, nothing from outside, nothing lost, nothing made up."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from gklint.finding import Diagnosis, Finding, Outcome, Relation, Severity
from gklint.lang import Localised
from gklint.mask import mask
from gklint.messages import say
from gklint.messages.desk import DESK
from gklint.messages.page import PAGE, tell
from gklint.outputs import html as module
from gklint.outputs.html_marks import Stretch, marks, pieces
from gklint.outputs.html_paper import Paper
from gklint.outputs.run_level import run_totals
from gklint.result import BlockSeen, CellSeen, DocumentResult, Outstanding, Round, RunReport
from gklint.ruleset.load import load_packs
from gklint.specimen import apply, make, to_html
from tests.browser import runs
from tests.outputs import sample

if TYPE_CHECKING:
    from gklint.lang import Lang

ROOT = Path(__file__).resolve().parents[2]
CELL = "requests.new.natural_person"
TEMPLATES = ("page", "document", "finding", "paper")


def written(run: RunReport) -> str:
    out = io.StringIO()
    writer = module.HtmlWriter(runs.setting(run.lang), out, date(2025, 3, 1))
    for document in run.documents:
        writer.document(document)
    writer.finish(run)
    return out.getvalue()


def tree(page: str) -> markup.HtmlElement:
    """The page as a browser without scripts has it."""
    return markup.document_fromstring(
        page.replace("<noscript>", "<div>").replace("</noscript>", "</div>")
    )


def text_of(page: str) -> str:
    found = tree(page)
    for gone in found.xpath("//script | //style"):
        gone.drop_tree()
    return re.sub(r"\s+", " ", found.text_content())


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def district(lang: Lang) -> str:
    return written(runs.district(lang))


def test_every_address_inside_has_its_place(district: str) -> None:
    found = tree(district)
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    asked = {href[1:] for href in found.xpath("//@href") if href.startswith("#")}
    assert asked
    assert asked <= set(ids)
    assert set(found.xpath("//@aria-labelledby")) <= set(ids)


def test_it_asks_for_nothing_outside_and_runs_nothing_but_its_own(district: str) -> None:
    found = tree(district)
    links = set(found.xpath("//@href | //@src | //@action | //@srcset"))
    assert {link for link in links if not link.startswith("#")} == {"data:,"}
    assert not found.xpath("//@style")
    assert not [a for e in found.iter() for a in e.attrib if str(a).startswith("on")]
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name in ("script", "style"):
        (element,) = re.findall(rf"<{name}>(.*?)</{name}>", district, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(element.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert "url(" not in element
        assert "@import" not in element


def test_everything_of_a_finding_is_told(lang: Lang) -> None:
    run = runs.district(lang)
    told = text_of(written(run))
    for document in run.documents:
        for finding in document.findings:
            for part in (finding.message, finding.remedy, finding.rule):
                assert re.sub(r"\s+", " ", part).strip() in told
            for suspect in finding.suspects:
                assert suspect.suggested in told
        assert document.source.rpartition("/")[2] in told


def test_a_body_with_two_files_is_one_of_those_that_share_a_fault() -> None:
    run = runs.district()
    first, second = (run.documents[n]._replace(body="清溪区交通局") for n in (1, 5))
    shared = run.shared[0]._replace(bodies=("清溪区交通局", "清溪区教育局"))
    shared = shared._replace(sources=(*shared.sources, run.documents[2].source))
    run = run._replace(documents=(first, run.documents[2], second), shared=(shared,))
    (box,) = tree(written(run)).xpath("//details[@class='share']")
    assert box.xpath(".//summary/strong/text()") == ["2 个单位的报告有同样的问题"]
    assert box.xpath(".//li//bdi/text()") == [
        "清溪区交通局（交通局.html）",
        "清溪区交通局（卫健局.html）",
        runs.NAMES[2],
    ]


@pytest.mark.parametrize(("diagnosis", "label"), [(Diagnosis.AMBIGUOUS, "不平"), (None, "不一致")])
def test_sums_that_are_broken_and_cells_that_differ(
    diagnosis: Diagnosis | None, label: str
) -> None:
    relation = Relation("NM02", "requests.total.total", "3 + 4", "8", "-1", "各项之和，等于总计")
    found = sample.finding("NM02", relations=(relation,), expected="等于总计", diagnosis=diagnosis)
    page = tree(written(runs.run(runs.document("a.html")._replace(findings=(found,)))))
    (told,) = page.xpath("//section[@id='d1']//article//dl")
    labels = told.xpath("./dt/text()")
    assert label in labels
    assert "应为" not in labels


def test_what_is_outstanding_is_told_beside_a_single_report() -> None:
    document = runs.document("a.html")._replace(round=Round())
    left = Outstanding("2023/水务局（盖章）.pdf", "清溪区水务局", None, 1)
    page = tree(written(runs.run(document, compared="r1.json", outstanding=(left,))))
    (row,) = page.xpath("//section[@id='index']//tr[th/bdi='清溪区水务局']")
    assert [cell.text_content() for cell in row] == [left.body, "", "1", left.source]


def test_findings_of_no_report_are_in_the_totals() -> None:
    run = runs.run(runs.document("a.html", **runs.WRONG), runs.document("b.html"))
    missing = sample.finding("RU02", outcome=Outcome.FAIL, severity=Severity.ERROR)
    for findings in ((), (missing, missing)):
        page = tree(written(run._replace(findings=findings)))
        expected = run_totals(run._replace(findings=findings)).counts.mend
        told = page.xpath("//p[@class='sums']/span[@class='count mend']/text()")
        assert told == [f"应改 {expected} 条"]


def test_what_lies_across_reports_is_told(district: str, lang: Lang) -> None:
    told = text_of(district)
    assert say("roll.counts", lang, due=6, reported=4, unread=1, missing=1) in told
    assert runs.NAMES[5] in told
    assert tell("shared.count", lang, count=2) in told
    for status in ("new", "persisting", "settled", "unclear"):
        assert say(f"round.{status}", lang) in told
        assert say(f"round.{status}.count", lang, count=1 if status != "new" else 11) in told
    assert say("round.name", lang, name="青柳市交通局") in told
    assert tell("outstanding", lang, count=1) in told
    assert tell("rollup.equal", lang, count=1, open=1) in told
    assert tell("rollup.open", lang, names=runs.NAMES[5]) in told
    assert "2023/交通局.html" in told
    assert tell("off", lang) in told


def test_cells_that_were_not_read_are_named_and_never_zero() -> None:
    document = runs.document("a.html", issuer=runs.NAMES[2], **runs.MISSING)
    found = tree(written(runs.run(document)))
    assert not found.xpath("//td[contains(@id, 'carried_out')]")
    (gone,) = found.xpath("//div[@class='gone']")
    assert "表三 → 四、结转下年度继续办理：7 格" in gone.text_content()
    assert "168/175" in found.text_content()


def test_a_wrong_cell_shows_what_it_may_have_been() -> None:
    document = runs.document("a.html", **runs.WRONG)
    found = tree(written(runs.run(document)))
    (cell,) = found.xpath("//td[@id='d1-crequests.new.natural_person']")
    assert "bad" in cell.get("class").split()
    assert re.sub(r"\s", "", cell.text_content()).startswith("81")
    assert cell.xpath(".//span[@class='prop certain']/span/text()") == ["18", "唯一改法"]
    number = cell.get("data-f")
    (entry,) = found.xpath(f"//article[@data-f='{number}']")
    assert entry.xpath(".//ins/text()") == ["18"]
    assert cell.xpath(f".//span[@id='d1-m{number}']")


def test_equal_repairs_are_not_one_wrong_cell() -> None:
    document = runs.document("a.html", **runs.UNCLEAR)
    found = tree(written(runs.run(document)))
    (finding,) = [f for f in document.findings if f.rule == "NM04"]
    assert len({s.alternative for s in finding.suspects}) > 1
    cells = [found.xpath(f"//td[@id='d1-c{s.fact}']")[0] for s in finding.suspects]
    assert not [cell for cell in cells if "bad" in cell.get("class").split()]
    shown = [not cell.xpath(".//span[contains(@class, 'other')]") for cell in cells]
    assert shown == [s.alternative == 1 for s in finding.suspects]


def test_the_table_is_drawn_as_it_is_printed() -> None:
    document = runs.document("a.html")
    found = tree(written(runs.run(document)))
    seen = [cell for block in document.content for cell in block.cells]
    drawn = found.xpath("//table[contains(@class, 'form')]//td[not(contains(@class, 'gap'))]")
    assert [d.text_content() for d in drawn] == [c.text for c in seen]
    assert [(int(d.get("rowspan", 1)), int(d.get("colspan", 1))) for d in drawn] == [
        (c.rowspan, c.colspan) for c in seen
    ]


def test_one_document_has_no_index_and_many_have() -> None:
    one = tree(written(runs.run(runs.document("a.html"))))
    assert not one.xpath("//section[@id='index']")
    assert one.xpath("//section[@id='d1']")
    many = tree(written(runs.run(runs.document("a.html"), runs.document("b.html"))))
    assert len(many.xpath("//table[contains(@class, 'index')]/tbody/tr")) == 2


def test_nothing_at_all_is_a_page_too() -> None:
    assert "0" in text_of(written(runs.run()))


def test_what_could_not_be_read_has_its_line_and_its_reason() -> None:
    found = tree(written(runs.run(sample.UNREADABLE, sample.PARTIAL)))
    assert "这是 RAR 压缩包" in found.text_content()
    assert "已检查部分未发现问题，另有 7 格未读到" in found.text_content()


HOSTILE = (
    "<script>hacked=1</script>",
    "</noscript><script>hacked=1</script>",
    '"><img src=x onerror=hacked=1>',
    "' onmouseover='hacked=1",
    "</script><!--<script>",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;",
    "javascript:hacked=1",
)


def test_what_a_document_says_stays_text() -> None:
    bad = "".join(HOSTILE)
    document = sample.document(source=f"报告/{bad}.html", body=bad)._replace(
        identity=sample.IDENTITY._replace(title=bad, issuer=bad, url="javascript:hacked=1"),
        findings=(sample.finding(message=bad, remedy=bad, evidence=bad, observed=bad),),
        content=(
            BlockSeen("title", bad, 0),
            BlockSeen("paragraph", bad, 1),
            BlockSeen("table", "", 2, None, (CellSeen(bad, 0, 0),)),
            BlockSeen("image", bad, 3),
            BlockSeen("embedded", bad, 4),
        ),
    )
    page = written(runs.run(document, sample.CLEAN, notes=(bad,), roster=bad, compared=bad))
    found = tree(page)
    assert len(found.xpath("//script")) == 1
    assert not found.xpath("//img | //b[not(parent::div)]")
    assert not [a for e in found.iter() for a in e.attrib if str(a).startswith("on")]
    assert bad in found.text_content()
    assert found.xpath("//td/text()[contains(., 'hacked')]") != []


def test_controls_are_shown_and_not_sent() -> None:
    document = sample.document(content=(BlockSeen("paragraph", "甲\x00乙\x1b丙", 0),))
    page = written(runs.run(document))
    assert "甲␀乙␛丙" in page
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", page)


def test_many_clean_documents_leave_their_text_out_and_say_so(
    monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    monkeypatch.setattr(module, "PAPERS", 4)
    few, many = written(runs.crowd(4, lang)), written(runs.crowd(7, lang))
    assert few.count('class="sheet"') == 4
    assert many.count('class="sheet"') == 3  # those with findings
    assert tell("left_out", lang, all=7, count=4) in many
    assert tell("left_out", lang, all=4, count=0) not in few
    assert many.count("<article") == 3 * few.count("<article") // 2


def test_the_texts_of_documents_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAPER_CHARACTERS", 1)
    page = written(runs.crowd(3))
    assert page.count('class="sheet"') == 1
    assert page.count(tell("paper.left_out", "zh")) == 2


def test_long_runs_keep_documents_as_characters() -> None:
    page = written(runs.crowd(module.LAZY_FROM))
    kept = '<noscript><header class="dochead">'
    assert page.count(kept) == module.LAZY_FROM
    assert kept not in written(runs.crowd(module.LAZY_FROM - 1))


def test_a_large_table_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gklint.outputs.html_paper.MAX_CELLS", 3)
    cells = tuple(CellSeen(str(n), n, 0) for n in range(9))
    document = sample.document(findings=(), content=(BlockSeen("table", "", 0, None, cells),))
    assert (
        len(tree(written(runs.run(document))).xpath("//table[contains(@class, 'form')]//td")) == 3
    )


TEXTS = st.text("甲乙丙<&", min_size=1, max_size=30)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_stretches_cut_a_text_and_lose_nothing(text: str, spans: list[tuple[int, int]]) -> None:
    length = len(text)
    stretches = [
        Stretch(min(a, b), min(max(a, b), length), n, "mend")
        for n, (a, b) in enumerate(spans, 1)
        if min(a, b) < min(max(a, b), length)
    ]
    cut = pieces(text, stretches)
    assert "".join(piece.text for piece in cut) == text
    for stretch in stretches:
        over = "".join(piece.text for piece in cut if stretch.number in piece.numbers)
        assert over == text[stretch.start : stretch.end]
    assert sorted(n for p in cut for n in p.begins) == [s.number for s in stretches]
    assert sorted(n for p in cut for n, _ in p.ends) == [s.number for s in stretches]


BOXES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 3), st.integers(1, 3)),
    max_size=12,
)


@given(BOXES)
def test_every_row_of_a_table_is_as_wide_as_the_table(
    boxes: list[tuple[int, int, int, int]],
) -> None:
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, col, high, wide in boxes:
        covered = {(r, c) for r in range(row, row + high) for c in range(col, col + wide)}
        if not covered & taken:
            taken |= covered
            cells.append(CellSeen("1", row, col, high, wide))
    document = sample.document(
        findings=(), content=(BlockSeen("table", "", 0, None, tuple(cells)),)
    )
    (block,) = Paper(document, marks(document.content, ()), "zh").blocks()
    columns = max((c.col + c.colspan for c in cells), default=0)
    covered_in: list[int] = [0] * 20
    for r, line in enumerate(block.rows):
        for cell in line:
            for below in range(r, r + cell.span[0]):
                covered_in[below] += cell.span[1]
    assert covered_in[: len(block.rows)] == [columns] * len(block.rows)


def place_of(finding: Finding, *content: BlockSeen) -> frozenset[int]:
    return marks(content, [finding]).placed


def test_a_finding_without_a_place_of_its_own_goes_to_its_part() -> None:
    heading = BlockSeen("heading", "一、总体情况", 3, "overview")
    lost = sample.finding(location=sample.at("overview", None), suspects=(), relations=())
    assert marks((heading,), [lost]).blocks == {0: [(1, "mend")]}
    assert not place_of(sample.finding(location=sample.at("other", None)), heading)


def test_of_blocks_made_from_one_source_block_the_one_with_the_evidence_is_marked() -> None:
    content = (BlockSeen("paragraph", "甲乙丙丁", 7), BlockSeen("paragraph", "戊己庚辛", 7))
    at = sample.at(None, 7)
    assert at.place is not None
    anchor = at.place.anchor._replace(offset=1, length=2)
    found = sample.finding(
        location=at._replace(place=at.place._replace(anchor=anchor)), evidence="己庚"
    )
    assert list(marks(content, [found]).stretches) == [(1, None)]


def test_places_count_the_characters_of_the_source() -> None:
    content = (BlockSeen("paragraph", "一、总体情况", 7, generated=2),)
    at = sample.at(None, 7)
    assert at.place is not None
    anchor = at.place.anchor._replace(offset=0, length=4)
    found = sample.finding(location=at._replace(place=at.place._replace(anchor=anchor)))
    (stretch,) = marks(content, [found]).stretches[0, None]
    assert content[0].text[stretch.start : stretch.end] == "总体情况"


def test_personal_data_is_masked_without_moving_what_follows() -> None:
    text = "电话138 0013 8000，请联系。"
    masked = mask(text, in_place=True)
    assert len(masked) == len(text)
    assert masked.startswith("电话138****")
    assert masked.endswith("8000，请联系。")
    document = runs.document("a.html", **runs.WRONG)
    assert "13800138000" not in re.sub(r"\s", "", written(runs.run(document)))


def test_a_report_with_open_findings_of_the_last_round_is_not_called_clean() -> None:
    document = runs.document("a.html", **runs.WRONG)
    again = document._replace(findings=(), round=Round(persisting=document.findings))
    page = tree(written(runs.run(again, runs.document("b.html"), compared="r1.json")))
    assert page.xpath("//td/span[@class='v fail']/text()") == ["应改"]
    assert [t.get("data-verdict") for t in page.xpath("//div[@data-verdict]")] == ["fail", "pass"]
    assert len(page.xpath("//section[@id='d1']//article[@data-status='persisting']")) == len(
        document.findings
    )


def test_hints_are_folded_and_can_be_opened() -> None:
    hint = sample.finding(
        "LG02", severity=Severity.INFO, outcome=Outcome.FAIL, folded=True, suspects=(), relations=()
    )
    found = tree(written(runs.run(sample.document(findings=(hint,)))))
    assert found.xpath("//details[@class='more']/article")


@pytest.mark.parametrize("key", list(PAGE))
def test_the_texts_have_the_same_holes_in_both_languages(key: str) -> None:
    zh, en = (set(Template(PAGE[key][lang]).get_identifiers()) for lang in ("zh", "en"))
    assert zh == en


def test_every_text_is_used_and_every_text_used_exists() -> None:
    code = "\n".join(module._part(f"{name}.html.j2") for name in TEMPLATES)
    code += _source("html_document.py") + _source("html_index.py")
    plain = set(re.findall(r"""\b(?:t|tell)\(\s*['"]([\w.-]+)['"]\s*[,)]""", code))
    made = set(re.findall(r"""\b(?:t|tell)\(\s*f?['"](\w+\.)['{]""", code))
    assert plain <= {*PAGE, *DESK}
    unused = {key for key in PAGE if key not in plain and not key.startswith(tuple(made))}
    assert unused == set()


def _source(name: str) -> str:
    from importlib.resources import files

    return (files("gklint.outputs") / name).read_text("utf-8")


def test_english_pages_speak_english() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    assert not [key for key, words in PAGE.items() if chinese.search(words.en)]
    assert isinstance(PAGE["title"], Localised)


def test_the_command_writes_it(tmp_path: Path) -> None:
    source, target = tmp_path / "报告.html", tmp_path / "结果.html"
    pack = next(p for p in load_packs() if p.key == "annual-report")
    source.write_text(to_html(apply(make(pack, "2021"), runs.WRONG, pack)), "utf-8")
    words = ["check", str(source), "-o", f"html:{target}", "--no-cache"]
    ended = subprocess.run([sys.executable, "-m", "gklint", *words], cwd=ROOT, check=False)
    assert ended.returncode == 1
    found = tree(target.read_text("utf-8"))
    assert found.xpath(f"//td[@id='d1-c{CELL}']//span[@class='value']/text()") == ["18"]
    assert found.xpath("//article[@id='d1-f1']")


@pytest.mark.corpus
def test_every_published_report_can_be_shown(corpus: Path) -> None:
    for path in sorted((corpus / "reports").iterdir()):
        document: DocumentResult = runs.read(path.name, path.read_bytes())
        found = tree(written(runs.run(document)))
        drawn = found.xpath("//table[contains(@class, 'form')]//td[not(contains(@class, 'gap'))]")
        assert len(drawn) == sum(len(block.cells) for block in document.content), path.name
        ids = found.xpath("//@id")
        assert len(ids) == len(set(ids)), path.name
        placed = found.xpath("//article//h4/a/@href")
        assert {href[1:] for href in placed} <= set(ids), path.name
        stands = [f for f in document.findings if f.location.place is not None]
        assert len(placed) >= len(stands), path.name
