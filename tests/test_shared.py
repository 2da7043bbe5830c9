"""Faults that several bodies share are told once; what is a body's own is not."""

from __future__ import annotations

from gklint.finding import Finding, Location, Outcome, Relation, Severity, Verdict
from gklint.result import DocumentResult
from gklint.shared import SharedFaults


def finding(rule: str = "LG03", evidence: str = "（见网站)", **more: object) -> Finding:
    values: dict[str, object] = {
        "rule": rule,
        "name": "brackets",
        "severity": Severity.WARNING,
        "outcome": Outcome.FAIL,
        "message": f"括号不成对：{evidence}",
        "remedy": "",
        "basis": (),
        "location": Location(section="overview"),
        "evidence": evidence,
        "expected": "",
        "observed": "",
        **more,
    }
    return Finding(**values)  # type: ignore[arg-type]


def shared(*documents: tuple[str, Finding]) -> list[tuple[str, int]]:
    """Rule and number of documents of each fault that is told once."""
    return [(one.finding.rule, len(one.sources)) for one in collected(*documents).found()]


def collected(*documents: tuple[str, Finding]) -> SharedFaults:
    faults = SharedFaults()
    for number, (body, found) in enumerate(documents):
        found = found._replace(fingerprint=f"{number:016x}")
        faults.add(
            DocumentResult(f"{number}.html", Verdict.FAIL, body=body or None, findings=(found,))
        )
    return faults


BODIES = ("云岫县水务局", "云岫县林业局", "云岫县教育局", "云岫县审计局", "云岫县统计局")


def test_three_bodies_share_what_two_do_not() -> None:
    assert shared(*((body, finding()) for body in BODIES[:3])) == [("LG03", 3)]
    assert shared(*((body, finding()) for body in BODIES[:2])) == []


def test_two_files_of_one_body_are_one_body() -> None:
    assert shared(*(("云岫县水务局", finding()) for _ in range(4))) == []


def test_a_body_with_two_files_is_named_once() -> None:
    told = [(body, finding()) for body in (*BODIES[:3], BODIES[1])]
    (one,) = collected(*told).found()
    assert (one.bodies, len(one.sources)) == (BODIES[:3], 4)


def test_names_years_and_figures_make_no_difference() -> None:
    told = [
        (body, finding(evidence=f"现公布{body}202{n}年报告（见第{n}页)"))
        for n, body in enumerate(BODIES[:3])
    ]
    assert shared(*told) == [("LG03", 3)]


def test_other_words_and_other_places_do() -> None:
    evidence = ("（见网站)", "（见公报)", "（见附件)")
    assert shared(*((b, finding(evidence=e)) for b, e in zip(BODIES, evidence, strict=False))) == []
    places = ("overview", "problems", "other")
    assert (
        shared(
            *(
                (b, finding(location=Location(section=p)))
                for b, p in zip(BODIES, places, strict=False)
            )
        )
        == []
    )


def test_a_hint_takes_five_bodies() -> None:
    hint = finding(severity=Severity.INFO)
    assert shared(*((body, hint) for body in BODIES[:4])) == []
    assert shared(*((body, hint) for body in BODIES)) == [("LG03", 5)]


def test_a_bodys_own_figures_come_from_no_template() -> None:
    broken = Relation("NM01", "requests.new.total", "13", "12", "1")
    for own in (
        finding("NM01", relations=(broken,)),
        finding("NM05", location=Location(fact="requests.new.total")),
        finding("PT01", observed="17"),
    ):
        assert shared(*((body, own) for body in BODIES)) == []


def test_what_gklint_could_not_read_is_no_fault_of_theirs() -> None:
    assert shared(*((body, finding("RD05")) for body in BODIES)) == []


def test_the_finding_that_stands_for_all_names_every_fingerprint() -> None:
    faults = SharedFaults()
    for number, body in enumerate(BODIES[:3]):
        found = finding()._replace(fingerprint=str(number))
        faults.add(DocumentResult(f"{number}.html", Verdict.FAIL, body=body, findings=(found,)))
    (one,) = faults.found()
    assert one.fingerprints == {"0", "1", "2"}
    assert one.sources == ("0.html", "1.html", "2.html")
