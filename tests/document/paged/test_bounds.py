"""Pages as no author makes them cost no more than their size, or are refused."""

from __future__ import annotations

from random import Random

import pytest

from gklint.document.errors import LimitReached
from gklint.document.limits import MAX_PRINTED
from gklint.document.paged.assemble import assemble
from gklint.document.paged.page import Glyph, Hyperlink, Page, Rule
from tests.document.paged.drawing import borders, glyphs, line
from tests.growth import LINEAR, growth

GLYPH = Glyph("年", 100, 100, 110, 112, 10)


def scattered(count: int) -> Page:
    """Characters anywhere."""
    random = Random(1)
    found = []
    for _ in range(count):
        x, y = random.uniform(0, 580), random.uniform(0, 780)
        found.append(Glyph(random.choice("年度12—."), x, y, x + 10, y + 12, 10))
    return Page(1, 600, 800, tuple(found))


def one_line(count: int) -> Page:
    """Characters all on one line, in no order, one over the other."""
    random = Random(1)
    found = []
    for _ in range(count):
        x = random.uniform(0, 580)
        found.append(Glyph(random.choice("年度12"), x, 100, x + 10, 112, 10))
    return Page(1, 600, 800, tuple(found))


def numbers(count: int) -> Page:
    """Lines of numbers and words: one long table without rules."""
    settings = [
        setting
        for row in range(count)
        for x, text in ((60, "规章"), (200, "12"), (300, "34"), (400, "56"))
        for setting in line(text, x, 20.0 * row, 10.0)
    ]
    return Page(1, 600, 20.0 * count + 40, tuple(glyphs(settings)))


def ruled(count: int) -> Page:
    """A table of many rows, a number in each cell."""
    ys = [20.0 * row for row in range(count + 1)]
    xs = [50.0 + 60 * col for col in range(5)]
    rules = [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, 0, x, ys[-1]) for x in xs]
    settings = [
        setting for y in ys[:-1] for x in xs[:-1] for setting in line("12", x + 3, y + 3, 10.0)
    ]
    return Page(1, 600, ys[-1] + 40, tuple(glyphs(settings)), tuple(rules))


def words(count: int) -> Page:
    """Lines of a number and words beside it, which might all be labels of columns."""
    settings = [
        setting
        for row in range(count)
        for x, text in ((60, "12"), (200, "规章"), (300, "文件"), (400, "许可"))
        for setting in line(text, x, 14.0 * row, 10.0)
    ]
    return Page(1, 600, 14.0 * count + 40, tuple(glyphs(settings)))


def boxes(count: int) -> Page:
    """A drawing of many small tables."""
    sides = [
        (20.0 * n + 10 * c, 20.0 * m, 20.0 * n + 10 * c + 10, 20.0 * m + 15)
        for n in range(20)
        for m in range(count // 20)
        for c in range(2)
    ]
    text = tuple(glyphs(line("12" * 20, 10, 3, 9.0)))
    return Page(1, 600, 20.0 * count, text, tuple(borders(sides, "lines")))


def linked(count: int) -> Page:
    text = tuple(glyphs(line("年" * 50, 10, 100, 10.0)))
    links = tuple(Hyperlink(10, 95, 500, 115, f"https://a.example/{n}") for n in range(count))
    return Page(1, 600, 800, text, links=links)


@pytest.mark.parametrize("make", [scattered, one_line, numbers, words, ruled, boxes, linked])
def test_cost_grows_with_size(make: object) -> None:
    assert callable(make)
    assert growth(make, lambda page: assemble([page]), 400) < LINEAR


def test_table_over_many_pages() -> None:
    def pages(count: int) -> list[Page]:
        one = ruled(30)
        return [one._replace(number=number + 1) for number in range(count)]

    assert growth(pages, assemble, 6) < LINEAR


def test_too_many_characters() -> None:
    page = Page(1, 600, 800, (GLYPH,) * MAX_PRINTED)
    with pytest.raises(LimitReached) as caught:
        assemble([page, page, page])
    assert caught.value.key == "text"


def test_too_many_cells() -> None:
    """Rules that make more cells than any table has."""
    rules = [Rule(0, 4 * n, 4100, 4 * n) for n in range(1025)]
    rules += [Rule(4 * n, 0, 4 * n, 4100) for n in range(1025)]
    with pytest.raises(LimitReached) as caught:
        assemble([Page(1, 4200, 4200, (), tuple(rules))])
    assert caught.value.key == "cells"
