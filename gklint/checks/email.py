"""Kind ``email-format``: mail addresses of the contact: malformed, or at a public provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gklint.checks.base import CheckKind
from gklint.checks.options import has_variants
from gklint.finding import Hit
from gklint.patterns import regex
from gklint.report.locate import at_span
from gklint.text import fold_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gklint.checks.base import Context
    from gklint.report.model import Report
    from gklint.ruleset.model import Rule

_ADDRESS: Final = regex(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def run(report: Report, rule: Rule, context: Context) -> Iterator[Hit]:
    """A hit for each address at fault; what is malformed is not asked for its provider."""
    public: list[str] = rule.options["public"]
    for span in report.contact.emails:
        folded = fold_width(span.text).strip()
        variant: str | None = None
        if _ADDRESS.fullmatch(span.text.strip()) is None:
            variant = "width" if _ADDRESS.fullmatch(folded.replace(" ", "")) else "malformed"
        elif folded.rpartition("@")[2].lower() not in public:
            continue
        yield Hit(
            location=at_span(report, span),
            evidence=span.text,
            observed=span.text,
            expected=folded.replace(" ", "") if variant == "width" else "",
            params={"address": span.text, "provider": folded.rpartition("@")[2]},
            variant=variant,
        )


KINDS: Final = (
    CheckKind(
        name="email-format",
        run=run,
        needs=("contact",),
        options={
            "type": "object",
            "properties": {
                "public": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "domains of public mail providers",
                }
            },
            "required": ["public"],
            "additionalProperties": False,
        },
        validate=has_variants("width", "malformed"),
    ),
)
