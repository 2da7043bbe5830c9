"""Web pages; `read.py` is the door."""
