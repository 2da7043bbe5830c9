r"""What each control word does. Those that are not named here are looks, and do nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from gklint.document.flowing.grid import Merge
from gklint.document.rtf.beside import BESIDE
from gklint.document.rtf.state import Place
from gklint.document.rtf.styles import outline
from gklint.document.rtf.words import PROPERTIES, SKIPPED

if TYPE_CHECKING:
    from gklint.document.rtf.beside import Act
    from gklint.document.rtf.interpret import Interpreter
    from gklint.document.rtf.story import RowForm

_MOST_SKIPPED: Final = 4  # no character has more bytes in any code page


@cache
def vocabulary() -> dict[str, Act]:
    """Every word that does something."""
    return {
        **dict.fromkeys(SKIPPED, _skip),
        **{word: _property(name) for word, name in PROPERTIES.items()},
        **BESIDE,
        # The document
        "ansicpg": lambda reader, number: reader.use_page(number),
        "deff": _default_font,
        "fonttbl": _fonts,
        "stylesheet": _styles,
        "fcharset": lambda reader, number: reader.fonts.tell(charset=number),
        "cpg": lambda reader, number: reader.fonts.tell(page=number),
        "bin": _binary,
        # Characters
        "u": lambda reader, number: reader.put_unicode(number or 0),
        "uc": _skipped,
        "plain": lambda reader, number: reader.state.plain_characters(),
        "f": _font,
        "super": _flag("raised"),
        "nosupersub": _flag("raised", turned=True),
        "sub": _flag("raised", turned=True),
        "v": _flag("hidden"),
        "strike": _flag("struck"),
        "striked": _flag("struck"),
        "deleted": _flag("deleted"),
        "revised": _flag("inserted"),
        # Paragraphs
        "pard": lambda reader, number: reader.state.plain_paragraph(),
        "s": _style,
        "outlinelevel": _outline,
        "par": _paragraph,
        "sect": _section,
        "listtext": _label,
        "pntext": _label,
        # Tables
        "intbl": _in_table,
        "itap": _depth,
        "trowd": _begin_row,
        "trleft": _row_left,
        "trwWidthB": _row_free,
        "trftsWidthB": _row_free_unit,
        "cellx": lambda reader, number: _form(reader).cell(number or 0),
        "clvmgf": lambda reader, number: _form(reader).merge(Merge.FIRST),
        "clvmrg": lambda reader, number: _form(reader).merge(Merge.NEXT),
        "clmrg": lambda reader, number: _form(reader).join(),
        "cell": lambda reader, number: _cell(reader, 1),
        "nestcell": lambda reader, number: _cell(reader, _inner(reader)),
        "row": lambda reader, number: reader.story.end_row(1),
        "nestrow": lambda reader, number: reader.story.end_row(_inner(reader)),
        "nesttableprops": _nested,
    }


# What is skipped and what is kept


def _skip(reader: Interpreter, number: int | None) -> None:
    reader.skip_group()


def _property(name: str) -> Act:
    def act(reader: Interpreter, number: int | None) -> None:
        def done(text: str) -> None:
            said = text.strip().rstrip(";").strip()
            if said:
                reader.properties.setdefault(name, said)

        reader.keep(done)

    return act


def _default_font(reader: Interpreter, number: int | None) -> None:
    reader.default_font = number


def _fonts(reader: Interpreter, number: int | None) -> None:
    reader.state.place = Place.FONTS


def _styles(reader: Interpreter, number: int | None) -> None:
    reader.state.place = Place.STYLES


def _binary(reader: Interpreter, number: int | None) -> None:
    reader.position += max(0, number or 0)


# Characters


def _flag(name: str, *, turned: bool = False) -> Act:
    def act(reader: Interpreter, number: int | None) -> None:
        setattr(reader.state, name, (number != 0) is not turned)

    return act


def _skipped(reader: Interpreter, number: int | None) -> None:
    reader.state.skipped = min(max(0, 1 if number is None else number), _MOST_SKIPPED)


def _font(reader: Interpreter, number: int | None) -> None:
    reader.state.font = number or 0
    if reader.state.place is Place.FONTS:
        reader.fonts.begin(number or 0)


# Paragraphs


def _style(reader: Interpreter, number: int | None) -> None:
    state = reader.state
    state.style = number or 0
    if state.place is Place.STORY:
        state.level = reader.styles.level(state.style)


def _outline(reader: Interpreter, number: int | None) -> None:
    reader.state.level = outline(number or 0)


def _paragraph(reader: Interpreter, number: int | None) -> None:
    state = reader.state
    if state.place is not Place.STORY:
        return
    if state.deleted:
        reader.told.tracked += 1  # the next paragraph goes on with this one
    elif not state.hidden:
        reader.story.end_paragraph(state.level, state.table_depth)


def _section(reader: Interpreter, number: int | None) -> None:
    if reader.story.pieces:
        _paragraph(reader, number)


def _label(reader: Interpreter, number: int | None) -> None:
    story = reader.story

    def done(text: str) -> None:
        shown = text.strip()
        if not any(char.isalnum() for char in shown):
            return  # a bullet is decoration
        # As automatic numbers of Word files are told: a blank where it is needed.
        spaced = text != text.rstrip() and shown[-1].isalnum()
        story.label = shown + " " if spaced else shown

    reader.keep(done)


# Tables


def _in_table(reader: Interpreter, number: int | None) -> None:
    reader.state.table_depth = max(1, reader.state.table_depth)


def _depth(reader: Interpreter, number: int | None) -> None:
    reader.state.table_depth = max(0, number or 0)


def _nested(reader: Interpreter, number: int | None) -> None:
    reader.state.nested = True


def _begin_row(reader: Interpreter, number: int | None) -> None:
    reader.story.begin_row(nested=reader.state.nested)


def _row_left(reader: Interpreter, number: int | None) -> None:
    _form(reader).left = number or 0


def _row_free(reader: Interpreter, number: int | None) -> None:
    _form(reader).free = max(0, number or 0)


def _row_free_unit(reader: Interpreter, number: int | None) -> None:
    _form(reader).free_unit = number or 0


def _form(reader: Interpreter) -> RowForm:
    return reader.story.form(nested=reader.state.nested)


def _inner(reader: Interpreter) -> int:
    return max(2, reader.state.table_depth)


def _cell(reader: Interpreter, depth: int) -> None:
    if reader.state.place is Place.STORY:
        reader.story.end_cell(reader.state.level, depth)
