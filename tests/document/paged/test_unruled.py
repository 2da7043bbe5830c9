"""Tables without vertical rules, or without any: what is read is right, the rest is not read."""

from __future__ import annotations

import pytest

from gklint.document.model import Paragraph, Table
from gklint.document.paged.assemble import assemble
from tests.builders.figures import FORMS
from tests.document.paged.drawing import LEFT, Style
from tests.document.paged.reading import drawn, printed
from tests.document.paged.test_paragraphs import page

MOST = 0.9  # of all figures, where tables are not broken in the middle of their headers


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["unique", "messy"])
@pytest.mark.parametrize("borders", ["none", "across"])
def test_most_figures(borders: str, kind: str, form: str) -> None:
    read = drawn(Style(borders), kind, form)
    assert read.wrong == {}
    assert read.right >= MOST * len(printed(kind, form))


@pytest.mark.parametrize(
    "style",
    [
        Style("none"),
        Style("none", centred=True),
        Style("across", centred=True),
        Style("none", one_a_line=True),
        Style("across", repeated=True),
        Style("none", pad=0.0),
        Style("none", pad=0.0, centred=True),
    ],
)
def test_no_figure_is_wrong(style: Style) -> None:
    """Wherever pages end: in headers, in labels, between the halves of numbers."""
    pairs = [(kind, form) for kind in ("unique", "messy") for form in FORMS]
    for at, room in enumerate(range(230, 720, 31)):
        kind, form = pairs[at % len(pairs)]
        assert drawn(style._replace(room=float(room)), kind, form).wrong == {}, (kind, form, room)


def rows(*told: tuple[str, float, float]) -> list[list[str]]:
    (table,) = [b for b in assemble([page(told)]).blocks if isinstance(b, Table)]
    return [[cell.text for cell in row] for row in table.rows()]


HEADER = [
    ("信息内容", LEFT, 100.0),
    ("制发", 200.0, 100.0),
    ("废止", 300.0, 100.0),
    ("有效", 400.0, 100.0),
]


def test_blanks_under_a_full_header() -> None:
    assert rows(
        *HEADER,
        ("规章", LEFT, 130),
        ("1", 205, 130),
        ("3", 405, 130),
        ("规范性文件", LEFT, 160),
        ("4", 205, 160),
        ("5", 305, 160),
        ("6", 405, 160),
        ("其他文件", LEFT, 190),
        ("7", 305, 190),
    ) == [
        ["信息内容", "制发", "废止", "有效"],
        ["规章", "1", "", "3"],
        ["规范性文件", "4", "5", "6"],
        ["其他文件", "", "7", ""],
    ]


def test_close_lines_of_numbers_may_be_one_row() -> None:
    """123 over 4 beside a label of two lines: a wrapped number, or two rows? Nothing is told."""
    told = [
        *HEADER,
        ("规章和其他规", LEFT, 130), ("123", 205, 130), ("456", 305, 130), ("7", 405, 130),
        ("则", LEFT + 4, 148), ("4", 205, 148), ("5", 305, 148),
        ("规范性文件", LEFT, 200), ("8", 205, 200), ("9", 305, 200), ("10", 405, 200),
        ("其他文件", LEFT, 230), ("8", 205, 230), ("9", 305, 230), ("10", 405, 230),
    ]  # fmt: skip
    read = [b for b in assemble([page(told)]).blocks if isinstance(b, Table)]
    cells = {cell.text for table in read for cell in table.cells}
    assert "123" not in cells


def test_prose_with_numbers_is_no_table() -> None:
    told = [
        ("邮编：223100", LEFT, 100.0), ("电话：0517-5550123", 300.0, 100.0),
        ("地址：清溪路18号", LEFT, 121.0), ("传真：0517-5550124", 300.0, 121.0),
        ("网址：", LEFT, 142.0), ("2024", 300.0, 142.0),
    ]  # fmt: skip
    blocks = assemble([page(told)]).blocks
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert len(blocks) == 3
