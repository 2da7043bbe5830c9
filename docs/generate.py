"""Writes what documentation can be made from the program: rule pages and configuration.

docs/rules/**: one page a rule and an index. docs/configuration.md: every key, with examples.
docs/kinds.md: the kinds of check that rules are made of.
docs/output.md: written by hand, but for its example, which is a real run.

python docs/generate.py            write what is out of date
python docs/generate.py --check    exit 1 where a page is out of date, write nothing
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

import config_page  # noqa: E402

from gklint.checks import kinds  # noqa: E402
from gklint.ruleset.explain import explain  # noqa: E402
from gklint.ruleset.load import load_packs  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gklint.ruleset.explain import Explanation
    from gklint.ruleset.explain_example import ExampleText
    from gklint.ruleset.model import Pack, Rule

TARGET = ROOT / "docs"
_RUN = re.compile(r"<!-- run: (.*?) -->\n```json\n.*?```\n", re.DOTALL)
NOTE = "<!-- 由 docs/generate.py 生成，请勿手改。Generated; do not edit. -->"


def pages() -> dict[str, str]:
    """Every page by its path below docs."""
    packs = load_packs()
    found = {"rules/README.md": "\n".join(_index(packs)) + "\n"}
    for pack in packs:
        for rule in pack.rules:
            found[f"rules/{rule.id}.md"] = "\n".join(_page(rule, pack)) + "\n"
    found["kinds.md"] = "\n".join(_kinds(packs)) + "\n"
    found["configuration.md"] = f"{NOTE}\n{config_page.page()}"
    found["output.md"] = _RUN.sub(_run, (ROOT / "docs" / "output.md").read_text(encoding="utf-8"))
    return found


def _kinds(packs: tuple[Pack, ...]) -> Iterator[str]:
    yield NOTE
    yield "# 检查方式 · Kinds of check"
    yield ""
    yield "规则文件里 `check.kind` 可用的方式。选项的写法用 `gklint rules schema rule` 查看，"
    yield "最好的例子是已有的规则。"
    yield ""
    yield "What `check.kind` of a rule file may be. How options are written: `gklint rules schema"
    yield "rule`, and the rules there are."
    yield ""
    yield "| 方式 kind | 选项 options | 前提 needs | 用它的规则 rules of the kind |"
    yield "|---|---|---|---|"
    for name, kind in sorted(kinds().items()):
        options = _codes(kind.options.get("properties", ()))
        used = ", ".join(
            f"[{rule.id}](rules/{rule.id}.md) {_cell(rule.title.zh)} · {_cell(rule.title.en)}"
            for pack in packs
            for rule in pack.rules
            if rule.kind == name
        )
        yield f"| `{name}` | {options} | {_codes(kind.needs)} | {used or '—'} |"


def _codes(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names) or "—"


def _run(found: re.Match[str]) -> str:
    """A block with what the command named above it writes now."""
    command = [sys.executable, "-m", "gklint", *found[1].split(), "--no-cache"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if ended.stderr:
        raise RuntimeError(ended.stderr)
    return f"<!-- run: {found[1]} -->\n```json\n{ended.stdout}```\n"


def _index(packs: tuple[Pack, ...]) -> Iterator[str]:
    yield NOTE
    yield "# 规则目录"
    yield ""
    yield "每条规则一个页面：依据、示例、建议。"
    yield "Rules by family; each page is in Chinese and English."
    for pack in packs:
        yield ""
        which = f"{pack.key} {pack.version}，{len(pack.rules)} 条"
        yield f"## {pack.name.zh} · {pack.name.en}（{which}）"
        for family, name in pack.families.items():
            rules = [rule for rule in pack.rules if rule.family == family]
            if not rules:
                continue
            yield ""
            yield f"### {family} {name.zh} · {name.en}"
            yield ""
            yield "| 编号 | 规则 | rule | 级别 | 处理 | name |"
            yield "|---|---|---|---|---|---|"
            for rule in rules:
                told = dict(explain(rule, pack, "zh").facts)
                titles = f"{_cell(rule.title.zh)} | {_cell(rule.title.en)}"
                level = f"{told['级别']} | {told['处理']}"
                yield f"| [{rule.id}]({rule.id}.md) | {titles} | {level} | `{rule.name}` |"


def _page(rule: Rule, pack: Pack) -> Iterator[str]:
    yield NOTE
    zh, en = explain(rule, pack, "zh"), explain(rule, pack, "en")
    yield f"# {rule.id} {zh.title} · {en.title}"
    yield from _half(zh, "检查什么", "为什么", "其他情形", "会报告的示例", "不会报告的示例", "建议")
    yield ""
    yield "---"
    yield from _half(
        en, "What it finds", "Why", "Other cases", "Reported", "Not reported", "What to do"
    )


def _half(
    told: Explanation, what: str, why: str, cases: str, wrong: str, right: str, remedy: str
) -> Iterator[str]:
    yield ""
    yield "| | |"
    yield "|---|---|"
    for name, value in told.facts:
        yield f"| {name} | {_cell(value)} |"
    yield from ("", f"## {what}", "", _prose(told.what))
    if told.rationale:
        yield from ("", f"### {why}", "", _prose(told.rationale))
    if told.variants:
        yield from ("", f"### {cases}", "")
        yield from (f"- `{key}`：{_prose(text)}" for key, text in told.variants)
    yield from ("", f"## {wrong}", "")
    yield from _examples(told.wrong)
    yield from ("", f"## {right}", "")
    yield from _examples(told.right)
    yield from ("", f"## {remedy}", "", _prose(told.remedy))


def _examples(examples: tuple[ExampleText, ...]) -> Iterator[str]:
    for number, example in enumerate(examples, 1):
        yield f"{number}. {_prose(example.note) or '—'}"
        if example.edits:
            yield ""
            yield "   ```text"
            yield from (
                f"   {line}" for edit in example.edits for line in edit.splitlines() if line.strip()
            )
            yield "   ```"


def _cell(text: str) -> str:
    return _prose(text).replace("|", "\\|").replace("\n", " ")


def _prose(text: str) -> str:
    """Plain text that Markdown must not read as markup."""
    for char in "\\`*_<>[]":
        text = text.replace(char, "\\" + char)
    return text.strip()


def main(arguments: list[str]) -> int:
    """Exit status: 1 with --check where anything is out of date."""
    wanted = pages()
    # Of docs/rules every page is ours, and goes with its rule; of docs itself only those we make.
    present = {*(TARGET / "rules").glob("*.md"), *(TARGET / name for name in wanted)}
    known = {
        path.relative_to(TARGET).as_posix(): path.read_text(encoding="utf-8")
        for path in present
        if path.exists()
    }
    stale = sorted(name for name in {*wanted, *known} if wanted.get(name) != known.get(name))
    if "--check" in arguments:
        for name in stale:
            print(f"docs/{name} is out of date: run python docs/generate.py")
        return 1 if stale else 0
    (TARGET / "rules").mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (TARGET / name).write_text(wanted[name], encoding="utf-8")
        else:
            (TARGET / name).unlink()
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
