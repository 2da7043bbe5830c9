"""``python -m gklint`` is ``gklint``."""

from __future__ import annotations

from gklint.cli import main

if __name__ == "__main__":
    main()
