"""JUnit XML: a suite a document, a case a finding, for build servers that show tests.

What is to be reviewed or was not assessed is a skipped case: it is neither passed nor failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET  # written only, never parsed

from gklint.finding import READING, Outcome, Severity, Verdict
from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.run_level import told_documents
from gklint.outputs.terms import full_citation, nothing_found, place, term
from gklint.outputs.totals import not_assessed
from gklint.patterns import regex

if TYPE_CHECKING:
    from typing import TextIO

    from gklint.finding import Finding
    from gklint.lang import Lang
    from gklint.outputs.base import Setting
    from gklint.result import DocumentResult, RunReport

_NO_XML: Final = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold."""
    return _NO_XML.sub("\ufffd", text)


class JunitWriter:
    def __init__(self, setting: Setting, out: TextIO) -> None:
        self._lang, self._out = setting.lang, out

    def document(self, result: DocumentResult) -> None:
        """Written at the end."""

    def finish(self, run: RunReport) -> None:
        root = ET.Element("testsuites", name="gklint")
        for document in told_documents(run):
            root.append(_suite(document, self._lang))
        for name in ("tests", "failures", "errors", "skipped"):
            root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
        ET.indent(root)
        text = ET.tostring(root, encoding="unicode")
        self._out.write(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _suite(document: DocumentResult, lang: Lang) -> ET.Element:
    suite = ET.Element("testsuite", name=clean(document.source))
    for finding in document.findings:
        suite.append(_case(finding, document, lang))
    for item in not_assessed(document):
        case = _blank_case(item.rule, document)
        ET.SubElement(case, "skipped", message=clean(localise(item.reason, lang)))
        suite.append(case)
    if not len(suite):
        suite.append(_blank_case(nothing_found(document, lang), document))
    suite.set("tests", str(len(suite)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))
    return suite


def _blank_case(name: str, document: DocumentResult) -> ET.Element:
    return ET.Element("testcase", name=clean(name), classname=clean(document.source))


def _case(f: Finding, document: DocumentResult, lang: Lang) -> ET.Element:
    where = place(f.location, lang)
    case = _blank_case(f"{f.rule} {f.name}" + (f" · {where}" if where else ""), document)
    body = clean(_body(f, lang))
    unreadable = document.verdict is Verdict.UNREADABLE and f.rule.startswith(READING)
    if f.outcome is Outcome.REVIEW and not unreadable:
        ET.SubElement(case, "skipped", message=clean(f"{term(f, lang)} {f.message}"))
    elif f.severity is Severity.INFO and not unreadable:
        ET.SubElement(case, "system-out").text = clean(f"{term(f, lang)} {f.message}")
    else:
        tag = "error" if unreadable else "failure"
        made = ET.SubElement(case, tag, message=clean(f.message), type=f.severity.value)
        made.text = body
    return case


def _body(f: Finding, lang: Lang) -> str:
    lines = [f"{term(f, lang)} {f.message}"]
    told = (
        ("label.place", place(f.location, lang)),
        ("label.evidence", f.evidence),
        ("label.observed", f.observed),
        ("label.expected", f.expected),
        ("label.basis", full_citation(f.basis, lang)),
        ("label.remedy", f.remedy),
    )
    lines += [
        say("label.line", lang, label=say(key, lang), text=text) for key, text in told if text
    ]
    return "\n".join(lines)


def writer(setting: Setting, out: TextIO) -> JunitWriter:
    return JunitWriter(setting, out)
