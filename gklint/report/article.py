"""Where the report stands in the page: the container that holds its evidence.

Evidence are the statutory tables and the section headings. The deepest container that holds
(nearly) all of it is the article; navigation, sidebars, related links and the foot lie outside.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from gklint.document.model import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Block, Document
    from gklint.report.vocabulary import Vocabulary

_LINE: Final = 120  # characters of a line of the page around an article
_SHARE: Final = 0.8  # of the evidence must lie in the container: one stray heading may not


def container(document: Document, evidence: Sequence[int]) -> tuple[int, ...]:
    """The deepest container path that holds `evidence` (numbers of blocks); () for all."""
    paths = [document.blocks[number].container for number in evidence]
    if not paths:
        return ()
    counts: Counter[tuple[int, ...]] = Counter()
    for path in paths:
        counts.update(path[:depth] for depth in range(1, len(path) + 1))
    enough = max(1, _SHARE * len(paths))
    held = [path for path, count in counts.items() if count >= enough]
    return max(held, key=len, default=())


def extent(document: Document, path: tuple[int, ...]) -> tuple[int, int]:
    """The blocks inside `path`, half-open."""
    if not path:
        return 0, len(document.blocks)
    depth = len(path)
    inside = [b.block for b in document.blocks if b.container[:depth] == path]
    return (inside[0], inside[-1] + 1) if inside else (0, len(document.blocks))


def foot(blocks: Sequence[Block], begin: int, last: int, words: Vocabulary) -> int:
    """Where the page's own foot begins behind block `begin`, or `last`."""
    for block in blocks[begin:last]:
        if (
            isinstance(block, Paragraph)
            and len(block.text) < 200
            and words.page_after.search(block.text.strip())
        ):
            return block.block
    return last


def head(blocks: Sequence[Block], first: int, stop: int, words: Vocabulary) -> int:
    """Where the text begins: behind the last line of the page around it (date, source, print).

    Only short lines are looked at; a long paragraph is the text itself.
    """
    begin = first
    for block in blocks[first:stop]:
        if isinstance(block, Paragraph):
            text = block.text.strip()
            if len(text) > _LINE:
                break
            if not text and begin == block.block:
                begin += 1
            elif text and words.page_before.search(text):
                begin = block.block + 1
        elif isinstance(block, Table):  # the card of index number, office and date
            begin = block.block + 1
    return begin
