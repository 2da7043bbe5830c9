"""What styles say of text: heading level, automatic numbering, hidden text; through basedOn.

A template's styles.xml can be five times the document, so that style sheets are kept by their
packed bytes: reports of one region come from one template.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.docx.package import W
from gklint.document.flowing.numbering import NumberRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from gklint.document.docx.package import Package
    from gklint.document.zipped import Packed

VAL: Final = f"{W}val"
_OFF: Final = frozenset({"0", "false", "off"})
_BODY_LEVEL: Final = 9
KEPT: Final = 16


def is_on(element: etree._Element | None) -> bool | None:
    """A switch such as ``w:vanish``: None where it is not there, True without a value."""
    return None if element is None else element.get(VAL) not in _OFF


def as_int(element: etree._Element | None) -> int | None:
    """The whole number in ``w:val``, None where there is none."""
    text = None if element is None else element.get(VAL)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


class Style(NamedTuple):
    """A style with what it inherits; `lineage` is itself and its bases, nearest first."""

    level: int | None = None
    number: NumberRef | None = None
    hidden: bool | None = None
    lineage: tuple[str, ...] = ()


class StyleSheet(NamedTuple):
    """Resolved styles by id; `default` is that of paragraphs which name none."""

    styles: Mapping[str, Style] = MappingProxyType({})
    default: Style = Style()
    hides: bool = False  # some style hides text
    numbers: bool = False  # some style numbers paragraphs

    def paragraph(self, style_id: str | None) -> Style:
        return self.default if style_id is None else self.styles.get(style_id, self.default)

    def character(self, style_id: str) -> Style:
        return self.styles.get(style_id, _PLAIN)


_PLAIN: Final = Style()
_sheets: OrderedDict[Packed, StyleSheet] = OrderedDict()


def load_styles(package: Package, part: str) -> StyleSheet:
    """The style sheet in `part`, from the cache where the same bytes were seen before."""
    key = package.packed(part)
    sheet = _sheets.get(key)
    if sheet is None:
        sheet = read_styles(package.xml(part))
        _sheets[key] = sheet
        if len(_sheets) > KEPT:
            _sheets.popitem(last=False)
    else:
        _sheets.move_to_end(key)
    return sheet


def kept() -> int:
    """How many style sheets are kept."""
    return len(_sheets)


def forget() -> None:
    """Drops the style sheets that are kept."""
    _sheets.clear()


def read_styles(root: etree._Element) -> StyleSheet:
    elements: dict[str, etree._Element] = {}
    default_id: str | None = None
    for element in root.iterfind(f"{W}style"):
        style_id = element.get(f"{W}styleId") or ""
        elements[style_id] = element
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") not in (
            None,
            *_OFF,
        ):
            default_id = style_id
    resolved: dict[str, Style] = {}
    for style_id in elements:
        _resolve(style_id, elements, resolved)
    return StyleSheet(
        resolved,
        _PLAIN if default_id is None else resolved[default_id],
        any(style.hidden for style in resolved.values()),
        any(style.number for style in resolved.values()),
    )


def _resolve(
    style_id: str, elements: dict[str, etree._Element], resolved: dict[str, Style]
) -> None:
    """Resolve a style and its bases, furthest base first; a circle of bases is cut."""
    lineage: list[str] = []
    current: str | None = style_id
    while current in elements and current not in resolved and current not in lineage:
        lineage.append(current)
        base = elements[current].find(f"{W}basedOn")
        current = None if base is None else base.get(VAL)
    inherited = _PLAIN if current is None else resolved.get(current, _PLAIN)
    for name in reversed(lineage):
        inherited = resolved[name] = _own(name, elements[name], inherited)


def _own(style_id: str, element: etree._Element, base: Style) -> Style:
    level, number, hidden = base.level, base.number, base.hidden
    properties = element.find(f"{W}pPr")
    outline = number_element = None
    if properties is not None:
        outline = as_int(properties.find(f"{W}outlineLvl"))
        number_element = properties.find(f"{W}numPr")
    if outline is not None:
        level = outline + 1 if 0 <= outline < _BODY_LEVEL else None
    elif level is None:
        level = _level_by_name(element)
    if number_element is not None:
        number = merge_number(number_ref(number_element), base.number)
    vanish = is_on(element.find(f"{W}rPr/{W}vanish"))
    if vanish is not None:
        hidden = vanish
    return Style(level, number, hidden, (style_id, *base.lineage))


def _level_by_name(element: etree._Element) -> int | None:
    name = element.find(f"{W}name")
    match = None if name is None else _heading().fullmatch(name.get(VAL) or "")
    return int(match[1]) if match else None


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)


def number_ref(element: etree._Element) -> NumberRef:
    """What a ``w:numPr`` says itself."""
    return NumberRef(as_int(element.find(f"{W}numId")), as_int(element.find(f"{W}ilvl")))


def merge_number(own: NumberRef, base: NumberRef | None) -> NumberRef:
    """`own`, completed from what is inherited."""
    if base is None:
        return own
    if own.list_id is None:
        return NumberRef(base.list_id, base.level if own.level is None else own.level)
    return own
