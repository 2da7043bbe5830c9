"""What was painted → the page as it is seen: turned upright, cut to its edges, scans told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from gklint.document.paged.page import Glyph, Hyperlink, Page, Picture, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.document.ofd.matrix import Box
    from gklint.document.ofd.paint import Drawn

T = TypeVar("T", Rule, Picture, Hyperlink)

_COVERS: Final = 0.6  # of the page: a picture of the page itself
_MARGIN: Final = 0.12  # of the page: what stands beside a turned page's text
_HEAD: Final = 0.07  # of the page: running heads and page numbers stand there
_EDGE: Final = 1.0


class Seen(NamedTuple):
    """`picture` is the name of the picture that the page consists of ("" for several, strips of
    one), None where it has text of its own
    beside heads and page numbers, or none such; `hidden` counts characters left out."""

    page: Page
    hidden: int
    picture: str | None = None


def seen(drawn: Drawn, number: int, width: float, height: float) -> Seen:
    """The page; `width` and `height` in points."""
    glyphs, hidden, scanned = drawn.glyphs, drawn.hidden, False
    quarters = drawn.quarters
    over = _cover(drawn, width, height)
    if over is None:
        hidden += len(drawn.inkless)
    elif len(drawn.inkless) > len(glyphs):
        glyphs, scanned, quarters = drawn.inkless, True, [0] * len(drawn.inkless)
        hidden += len(drawn.glyphs)
    else:
        hidden += len(drawn.inkless)
        scanned = drawn.before[over] * 2 > len(glyphs)  # the picture lies upon the text
    turn = Counter(quarters).most_common(1)[0][0] if any(quarters) else 0
    if turn:
        glyphs = list(_running(glyphs, quarters, turn, width, height))
    wide, high = (height, width) if turn % 2 else (width, height)
    shown = [
        glyph
        for glyph in (_upright_glyphs(glyphs, turn, width, height) if turn else glyphs)
        if glyph.left >= -_EDGE
        and glyph.top >= -_EDGE
        and glyph.right <= wide + _EDGE
        and glyph.bottom <= high + _EDGE
    ]
    page = Page(
        number,
        wide,
        high,
        tuple(shown),
        tuple(rule for rule in _turned(drawn.rules, turn, width, height) if _on(rule, wide, high)),
        tuple(_turned(drawn.pictures, turn, width, height)),
        tuple(_turned(drawn.links, turn, width, height)),
        scanned,
    )
    only = None
    if all(g.bottom < _HEAD * high or g.top > (1 - _HEAD) * high for g in shown):
        if over is not None:
            only = drawn.pictures[over].name
        elif sum(_area(p, width, height) for p in drawn.pictures) >= _COVERS * width * height:
            only = ""
    return Seen(page, hidden + len(glyphs) - len(shown), only)


def _cover(drawn: Drawn, width: float, height: float) -> int | None:
    """The picture that covers the page, by its place in the list."""
    for number, picture in enumerate(drawn.pictures):
        if _area(picture, width, height) >= _COVERS * width * height:
            return number
    return None


def _area(picture: Picture, width: float, height: float) -> float:
    """What the picture covers of the page."""
    across = min(picture.right, width) - max(picture.left, 0.0)
    down = min(picture.bottom, height) - max(picture.top, 0.0)
    return across * down if across > 0 < down else 0.0


def _running(
    glyphs: Iterable[Glyph], quarters: Iterable[int], turn: int, width: float, height: float
) -> Iterator[Glyph]:
    """The glyphs of a page on its side, without the page number and the running head, which do
    not lie with it."""
    for glyph, quarter in zip(glyphs, quarters, strict=True):
        if quarter == turn or _MARGIN * height < glyph.top < (1 - _MARGIN) * height:
            yield glyph


def _upright_glyphs(
    glyphs: Iterable[Glyph], turn: int, width: float, height: float
) -> Iterator[Glyph]:
    for glyph in glyphs:
        box = _upright((glyph.left, glyph.top, glyph.right, glyph.bottom), turn, width, height)
        yield Glyph(glyph.text, *box, glyph.size)


def _turned(items: Iterable[T], turn: int, width: float, height: float) -> Iterator[T]:
    if not turn:
        return iter(items)
    return (_moved(item, _upright(item[:4], turn, width, height)) for item in items)


def _moved(item: T, box: Box) -> T:
    left, top, right, bottom = box
    return item._replace(left=left, top=top, right=right, bottom=bottom)


def _on(box: Rule, wide: float, high: float) -> bool:
    return box.right >= 0.0 and box.bottom >= 0.0 and box.left <= wide and box.top <= high


def _upright(box: Box, turn: int, width: float, height: float) -> Box:
    left, top, right, bottom = box
    match turn:
        case 1:
            return (top, width - right, bottom, width - left)
        case 2:
            return (width - right, height - bottom, width - left, height - top)
        case 3:
            return (height - bottom, left, height - top, right)
        case _:
            return box
