"""What the instructions of fields say; they read the same in every format of word processors."""

from __future__ import annotations

from typing import Final

from gklint.patterns import regex

_LINK: Final = r'\s*HYPERLINK\s+(?:"([^"]*)"|(\\l)\s+"([^"]*)"|([^\s"\\]+))'
_OBJECT: Final = r"\s*(?:EMBED|LINK)\s+(\S+)"


def link_target(instruction: str) -> str:
    """Where a ``HYPERLINK`` leads (``#name`` within the document); "" for any other field."""
    match = regex(_LINK).match(instruction) if "HYPERLINK" in instruction else None
    if match is None:
        return ""
    if match[2]:
        return f"#{match[3]}"
    return match[1] or match[4] or ""


def object_kind(instruction: str) -> str | None:
    """The program whose object an ``EMBED`` or ``LINK`` shows (``Excel.Sheet.8``), else None."""
    match = regex(_OBJECT).match(instruction)
    return None if match is None else match[1]


def is_choice(instruction: str) -> bool:
    """Whether a field is a list of a form, which prints what is chosen in it."""
    return "FORMDROPDOWN" in instruction
