"""One fault planted in a clean report is found by its rule, in whatever kind of file it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gklint.across.body import as_listed
from gklint.checks import kinds
from gklint.engine import judge
from gklint.specimen.examples import example_context
from gklint.specimen.source import example_specimen
from tests.builders.render import RENDERERS, SUFFIX
from tests.mutation.judging import pack, recognised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.ruleset.model import Example, Rule

MEDIA = {
    ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain",
}
ONLY_ITS_OWN_PAGE = {"text", "html"}
"""Examples that bring a whole page are run as they are by the tests of rule examples."""
NOT_IN_TEXT = {"images", "meta", "published"}
"""What plain text and our Word files can't carry: pictures and a page's metadata."""


PAGES_ONLY = {"LK03", "RU04"}
"""What they say of two files hangs on what kinds of file they are: the examples are of pages."""


def planted() -> Iterator[tuple[Rule, Example]]:
    for rule in pack().rules:
        if kinds()[rule.kind].over_run is not None:
            continue  # it speaks of the run, whatever a report says
        for example in rule.examples:
            if example.fails and not ONLY_ITS_OWN_PAGE & set(example.edits):
                yield rule, example


def carries(renderer: str, rule: Rule, example: Example) -> bool:
    """Whether this kind of file can hold the fault at all."""
    suffix = SUFFIX[renderer]
    if rule.id in PAGES_ONLY:
        return suffix == ".html"
    if rule.applies.media and MEDIA[suffix] not in rule.applies.media:
        return False
    if "left" in example.edits:  # no specimen tells it: the rule's own example writes the file
        return False
    if example.edits.get("media") == "text" and suffix != ".txt":
        return False
    return suffix == ".html" or not NOT_IN_TEXT & set(example.edits)


CASES = [
    pytest.param(rule, example, renderer, id=f"{rule.id}-{number}-{renderer}")
    for number, (rule, example) in enumerate(planted())
    for renderer in RENDERERS
    if carries(renderer, rule, example)
]


@pytest.mark.parametrize(("rule", "example", "renderer"), CASES)
def test_a_planted_fault_is_found(rule: Rule, example: Example, renderer: str) -> None:
    specimen = example_specimen(pack(), rule, example)
    data = RENDERERS[renderer](specimen)
    report = recognised(data, f"example{SUFFIX[renderer]}", url=example.edits.get("url"))
    context = example_context(pack(), rule, example, report)
    report = as_listed(report, context.around.entry)
    result = judge(report, pack().rules, context, "zh")
    fired = {f.rule for f in result.findings}
    fired |= {relation.rule for f in result.findings for relation in f.relations}
    assert rule.id in fired


def test_every_rule_has_a_planted_fault() -> None:
    """Rules whose faults are whole pages are covered by the tests of rule examples."""
    assert all(any(example.fails for example in rule.examples) for rule in pack().rules)
