"""What is read of the properties of characters: are they printed, and what do they stand for."""

from __future__ import annotations

from typing import Final, NamedTuple

from gklint.document.doc.sprms import Sprm, changes

_AS_STYLE: Final = 0x80
_OPPOSITE: Final = 0x81
_SUPERSCRIPT: Final = 1


class Look(NamedTuple):
    """Switches as written: None where nothing is said, 0, 1, or a word on what the style says.

    `style` is the number of a character style; `symbol` a font's number and the character in it;
    `picture` the place of a picture in the data stream.
    """

    deleted: int | None = None
    inserted: int | None = None
    hidden: int | None = None
    struck: int | None = None
    struck_twice: int | None = None
    raised: bool = False
    style: int | None = None
    symbol: tuple[int, int] | None = None
    picture: int | None = None
    is_object: bool = False
    is_data: bool = False


PLAIN: Final = Look()

_FIELDS: Final[dict[int, str]] = {
    Sprm.C_DELETED: "deleted",
    Sprm.C_INSERTED: "inserted",
    Sprm.C_HIDDEN: "hidden",
    Sprm.C_STRIKE: "struck",
    Sprm.C_DOUBLE_STRIKE: "struck_twice",
}


_FONTS: Final[frozenset[int]] = frozenset((Sprm.F_FONT, Sprm.F_FONT_OTHER))
_READ: Final = frozenset(code for code in Sprm if code.name.startswith("C_"))


def read_look(grpprl: bytes) -> Look:
    """What a list of changes says; the last word on a thing holds."""
    said: dict[str, int | bool | tuple[int, int] | None] = {}
    for code, operand in changes(grpprl, _READ):
        name = _FIELDS.get(code)
        if name is not None:
            said[name] = operand[0]
        elif code == Sprm.C_RAISED:
            said["raised"] = operand[0] == _SUPERSCRIPT
        elif code == Sprm.C_STYLE:
            said["style"] = int.from_bytes(operand, "little")
        elif code == Sprm.C_SYMBOL:
            said["symbol"] = (operand[0] | operand[1] << 8, operand[2] | operand[3] << 8)
        elif code == Sprm.C_PICTURE:
            said["picture"] = int.from_bytes(operand, "little")
        elif code == Sprm.C_OLE:
            said["is_object"] = bool(operand[0])
        elif code == Sprm.C_DATA:
            said["is_data"] = bool(operand[0])
        elif code == Sprm.C_PLAIN:
            for switch in ("hidden", "struck", "struck_twice", "raised"):
                said.pop(switch, None)
    return PLAIN if not said else PLAIN._replace(**said)  # type: ignore[arg-type]


def read_font(grpprl: bytes) -> int | None:
    """The number of the font that symbols in a text are taken from, None where none is named."""
    number = None
    for code, operand in changes(grpprl, _FONTS):
        if number is None or code == Sprm.F_FONT_OTHER:
            number = int.from_bytes(operand, "little")
    return number


def switched(operand: int | None, by_style: bool) -> bool:
    """A switch's value. 0x80 is "as the style", 0x81 "the opposite of the style": text deleted
    with changes tracked is marked 0x81 by Word."""
    if operand is None or operand == _AS_STYLE:
        return by_style
    if operand == _OPPOSITE:
        return not by_style
    return bool(operand)
