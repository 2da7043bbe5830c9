"""Word documents (.docx, .docm): zip and XML, read as they would be printed.

Insertions are read and deletions are not; of a field its result; hidden text, headers and footers
are left out; automatic numbers are restored. A break of line or page ends a `Paragraph`; in a
cell it stays as ``\\n``. Paragraphs that print nothing are no blocks. Footnotes and endnotes
follow the body, in the order of their references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from gklint.document.docx.numbering import read_lists
from gklint.document.docx.package import Package, W, parse
from gklint.document.docx.story import Story
from gklint.document.docx.styles import StyleSheet, load_styles
from gklint.document.docx.xml import holds
from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.flowing.build import Builder
from gklint.document.flowing.drafts import Findings
from gklint.document.flowing.numbering import Numbering
from gklint.document.model import Document, Note, NoteKind
from gklint.document.sniff import DOCX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.document.docx.package import Relation
    from gklint.document.flowing.numbering import ListForm

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_OF_PROGRAM: Final = ("application", "company", "template")
_NO_STYLES: Final = StyleSheet()


def read_docx(data: bytes) -> Document:
    """The document in `data`.

    Raises CannotOpen("damaged"), Encrypted("encrypted"), and LimitReached("members" |
    "member_size" | "ratio" | "depth" | "cells" | "blocks"). A damaged part that only adds to
    the text (styles, numbers, notes) is left out, with a note.
    """
    return _Reader(Package(data)).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._notes: list[Note] = []
        self._findings = Findings()

    def read(self) -> Document:
        roots = self._package.relations("")
        part = _target(roots, "officeDocument") or "word/document.xml"
        content = self._package.read(part)
        root = parse(content, part)
        if content.startswith(_UTF16):
            content = etree.tostring(root)  # names are looked for in the bytes
        body = next(root.iterchildren(f"{W}body"), None)
        if body is None:
            raise CannotOpen("damaged", reason=f"{part}: no body")
        relations = self._package.relations(part)
        sheet = self._styles(relations)
        numbering = self._numbering(relations, sheet)
        story = Story(content, relations, sheet, numbering, self._findings)
        builder = Builder(part)
        builder.add(story.read(body))
        self._add_notes_of_the_page(builder, relations, sheet)
        self._tell(content)
        return Document(
            DOCX,  # a .docm too: to every rule they are one format
            tuple(builder.blocks),
            links=tuple(builder.links),
            meta=self._meta(roots, relations),
            notes=tuple(self._notes),
        )

    def _styles(self, relations: Mapping[str, Relation]) -> StyleSheet:
        part = _target(relations, "styles")
        if part is None or part not in self._package:
            return _NO_STYLES
        try:
            return load_styles(self._package, part)
        except CannotOpen as error:
            self._damaged(part, error)
            return _NO_STYLES

    def _numbering(self, relations: Mapping[str, Relation], sheet: StyleSheet) -> Numbering:
        """The document's lists; their part is read when the first number is asked for."""
        part = _target(relations, "numbering")

        def lists() -> Mapping[int, ListForm]:
            if part is None or part not in self._package:
                return {}
            try:
                return read_lists(self._package.xml(part), sheet)
            except CannotOpen as error:
                self._damaged(part, error)
                return {}

        return Numbering(lists)

    def _add_notes_of_the_page(
        self, builder: Builder, relations: Mapping[str, Relation], sheet: StyleSheet
    ) -> None:
        """Footnotes and endnotes that the body refers to, after it."""
        for kind in ("footnotes", "endnotes"):
            wanted = [number for name, number in self._findings.footnotes if name == kind]
            part = _target(relations, kind)
            if not wanted or part is None:
                continue
            try:
                content = self._package.read(part)
                root = parse(content, part)
                story = Story(content, self._package.relations(part), sheet, None, self._findings)
            except CannotOpen as error:
                self._damaged(part, error)
                continue
            notes = {note.get(f"{W}id"): note for note in root}
            builder.part = part
            for number in dict.fromkeys(wanted):
                if number in notes:
                    builder.add(story.read(notes[number]))

    def _meta(
        self, roots: Mapping[str, Relation], relations: Mapping[str, Relation]
    ) -> dict[str, str]:
        """What the file says of itself; the template with its path, where one is attached."""
        told = self._properties(_target(roots, "core-properties"))
        program = self._properties(_target(roots, "extended-properties"))
        told |= {key: program[key] for key in _OF_PROGRAM if key in program}
        settings = _target(relations, "settings")
        try:
            beside = self._package.relations(settings) if settings is not None else {}
        except CannotOpen as error:
            self._damaged(f"{settings}.rels", error)
            return told
        for relation in beside.values():
            if relation.kind == "attachedTemplate" and relation.external:
                told["template"] = relation.target
        return told

    def _properties(self, part: str | None) -> dict[str, str]:
        if part is None or part not in self._package:
            return {}
        try:
            root = self._package.xml(part)
        except (CannotOpen, LimitReached) as error:
            self._notes.append(Note(NoteKind.DAMAGED, f"{part}: {error.params.get('reason', '')}"))
            return {}
        return {
            item.tag.rpartition("}")[2].lower(): item.text.strip()
            for item in root
            if item.text and item.text.strip()
        }

    def _damaged(self, part: str, error: CannotOpen) -> None:
        self._notes.append(Note(NoteKind.DAMAGED, error.params.get("reason", part)))

    def _tell(self, content: bytes) -> None:
        found = self._findings
        if found.tracked:
            self._notes.append(Note(NoteKind.TRACKED, str(found.tracked)))
        if found.hidden:
            self._notes.append(Note(NoteKind.HIDDEN, str(found.hidden)))
        if holds(content, b":commentReference "):
            comments = content.count(b":commentReference ")
            self._notes.append(Note(NoteKind.COMMENTS, str(comments)))


def _target(relations: Mapping[str, Relation], kind: str) -> str | None:
    for relation in relations.values():
        if relation.kind == kind and not relation.external:
            return relation.target
    return None
