"""Workbooks by the library for them, within bounds: the sheets that are shown, as grids."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.limits import MAX_GRID
from gklint.document.sheet.grid import Box, Sheet
from gklint.document.sheet.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from python_calamine import CalamineSheet

    from gklint.document.sheet.grid import Marks, Merge, Place
    from gklint.document.sheet.xls import Xls
    from gklint.document.sheet.xlsx import Xlsx


def sheets_of(file: Xlsx | Xls) -> Iterator[Sheet]:
    """The sheets of cells in their order; of one that is not shown, `rows` is empty and `hidden`
    counts its cells.

    Raises CannotOpen("damaged"), Encrypted("encrypted"), LimitReached("cells").
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _faults():
        book = CalamineWorkbook.from_filelike(BytesIO(file.packed()))
        about = book.sheets_metadata
    for number, told in enumerate(about):
        if told.typ is not SheetTypeEnum.WorkSheet:
            continue
        with _faults():
            found = book.get_sheet_by_index(number)
        sheet = _sheet(found, file.marks(number, told.name))
        if told.visible is not SheetVisibleEnum.Visible:
            texts = sum(1 for row in sheet.rows for box in row if box.text)
            sheet = sheet._replace(rows=(), numbers=(), hidden=sheet.hidden + texts)
        yield sheet


@contextmanager
def _faults() -> Iterator[None]:
    """What the library raises, as errors of reading."""
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
    with _faults():
        values = found.to_python(skip_empty_area=False)
        merges = found.merged_cell_ranges or []
    texts = {
        (row, column): text
        for row, line in enumerate(values)
        for column, value in enumerate(line)
        if value != "" and (text := text_of(value))
    }
    texts.update(marks.said)
    return _shown(found.name, texts, merges, marks)


def _shown(
    name: str,
    texts: dict[Place, str],
    merges: Sequence[Merge],
    marks: Marks,
) -> Sheet:
    """The cells without hidden rows and columns, merged ones once."""
    height = 1 + max((row for row, _ in texts), default=-1)
    merges = [merge for merge in merges if merge[0][0] < height]
    width = max(
        1 + max((column for _, column in texts), default=-1),
        1 + max((right for _, (_, right) in merges), default=-1),
        1 + max((column for row, column in marks.formed if row < height), default=-1),
    )
    if height * width > MAX_GRID:
        raise LimitReached("cells", limit=MAX_GRID)
    down, right = _Shown(height, marks.hidden_rows), _Shown(width, marks.hidden_columns)
    boxes: list[list[Box]] = [[] for _ in down.numbers]
    covered: set[Place] = set()
    hidden = 0

    def put(text: str, first: Place, last: Place, *, formed: bool) -> int:
        """Puts a cell where it is shown; 1 where it has text and is not."""
        row, rowspan = down.span(first[0], last[0])
        column, colspan = right.span(first[1], last[1])
        if rowspan and colspan:
            boxes[row].append(Box(text, row, column, rowspan, colspan, formed))
            return 0
        return bool(text)

    spread = 0
    for (top, left), (bottom, end) in merges:
        last = (min(bottom, height - 1), min(end, width - 1))
        spread += max(0, last[0] - top + 1) * max(0, last[1] - left + 1)
        if spread > MAX_GRID:
            raise LimitReached("cells", limit=MAX_GRID)
        places = {(r, c) for r in range(top, last[0] + 1) for c in range(left, last[1] + 1)}
        if places.isdisjoint(covered):  # else two merged cells overlap: the first one holds
            covered |= places
            hidden += put(texts.get((top, left), ""), (top, left), last, formed=True)
    for place, text in texts.items():
        if place not in covered:
            hidden += put(text, place, place, formed=place in marks.formed)
    for place in marks.formed:
        if place[0] < height and place not in covered and place not in texts:
            put("", place, place, formed=True)
    rows = tuple(tuple(sorted(row, key=lambda box: box.column)) for row in boxes)
    return Sheet(name, rows, down.numbers, right.numbers, hidden)


class _Shown:
    """Which of `count` rows or columns are shown: `numbers` are theirs in the workbook, from 1."""

    def __init__(self, count: int, hidden: frozenset[int]) -> None:
        self.numbers = tuple(number + 1 for number in range(count) if number not in hidden)
        self._before = [0]
        for number in range(count):
            self._before.append(self._before[-1] + (number not in hidden))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The first of `first` to `last` among those that are shown, and how many are."""
        begin = self._before[first]
        return begin, self._before[last + 1] - begin
