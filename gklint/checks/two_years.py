"""Figures of two years: this report's beside those of last year's report.

A cell that was not read is never a zero. A blank counts as 0 where its own table's equations tell
so (or the district says that a blank is a zero), and where the statement it stands in then holds;
elsewhere it leaves that open.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from gklint.across.cells import Cells
from gklint.checks.amounts import evaluate, parse
from gklint.checks.base import CannotAssess
from gklint.finding import Cause, Outcome
from gklint.lang import filled
from gklint.messages import years as words
from gklint.report.locate import fact_label, form_of
from gklint.report.model import UNFILLED, table_of

if TYPE_CHECKING:
    from gklint.across.model import Digest, Previous
    from gklint.checks.base import Context
    from gklint.lang import Localised
    from gklint.report.model import Report

ZERO: Final = Decimal(0)
EARLIER: Final = "previous."
"""How the name of a figure begins that is last year's."""
EACH: Final = "*"
"""What stands for a row or column in relations that hold for each of several."""


class Lack(NamedTuple):
    """Why a figure says nothing. A blank is no want of reading, so it leaves the verdict alone."""

    reason: Localised
    cause: Cause


class Figure(NamedTuple):
    """A figure of either year. `lack` says what is the matter: with a blank `value` is 0 all the
    same, to see whether what it stands in holds then; without a value it was not read."""

    value: Decimal | None
    lack: Lack | None = None


class Sum(NamedTuple):
    """What an expression over both years comes to, blanks counted as 0, and what is blank or unread
    in it; no value where something was not read."""

    value: Decimal | None
    lacks: tuple[Lack, ...]


class Years:
    """One report and its own of last year."""

    def __init__(self, report: Report, previous: Previous, context: Context) -> None:
        self.report, self.previous = report, previous
        self._blank_is_zero = context.blank == "zero"

    @property
    def name(self) -> Localised:
        """Last year's report in words, a doubtful match told."""
        digest = self.previous.digest
        words_for = words.DOUBTFUL_REPORT if self.doubtful else words.REPORT
        return filled(words_for, name=digest.issuer or digest.source, year=str(digest.year or ""))

    @property
    def doubtful(self) -> bool:
        return self.previous.match.doubtful

    @property
    def outcome(self) -> Outcome | None:
        """What a finding must at most ask for: to be looked at, where the match is a doubt."""
        return Outcome.REVIEW if self.doubtful else None

    @cached_property
    def _zeros(self) -> frozenset[str]:
        """Last year's blanks that its own equations tell to be zeros."""
        return Cells(self.report.pack).zeros_of(self.previous.digest)

    def own(self, name: str) -> Figure:
        """The figure `name` of this report; a row's group is the sum of its rows."""
        amount = evaluate(self.report, name)
        if amount is None:
            return Figure(None, self._lack(words.OWN_UNREAD, name, Cause.CONTENT))
        if amount.assumed and not self._blank_is_zero:
            return Figure(amount.value, self._lack(words.OWN_BLANK, name, Cause.INPUT))
        return Figure(amount.value)

    def before(self, name: str) -> Figure:
        """The figure `name` of last year's report."""
        figure = self.previous.digest.facts.get(name)
        if figure is not None and figure.value is not None:
            return Figure(figure.value)
        if figure is None or figure.state not in UNFILLED:
            return Figure(None, self._lack(words.EARLIER_UNREAD, name, Cause.INPUT))
        if self._blank_is_zero or name in self._zeros:
            return Figure(ZERO)
        return Figure(ZERO, self._lack(words.EARLIER_BLANK, name, Cause.INPUT))

    def sum(self, text: str) -> Sum:
        """A sum of figures; those that begin with ``previous.`` are last year's."""
        total, lacks, read = ZERO, [], True
        for term in parse(text):
            if term.name.startswith(EARLIER):
                figure = self.before(term.name.removeprefix(EARLIER))
            else:
                figure = self.own(term.name)
            if figure.lack is not None:
                lacks.append(figure.lack)
            if figure.value is None:
                read = False
            else:
                total += term.sign * figure.value
        return Sum(total if read else None, tuple(lacks))

    def _lack(self, words_for: Localised, name: str, cause: Cause) -> Lack:
        table = table_of(name)
        own = form_of(self.report, table)
        earlier = self.report.pack.form(edition(self.previous.digest, table))
        label = fact_label(own, name)
        if label.zh == name:
            label = fact_label(earlier, name)
        return Lack(filled(words_for, cell=label, report=self.name), cause)


def years_of(report: Report, context: Context) -> Years:
    """Both years. The kinds that call this need `previous`."""
    previous = context.around.previous
    if previous is None:  # the need was not asked for
        raise CannotAssess(words.NOTHING_COMMON)
    return Years(report, previous, context)


def edition(digest: Digest, table: str) -> str | None:
    """The edition by which a table of another report was read."""
    return digest.editions.get(table) or digest.form


def part_of(text: str, key: str) -> str:
    """The expression for the row or column `key`."""
    return text.replace(EACH, key)
