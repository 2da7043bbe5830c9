"""Portable Document Format files (.pdf); `read.py` is the door."""
