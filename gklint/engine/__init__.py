"""Judge one report: prerequisites, checks, words, masking, fingerprints, verdict."""

from __future__ import annotations

from gklint.engine.judging import judge, verdict
from gklint.engine.unread import judge_unreadable, judge_unrecognised

__all__ = ["judge", "judge_unreadable", "judge_unrecognised", "verdict"]
