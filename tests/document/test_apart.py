"""Reading in a process apart: what crashes or hangs there costs one document."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from gklint.document.apart import Apart, allowed, is_risky
from gklint.document.errors import CannotOpen, Encrypted, LimitReached
from gklint.document.limits import OCR_SECONDS
from gklint.document.means import NONE, Means
from gklint.document.model import Document, Note, NoteKind
from gklint.document.read import read
from tests.builders.figures import unique
from tests.builders.pdf import Style, report_pdf
from tests.document.pdf.test_bad import draws_itself

if TYPE_CHECKING:
    from collections.abc import Iterator

PDF = b"%PDF-1.7 "


def reader(data: bytes, name: str, declared: str | None, means: Means) -> Document:
    """Does as the document says."""
    match data.removeprefix(PDF):
        case b"die":
            os._exit(7)
        case b"hang":
            time.sleep(600)
        case b"locked":
            raise Encrypted("encrypted", name=name)
        case b"fault":
            raise ZeroDivisionError(name)
        case b"grow":
            bytes(8 * 2**30)
        case b"odd":
            return threading.Lock()  # type: ignore[return-value]
        case _:
            pass
    return Document("application/pdf", (), notes=(Note(NoteKind.CONVERTED, str(os.getpid())),))


@pytest.fixture
def apart() -> Iterator[Apart]:
    made = Apart(20, reader)
    yield made
    made.close(at_once=True)


def where(document: Document) -> int:
    return int(document.notes[0].detail)


def test_one_process_is_kept(apart: Apart) -> None:
    first, second = (where(apart.read(PDF, name)) for name in ("a.pdf", "b.pdf"))
    assert first == second != os.getpid()


def test_what_is_harmless_is_read_here(apart: Apart) -> None:
    assert where(apart.read(b"PK\x03\x04", "a.docx")) == os.getpid()
    assert where(apart.read(b"<html>", "a.html")) == os.getpid()
    assert multiprocessing.active_children() == []


def test_a_crash_is_told_and_another_process_goes_on(apart: Apart) -> None:
    before = where(apart.read(PDF, "a.pdf"))
    with pytest.raises(CannotOpen) as caught:
        apart.read(PDF + b"die", "甲.pdf")
    assert (caught.value.key, caught.value.params) == ("crashed", {"name": "甲.pdf", "code": "7"})
    assert where(apart.read(PDF, "b.pdf")) not in (before, os.getpid())


def test_a_hang_costs_its_time() -> None:
    apart = Apart(1.5, reader)
    with pytest.raises(LimitReached) as caught:
        apart.read(PDF + b"hang", "甲.pdf")
    assert (caught.value.key, caught.value.params) == ("time", {"name": "甲.pdf", "limit": "1.5"})
    assert multiprocessing.active_children() == []
    apart.close()


def test_what_is_raised_there_is_raised_here(apart: Apart) -> None:
    with pytest.raises(Encrypted) as caught:
        apart.read(PDF + b"locked", "甲.pdf")
    assert caught.value.params == {"name": "甲.pdf"}
    with pytest.raises(ZeroDivisionError, match=r"甲\.pdf"):
        apart.read(PDF + b"fault", "甲.pdf")
    with pytest.raises(RuntimeError, match="lock can't be sent"):
        apart.read(PDF + b"odd", "甲.pdf")
    assert where(apart.read(PDF, "b.pdf")) != os.getpid()


@pytest.mark.skipif(os.name == "nt", reason="Windows bounds no memory: NOT tested")
def test_memory_is_bounded(apart: Apart) -> None:
    with pytest.raises(MemoryError):
        apart.read(PDF + b"grow", "甲.pdf")


def test_nothing_is_left_behind() -> None:
    apart = Apart(20, reader)
    apart.read(PDF, "a.pdf")
    assert len(multiprocessing.active_children()) == 1
    apart.close()
    apart.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("data", "name", "plain", "with_ocr"),
    [
        (PDF, "a.docx", True, True),
        (b"\x89PNG\r\n\x1a\n", "a.png", False, True),
        (b"\xff\xd8\xff", "a.jpg", False, True),
        (b"PK\x03\x04", "a.ofd", False, False),
        (b"<html>", "a.pdf", False, False),
        (b"", "a.pdf", False, False),
    ],
)
def test_what_is_risky(data: bytes, name: str, *, plain: bool, with_ocr: bool) -> None:
    assert is_risky(data, name, NONE) is plain
    assert is_risky(data, name, Means(ocr=True)) is with_ocr


def test_pictures_take_longer() -> None:
    assert allowed(60, NONE) == 60
    assert allowed(60, Means(ocr=True)) == 60 + OCR_SECONDS


def test_a_report_comes_home_whole() -> None:
    apart = Apart(60)
    data = report_pdf(unique("2021"), Style())
    try:
        assert apart.read(data, "a.pdf") == read(data, "a.pdf")
    finally:
        apart.close()


def test_a_file_that_hangs_the_library() -> None:
    """No limit of ours reaches into it."""
    apart = Apart(3)
    with pytest.raises(LimitReached) as caught:
        apart.read(draws_itself(2), "a.pdf")
    assert caught.value.key == "time"
    apart.close()
