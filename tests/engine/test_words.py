"""Words, basis by edition, and masking of every field that leaves the engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest

from gklint.checks.base import Context
from gklint.engine import judge
from gklint.engine.words import put_in_words
from gklint.finding import (
    Basis,
    Cause,
    Confidence,
    Hit,
    Location,
    NotAssessed,
    Outcome,
    Relation,
    Severity,
    Suspect,
)
from gklint.lang import Localised
from gklint.ruleset.model import Variant
from tests.engine.reports import kind, pack, report, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

CARD = "11010519491231002X"
MOBILE = "13800138000"
SECRET = f"身份证{CARD}，手机{MOBILE}"


def words(given: Rule, hit: Hit, form: str | None = None, lang: Any = "zh") -> Any:
    return put_in_words(given, hit, lang, "甲/2022", Counter(), form=form)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a result and where it stands."""
    if isinstance(value, str):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, (tuple, list)):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}[{number}]")


def test_personal_data_is_masked_in_every_field_of_a_finding() -> None:
    both = Localised(SECRET, SECRET)
    hit = Hit(
        location=Location(text=both),
        evidence=SECRET,
        observed=both,
        expected=SECRET,
        params={"more": SECRET},
        relations=(Relation("NM01", "x", MOBILE, MOBILE, MOBILE, both),),
        suspects=(Suspect("x", MOBILE, CARD, both, Confidence.LIKELY, name=SECRET),),
    )
    template = Localised("$evidence $observed $expected $place $more", "$evidence $more")
    for lang in ("zh", "en"):
        found = words(rule()._replace(message=template, remedy=template), hit, lang=lang)
        leaks = [at for at, text in texts(found) if CARD in text or MOBILE in text]
        assert leaks == []
        assert found.evidence == "身份证**************002X，手机138****8000"


def test_personal_data_is_masked_all_over_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = report(
        title="云岫县水务局2022年政府信息公开工作年度报告",
        append={"overview": SECRET, "preamble": f"联系电话：{MOBILE}"},
        headings={"other": f"六、其他需要报告的事项{MOBILE}"},
        set={"requests.new.research": f"电{MOBILE}", "requests.new.company": f"见{CARD}"},
    )

    def chatty(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
        yield Hit(key="one", evidence=SECRET)

    found = judge(whole, pack().rules, Context(), "zh", with_facts=True)
    monkeypatch.setattr("gklint.engine.judging.kinds", lambda: {"probe": kind(chatty)})
    probed = judge(whole, [rule()], Context(), "zh")
    for result in (found, probed):
        leaks = [(at, text) for at, text in texts(result) if CARD in text or MOBILE in text]
        assert leaks == []
    assert any("138****8000" in text for _, text in texts(found))


def test_why_a_rule_was_not_assessed_is_masked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from gklint.checks.base import CannotAssess

    def unable(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
        raise CannotAssess(Localised(SECRET, SECRET), Cause.INPUT)

    monkeypatch.setattr("gklint.engine.judging.kinds", lambda: {"probe": kind(unable)})
    found = judge(report(), [rule()], Context(), "zh")
    (missing,) = found.not_assessed
    assert isinstance(missing, NotAssessed)
    assert CARD not in str(missing)


class TestBasis:
    old = Basis("form", "2019 年格式", "〔2019〕60号", forms=("2019",))
    new = Basis("form", "2021 年格式", "〔2021〕30号", forms=("2021",))
    law = Basis("law", "条例")

    @pytest.mark.parametrize(
        ("cited", "form", "printed"),
        [
            ((new, old, law), "2019", (old, law)),
            ((new, old, law), "2021", (new, law)),
            ((new, old, law), "pre2019", (law,)),
            ((new, old, law), None, (new, old, law)),
            ((new,), "2019", (new,)),  # nothing would remain
        ],
    )
    def test_only_what_holds_for_the_edition(
        self, cited: tuple[Basis, ...], form: str | None, printed: tuple[Basis, ...]
    ) -> None:
        assert words(rule(basis=cited), Hit(), form).basis == printed

    @pytest.mark.parametrize(
        ("form", "number"), [("2019", "〔2019〕60号"), ("2021", "〔2021〕30号")]
    )
    def test_a_heading_is_held_to_the_notice_of_its_year(self, form: str, number: str) -> None:
        wrong = report(form, headings={"overview": "一、整体情况"})
        found = judge(wrong, [r for r in pack().rules if r.id == "ST03"], Context(), "zh")
        (heading,) = found.findings
        assert [b.number[-len(number) :] for b in heading.basis] == [number]


def test_a_variant_brings_its_own_words_level_and_outcome() -> None:
    mild = Variant(
        severity=Severity.INFO,
        outcome=Outcome.REVIEW,
        message=Localised("另一句", "another"),
        basis=(Basis("law", "条例"),),
    )
    given = rule(variants={"mild": mild})
    plain, found = words(given, Hit(evidence="甲")), words(given, Hit(variant="mild"))
    assert (plain.severity, plain.outcome, plain.message) == (
        Severity.WARNING,
        Outcome.FAIL,
        "看到“甲”",
    )
    assert (found.severity, found.outcome, found.message) == (
        Severity.INFO,
        Outcome.REVIEW,
        "另一句",
    )
    assert found.basis == (Basis("law", "条例"),)
    assert found.remedy == plain.remedy
    assert words(given, Hit(variant="mild", outcome=Outcome.FAIL)).outcome is Outcome.FAIL


def test_equal_hits_have_names_of_their_own() -> None:
    seen: Counter[str] = Counter()
    made = [put_in_words(rule(), Hit(key="x"), "zh", "甲/2022", seen) for _ in range(3)]
    assert len({f.fingerprint for f in made}) == 3


def test_evidence_around_a_hit_holds_whole_numbers() -> None:
    from gklint.report.flow import flow

    text = flow(report(append={"overview": f"证号{CARD}的群众反映问题，电话{MOBILE}。"}), "all")
    at = text.raw.index("反映问题")
    for width in range(30):
        told = text.around(at, at + 4, width)
        digits = [run for run in (CARD, MOBILE) if run[:3] in told or run[-4:] in told]
        assert all(run in told for run in digits), told
