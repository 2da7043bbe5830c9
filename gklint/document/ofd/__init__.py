"""Open Fixed-layout Documents (GB/T 33190, .ofd); `read.py` is the door."""
