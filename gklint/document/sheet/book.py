"""Workbooks by the library for them, within bounds: the sheets that are shown, as grids."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.limits import MAX_GRID
from gklint.document.sheet.grid import shown
from gklint.document.sheet.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet

    from gklint.document.sheet.grid import Marks, Sheet
    from gklint.document.sheet.xls import Xls
    from gklint.document.sheet.xlsx import Xlsx


def sheets_of(file: Xlsx | Xls) -> Iterator[Sheet]:
    """The sheets of cells in their order; of one that is not shown, `rows` is empty and `hidden`
    counts its cells.

    Raises CannotOpen("damaged"), Encrypted("encrypted"), LimitReached("cells").
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with faults():
        book = CalamineWorkbook.from_filelike(BytesIO(file.packed()))
        about = book.sheets_metadata
    for number, told in enumerate(about):
        if told.typ is not SheetTypeEnum.WorkSheet:
            continue
        with faults():
            found = book.get_sheet_by_index(number)
        sheet = _sheet(found, file.marks(number, told.name))
        if told.visible is not SheetVisibleEnum.Visible:
            texts = sum(1 for row in sheet.rows for box in row if box.text)
            sheet = sheet._replace(rows=(), numbers=(), hidden=sheet.hidden + texts)
        yield sheet


@contextmanager
def faults() -> Iterator[None]:
    """What the library raises as Encrypted("encrypted") and CannotOpen("damaged")."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise Encrypted("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise CannotOpen("damaged", reason=str(error)) from error
    except BaseException as error:
        # A fault within the library, which is not written in Python, is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise CannotOpen("damaged", reason="no workbook that can be read") from error


def _sheet(found: CalamineSheet, marks: Marks) -> Sheet:
    if found.total_height * found.total_width > MAX_GRID:
        raise LimitReached("cells", limit=MAX_GRID)
    with faults():
        values = found.to_python(skip_empty_area=False)
        merges = found.merged_cell_ranges or []
    texts = {
        (row, column): text
        for row, line in enumerate(values)
        for column, value in enumerate(line)
        if value != "" and (text := text_of(value))
    }
    texts.update(marks.said)
    return shown(found.name, texts, merges, marks)
