"""One source, start to end: read, recognise, judge. What a worker does; it holds no state but
the plan and the packs, so that any worker can take any source and a run can be replayed.
"""

from __future__ import annotations

import hashlib
from copy import copy
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from gklint.across.body import as_listed
from gklint.across.digest import digest, unread
from gklint.across.model import NOTHING
from gklint.attachments.model import Page, Tools, beside, may_need
from gklint.attachments.told import in_words, reasons
from gklint.checks.base import Context
from gklint.document.errors import CannotOpen, ReadingError, TypeRefused
from gklint.document.read import read
from gklint.document.sniff import sniff
from gklint.engine import judge, judge_unreadable, judge_unrecognised
from gklint.engine.judging import judge_rules, off_in
from gklint.engine.prerequisites import AROUND
from gklint.finding import NOT_RECOGNISED, Cause, NotAssessed
from gklint.lang import Localised, filled
from gklint.messages.reasons import REASONS
from gklint.report.attached import asked_for, offered_alone
from gklint.report.recognise import Hints, recognise
from gklint.ruleset.load import load_packs
from gklint.selection import Selection
from gklint.sources.declared import wrong_type

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gklint.across.model import Digest, Surroundings
    from gklint.checks.base import LinkAnswer
    from gklint.document.apart import Reader
    from gklint.document.model import Document
    from gklint.lang import Text
    from gklint.plan import Plan
    from gklint.report.model import Report
    from gklint.result import DocumentResult
    from gklint.ruleset.model import Pack, Rule
    from gklint.sources import Source
    from gklint.sources.attached import Attached

BASE_PACK: Final = "reading"
"""The pack of the RD rules: it recognises nothing and speaks of gklint's own reading."""


class Examiner:
    """Judges sources by a plan. Raises RuleFileError and UnknownSelector on construction."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        packs = load_packs(plan.rule_folders)
        self.packs = tuple(pack for pack in packs if pack.key != BASE_PACK)
        self.base = next(pack for pack in packs if pack.key == BASE_PACK)
        self._reader: Reader = read
        self._selection = Selection(plan, packs)
        self._reading = {rule.id: rule for rule in self.base.rules}

    def reading_by(self, reader: Reader) -> Examiner:
        """The same, with bytes read by `reader`."""
        made = copy(self)
        made._reader = reader
        return made

    @property
    def salt(self) -> str:
        """What a result depends on besides the source's bytes and name."""
        plan = self.plan if self._looks_at_the_date else self.plan._replace(today=None)
        return repr((plan, [pack.digest for pack in (*self.packs, self.base)]))

    def examine(
        self,
        source: Source,
        answers: Mapping[str, LinkAnswer] | None = None,
        around: Surroundings = NOTHING,
        attached: Sequence[Attached] | None = None,
    ) -> DocumentResult:
        """The result for one source; `answers` are the addresses asked, `attached` the files that
        it offers, None with network off."""
        result = self._examine(source, answers, around, attached)
        return result._replace(
            sha256=hashlib.sha256(source.data).hexdigest(),
            media_type=result.media_type or sniff(source.data, source.name),
            body=around.entry.name if around.entry is not None else None,
            previous=around.previous.digest.source if around.previous is not None else None,
            others=tuple(other.source for other in around.others),
            best=around.copies.best or None,
        )

    def digest(
        self,
        source: Source,
        *,
        earlier: bool = False,
        attached: Sequence[Attached] | None = None,
    ) -> Digest:
        """What other reports of the run may want to know of this one; what the plan says of year,
        issuer and form is not meant for an `earlier` report."""
        sha256 = hashlib.sha256(source.data).hexdigest()
        try:
            page = self._page(source, plain=earlier)
        except ReadingError as error:  # `examine` will say why
            return unread(source.name, error.rule, sha256=sha256)
        if attached:
            page = self._joined(page, attached)
        report = page.report
        if report is None:
            told = unread(source.name, NOT_RECOGNISED, sha256=sha256)
            if not may_need(page, attached):
                return told
            offers = offered_alone(page.document, self.packs, source.url)
            return told._replace(attachments=asked_for(offers), lacks=True)
        told = digest(report, sha256=sha256)
        _let_go(report)
        return told

    def unreadable(
        self, name: str, error: ReadingError, params: Mapping[str, Text] | None = None
    ) -> DocumentResult:
        """The result for a source whose bytes or text could not be had."""
        return judge_unreadable(name, error, self._reading, self.plan.lang, params)

    def rules(self, pack: Pack) -> tuple[Rule, ...]:
        """The rules of `pack` that may speak of some source or of the run."""
        return self._selection.anywhere(pack)

    def missing_phrases(self) -> tuple[str, ...]:
        """What a page says that is not there, by the packs' words (`links: missing`)."""
        return tuple(
            phrase
            for pack in self.packs
            for phrase in pack.words.get("links", {}).get("missing", ())
        )

    def _examine(
        self,
        source: Source,
        answers: Mapping[str, LinkAnswer] | None,
        around: Surroundings,
        attached: Sequence[Attached] | None,
    ) -> DocumentResult:
        try:
            page = self._page(source)
        except TypeRefused as error:
            return self._of_wrong_type(source, sniff(source.data, source.name)) or self.unreadable(
                source.name, error
            )
        except ReadingError as error:
            return self.unreadable(source.name, error)
        whole = self._joined(page, attached)
        report = whole.report
        if report is None:
            result = self._of_wrong_type(source, page.document.media_type) or self._unrecognised(
                source, page.document, answers, reasons(whole) if attached else None
            )
        else:
            around = beside(around, whole)
            listed = as_listed(report, around.entry)
            result = self._judge(listed, source, answers, around, whole.elsewhere)
            _let_go(report)
        return in_words(result, whole, page) if whole.seen else result

    def _page(self, source: Source, *, plain: bool = False) -> Page:
        """The source alone. Raises ReadingError."""
        document = self._read(source)
        return Page(source, document, self._recognise(source, document, plain=plain))

    def _joined(self, page: Page, attached: Sequence[Attached] | None) -> Page:
        """The page with the files that it offers, where it is one that may need them."""
        if not may_need(page, attached):
            return page
        from gklint.attachments.join import joined

        tools = Tools(
            self._read,
            self._recognise,
            partial(self._recognise, plain=True),
            self._told,
            self.packs,
            self.plan.year,
        )
        return joined(page, attached, tools)

    def _told(self, error: ReadingError) -> Text:
        """What is said of `error`, as a part of a sentence."""
        rule = self._reading[error.rule]
        variant = rule.variants.get(error.key)
        said = (variant.message if variant is not None else None) or rule.message
        text = filled(said, **error.params)
        return Localised(text.zh.rstrip("。"), text.en.rstrip("."))

    def _read(self, source: Source) -> Document:
        return self._reader(source.data, source.name, source.charset, self.plan.means)

    def _recognise(
        self, source: Source, document: Document, *, plain: bool = False
    ) -> Report | None:
        plan = self.plan
        if plain:
            hints = Hints(url=source.url, source_name=source.name)
            return recognise(document, self.packs, hints)
        hints = Hints(
            url=source.url,
            year=plan.year,
            issuer=plan.issuer,
            form=plan.form,
            source_name=source.name,
        )
        return recognise(document, self.packs, hints)

    def _of_wrong_type(self, source: Source, real: str) -> DocumentResult | None:
        wrong = wrong_type(source, real)
        if wrong is None:
            return None
        key, params = wrong
        return self.unreadable(source.name, CannotOpen(key), params)

    def _unrecognised(
        self,
        source: Source,
        document: Document,
        answers: Mapping[str, LinkAnswer] | None,
        tried: Text | None,
    ) -> DocumentResult:
        main = self.packs[0]
        return judge_unrecognised(
            document,
            source.name,
            self.packs,
            self._selection.of(main, source.name).rules,
            self._context(main, source, answers),
            self._reading,
            self.plan.lang,
            tried,
        )

    def _judge(
        self,
        report: Report,
        source: Source,
        answers: Mapping[str, LinkAnswer] | None,
        around: Surroundings,
        elsewhere: Text | None,
    ) -> DocumentResult:
        lang = self.plan.lang
        context = self._context(report.pack, source, answers, around)
        context = context._replace(elsewhere=elsewhere)
        on_fault = partial(_fault, source.name)
        chosen = self._selection.of(report.pack, source.name)
        result = judge(
            report,
            chosen.rules,
            context,
            lang,
            reading={rule.id: rule for rule in self._selection.of(self.base, source.name).rules},
            with_facts=self.plan.facts,
            with_content=self.plan.content,
            on_fault=on_fault,
        )
        if not chosen.ignored:
            return result
        passed_over = [rule for rule, _ in chosen.ignored]
        ignored = judge_rules(report, passed_over, context, lang, on_fault).findings
        told = tuple(NotAssessed(r.id, why, Cause.SWITCHED_OFF) for r, why in chosen.ignored)
        return result._replace(not_assessed=(*result.not_assessed, *told), ignored=len(ignored))

    def _context(
        self,
        pack: Pack,
        source: Source,
        answers: Mapping[str, LinkAnswer] | None,
        around: Surroundings = NOTHING,
    ) -> Context:
        plan = self.plan
        blank = plan.blank or pack.profiles.get(plan.profile, {}).get("blank", "info")
        stage = plan.stage or ("published" if source.url is not None else "draft")
        today = plan.today if self._looks_at_the_date else None
        return Context(stage, plan.profile, answers, today, around, blank)

    @cached_property
    def together(self) -> bool:
        """Whether the profile has the reports of one run held against each other unasked."""
        return bool(self.packs[0].profiles.get(self.plan.profile, {}).get("together", True))

    @cached_property
    def asks_links(self) -> bool:
        """Whether any rule wants to know if addresses can be reached."""
        return self._needed("links")

    @cached_property
    def compares_forms(self) -> bool:
        """Whether a rule that is on holds a page against the files that it offers."""
        return self._needed("forms", unless_off=True)

    @cached_property
    def _looks_at_the_date(self) -> bool:
        """Whether any rule wants to know what day it is; else a result holds for good."""
        return self._needed("today")

    def looks_around(self, given: Collection[str]) -> bool:
        """Whether a rule that is on asks what lies across reports, of what the run was `given`."""
        return any(
            source in given and self._needed(need, unless_off=True)
            for need, source in AROUND.items()
        )

    def _needed(self, need: str, *, unless_off: bool = False) -> bool:
        return any(
            need in rule.needs or need in rule.asks
            for pack in self.packs
            for rule in self._selection.anywhere(pack)
            if not (unless_off and off_in(pack, rule, self.plan.profile))
        )


def _let_go(report: Report) -> None:
    """Drop the views of a report that nobody needs any more. They point back at it: without them
    it goes at once, and not when the collector comes to look."""
    report.memo.clear()


def _fault(source: str, rule: Rule, error: Exception) -> Text:
    from gklint.crash import log_crash

    log = str(log_crash(error, f"{source} {rule.id}"))
    return filled(REASONS["fault"], kind=type(error).__name__, log=log)
