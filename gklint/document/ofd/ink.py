"""Whether what is painted can be seen: colours, opacity, and what lies beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.document.ofd.parts import child

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_LIGHT: Final = 0.94  # from here on, paper's own white
_FALSE: Final = frozenset({"false", "0"})
_DEPTH: Final = 8  # drawing parameters that build on others


class Ink(NamedTuple):
    """`light`: as the paper; `gone`: not painted at all."""

    light: bool = False
    gone: bool = False


_BLACK: Final = Ink()
_GONE: Final = Ink(gone=True)


def ink(
    element: etree._Element,
    kind: str,
    parameters: Mapping[str, etree._Element],
    inherited: str | None = None,
) -> Ink:
    """The ink of ``FillColor`` or ``StrokeColor`` (`kind`) of an object; `inherited` is the
    drawing parameter of its layer."""
    color = child(element, kind)
    if color is None:
        if not parameters:
            return _BLACK
        key = element.get("DrawParam") or inherited
        for _ in range(_DEPTH):
            parameter = parameters.get(key or "")
            if parameter is None:
                return _BLACK
            color = child(parameter, kind)
            if color is not None:
                break
            key = parameter.get("Relative")
    if color is None:
        return _BLACK
    if _none(color.get("Alpha")):
        return _GONE
    return Ink(light=_is_light(color.get("Value")))


def unseen(element: etree._Element) -> bool:
    """An object that is switched off."""
    return (element.get("Visible") or "").strip().lower() in _FALSE


def transparent(element: etree._Element) -> bool:
    return _none(element.get("Alpha"))


def does(element: etree._Element, what: str, *, otherwise: bool) -> bool:
    """The attribute ``Fill`` or ``Stroke``."""
    value = element.get(what)
    return otherwise if value is None else value.strip().lower() not in _FALSE


def _none(alpha: str | None) -> bool:
    if alpha is None:
        return False
    try:
        return float(alpha) <= 5  # of 255
    except ValueError:
        return False


def _is_light(value: str | None) -> bool:
    """Whether a colour is (nearly) white: one component is grey, three are RGB, four CMYK."""
    if value is None:
        return False
    try:
        parts = [
            int(item[1:], 16) if item.startswith("#") else float(item) for item in value.split()
        ]
    except ValueError:
        return False
    if len(parts) == 4:
        return all(part <= 255 * (1 - _LIGHT) for part in parts)
    return len(parts) in (1, 3) and all(part >= 255 * _LIGHT for part in parts)
