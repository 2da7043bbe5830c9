"""A fault of gklint itself is written down whole: people see one sentence, we see all."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from gklint import __version__


def log_crash(error: BaseException, source: str) -> Path:
    """Write the traceback with versions to the user's log folder; returns the file."""
    import platformdirs

    folder = Path(platformdirs.user_log_dir("gklint", appauthor=False))
    name = f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.log"
    lines = [
        f"gklint {__version__}, Python {sys.version}, {platform.platform()}",
        f"source: {source}",
        "",
        *traceback.format_exception(error),
    ]
    text = "\n".join(lines)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(text, encoding="utf-8")
    except OSError:  # a read-only home: the system's own temporary folder then
        path = Path(tempfile.gettempdir()) / name
        path.write_text(text, encoding="utf-8")
    return path
