"""Sound files of every format, for damaging: clean reports of both editions."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.specimen import make, to_html
from tests.builders import mht, ofd, office, render
from tests.builders.figures import FORMS, pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from gklint.specimen import Specimen


class Seeds(NamedTuple):
    """`make` gives the files; `by_office` where LibreOffice makes them."""

    make: Callable[[], list[bytes]]
    by_office: bool = False

    def missing(self) -> str:
        """The program that is needed and not there, or ""."""
        return "LibreOffice" if self.by_office and office.SOFFICE is None else ""


def clean() -> list[Specimen]:
    """A clean report of every edition."""
    return [make(pack(), form) for form in FORMS]


def _kept(name: str, made: Callable[[Specimen], bytes]) -> list[bytes]:
    """The files, made once on a machine: programs write dates into what they make."""
    folder = Path(tempfile.gettempdir(), "gklint-seeds")
    folder.mkdir(exist_ok=True)
    files = []
    for specimen in clean():
        file = folder / f"{specimen.form}.{name}"
        if not file.exists():
            file.write_bytes(made(specimen))
        files.append(file.read_bytes())
    return files


def _of_word(target: str) -> Callable[[], list[bytes]]:
    def made(specimen: Specimen) -> bytes:
        return office.convert(office.word(specimen), "docx", target)

    return partial(_kept, target, made)


def _of_page(target: str) -> Callable[[], list[bytes]]:
    def made(specimen: Specimen) -> bytes:
        return office.convert(to_html(specimen).encode(), "html", target)

    return partial(_kept, target, made)


def _saved(specimen: Specimen) -> bytes:
    return mht.mht(mht.Part(to_html(specimen).encode()))


SEEDS: Final[dict[str, Seeds]] = {
    "html": Seeds(partial(_kept, "html", render.word_pasted)),
    "mht": Seeds(partial(_kept, "mht", _saved)),
    "docx": Seeds(partial(_kept, "docx", office.word)),
    "pdf": Seeds(_of_word("pdf"), by_office=True),
    "ofd": Seeds(partial(_kept, "ofd", ofd.ofd)),
    "doc": Seeds(_of_word("doc"), by_office=True),
    "rtf": Seeds(_of_word("rtf"), by_office=True),
    "xlsx": Seeds(_of_page("xlsx"), by_office=True),
    "xls": Seeds(_of_page("xls"), by_office=True),
}
