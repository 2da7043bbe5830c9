"""The lists of a Word file's numbering part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.docx.package import W
from gklint.document.docx.styles import VAL, StyleSheet, as_int, is_on
from gklint.document.flowing.numbering import LEVELS, Level, ListForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree


def read_lists(root: etree._Element, sheet: StyleSheet) -> dict[int, ListForm]:
    """The lists of a numbering part by id."""
    abstracts = {
        key: element
        for element in root.iterfind(f"{W}abstractNum")
        if (key := _int(element.get(f"{W}abstractNumId"))) is not None
    }
    nums = {
        key: element
        for element in root.iterfind(f"{W}num")
        if (key := _int(element.get(f"{W}numId"))) is not None
    }
    levels = {key: _levels(element) for key, element in abstracts.items()}
    lists: dict[int, ListForm] = {}
    for list_id, element in nums.items():
        counter = _abstract_of(element, abstracts, nums, sheet)
        if counter is not None:
            lists[list_id] = _with_overrides(element, counter, levels[counter])
    return lists


def _abstract_of(
    num: etree._Element,
    abstracts: Mapping[int, etree._Element],
    nums: Mapping[int, etree._Element],
    sheet: StyleSheet,
) -> int | None:
    """The definition a list uses; one that only names a list style leads to that style's list."""
    key = as_int(num.find(f"{W}abstractNumId"))
    for _ in range(LEVELS):
        if key is None or key not in abstracts:
            return None
        link = abstracts[key].find(f"{W}numStyleLink")
        if link is None:
            return key
        number = sheet.character(link.get(VAL) or "").number
        target = None if number is None or number.list_id is None else nums.get(number.list_id)
        key = None if target is None else as_int(target.find(f"{W}abstractNumId"))
    return None


def _with_overrides(num: etree._Element, counter: int, levels: Mapping[int, Level]) -> ListForm:
    own = dict(levels)
    starts: dict[int, int] = {}
    for override in num.iterfind(f"{W}lvlOverride"):
        at = _int(override.get(f"{W}ilvl"))
        if at is None or not 0 <= at < LEVELS:
            continue
        level = override.find(f"{W}lvl")
        if level is not None:
            own[at] = _level(level)
        start = as_int(override.find(f"{W}startOverride"))
        if start is not None:
            starts[at] = start
    return ListForm(counter, own, starts)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {
        at: _level(element)
        for element in abstract.iterfind(f"{W}lvl")
        if (at := _int(element.get(f"{W}ilvl"))) is not None and 0 <= at < LEVELS
    }


def _level(element: etree._Element) -> Level:
    # A custom form ("001, 002") stands in a Choice beside an ordinary one.
    form = next(element.iter(f"{W}numFmt"), None)
    text = element.find(f"{W}lvlText")
    style = element.find(f"{W}pStyle")
    suffix = element.find(f"{W}suff")
    start = as_int(element.find(f"{W}start"))
    level = Level(
        start=1 if start is None else start,
        text="" if text is None else text.get(VAL) or "",
        restart=as_int(element.find(f"{W}lvlRestart")),
        style=None if style is None else style.get(VAL),
        spaced=suffix is None or suffix.get(VAL) != "nothing",
        legal=bool(is_on(element.find(f"{W}isLgl"))),
        hidden=bool(is_on(element.find(f"{W}rPr/{W}vanish"))),
    )
    return level if form is None else level._replace(form=_form_of(form))


def _form_of(element: etree._Element) -> str:
    name = element.get(VAL) or "decimal"
    if name != "custom":
        return name
    first = (element.get(f"{W}format") or "").partition(",")[0].strip()
    return "decimalZero" if first == "01" else f"decimal:{len(first)}" if first else "decimal"


def _int(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
