"""Workbooks (.xlsx, .xls, .et) that hold a report; `read.py` is the door."""
