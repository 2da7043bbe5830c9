"""The district's own report from its bodies': workbook, filled tables, draft of the notice.

`Draft` holds what a run brought; `DRAFTS` names the documents that are made of it. They are in
Chinese, as the documents are that they go into.
"""

from __future__ import annotations

from gklint.rollup.draft import Draft
from gklint.rollup.formats import DRAFTS, DraftFormat

__all__ = ["DRAFTS", "Draft", "DraftFormat"]
