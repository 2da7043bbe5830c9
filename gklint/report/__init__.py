"""`Document` + the forms of a rule pack → `Report`."""

from __future__ import annotations
