"""What is said of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.ruleset.explain import explain
from gklint.ruleset.explain_example import ExampleText
from gklint.ruleset.load import load_pack
from tests.ruleset.conftest import PACK, RULE

if TYPE_CHECKING:
    from tests.ruleset.conftest import WritePack


def test_a_rule_in_both_languages(write_pack: WritePack) -> None:
    rule = {
        **RULE,
        "applies": {"forms": ["2030"], "years": {"from": 2030}, "kinds": ["department"]},
        "needs": ["links"],
        "variants": {"blocked": {"outcome": "review", "message": {"zh": "拦截", "en": "blocked"}}},
        "profiles": {"crawl": "off"},
    }
    pack = load_pack(
        write_pack(rule=rule, pack={**PACK, "profiles": {"supervise": {"fold": ["BR"]}}})
    )
    zh, en = explain(pack.rules[0], pack, "zh"), explain(pack.rules[0], pack, "en")
    assert dict(en.facts) == {
        "id": "BR01",
        "name": "bridge-names",
        "family": "BR Bridges",
        "severity": "error",
        "outcome": "to fix",
        "applies to": "the form of 2030; reports on 2030 and later; departments",
        "basis": "《桥梁条例》: 第一条 (law)",
        "works offline": "no",
        "may need a person": "yes",
        "profile self-check": "on",
        "profile supervise": "folded into one line",
        "profile crawl": "off",
    }
    assert dict(zh.facts)["适用"] == "2030 版格式；2030 年度及以后；部门"
    assert dict(zh.facts)["依据"] == "《桥梁条例》：第一条（法律法规）"
    assert (zh.what, en.what) == ("见 〈原文〉", "seen [text]")
    assert en.variants == (("blocked", "blocked"),)
    assert en.wrong == (ExampleText(True, "", ("cell: loads → north → cars → 3",)),)
    assert zh.right == (ExampleText(False, "不加改动的报告", ()),)
