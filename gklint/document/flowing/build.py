"""From drafts to numbered blocks: what is table stays a table, layout becomes its content."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from gklint.document.errors import LimitReached
from gklint.document.flowing.drafts import ImageDraft, ParagraphDraft, TableDraft
from gklint.document.flowing.grid import is_layout, resolve
from gklint.document.limits import MAX_BLOCKS
from gklint.document.model import Block, Embedded, Image, Link, Paragraph, Table
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gklint.document.flowing.drafts import BesideDraft, Draft, LinkDraft


class Builder:
    """Gives blocks and links their numbers; raises LimitReached("cells" | "blocks")."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.blocks: list[Block] = []
        self.links: list[Link] = []

    def add(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            if isinstance(draft, ParagraphDraft):
                self._add_paragraph(draft)
            elif isinstance(draft, TableDraft):
                self._add_table(draft)
            else:
                self._add_beside(draft)
        if len(self.blocks) > MAX_BLOCKS:
            raise LimitReached("blocks", limit=MAX_BLOCKS)

    def _add_paragraph(self, draft: ParagraphDraft) -> None:
        label = draft.label
        if not label and is_blank(draft.text):
            return
        offset = 0
        links = deque(sorted(draft.links, key=lambda link: link.offset))
        for line in draft.text.split("\n"):
            offset += len(line) + 1
            here = []
            while links and links[0].offset < offset:
                here.append(links.popleft())
            if not label and is_blank(line):
                continue
            self._add_links(here)
            self.blocks.append(
                Paragraph(
                    label + line,
                    len(self.blocks),
                    part=self.part,
                    level=draft.level,
                    generated=len(label),
                    linked=bool(here) and _all_linked(line, here),
                )
            )
            label = ""

    def _add_table(self, draft: TableDraft) -> None:
        if draft.nested or is_layout(draft.rows):
            self._unwrap(draft)
            return
        cells, n_rows, n_cols = resolve(draft.rows, draft.grid)
        if n_cols < 2:
            self._unwrap(draft)
            return
        beside: list[BesideDraft] = []
        for content in draft.cells:
            self._take_beside(content, beside)
        self.blocks.append(Table(cells, n_rows, n_cols, len(self.blocks), part=self.part))
        for item in beside:
            self._add_beside(item)

    def _take_beside(self, content: Iterable[Draft], beside: list[BesideDraft]) -> None:
        """Links of a cell and of the frames in it; what stands beside its text into `beside`."""
        for item in content:
            if isinstance(item, ParagraphDraft):
                if item.links:
                    self._add_links(item.links)
            elif isinstance(item, TableDraft):
                for cell in item.cells:
                    self._take_beside(cell, beside)
            else:
                beside.append(item)

    def _unwrap(self, draft: TableDraft) -> None:
        for content in draft.cells:
            self.add(content)

    def _add_beside(self, draft: BesideDraft) -> None:
        block = len(self.blocks)
        if isinstance(draft, ImageDraft):
            self.blocks.append(Image(draft.alt, draft.source, block, part=self.part))
        else:
            self.blocks.append(Embedded(draft.kind, draft.source, block, part=self.part))

    def _add_links(self, links: Iterable[LinkDraft]) -> None:
        self.links.extend(Link(link.text, link.target, len(self.blocks)) for link in links)


def _all_linked(line: str, links: Iterable[LinkDraft]) -> bool:
    linked = sum(len("".join(link.text.split())) for link in links)
    return linked >= len("".join(line.split()))
