"""Every reader against its floor and against the library one would otherwise take, in one run.

    python -m benchmarks.readers [ROUNDS] [--check]

Prints milliseconds of processor time a report (median of rounds, interleaved) and ratios to the
floor: the least that any reader of the format must do. Peers do less than these readers (most
give no merged cells, none tells hidden text apart). LibreOffice is timed by the clock, process
start included, once. ``--check`` ends with status 1 where a mark is missed by more than half.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple

import docx
import olefile
import pypdfium2
from lxml import etree
from python_calamine import CalamineWorkbook

from gklint.document.read import read
from tests.builders import office
from tests.builders.seeds import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 15


def open_pdf(data: bytes) -> None:
    """The text of every page, without places."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def open_ole(data: bytes) -> None:
    """Every stream."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        for path in ole.listdir():
            ole.openstream(path).read()


def open_xml(data: bytes) -> None:
    """Every XML member, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def open_main(data: bytes) -> None:
    """The main part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        etree.fromstring(package.read("word/document.xml"))


def open_book(data: bytes) -> None:
    """Every sheet's values."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def decode(data: bytes) -> None:
    """The bytes as text."""
    data.decode("latin-1").split("\\")


def by_pdfplumber(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()


def by_python_docx(data: bytes) -> None:
    document = docx.Document(io.BytesIO(data))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def by_openpyxl(data: bytes) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows(values_only=True):
            tuple(row)


class Contest(NamedTuple):
    """A format: its `floor`, the `mark` in times of it (None: none set), and peers by name."""

    floor: Callable[[bytes], None]
    named: str
    mark: float | None
    peers: dict[str, Callable[[bytes], None]]


CONTESTS: Final = {
    "pdf": Contest(open_pdf, "pypdfium2, text only", 6.0, {"pdfplumber": by_pdfplumber}),
    "doc": Contest(open_ole, "olefile, streams read", 5.0, {}),
    "ofd": Contest(open_xml, "zipfile and lxml", 8.0, {}),
    "xlsx": Contest(open_book, "python-calamine", None, {"openpyxl": by_openpyxl}),
    "docx": Contest(open_main, "zipfile and lxml", None, {"python-docx": by_python_docx}),
    "rtf": Contest(decode, "bytes decoded and split", None, {}),
}
_BY_OFFICE: Final = ("doc", "rtf")


def contest(name: str, rounds: int) -> bool:
    """Prints one format; False where its mark is missed by more than half."""
    data = SEEDS[name].make()[-1]
    told = CONTESTS[name]
    runners = {
        told.named: told.floor,
        "gklint": lambda data: read(data, f"report.{name}"),
        **told.peers,
    }
    times: dict[str, list[float]] = {label: [] for label in runners}
    for label, runner in runners.items():
        runner(data)  # imports and caches
        times[label].clear()
    for _ in range(rounds):
        for label, runner in runners.items():
            begin = time.process_time()
            runner(data)
            times[label].append(1000 * (time.process_time() - begin))
    floor = statistics.median(times[told.named])
    mark = "" if told.mark is None else f" (mark {told.mark:g})"
    print(f"\n{name}, {len(data) // 1024} KB")
    for label in runners:
        middle = statistics.median(times[label])
        print(f"  {label:24} {middle:9.2f} ms  {middle / floor:7.1f}x{mark * (label == 'gklint')}")
    if name in _BY_OFFICE and office.SOFFICE is not None:
        begin = time.perf_counter()
        office.convert(data, name, "docx")
        spent = 1000 * (time.perf_counter() - begin)
        print(
            f"  {'LibreOffice to .docx':24} {spent:9.2f} ms  {spent / floor:7.1f}x (by the clock)"
        )
    ours = statistics.median(times["gklint"]) / floor
    return told.mark is None or ours <= 1.5 * told.mark


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    rounds = next((int(word) for word in arguments if word.isdecimal()), ROUNDS)
    kept = True
    for name in CONTESTS:
        missing = SEEDS[name].missing()
        if missing:
            print(f"\n{name}: NOT RUN, {missing} is missing")
        else:
            kept = contest(name, rounds) and kept
    return 0 if kept or not check else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
