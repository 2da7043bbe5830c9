"""A district of invented bodies: their reports on two years, the roster, and planted faults.

Every figure is drawn so that a clean district raises nothing: tables balance, carry-over and stock
go on from last year's, the government's report is the sum of its bodies', the prose says what the
tables say, and no two texts are alike. `plant` then spoils single things and says what that must
bring.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gklint.ruleset.load import load_packs
from gklint.specimen import apply, make, to_html
from tests.builders.district_texts import DOMAINS, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gklint.ruleset.model import Pack
    from gklint.specimen import Specimen

YEAR: Final = 2023
COLUMNS: Final = (
    "natural_person",
    "company",
    "research",
    "nonprofit",
    "legal_service",
    "other_org",
)
RESULTS: Final = (
    "granted",
    "partial",
    "denied.third_party",
    "denied.internal",
    "denied.process",
    "denied.enforcement_file",
    "denied.admin_query",
    "unable.not_held",
    "unable.must_create",
    "unable.unclear",
    "refused.petition",
    "refused.repeat",
    "other.no_correction",
    "other.misc",
)
SHARES: Final = (34, 12, 2, 3, 4, 4, 3, 16, 6, 4, 5, 2, 2, 3)
OUTCOMES: Final = ("upheld", "corrected", "other", "pending")
SUITS: Final = ("review", "direct_suit", "suit_after_review")
TOWNS: Final = (
    "柳溪镇",
    "石桥镇",
    "东坪镇",
    "双河镇",
    "白鹭镇",
    "长岭镇",
    "安平镇",
    "新塘镇",
    "青山乡",
    "云台乡",
)
STREETS: Final = (
    "城关街道",
    "滨河街道",
    "新华街道",
    "朝晖街道",
    "锦绣街道",
    "望江街道",
    "永宁街道",
    "兴业街道",
)
VERTICAL: Final = ("税务局", "气象局", "烟草专卖局", "邮政管理局")

Cells = dict[str, int]


class Body(NamedTuple):
    """One line of the roster; `former` is the name it reported under last year, where another."""

    name: str
    kind: str
    domain: str
    counted: bool = True
    former: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One report: the figures (those of the tables' single cells), and its prose by section."""

    body: Body
    year: int
    cells: Mapping[str, int]
    fees: str
    sections: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str] = field(default_factory=dict)


class Expected(NamedTuple):
    """What a planted fault must bring: a finding of `rule` on the report of `body`."""

    rule: str
    body: str


@dataclass(slots=True)
class District:
    """Papers by file name, last year's and this year's, and what was planted."""

    region: str
    bodies: tuple[Body, ...]
    last: dict[str, Paper]
    this: dict[str, Paper]
    broken: dict[str, bytes] = field(default_factory=dict)  # files that can't be read
    expected: set[Expected] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    @property
    def government(self) -> str:
        return f"{self.region}人民政府"

    def files(self, year: int) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the files of one year."""
        for name, paper in (self.this if year == YEAR else self.last).items():
            yield name, page(paper)
        if year == YEAR:
            yield from self.broken.items()

    def roster(self) -> str:
        """The roster as a csv file."""
        kinds = {
            "department": "部门",
            "township": "乡镇",
            "subdistrict": "街道",
            "vertical": "垂管",
            "government": "政府",
        }
        rows = ["单位名称,曾用名,类别,层级,所在地区,汇总到,是否应报,是否计入汇总"]
        for body in self.bodies:
            level = "乡级" if body.kind in ("township", "subdistrict") else "县级"
            parent = "" if body.kind == "government" else self.government
            counted = "是" if body.counted else "否"
            rows.append(
                ",".join(
                    (
                        body.name,
                        body.former,
                        kinds[body.kind],
                        level,
                        self.region,
                        parent,
                        "是",
                        counted,
                    )
                )
            )
        return "\n".join(rows) + "\n"


def pack() -> Pack:
    return next(p for p in load_packs() if p.key == "annual-report")


_SPECIMENS: dict[int, Specimen] = {}


def page(paper: Paper) -> bytes:
    """The report as a web page."""
    known = pack()
    base = _SPECIMENS.get(paper.year)
    if base is None:
        base = _SPECIMENS[paper.year] = make(known, "2021", year=paper.year)
    raw = {name: str(value) for name, value in paper.cells.items()}
    edits: dict[str, Any] = {
        "issuer": paper.body.name,
        "set": {"*": "0", **raw, "disclosure.fees.amount": paper.fees},
        "sections": {key: list(prose) for key, prose in paper.sections.items()},
        "headings": dict(paper.headings),
    }
    if paper.body.name.endswith("办公室"):  # the specimen has its reader ask the body's office
        edits["replace"] = {"办公室办公室": "办公室"}
    return to_html(apply(base, edits, known)).encode()


def district(region: str, seed: int, *, bodies: int = 60) -> District:
    """A clean district of `bodies` bodies, its government among them."""
    rng = random.Random(f"{region}{seed}")
    listed = _bodies(region, bodies)
    made = District(region, listed, {}, {})
    grown: dict[str, tuple[Cells, Cells]] = {}
    for body in listed[1:]:
        grown[body.name] = two_years(rng, body)
        for year, cells, papers in (
            (YEAR - 1, grown[body.name][0], made.last),
            (YEAR, grown[body.name][1], made.this),
        ):
            named = body._replace(name=body.former) if body.former and year < YEAR else body
            papers[f"{named.name}.html"] = paper(rng, named, year, cells)
    consolidate(made, rng)
    return made


def consolidate(made: District, rng: random.Random) -> None:
    """The government's reports as the sums of its bodies'."""
    top = made.bodies[0]
    counted = {b.name for b in made.bodies if b.counted} | {
        b.former for b in made.bodies if b.former
    }
    for year, papers in ((YEAR - 1, made.last), (YEAR, made.this)):
        # A body's second file is another form of its report, not another report.
        below = [
            p
            for name, p in papers.items()
            if p.body.name in counted and p.body != top and name == f"{p.body.name}.html"
        ]
        cells: Cells = {}
        for one in below:
            for name, value in one.cells.items():
                cells[name] = cells.get(name, 0) + value
        fees = sum(round(float(one.fees) * 100) for one in below)
        papers[f"{top.name}.html"] = replace(
            paper(rng, top, year, cells), fees=f"{fees // 100}.{fees % 100:02d}"
        )


def paper(rng: random.Random, body: Body, year: int, cells: Cells) -> Paper:
    """A report with prose that says what `cells` say."""
    fees = f"{rng.randrange(4, 400)}.{rng.randrange(11, 99)}" if body.kind == "department" else "0"
    return Paper(
        body, year, cells, fees, texts(rng, body.name, body.domain, body.kind, year, cells)
    )


def two_years(rng: random.Random, body: Body) -> tuple[Cells, Cells]:
    """Figures of two years that go on from each other."""
    size = (
        rng.choice((6, 14, 25, 40, 60)) if body.kind == "department" else rng.choice((3, 6, 9, 14))
    )
    before = _cells(rng, size, body, None)
    after = _cells(rng, round(size * rng.uniform(0.8, 1.25)) + 1, body, before)
    return before, after


def _cells(rng: random.Random, size: int, body: Body, last: Cells | None) -> Cells:
    cells: Cells = {}
    carried = {c: last[f"requests.carried_out.{c}"] if last else 0 for c in COLUMNS}
    if last is None:
        carried["natural_person"] = rng.randrange(0, 4)
    new = dict.fromkeys(COLUMNS, 0)
    for _ in range(size):
        new[rng.choices(COLUMNS, (70, 18, 2, 3, 5, 2))[0]] += 1
    out = {c: min(new[c] + carried[c], rng.randrange(0, 3) if new[c] > 3 else 0) for c in COLUMNS}
    for column in COLUMNS:
        cells[f"requests.new.{column}"] = new[column]
        cells[f"requests.carried_in.{column}"] = carried[column]
        cells[f"requests.carried_out.{column}"] = out[column]
        for _ in range(new[column] + carried[column] - out[column]):
            row = rng.choices(RESULTS, SHARES)[0]
            name = f"requests.{row}.{column}"
            cells[name] = cells.get(name, 0) + 1
    totals(cells)
    for group in SUITS:
        pending = last[f"review_litigation.{group}.pending"] if last else 0
        for outcome, most in zip(OUTCOMES, (3, 1, 1, 2), strict=True):
            cells[f"review_litigation.{group}.{outcome}"] = rng.randrange(0, most + 1)
        cells[f"review_litigation.{group}.upheld"] += pending
    suit_totals(cells)
    stock = last["disclosure.normative.in_force"] if last else rng.randrange(6, 40)
    issued, repealed = rng.randrange(0, 6), rng.randrange(0, 3)
    if body.kind in ("subdistrict", "vertical"):
        stock = issued = repealed = 0
    cells["disclosure.normative.issued"] = issued
    cells["disclosure.normative.repealed"] = repealed
    cells["disclosure.normative.in_force"] = stock + issued - repealed
    for row, most in (("licensing", 900), ("penalty", 200), ("coercion", 20)):
        name = f"disclosure.{row}.decisions"
        cells[name] = round(last[name] * rng.uniform(0.7, 1.4)) if last else rng.randrange(0, most)
    return cells


def totals(cells: Cells) -> None:
    """Every total of table 3 from its parts."""
    for column in COLUMNS:
        cells[f"requests.total.{column}"] = sum(
            cells.get(f"requests.{row}.{column}", 0) for row in RESULTS
        )
    for row in ("new", "carried_in", *RESULTS, "total", "carried_out"):
        cells[f"requests.{row}.total"] = sum(cells.get(f"requests.{row}.{c}", 0) for c in COLUMNS)


def suit_totals(cells: Cells) -> None:
    """Every total of table 4 from its parts."""
    for group in SUITS:
        cells[f"review_litigation.{group}.total"] = sum(
            cells[f"review_litigation.{group}.{outcome}"] for outcome in OUTCOMES
        )


def _bodies(region: str, count: int) -> tuple[Body, ...]:
    towns = [Body(f"{region}{t}人民政府", "township", "乡镇") for t in TOWNS]
    streets = [Body(f"{region}{s}办事处", "subdistrict", "街道") for s in STREETS]
    above = [Body(f"{region}{v}", "vertical", v, counted=False) for v in VERTICAL]
    rest = count - 1 - len(towns) - len(streets) - len(above)
    names = [*list(DOMAINS)[: rest - 1], "人民政府办公室"]
    departments = [Body(f"{region}{name}", "department", name) for name in names]
    top = Body(f"{region}人民政府", "government", "政府")
    return (top, *departments, *towns, *streets, *above)
