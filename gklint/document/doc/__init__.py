"""Word 97-2003 files (.doc, .wps by OLE2); `read.py` is the door."""
