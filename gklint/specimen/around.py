"""What lies around an example's report: made from specimens, resolved as a run's reports are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from gklint.across.digest import digest, unread
from gklint.across.model import NOTHING, Digest, Entry, Roster, Surroundings
from gklint.across.resolve import Given, resolve
from gklint.across.submissions import Submissions
from gklint.finding import NOT_RECOGNISED
from gklint.ruleset.model import Example
from gklint.specimen import SpecimenError
from gklint.specimen.source import example_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gklint.across.rollcall import Roll
    from gklint.report.model import Report
    from gklint.ruleset.model import Pack, Rule

_WORDS = frozenset({"previous", "beside", "against", "roster"})
_LISTS = ("aliases", "former")
_DATES = ("file_by", "publish_by")


def surroundings(pack: Pack, rule: Rule, example: Example, report: Report) -> Surroundings:
    """The surroundings of `report`. Raises SpecimenError, ReadingError."""
    edits = example.edits
    if not _WORDS & edits.keys():
        return NOTHING
    digests, given = _run(pack, rule, example, report)
    return resolve(digests, given, (pack,)).around[0]


def roll(pack: Pack, rule: Rule, example: Example, report: Report) -> Roll:
    """The roll call of the example's reports. Raises SpecimenError, ReadingError."""
    digests, given = _run(pack, rule, example, report)
    return Submissions(digests, given.roster, (pack,)).roll()


def _run(
    pack: Pack, rule: Rule, example: Example, report: Report
) -> tuple[tuple[Digest, ...], Given]:
    """The example's report and those beside it, and what they are held against."""
    edits = example.edits
    previous = None
    if "previous" in edits:
        items = edits["previous"] if isinstance(edits["previous"], list) else [edits["previous"]]
        previous = tuple(_earlier(pack, rule, item, report) for item in items)
    against = edits.get("against")
    own = {key: value for key, value in edits.items() if key not in _WORDS}
    given = Given(
        roster(edits.get("roster")),
        previous,
        None if against is None else _digest(pack, rule, {**own, **against}, "against"),
    )
    others = [
        _digest(pack, rule, item, f"beside{number}")
        for number, item in enumerate(edits.get("beside", ()), 1)
    ]
    return (digest(report), *others), given


def roster(rows: list[Mapping[str, Any]] | None) -> Roster | None:
    """The roster that an example lists. Raises SpecimenError for a word it can't have."""
    if rows is None:
        return None
    entries = []
    for line, row in enumerate(rows, 2):
        values: dict[str, Any] = {key: _value(key, value) for key, value in row.items()}
        unknown = values.keys() - set(Entry._fields)
        if unknown:
            listed = ", ".join(sorted(unknown))
            raise SpecimenError(f"名单中未知的栏：{listed}", f"unknown words of a roster: {listed}")
        entries.append(Entry(**{"line": line, **values}))
    return Roster("roster.csv", tuple(entries))


def _value(key: str, value: Any) -> Any:
    if key in _LISTS:
        return tuple(value)
    return date.fromisoformat(str(value)) if key in _DATES else value


def _earlier(pack: Pack, rule: Rule, edits: Mapping[str, Any], report: Report) -> Digest:
    year = edits.get("year", (report.year or 0) - 1)
    form = pack.form_due(year)
    base = {"year": year, **({"form": form.key} if form is not None else {})}
    issuer = {"issuer": report.issuer} if report.issuer is not None else {}
    return _digest(pack, rule, {**base, **issuer, **edits}, f"{year}")


def _digest(pack: Pack, rule: Rule, edits: Mapping[str, Any], name: str) -> Digest:
    from gklint.document.read import read
    from gklint.report.recognise import Hints, recognise

    data, file = example_source(pack, rule, Example(True, None, edits))
    source = file.replace("example", name)
    found = recognise(read(data, source), (pack,), Hints(edits.get("url"), source_name=source))
    return unread(source, NOT_RECOGNISED) if found is None else digest(found)
