"""The finding on blanks whose value follows from the table's equations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.checks.alternatives import Phrases
from gklint.finding import Confidence, Diagnosis, Suspect
from gklint.lang import Localised, filled
from gklint.messages import figures as words
from gklint.report.figures import plain
from gklint.report.locate import at_fact

if TYPE_CHECKING:
    from gklint.checks.assessment import Assessment
    from gklint.finding import Hit
    from gklint.lang import Text
    from gklint.report.model import Report

_LEVELS: Final = {"warn": "warn-left-out", "error": "error-left-out"}


def left_out_hit(
    report: Report, assessed: Assessment, hit: Hit, *, unsure: bool, level: str
) -> Hit:
    """`hit` on the blanks of a table, telling which must hold a number and which one.

    `unsure` says that other equations with blanks could still not be judged.
    """
    confidence = Confidence.CERTAIN if assessed.proven else Confidence.LIKELY
    suspects = tuple(
        Suspect(
            fact=change.cell,
            reported="",
            suggested=plain(change.suggested),
            reason=words.LEFT_BLANK,
            confidence=confidence,
            name=at_fact(report, change.cell).text,
        )
        for change in assessed.left_out
    )
    others = int(str(hit.params["count"])) - len(suspects)
    told = [
        *([ways(report, assessed)] if assessed.besides else []),
        *([filled(words.TAKEN_AS_ZERO, count=str(others))] if others else []),
        *([filled(words.STILL_UNSURE, count=hit.params["relations"])] if unsure else []),
    ]
    params: dict[str, Text] = {
        **hit.params,
        "left": str(len(suspects)),
        "implied": Phrases(report, assessed.system).listed_changes(assessed.left_out),
        "rest": Localised("".join(t.zh for t in told), "".join(t.en for t in told)),
    }
    return hit._replace(
        params=params,
        variant=_LEVELS.get(level, "left-out"),
        diagnosis=Diagnosis.UNIQUE if assessed.proven else Diagnosis.LIKELY,
        suspects=suspects,
    )


def ways(report: Report, assessed: Assessment) -> Localised:
    """What else would mend the relations, or all that would where no blanks are told."""
    template = words.BESIDES if assessed.left_out else words.UNSURE
    told = filled(template, others=Phrases(report, assessed.system).listed(assessed.besides))
    return Localised(told.zh, f" {told.en}")
