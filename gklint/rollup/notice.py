"""审核情况通报（草稿）.docx: who has reported, what was found, what many bodies have in common."""

from __future__ import annotations

from collections import defaultdict
from typing import IO, TYPE_CHECKING, Final

from gklint.document.flowing.numerals import numeral
from gklint.finding import Verdict
from gklint.messages import say
from gklint.messages.draft import WORDS, listed, tell
from gklint.rollup.paper import Cell, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.result import BodySeen
    from gklint.rollup.draft import Checked, Common, Draft

_MOST_FAULTS: Final = 12
_NAMED_FAULTS: Final = 3


def write(draft: Draft, out: IO[bytes]) -> None:
    """The file to `out`."""
    paper = Paper()
    year, report = draft.collected.year, draft.pack.name.zh
    paper.say(tell("notice.title", region=_region(draft), year=year, report=report), "title")
    paper.say(tell("notice.draft", day=draft.today.isoformat()), "remark")
    paper.say(tell("notice.to"), "plain")
    paper.say(tell("notice.intro", law=draft.law, year=year, report=report))
    for heading, lines in (
        ("notice.roll", _roll(draft)),
        ("notice.checked", _verdicts(draft)),
        ("notice.common", _common(draft)),
        ("notice.rollup", _sums(draft)),
        ("notice.next", _next(draft)),
    ):
        paper.say(tell(heading), "heading")
        for kind, line in lines:
            paper.say(line, kind)
    paper.say(tell("notice.annex"))
    paper.new_page()
    paper.say(tell("notice.annex_title"), "title")
    _annex(paper, draft)
    paper.save(out)


def _next(draft: Draft) -> Iterator[tuple[str, str]]:
    """What is asked of the bodies; of the late ones only where there are any."""
    yield "body", tell("notice.deadline")
    if draft.states().get("missing"):
        yield "body", tell("notice.late")
    yield "body", tell("notice.careful")


def _region(draft: Draft) -> str:
    """The name of the parent's region, as the roster gives it."""
    regions = [body.region for body in draft.roll.bodies if body.region]
    return max(regions, key=regions.count) if regions else ""


def _roll(draft: Draft) -> Iterator[tuple[str, str]]:
    states = draft.states()
    missing = [body.name for body in states.get("missing", ())]
    unread = [body.name for body in states.get("unread", ())]
    yield (
        "body",
        tell(
            "notice.counts",
            due=len(draft.due),
            reported=len(states.get("reported", ())),
            unread=len(unread),
            missing=len(missing),
        ),
    )
    if missing:
        yield "body", tell("notice.missing", names=listed(missing))
    if unread:
        yield "body", tell("notice.unread", names=listed(unread))
    if not missing and not unread:
        yield "body", tell("notice.all_in")
    strays = sum(len(body.sources) for body in draft.roll.bodies if body.state == "unlisted")
    if strays:
        yield "body", tell("notice.unlisted", count=strays)


def _verdicts(draft: Draft) -> Iterator[tuple[str, str]]:
    verdicts = [checked.verdict for checked in draft.checked]
    yield (
        "body",
        tell(
            "notice.verdicts",
            count=len(verdicts),
            **{
                name: verdicts.count(verdict)
                for name, verdict in (
                    ("pass", Verdict.PASS),
                    ("review", Verdict.REVIEW),
                    ("fail", Verdict.FAIL),
                    ("unreadable", Verdict.UNREADABLE),
                )
            },
        ),
    )


def _common(draft: Draft) -> Iterator[tuple[str, str]]:
    """The faults that most bodies have, by family."""
    common = [fault for fault in draft.common if len(fault.bodies) > 1]
    if not common:
        yield "body", tell("notice.no_shared" if draft.common else "notice.no_common")
        return
    families: defaultdict[str, list[Common]] = defaultdict(list)
    for fault in common[:_MOST_FAULTS]:
        families[draft.family_of(fault.rule)].append(fault)
    for number, (family, faults) in enumerate(families.items(), 1):
        yield "sub", tell("notice.family", number=numeral(number, "chineseCounting"), family=family)
        for fault in faults:
            yield (
                "body",
                tell(
                    "notice.fault",
                    title=draft.title_of(fault.rule),
                    count=len(fault.bodies),
                    body=fault.bodies[0],
                    example=fault.told[fault.bodies[0]],
                ),
            )
    yield "body", tell("notice.shared")


def _sums(draft: Draft) -> Iterator[tuple[str, str]]:
    gaps = [one.member.name for one in draft.gaps]
    parent = draft.collected.parent
    yield (
        "body",
        tell(
            "notice.held",
            parent=parent,
            counted=len(draft.counted),
            held=len(draft.counted) - len(gaps),
        ),
    )
    if gaps:
        yield "body", tell("notice.gaps", names=listed(gaps))
    aside = list(dict.fromkeys(b for held in draft.sums.aside.values() for b in held))
    if aside:
        yield "body", tell("notice.aside", names=listed(aside))
    if draft.own is not None and not gaps:
        differing = [
            name
            for name in draft.collected.names
            if draft.whole(name)
            and (reported := draft.own.value(name)) is not None
            and reported != draft.value(name)
        ]
        if differing:
            yield "body", tell("notice.differs", parent=parent, count=len(differing))
        elif not draft.sums.open:
            yield "body", tell("notice.equal", parent=parent)


def _annex(paper: Paper, draft: Draft) -> None:
    keys = ("head.number", "head.body", "head.state", "notice.mend", "notice.review")
    heads = [*(tell(key) for key in keys), tell("notice.faults")]
    rows = [[Cell(text) for text in heads]]
    for number, body in enumerate(draft.due, 1):
        held = _checked(draft, body)
        mend, review = (str(held.mend), str(held.review)) if held is not None else ("", "")
        faults = held.faults if held is not None else ()
        told = listed([draft.title_of(rule) for rule in faults[:_NAMED_FAULTS]])
        if len(faults) > _NAMED_FAULTS:
            told += WORDS["notice.more"]
        rows.append(
            [
                Cell(str(number)),
                Cell(body.name, "cell"),
                Cell(say(f"roll.{body.state}", "zh")),
                Cell(mend),
                Cell(review),
                Cell(told, "cell"),
            ]
        )
    paper.table(rows, (0.6, 3.2, 1.6, 0.8, 0.9, 4.4), heads=1)


def _checked(draft: Draft, body: BodySeen) -> Checked | None:
    """The report of a body that counts, judged; None where none was read."""
    held = {
        one.source: one
        for one in draft.checked
        if one.source in body.sources and one.verdict is not Verdict.UNREADABLE
    }
    best = [
        one.member.source
        for one in draft.collected.contributions
        if one.member.name == body.name and one.member.source in held
    ]
    return held[best[0]] if best else next(iter(held.values()), None)
