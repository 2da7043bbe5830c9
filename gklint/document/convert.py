"""LibreOffice, where it is installed, for what no reader here reads: converted to .docx, then read.

It runs apart: a profile of its own in a folder that is removed, no macros, nothing fetched, bounded
in time and in what it writes.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from gklint.document.errors import CannotOpen, ReadingError, TypeRefused
from gklint.document.limits import CONVERT_SECONDS, MAX_BYTES
from gklint.document.model import Document, Note, NoteKind
from gklint.document.sniff import DOC, DOC_OLD, ODT, WPS, WPS_OLD

PROGRAM: Final = "LibreOffice"
_FORMS: Final = {
    DOC: ("doc", "MS Word 97"),
    WPS: ("doc", "MS Word 97"),
    DOC_OLD: ("doc", "MS WinWord 5"),
    WPS_OLD: ("wps", "MS_Works"),
    ODT: ("odt", "writer8"),
}
"""What is converted: the suffix under which LibreOffice is handed it, and the filter to read it
with. Left to itself, it takes what it cannot read for text and makes pages of noise. Of UOF and of
Word 2003's XML it loses merged cells, so that figures would stand in wrong columns."""

_BY_KEY: Final = {"doc_old": ("doc", "MS WinWord 6.0")}
"""What a reader found a file to be within its type: Word 6 and 95."""

_FLAT: Final = ("fodt", "OpenDocument Text Flat XML")
_KEYS: Final = frozenset({"damaged", "doc_old", "wps_old", "odt"})
_OF_OFFICE: Final = ("application", "template")  # what LibreOffice says of itself
_STEP: Final = 0.05  # seconds

_PROFILE: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""LibreOffice's own switches: no macros, no objects, no links followed."""

_NOWHERE: Final = "http://127.0.0.1:9"


def read_converted(
    data: bytes, media: str, error: CannotOpen | TypeRefused, office: str
) -> Document | None:
    """The document in `data`, which was refused with `error`, as LibreOffice (at `office`) reads
    it; None where it is not asked, or gives nothing that can be read."""
    form = _form(data, media, error.key)
    made = None if form is None else _converted(data, *form, office)
    if made is None:
        return None
    from gklint.document.docx.read import read_docx

    try:
        document = read_docx(made)
    except ReadingError:
        return None  # the first error, which is about the file itself, says more
    if not document.blocks:
        return None
    notes = [*document.notes, Note(NoteKind.CONVERTED, PROGRAM)]
    if isinstance(error, CannotOpen):
        notes.append(Note(NoteKind.DAMAGED, error.params.get("reason", "")))
    meta = {name: said for name, said in document.meta.items() if name not in _OF_OFFICE}
    return document._replace(media_type=media, meta=meta, notes=tuple(notes))


def _form(data: bytes, media: str, key: str) -> tuple[str, str] | None:
    """Suffix and filter for what was refused with `key`; None for what is not converted."""
    if key not in _KEYS:
        return None
    if media == ODT and not data.startswith(b"PK"):
        return _FLAT
    return _BY_KEY.get(key) if media in (DOC, WPS) and key in _BY_KEY else _FORMS.get(media)


def _converted(data: bytes, suffix: str, reading: str, office: str) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="gklint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        given = folder / f"given.{suffix}"
        given.write_bytes(data)
        made = folder / "made" / "given.docx"
        command = [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"--infilter={reading}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(made.parent),
            str(given),
        ]
        if not _run(command, folder) or not made.is_file():
            return None
        if made.stat().st_size > MAX_BYTES:
            return None
        return made.read_bytes()


def _run(command: list[str], folder: Path) -> bool:
    """Whether the command ended by itself, within its time and with little written."""
    apart = {"http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "ftp_proxy": _NOWHERE}
    try:
        process = subprocess.Popen(  # noqa: S603  # a program that was looked for, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, **apart},
            start_new_session=True,
        )
    except OSError:  # not there any more, or not to be started
        return False
    until = time.monotonic() + CONVERT_SECONDS
    try:
        while process.poll() is None:
            if time.monotonic() > until or _written(folder / "made") > MAX_BYTES:
                return False
            time.sleep(_STEP)
        return process.returncode == 0
    finally:
        _end(process)


def _written(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends it with what it has started: LibreOffice works in a process of its own."""
    if sys.platform == "win32":
        if process.poll() is None:
            killer = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(killer, check=False, capture_output=True)  # noqa: S603
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left of them
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
