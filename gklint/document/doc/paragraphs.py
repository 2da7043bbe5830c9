"""What is read of the properties of paragraphs: style, level, list, and their part in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.doc.rows import CODES, shape_of
from gklint.document.doc.sprms import Sprm, changes
from gklint.document.limits import MAX_NESTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gklint.document.doc.rows import Shape
    from gklint.document.doc.stream import Stream

_ELSEWHERE: Final = (Sprm.P_HUGE, Sprm.P_HUGE_OLD, Sprm.P_TABLE_PROPERTIES)
_READ: Final = CODES | {code for code in Sprm if code.name.startswith("P_")}
_BODY_LEVEL: Final = 9
_NO_LIST: Final = 0xF801  # a number of Word 95's own that was taken away


class ParagraphForm(NamedTuple):
    """Fields are None where nothing is said; `outline` counts from 0, 9 is body text.

    `depth` is how many tables the paragraph stands in; `ends_cell` and `ends_row` hold for its
    innermost one, and `shape` is the form of the row it ends.
    """

    style: int = 0
    outline: int | None = None
    list_id: int | None = None
    list_level: int | None = None
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    shape: Shape | None = None


def read_form(
    properties: bytes, data: Callable[[], Stream], *, style: int | None = None
) -> ParagraphForm:
    """The form that properties as written give; the style's number comes first in them, where it is
    not given. `data` opens the data stream, where long properties lie.

    Raises CannotOpen("damaged") where that is not there.
    """
    if style is None:
        style = int.from_bytes(properties[:2], "little")
        properties = properties[2:]
    outline = list_id = list_level = depth = None
    in_table = ends_cell = ends_row = False
    deeper = 0
    steps: list[tuple[int, bytes]] = []
    for code, operand in _all_changes(properties, data):
        match code:
            case Sprm.P_IN_TABLE:
                in_table = bool(operand[0])
            case Sprm.P_ROW_END | Sprm.P_INNER_ROW_END:
                ends_row = bool(operand[0])
            case Sprm.P_INNER_CELL:
                ends_cell = bool(operand[0])
            case Sprm.P_DEPTH:
                depth = int.from_bytes(operand, "little", signed=True)
            case Sprm.P_DEEPER:
                deeper += int.from_bytes(operand, "little", signed=True)
            case Sprm.P_OUTLINE:
                outline = operand[0]
            case Sprm.P_LEVEL:
                list_level = operand[0]
            case Sprm.P_LIST:
                list_id = int.from_bytes(operand, "little")
                if list_id == _NO_LIST:
                    list_id = 0
            case Sprm.P_STYLE:
                style = int.from_bytes(operand, "little")
            case _:
                steps.append((code, operand))
    inside = (int(in_table) if depth is None else depth) + deeper
    return ParagraphForm(
        style,
        outline,
        list_id,
        list_level,
        min(max(inside, int(in_table)), MAX_NESTED),
        ends_cell,
        ends_row,
        shape_of(steps) if steps else None,
    )


def level_of(outline: int) -> int | None:
    """The heading level, 1 the highest, of an outline level."""
    return outline + 1 if outline < _BODY_LEVEL else None


def _all_changes(properties: bytes, data: Callable[[], Stream]) -> Iterator[tuple[int, bytes]]:
    """The changes, with those that stand in the data stream for want of room; these name no
    further ones."""
    for code, operand in changes(properties, _READ):
        if code in _ELSEWHERE:
            stream, at = data(), int.from_bytes(operand, "little")
            yield from changes(stream.take(at + 2, stream.u16(at)), _READ)
        else:
            yield code, operand
