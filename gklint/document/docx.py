"""Word documents (.docx, .docm): zip and XML, read as they would be printed.

Insertions are read and deletions are not; of a field its result; hidden text, headers and footers
are left out; automatic numbers are restored. A line break of the author's ends a `Paragraph`; in
a cell it stays as ``\\n``. Paragraphs that print nothing are no blocks. Footnotes and endnotes
follow the body, in the order of their references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.docx_drafts import Findings, ImageDraft, ParagraphDraft, TableDraft
from gklint.document.docx_numbering import Numbering, read_lists
from gklint.document.docx_package import Package, W, parse
from gklint.document.docx_story import Story
from gklint.document.docx_styles import StyleSheet, load_styles
from gklint.document.docx_tables import resolve
from gklint.document.errors import CannotOpen, LimitReached
from gklint.document.model import (
    Block,
    Document,
    Image,
    Link,
    Note,
    NoteKind,
    Paragraph,
    Table,
)
from gklint.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gklint.document.docx_drafts import Draft, LinkDraft
    from gklint.document.docx_numbering import ListForm
    from gklint.document.docx_package import Relation

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NO_STYLES: Final = StyleSheet()


def read_docx(data: bytes) -> Document:
    """The document in `data`.

    Raises CannotOpen("damaged"), Encrypted("member"), and LimitReached("members" | "member_size" |
    "total_size" | "ratio" | "depth" | "table_size"). A damaged part that only adds to the text
    (styles, numbers, notes) is left out, with a note.
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
        body = next(parse(content, part).iterchildren(f"{W}body"), None)
        if body is None:
            raise CannotOpen("damaged", reason=f"{part}: no body")
        relations = self._package.relations(part)
        sheet = self._styles(relations)
        numbering = self._numbering(relations, sheet)
        story = Story(content, relations, sheet, numbering, self._findings)
        builder = _Builder(part)
        builder.add(story.read(body))
        self._add_notes_of_the_page(builder, relations, sheet)
        self._tell(content)
        return Document(
            MEDIA_TYPE,
            tuple(builder.blocks),
            links=tuple(builder.links),
            meta=self._properties(_target(roots, "core-properties")),
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
        self, builder: _Builder, relations: Mapping[str, Relation], sheet: StyleSheet
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
        comments = content.count(b":commentReference ")
        if comments:
            self._notes.append(Note(NoteKind.COMMENTS, str(comments)))
        self._notes.extend(Note(NoteKind.UNREAD, name) for name in found.unread)


def _target(relations: Mapping[str, Relation], kind: str) -> str | None:
    for relation in relations.values():
        if relation.kind == kind and not relation.external:
            return relation.target
    return None


class _Builder:
    """Gives drafts their numbers: what is table stays a table, layout becomes its content."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.blocks: list[Block] = []
        self.links: list[Link] = []

    def add(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            if isinstance(draft, ParagraphDraft):
                self._add_paragraph(draft)
            elif isinstance(draft, TableDraft):
                self._add_table(draft)
            else:
                self._add_image(draft)

    def _add_paragraph(self, draft: ParagraphDraft) -> None:
        label = draft.label
        if not label and is_blank(draft.text):
            return
        offset = 0
        for line in draft.text.split("\n"):
            here = [link for link in draft.links if offset <= link.offset <= offset + len(line)]
            offset += len(line) + 1
            if not label and is_blank(line):
                continue
            self._add_links(here)
            self.blocks.append(
                Paragraph(
                    label + line,
                    len(self.blocks),
                    part=self.part,
                    level=draft.level,
                    generated=len(label),
                    linked=bool(here) and _all_linked(line, here),
                )
            )
            label = ""

    def _add_table(self, draft: TableDraft) -> None:
        if draft.nested:
            self._unwrap(draft)
            return
        cells, n_rows, n_cols = resolve(draft.rows, draft.grid)
        if n_cols < 2:
            # A label needs a value beside it: one column is a frame around text.
            self._unwrap(draft)
            return
        self._add_links(
            link
            for content in draft.cells
            for item in content
            if isinstance(item, ParagraphDraft)
            for link in item.links
        )
        self.blocks.append(Table(cells, n_rows, n_cols, len(self.blocks), part=self.part))
        for content in draft.cells:
            for item in content:
                if isinstance(item, ImageDraft):
                    self._add_image(item)

    def _unwrap(self, draft: TableDraft) -> None:
        for content in draft.cells:
            self.add(content)

    def _add_image(self, draft: ImageDraft) -> None:
        self.blocks.append(Image(draft.alt, draft.source, len(self.blocks), part=self.part))

    def _add_links(self, links: Iterable[LinkDraft]) -> None:
        self.links.extend(Link(link.text, link.target, len(self.blocks)) for link in links)


def _all_linked(line: str, links: Iterable[LinkDraft]) -> bool:
    linked = sum(len("".join(link.text.split())) for link in links)
    return linked >= len("".join(line.split()))
