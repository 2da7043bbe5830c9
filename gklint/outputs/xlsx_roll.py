"""The roll call (报送情况): every body of the roster and what has come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.lang import localise
from gklint.messages import say
from gklint.messages.xlsx import tell
from gklint.outputs.run_level import roll_counts
from gklint.outputs.xlsx_told import head
from gklint.outputs.xlsx_values import Column, Styled

if TYPE_CHECKING:
    from gklint.lang import Lang
    from gklint.outputs.xlsx_book import Book
    from gklint.result import RunReport

STATE_STYLES: Final = {
    "reported": "good",
    "unread": "review",
    "missing": "mend",
    "exempt": "grey",
    "unlisted": "info",
}


def roll_call(book: Book, run: RunReport, lang: Lang, folder: str) -> None:
    """The sheet, where a roster was given; files are told by their names below `folder`."""
    columns = [
        Column(head("issuer", lang), 30, "name"),
        Column(tell("roll.state", lang), 16, "centre"),
        Column(tell("roll.kind", lang), 12, "centre"),
        Column(tell("roll.level", lang), 8, "centre"),
        Column(tell("roll.region", lang), 14),
        Column(tell("roll.parent", lang), 24),
        Column(tell("roll.file_by", lang), 12, "date"),
        Column(tell("roll.publish_by", lang), 12, "date"),
        Column(tell("roll.contact", lang), 18),
        Column(tell("roll.files", lang), 40, "small"),
        Column(tell("roll.doubt", lang), 34),
    ]
    sheet = book.sheet(tell("sheet.roll", lang), columns)
    sheet.line(say("roll.title", lang), "title", height=24)
    sheet.line(say("roll.counts", lang, **roll_counts(run)._asdict()))
    sheet.heads(freeze=1)
    for body in run.roll:
        sheet.row(
            (
                body.name,
                Styled(say(f"roll.{body.state}", lang), STATE_STYLES.get(body.state, "centre")),
                _word("kind", body.kind, lang),
                _word("level", body.level, lang),
                body.region,
                body.parent,
                body.file_by,
                body.publish_by,
                body.contact,
                "\n".join(source.removeprefix(folder) for source in body.sources),
                localise(body.doubt, lang),
            )
        )
    sheet.filters()


def _word(family: str, word: str, lang: Lang) -> str:
    key = f"{family}.{word}"
    return tell(key, lang) if key in tell else word
