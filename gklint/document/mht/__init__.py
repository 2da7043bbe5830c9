"""Pages saved as one file (.mht); `read.py` is the door."""
