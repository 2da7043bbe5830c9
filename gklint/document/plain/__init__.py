"""Plain text; `read.py` is the door."""
