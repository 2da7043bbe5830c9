"""Pages → blocks in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gklint.document.model import Block, Link
    from gklint.document.paged.page import Page


class Assembled(NamedTuple):
    """`blocks[i].block == i`; `links` by the block their text stands in."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()


def assemble(pages: Sequence[Page], part: str = "") -> Assembled:
    """The text and tables of `pages`; `part` goes into every block.

    Raises LimitReached("cells" | "blocks").
    """
    raise NotImplementedError
