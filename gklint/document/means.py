"""What readers may use beyond this package; found out once a run, in the parent."""

from __future__ import annotations

import os
from importlib.machinery import PathFinder
from typing import Final, NamedTuple

_PROGRAMS: Final = ("soffice", "libreoffice", "soffice.exe")
_OCR: Final = ("rapidocr", "onnxruntime")
_USUAL: Final = (
    r"%ProgramFiles%\LibreOffice\program\soffice.exe",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
"""Where LibreOffice's installers put it without telling the path of programs."""


class Means(NamedTuple):
    """Help from outside, each only where it was found and allowed.

    `ocr`: the extra that reads pictures of pages; `office`: the path of LibreOffice, which
    converts what no reader here reads. A plan carries it, so that a result is cached for what it
    was read with.
    """

    ocr: bool = False
    office: str | None = None


NONE = Means()


def find_means(*, ocr: bool = True, office: bool = True) -> Means:
    """What is installed here of what is allowed; nothing of it is imported or started."""
    return Means(ocr=ocr and _has_ocr(), office=_find_office() if office else None)


# Every run comes here: neither `importlib.util` nor `shutil` is worth its time to import.


def _has_ocr() -> bool:
    return all(PathFinder.find_spec(name) is not None for name in _OCR)


def _find_office() -> str | None:
    """The path of LibreOffice, None where it is not found."""
    on_path = (
        os.path.join(folder, program) for program in _PROGRAMS for folder in os.get_exec_path()
    )
    found = next((path for path in on_path if _can_run(path)), None)
    if found is not None:
        return found
    usual = (os.path.expandvars(place) for place in _USUAL)
    return next((path for path in usual if _can_run(path)), None)


def _can_run(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)
