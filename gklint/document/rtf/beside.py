r"""Control words of what stands beside the text: links, objects, pictures, boxes, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.flowing.drafts import EmbeddedDraft, ImageDraft
from gklint.document.flowing.fields import link_target
from gklint.document.rtf.state import Place
from gklint.document.rtf.story import Story
from gklint.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gklint.document.rtf.interpret import Interpreter

    Act = Callable[[Interpreter, int | None], None]
    """What a control word does, given its number."""

_DESCRIPTION: Final = r"\\sn\s+wzDescription\s*\}\s*\{\\sv\s+([^{}]*)\}"
_PICTURE: Final = r"\\sn\s+pib\s*\}"
_ENTRY: Final = r"\{\\\*\\ffl ([^{}]*)\}"
_CHOICE: Final = r"\\(ffres|ffdefres)([0-9]{1,4})"
_UNCHOSEN: Final = 25  # "as it is by default"
_EMBEDDED: Final = "object"
_MOST_FIELDS: Final = 16  # in each other; what is nested deeper is no link that anybody follows
_NAME_HEAD: Final = 64
_PICTURE_HEAD: Final = 4096  # what is said of a picture stands before it


def _field(reader: Interpreter, number: int | None) -> None:
    from gklint.document.rtf.interpret import Field

    field, story = Field(), reader.story
    before = story.ended, len(story.pieces)

    def done() -> None:
        reader.fields.pop()
        if field.chosen and (story.ended, len(story.pieces)) == before:
            reader.put(field.chosen)

    reader.fields.append(field)
    reader.at_close(done)


def _instruction(reader: Interpreter, number: int | None) -> None:
    def done(text: str) -> None:
        if reader.fields:
            reader.fields[-1].instruction += text

    reader.keep(done)


def _form_field(reader: Interpreter, number: int | None) -> None:
    """A form's list prints what is chosen in it, which is no text of its own."""
    begun = reader.position
    reader.skip_group()
    said = reader.text[begun : min(reader.position, begun + _PICTURE_HEAD)]
    entries = [match[1] for match in regex(_ENTRY).finditer(said)]
    numbers = {match[1]: int(match[2]) for match in regex(_CHOICE).finditer(said)}
    at = numbers.get("ffres", _UNCHOSEN)
    if at == _UNCHOSEN:
        at = numbers.get("ffdefres", 0)
    if reader.fields and at < len(entries):
        reader.fields[-1].chosen = reader.plain(entries[at])


def _result(reader: Interpreter, number: int | None) -> None:
    story = reader.story
    paragraph, begun, offset = story.ended, len(story.pieces), story.length()
    target = link_target(reader.fields[-1].instruction) if reader.fields else ""

    def done() -> None:
        if story.ended == paragraph:
            story.link(begun, offset, target)

    if target and len(reader.fields) <= _MOST_FIELDS:
        reader.at_close(done)


def _object(reader: Interpreter, number: int | None) -> None:
    """Told as what it is; the picture that gives a first glance of it is not told by itself."""
    story = reader.story
    reader.objects.append(_EMBEDDED)
    reader.at_close(lambda: story.beside.append(EmbeddedDraft(reader.objects.pop(), "")))


def _object_class(reader: Interpreter, number: int | None) -> None:
    def done(text: str) -> None:
        if reader.objects and text.strip():
            reader.objects[-1] = text.strip()

    reader.keep(done)


def _picture(reader: Interpreter, number: int | None) -> None:
    begun = reader.position
    reader.skip_group()
    _add_picture(reader, reader.text[begun : min(reader.position, begun + _PICTURE_HEAD)])


def _shape_property(reader: Interpreter, number: int | None) -> None:
    """Only of the property that is a picture."""
    begun = reader.position
    reader.skip_group()
    head = reader.text[begun : min(reader.position, begun + _PICTURE_HEAD)]
    if regex(_PICTURE).search(head[:_NAME_HEAD]):
        _add_picture(reader, head)


def _add_picture(reader: Interpreter, head: str) -> None:
    if reader.state.place is not Place.STORY or reader.objects:
        return
    reader.pictures += 1
    found = regex(_DESCRIPTION).search(head)
    alt = reader.plain(found[1]) if found else None
    reader.story.beside.append(ImageDraft(alt, f"image{reader.pictures}"))


def _box(reader: Interpreter, number: int | None) -> None:
    parent, box = reader.story, _begin_story(reader)

    def done() -> None:
        reader.stories.pop()
        parent.beside.extend(box.end())

    reader.at_close(done)


def _footnote(reader: Interpreter, number: int | None) -> None:
    note = _begin_story(reader)

    def done() -> None:
        reader.stories.pop()
        reader.footnotes.append(note.end())

    reader.at_close(done)


def _begin_story(reader: Interpreter) -> Story:
    story = Story(reader.paragraphs)
    reader.stories.append(story)
    reader.state.place = Place.STORY
    reader.state.nested = False
    reader.state.plain_paragraph()
    reader.state.plain_characters()
    return story


def _annotation(reader: Interpreter, number: int | None) -> None:
    reader.told.comments += 1
    reader.skip_group()


BESIDE: Final[Mapping[str, Act]] = {
    "field": _field,
    "fldinst": _instruction,
    "formfield": _form_field,
    "fldrslt": _result,
    "object": _object,
    "objclass": _object_class,
    "pict": _picture,
    "sp": _shape_property,
    "shptxt": _box,
    "dptxbxtext": _box,
    "footnote": _footnote,
    "annotation": _annotation,
}
