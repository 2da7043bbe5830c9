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
    said: dict[int, bytes] = {}
    steps: list[tuple[int, bytes]] = []
    for code, operand in _all_changes(properties, data):
        if code in CODES:
            steps.append((code, operand))
        else:
            said[code] = operand
    in_table = _flag(said, Sprm.P_IN_TABLE)
    depth = _number(said, Sprm.P_DEPTH, signed=True)
    inside = in_table if depth is None else depth
    inside += _number(said, Sprm.P_DEEPER, signed=True) or 0
    list_id = _number(said, Sprm.P_LIST)
    named = _number(said, Sprm.P_STYLE)
    return ParagraphForm(
        style if named is None else named,
        _number(said, Sprm.P_OUTLINE),
        0 if list_id == _NO_LIST else list_id,
        _number(said, Sprm.P_LEVEL),
        min(max(inside, in_table), MAX_NESTED),
        _flag(said, Sprm.P_INNER_CELL),
        _flag(said, Sprm.P_ROW_END) or _flag(said, Sprm.P_INNER_ROW_END),
        shape_of(tuple(steps)) if steps else None,
    )


def _flag(said: dict[int, bytes], code: Sprm) -> bool:
    operand = said.get(code)
    return operand is not None and bool(operand[0])


def _number(said: dict[int, bytes], code: Sprm, *, signed: bool = False) -> int | None:
    operand = said.get(code)
    return None if operand is None else int.from_bytes(operand, "little", signed=signed)


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
