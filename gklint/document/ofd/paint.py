"""The objects of a page → glyphs, lines and pictures, as a printer would paint them."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.limits import MAX_PRINTED, OFD_DEPTH, OFD_OBJECTS
from gklint.document.ofd.ink import does, ink, transparent, unseen
from gklint.document.ofd.matrix import after, boxed, moved, number, numbers
from gklint.document.ofd.parts import children, local, written
from gklint.document.ofd.paths import filled, outlines, stroked
from gklint.document.ofd.text import painted
from gklint.document.paged.page import Hyperlink, Picture, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from gklint.document.ofd.matrix import Box, Matrix
    from gklint.document.ofd.resources import Resources
    from gklint.document.paged.page import Glyph

_LINE: Final = 0.353  # millimetres: what a line without a width has
_UNIT: Final = (0.0, 0.0, 1.0, 1.0)


class Drawn(NamedTuple):
    """What was painted on a page, in points from its upper left corner."""

    glyphs: list[Glyph]
    quarters: list[int]
    """Of each glyph, how many quarters clockwise its text runs."""
    rules: list[Rule]
    pictures: list[Picture]
    links: list[Hyperlink]
    inkless: list[Glyph]
    """Painted without any ink, as the layer of text upon a scan may be."""
    before: list[int]
    """Of each picture, how many glyphs were painted before it."""
    hidden: int
    """Characters that nobody sees, not counting `inkless`."""


class Painter:
    """Paints objects of a document; what it may cost is counted over all of its pages.

    Raises CannotOpen("damaged") for places that are no numbers, LimitReached("text" | "objects" |
    "depth").
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._objects = 0
        self._printed = 0
        self._paint: dict[str, Callable[[etree._Element, Matrix, str | None, int], None]] = {
            "TextObject": self._text,
            "PathObject": self._path,
            "ImageObject": self._image,
            "CompositeObject": self._composite,
            "PageBlock": self._block,
            "Layer": self._block,
        }
        self._begin()

    def _begin(self) -> None:
        self._glyphs: list[Glyph] = []
        self._quarters: list[int] = []
        self._rules: list[Rule] = []
        self._pictures: list[Picture] = []
        self._links: list[Hyperlink] = []
        self._inkless: list[Glyph] = []
        self._before: list[int] = []
        self._dark: list[Box] = []
        self._hidden = 0

    def page(self, contents: list[etree._Element], by: Matrix) -> Drawn:
        """What the ``Content`` elements paint one upon the other; `by` takes millimetres of the
        page to points."""
        self._begin()
        for content in contents:
            self._block(content, by, None, 0)
        return Drawn(
            self._glyphs,
            self._quarters,
            self._rules,
            self._pictures,
            self._links,
            self._inkless,
            self._before,
            self._hidden,
        )

    def _block(self, block: etree._Element, by: Matrix, parameter: str | None, depth: int) -> None:
        if depth > OFD_DEPTH:
            raise LimitReached("depth", limit=OFD_DEPTH)
        if unseen(block):
            self._hidden += sum(len(code.text or "") for code in block.iter("{*}TextCode"))
            return
        parameter = block.get("DrawParam") or parameter
        for item in block:
            paint = self._paint.get(local(item))
            if paint is None:
                continue
            self._count(1)
            paint(item, by, parameter, depth + 1)

    def _count(self, objects: int) -> None:
        self._objects += objects
        if self._objects > OFD_OBJECTS:
            raise LimitReached("objects", limit=OFD_OBJECTS)

    def _text(self, item: etree._Element, by: Matrix, parameter: str | None, depth: int) -> None:
        found = painted(item, _own(item, by))
        self._printed += len(found.glyphs)
        if self._printed > MAX_PRINTED:
            raise LimitReached("text", limit=MAX_PRINTED)
        if not found.glyphs or found.quarter is None:
            return
        if unseen(item):
            self._hidden += len(found.glyphs)
            return
        color = ink(item, "FillColor", self._resources.parameters, parameter)
        blank = color.gone or transparent(item) or not does(item, "Fill", otherwise=True)
        if blank and not does(item, "Stroke", otherwise=False):
            self._inkless += found.glyphs
            return
        if color.light and not self._on_dark(found.glyphs[0]):
            self._hidden += len(found.glyphs)
            return
        self._glyphs += found.glyphs
        self._quarters += [found.quarter] * len(found.glyphs)
        if len(item) > 1:
            self._link(item, by)

    def _on_dark(self, glyph: Glyph) -> bool:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        boxes = (*self._dark, *(picture[:4] for picture in self._pictures))
        return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    def _path(self, item: etree._Element, by: Matrix, parameter: str | None, depth: int) -> None:
        data = written(item, "AbbreviatedData")
        if data is None or unseen(item) or transparent(item):
            return
        own = _own(item, by)
        parameters = self._resources.parameters
        pen = brush = None
        if does(item, "Stroke", otherwise=True):
            pen = ink(item, "StrokeColor", parameters, parameter)
        if does(item, "Fill", otherwise=False):
            brush = ink(item, "FillColor", parameters, parameter)
        drawing = pen is not None and not (pen.gone or pen.light)
        width = number(item.get("LineWidth"), _LINE) * hypot(own[2], own[3])
        for outline in outlines(data, own):
            self._count(len(outline.points))
            if drawing:
                self._rules += stroked(outline, width)
            if brush is None or brush.gone:
                continue
            area = filled(outline)
            if isinstance(area, Rule):
                if not brush.light:
                    self._rules.append(area)
            elif area is not None and not brush.light:
                self._dark.append(area)

    def _image(self, item: etree._Element, by: Matrix, parameter: str | None, depth: int) -> None:
        if unseen(item) or transparent(item):
            return
        name = self._resources.pictures.get(item.get("ResourceID") or "", "")
        _, _, width, height = _boundary(item)
        shown = _UNIT if item.get("CTM") else (0.0, 0.0, width, height)
        self._before.append(len(self._glyphs))
        self._pictures.append(Picture(*boxed(shown, _own(item, by)), name))
        self._link(item, by)

    def _composite(
        self, item: etree._Element, by: Matrix, parameter: str | None, depth: int
    ) -> None:
        unit = self._resources.composites.get(item.get("ResourceID") or "")
        if unit is None:
            raise CannotOpen("damaged", reason=f"no resource {item.get('ResourceID')}")
        if unseen(item):
            self._hidden += sum(len(code.text or "") for code in unit.iter("{*}TextCode"))
            return
        own = _own(item, by)
        for content in children(unit, "Content"):
            self._block(content, own, item.get("DrawParam") or parameter, depth + 1)

    def _link(self, item: etree._Element, by: Matrix) -> None:
        for uri in item.iterdescendants("{*}URI"):
            target = uri.get("URI")
            if target:
                left, top, width, height = _boundary(item)
                box = boxed((left, top, left + width, top + height), by)
                self._links.append(Hyperlink(*box, target))


def _boundary(item: etree._Element) -> list[float]:
    return numbers(item.get("Boundary") or "", 4)[:4]


def _own(item: etree._Element, by: Matrix) -> Matrix:
    """From the object's own space to the page."""
    left, top, _, _ = _boundary(item)
    placed = moved(left, top, by)
    written = item.get("CTM")
    if written is None:
        return placed
    a, b, c, d, e, f = numbers(written, 6)[:6]
    return after((a, b, c, d, e, f), placed)
