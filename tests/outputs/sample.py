"""A run built by hand: invented bodies and figures, one of everything an output has to show."""

from __future__ import annotations

from gklint.document.model import Anchor, Place
from gklint.finding import (
    Basis,
    Cause,
    Confidence,
    Diagnosis,
    Finding,
    Location,
    NotAssessed,
    Outcome,
    Relation,
    Severity,
    Suspect,
    Verdict,
)
from gklint.lang import Lang, Localised
from gklint.outputs.base import RuleSeen, Setting
from gklint.result import Coverage, DocumentResult, FactSeen, Identity, RunReport, SectionSeen

FORM = Basis(
    "form",
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
    "国办公开办函〔2021〕30号",
    "表三表头注明的勾稽关系",
)
LAW = Basis("law", "《中华人民共和国政府信息公开条例》", "国务院令第711号", "第六条")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PRACTICE = Basis("practice", "通行做法")

TABLE3 = "表三 → 一、本年新收政府信息公开申请数量 → 自然人"
OVERVIEW = Localised("一、总体情况", "一、总体情况")


def finding(rule: str = "NM01", **changes: object) -> Finding:
    """A finding; every part can be changed."""
    parts: dict[str, object] = {
        "rule": rule,
        "name": "requests-balance",
        "severity": Severity.ERROR,
        "outcome": Outcome.FAIL,
        "message": "表三“自然人”列，第一项加第二项为 13，第三项（七）加第四项为 12，相差 1 件。",
        "remedy": "请对照依申请公开台账逐项核对，不要只改总计凑平。",
        "basis": (FORM,),
        "location": Location(
            text=Localised(TABLE3, "Table 3 → new requests → natural persons"),
            section="requests",
            table="requests",
            row="new",
            column="natural_person",
            fact="requests.new.natural_person",
            place=Place(Anchor("", 41, 3, 1, 0, 2), 120, 5),
        ),
        "evidence": "13",
        "expected": "12",
        "observed": "13",
        "fingerprint": "00112233445566aa",
        **changes,
    }
    return Finding(**parts)  # type: ignore[arg-type]


def at(section: str | None, line: int | None, text: str | Localised = OVERVIEW) -> Location:
    place = Place(Anchor("", line), line, 3) if line is not None else None
    return Location(text=text, section=section, place=place)


IDENTITY = Identity(
    title="甲市乙区工业和信息化局2020年政府信息公开工作年度报告",
    issuer="甲市乙区工业和信息化局",
    year=2020,
    form="2019",
    body_kind="department",
    body_level="county",
    period=("2020-01-01", "2020-12-31"),
    address="甲市乙区丙路1号",
    postcode="000000",
    phones=("0000-1234567",),
    faxes=(),
    emails=("a@example.cn",),
    published="2021-01-22",
    published_from="page",
    url=None,
)

COVERAGE = (
    Coverage("disclosure", Localised("表二", "Table 2"), 22, 22, "2019"),
    Coverage("requests", Localised("表三", "Table 3"), 161, 161, "2019"),
    Coverage("review_litigation", Localised("表四", "Table 4"), 15, 15, "2019"),
)

SECTIONS = (
    SectionSeen("overview", "一、", "总体情况", 8),
    SectionSeen("requests", "三、", "收到和处理政府信息公开申请情况", 100),
    SectionSeen("problems", "五、", "存在的主要问题及改进情况", 210),
)

FINDINGS = (
    finding(
        "ID03",
        name="issuer-differs",
        severity=Severity.WARNING,
        message="前言写“向社会公布甲市丁区人民政府2020年度报告”，标题为“甲市乙区工业和信息化局”。",
        remedy="可能沿用了模板文字，请改为本机关全称。",
        basis=(LAW,),
        location=at(None, 5, Localised("前言", "preamble")),
        evidence="现向社会公布甲市丁区人民政府2020年政府信息公开工作年度报告。",
        observed="甲市丁区人民政府",
        expected="甲市乙区工业和信息化局",
        fingerprint="00112233445566bb",
    ),
    finding(
        "PT01",
        name="new-requests-differ",
        severity=Severity.ERROR,
        outcome=Outcome.REVIEW,
        message="正文称“新收申请 17 件”，表三第一项总计为 95 件。",
        remedy="如 17 件仅指本级，请在文中注明口径；否则请改为一致。",
        basis=(LAW,),
        location=at("overview", 12),
        evidence="全年新收申请 17 件",
        observed="17",
        expected="95",
        fingerprint="00112233445566cc",
    ),
    finding(
        relations=(
            Relation(
                "NM01",
                "requests.new.natural_person",
                "13 + 0",
                "12 + 0",
                "1",
                "第一项加第二项＝第三项（七）加第四项",
            ),
            Relation("NM02", "requests.total.natural_person", "11", "12", "-1"),
        ),
        diagnosis=Diagnosis.LIKELY,
        suspects=(
            Suspect(
                "requests.new.natural_person",
                "13",
                "12",
                Localised("各式相差相同", "one difference"),
                Confidence.LIKELY,
                1,
                TABLE3,
            ),
        ),
    ),
    finding(
        "LG02",
        name="dash",
        severity=Severity.INFO,
        message="“2020年1月1日-12月31日”中的连接号宜用一字线。",
        remedy="请改为“—”。",
        basis=(PRACTICE,),
        location=at("overview", 9),
        evidence="",
        observed="-",
        expected="—",
        fingerprint="00112233445566dd",
        folded=True,
    ),
)


def document(**changes: object) -> DocumentResult:
    """The document with findings; every part can be changed."""
    parts: dict[str, object] = {
        "source": "reports/甲市乙区工信局2020.html",
        "verdict": Verdict.FAIL,
        "sha256": "ab" * 32,
        "media_type": "text/html",
        "encoding": "gb18030",
        "pack": "annual-report",
        "pack_name": Localised("政府信息公开工作年度报告", "annual report"),
        "identity": IDENTITY,
        "sections": SECTIONS,
        "coverage": COVERAGE,
        "findings": FINDINGS,
        "not_assessed": (
            NotAssessed(
                "DL02", Localised("未能确定发布日期", "the date is not known"), Cause.INPUT
            ),
            NotAssessed("CT02", Localised("未读到联系方式", "no contact was found")),
            NotAssessed("CT04", Localised("未读到联系方式", "no contact was found")),
            NotAssessed("LK01", Localised("未联网", "the network is off"), Cause.SWITCHED_OFF),
        ),
        "facts": (
            FactSeen(
                "requests.new.natural_person",
                Localised(TABLE3, "Table 3 → new requests → natural persons"),
                "number",
                "　13",
                "13",
                FINDINGS[2].location,
            ),
            FactSeen("requests.new.company", "c", "blank", "", None, Location()),
        ),
        **changes,
    }
    return DocumentResult(**parts)  # type: ignore[arg-type]


CLEAN = document(
    source="reports/clean.docx", verdict=Verdict.PASS, findings=(), not_assessed=(), media_type=DOCX
)
PARTIAL = document(
    source="reports/partial.txt",
    verdict=Verdict.REVIEW,
    findings=(),
    not_assessed=(),
    coverage=(*COVERAGE[:1], Coverage("requests", Localised("表三", "Table 3"), 175, 168, "2021")),
)
UNREADABLE = DocumentResult(
    source="bundle.zip!旧报告.rar",
    verdict=Verdict.UNREADABLE,
    findings=(
        finding(
            "RD02",
            name="type-refused",
            message="这是 RAR 压缩包，gklint 不读取这种文件。",
            remedy="请先解压，再检查其中的文件。",
            basis=(Basis("practice", "读取所限，不是对报告的判断"),),
            location=Location(text=Localised("全文", "whole document")),
            evidence="",
            observed="",
            expected="",
            fingerprint="00112233445566ee",
        ),
    ),
)

RULES = {
    "DL02": RuleSeen("DL02", "late", Localised("发布逾期", "Published late"), Severity.WARNING),
    "LK01": RuleSeen(
        "LK01",
        "dead-link",
        Localised("网址打不开", "Dead link"),
        Severity.WARNING,
        (LAW,),
        Localised("读者要能打开。", "Readers must get there."),
        ("network",),
    ),
}


def run(*documents: DocumentResult, lang: Lang = "zh") -> RunReport:
    return RunReport(
        version="0.1.0",
        pack="annual-report",
        pack_version="2026.11",
        lang=lang,
        profile="self-check",
        stage=None,
        documents=documents,
        switched_off=(
            NotAssessed("LK01", Localised("未联网", "the network is off"), Cause.SWITCHED_OFF),
        ),
    )


def setting(lang: Lang = "zh", **changes: object) -> Setting:
    parts: dict[str, object] = {
        "lang": lang,
        "fail_on": Severity.ERROR,
        "width": 80,
        "rules": RULES,
        **changes,
    }
    return Setting(**parts)  # type: ignore[arg-type]
