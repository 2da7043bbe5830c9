"""What is drawn on a page, in the order it is painted: lines, areas, pictures, text objects.

Objects inside forms (pieces of a page used as one) are taken with the forms' matrices. All boxes
are in the page's own coordinates.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import LimitReached
from gklint.document.limits import PDF_FORM_DEPTH
from gklint.document.pdf.frame import IDENTITY, Box, Matrix, moved, times
from gklint.document.pdf.library import pdfium
from gklint.document.pdf.paths import Pen, outline

if TYPE_CHECKING:
    from gklint.document.pdf.budget import Budget

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
THIN: Final = 3.0
"""Points below which an area is a line; the thickest border of Word is 6 points, and drawn as a
stroke or several thin ones."""
_LEAST: Final = 1.0
_OPAQUE: Final = 230
_FILLED: Final = 2  # nonzero winding; 1 is even-odd
_BOX_SEGMENTS: Final = 5

Colour = tuple[int, int, int]


class Line(NamedTuple):
    """A ruling line as a thin box; `colour` None where it is a pattern."""

    box: Box
    order: int
    colour: Colour | None


class Area(NamedTuple):
    """Something opaque that covers `box`; `colour` None where it is a picture or a pattern."""

    box: Box
    order: int
    colour: Colour | None


class Drawn(NamedTuple):
    """`texts`: handle of each text object → its place in the order of painting; `drawings` are
    paths that are neither lines nor areas (letters drawn as outlines, say)."""

    lines: list[Line]
    areas: list[Area]
    pictures: list[Area]
    texts: dict[int, int]
    drawings: list[Area]


class _Results:
    """Room for what pdfium hands back through pointers; one set a page."""

    __slots__ = ("at", "box", "colour", "flags", "matrix", "to_box", "to_colour", "to_flags")

    def __init__(self) -> None:
        self.box = [ctypes.c_float() for _ in range(4)]
        self.colour = [ctypes.c_uint() for _ in range(4)]
        self.flags = [ctypes.c_int() for _ in range(2)]
        self.matrix = (ctypes.c_float * 6)()
        self.to_box = [ctypes.byref(item) for item in self.box]
        self.to_colour = [ctypes.byref(item) for item in self.colour]
        self.to_flags = [ctypes.byref(item) for item in self.flags]


def drawn(page: int, budget: Budget) -> Drawn:
    """All that is painted on `page`.

    Raises LimitReached("objects" | "depth" | "time").
    """
    return _Walk(budget).walk(page)


class _Walk:
    def __init__(self, budget: Budget) -> None:
        self._lib = pdfium()
        self._budget = budget
        self._results = _Results()
        self._pen = Pen(budget)
        self._found = Drawn([], [], [], {}, [])
        self._order = 0

    def walk(self, page: int) -> Drawn:
        lib = self._lib
        count = lib.FPDFPage_CountObjects(page)
        self._each(lib.FPDFPage_GetObject, page, count, IDENTITY, 0)
        return self._found

    def _each(self, get: object, holder: int, count: int, matrix: Matrix, depth: int) -> None:
        if depth > PDF_FORM_DEPTH:
            raise LimitReached("depth", limit=PDF_FORM_DEPTH)
        lib, found, spend = self._lib, self._found, self._budget.objects
        kind_of = lib.FPDFPageObj_GetType
        for index in range(count):
            item = get(holder, index)  # type: ignore[operator]  # a function of the library
            if item is None:
                continue
            spend()
            self._order += 1
            kind = kind_of(item)
            if kind == _TEXT:
                found.texts[item] = self._order
            elif kind == _PATH:
                self._path(item, matrix)
            elif kind == _FORM:
                inner = times(self._matrix_of(item), matrix)
                inside = lib.FPDFFormObj_CountObjects(item)
                self._each(lib.FPDFFormObj_GetObject, item, inside, inner, depth + 1)
            elif kind == _IMAGE:
                self._picture(item, matrix)
            elif kind == _SHADING:
                box = self._bounds(item, matrix)
                if box is not None:
                    found.areas.append(Area(box, self._order, None))

    def _path(self, item: int, matrix: Matrix) -> None:
        lib, results = self._lib, self._results
        box = self._bounds(item, matrix)
        if box is None or not lib.FPDFPath_GetDrawMode(item, *results.to_flags):
            return
        filled, stroked = results.flags[0].value != 0, results.flags[1].value != 0
        if not filled and not stroked:
            return  # it only clips
        segments = lib.FPDFPath_CountSegments(item)
        width, height = box[2] - box[0], box[3] - box[1]
        if segments <= _BOX_SEGMENTS and (width < THIN or height < THIN):
            colour, opacity = self._colour(item, stroked=stroked)
            if opacity and max(width, height) >= _LEAST:
                self._found.lines.append(Line(box, self._order, colour))
            return
        own = times(self._matrix_of(item), matrix)
        shape = outline(self._pen, item, segments, own, stroked=stroked, filled=filled)
        if shape.lines:
            colour, opacity = self._colour(item, stroked=stroked)
            if opacity:
                order = self._order
                self._found.lines.extend(Line(line, order, colour) for line in shape.lines)
        if filled and shape.areas and not lib.FPDFPageObj_HasTransparency(item):
            colour, opacity = self._colour(item, stroked=False)
            if opacity >= _OPAQUE:
                self._found.areas.extend(Area(area, self._order, colour) for area in shape.areas)
        if not shape.lines and not shape.areas:
            colour, opacity = self._colour(item, stroked=stroked and not filled)
            if opacity:
                self._found.drawings.append(Area(box, self._order, colour))

    def _picture(self, item: int, matrix: Matrix) -> None:
        box = self._bounds(item, matrix)
        if box is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) < THIN <= max(width, height):
            self._found.lines.append(Line(box, self._order, None))  # one row of dots: a line
        elif min(width, height) >= THIN:
            self._found.pictures.append(Area(box, self._order, None))

    def _bounds(self, item: int, matrix: Matrix) -> Box | None:
        results = self._results
        if not self._lib.FPDFPageObj_GetBounds(item, *results.to_box):
            return None
        left, bottom, right, top = results.box
        box = (left.value, bottom.value, right.value, top.value)
        return box if matrix is IDENTITY else moved(box, matrix)

    def _matrix_of(self, item: int) -> Matrix:
        room = self._results.matrix
        if not self._lib.FPDFPageObj_GetMatrix(item, ctypes.byref(room)):
            return IDENTITY
        a, b, c, d, e, f = room
        return a, b, c, d, e, f

    def _colour(self, item: int, *, stroked: bool) -> tuple[Colour | None, int]:
        """The colour, None for a pattern, and how opaque it is (0 to 255)."""
        lib, results = self._lib, self._results
        get = lib.FPDFPageObj_GetStrokeColor if stroked else lib.FPDFPageObj_GetFillColor
        if not get(item, *results.to_colour):
            return None, 255
        red, green, blue, alpha = results.colour
        return (red.value, green.value, blue.value), alpha.value
