"""Writing a run with a format, as the command line does, into a string."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from gklint.outputs import EXTRACTS, FORMATS
from tests.outputs import sample

if TYPE_CHECKING:
    from gklint.outputs import Format
    from gklint.outputs.base import Setting
    from gklint.result import RunReport


def render(
    name: str, run: RunReport, setting: Setting | None = None, *, facts: bool = False
) -> str:
    """What the format `name` (of `extract` where `facts`) writes for `run`."""
    form = (EXTRACTS if facts else FORMATS)[name]
    if not form.encoding:
        return _bytes(form, run, setting).decode("latin-1")
    out = io.StringIO(newline="")
    writer = form.writer(setting or sample.setting(run.lang), out)
    for document in run.documents:
        writer.document(document)
    writer.finish(run)
    return out.getvalue()


def _bytes(form: Format, run: RunReport, setting: Setting | None) -> bytes:
    """The same for a format that is a file of bytes; as text it is one byte a character."""
    out = io.BytesIO()
    writer = form.writer(setting or sample.setting(run.lang), out)
    for document in run.documents:
        writer.document(document)
    writer.finish(run)
    return out.getvalue()
