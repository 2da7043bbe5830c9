"""One page of a PDF: what is seen on it, and whether that can be read at all."""

from __future__ import annotations

import ctypes
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.paged.page import Glyph, Hyperlink, Page, Picture, Rule
from gklint.document.pdf.frame import Box, Frame
from gklint.document.pdf.glyphs import UNKNOWN, characters
from gklint.document.pdf.ground import PAPER, Ground, alike
from gklint.document.pdf.library import pdfium, text_of
from gklint.document.pdf.marks import GRID, marks
from gklint.document.pdf.objects import Area, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gklint.document.pdf.budget import Budget
    from gklint.document.pdf.glyphs import Char
    from gklint.document.pdf.links import Active
    from gklint.document.pdf.objects import Drawn, Line

_COVERED: Final = 0.5  # share of a page from which a picture is the page
_TRACES: Final = 40  # characters beside such a picture: a page number, a stamp's date
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)  # what pdfium takes a page without a size for
_OUTLINES: Final = 20  # drawn shapes that may be letters
_GARBAGE: Final = 0.2  # share of characters that the file does not tell
_PRIVATE: Final = ("\ue000", "\uf8ff")


class Legibility(Enum):
    """What a page's text is."""

    TYPED = "typed"
    LAYER = "layer"  # read from a picture by whoever made the file: unseen text under a scan
    PICTURE = "picture"  # there is none, or none that can be told


class Extracted(NamedTuple):
    """`hidden` counts characters that were left out as nobody sees them."""

    page: Page
    legibility: Legibility
    hidden: int


def extract(page: int, number: int, links: Sequence[Active], budget: Budget) -> Extracted:
    """What is seen on the page with handle `page`; `links` are its active areas.

    Raises LimitReached("text" | "objects" | "depth" | "time").
    """
    box = _shown(page)
    found = drawn(page, budget)
    with text_of(page) as text:
        chars = characters(text, found.texts, budget) if text is not None else []
    chars = [char for char in chars if char.ink.turns is not None]
    pictures = _within(found.pictures, box)
    areas = _within(found.areas, box)
    covering = [picture for picture in pictures if _share(picture.box, box) >= _COVERED]
    first = min(found.texts.values(), default=0)
    over = [area for area in (*areas, *covering) if area.order > first]
    ground = Ground(_in_order(areas, pictures), over)
    seen, unseen = _parted(chars, ground, box)
    legibility = _legibility(seen, unseen, found, pictures, box)
    if legibility is Legibility.LAYER:
        seen, unseen = [char for char in chars if _inside(char.box, box)], []
    elif legibility is Legibility.PICTURE and _garbled(seen):
        seen = []
    frame = Frame(box, _turns(seen) if seen else pdfium().FPDFPage_GetRotation(page))
    unread = legibility is Legibility.PICTURE
    inked = [] if unread else _inked(found.drawings, pictures, ground, box)
    rules = () if unread else _rules(found.lines, ground, frame)
    whole = (Picture(0.0, 0.0, frame.width, frame.height, f"page {number}"),)
    made = Page(
        number,
        frame.width,
        frame.height,
        (*_glyphs(seen, frame), *_unknown(marks(inked, seen, found.lines), frame)),
        rules,
        whole if unread else _pictures(pictures, number, frame),
        tuple(Hyperlink(*frame.seen(link.box), link.target) for link in links),
        scanned=legibility is Legibility.LAYER,
    )
    hidden = sum(not char.text.isspace() for char in unseen)
    return Extracted(made, legibility, hidden)


def _shown(page: int) -> Box:
    room = (ctypes.c_float * 4)()
    if not pdfium().FPDF_GetPageBoundingBox(page, ctypes.byref(room)):
        return _LETTER
    left, top, right, bottom = room
    return (left, bottom, right, top) if left < right and bottom < top else _LETTER


def _within(areas: Iterable[Area], box: Box) -> list[Area]:
    """What of `areas` lies on the page."""
    kept = []
    for area in areas:
        left, bottom = max(area.box[0], box[0]), max(area.box[1], box[1])
        right, top = min(area.box[2], box[2]), min(area.box[3], box[3])
        if left < right and bottom < top:
            kept.append(area._replace(box=(left, bottom, right, top)))
    return kept


def _in_order(areas: list[Area], pictures: list[Area]) -> list[Area]:
    """Both as they were painted, without what is white on white."""
    mixed = sorted([*areas, *pictures], key=lambda area: area.order)
    plain = 0
    for area in mixed:
        if not alike(area.colour, PAPER):
            break
        plain += 1
    return mixed[plain:]


def _share(box: Box, page: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / ((page[2] - page[0]) * (page[3] - page[1]))


def _inside(box: Box, page: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return page[0] <= x <= page[2] and page[1] <= y <= page[3]


def _parted(chars: Sequence[Char], ground: Ground, page: Box) -> tuple[list[Char], list[Char]]:
    """Those that are seen and those that are not."""
    seen: list[Char] = []
    unseen: list[Char] = []
    x0, y0, x1, y1 = page
    plain, shows = ground.plain, ground.shows
    for char in chars:
        _, (left, bottom, right, top), ink, order = char
        x, y = (left + right) / 2, (bottom + top) / 2
        shown = (
            ink.painted
            and x0 <= x <= x1
            and y0 <= y <= y1
            and (not ink.pale if plain else shows(ink.colour, order, x, y))
        )
        (seen if shown else unseen).append(char)
    return seen, unseen


def _legibility(
    seen: list[Char], unseen: list[Char], found: Drawn, pictures: list[Area], page: Box
) -> Legibility:
    covered = min(1.0, sum(_share(picture.box, page) for picture in pictures)) >= _COVERED
    typed, layer = _printed(seen), _printed(unseen)
    outlined = not typed and len(found.drawings) > _OUTLINES
    if (covered or outlined) and layer > typed:
        return Legibility.LAYER
    if covered and typed < _TRACES and len(found.lines) < GRID:
        return Legibility.PICTURE
    return Legibility.PICTURE if outlined or _garbled(seen) else Legibility.TYPED


def _printed(chars: list[Char]) -> int:
    return sum(not char.text.isspace() for char in chars)


def _garbled(chars: list[Char]) -> bool:
    first, last = _PRIVATE
    strange = sum(c.text == UNKNOWN or first <= c.text <= last for c in chars)
    return strange > _GARBAGE * len(chars)


def _turns(chars: list[Char]) -> int:
    """Quarters clockwise that the page has to be turned by for most of its text to be upright,
    whatever the file says of how it is shown: text that runs up the page needs one."""
    counts = [0, 0, 0, 0]
    for char in chars:
        counts[char.ink.turns or 0] += 1
    return max(range(4), key=counts.__getitem__)


def _glyphs(chars: list[Char], frame: Frame) -> tuple[Glyph, ...]:
    if frame.turns:
        return tuple(Glyph(text, *frame.seen(box), ink.size) for text, box, ink, _ in chars)
    x0, _, _, y1 = frame.box
    return tuple(
        Glyph(text, left - x0, y1 - top, right - x0, y1 - bottom, ink.size)
        for text, (left, bottom, right, top), ink, _ in chars
    )


def _inked(drawings: list[Area], pictures: list[Area], ground: Ground, page: Box) -> list[Area]:
    """Drawings that are seen, and pictures."""
    kept = []
    for drawing in _within(drawings, page):
        left, bottom, right, top = drawing.box
        x, y = (left + right) / 2, (bottom + top) / 2
        if ground.shows(drawing.colour, drawing.order, x, y):
            kept.append(drawing)
    return kept + pictures


def _unknown(boxes: list[Box], frame: Frame) -> Iterator[Glyph]:
    for box in boxes:
        left, top, right, bottom = frame.seen(box)
        yield Glyph(UNKNOWN, left, top, right, bottom, bottom - top)


def _rules(lines: list[Line], ground: Ground, frame: Frame) -> tuple[Rule, ...]:
    rules = []
    for line in lines:
        if not _inside(line.box, frame.box) or ground.swallows(line):
            continue
        left, top, right, bottom = frame.seen(line.box)
        if right - left >= bottom - top:
            middle = (top + bottom) / 2
            rules.append(Rule(left, middle, right, middle))
        else:
            middle = (left + right) / 2
            rules.append(Rule(middle, top, middle, bottom))
    return tuple(rules)


def _pictures(pictures: list[Area], number: int, frame: Frame) -> tuple[Picture, ...]:
    return tuple(
        Picture(*frame.seen(picture.box), f"page {number}, picture {count}")
        for count, picture in enumerate(pictures, 1)
    )
