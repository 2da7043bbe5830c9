"""WD02, WD04: wording out of its time; a general part without figures."""

from __future__ import annotations

import pytest

from gklint.finding import Outcome
from tests.checks.specimens import findings, report


@pytest.mark.parametrize(
    ("year", "text", "word"),
    [
        (2023, "全面贯彻党的十九大和十九届历次全会精神。", "党的十九大"),
        (2025, "全面贯彻党的十九大精神。", "党的十九大"),
        (2021, "深入学习贯彻党的二十大精神。", "党的二十大"),
        (2022, "贯彻二十届三中全会精神。", "党的二十届三中全会"),
    ],
)
def test_out_of_time(year: int, text: str, word: str) -> None:
    found = _on(year, text)
    assert [word in f.message for f in found] == [True] * len(found)
    assert found
    assert all(f.outcome is Outcome.REVIEW for f in found)


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2022, "全面贯彻党的十九大和十九届历次全会精神。"),
        (2022, "全面贯彻党的二十大精神。"),
        (2023, "全面贯彻党的十九大、党的二十大精神。"),
        (2023, "全面贯彻党的十九大和二十届二中全会精神。"),
        (2025, "党的十八大以来，公开工作不断进步。"),
        (2025, "公开事项分为二十大类，推进二十大工程。"),
        (2022, "学习二十届二中全会精神。"),
    ],
)
def test_in_time(year: int, text: str) -> None:
    assert _on(year, text) == ()


def _on(year: int, text: str):  # type: ignore[no-untyped-def]
    from gklint.specimen import apply, make, to_html
    from tests.checks.specimens import pack, recognised

    made = apply(make(pack(), "2021", year=year), {"append": {"overview": text}}, pack())
    return findings(recognised(to_html(made).encode(), "a.html"), "WD02")


VAGUE = (
    "2022年，本局认真贯彻落实《条例》（国务院令第711号）要求，明确公开的内容、方式和程序，"
    "严格办理每一件申请，稳步推进政府信息公开，不断扩大公众参与，工作取得新的成效。"
)


def test_no_figures() -> None:
    assert findings(report(sections={"overview": VAGUE}), "WD04")


@pytest.mark.parametrize("more", ["发布信息186条。", "组织培训两次。", "办理申请十二件。"])
def test_one_figure_will_do(more: str) -> None:
    assert findings(report(sections={"overview": VAGUE + more}), "WD04") == ()


def test_a_short_part_is_left_to_other_rules() -> None:
    assert findings(report(sections={"overview": "本年度工作正常。"}), "WD04") == ()
