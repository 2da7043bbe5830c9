"""Several reports on one page: which one is read."""

from __future__ import annotations

import pytest

from gklint.specimen import Specimen, apply, make, to_html
from tests.report.reading import pack, report


def other(year: int) -> Specimen:
    specimen = make(pack(), "2021", year=year)
    return apply(specimen, {"set": {"requests.new.total": str(year)}}, pack())


def article(specimen: Specimen) -> str:
    return to_html(specimen).partition("<body>")[2].partition("</body>")[0]


def page(*specimens: Specimen, title: str = "") -> bytes:
    head = f"<meta charset='utf-8'><title>{title}</title>"
    return f"<html><head>{head}</head><body>{''.join(map(article, specimens))}</body>".encode()


@pytest.mark.parametrize("years", [(2022, 2023), (2023, 2022), (2022, 2023, 2021)])
def test_the_newest_where_the_page_does_not_say(years: tuple[int, ...]) -> None:
    found = report(page(*map(other, years)), "a.html")
    assert found.year == found.value("requests.new.total") == 2023
    assert [s.key for s in found.sections] == [s.key for s in pack().forms[-1].sections]


@pytest.mark.parametrize("years", [(2022, 2023), (2023, 2022)])
def test_the_one_the_page_is_named_after(years: tuple[int, ...]) -> None:
    title = other(2022).title or ""
    found = report(page(*map(other, years), title=title), "a.html")
    assert found.year == found.value("requests.new.total") == 2022
    assert found.title is not None
    assert "2022" in found.title.text


def test_of_copies_the_one_with_tables() -> None:
    tables = ["disclosure", "requests", "review_litigation"]
    bare = apply(other(2022), {"remove_table": tables}, pack())
    found = report(page(bare, other(2022)), "a.html")
    assert found.value("requests.new.total") == 2022


def test_a_part_printed_twice_is_no_second_report() -> None:
    first = article(other(2022)).replace("<p>二、", "<p>一、总体情况</p><p>又一段</p><p>二、")
    found = report(f"<meta charset='utf-8'>{first}".encode(), "a.html")
    assert [s.key for s in found.sections][:3] == ["overview", "overview", "disclosure"]


def test_a_part_repeated_at_the_end_is_no_second_report() -> None:
    first = article(other(2022)).replace("</div>", "<p>一、总体情况</p><p>又一段</p></div>")
    found = report(f"<meta charset='utf-8'>{first}".encode(), "a.html")
    assert [s.key for s in found.sections][-2:] == ["other", "overview"]


def test_a_table_of_the_year_before_is_not_read_for_this_years() -> None:
    earlier = article(other(2021)).partition("</table>")[2].partition("<table>")[2]
    table = (
        f"<p>上年度的申请情况：</p><table>{earlier.partition('</table>')[0]}</table><p>本年度：</p>"
    )
    first, mark, rest = article(other(2022)).partition("</table>")
    before, begin, behind = rest.partition("<table>")
    whole = first + mark + before + table + begin + behind
    found = report(f"<meta charset='utf-8'>{whole}".encode(), "a.html")
    assert found.value("requests.new.total") == 2022
