"""A page and the files it offers: one report.

Portals put a report's tables, or all of it, into a file beside the page. What such a file tells is
judged under the page's own address and date. Only a file that reads as this very report is taken:
never one of another year or body. What could not be had is told with its reason.
"""

from __future__ import annotations
