"""What the formats of word processors share: drafts of paragraphs and of tables made of rows and
widths, which `build.py` turns into blocks."""
