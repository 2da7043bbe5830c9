"""Which cell is wrong: how often gklint is right, on invented tables with errors put into them.

    python -m benchmarks.localise [TABLES]           tables for each line of the first table (600)
    python -m benchmarks.localise [TABLES] --write   the same, written into docs/localisation.md
    python -m benchmarks.localise [TABLES] --check   fail where a mark is missed
    python -m benchmarks.localise [TABLES] --oracle  the search for smallest repairs against CP-SAT
    python -m benchmarks.localise [TABLES] --misread digits misread in pictures (OCR) instead

Three scales (a tiny bureau, a county, a city), both editions in turn; 1, 2 or 3 errors, each drawn
from nine basic types; then the hard types alone. Beside gklint, in the same run: renewing the
totals, and the first repair of fewest cells. Everything is seeded by what it is about.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.localise_score import Score
from benchmarks.localise_tables import BASIC, EDITIONS, HARD, MISREAD, SCALES, layout, spoil, table
from gklint.balance.locate import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.localise_tables import Figures, Layout

PAGE = Path(__file__).resolve().parent.parent / "docs" / "localisation.md"
BEGIN, END = "<!-- benchmarks.localise -->", "<!-- end -->"
MARKS = {1: (98.0, 98.0), 2: (94.0, 98.0), 3: (89.0, 96.0)}
"""By number of errors: per cent repaired exactly, and with the truth among those listed."""
WRONG, MEDIAN = 1.5, 8.0
"""Per cent confident and wrong over all, and milliseconds: machines are noisy, so a run that takes
longer is told, and is no failure."""


def draws(
    count: int, scale: str, errors: int, kinds: Sequence[str], salt: str = ""
) -> Iterator[tuple[Figures, Figures, Layout]]:
    """`count` tables with what is printed instead, and their layout."""
    rng = Random(f"{scale} {errors} {' '.join(kinds)} {salt}")
    made = 0
    while made < count:
        form = layout(EDITIONS[made % len(EDITIONS)])
        truth = table(rng, scale, form)
        printed = truth
        for _ in range(errors):
            printed = _spoilt(rng, printed, form, rng.choice(kinds)) or truth
        if printed != truth:
            made += 1
            yield truth, printed, form


def _spoilt(rng: Random, printed: Figures, form: Layout, kind: str) -> Figures | None:
    for _ in range(200):
        found = spoil(rng, printed, form, kind)
        if found is not None:
            return found
    return None


def score(
    count: int, scale: str, errors: int, kinds: Sequence[str], *, scanned: bool = False
) -> Score:
    kept = Score()
    for truth, printed, form in draws(count, scale, errors, kinds):
        kept.add(truth, printed, form, scanned=scanned)
    return kept


def _joined(scores: Sequence[Score]) -> Score:
    whole = Score()
    for one in scores:
        whole.merge(one)
    return whole


COLUMNS = (
    *("tables", "renewed totals", "fewest cells", "gklint"),
    *("certain (right)", "likely (right)", "ambiguous", "no cell named"),
    *("confident and wrong", "certain and wrong", "truth listed", "… or told by kind"),
    *("ms median / mean / 95 %", "limit hit"),
)


def line(*names: str, of: Score) -> str:
    """One line of a table: shares are per cent of the tables."""
    unnamed = of.share(
        of.undetected + of.tiers.get(Tier.PARTIAL, 0) + of.tiers.get(Tier.UNEXPLAINED, 0)
    )
    cells = [
        *names,
        str(of.tables),
        f"{of.share(of.total_blamed):.1f}",
        f"{of.share(of.least_change):.1f}",
        f"**{of.share(of.exact):.1f}**",
        _tier(of, Tier.UNIQUE),
        _tier(of, Tier.LIKELY),
        f"{of.tier(Tier.AMBIGUOUS)[0]:.1f}",
        f"{unnamed:.1f}",
        f"{of.share(of.confident_and_wrong):.2f}",
        f"{of.share(of.certain_and_wrong):.2f}",
        f"{of.share(of.listed):.1f}",
        f"{of.share(of.found):.1f}",
        " / ".join(f"{ms:.1f}" for ms in of.milliseconds),
        str(of.limited),
    ]
    return "| " + " | ".join(cells) + " |"


def _tier(of: Score, tier: Tier) -> str:
    share, right = of.tier(tier)
    return f"{share:.1f}" if right is None else f"{share:.1f} ({right:.1f})"


def _heading(*names: str) -> list[str]:
    every = [*names, *COLUMNS]
    return ["| " + " | ".join(every) + " |", "|" + "---|" * len(every)]


class Scores(NamedTuple):
    """By scale and number of errors of the basic types; by hard type and scale; by scale and number
    of errors of all types together."""

    basic: dict[tuple[str, int], Score]
    hard: dict[tuple[str, str], Score]
    mixed: dict[tuple[str, int], Score]


def measure(count: int) -> Scores:
    """All scores, `count` tables for each line of the first table, fewer for the others."""
    basic = {
        (scale, errors): score(count, scale, errors, BASIC) for errors in MARKS for scale in SCALES
    }
    hard = {
        (kind, scale): score(max(1, count // 3), scale, 1, (kind,))
        for kind in HARD
        for scale in SCALES
    }
    mixed = {
        (scale, errors): score(max(1, count // 3), scale, errors, (*BASIC, *HARD))
        for errors in MARKS
        for scale in SCALES
    }
    return Scores(basic, hard, mixed)


def page(scores: Scores) -> Iterator[str]:
    """The tables of the page, line by line."""
    basic, hard, mixed = scores
    yield "Errors of the basic types: " + ", ".join(BASIC) + "."
    yield ""
    yield from _heading("scale", "errors")
    for (scale, errors), one in basic.items():
        yield line(scale, str(errors), of=one)
    for errors in MARKS:
        of = _joined([s for (_, n), s in basic.items() if n == errors])
        yield line("all", str(errors), of=of)
    yield line("all", "all", of=_joined(list(basic.values())))
    yield ""
    yield "One error of a hard type. What counts here is honesty: nothing certain is wrong."
    yield ""
    yield from _heading("type")
    for kind in HARD:
        yield line(kind, of=_joined([s for (k, _), s in hard.items() if k == kind]))
    yield ""
    yield "Errors of basic and hard types together, as no mark asks for."
    yield ""
    yield from _heading("errors")
    for errors in MARKS:
        yield line(str(errors), of=_joined([s for (_, n), s in mixed.items() if n == errors]))


def misread(count: int) -> Iterator[str]:
    """Tables with misread digits, weighed as typed ones and as read from pictures."""
    yield "Numbers misread in pictures, weighed as typed ones and as read ones."
    yield ""
    yield from _heading("weighed as", "misread")
    for errors in MARKS:
        for scanned in (False, True):
            of = _joined(
                [score(count, scale, errors, MISREAD, scanned=scanned) for scale in SCALES]
            )
            yield line("read" if scanned else "typed", str(errors), of=of)


def missed(scores: Scores) -> Iterator[str]:
    """The marks that are missed, in words."""
    basic, hard, _ = scores
    for errors, (exact, listed) in MARKS.items():
        of = _joined([s for (_, n), s in basic.items() if n == errors])
        if of.share(of.exact) < exact:
            yield f"{errors} errors: {of.share(of.exact):.1f} % repaired exactly, not {exact}"
        if of.share(of.listed) < listed:
            yield f"{errors} errors: truth listed in {of.share(of.listed):.1f} %, not {listed}"
        if errors == 1 and of.confident_and_wrong:
            yield f"one error: {of.confident_and_wrong} tables confident and wrong"
    whole = _joined(list(basic.values()))
    if whole.share(whole.confident_and_wrong) > WRONG:
        yield f"confident and wrong in {whole.share(whole.confident_and_wrong):.2f} %"
    for (kind, scale), one in hard.items():
        if one.certain_and_wrong:
            yield f"{kind}, {scale}: {one.certain_and_wrong} certain and wrong"


def against_oracle(count: int) -> int:
    """Compares every search of up to three cells with the solver; the number of differences."""
    from benchmarks.localise_oracle import smallest_repairs as solved
    from benchmarks.localise_score import smallest_by_search

    differences = compared = 0
    for errors in MARKS:
        for scale in SCALES:
            for _, printed, form in draws(count, scale, errors, (*BASIC, *HARD), "oracle"):
                compared += 1
                differences += solved(form.equations, printed) != smallest_by_search(printed, form)
    print(f"{compared} tables, {differences} differences")
    return differences


def main(arguments: Sequence[str]) -> int:
    count = next((int(a) for a in arguments if a.isdigit()), 600)
    if "--oracle" in arguments:
        return 1 if against_oracle(count) else 0
    if "--misread" in arguments:
        print("\n".join(misread(count)))
        return 0
    scores = measure(count)
    lines = list(page(scores))
    if "--write" in arguments:
        lines += ["", *misread(max(1, count // 3))]
    print("\n".join(lines))
    if "--write" in arguments:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        inside = "\n".join([BEGIN, "", *lines, "", END])
        PAGE.write_text(before + inside + after, encoding="utf-8")
    median = _joined(list(scores.basic.values())).milliseconds[0]
    if median > MEDIAN:
        print(f"slow: a median of {median:.1f} ms, the mark is {MEDIAN:g}")
    faults = list(missed(scores))
    for fault in faults:
        print(f"missed: {fault}")
    return 1 if faults and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
