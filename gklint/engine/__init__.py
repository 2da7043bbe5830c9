"""Judge one report: prerequisites, checks, words, masking, fingerprints, verdict."""

from __future__ import annotations

from gklint.engine.judge import judge, judge_unreadable, judge_unrecognised

__all__ = ["judge", "judge_unreadable", "judge_unrecognised"]
