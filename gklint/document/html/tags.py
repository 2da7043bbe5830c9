"""The elements of HTML by what they mean to reading."""

from __future__ import annotations

from typing import Final

NEVER_PRINTED: Final = (
    "script", "style", "noscript", "template", "canvas", "audio", "video", "svg", "math",
    "datalist", "xml", "w:worddocument", "w:latentstyles", "del", "s", "strike", "rt", "rp",
)  # fmt: skip
"""Elements that go with all they hold: code, Word's settings, struck out text, ruby readings."""

EMBEDDED: Final = ("iframe", "object", "embed", "applet")
"""Elements that show another file. What is written in them is shown only where that fails."""

INLINE: Final = (
    "span", "font", "b", "strong", "i", "em", "u", "o:p", "ins", "small", "big", "sub", "sup", "tt",
    "code", "kbd", "var", "samp", "cite", "dfn", "abbr", "acronym", "bdo", "bdi", "label", "mark",
    "nobr", "wbr", "ruby", "rb", "q", "time", "data",
)  # fmt: skip
"""Elements that only style text. Dissolved in C, so that no walk meets thousands of them nested
and a figure split over five of them is one text again."""

VOID: Final = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
))  # fmt: skip
SELF_CLOSING: Final = frozenset((
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup",
    "colgroup", "rt", "rp",
))  # fmt: skip
"""Elements that the next of their kind closes: many unclosed ones are no depth."""
