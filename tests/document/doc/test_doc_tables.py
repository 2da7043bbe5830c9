"""Tables of Word 97 files: where cells stand, merges, slivers, tables in cells."""

from __future__ import annotations

import struct

import pytest

from gklint.document.doc.read import read_doc
from gklint.document.doc.rows import shape_of
from gklint.document.doc.sprms import Sprm
from gklint.document.flowing.grid import Merge
from gklint.document.model import NoteKind
from tests.builders.doc import (
    DELETED,
    FIRST,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    NEXT,
    Para,
    Run,
    cell,
    depth,
    document,
    para,
    row,
    shape,
    sprm,
)
from tests.document.conftest import only_table, texts


def grid(*rows: list[Para]) -> list[list[str]]:
    """The texts of the one table, a merged cell wherever it reaches."""
    table = only_table(read_doc(document(*(item for each in rows for item in each))))
    return [["" if cell is None else cell.text for cell in line] for line in table.grid()]


def test_rows_and_cells() -> None:
    found = read_doc(document(para("前"), *row("甲", "1"), *row("乙", "2"), para("后")))
    assert texts(found) == ["前", "甲|1/乙|2", "后"]
    table = only_table(found)
    place = table.place(table.cells[3], 0, 1).anchor
    assert (place.part, place.block, place.row, place.cell, place.offset) == (
        "WordDocument", 1, 1, 1, 0,
    )  # fmt: skip


def test_cells_are_placed_by_their_edges_not_by_counting() -> None:
    assert grid(
        row("合计", edges=(0, 6000)),
        row("甲", "乙", edges=(0, 2000, 6000)),
        row("丙", "丁", edges=(0, 4000, 6000)),
        row("1", "2", "3", edges=(0, 2000, 4000, 6000)),
    ) == [["合计"] * 3, ["甲", "乙", "乙"], ["丙", "丙", "丁"], ["1", "2", "3"]]


def test_edges_a_little_apart_are_one() -> None:
    assert grid(
        row("甲", "乙", "丙", edges=(-108, 2000, 4000, 6000)),
        row("1", "2", "3", edges=(-100, 2025, 3990, 6010)),
    ) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_slivers_are_no_columns() -> None:
    # LibreOffice adds a column of one twip at the right of some rows.
    assert grid(
        row("甲", "乙", "", edges=(0, 2000, 4000, 4001)),
        row("1", "2", edges=(0, 2000, 4000)),
    ) == [["甲", "乙"], ["1", "2"]]


def test_text_in_a_sliver_is_not_lost() -> None:
    assert grid(
        row("甲", "乙", "细", edges=(0, 2000, 4000, 4020)),
        row("1", "2", "3", edges=(0, 2000, 4000, 4020)),
    ) == [["甲", "乙", "细"], ["1", "2", "3"]]
    assert grid(
        row("甲", "乙", "细", edges=(0, 2000, 4000, 4000)),
        row("1", "2", "3", edges=(0, 2000, 4000, 4000)),
    ) == [["甲", "乙", "细"], ["1", "2", "3"]]


def test_a_cell_goes_on_below() -> None:
    rows = (
        row("项", "甲", flags=(FIRST, 0)),
        row("", "乙", flags=(NEXT, 0)),
        row("另", "丙", flags=(FIRST, 0)),
        row("", "丁", flags=(NEXT, 0)),
    )
    assert grid(*rows) == [["项", "甲"], ["项", "乙"], ["另", "丙"], ["另", "丁"]]


@pytest.mark.parametrize("flags", [(1, 2, 2, 0), (2, 1, 1, 0), (3, 1, 1, 0), (1, 1, 1, 0)])
def test_cells_joined_in_a_row(flags: tuple[int, ...]) -> None:
    # The two published formats name first and further cells the other way round.
    table = grid(row("合", "", "", "尾", flags=flags), row("1", "2", "3", "4"))
    assert table == [["合", "合", "合", "尾"], ["1", "2", "3", "4"]]


def test_two_sets_of_joined_cells_side_by_side() -> None:
    table = grid(row("合", "", "并", "", flags=(1, 2, 1, 2)), row("1", "2", "3", "4"))
    assert table == [["合", "合", "并", "并"], ["1", "2", "3", "4"]]


def test_a_row_without_a_form_is_counted() -> None:
    assert grid(row("甲", "乙", form=b""), row("1", "2")) == [["甲", "乙"], ["1", "2"]]
    short = shape((0, 2000))  # says less cells than there are
    assert grid(row("甲", "乙", form=short), row("1", "2")) == [["甲", "乙"], ["1", "2"]]


def test_a_form_of_more_cells_than_there_are() -> None:
    longer = shape((0, 4000, 6000, 6100))
    table = grid(row("甲", "乙", form=longer), row("1", "2", "3", edges=(0, 2000, 4000, 6000)))
    assert table == [["甲", "甲", "乙"], ["1", "2", "3"]]


def test_a_form_in_the_data_stream() -> None:
    form = shape((0, 3000, 6000))
    held = struct.pack("<H", len(form)) + form
    wide = row("甲", "乙", form=sprm(0x646B, bytes(4)))
    found = read_doc(document(*wide, *row("1", "2", "3"), data=held))
    (table,) = found.tables
    assert [(c.col, c.colspan) for c in table.cells] == [(0, 2), (2, 2), (0, 1), (1, 2), (3, 1)]


def test_several_paragraphs_and_breaks_in_a_cell() -> None:
    first = cell(para("甲", props=IN_TABLE), "乙\x0b丙")
    assert grid(row(first, "1"), row("丁", "2"))[0] == ["甲\n乙\n丙", "1"]


def test_deleted_text_in_cells_and_deleted_rows() -> None:
    changed = cell(Run("1"), Run("9", DELETED), Run("2"))
    gone = row("删", "去", mark=DELETED)
    found = read_doc(document(*row("甲", changed), *gone, *row("乙", "3")))
    assert texts(found) == ["甲|12/乙|3"]
    assert [c.source_row for c in found.tables[0].cells] == [0, 0, 2, 2]
    assert [note.kind for note in found.notes] == [NoteKind.TRACKED]


def test_a_hidden_row_is_out_and_told() -> None:
    hidden = row("藏", cell(Run("9", HIDDEN)), mark=HIDDEN)
    found = read_doc(document(*row("甲", "1"), *hidden, *row("乙", "3")))
    assert texts(found) == ["甲|1/乙|3"]
    assert {note.kind for note in found.notes} == {NoteKind.HIDDEN}


def test_the_end_of_a_cell_never_joins_cells() -> None:
    marked = [para(Run("甲"), props=IN_TABLE, end="\x07", mark=HIDDEN)]
    assert grid(row(marked, "1"), row("乙", "2")) == [["甲", "1"], ["乙", "2"]]
    marked = [para(Run("甲"), props=IN_TABLE, end="\x07", mark=DELETED)]
    assert grid(row(marked, "1"), row("乙", "2")) == [["甲", "1"], ["乙", "2"]]


def test_a_table_cut_short_keeps_its_last_row() -> None:
    open_row = [*cell("乙"), *cell("2")]
    assert texts(read_doc(document(*row("甲", "1"), *open_row, para("后")))) == ["甲|1/乙|2", "后"]


def inner(*cells: str, edges: tuple[int, ...]) -> list[Para]:
    """A row of a table within a cell."""
    content = [para(text, props=depth(2) + INNER_CELL) for text in cells]
    return [*content, para(props=depth(2) + INNER_ROW_END + shape(edges))]


def test_tables_in_cells_are_read() -> None:
    within = inner("甲", "1", edges=(0, 900, 1800)) + inner("乙", "2", edges=(0, 900, 1800))
    outer = [*within, para("表后", props=depth(1), end="\x07")]
    found = read_doc(document(para("头"), *row("外", outer), *row("外二", "外三"), para("尾")))
    assert texts(found) == ["头", "外", "甲|1/乙|2", "表后", "外二", "外三", "尾"]


def test_a_depth_that_no_table_has_is_bounded() -> None:
    deep = para("甲", props=depth(0x7FFF_FFFF))
    assert texts(read_doc(document(deep, para("乙", props=depth(-5)), para("丙")))) == [
        "甲", "乙", "丙",
    ]  # fmt: skip


# Changes of a row's form after its definition

DEFINED = (Sprm.T_DEFINITION, shape((0, 1000, 2000, 3000))[4:])


def edges(*steps: tuple[int, bytes]) -> tuple[int, ...]:
    made = shape_of((DEFINED, *steps))
    assert made is not None
    assert len(made.edges) == len(made.across) + 1 == len(made.down) + 1
    return made.edges


def test_cells_are_moved_inserted_deleted_resized() -> None:
    assert edges((Sprm.T_SHIFT, struct.pack("<h", 500))) == (500, 1500, 2500, 3500)
    assert edges((Sprm.T_INSERT, struct.pack("<BBh", 1, 2, 100))) == (
        0, 1000, 1100, 1200, 2200, 3200,
    )  # fmt: skip
    assert edges((Sprm.T_INSERT, struct.pack("<BBh", 5, 1, 100))) == (
        0, 1000, 2000, 3000, 3100, 3200, 3300,
    )  # fmt: skip
    assert edges((Sprm.T_DELETE, b"\1\2")) == (0, 1000, 2000)
    assert edges((Sprm.T_DELETE, b"\1\xff")) == (0, 1000)
    assert edges((Sprm.T_WIDTH, struct.pack("<BBh", 1, 2, 400))) == (0, 1000, 1400, 2400)


def test_cells_are_joined_and_split() -> None:
    made = shape_of((DEFINED, (Sprm.T_MERGE, b"\0\2"), (Sprm.T_MERGE_DOWN, b"\2\3")))
    assert made is not None
    assert made.across == (False, True, False)
    assert made.down == (Merge.NONE, Merge.NONE, Merge.FIRST)
    made = shape_of((DEFINED, (Sprm.T_MERGE, b"\0\2"), (Sprm.T_SPLIT, b"\0\3")))
    assert made is not None
    assert made.across == (False, False, False)


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [(Sprm.T_DEFINITION, b"")],
        [(Sprm.T_DEFINITION, b"\x05\0\0")],
        [(Sprm.T_DEFINITION, shape((0, 2000, 1000))[4:])],  # goes backwards
        [(Sprm.T_INSERT, b"\0\1\0\1"), (Sprm.T_DELETE, b"\0\1"), (Sprm.T_WIDTH, b"\0\1\0\0")],
        [(Sprm.T_MERGE_DOWN, b"\5"), (Sprm.T_MERGE, b"\0\xff"), (Sprm.T_SHIFT, b"\0\0")],
    ],
)
def test_what_gives_no_form(steps: list[tuple[int, bytes]]) -> None:
    assert shape_of(tuple(steps)) is None
