r"""Control words put to work: a state for every group, text sent to where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.document.errors import LimitReached
from gklint.document.flowing.drafts import ParagraphDraft
from gklint.document.flowing.symbols import symbol
from gklint.document.limits import RTF_DEPTH, RTF_TOKENS
from gklint.document.rtf import charset, tokens
from gklint.document.rtf.state import Place, State
from gklint.document.rtf.story import Count, Story
from gklint.document.rtf.styles import Fonts, Styles
from gklint.document.rtf.vocabulary import vocabulary
from gklint.document.rtf.words import CHARACTERS, PASSED, SYMBOLS
from gklint.text import is_blank, raised

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.document.flowing.drafts import Draft

    Closer = Callable[[], object]

_HALVES: Final = range(0xD800, 0xE000)  # of a character beyond U+FFFF
_BETWEEN: Final = ("u", "uc")  # words that stand within a run, and between the halves
_PRIVATE: Final = range(0xF020, 0xF100)  # where symbol fonts keep their characters


class Told:
    """What is to be told beside the text."""

    def __init__(self) -> None:
        self.damage = ""
        self.replaced = self.tracked = self.hidden = self.comments = 0


class Field:
    """A field being read; `chosen` is what is chosen in a form's list."""

    __slots__ = ("chosen", "instruction")

    def __init__(self) -> None:
        self.instruction = self.chosen = ""


class Interpreter:
    """Reads `text`, an RTF file as Latin-1. `run` is called once; what it found stands here.

    `fields` are those that are open, `objects` the kinds of objects that are.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.told = Told()
        self.footnotes: list[list[Draft]] = []
        self.properties: dict[str, str] = {}
        self.fields: list[Field] = []
        self.objects: list[str] = []
        self.pictures = 0
        self.paragraphs = Count()
        self.fonts, self.styles = Fonts(), Styles()
        self.state = State()
        self.stories = [Story(self.paragraphs)]
        self.default_font: int | None = None
        self._page = charset.page_codec(None)
        self._acts = vocabulary()
        self._match = tokens.token_pattern().match
        self._outer: list[tuple[State, list[Closer]]] = []
        self._closers: list[Closer] = []
        self._bytes = bytearray()
        self._run: list[str] = []
        self._halves = False
        self._skip = 0
        self._starred = False

    @property
    def story(self) -> Story:
        return self.stories[-1]

    def run(self) -> list[Draft]:
        """The drafts of the body. Raises LimitReached("size" | "depth" | "cells" | "blocks")."""
        text, size = self.text, len(self.text)
        begun = False
        for _ in range(RTF_TOKENS):
            token = self._match(text, self.position)
            if token is None:  # ends of lines, which mean nothing
                if self.position >= size:
                    break
                self.position += 1
                continue
            self.position = token.end()
            kind = token.lastindex
            if kind == tokens.TEXT:
                self._take(token[tokens.TEXT].encode("latin-1"))
            elif kind == tokens.HEX:
                self._take(tokens.hex_bytes(token[tokens.HEX]))
            elif kind == tokens.BRACE:
                self._settle()
                self._skip, self._starred = 0, False
                if token[tokens.BRACE] == "{":
                    self._open()
                    begun = True
                elif self._outer:
                    self._close()
                if begun and not self._outer:
                    break
            elif kind == tokens.SYMBOL:
                self._sign(token[tokens.SYMBOL])
            else:
                self._word(token[tokens.WORD], token[tokens.NUMBER])
        else:
            raise LimitReached("size", size=size, limit=RTF_TOKENS)
        self._settle()
        if self._outer:
            self.told.damage = "cut off"
        elif text[self.position :].strip("\0 \r\n\t"):
            self.told.damage = "goes on after its end"
        while self._outer:
            self._close()
        return self.story.end()

    def use_page(self, page: int | None) -> None:
        """The document's code page."""
        self._page = charset.page_codec(page)

    def use_page_of(self, other: Interpreter) -> None:
        self._page = other._page

    def at_close(self, closer: Closer) -> None:
        """What is to be done where the current group ends."""
        self._closers.append(closer)

    def keep(self, done: Callable[[str], None]) -> None:
        """The text of the current group is not printed; `done` gets it where the group ends."""
        kept: list[str] = []
        self.state.place, self.state.kept = Place.KEPT, kept
        self.state.plain_characters()
        self.at_close(lambda: done("".join(kept)))

    def skip_group(self) -> None:
        """Goes on at the end of the current group."""
        self.position = tokens.end_of_group(self.text, self.position)

    def plain(self, piece: str) -> str:
        """What a piece of the file says that holds no groups."""
        inner = Interpreter("{" + piece + "}")
        inner.use_page_of(self)
        drafts = inner.run()
        return "".join(draft.text for draft in drafts if isinstance(draft, ParagraphDraft))

    def put(self, text: str) -> None:
        """`text` where the current group's text belongs."""
        state = self.state
        if state.place is not Place.STORY:
            if state.place is Place.FONTS:
                self.fonts.tell(name=text)
            else:
                state.kept.append(text)
        elif state.hidden or state.struck:
            self.told.hidden += not is_blank(text)
        elif state.deleted:
            self.told.tracked += 1
        else:
            self.told.tracked += state.inserted
            self.story.pieces.append(raised(text) if state.raised else text)

    def put_unicode(self, number: int) -> None:
        r"""The character of ``\u``; the bytes after it that stand for it are left out."""
        self._decode()
        code = number & 0xFFFF
        if code in _PRIVATE:
            self._run.append(symbol(self._font().name.partition(";")[0], f"{code:x}"))
        else:
            self._run.append(chr(code))
            self._halves |= code in _HALVES
        self._skip = self.state.skipped

    # Tokens

    def _take(self, data: bytes) -> None:
        self._starred = False
        if self._skip:
            gone = min(self._skip, len(data))
            self._skip -= gone
            data = data[gone:]
        self._bytes += data

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
            return
        self._starred = False
        if self._skip:
            self._skip -= 1
        elif sign in "\\{}":
            self._bytes += sign.encode()
        elif sign in SYMBOLS:
            self._character(SYMBOLS[sign])
        elif sign in "\r\n":
            self._word("par", None)

    def _word(self, word: str, number: str | None) -> None:
        starred, self._starred = self._starred, False
        character = CHARACTERS.get(word)
        if character is not None:
            if self._skip:
                self._skip -= 1
            else:
                self._character(character)
            return
        act = self._acts.get(word)
        if act is not None:
            if word not in _BETWEEN:
                self._settle()
            self._skip = 0
            act(self, None if number is None else int(number))
        elif starred and word not in PASSED:
            self._settle()
            self.skip_group()

    def _character(self, character: str) -> None:
        self._decode()
        self._run.append(character)

    # Groups

    def _open(self) -> None:
        if len(self._outer) >= RTF_DEPTH:
            raise LimitReached("depth", limit=RTF_DEPTH)
        self._outer.append((self.state, self._closers))
        self._closers = []
        self.state = self.state.fork()
        if self.state.place is Place.STYLES:
            self.state.kept = []

    def _close(self) -> None:
        for closer in self._closers:
            closer()
        state = self.state
        if state.place is Place.STYLES and state.kept:
            self.styles.define(state.style, state.level, "".join(state.kept))
        self.state, self._closers = self._outer.pop()

    # Bytes

    def _font(self) -> charset.Font:
        number = self.state.font
        return self.fonts.get(self.default_font if number is None else number)

    def _decode(self) -> None:
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        font = self._font()
        if font.charset == charset.SYMBOL and self.state.place is Place.STORY:
            name = font.name.partition(";")[0]
            self._run.append("".join(symbol(name, f"{byte:x}") for byte in data))
            return
        text, replaced = charset.decoded(data, font, self._page)
        self._run.append(text)
        if self.state.place is Place.STORY:
            self.told.replaced += replaced

    def _settle(self) -> None:
        """What was taken so far has its properties."""
        if self._bytes:
            self._decode()
        if not self._run:
            return
        text = "".join(self._run)
        self._run.clear()
        if self._halves:
            self._halves = False
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.put(text)
