"""Rich Text Format files; `read.py` is the door."""
