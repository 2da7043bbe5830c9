"""SD04: what is left in a file beside its text; names are told masked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gklint.document.model import Document, Link, Note, NoteKind
from gklint.document.read import read
from gklint.finding import Outcome, Severity, Verdict
from gklint.mask import mask_name
from gklint.report.recognise import Hints, recognise
from gklint.specimen import to_docx
from tests.checks.specimens import findings, judged, pack, recognised, report, specimen

if TYPE_CHECKING:
    from typing import Any

    from gklint.finding import Finding
    from gklint.report.model import Report

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "reports"
PDF = "application/pdf"


def word(**edits: Any) -> Report:
    """The clean report as a Word file."""
    return recognised(to_docx(specimen(**edits)), "a.docx")


def of_pdf(**parts: Any) -> Report:
    """The clean report as if it came from a PDF that says `parts` of itself."""
    made = report().document._replace(media_type=PDF, **parts)
    found = recognise(made, (pack(),), Hints(source_name="a.pdf"))
    assert found is not None
    return found


def told(found: Report) -> list[tuple[str, str]]:
    return [(f.location.fact or f.rule, f.message) for f in findings(found, "SD04")]


def author(name: str, key: str = "creator") -> tuple[Finding, ...]:
    return findings(of_pdf(meta={key: name}), "SD04")


def test_the_specimen_as_a_word_file_is_clean() -> None:
    found = word()
    assert findings(found, "SD04") == ()
    assert {key: (t.read, t.expected) for key, t in found.tables.items()} == {
        key: (t.expected, t.expected) for key, t in report().tables.items()
    }
    assert {n: f.value for n, f in found.facts.items()} == {
        n: f.value for n, f in report().facts.items()
    }


@pytest.mark.parametrize(
    "name",
    ["王小岫", "李岫", "欧阳小岫", "张 小岫", "诸葛岫", "阿依古丽·买买提", "云岫县水务局;赵小岫"],
)
def test_a_name_of_a_person_is_told_masked(name: str) -> None:
    (finding,) = author(name)
    assert (finding.severity, finding.outcome) == (Severity.INFO, Outcome.FAIL)
    plain = name.split(";")[-1]
    for text in (finding.message, finding.evidence, finding.remedy):
        assert plain not in text
        assert plain[-1] not in finding.evidence
    assert plain[0] + "*" in finding.message
    assert "作者" in finding.message


@pytest.mark.parametrize(
    "name",
    [
        *("", "Administrator", "admin", "User", "微软用户", "Microsoft Office 用户", "lenovo"),
        *("管理员", "系统管理员", "用户", "WPS Office", "PScript5.dll Version 5.2", "Apache POI"),
        *("办公室", "党政办", "信息科", "秘书科", "文印室", "方正电脑", "金山软件", "文秘", "单位"),
        *("云岫县水务局", "青柳市人民政府", "清溪区", "安监局", "文化局", "高新区", "金融办"),
        *("王主任", "李科长", "雨林木风", "向日葵", "深度系统", "万方科技", "计财科", "安全"),
        *("python-docx", "openpyxl", "1", "王", "2024", "Un-named", "zhangsan"),
    ],
)
def test_bodies_programs_and_parts_are_no_persons(name: str) -> None:
    assert author(name) == ()


def test_who_saved_it_last_is_told_with_the_author() -> None:
    (finding,) = findings(of_pdf(meta={"creator": "王小岫", "lastmodifiedby": "李小岫"}), "SD04")
    assert "“作者”为“王**”" in finding.message
    assert "“上次保存者”为“李**”" in finding.message
    (both,) = findings(of_pdf(meta={"creator": "王小岫", "lastmodifiedby": "王小岫"}), "SD04")
    assert "“作者”、“上次保存者”为“王**”" in both.message


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("file:///C:/Users/wangxiu/Desktop/%E5%B9%B4%E6%8A%A5.docx", "C:/Users/w******/…"),
        ("C:\\Users\\王小岫\\AppData\\Normal.dotm", "C:\\Users\\王**\\…"),
        ("C:\\Documents and Settings\\岫\\a.dot", "C:\\Documents and Settings\\岫\\…"),
        ("/home/xiu/a.dotx", "/home/x**/…"),
    ],
)
def test_a_path_with_the_folder_of_a_user(path: str, shown: str) -> None:
    for found in (of_pdf(meta={"template": path}), of_pdf(links=(Link("年报", path, 3),))):
        (finding,) = findings(found, "SD04")
        assert finding.evidence == shown
        assert "wangxiu" not in finding.message


@pytest.mark.parametrize(
    "path",
    [
        *("Normal.dotm", "", "C:\\Users\\Administrator\\a.dot", "C:/Users/Public/a.docx"),
        *("https://www.yunxiu.example/home/nb/a.html", "C:\\Program Files\\WPS\\a.dot"),
        "/Users/lenovo/a.docx",
    ],
)
def test_paths_that_name_nobody(path: str) -> None:
    assert findings(of_pdf(meta={"template": path}, links=(Link("a", path, 3),)), "SD04") == ()


def test_what_is_left_of_editing_is_counted() -> None:
    found = word(left={"comments": 3, "tracked": 2, "hidden": 1})
    messages = [f.message for f in findings(found, "SD04")]
    assert len(messages) == 3
    assert "3 处批注" in messages[0] + messages[1] + messages[2]
    assert any("2 处修订" in message for message in messages)
    assert any("1 处隐藏" in message for message in messages)
    typed = report().section("overview")
    assert typed is not None  # the text itself is as it is printed
    assert [p.text for p in found.document.paragraphs] == [
        p.text for p in report().document.paragraphs
    ]


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_parts(data: bytes, **parts: str) -> bytes:
    """A Word file with the settings' relations, and properties of the program."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "_rels/.rels":
                content = content.replace(
                    "</Relationships>",
                    f'<Relationship Id="r3" Type="{_KINDS}/extended-properties" '
                    'Target="docProps/app.xml"/></Relationships>',
                )
            new.writestr(name, content)
        new.writestr("docProps/app.xml", f"<Properties>{parts['program']}</Properties>")
        new.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="s" Type="{_KINDS}/settings" '
            'Target="settings.xml"/></Relationships>',
        )
        new.writestr("word/_rels/settings.xml.rels", parts["settings"])
    return out.getvalue()


def test_the_template_of_a_word_file() -> None:
    program = "<Template>Normal.dotm</Template><Application>WPS</Application><Pages>4</Pages>"
    settings = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="t" TargetMode="External" '
        f'Type="{_KINDS}/attachedTemplate" Target="file:///C:\\Users\\wangxiu\\a.dotm"/>'
        "</Relationships>"
    )
    found = recognised(
        with_parts(to_docx(specimen()), program=program, settings=settings), "a.docx"
    )
    assert found.document.meta["application"] == "WPS"
    assert "pages" not in found.document.meta
    (finding,) = findings(found, "SD04")
    assert finding.evidence == "C:\\Users\\w******\\…"
    broken = with_parts(to_docx(specimen()), program=program, settings="<Relation")
    damaged = recognised(broken, "a.docx").document
    assert damaged.meta["template"] == "Normal.dotm"
    assert [note.kind for note in damaged.notes] == [NoteKind.DAMAGED]


def test_it_does_not_touch_the_verdict() -> None:
    found = word(left={"comments": 3}, meta={"creator": "王小岫"}, published="2023-01-20")
    result = judged(found, "SD04")
    assert len(result.findings) == 2
    assert result.verdict is Verdict.PASS


def test_a_web_page_says_who_wrote_it_by_rule() -> None:
    page = report(meta={"Author": "王小岫", "creator": "王小岫"})
    assert findings(page, "SD04") == ()


def test_hidden_text_of_a_pdf() -> None:
    (finding,) = findings(of_pdf(notes=(Note(NoteKind.HIDDEN, "12"),)), "SD04")
    assert "12 处" in finding.message


def test_a_masked_name_keeps_its_first_character() -> None:
    assert [mask_name(name) for name in ("王小岫", "岫", "")] == ["王**", "岫", ""]


def test_published_pdfs() -> None:
    """Both have a person's name as their author; it stays in the file."""
    files = sorted(CORPUS.glob("*.pdf"))
    if not files:
        pytest.skip(f"no corpus at {CORPUS}")
    for file in files:
        document: Document = read(file.read_bytes(), file.name)
        name = document.meta["creator"]
        found = recognise(document, (pack(),), Hints(source_name=file.name))
        assert found is not None
        (finding,) = [f for f in findings(found, "SD04") if f.evidence]
        assert finding.evidence == mask_name(name)
        assert name not in finding.message
