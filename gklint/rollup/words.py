"""What the documents say of gaps, doubts and bodies, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.messages.desk import DESK
from gklint.messages.draft import listed, tell
from gklint.report.locate import fact_label

if TYPE_CHECKING:
    from gklint.across.model import Member
    from gklint.across.rollup import Contribution
    from gklint.rollup.draft import Draft
    from gklint.rollup.relations import Relation

_NAMED: Final = 12
"""Bodies named in one sentence; the sheet of bodies has them all."""


def title(draft: Draft) -> str:
    return tell(
        "book.title",
        parent=draft.collected.parent,
        year=draft.collected.year,
        report=draft.pack.name.zh,
    )


def warnings(draft: Draft) -> list[str]:
    """What keeps the sums from being final."""
    lines = []
    if draft.gaps:
        names = [one.member.name for one in draft.gaps]
        lines.append(tell("book.gaps", names=listed(names, _NAMED)))
    if draft.sums.open:
        lines.append(tell("book.open", cells=len(draft.sums.open)))
    if draft.sums.aside:
        lines.append(aside(draft))
    if draft.sums.scanned:
        lines.append(tell("book.scanned", names=listed(list(draft.sums.scanned), _NAMED)))
    return lines


def aside(draft: Draft) -> str:
    """Whose amounts are left out for their unit."""
    bodies = dict.fromkeys(body for held in draft.sums.aside.values() for body in held)
    return tell("book.aside", names=listed(list(bodies)))


def notes(draft: Draft) -> list[str]:
    lines = [
        tell(
            "book.made",
            day=draft.today.isoformat(),
            form=draft.form.key,
            counted=len(draft.counted),
            held=len(draft.counted) - len(draft.gaps),
        )
    ]
    if not draft.gaps:
        lines.append(tell("book.whole"))
    strays = [body.name for body in draft.roll.bodies if body.state == "unlisted"]
    if strays:
        lines.append(tell("book.unlisted", names=listed(strays, _NAMED)))
    return [*lines, tell("book.formula"), tell("book.colour")]


def left_out(draft: Draft, relation: Relation) -> str:
    """Of whom cells are left out of a relation that does not hold, and whether it fails only where
    they are: then no body's table is broken."""
    if relation.left.sum == relation.right.sum:
        return ""
    partly = [one.member.name for one in draft.counted if relation.figures & one.open]
    if not partly:
        return ""
    whole = (one for one in draft.counted if not relation.figures & one.open)
    alone = not any(relation.difference(one.values) for one in whole)
    key = "note.left_out" if alone else "note.left_out_too"
    return tell(key, names=listed(partly, _NAMED))


def why_open(one: Contribution, name: str) -> str:
    """Why a body has no number for a figure."""
    if name in one.aside:
        return tell("cell.aside", value=format(one.aside[name], "f"))
    state = one.member.state
    if state in ("missing", "unread"):
        return tell(f"cell.{state}")
    if one.digest is not None and name not in one.digest.facts and name in one.foreign:
        return tell("cell.edition")
    if one.digest is not None and one.digest.value(name) is not None:
        return tell("cell.doubtful")
    return tell("cell.open")


def kind_of(member: Member) -> str:
    """What kind of body it is; nothing where that is not known."""
    return "" if member.kind == "unknown" else DESK[f"kind.{member.kind}"].zh


def body_note(draft: Draft, one: Contribution) -> str:
    """Which figures of a body are not in the sums, and how they were read."""
    notes = []
    rest = [name for name in one.open if name not in one.aside]
    if rest and one.digest is not None:
        labels = [fact_label(draft.form, name).zh for name in draft.collected.names if name in rest]
        notes.append(tell("note.open", cells=len(rest), names=listed(labels, 3)))
    if one.aside:
        labels = [fact_label(draft.form, name).zh for name in one.aside]
        notes.append(tell("note.aside", names=listed(labels)))
    if one.member.name in draft.sums.scanned:
        notes.append(tell("note.scanned"))
    return "；".join(notes)
