"""A clean report of a pack and form, made from the pack's own data, with edits.

`make` builds it from the form and `specimen.yaml`; `apply` edits it; `to_html` and `to_text` print
it. Rule examples are such edits, in the rule file:

==================  ===========================================================================
form                which edition ("2021"); default: the newest the rule applies to
year                the report's year, everywhere it is printed; default: the specimen's own
issuer              another body, everywhere it is printed
title               the title (null: none)
preamble            the preamble: a text or a list of paragraphs (null: none)
headings            {section: heading as printed, number included}
sections            {section: prose} instead of the specimen's; a text or a list of paragraphs
append              {section or ``preamble``: text or list} added at the end of its prose
replace             {old: new} in title, preamble, headings, prose and the labels of the tables;
                    an `old` that occurs nowhere is an error
set                 {fact: raw text of the cell}; "" is a blank cell, * stands for any letters
remove_section      section or list: heading, prose and table go
remove_table        table or list; prose stays
remove_row          ``table.row`` or list
tables              {table: form}: prints that edition's table with that specimen's figures
order               every section, in the order to print
images              {section: alternative text, null for none}: an image at the end of the section
embedded            {section: address}: another page in a frame at the end of the section
meta                {name: content} of the page's <meta>, or of a Word file's properties
left                {comments | tracked | hidden: how many} left in a Word file
published           date of the page's metadata, ISO (null: none)
depth               so many containers around the article, one in the other
url                 where the page was found
media               html, text or docx; by default the first of these the rule is for
text, html          a whole page of its own instead of the specimen, as a file of that type
stage, profile      how it is judged: draft | published; self-check | supervise | crawl
blank, today        the district's meaning of a blank cell; the date of today, ISO
previous            last year's report of the same body: edits on a specimen of its own (form and
                    year follow from this report's year unless given); {} is the clean one
beside              other reports of the run: a list of edits
against             another form of the same report: edits (those of this report come first)
roster              the bodies that must report: a list of {name, kind, parent, …}
                    (`gklint.across.model.Entry`)
links               {address: alive | dead | unclear}: what asking the addresses brought
==================  ===========================================================================

``$year``, ``$next_year`` and ``$previous_year`` are filled in in every text of an example too,
but for `text` and `html`. `old` texts of `replace` are looked for after that.
"""

from __future__ import annotations

from gklint.specimen.docx import to_docx
from gklint.specimen.edit import apply
from gklint.specimen.html import to_html
from gklint.specimen.make import make
from gklint.specimen.model import Part, Specimen, SpecimenError, SpecimenTable
from gklint.specimen.text import to_text

__all__ = [
    "Part",
    "Specimen",
    "SpecimenError",
    "SpecimenTable",
    "apply",
    "make",
    "to_docx",
    "to_html",
    "to_text",
]
