"""Drawing on the page: indents, labels, colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text

from gklint.finding import Outcome, Severity, Verdict
from gklint.lang import localise
from gklint.messages import say
from gklint.outputs.wrap import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from gklint.finding import Finding, NotAssessed
    from gklint.lang import Lang
    from gklint.outputs.base import Setting

_LABEL: Final = {"zh": 8, "en": 10}  # cells of the label column, its gap included
_INDENT: Final = 4

_VERDICT: Final = {
    Verdict.UNREADABLE: "bold red",
    Verdict.FAIL: "bold red",
    Verdict.REVIEW: "bold yellow",
    Verdict.PASS: "bold green",
}


def styles(verdict: Verdict) -> str:
    return _VERDICT[verdict]


def term_style(finding: Finding) -> str:
    if finding.outcome is Outcome.REVIEW:
        return "bold yellow"
    if finding.severity is Severity.INFO:
        return "cyan"
    return "bold red" if finding.severity is Severity.ERROR else "red"


@dataclass(frozen=True, slots=True)
class Page:
    """A console with a width. `utf`: line-drawing characters have the width one expects."""

    console: Console
    width: int
    lang: Lang
    utf: bool

    def rule(self, title: str = "") -> None:
        """A line across the page, `title` set into it at the left."""
        dash = "─" if self.utf else "-"
        line = Text(style="dim")
        if title:
            line.append(dash * 2 + " ").append(title, style="bold").append(" ")
        line.append(dash * max(0, self.width - line.cell_len))
        self._print(line)

    def panel(self, title: str, lines: Iterable[Text]) -> None:
        """`lines` between two lines, without sides."""
        self.rule(title)
        for line in lines:
            self._print(Text(" ").append_text(line))
        self.rule()

    def blank(self) -> None:
        self.console.print()

    def broken(self, text: str, indent: int) -> list[str]:
        return wrap(text, self.width - indent)

    def line(self, text: str, *, style: str = "", indent: int = _INDENT) -> None:
        """`text`, broken, every line indented alike."""
        for part in self.broken(text, indent):
            self._print(Text(" " * indent + part, style=style))

    def labelled(
        self, label: str, text: str, *, style: str = "", label_style: str = "dim", number: str = ""
    ) -> None:
        """A label in its column, the text beside it."""
        column = _LABEL[self.lang]
        start = _INDENT + column
        for index, part in enumerate(self.broken(text, start)):
            row = Text()
            if index == 0:
                row.append(number.rjust(_INDENT - 1) + " ", style="dim")
                row.append(label, style=label_style)
                row.append(" " * max(1, column - width_of(label)))
            else:
                row.append(" " * start)
            row.append(part, style=style)
            self._print(row)

    def _print(self, text: Text) -> None:
        text.rstrip()
        self.console.print(text, no_wrap=True, overflow="ignore", crop=False)


def by_reason(
    items: Iterable[NotAssessed], setting: Setting, *, titled: int | None = None
) -> list[tuple[str, str]]:
    """Rules not assessed, those with one reason together: (their names, the reason).

    Of more than `titled` rules with one reason the ids alone are told: a long list of titles hides
    what it is about.
    """
    lang = setting.lang
    grouped: dict[str, list[str]] = {}
    for item in items:
        grouped.setdefault(localise(item.reason, lang), []).append(item.rule)
    out = []
    for reason, rules in grouped.items():
        names = []
        for rule in dict.fromkeys(rules):
            known = setting.rules.get(rule)
            title = localise(known.title, lang) if known is not None else ""
            if titled is not None and len(rules) > titled:
                title = ""
            names.append(say("rule.named", lang, title=title, rule=rule) if title else rule)
        out.append((say("list.separator", lang).join(names) + say("colon", lang), reason))
    return out
