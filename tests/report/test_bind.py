"""Every figure has a value of its own here, so that one bound to a wrong name shows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
from lxml import html

from gklint.report.model import FactState, Report
from gklint.specimen import Specimen, apply, to_html, to_text
from tests.builders.render import docx, portal, word_pasted
from tests.report.reading import clean, pack, report

Page: TypeAlias = Any  # lxml.html is not typed
Change = Callable[[Page], None]


def numbered(form: str) -> Specimen:
    names = list(clean(form).facts)
    return apply(clean(form), {"set": {n: str(1000 + i) for i, n in enumerate(names)}}, pack())


def changed(change: Change, form: str = "2021") -> Report:
    page = html.document_fromstring(to_html(numbered(form)))
    change(page)
    return report(bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")), "a.html")


def assert_all_read(found: Report, form: str) -> None:
    expected = {name: Decimal(raw) for name, raw in numbered(form).facts.items()}
    wrong = {
        name: (found.value(name), value)
        for name, value in expected.items()
        if found.value(name) != value
    }
    assert wrong == {}
    assert set(found.facts) == set(expected)
    assert all(r.read == r.expected for r in found.tables.values())
    assert found.form_key == form


def tables(page: Page) -> list[Page]:
    return list(page.iter("table"))


def rows(table: Page) -> list[Page]:
    return list(table.iter("tr"))


def cell(text: str = "", tag: str = "td", **attributes: str) -> Page:
    made = html.Element(tag, attributes)
    made.text = text
    return made


def row(*texts: str) -> Page:
    made = html.Element("tr")
    for text in texts:
        made.append(cell(text))
    return made


def cut(number: int, at: int, header: int = 0) -> Change:
    """Table `number` cut before row `at`; the first `header` rows are printed again."""

    def change(page: Page) -> None:
        table = tables(page)[number]
        second = html.Element("table")
        whole = rows(table)
        for line in whole[:header]:
            second.append(copy.deepcopy(line))
        for line in whole[at:]:
            second.append(line)
        table.addnext(second)

    return change


def no_spans(page: Page) -> None:
    for td in page.iter("td"):
        for name in ("rowspan", "colspan"):
            td.attrib.pop(name, None)


def header_unspanned(page: Page) -> None:
    """Header cells that end in their row, with empty cells below, as some systems print them."""
    for number, left, right in ((1, 1, 1), (2, 5, 0)):
        lines = rows(tables(page)[number])
        for td in lines[1].iter("td"):
            td.attrib.pop("rowspan", None)
        for _ in range(left):
            lines[2].insert(0, cell())
        for _ in range(right):
            lines[2].append(cell())


def first_column(page: Page) -> None:
    for table in tables(page)[:1]:
        for number, line in enumerate(rows(table)):
            line.insert(0, cell("序号" if number == 1 else str(number)))


def blank_last_column(page: Page) -> None:
    for table in tables(page)[:2]:
        for line in rows(table):
            line.append(cell("\u00a0"))


def remarks_column(page: Page) -> None:
    for table in tables(page)[:1]:
        for line in rows(table):
            first = next(iter(line)).text or ""
            line.append(cell("备注" if first == "信息内容" else ""))


def unit_column(page: Page) -> None:
    lines = rows(tables(page)[0])
    for line in lines:
        cells = list(line)
        if len(cells) > 1:
            cells[0].addnext(cell("单位" if cells[0].text == "信息内容" else "件"))


def transposed(page: Page) -> None:
    table = tables(page)[2]
    figures = [td.text or "" for td in rows(table)[-1]]
    table.clear()
    table.append(row("", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    for number, label in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        table.append(row(label, *figures[5 * number : 5 * number + 5]))


def listed(page: Page) -> None:
    table = tables(page)[2]
    figures = [td.text or "" for td in rows(table)[-1]]
    table.clear()
    labels = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    for number, group in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        for place, label in enumerate(labels):
            line = row(label, figures[5 * number + place])
            if place == 0:
                line.insert(0, cell(group, rowspan="5"))
            table.append(line)


def review_and_litigation_apart(page: Page) -> None:
    table = tables(page)[2]
    second = copy.deepcopy(table)
    keep = [rows(table), rows(second)]
    keep[0][0].remove(keep[0][0][1])
    for number, td in enumerate(list(keep[0][1])):
        td.attrib.pop("rowspan", None)
        if number >= 5:
            keep[0][1].remove(td)
    keep[0][2].drop_tree()
    for td in list(keep[0][3])[5:]:
        keep[0][3].remove(td)
    keep[1][0].remove(keep[1][0][0])
    for td in list(keep[1][1])[:5]:
        keep[1][1].remove(td)
    for td in list(keep[1][3])[:5]:
        keep[1][3].remove(td)
    table.addnext(second)


def figures_row_apart(page: Page) -> None:
    table = tables(page)[2]
    second = html.Element("table")
    second.append(rows(table)[-1])
    table.addnext(second)


def blocks_apart(page: Page) -> None:
    table = tables(page)[0]
    starts = [i for i, line in enumerate(rows(table)) if len(line) == 1]
    for at in reversed(starts[1:]):
        cut(0, at)(page)


def in_one_table(page: Page) -> None:
    first, *others = tables(page)
    for table in others:
        for line in rows(table):
            first.append(line)
        table.drop_tree()


def nested(page: Page) -> None:
    for table in tables(page):
        outer = html.fromstring("<table><tr><td></td></tr></table>")
        table.addprevious(outer)
        next(outer.iter("td")).append(table)


def decoys(page: Page) -> None:
    for place in (tables(page)[0], tables(page)[2]):
        decoy = html.Element("table")
        decoy.append(row("指标名称", "计量单位", "2018年", "历年累计"))
        decoy.append(row("主动公开文件数", "条", "5", "6"))
        decoy.append(row("规范性文件", "件", "7", "8"))
        decoy.append(row("行政复议", "件", "9", "10"))
        decoy.append(row("总计", "件", "11", "12"))
        place.addprevious(decoy)


def a_copy_behind(page: Page) -> None:
    """Last year's table printed behind this year's: the first complete one counts."""
    for table in tables(page):
        again = copy.deepcopy(table)
        for td in again.iter("td"):
            if (td.text or "").isdigit():
                td.text = "7"
        table.addnext(again)


def an_incomplete_copy_before(page: Page) -> None:
    table = tables(page)[1]
    again = copy.deepcopy(table)
    for line in rows(again)[12:]:
        line.drop_tree()
    table.addprevious(again)


def other_numbers(page: Page) -> None:
    for td in page.iter("td"):
        text = td.text or ""
        if len(text) > 2 and text[0].isdigit() and text[1] == ".":
            td.text = f"{text[0]}、{text[2:]}"


def plain_quotes(page: Page) -> None:
    for td in page.iter("td"):
        if td.text:
            td.text = td.text.replace("“", '"').replace("”", '"').replace("（", "(")


def columns_swapped(page: Page) -> None:
    """The total printed first: order is the header's, not the form's."""
    lines = rows(tables(page)[1])
    lines[1].insert(0, list(lines[1])[-1])
    for line in lines[3:]:
        figures = [td for td in line if (td.text or "").isdigit()]
        figures[0].addprevious(figures[-1])


EVERY: dict[str, Change] = {
    "as the form prints it": lambda page: None,
    "table three cut in the middle": cut(1, 14),
    "table three cut, header again": cut(1, 14, header=3),
    "only the last row on the next page": cut(1, 27),
    "cut behind the header": cut(1, 3),
    "table two cut inside a block": cut(0, 3),
    "no spans": no_spans,
    "header cells not spanned": header_unspanned,
    "a column of numbers first": first_column,
    "a blank column last": blank_last_column,
    "a column of remarks": remarks_column,
    "a column of units": unit_column,
    "table four transposed": transposed,
    "table four as a list": listed,
    "review and litigation apart": review_and_litigation_apart,
    "the row of figures in a table of its own": figures_row_apart,
    "blocks in tables of their own": blocks_apart,
    "all in one table": in_one_table,
    "nested": nested,
    "decoys": decoys,
    "a copy behind": a_copy_behind,
    "an incomplete copy before": an_incomplete_copy_before,
    "1、 for 1.": other_numbers,
    "plain quotes": plain_quotes,
    "columns swapped": columns_swapped,
}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("name", EVERY)
def test_layouts(name: str, form: str) -> None:
    assert_all_read(changed(EVERY[name], form), form)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_no_label_is_called_changed_in_harmless_layouts(form: str) -> None:
    for name in ("as the form prints it", "1、 for 1.", "plain quotes", "no spans"):
        found = changed(EVERY[name], form)
        assert [t.labels for t in found.tables.values() if t.labels] == [], name
        assert [t.unknown for t in found.tables.values() if t.unknown] == [], name


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_other_formats(form: str) -> None:
    specimen = numbered(form)
    assert_all_read(report(to_text(specimen).encode(), "a.txt"), form)
    assert_all_read(report(docx(specimen), "a.docx"), form)
    assert_all_read(report(word_pasted(specimen), "a.html"), form)
    assert_all_read(report(portal(specimen), "a.html"), form)


def test_a_damaged_label_binds_and_is_told() -> None:
    def damage(page: Page) -> None:
        for td in page.iter("td"):
            if td.text == "2.其他法律行政法规禁止公开":
                td.text = "2.其他法律行政止公开"

    found = changed(damage)
    assert_all_read(found, "2021")
    (label,) = found.tables["requests"].labels
    assert (label.key, label.exact) == ("denied.other_law", False)
    assert label.printed == "2.其他法律行政止公开"
    assert label.canonical == "2.其他法律行政法规禁止公开"


def test_a_damaged_column_binds_by_what_stands_beside_it() -> None:
    def damage(page: Page) -> None:
        for td in page.iter("td"):
            if td.text == "本年制发件数":
                td.text = "本年（2021）制发件数"
            if td.text == "现行有效件数":
                td.text = "有效数"

    found = changed(damage)
    assert_all_read(found, "2021")
    assert {label.key for label in found.tables["disclosure"].labels} == {"issued", "in_force"}


def test_one_row_for_other_handling_is_the_edition_of_2019() -> None:
    def unsplit(page: Page) -> None:
        lines = rows(tables(page)[1])
        at = next(i for i, line in enumerate(lines) if "（六）" in "".join(line.itertext()))
        for line in lines[at + 1 : at + 3]:
            line.drop_tree()
        first = list(lines[at])
        first[0].attrib.pop("rowspan", None)
        first[0].set("colspan", "2")
        lines[at].remove(first[1])

    found = changed(unsplit)
    assert found.form_due == "2021"
    assert found.form_key == "2021"
    reading = found.tables["requests"]
    assert (reading.edition, reading.expected, reading.read) == ("2019", 161, 161)
    assert found.tables["disclosure"].edition == "2021"
    assert found.value("requests.other.natural_person") is not None
    assert "requests.other.misc.total" not in found.facts


def test_a_block_kept_from_the_other_edition_is_read_too() -> None:
    def kept(page: Page) -> None:
        table = tables(page)[0]
        table.append(row("第二十条第（九）项"))
        table.append(row("信息内容", "采购项目数量", "采购总金额"))
        table.append(row("政府集中采购", "3", "34万元"))

    found = changed(kept)
    reading = found.tables["disclosure"]
    assert (reading.edition, reading.expected, reading.read) == ("2021", 12, 12)
    assert reading.mixed == {"procurement": "2019"}
    assert found.value("disclosure.procurement.count") == 3
    assert found.facts["disclosure.procurement.amount"].note == "万元"


def test_what_is_not_there_is_absent_never_zero() -> None:
    def lose(page: Page) -> None:
        lines = rows(tables(page)[1])
        next(line for line in lines if "2.重复申请" in "".join(line.itertext())).drop_tree()
        tables(page)[2].drop_tree()

    found = changed(lose)
    reading = found.tables["requests"]
    assert (reading.read, reading.expected) == (168, 175)
    assert len(reading.missing) == 7
    assert all(name.startswith("requests.refused.repeat.") for name in reading.missing)
    assert "review_litigation" not in found.tables
    for name in (*reading.missing, "review_litigation.review.total"):
        assert found.facts[name].state is FactState.ABSENT
        assert found.value(name) is None


def test_an_added_row_is_unknown_and_shifts_nothing() -> None:
    def add(page: Page) -> None:
        line = next(r for r in rows(tables(page)[0]) if "行政规范性文件" in "".join(r.itertext()))
        line.addnext(row("其他主动公开文件", "4", "5", "6"))

    found = changed(add)
    assert_all_read(found, "2021")
    ((_, unknown),) = found.tables["disclosure"].unknown
    assert unknown.text == "其他主动公开文件"


def test_figures_under_strange_columns_are_not_bound() -> None:
    def strange(page: Page) -> None:
        table = tables(page)[0]
        table.clear()
        table.append(row("项目", "2021年", "2022年", "2023年"))
        table.append(row("规章", "5", "6", "7"))
        table.append(row("行政规范性文件", "8", "9", "10"))

    found = changed(strange)
    assert "disclosure" not in found.tables
    assert found.value("disclosure.rules.issued") is None


def test_a_blank_form_is_read_blank() -> None:
    specimen = apply(clean(), {"set": {"*": ""}, "title": None}, pack())
    found = report(to_html(specimen).encode(), "a.html")
    assert {fact.state for fact in found.facts.values()} == {FactState.BLANK}
    assert [r.read for r in found.tables.values()] == [10, 175, 15]


def test_a_row_that_lost_a_cell_is_not_read() -> None:
    def lose(page: Page) -> None:
        line = rows(tables(page)[1])[5]
        line.remove([td for td in line if (td.text or "").isdigit()][2])

    found = changed(lose)
    assert [f.name for f in found.facts.values() if f.name.startswith("requests.granted")]
    assert found.tables["requests"].read == found.tables["requests"].expected - 7
    assert found.value("requests.granted.research") is None


def test_a_table_on_its_side_is_not_read_by_chance() -> None:
    def turn(page: Page) -> None:
        table = tables(page)[1]
        grid = [
            [td.text for td in line for _ in range(int(td.get("colspan", "1")))]
            for line in rows(table)[3:]
        ]
        names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
        for line in rows(table):
            table.remove(line)
        table.append(row("", *[line[-8] for line in grid]))
        for number, name in enumerate(names):
            table.append(row(name, *[line[number - 7] for line in grid]))

    found = changed(turn)
    assert all(found.value(name) is None for name in found.facts if name.startswith("requests."))


def test_a_letter_for_a_zero_leaves_its_row_read() -> None:
    def letters(page: Page) -> None:
        for td in rows(tables(page)[1])[5].iter("td"):
            if (td.text or "").isdigit():
                td.text = "O"

    found = changed(letters)
    assert found.tables["requests"].read == found.tables["requests"].expected
    assert found.facts["requests.granted.total"].state is FactState.TEXT
