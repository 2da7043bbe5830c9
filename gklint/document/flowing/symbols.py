"""Characters of Word's symbol fonts, which stand at U+F020 to U+F0FF or at their bare code."""

from __future__ import annotations

from typing import Final

# The ones that forms use: boxes, ticks and numbers in circles.
_WINGDINGS: Final = {
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0xA3: "□", 0xA8: "◻", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x9F: "•", 0x6C: "●", 0xE0: "→",
    **{0x81 + number: chr(0x2460 + number) for number in range(10)},
}  # fmt: skip
_WINGDINGS_2: Final = {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x2A: "□"}
_SYMBOL: Final = {
    0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xAE: "→",
    0xB0: "°", 0x2D: "−",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str:
    """What ``w:sym`` prints; a symbol that is not known keeps its own code, "" for none."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.lower())
    if known is not None:
        found = known.get(number & 0xFF)
        if found is not None:
            return found
    return chr(number) if 0x20 <= number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF else ""
