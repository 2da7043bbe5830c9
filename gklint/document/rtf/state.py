"""What holds within a group of an RTF file, and is forgotten where the group ends."""

from __future__ import annotations

from enum import Enum


class Place(Enum):
    """What the text of a group is for."""

    STORY = "story"  # it is printed
    KEPT = "kept"  # it is collected for whoever asked for it
    FONTS = "fonts"
    STYLES = "styles"


class State:
    """Properties of characters and of paragraphs; `kept` collects text that is not printed."""

    __slots__ = (
        "deleted",
        "font",
        "hidden",
        "inserted",
        "kept",
        "level",
        "nested",
        "place",
        "raised",
        "skipped",
        "struck",
        "style",
        "table_depth",
    )

    def __init__(self) -> None:
        self.place = Place.STORY
        self.kept: list[str] = []
        self.skipped = 1  # bytes that stand for a Unicode character before them (\uc)
        self.font: int | None = None
        self.raised = self.struck = self.hidden = self.deleted = self.inserted = False
        self.style = 0
        self.level: int | None = None
        self.table_depth = 0
        self.nested = False  # what is told of rows concerns those of a nested table

    def fork(self) -> State:
        """The state of a group in this one."""
        new = State.__new__(State)
        new.place, new.kept, new.skipped, new.font = self.place, self.kept, self.skipped, self.font
        new.raised, new.struck, new.hidden = self.raised, self.struck, self.hidden
        new.deleted, new.inserted = self.deleted, self.inserted
        new.style, new.level, new.table_depth = self.style, self.level, self.table_depth
        new.nested = self.nested
        return new

    def plain_characters(self) -> None:
        self.font = None
        self.raised = self.struck = self.hidden = self.deleted = self.inserted = False

    def plain_paragraph(self) -> None:
        self.style, self.level, self.table_depth = 0, None, 0
