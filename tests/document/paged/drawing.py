"""Pages drawn by hand: text and tables at given places, as no library would set them.

`draw` sets a report over pages of any height, so that a table breaks wherever a test wants it.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.page import Glyph, Page, Rule
from gklint.ruleset.layout import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gklint.ruleset.layout import Printed, PrintedRow
    from gklint.specimen import Specimen

WIDTH: Final = 595.0
LEFT: Final = 72.0
RIGHT: Final = 523.0
EM: Final = 14.0
CELL_EM: Final = 9.0
PAD: Final = 4.0
LEADING: Final = 1.5


class Style(NamedTuple):
    """How a report is drawn. `room`: points of text on a page.

    `borders`: "lines" (each line once), "boxes" (four sides of each cell), "double" (two lines side
    by side), "pieces" (dashes), "sideless" (no outer left and right border), "across" (only
    horizontal lines), "none". `cut`: rows are cut in two where the page ends. `unclosed`: a cell
    that goes on over the page break has no border there.
    """

    borders: str = "lines"
    room: float = 680.0
    bold: bool = False
    one_a_line: bool = False
    repeated: bool = False
    cut: bool = False
    unclosed: bool = False
    centred: bool = False  # text in the middle of cells, not at their top
    heads: bool = False
    jitter: float = 0.0
    mirrored: float = 0.0  # points that even pages are shifted to the right
    pad: float = PAD  # points between text and the rows' edges


class Setting(NamedTuple):
    """A character that is set: its left end and the top of its line."""

    char: str
    x: float
    y: float
    em: float


def advance(char: str) -> float:
    """The width of a character in em."""
    return 1.0 if char >= "\u1100" or char in "“”—…·" else 0.5


def wide(text: str, em: float) -> float:
    return sum(map(advance, text)) * em


def line(text: str, x: float, y: float, em: float = EM) -> Iterator[Setting]:
    """`text` set from `x`, the top of its line at `y`."""
    for char in text:
        yield Setting(char, x, y, em)
        x += advance(char) * em


def glyphs(settings: Iterable[Setting], *, bold: bool = False) -> Iterator[Glyph]:
    """Loose boxes, 1.2 em high; `bold`: each painted twice."""
    for char, x, y, em in settings:
        for shift in (0.0, 0.3) if bold else (0.0,):
            left = x + shift
            yield Glyph(char, left, y, left + advance(char) * em, y + 1.2 * em, em)


def wrap(text: str, room: float, em: float, *, one_a_line: bool = False) -> list[str]:
    lines = [""]
    for char in text:
        if lines[-1] and (one_a_line or wide(lines[-1] + char, em) > room + 0.01):
            lines.append("")
        lines[-1] += char
    return lines


def borders(sides: Sequence[tuple[float, float, float, float]], kind: str) -> Iterator[Rule]:
    """The sides of cells (left, top, right, bottom), drawn as `kind` says."""
    edges = {(x0, y, x1, y) for x0, y0, x1, y1 in sides for y in (y0, y1)}
    edges |= {(x, y0, x, y1) for x0, y0, x1, y1 in sides for x in (x0, x1)}
    if kind == "none":
        return
    if kind == "boxes":
        for x0, y0, x1, y1 in sides:
            yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1))
            yield from (Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))
        return
    low, high = min(side[0] for side in sides), max(side[2] for side in sides)
    for x0, y0, x1, y1 in sorted(edges):
        if kind == "sideless" and x0 == x1 and x0 in (low, high):
            continue
        if kind == "across" and x0 == x1:
            continue
        if kind == "double":
            down = x0 == x1
            for shift in (-0.75, 0.75):
                dx, dy = (shift, 0.0) if down else (0.0, shift)
                yield Rule(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
        elif kind == "pieces":
            yield from _dashes(x0, y0, x1, y1)
        else:
            yield Rule(x0, y0, x1, y1)


def _dashes(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    long = max(x1 - x0, y1 - y0)
    at = 0.0
    while at < long:
        end = min(at + 4, long)
        if x0 == x1:
            yield Rule(x0, y0 + at, x1, y0 + end)
        else:
            yield Rule(x0 + at, y0, x0 + end, y1)
        at = end + 2


def shaken(rules: Iterable[Rule], by: float, random: Random) -> Iterator[Rule]:
    """`rules`, every one a little elsewhere and a little too short or too long."""
    for x0, y0, x1, y1 in rules:
        dx, dy = random.uniform(-by, by), random.uniform(-by, by)
        a, b = random.uniform(-by, by), random.uniform(-by, by)
        if x0 == x1:
            yield Rule(x0 + dx, y0 + a, x1 + dx, y1 + b)
        else:
            yield Rule(x0 + a, y0 + dy, x1 + b, y1 + dy)


def draw(specimen: Specimen, style: Style) -> list[Page]:
    """The report on pages."""
    made = _Press(style)
    if specimen.title is not None:
        for text in wrap(specimen.title, RIGHT - LEFT, 22.0):
            made.text(text, LEFT + (RIGHT - LEFT - wide(text, 22.0)) / 2, 22.0)
    for text in specimen.preamble:
        made.paragraph(text)
    for part in specimen.parts:
        made.paragraph(part.heading)
        for text in part.prose:
            made.paragraph(text)
        for table in part.tables:
            made.table(list(table.rows()))
    return made.pages()


class _Cell(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    lines: list[tuple[str, float]]  # with the top of each


class _Press:
    """Sets things one below another, and begins a page where one is full."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._random = Random(7)
        self._made: list[tuple[list[Setting], list[Rule]]] = []
        self._break()

    def _break(self) -> None:
        self._made.append(([], []))
        self._y = 72.0
        self._end = self._y + self.style.room
        self._shift = self.style.mirrored if len(self._made) % 2 == 0 else 0.0

    def text(self, text: str, x: float, em: float = EM) -> None:
        if self._y + LEADING * em > self._end:
            self._break()
        self._made[-1][0].extend(line(text, x + self._shift, self._y, em))
        self._y += LEADING * em

    def paragraph(self, text: str) -> None:
        first, *rest = wrap("\u3000\u3000" + text, RIGHT - LEFT, EM)
        self.text(first[2:], LEFT + 2 * EM)
        for piece in rest:
            self.text(piece, LEFT)

    def table(self, rows: Sequence[PrintedRow]) -> None:
        """Rows as they would stand on an endless page, broken where pages end."""
        edges = _edges(rows)
        style = self.style
        wrapped = [
            (number, cell, self._wrapped(cell, edges))
            for number, row in enumerate(rows)
            for cell in row
            if not cell.covered
        ]
        heights = _heights(wrapped, len(rows), style.pad)
        tops = [0.0]
        for height in heights:
            tops.append(tops[-1] + height)
        cells = [
            self._cell(cell, lines, edges, tops[number], tops[number + cell.rowspan])
            for number, cell, lines in wrapped
        ]
        header = tops[_header(rows)] if style.repeated else 0.0
        self._y += 6
        start = 0.0
        while start < tops[-1]:
            again = header if start >= header else 0.0
            room = self._end - self._y - (again if start else 0.0)
            end = self._ending(start, room, tops, cells)
            if end is None:
                self._break()
                continue
            if start and again:
                self._part(cells, 0.0, header)
            self._part(cells, start, end)
            start = end
            if start < tops[-1]:
                self._break()
        self._y += 8

    def _wrapped(self, cell: Printed, edges: Sequence[float]) -> list[str]:
        room = edges[cell.column + cell.colspan] - edges[cell.column] - 2 * PAD
        narrow = self.style.one_a_line and cell.fact is None and room < 3 * CELL_EM
        return wrap(cell.text, room, CELL_EM, one_a_line=narrow)

    def _cell(
        self, cell: Printed, lines: Sequence[str], edges: Sequence[float], top: float, bottom: float
    ) -> _Cell:
        pitch = 1.3 * CELL_EM
        y = top + self.style.pad
        if self.style.centred:
            y = (top + bottom - pitch * len(lines)) / 2
        return _Cell(
            edges[cell.column],
            top,
            edges[cell.column + cell.colspan],
            bottom,
            [(text, y + number * pitch) for number, text in enumerate(lines)],
        )

    def _ending(
        self, start: float, room: float, tops: Sequence[float], cells: Sequence[_Cell]
    ) -> float | None:
        """How far the table goes on this page."""
        if tops[-1] - start <= room:
            return tops[-1]
        whole = [top for top in tops if start < top <= start + room]
        if self.style.cut:
            # Just above a line of text, where a row's text does not fit as a whole.
            next_row = whole[-1] if whole else start
            inside = [
                y
                for cell in cells
                for _, y in cell.lines
                if next_row + 1.4 * CELL_EM < y <= start + room
            ]
            if inside:
                return max(inside) - 0.5
        fresh = self._y <= 72.0 + 6
        if not whole and fresh:
            return next(top for top in tops if top > start)  # higher than any page
        return whole[-1] if whole else None

    def _part(self, cells: Sequence[_Cell], start: float, end: float) -> None:
        settings, rules = self._made[-1]
        to = self._y - start
        sides = []
        open_: list[tuple[float, float, float]] = []
        for left, top, right, bottom, lines in cells:
            upper, lower = max(top, start), min(bottom, end)
            if lower - upper < 0.1:
                continue
            sides.append((left + self._shift, upper + to, right + self._shift, lower + to))
            if self.style.unclosed:
                if top < start - 0.1:
                    open_.append((left + self._shift, right + self._shift, upper + to))
                if bottom > end + 0.1:
                    open_.append((left + self._shift, right + self._shift, lower + to))
            for text, y in lines:
                if start <= y + 0.6 * CELL_EM < end:
                    x = left + PAD + self._shift
                    if self.style.centred:
                        x = (left + right - wide(text, CELL_EM)) / 2 + self._shift
                    settings.extend(line(text, x, y + to, CELL_EM))
        drawn = borders(sides, self.style.borders)
        kept = [rule for rule in drawn if (rule.left, rule.right, rule.top) not in open_]
        rules.extend(shaken(kept, self.style.jitter, self._random) if self.style.jitter else kept)
        self._y += end - start

    def pages(self) -> list[Page]:
        found = []
        height = 72.0 + self.style.room + 72.0
        for number, (settings, rules) in enumerate(self._made, 1):
            shift = self.style.mirrored if number % 2 == 0 else 0.0
            if self.style.heads:
                settings = [
                    *line("云岫县水务局年度报告", 230 + shift, 30, 9.0),
                    *settings,
                    *line(f"— {number} —", 280 + shift, height - 40, 9.0),
                ]
            found.append(
                Page(
                    number,
                    WIDTH,
                    height,
                    tuple(glyphs(settings, bold=self.style.bold)),
                    tuple(rules),
                )
            )
        return found


def _edges(rows: Sequence[PrintedRow]) -> list[float]:
    wants = [2.6] * width_of(rows)
    for row in rows:
        for cell in row:
            if cell.colspan == 1 and not cell.covered and cell.fact is None:
                wanted = min(9.0, max(2.6, wide(cell.text, 1.0)))
                wants[cell.column] = max(wants[cell.column], wanted)
    unit = (RIGHT - LEFT) / sum(wants)
    edges = [LEFT]
    for want in wants:
        edges.append(round(edges[-1] + want * unit, 2))
    return edges


def _heights(
    wrapped: Sequence[tuple[int, Printed, list[str]]], count: int, pad: float
) -> list[float]:
    heights = [1.3 * CELL_EM + 2 * pad] * count
    for number, cell, lines in sorted(wrapped, key=lambda item: item[1].rowspan):
        needed = len(lines) * 1.3 * CELL_EM + 2 * pad
        last = number + cell.rowspan
        heights[last - 1] += max(0.0, needed - sum(heights[number:last]))
    return heights


def _header(rows: Sequence[PrintedRow]) -> int:
    """Rows before the first figure, where no cell of them goes on below."""
    return next(
        (number for number, row in enumerate(rows) if any(c.fact is not None for c in row)), 0
    )


def cuts(edges: Sequence[float]) -> list[float]:
    """The middles between `edges`."""
    return [(a + b) / 2 for a, b in pairwise(edges)]
