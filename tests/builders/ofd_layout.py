"""A specimen on pages: where every line of text and every border stands, in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.ruleset.layout import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gklint.ruleset.layout import PrintedRow
    from gklint.specimen import Specimen

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, 190.0, 25.0, 272.0
_SIZE: Final = 3.7  # millimetres: 10.5 points
_CELL_SIZE: Final = 2.8
_LEADING: Final = 1.6


class Text(NamedTuple):
    """A line of text from its pen: left and base line, in millimetres."""

    x: float
    y: float
    text: str
    size: float
    extra: str = ""  # more attributes
    inner: str = ""  # more elements


class Line(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float


class Sheet(NamedTuple):
    """A page being made; `boxes` are cells, `lines` their borders."""

    texts: list[Text]
    boxes: list[tuple[float, float, float, float]]
    sideways: bool = False


def sheets(specimen: Specimen, *, repeated: bool, sideways: bool) -> list[Sheet]:
    """The report on pages. `repeated`: header rows on every page of a table; `sideways`: the last
    table on a page turned on its side."""
    made = _Layout(repeated=repeated)
    if specimen.title is not None:
        made.centred(specimen.title, 5.5)
    for text in specimen.preamble:
        made.paragraph(text)
    tables = [table for part in specimen.parts for table in part.tables]
    for part in specimen.parts:
        made.paragraph(part.heading)
        for text in part.prose:
            made.paragraph(text)
        for table in part.tables:
            made.table(list(table.rows()), sideways=sideways and table is tables[-1])
    return made.sheets


class _Layout:
    def __init__(self, *, repeated: bool) -> None:
        self._repeated = repeated
        self.sheets: list[Sheet] = []
        self._begin()

    def _begin(self, *, sideways: bool = False) -> None:
        self._sheet = Sheet([], [], sideways)
        self.sheets.append(self._sheet)
        self._width, self._end = (PAGE_HEIGHT - 20, 180.0) if sideways else (_RIGHT, _BOTTOM)
        self._y = _TOP

    def _room(self, height: float) -> None:
        if self._y + height > self._end:
            self._begin(sideways=self._sheet.sideways)

    def centred(self, text: str, size: float) -> None:
        per_line = int((_RIGHT - _LEFT) / size)
        for start in range(0, len(text), per_line):
            piece = text[start : start + per_line]
            self._y += size * 2
            left = (_LEFT + self._width - long(piece, size)) / 2
            self._sheet.texts.append(Text(left, self._y, piece, size))
        self._y += size

    def paragraph(self, text: str) -> None:
        if self._sheet.sideways:
            self._begin()
        first = True
        while text:
            self._room(_SIZE * _LEADING)
            indent = 2 * _SIZE if first else 0.0
            piece = _fitting(text, self._width - _LEFT - indent, _SIZE)
            self._y += _SIZE * _LEADING
            self._sheet.texts.append(Text(_LEFT + indent, self._y, piece, _SIZE))
            text, first = text[len(piece) :], False

    def table(self, rows: Sequence[PrintedRow], *, sideways: bool) -> None:
        if sideways:
            self._begin(sideways=True)
        edges = _edges(rows, _LEFT, self._width)
        heights = _heights(rows, edges)
        headers = _header_rows(rows)
        self._y += 2.0
        at = 0
        while at < len(rows):
            again = headers if at >= headers and self._repeated else 0
            room = self._end - self._y - sum(heights[:again])
            count = _fit(heights[at:], room)
            if count == 0:
                self._begin(sideways=sideways)
                continue
            part = (
                [*range(again if at else 0), *range(at, at + count)]
                if at
                else [*range(at, at + count)]
            )
            self._rows(rows, part, edges, heights)
            at += count
            if at < len(rows):
                self._begin(sideways=sideways)
        self._y += 4.0

    def _rows(
        self,
        rows: Sequence[PrintedRow],
        part: Sequence[int],
        edges: Sequence[float],
        heights: Sequence[float],
    ) -> None:
        """The rows `part` at the pen; cells that go on from rows above are empty boxes."""
        tops = [self._y]
        for number in part:
            tops.append(tops[-1] + heights[number])
        place = {number: at for at, number in enumerate(part)}
        for number, row in enumerate(rows):
            for cell in row:
                covers = range(number, number + cell.rowspan)
                shown = [place[n] for n in covers if n in place]
                if cell.covered or not shown:
                    continue
                left, right = edges[cell.column], edges[cell.column + cell.colspan]
                top, bottom = tops[shown[0]], tops[shown[-1] + 1]
                self._sheet.boxes.append((left, top, right, bottom))
                if number in place:
                    self._cell(cell.text, left, top, right, bottom)
        self._y = tops[-1]

    def _cell(self, text: str, left: float, top: float, right: float, bottom: float) -> None:
        pieces = list(_wrapped(text, right - left - 1.0, _CELL_SIZE))
        y = (top + bottom - len(pieces) * _CELL_SIZE * 1.25) / 2
        for piece in pieces:
            y += _CELL_SIZE * 1.25
            x = (left + right - long(piece, _CELL_SIZE)) / 2
            self._sheet.texts.append(Text(x, y - 0.6, piece, _CELL_SIZE))


def em(sign: str) -> float:
    """The width of a character in parts of its size."""
    return 1.0 if sign >= "\u1100" or sign in "“”—…·" else 0.5


def long(text: str, size: float) -> float:
    """The width of a line of text."""
    return sum(map(em, text)) * size


def _fitting(text: str, room: float, size: float) -> str:
    used = 0.0
    for at, sign in enumerate(text):
        used += em(sign) * size
        if used > room and at:
            return text[:at]
    return text


def _wrapped(text: str, room: float, size: float) -> Iterable[str]:
    while text:
        piece = _fitting(text, room, size)
        yield piece
        text = text[len(piece) :]


def _edges(rows: Sequence[PrintedRow], left: float, right: float) -> list[float]:
    """Columns as wide as what stands in them alone, within bounds."""
    wants = [4.0] * width_of(rows)
    for row in rows:
        for cell in row:
            if cell.colspan == 1 and not cell.covered:
                wanted = min(10.0, max(4.0, sum(map(em, cell.text))))
                wants[cell.column] = max(wants[cell.column], wanted)
    unit = (right - left) / sum(wants)
    edges = [left]
    for want in wants:
        edges.append(edges[-1] + want * unit)
    return edges


def _heights(rows: Sequence[PrintedRow], edges: Sequence[float]) -> list[float]:
    heights = [_CELL_SIZE * 1.25 + 1.6] * len(rows)
    for number, row in enumerate(rows):
        for cell in row:
            if cell.covered:
                continue
            room = edges[cell.column + cell.colspan] - edges[cell.column] - 1.0
            lines = len(list(_wrapped(cell.text, room, _CELL_SIZE)))
            needed = lines * _CELL_SIZE * 1.25 + 1.6
            last = number + cell.rowspan - 1
            missing = needed - sum(heights[number : last + 1])
            if missing > 0:
                heights[last] += missing
    return heights


def _header_rows(rows: Sequence[PrintedRow]) -> int:
    """Rows before the first figure."""
    for number, row in enumerate(rows):
        if any(cell.fact is not None for cell in row):
            return number
    return 0


def _fit(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for count, height in enumerate(heights):
        used += height
        if used > room:
            return count
    return len(heights)
