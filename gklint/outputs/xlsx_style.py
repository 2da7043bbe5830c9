"""How cells look: quiet on the screen, legible in black and white print."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.lang import Lang

FONTS: Final = MappingProxyType({"zh": "宋体", "en": "Calibri"})
"""Found wherever Excel or WPS is."""
HEADING_FONTS: Final = MappingProxyType({"zh": "黑体", "en": "Calibri"})
_HEADINGS: Final = ("title", "strong", "head", "group", "total")
_SIZE: Final = 10
_LINES: Final = 13.8  # points of a line of text
_HIGHEST: Final = 409.0
_LINE: Final = {"border": 1, "border_color": "#C9CFD6", "valign": "top"}
_WRAP: Final = {**_LINE, "text_wrap": True}
_FIGURE: Final = {**_LINE, "valign": "vcenter"}
_MIDDLE: Final = {**_LINE, "align": "center"}
_RED: Final = {"bg_color": "#F9DEDC", "font_color": "#8C1D18"}
_AMBER: Final = {"bg_color": "#FDEFC8", "font_color": "#6B4A00"}
_BLUE: Final = {"bg_color": "#E7EEF6", "font_color": "#34506B"}
_GREEN: Final = {"bg_color": "#E1F1E4", "font_color": "#1B5E2B"}
_GREY: Final = {"bg_color": "#E9E9E9", "font_color": "#555555"}

# Ids and figures as printed are text cells ("@"): an edit in the sheet doesn't turn them round.
STYLES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 15, "valign": "vcenter"},
        "subtitle": {"font_color": "#444444", "valign": "vcenter"},
        "note": {"font_color": "#444444", "text_wrap": True, "valign": "top"},
        "warning": {"bold": True, "font_color": "#8C1D18", "text_wrap": True, "valign": "top"},
        "strong": {"bold": True, "valign": "vcenter"},
        "head": {
            **_WRAP,
            "bold": True,
            "bg_color": "#DCE4EC",
            "valign": "vcenter",
            "align": "center",
        },
        "label": {**_WRAP, "valign": "vcenter", "align": "center"},
        "text": _WRAP,
        "line": _LINE,
        "name": {**_WRAP, "bold": True},
        "small": {**_WRAP, "font_color": "#555555", "font_size": 9},
        "id": {**_LINE, "num_format": "@", "font_color": "#555555", "font_size": 9},
        "centre": _MIDDLE,
        "int": {**_LINE, "num_format": "0", "align": "right"},
        "count": {**_LINE, "num_format": "0;-0;", "align": "center"},
        "year": {**_MIDDLE, "num_format": "0"},
        "number": {**_FIGURE, "num_format": "General", "align": "right"},
        "sum": {**_FIGURE, "num_format": "General", "align": "right", "bold": True},
        "date": {**_MIDDLE, "num_format": "yyyy-mm-dd"},
        "fill": {**_WRAP, "bg_color": "#FFFFF0"},
        "fill.date": {**_MIDDLE, "bg_color": "#FFFFF0", "num_format": "yyyy-mm-dd"},
        "group": {**_LINE, "bold": True, "bg_color": "#EEF2F6", "valign": "vcenter"},
        "total": {**_MIDDLE, "bold": True, "bg_color": "#EEF2F6", "num_format": "0"},
        "link": {**_WRAP, "font_color": "#1A4F8B", "underline": 1},
        "mend": {**_MIDDLE, **_RED},
        "review": {**_MIDDLE, **_AMBER},
        "info": {**_MIDDLE, **_BLUE},
        "good": {**_MIDDLE, **_GREEN},
        "grey": {**_MIDDLE, **_GREY},
        "off": {**_FIGURE, "align": "right", "font_color": "#888888", "italic": True},
        "unread": {**_FIGURE, "align": "right", **_GREY},
        "odd": {**_FIGURE, "align": "right", **_AMBER, "num_format": "@"},
        "short": {**_LINE, **_AMBER, "num_format": "0", "align": "right"},
        "more": {**_FIGURE, **_AMBER, "num_format": "General"},
        "differs": {**_FIGURE, "align": "right", "num_format": "General", "bold": True, **_RED},
    }
)
# Colours alone, for conditional formats.
COLOURS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {"mend": _RED, "review": _AMBER, "info": _BLUE, "good": _GREEN, "grey": _GREY}
)


def plain(lang: Lang) -> dict[str, Any]:
    """What every format of a workbook begins with."""
    return {"font_name": FONTS[lang], "font_size": _SIZE, "font_scheme": "none"}


def properties(style: str, lang: Lang) -> dict[str, Any]:
    """XlsxWriter's properties of `style`."""
    heading = {"font_name": HEADING_FONTS[lang]} if style in _HEADINGS else {}
    return {**plain(lang), **heading, **STYLES[style]}


@lru_cache(maxsize=8192)
def height_of(text: str, width: float, style: str = "text") -> float:
    """Points that `text` needs in a column of `width`: not every program fits rows by itself."""
    looks = STYLES[style]
    lines, broken = 0, looks.get("text_wrap", False)
    cells = (width - 1) * _SIZE / looks.get("font_size", _SIZE)
    for part in text.split("\n") if broken else ("",):
        # A Chinese character has two bytes, and takes two cells.
        lines += max(1, -int(-len(part.encode("gbk", "replace")) // max(cells, 2)))
    return min(lines * _LINES + 3, _HIGHEST)
