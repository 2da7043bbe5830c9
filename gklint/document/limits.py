"""The limits of reading, in one place: each is far beyond any report, and small enough to be safe.

What passes a limit is `LimitReached` with the key named beside it: the document is unreadable and
says so; the rest of the batch goes on.
"""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 50 * 1024 * 1024
"""Bytes of one input ("size"). The longest report with pictures inside is some 10 MB."""

MAX_TEXT: Final = 20_000_000
"""Characters of decoded text or markup ("size"). 20 million are read in about a second; a
report has 10 to 400 thousand, Word's markup included."""

PARSER_DEPTH: Final = 2048
"""Nested elements that libxml2 keeps with `huge_tree`; it drops what follows the first deeper
one, and says so only in its log. Not ours to set: used in messages and tests."""

FALLBACK_DEPTH: Final = 4000
"""Nested tags that the second parser may meet ("depth"). Its time grows with the square of the
depth: 10,000 nested tags take more than a minute, 4,000 some seconds. Word and WPS nest a few
hundred."""

FALLBACK_TEXT: Final = 3_000_000
"""Characters of markup given to the second parser ("size"): it needs 0.3 ms a kilobyte."""

FALLBACK_SECONDS: Final = 10.0
"""Seconds the second parser may take ("time"); looked at between pieces of its input."""

MAX_PRINTED: Final = 500_000
"""Printed characters of one document ("text"). A province's report has some 20 thousand; what is
read is judged sentence by sentence, at some seconds for as many as this."""

MAX_COLSPAN: Final = 1000
MAX_ROWSPAN: Final = 65534
"""What the HTML standard caps spans at; a browser shows no more."""

MAX_GRID: Final = 1_000_000
"""Positions (rows × columns) of one table ("cells"). Table three has 280."""

MAX_BLOCKS: Final = 200_000
"""Paragraphs, tables and pictures of one document ("blocks")."""

MAX_MEMBERS: Final = 2000
"""Members of a zip ("members"): a Word file has some twenty, a province's submissions a few
hundred."""

MAX_UNPACKED: Final = 200 * 2**20
"""Bytes that the parts of one Word file unpack to in all ("member_size"); each of them at most
MAX_BYTES."""

MAX_RATIO: Final = 200
"""Times that a member may grow ("ratio"): Word files grow 10 to 20 times, 200 times is a bomb."""

RATIO_FROM: Final = 2**20
"""Bytes below which growing is not looked at: a short repetitive part packs well, harms nobody."""

MAX_ATTACHMENTS: Final = 5
"""Files beside a page that are fetched to look for its tables, each of at most MAX_BYTES. A portal
puts one or two there, one a table at most."""

MAX_LINKS: Final = 5000
"""Links and frames of a page looked at for such files; a portal's page has some hundred."""

MAX_ATTACHED_MEMBERS: Final = 20
"""Files in a zip beside a page, in which its report is looked for."""

CONVERT_SECONDS: Final = 45.0
"""Seconds LibreOffice may take over one file; below the minute that a document may take in all, so
that it is ended by the one who started it. It needs 1 to 3."""

RTF_TOKENS: Final = 4_000_000
"""Control words, texts and braces of one RTF file ("size"): some seconds. LibreOffice writes 60
thousand for a report."""

RTF_DEPTH: Final = 1000
"""Nested groups of an RTF file ("depth"); Word and LibreOffice nest some twenty."""

MAX_NESTED: Final = 32
"""Tables in cells of tables that are kept apart; what is nested deeper joins the innermost."""

MAX_STORIES: Final = 1_000_000
"""Characters of all texts of one Word 97 file, deleted and hidden ones, notes and comments
included ("text"): a small file can say the same bytes many times over."""

MAX_STYLES: Final = 4096
"""Styles of one Word 97 file that are looked at; the format numbers them with twelve bits."""

OCR_PAGES: Final = 40
"""Pages of one document that are read from pictures ("pages"): some seconds each."""

OCR_SECONDS: Final = 600.0
"""Seconds that reading pages of one document from pictures may take ("time"); looked at between
pages. A page takes 2 to 15."""

OCR_PIXELS: Final = 60_000_000
"""Pixels of one picture ("size"): A3 at 400 an inch has 31 million. In memory each takes 3 bytes
or more, a file of some kilobytes can hold 10,000 million."""

PDF_PAGES: Final = 300
"""Pages of one PDF ("pages"): a long report with everything annexed has some sixty."""

PDF_GLYPHS: Final = 1_000_000
"""Characters of one PDF, unseen and repeated ones included ("text"): some ten seconds."""

PDF_OBJECTS: Final = 1_000_000
"""Objects painted on all pages of one PDF, and points of their lines ("objects"): a report has
some thousands. Where letters are drawn as outlines, a page has twenty thousand."""

PDF_FORM_DEPTH: Final = 20
"""Forms (pieces of a page drawn as one) within forms ("depth"); writers nest two or three."""

PDF_SECONDS: Final = 20.0
"""Seconds one PDF may take ("time"), recognising characters aside; looked at between objects."""

PDF_LINKS: Final = 1000
"""Links and annotations of one page that are looked at, and attached files of one PDF."""

PDF_RENDERED: Final = 24_000_000
"""Dots of one page that is drawn for recognising its characters: A3 at 288 an inch has 16 million;
larger pages are drawn coarser."""

MAX_RULES: Final = 20_000
"""Ruling lines of one page ("rules"). Where every cell is drawn as four, table three has 1,100."""

MAX_CROSSINGS: Final = 2_000_000
"""Pairs of a page's lines that are looked at for touching ("rules"): about a second. A page of
table three has some thousand."""

OFD_PAGES: Final = 300
"""Pages of one OFD document ("pages"): a long report has some twenty."""

OFD_OBJECTS: Final = 1_000_000
"""Objects painted on all pages of one OFD document, and points of their lines ("objects"): a
report has some thousands. Composites within composites multiply."""

OFD_DEPTH: Final = 32
"""Blocks and composites one within the other ("depth"); writers nest two or three."""

MHT_NESTED: Final = 100
"""Parts of a saved page that may hold parts themselves ("depth"); a page has one or two."""

MAX_PIECES: Final = 100_000
"""Pieces that the text of a Word 97 file is in ("damaged"): saved fast some hundred times, a file
has some thousand."""

APART_BYTES: Final = 4 * 2**30
"""Address space of the process that reads PDFs and pictures, where the system can bound it: a
report takes 0.2 GB, recognising characters 2."""

MAX_ENTRIES: Final = 4_000
"""Entries in the directory of an OLE2 file ("damaged"). A Word file has about ten, and some for
every object in it; olefile needs a third of a second for as many as this, four times that for
twice as many."""
