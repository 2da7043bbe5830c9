"""How the cells of the working sheet look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE: Final = {"border": 1, "border_color": "#7F8C99", "valign": "vcenter"}
_MARK: Final = {"bg_color": "#FFF2CC", "font_color": "#6B4A00"}
_RED: Final = {"bg_color": "#F9DEDC", "font_color": "#8C1D18"}
STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 15, "font_name": "黑体"},
    "warning": {"bold": True, "font_color": "#8C1D18", "text_wrap": True, "valign": "top"},
    "note": {"text_wrap": True, "valign": "top"},
    "head": {
        **_LINE,
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#DCE4EC",
    },
    "label": {**_LINE, "text_wrap": True, "align": "center"},
    "text": {**_LINE, "text_wrap": True},
    "number": {**_LINE, "align": "center", "num_format": "General"},
    "sum": {**_LINE, "align": "center", "num_format": "General", "bold": True},
    "odd": {**_LINE, **_MARK, "align": "center", "text_wrap": True},
    "mark": _MARK,
    "red": _RED,
}
