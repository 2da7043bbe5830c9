"""Whether a table is data or only places text on the page; the same for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONG_LINE: Final = 60  # characters; the longest printed label has about 40
_LONG_CELL: Final = 300
_FIGURES: Final = 6  # cells that hold a figure, from which on a table is data, whatever else


def places_text(rows: Sequence[Iterable[str]]) -> bool:
    """Whether prose is what the cells hold; `rows` are their texts, asked for only as needed.

    A single row is data where a label has a value beside it; several are layout where one cell
    holds an article and few the figures. A table of one cell or one column is layout anyway, which
    the readers see before they come here.
    """
    if len(rows) == 1:
        texts = [text for text in rows[0] if not is_blank(text)]
        return len(texts) < 2 or any(len(text) >= _LONG_LINE or "。" in text for text in texts)
    figures = 0
    article = False
    for row in rows:
        for cell in row:
            text = cell.strip()
            if text.replace(".", "", 1).replace(",", "").isdecimal():
                figures += 1
                if figures >= _FIGURES:
                    return False
            elif len(text) >= _LONG_CELL:
                article = True
    return article
