"""Pictures of pages, read where the extra `ocr` is installed; `read.py` is the door."""
