"""Every way to tell a figure that was met, in invented words: what is read from it.

A reading is written ``rule key value unit``, with ``~`` where the words are rough and ``?`` where
they narrow the scope, so that a disagreement is for a person to look at.
"""

from __future__ import annotations

from random import Random

import pytest

from gklint.checks.prose import mentions, narrowed
from gklint.patterns import regex
from gklint.report.figures import plain
from gklint.report.flow import flow
from gklint.report.quantities import UNITS
from gklint.text import fold_width
from tests.checks.specimens import findings, pack, report

_UNIT = regex(rf"[余多]?\s?((?:万)?(?:{UNITS}))")


def read(sentence: str) -> list[str]:
    """What the rules on figures read in a sentence of the overview, in reading order."""
    found = report(sections={"overview": sentence})
    text = flow(found, "prose")
    told = []
    for rule in pack().rules:
        if rule.kind != "prose-figure":
            continue
        for mention in mentions(found, rule.options["figures"], rule.options):
            if text.piece(mention.n_start).section != "overview":
                continue
            value = plain(mention.value) + (f"-{plain(mention.high)}" if mention.high else "")
            unit = _UNIT.match(text.text, mention.n_end) if not mention.item else None
            printed = unit[1] if unit is not None else ""
            scoped = narrowed(found, text, mention.sentence, mention.n_start, mention.item)
            marks = "~" * mention.approximate + "?" * scoped
            told.append((mention.n_start, f"{rule.id} {mention.key} {value}{printed}{marks}"))
    return [reading for _, reading in sorted(told)]


SENTENCES: list[tuple[str, list[str]]] = [
    ("全年新收政府信息公开申请26件。", ["PT01 new 26件"]),
    ("全年新收到政府信息公开申请26件。", ["PT01 new 26件"]),
    ("2022年，我局新受理政府信息公开申请26件。", ["PT01 new 26件"]),
    ("本年度新增政府信息公开申请26件。", ["PT01 new 26件"]),
    ("全年共收到政府信息公开申请26件。", ["PT01 received 26件"]),
    ("本年度我局共接收政府信息公开申请26件。", ["PT01 received 26件"]),
    ("2022年度，我局累计收到政府信息公开申请26件。", ["PT01 received 26件?"]),
    ("全年收到依申请公开26件。", ["PT01 received 26件"]),
    ("本年度我局受理依申请公开政府信息26条。", ["PT01 accepted 26条"]),
    ("我局收到政府信息依申请公开办理事项26件。", ["PT01 received 26件"]),
    ("全年共收到26件政府信息公开申请。", ["PT01 received 26件"]),
    ("区水务局共受理26件政府信息公开申请（均为自然人提交）。", ["PT01 accepted 26件"]),
    ("本年度收到申请人通过在线平台提交的政府信息公开申请26件。", ["PT01 received 26件?"]),
    ("收到公民、法人和其他组织政府信息公开申请共26件。", ["PT01 received 26件"]),
    ("全年共接到二十六件政府信息公开申请。", ["PT01 received 26件"]),
    ("收到政府信息公开申请２６件。", ["PT01 received 26件"]),
    ("收到政府信息公开申请1,026件。", ["PT01 received 1026件"]),
    ("收到政府信息公开申请1,026 件。", ["PT01 received 1026件"]),
    ("全年收到政府信息公开申请0.3万件。", ["PT01 received 3000件"]),
    ("收到政府信息公开申请20余件。", ["PT01 received 20件~"]),
    ("收到政府信息公开申请近30件。", ["PT01 received 30件~"]),
    ("收到政府信息公开申请约26件。", ["PT01 received 26件~"]),
    ("收到政府信息公开申请30件左右。", ["PT01 received 30件~"]),
    ("收到政府信息公开申请20至30件。", ["PT01 received 20-30~"]),
    ("收到政府信息公开申请20-30件。", ["PT01 received 20-30~"]),
    ("政府信息公开申请数量为26件。", ["PT01 received 26件"]),
    ("本年度政府信息公开申请共26件。", ["PT01 received 26件"]),
    ("依申请公开共26件。", ["PT01 received 26件"]),
    ("全年收到并按时办结26件政府信息公开申请。", ["PT01 handled 26件"]),
    ("全年办理政府信息公开申请29件。", ["PT01 handled 29件"]),
    ("全年收办政府信息公开申请29件。", ["PT01 handled 29件"]),
    (
        "累计办理公民、法人或其他组织通过门户网站、邮寄等途径依申请公开信息合计29件。",
        ["PT01 handled 29件?"],
    ),
    (
        "全年办理邮寄、当场提交的各类政府信息依申请公开共29件（含上年度结转3件）。",
        ["PT01 with_carried 29件?", "PT02 carried_in 3件?"],
    ),
    (
        "全年受理政府信息公开申请29件，其中含上年结转3件。",
        ["PT01 with_carried 29件", "PT02 carried_in 3件?"],
    ),
    ("我局代表县政府受理政府信息公开申请17件。", ["PT01 accepted 17件?"]),
    ("全县共收到政府信息公开申请26件。", ["PT01 received 26件?"]),
    ("全市各级行政机关新收政府信息公开申请26件。", ["PT01 new 26件?"]),
    ("其中网上收到政府信息公开申请20件。", ["PT01 received 20件?"]),
    ("通过网络平台收到政府信息公开申请20件。", ["PT01 received 20件?"]),
    ("上半年收到政府信息公开申请11件。", ["PT01 received 11件?"]),
    ("2021年收到政府信息公开申请20件。", []),
    ("去年收到政府信息公开申请20件。", []),
    ("自2008年以来累计收到政府信息公开申请260件。", []),
    ("截至2022年12月31日，收到政府信息公开申请26件。", ["PT01 received 26件"]),
    ("政府信息公开申请较上年增加5件。", []),
    ("新收政府信息公开申请比上年增加5件。", []),
    ("收到政府信息公开申请较上年多5件。", []),
    ("收到政府信息公开申请26件，同比增加5件。", ["PT01 received 26件"]),
    ("收到政府信息公开申请26件，比上年（31件）有所减少。", ["PT01 received 26件"]),
    ("自然人提出的政府信息公开申请18件。", ["PT01 natural 18件"]),
    ("其中自然人申请18件，法人或其他组织申请8件。", []),
    (
        "政府信息公开申请中18件为自然人申请，8件为法人申请。",
        ["PT01 natural 18件", "PT01 organisations 8件"],
    ),
    (
        "收到自然人、法人或其他组织政府信息公开申请分别为18件、8件。",
        ["PT01 natural 18", "PT01 organisations 8"],
    ),
    ("全年共收到行政许可申请412件。", []),
    ("全年受理群众来信31件，全部办结。", []),
    ("全年新增主动公开政府信息120条。", []),
    ("收到人大代表建议12件、政协提案8件，均已办结。", []),
    ("上年结转政府信息公开申请3件。", ["PT02 carried_in 3件"]),
    ("上年度结转政府信息公开申请3件。", ["PT02 carried_in 3件"]),
    ("上年末未办结的政府信息公开申请3件。", ["PT02 carried_in 3件"]),
    ("其中3件为上年结转。", []),
    ("2021年结转的政府信息公开申请3件。", ["PT02 carried_in 3件"]),
    ("2021年收到、结转至2022年答复的政府信息公开申请3件。", ["PT02 carried_in 3件"]),
    ("政府信息公开申请结转下年度继续办理2件。", ["PT02 carried_out 2件"]),
    ("2件政府信息公开申请结转下年度继续办理。", ["PT02 carried_out 2件"]),
    ("政府信息公开申请结转至2023年办理2件。", ["PT02 carried_out 2件"]),
    ("政府信息公开申请转下年度办理2件。", ["PT02 carried_out 2件"]),
    ("政府信息公开申请顺延至次年办理2件。", ["PT02 carried_out 2件"]),
    ("共办结政府信息公开申请27件。", ["PT02 finished 27件"]),
    ("共办结依申请公开件27件。", ["PT02 finished 27件"]),
    ("政府信息公开申请办结27件。", ["PT02 finished 27件"]),
    ("答复政府信息公开申请27件。", ["PT02 answered 27件"]),
    ("公开答复政府信息公开申请27件。", ["PT02 answered 27件"]),
    ("办理完毕政府信息公开申请27件。", ["PT02 finished 27件"]),
    ("受理依申请公开26件，办结完成27件。", ["PT01 accepted 26件", "PT02 finished 27件"]),
    ("受理政府信息公开申请26件，已办理27件。", ["PT01 accepted 26件", "PT02 finished 27件"]),
    ("27件政府信息公开申请均已按期办结。", ["PT02 all_done 27件"]),
    ("在办结的27件申请中，予以公开14件。", ["PT02 finished 27件", "PT03 granted 14件"]),
    ("按时办结政府信息公开申请25件，延期办结2件。", ["PT02 finished 25件?", "PT02 finished 2件?"]),
    (
        "收到政府信息公开申请26件，上年结转3件，办结27件，结转下年度2件。",
        ["PT01 received 26件", "PT02 carried_in 3件", "PT02 finished 27件", "PT02 carried_out 2件"],
    ),
    ("新收、上年结转的政府信息公开申请分别为26件、3件。", ["PT01 new 26", "PT02 carried_in 3"]),
    ("新收、办结政府信息公开申请分别为26件和27件。", ["PT01 new 26", "PT02 finished 27"]),
    ("回复网民留言88件，答复咨询12件。", []),
    ("对政府信息公开申请予以公开14件、部分公开3件。", ["PT03 granted 14件", "PT03 partial 3件"]),
    (
        "对政府信息公开申请予以公开的14件，部分公开的3件。",
        ["PT03 granted 14件", "PT03 partial 3件"],
    ),
    ("政府信息公开申请中，14件予以公开，3件部分公开。", ["PT03 granted 14件", "PT03 partial 3件"]),
    ("申请件中准予公开14件。", ["PT03 granted 14件"]),
    ("予以公开答复政府信息公开申请14件。", ["PT03 granted 14件"]),
    ("政府信息公开申请予以公开及部分公开17件。", ["PT03 granted_partial 17件"]),
    ("政府信息公开申请予以公开或部分公开共17件。", ["PT03 granted_partial 17件"]),
    ("政府信息公开申请予以公开、部分公开分别为14件、3件。", ["PT03 granted 14", "PT03 partial 3"]),
    (
        "政府信息公开申请予以公开、部分公开和不予公开的分别为14、3、3件。",
        ["PT03 granted 14", "PT03 partial 3", "PT03 denied 3"],
    ),
    ("政府信息公开申请予以公开、部分公开依次为14件，3件。", ["PT03 granted 14", "PT03 partial 3"]),
    ("政府信息公开申请中不予公开3件。", ["PT03 denied 3件"]),
    ("政府信息公开申请中不予以公开的3件。", ["PT03 denied 3件"]),
    ("政府信息公开申请中无法提供6件。", ["PT03 unable 6件"]),
    ("政府信息公开申请中无法提供的信息6件。", ["PT03 unable 6件"]),
    ("政府信息公开申请中不予处理1件，其他处理0件。", ["PT03 refused 1件", "PT03 other 0件"]),
    ("政府信息公开申请中属于行政执法案卷2件。", ["PT03 enforcement_file 2件"]),
    ("政府信息公开申请中因属于行政执法案卷不予公开2件。", ["PT03 enforcement_file 2件"]),
    ("政府信息公开申请中属于四类过程性信息1件。", ["PT03 process 1件"]),
    ("政府信息公开申请中属于国家秘密的0件。", ["PT03 state_secret 0件"]),
    ("政府信息公开申请中因本机关不掌握相关政府信息无法提供5件。", ["PT03 not_held 5件"]),
    ("政府信息公开申请中没有现成信息需要另行制作的1件。", ["PT03 must_create 1件"]),
    ("政府信息公开申请中补正后申请内容仍不明确0件。", ["PT03 unclear 0件"]),
    (
        "政府信息公开申请中重复申请0件，信访举报投诉类申请1件。",
        ["PT03 repeat 0件", "PT03 petition 1件"],
    ),
    ("政府信息公开申请中要求提供公开出版物0件。", ["PT03 publication 0件"]),
    ("主动公开政府信息45条。", []),
    ("全年主动予以公开政府信息45条。", []),
    ("因政府信息公开被申请行政复议4件。", ["PT04 review 4件"]),
    ("因政府信息公开引发行政复议案件4起。", ["PT04 review 4起"]),
    (
        "政府信息公开类行政复议4件，其中结果维持2件、纠正1件。",
        ["PT04 review 4件", "PT04 upheld 2件?", "PT04 corrected 1件?"],
    ),
    ("收到4件政府信息公开行政复议。", ["PT04 review 4件"]),
    ("因政府信息公开被提起行政诉讼2件。", ["PT04 suit 2件"]),
    ("因政府信息公开引发行政复议、行政诉讼共6件。", ["PT04 both 6件"]),
    ("政府信息公开行政复议、行政诉讼分别为4件、2件。", ["PT04 review 4", "PT04 suit 2"]),
    ("政府信息公开行政复议、行政诉讼各2件。", ["PT04 review 2", "PT04 suit 2"]),
    ("全年办理水事行政复议案件11件。", []),
    (
        "制发行政规范性文件3件，废止行政规范性文件1件，现行有效行政规范性文件21件。",
        [
            "PT05 normative_issued 3件",
            "PT05 normative_repealed 1件",
            "PT05 normative_in_force 21件",
        ],
    ),
    ("制定规范性文件3件。", ["PT05 normative_issued 3件"]),
    ("继续有效的规范性文件21件。", ["PT05 normative_in_force 21件"]),
    ("主动公开规范性文件9件。", []),
    ("作出行政处罚决定36件。", ["PT05 penalty 36件"]),
    ("办理行政许可412件。", ["PT05 licensing 412件"]),
    ("实施行政强制措施4件。", ["PT05 coercion 4件"]),
    ("收取行政事业性收费38.6万元。", ["PT05 fees 38.6万元"]),
    ("召开新闻发布会3场，印发文件40份。", []),
]


@pytest.mark.parametrize(("sentence", "readings"), SENTENCES)
def test_what_is_read_from_a_sentence(sentence: str, readings: list[str]) -> None:
    assert read(sentence) == readings


def _told(sentence: str) -> list[tuple[str, str]]:
    return [
        (f.rule, f.outcome.value)
        for f in findings(report(sections={"overview": sentence}), "PT")
        if f.location.section == "overview"
    ]


_DIGITS = regex(r"(?<![\d.])\d+(?=[件起宗条])")
_NO_TABLE = regex(r"同比|比上年|[余近约]|左右|\d[-至]")


def test_every_wrong_number_in_a_true_sentence_is_told() -> None:
    planted, missed = 0, []
    for sentence, readings in SENTENCES:
        if not readings or _NO_TABLE.search(sentence) or _told(sentence):
            continue
        folded, draw = fold_width(sentence), Random(sentence)
        for place in _DIGITS.finditer(folded):
            wrong = str(int(place[0]) + draw.randint(31, 60))  # equal to nothing in the tables
            changed = folded[: place.start()] + wrong + folded[place.end() :]
            planted += 1
            if not _told(changed):
                missed.append(changed)
    assert missed == []
    assert planted >= 100
