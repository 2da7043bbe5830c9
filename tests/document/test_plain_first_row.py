"""A table of tabs whose first row begins with an empty cell: reading it has to end."""

from __future__ import annotations

import pytest

from gklint.document.plain.read import read_text
from tests.document.conftest import only_table


def test_a_head_that_begins_with_an_empty_cell() -> None:
    table = only_table(read_text("\t本年制发件数\n规章\t3\n规范性文件\t4\n", "utf-8"))
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["", "本年制发件数"],
        ["规章", "3"],
        ["规范性文件", "4"],
    ]


@pytest.mark.parametrize("first", ["\t甲", "\t\u3000", "\t", "\t\t", "\t甲\t"])
@pytest.mark.parametrize("rest", ["乙\t1", "乙\t1\n丙\t2", " \t甲\u3000。甲一 =\t", "乙"])
def test_any_first_line_is_passed(first: str, rest: str) -> None:
    document = read_text(f"{first}\n{rest}", "utf-8")
    said = "".join(p.text for p in document.paragraphs)
    said += "".join(cell.text for table in document.tables for cell in table.cells)
    assert said.count("甲") == f"{first}{rest}".count("甲")
