"""The page in a real browser: found by filter and sort, marked both ways, by keyboard, on paper,
without scripts, and never more than a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gklint.finding import Verdict
from gklint.result import BlockSeen, CellSeen
from tests.browser import runs
from tests.outputs import sample
from tests.outputs.test_html import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Show

WRONG = "requests.new.natural_person"


def shown(page: Page) -> list[str]:
    """The bodies in the index, top to bottom."""
    return page.locator("table.index tbody tr:not([hidden]) th").all_inner_texts()


def in_sight(page: Page, where: Locator) -> bool:
    box, view = where.bounding_box(), page.viewport_size
    assert view is not None
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= view["height"]


def lit(page: Page, number: str | None) -> Locator:
    """The entry of the finding, as soon as it is the one chosen: addresses change a little later
    than the click."""
    page.wait_for_selector(f"article.f.on[data-f='{number}']")
    return page.locator("article.f.on")


def focused(page: Page) -> str:
    text: str = page.evaluate(
        "(document.activeElement.getAttribute('href') || document.activeElement.id"
        " || document.activeElement.textContent).trim()"
    )
    return text


def test_it_asks_for_nothing_and_complains_of_nothing(show: Show) -> None:
    for run in (runs.district(), runs.crowd(14), runs.run(runs.document("a.html", **runs.WRONG))):
        look = show(run)
        look.page.locator("a[href^='#d']").first.click()
        assert [url for url in look.asked if not url.startswith(("file:", "data:"))] == []
        assert len([url for url in look.asked if url.startswith("file:")]) == 1
        assert look.said == []


def test_the_index_is_filtered(show: Show) -> None:
    page = show(runs.district()).page
    assert len(shown(page)) == 6
    page.locator("button.tile.fail").click()
    assert shown(page) == [runs.NAMES[1], runs.NAMES[3], runs.NAMES[4]]
    assert page.locator("button.tile.fail").get_attribute("aria-pressed") == "true"
    assert page.locator("#shown").inner_text() == "显示 3 / 6 份"
    page.select_option("#kind", "NM")
    assert shown(page) == [runs.NAMES[1], runs.NAMES[3]]
    page.select_option("#kind", "NM01")
    assert shown(page) == [runs.NAMES[1]]
    page.locator("#reset").click()
    assert len(shown(page)) == 6
    page.fill("#q", "财政")
    assert shown(page) == [runs.NAMES[3]]
    page.fill("#q", "一级标题 清溪")  # a fault and a body
    assert shown(page) == [runs.NAMES[4]]
    page.fill("#q", "没有的")
    assert shown(page) == []
    assert page.locator("#shown").inner_text() == "没有符合条件的报告。"
    page.locator("#reset").click()
    page.select_option("#level", "review")
    assert shown(page) == [runs.NAMES[1], runs.NAMES[2], runs.NAMES[3], runs.NAMES[4]]
    page.locator("#reset").click()
    page.locator("a[data-rule='ST03']").click()
    assert shown(page) == [runs.NAMES[1], runs.NAMES[4]]


def test_the_index_is_sorted(show: Show) -> None:
    page = show(runs.district()).page

    def sort(key: str) -> str | None:
        head = page.locator(f"th[data-sort='{key}']")
        head.locator("button").click()
        return head.get_attribute("aria-sort")

    assert sort("mend") == "descending"
    assert shown(page)[:2] == [runs.NAMES[1], runs.NAMES[3]]
    assert sort("mend") == "ascending"
    assert shown(page)[-1] == runs.NAMES[1]
    assert sort("verdict") == "ascending"
    assert shown(page)[0] == runs.NAMES[1]
    assert shown(page)[-2:] == [runs.NAMES[0], runs.NAMES[4]]  # clean, then unread
    assert sort("read") == "descending"
    assert sort("source") == "ascending"
    assert page.locator("th[aria-sort]").count() == 1


def test_one_document_opens_at_once(show: Show) -> None:
    page = show(runs.run(runs.document("a.html", **runs.WRONG))).page
    assert page.locator(".sheet").is_visible()
    assert page.locator("nav.bar").count() == 0


def test_from_the_finding_to_its_place_and_back(show: Show) -> None:
    page = show(runs.district(), "#d2").page
    cell = page.locator(f"[id='d2-c{WRONG}']")
    number = cell.get_attribute("data-f")
    entry = page.locator(f"#d2-f{number}")
    assert not in_sight(page, cell)
    entry.locator("h4 a").click()
    lit(page, number)
    assert in_sight(page, cell)
    assert in_sight(page, entry.locator("h4"))
    assert "on" in (cell.get_attribute("class") or "").split()
    assert "on" in (entry.get_attribute("class") or "").split()
    page.locator("mark").first.click()
    lit(page, "1")
    page.locator("mark").first.click()  # two findings: the next
    assert in_sight(page, lit(page, "2").locator("h4"))
    cell.locator("a.k").click()
    lit(page, number)
    page.locator("mark").first.click()
    lit(page, "1")
    cell.click()
    lit(page, number)
    entry.locator(".repair a").click()
    page.wait_for_selector("td.at-cell")
    assert "at-cell" in (cell.get_attribute("class") or "").split()


def test_on_a_telephone_too(show: Show) -> None:
    look = show(runs.district(), "#d2", width=390)
    page = look.page
    entry = page.locator("#d2-f3")
    entry.locator("h4 a").click()
    lit(page, "3")
    assert in_sight(page, page.locator("#d2 mark[data-f='3']"))
    page.locator("#d2 a.k[data-f='3']").click()
    page.wait_for_selector("a.no[href='#d2-m3']:focus")
    assert in_sight(page, entry.locator("h4"))
    for address in ("#index", "#d2"):
        page.evaluate(f"location.hash = '{address}'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_address_leads_to_its_place(show: Show) -> None:
    page = show(runs.crowd(14), "#d1-m4").page
    lit(page, "4")
    assert in_sight(page, page.locator("[id='d1-m4'] + *").first)
    page.evaluate("location.hash = '#d4'")
    page.wait_for_selector("#d4 .sheet")
    assert page.locator("#d1").is_hidden()
    assert page.title().startswith("单位3")
    page.go_back()
    page.wait_for_selector("#d1 .sheet")
    page.evaluate("location.hash = '#d99'")
    page.wait_for_selector("table.index")


def test_levels_are_shown_apart(show: Show) -> None:
    page = show(runs.district(), "#d2").page
    entries = page.locator("#d2 article.f:visible")
    every = entries.count()
    page.locator("#d2 .levels button", has_text="请核实").click()
    assert entries.count() == 1
    assert "quiet" in (page.locator(f"[id='d2-c{WRONG}']").get_attribute("class") or "")
    page.locator("#d2 .levels button", has_text="已改").click()
    assert entries.all_inner_texts()[0].startswith("已改")
    cell = page.locator(f"[id='d2-c{WRONG}']")
    cell.click()  # its finding is hidden: all are shown again
    lit(page, cell.get_attribute("data-f"))
    assert entries.count() == every


def test_the_keyboard_is_enough(show: Show) -> None:
    page = show(runs.district()).page
    page.keyboard.press("Tab")
    assert focused(page) == "#main"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("交通")
    assert shown(page) == [runs.NAMES[1]]
    page.keyboard.press("Escape")
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "#d2":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#d2 .sheet")
    page.keyboard.press("j")
    lit(page, "1")
    page.keyboard.press("j")
    lit(page, "2")
    assert focused(page) == "#d2-m2"
    page.keyboard.press("k")
    lit(page, "1")
    page.keyboard.press("Enter")
    page.wait_for_selector("a.k[href='#d2-f1']:focus")  # the number at the place
    page.keyboard.press("Enter")
    page.wait_for_selector("a.no[href='#d2-m1']:focus")  # and back at the entry
    page.keyboard.press("u")
    page.wait_for_selector("table.index")
    assert focused(page) == "#d2"
    page.locator("#reset").click()
    page.locator("table.index a[href='#d2']").click()
    page.wait_for_selector("#d2 .sheet")
    page.keyboard.press("n")
    page.wait_for_selector("#d3 .sheet")
    page.keyboard.press("p")
    page.wait_for_selector("#d2 .sheet")


def test_what_can_be_worked_says_its_name(show: Show) -> None:
    look = show(runs.district())
    for address in ("#index", "#d2"):
        look.page.evaluate(f"location.hash = '{address}'")
        assert look.page.evaluate(NAMELESS) == []
        assert look.page.evaluate("document.querySelectorAll('h1').length") == 1
        assert look.page.evaluate(JUMPS) == []
    assert look.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert show(runs.district("en")).page.evaluate("document.documentElement.lang") == "en"


NAMELESS = """() => [...document.querySelectorAll(
    'a, button, input, select, summary, [role], [tabindex="0"]')]
  .filter(e => e.offsetParent && e.getAttribute('role') !== 'status')
  .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || (e.labels || '').length))
  .map(e => e.outerHTML)"""

JUMPS = """() => {
  let last = 1;
  return [...document.querySelectorAll('h1, h2, h3, h4')].filter(e => e.offsetParent).filter(e => {
    const level = +e.tagName[1], jump = level > last + 1;
    last = level;
    return jump;
  }).map(e => e.outerHTML);
}"""

# Text against what lies behind it, by WCAG 2.1 (1.4.3): 4.5, and 3 for large type.
FAINT = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => {
    const f = v => v / 255 <= .03928 ? v / 255 / 12.92 : Math.pow((v / 255 + .055) / 1.055, 2.4);
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b);
  };
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const out = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!e.offsetParent || !own) continue;
    const style = getComputedStyle(e);
    if (style.clip !== 'auto' || e.tagName === 'OPTION') continue;
    const alpha = parseFloat(style.opacity);
    const back = behind(e);
    const mix = parse(style.color).slice(0, 3).map((v, i) => v * alpha + back[i] * (1 - alpha));
    const [a, b] = [light(mix), light(back)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if ((a + .05) / (b + .05) < (large ? 3 : 4.5))
      out.push([((a + .05) / (b + .05)).toFixed(2), e.className, e.textContent.slice(0, 20)]);
  }
  return out;
}"""


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out(show: Show, *, dark: bool) -> None:
    look = show(runs.district(), dark=dark)
    for address in ("#index", "#d2", "#d3", "#d4-m3", "#d5"):
        look.page.evaluate(f"location.hash = '{address}'")
        look.page.wait_for_timeout(30)
        assert look.page.evaluate(FAINT) == [], address


def test_on_paper_the_index_and_then_every_report(show: Show) -> None:
    look = show(runs.crowd(14))
    page = look.page
    page.fill("#q", "单位1")
    wanted = len(shown(page))
    assert wanted == 5
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("section.doc:visible .sheet").count() == wanted
    assert page.locator(".tools:visible, .bar:visible, .levels:visible").count() == 0
    breaks: list[str] = page.evaluate(
        "[...document.querySelectorAll('section.doc:not([hidden])')]"
        ".map(e => getComputedStyle(e).breakBefore)"
    )
    assert breaks == ["page"] * wanted
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("section.doc:visible").count() == 0
    assert page.locator("table.index").is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_on_paper_a_report_alone(show: Show) -> None:
    page = show(runs.district(), "#d2").page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("section.doc:visible").count() == 1
    assert page.locator("#index").is_hidden()
    assert page.locator("#d2").evaluate("e => getComputedStyle(e).breakBefore") == "auto"
    list_ = page.locator("#d2 .list")
    assert list_.evaluate("e => e.scrollHeight <= e.clientHeight + 1")


@pytest.mark.parametrize("documents", [6, 14])
def test_without_scripts_all_is_there(show: Show, documents: int) -> None:
    run = runs.district() if documents == 6 else runs.crowd(14)
    page = show(run, scripts=False).page
    page.wait_for_selector("table.index")
    assert page.locator("section.doc").count() == documents
    assert page.locator(".sheet").count() == sum(bool(d.content) for d in run.documents)
    assert page.locator(".noscript").is_visible()
    assert page.locator(".tools").is_hidden()
    told = page.locator("section.doc").all_inner_texts()
    for part in ("表三勾稽关系不平", "唯一改法", "一、整体情况"):
        assert any(part in text for text in told)


def test_what_a_document_says_never_runs(show: Show) -> None:
    bad = "".join(HOSTILE) + "\u202e"
    document = sample.document(source=f"报告/{bad}.html", body=bad)._replace(
        identity=sample.IDENTITY._replace(title=bad, issuer=bad, url="javascript:hacked=1"),
        findings=(sample.finding(message=bad, remedy=bad, evidence=bad, observed=bad),),
        content=(
            BlockSeen("title", bad, 0),
            BlockSeen("paragraph", bad, 1),
            BlockSeen("table", "", 41, None, (CellSeen(bad, 0, 0, fact=WRONG),)),
            BlockSeen("image", bad, 3),
            BlockSeen("embedded", bad, 4),
        ),
    )
    changes: dict[str, Any] = {"notes": (bad,), "roster": bad, "compared": bad}
    for count in (2, 14):  # as elements, as characters
        look = show(runs.run(*([document] * count), **changes))
        page = look.page
        page.fill("#q", "<script>")
        assert len(shown(page)) == count
        page.locator("table.index tbody a").first.click()
        page.wait_for_selector("#d1 .sheet")
        page.locator("article.f h4 a").first.click()
        page.locator(".paper td[data-f]").first.click()
        assert page.evaluate("typeof hacked") == "undefined"
        assert page.locator("body script").count() == 1
        assert page.locator("img").count() == 0
        assert bad[:60] in page.locator("#d1 .sheet p.paragraph").inner_text()
        assert [url for url in look.asked if not url.startswith(("file:", "data:"))] == []
        assert look.said == []


def test_a_crowd_stays_light(show: Show) -> None:
    run = runs.crowd(120)
    page = show(run).page
    elements = page.evaluate("document.getElementsByTagName('*').length")
    page.locator("table.index tbody a").first.click()
    page.wait_for_selector("#d1 .sheet")
    grown = page.evaluate("document.getElementsByTagName('*').length")
    assert elements < 120 * 40
    assert grown - elements < 1200  # one document's own
    assert sum(d.verdict is Verdict.PASS for d in run.documents) == 80
