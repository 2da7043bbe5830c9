"""What the formats of printed pages share: characters and ruling lines at places on a page
(`page.py`), which `assemble.py` turns into paragraphs and table grids."""
