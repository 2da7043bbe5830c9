"""Word files (.docx, .docm); `read.py` is the door."""
