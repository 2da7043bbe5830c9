"""Drawings of a Word part: text boxes, pictures with their replacement text, embedded objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.docx.package import MC, R, W
from gklint.document.flowing.drafts import EmbeddedDraft, ImageDraft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from gklint.document.docx.package import Relation

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_BLIP: Final = f"{_A}blip"
_OBJECTS: Final = (
    f"{_O}OLEObject", f"{W}objectEmbed", f"{W}objectLink", f"{W}control", f"{W}movie",
)  # fmt: skip
_BOX: Final = f"{W}txbxContent"
ALTERNATE: Final = f"{MC}AlternateContent"
_SOURCES: Final = (f"{R}embed", f"{R}link", f"{R}id", f"{R}dm")
_WORTH_READING: Final = (f"{W}t", _BOX, _BLIP, _CHART, _DIAGRAM, f"{_V}imagedata")


def choose(alternate: etree._Element) -> etree._Element | None:
    """The one branch of ``mc:AlternateContent`` to read: the first Choice that holds something
    we can read, else the Fallback, else any. Never two: they say the same."""
    other: etree._Element | None = None
    for branch in alternate:
        if branch.tag == f"{MC}Fallback":
            other = branch
        elif next(branch.iter(*_WORTH_READING), None) is not None:
            return branch
        elif other is None:
            other = branch
    return other


def boxes_of(drawing: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing, outermost only: inner ones are met when these are read."""
    return (box for box in drawing.iter(_BOX) if not _in_box(box, drawing))


def _in_box(element: etree._Element, drawing: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == _BOX:
            return True
    return False


def pictures_of(drawing: etree._Element, relations: Mapping[str, Relation]) -> Iterator[ImageDraft]:
    """Pictures, charts and diagrams; shapes that show nothing but themselves are left out."""
    for frame in drawing.iterchildren(f"{_WP}inline", f"{_WP}anchor"):
        shown = next(frame.iter(_BLIP, _CHART, _DIAGRAM), None)
        about = next(frame.iterchildren(f"{_WP}docPr"), None)
        if shown is None or (about is not None and about.get("hidden") in ("1", "true")):
            continue
        yield ImageDraft(None if about is None else _alt(about), _source(shown, relations))
    for data in drawing.iter(f"{_V}imagedata"):
        if _in_box(data, drawing):
            continue
        shape = data.getparent()
        alt = None if shape is None else shape.get("alt")
        yield ImageDraft(
            alt if alt is not None else data.get(f"{_O}title"), _source(data, relations)
        )


def object_of(element: etree._Element, relations: Mapping[str, Relation]) -> EmbeddedDraft | None:
    """What a ``w:object`` holds of another program, by the name the file gives that program
    (``Excel.Sheet.12``); None where it is a mere picture."""
    for item in element.iter(*_OBJECTS):
        kind = item.get("ProgID") or item.get(f"{W}progId") or item.get(f"{W}name")
        return EmbeddedDraft(kind or "object", _source(item, relations))
    return None


def chunk_of(element: etree._Element, relations: Mapping[str, Relation]) -> EmbeddedDraft:
    """A part of another format or another file, by its element's name: ``altChunk``."""
    return EmbeddedDraft(str(element.tag).rpartition("}")[2], _source(element, relations))


def _alt(about: etree._Element) -> str | None:
    if any(mark.get("val") in ("1", "true") for mark in about.iter(_DECORATIVE)):
        return ""
    alt = about.get("descr")
    return alt if alt is not None else about.get("title")


def _source(element: etree._Element, relations: Mapping[str, Relation]) -> str:
    for name in _SOURCES:
        relation = relations.get(element.get(name) or "")
        if relation is not None:
            return relation.target
    return ""
