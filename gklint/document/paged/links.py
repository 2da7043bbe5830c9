"""Active areas of pages → links of the blocks whose text they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gklint.document.model import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.paged.page import Hyperlink, Page
    from gklint.document.paged.runs import Run


class Area(NamedTuple):
    """Where a block, or a line of it, stands on page `page`, and what is printed there."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    runs: tuple[Run, ...]


def linked(
    pages: Sequence[Page], areas: Sequence[Sequence[Area]]
) -> tuple[tuple[Link, ...], tuple[int, ...]]:
    """The links of all pages, and the blocks that are a link as a whole; `areas` by block."""
    by_page: dict[int, list[tuple[Area, int]]] = {}
    if any(page.links for page in pages):
        for number, held in enumerate(areas):
            for area in held:
                by_page.setdefault(area.page, []).append((area, number))
    found: list[Link] = []
    for page in pages:
        for link in page.links:
            for area, number in by_page.get(page.number, ()):
                text = _covered(link, area)
                if not text:
                    continue
                last = found[-1] if found else None
                if last is not None and (last.target, last.block) == (link.target, number):
                    found[-1] = last._replace(text=last.text + text)  # goes on on the next line
                else:
                    found.append(Link(text, link.target, number))
    covered: dict[int, int] = {}
    for item in found:
        covered[item.block] = covered.get(item.block, 0) + len(item.text)
    whole = tuple(
        number
        for number, count in covered.items()
        if count >= sum(len(run.text) for area in areas[number] for run in area.runs)
    )
    return tuple(found), whole


def _covered(link: Hyperlink, area: Area) -> str:
    """What of `area` stands within `link`."""
    if (
        area.right < link.left
        or link.right < area.left
        or area.bottom < link.top
        or link.bottom < area.top
    ):
        return ""
    return "".join(
        glyph.text
        for run in area.runs
        if link.top <= run.middle <= link.bottom
        for glyph in run.glyphs
        if link.left <= (glyph.left + glyph.right) / 2 <= link.right
    )
