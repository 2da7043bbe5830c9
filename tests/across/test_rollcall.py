"""The roll call: reported, unread, missing, exempt, not on the roster."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gklint.across.model import YEARLY, Entry
from gklint.engine.run_level import run_findings
from gklint.finding import Finding, Outcome, Severity
from gklint.lang import localise
from gklint.ruleset.load import load_packs
from tests.across.rosters import called, report, roster, unread

if TYPE_CHECKING:
    from gklint.across.rollcall import Roll
    from gklint.lang import Lang
    from gklint.result import BodySeen


def states(roll: Roll) -> dict[str, str]:
    return {body.name: body.state for body in roll.bodies}


def body(roll: Roll, name: str) -> BodySeen:
    return next(found for found in roll.bodies if found.name == name)


def test_every_state() -> None:
    listed = roster(
        "清溪区水务局", "清溪区民政局", "清溪区司法局", Entry("清溪区供销社", must_report=False)
    )
    roll = called(
        listed,
        [
            report("清溪区水务局", source="a.docx"),
            report("区水务局", source="b.html"),
            unread("民政局2022.pdf"),
            report("青柳市水务局"),
        ],
    )
    assert roll.year == 2022
    assert states(roll) == {
        "清溪区水务局": "reported",
        "清溪区民政局": "unread",
        "清溪区司法局": "missing",
        "清溪区供销社": "exempt",
        "青柳市水务局": "unlisted",
    }
    assert body(roll, "清溪区水务局").sources == ("a.docx", "b.html")
    assert body(roll, "清溪区民政局").sources == ("民政局2022.pdf",)
    assert body(roll, "清溪区司法局").line == 4
    assert not any(found.doubt for found in roll.bodies)


def test_who_need_not_report_may() -> None:
    listed = roster(Entry("清溪区供销社", must_report=False))
    assert states(called(listed, [report("清溪区供销社")])) == {"清溪区供销社": "reported"}


def test_another_year_is_missing_with_the_reason() -> None:
    listed = roster("清溪区水务局", "清溪区民政局", "清溪区司法局")
    digests = [report("清溪区水务局"), report("清溪区司法局"), report("清溪区民政局", 2021)]
    found = body(called(listed, digests), "清溪区民政局")
    assert (found.state, found.sources) == ("missing", ("清溪区民政局.docx",))
    assert localise(found.doubt, "zh") == "收到的是2021年度的（清溪区民政局.docx）"
    # The year that is asked for is the user's, where it is given.
    asked = called(listed, digests, year=2021)
    assert states(asked)["清溪区民政局"] == "reported"
    assert states(asked)["清溪区水务局"] == "missing"


def test_a_report_that_tells_no_year_counts_with_a_doubt() -> None:
    listed = roster("清溪区水务局", "清溪区民政局")
    roll = called(listed, [report("清溪区水务局"), report("清溪区民政局", None)])
    found = body(roll, "清溪区民政局")
    assert found.state == "reported"
    assert "未写明报告年度" in localise(found.doubt, "zh")


def test_a_similar_name_and_a_file_name_are_doubts() -> None:
    listed = roster("清溪区工业和信息化局", "清溪区水务局")
    roll = called(listed, [report("清溪区工信局"), report(None, source="水务局2022.docx")])
    assert {found.state for found in roll.bodies} == {"reported"}
    doubts = [localise(found.doubt, "en") for found in roll.bodies]
    assert doubts == [
        "the report is signed “清溪区工信局”, a similar name",
        "told by the file's name",
    ]


def test_a_file_that_may_be_a_bodys_keeps_it_from_being_missing() -> None:
    listed = roster("清溪区水务局", "临江县水务局")
    by_issuer = called(listed, [report("水务局")])
    assert states(by_issuer) == {
        "清溪区水务局": "reported",
        "临江县水务局": "reported",
        "水务局": "unlisted",
    }
    assert all("水务局.docx" in localise(b.doubt, "zh") for b in by_issuer.bodies[:2])
    assert "未能确定" in localise(by_issuer.bodies[2].doubt, "zh")
    by_file = called(listed, [unread("水务局.pdf")], year=2022)
    assert states(by_file) == {"清溪区水务局": "unread", "临江县水务局": "unread"}


def test_a_scan_that_tells_nobody_casts_a_doubt_on_who_is_missing() -> None:
    listed = roster("清溪区水务局", "清溪区民政局")
    roll = called(listed, [report("清溪区水务局"), unread("scan0001.pdf")])
    found = body(roll, "清溪区民政局")
    assert found.state == "missing"
    assert "scan0001.pdf" in localise(found.doubt, "zh")
    # What was read and is no report is nobody's, unless it is called one.
    notice = called(listed, [report("清溪区水务局"), unread("通知.docx", "RD04")])
    assert body(notice, "清溪区民政局").doubt == ""
    sums = called(listed, [report("清溪区水务局"), unread("汇总表.xlsx")])
    assert body(sums, "清溪区民政局").doubt == ""
    blank = called(listed, [report("清溪区水务局"), unread("2022年报.docx", "RD04")])
    assert body(blank, "清溪区民政局").doubt != ""


def test_a_report_that_names_no_body_casts_a_doubt_on_who_is_missing() -> None:
    listed = roster("清溪区水务局", "清溪区民政局")
    roll = called(listed, [report("清溪区水务局"), report(None, source="02.docx")])
    found = body(roll, "清溪区民政局")
    assert found.state == "missing"
    assert "没有写明编制机关的 1 份报告之一（02.docx）" in localise(found.doubt, "zh")
    # One on another year is not it.
    roll = called(listed, [report("清溪区水务局"), report(None, 2019, source="02.docx")], 2022)
    assert body(roll, "清溪区民政局").doubt == ""


def test_the_folder_of_a_body_tells_and_a_shared_one_does_not() -> None:
    listed = roster("清溪区人民政府", "清溪区水务局", "清溪区民政局")
    digests = [
        report("清溪区水务局", source="清溪区人民政府/a.docx"),
        report("清溪区民政局", source="清溪区人民政府/b.docx"),
        unread("清溪区人民政府/1.pdf"),
    ]
    assert states(called(listed, digests))["清溪区人民政府"] == "missing"
    digests[0:2] = [report("清溪区水务局"), report("清溪区民政局")]
    assert states(called(listed, digests))["清溪区人民政府"] == "unread"


def test_a_file_called_by_another_year_is_a_doubt() -> None:
    listed = roster("清溪区水务局", "清溪区民政局", "清溪区司法局")
    roll = called(
        listed,
        [
            report("清溪区司法局"),
            unread("水务局2020年报.pdf"),
            unread("民政局2023报送2022年报.pdf"),
        ],
    )
    assert body(roll, "清溪区水务局").state == "unread"
    assert "2020年" in localise(body(roll, "清溪区水务局").doubt, "zh")
    assert body(roll, "清溪区民政局").doubt == ""


def test_reports_of_one_stranger_are_told_once() -> None:
    roll = called(roster("清溪区水务局"), [report("青柳市民政局", s) for s in (2022, 2021)])
    assert [b.name for b in roll.bodies if b.state == "unlisted"] == ["青柳市民政局"]


def test_dates_kinds_and_contacts_of_the_roster() -> None:
    listed = roster(
        Entry(
            "清溪区水务局",
            kind="department",
            level="county",
            file_by=date(YEARLY, 1, 20),
            publish_by=date(2022, 1, 28),
            contact="某某 13800000000",
        )
    )
    found = called(listed, [report("清溪区水务局", kind="authorised", level="city")]).bodies[0]
    assert (found.kind, found.level) == ("department", "county")
    assert (found.file_by, found.publish_by) == (date(2023, 1, 20), None)
    assert "13800000000" not in found.contact
    bare = called(roster("清溪区水务局"), [report("清溪区水务局", kind="authorised")]).bodies[0]
    assert bare.kind == "authorised"


def test_nothing_was_handed_in() -> None:
    roll = called(roster("清溪区水务局"), [])
    assert (roll.year, states(roll)) == (None, {"清溪区水务局": "missing"})
    assert "本年度的报告" in said(roll)[0].message


def said(roll: Roll, today: date | None = None, lang: Lang = "zh") -> tuple[Finding, ...]:
    pack = next(p for p in load_packs() if p.key == "annual-report")
    return run_findings(roll, pack, pack.rules, profile="supervise", today=today, lang=lang)


@pytest.mark.parametrize(
    ("today", "severity"),
    [
        (None, Severity.WARNING),
        (date(2023, 1, 20), Severity.WARNING),
        (date(2023, 1, 21), Severity.ERROR),
    ],
)
def test_missing_is_an_error_once_the_date_has_passed(
    today: date | None, severity: Severity
) -> None:
    listed = roster(Entry("清溪区水务局", file_by=date(YEARLY, 1, 20)))
    (finding,) = said(called(listed, [], year=2022), today)
    assert (finding.rule, finding.severity, finding.outcome) == ("RU02", severity, Outcome.FAIL)
    assert localise(finding.location.text, "zh") == "应报单位名单第 2 行"
    assert finding.location.place is None


def test_a_doubt_is_for_review_whatever_the_date() -> None:
    listed = roster(Entry("清溪区水务局", file_by=date(2023, 1, 20)), "清溪区民政局")
    roll = called(listed, [report("清溪区民政局"), unread("scan.pdf")])
    (finding,) = said(roll, date(2023, 3, 1), "en")
    assert (finding.severity, finding.outcome) == (Severity.WARNING, Outcome.REVIEW)
    assert finding.message == (
        "The report of “清溪区水务局” on 2022 has not been received; the roster asks for it by "
        "2023-01-20; it may be among the files that could not be read and tell no body "
        "(1: scan.pdf)."
    )


def test_fingerprints_are_the_bodys_and_the_years() -> None:
    both = said(called(roster("清溪区水务局", "清溪区民政局"), [], year=2022))
    moved = said(called(roster("清溪区民政局", "清溪区水务局"), [], year=2022))
    later = said(called(roster("清溪区水务局", "清溪区民政局"), [], year=2023))
    prints = {finding.fingerprint for finding in both}
    assert len(prints) == 2
    assert prints == {finding.fingerprint for finding in moved}
    assert not prints & {finding.fingerprint for finding in later}


def test_a_profile_that_wants_no_roll_up_rules_gets_none() -> None:
    pack = next(p for p in load_packs() if p.key == "annual-report")
    roll = called(roster("清溪区水务局"), [], year=2022)
    told = run_findings(roll, pack, pack.rules, profile="self-check", today=None, lang="zh")
    assert told == ()
