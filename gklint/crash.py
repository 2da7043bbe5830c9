"""A fault of gklint itself is written down whole: people see one sentence, we see all."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from gklint import __version__


def log_crash(error: BaseException, source: str) -> Path:
    """Write the traceback with versions to the user's log folder; returns the file.

    The file is the null device where nothing can be written anywhere.
    """
    import platformdirs

    name = f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}-{os.getpid()}.log"
    lines = [
        f"gklint {__version__}, Python {sys.version}, {platform.platform()}",
        f"source: {source}",
        "",
        *traceback.format_exception(error),
    ]
    text = "\n".join(lines)
    folder = Path(platformdirs.user_log_dir("gklint", appauthor=False))
    for place in (folder, Path(tempfile.gettempdir())):  # a read-only home is no reason to fail
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8", errors="replace")
        except OSError:
            continue
        return place / name
    return Path(os.devnull)
