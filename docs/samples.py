"""Writes the invented reports that the documents speak of.

docs/samples/     one report with planted faults and one clean: what README's command checks
docs/district/    a district on two years with its roster, from district.yaml: docs/supervising.md

python docs/samples.py            write them
python docs/samples.py --check    exit 1 where one is out of date, write nothing
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gklint.ruleset.load import load_packs  # noqa: E402
from gklint.specimen import apply, make, to_html, to_text  # noqa: E402

if TYPE_CHECKING:
    from gklint.ruleset.model import Pack

DOCS = ROOT / "docs"

FAULTS = {
    "year": 2024,
    # Two digits typed the wrong way round: three relations break, one cell is to blame.
    "set": {"requests.new.natural_person": "81"},
    "headings": {"overview": "一、整体情况"},
    "replace": {
        "现公布云岫县水务局": "现公布云岫县人民政府",
        "0697-5550123": "0697—5550123",
        "全年新收政府信息公开申请26件": "全年新收政府信息公开申请29件",
        "方便群众查询": "方便群众群众查询",
        "12月31日止": "12月31日止（含当日",
    },
}

NOT_A_REPORT = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
"""What stands for a scan: its first bytes say that it is a PDF."""

NO_SUITS = "本年度没有因政府信息公开工作被申请行政复议、被提起行政诉讼。"
RESULTS = ("granted", "partial", "denied", "unable", "refused", "other")
NORMATIVE = ("issued", "repealed", "in_force")


def samples(pack: Pack) -> dict[str, bytes]:
    """Both samples by path below docs/."""
    faulty = apply(make(pack, "2021", year=2024), FAULTS, pack)
    return {
        "samples/faults-2024.html": to_html(faulty).encode(),
        "samples/clean-2020.txt": to_text(make(pack, "2019", year=2020)).encode(),
    }


def district(pack: Pack) -> dict[str, bytes]:
    """The roster and every report of the district, by path below docs/."""
    data = yaml.safe_load((DOCS / "district.yaml").read_text(encoding="utf-8"))
    files = {
        f"district/{name}": NOT_A_REPORT if "pdf" in one else report(pack, one, data["replace"])
        for name, one in data["reports"].items()
    }
    return {"district/名单.csv": data["roster"].encode(), **files}


def report(pack: Pack, one: dict[str, Any], places: dict[str, str]) -> bytes:
    """One report of the district as a page: clean by its figures and prose, then its faults."""
    prose = {key: one[key] for key in ("overview", "problems")}
    edits = {
        "issuer": one["issuer"],
        "set": cells(one["figures"]),
        "sections": {**prose, "review_litigation": NO_SUITS},
        "replace": {**places, "0697-5550123": one["phone"]},
    }
    clean = apply(make(pack, "2021", year=one["year"]), edits, pack)
    return to_html(apply(clean, one.get("faults", {}), pack)).encode()


def cells(figures: dict[str, Any]) -> dict[str, str]:
    """Every cell of the tables from the figures that district.yaml gives."""
    normative = zip(NORMATIVE, figures.get("normative", (0, 0, 0)), strict=True)
    found = {f"disclosure.normative.{key}": value for key, value in normative}
    found["disclosure.fees.amount"] = figures.get("fees", "0")
    rows = {key: pair for key, pair in figures.items() if key not in ("normative", "fees")}
    done = [pair for key, pair in rows.items() if key.partition(".")[0] in RESULTS]
    rows["total"] = [sum(column) for column in zip(*done, strict=True)]
    for key, (person, company) in rows.items():
        found[f"requests.{key}.natural_person"] = person
        found[f"requests.{key}.company"] = company
        found[f"requests.{key}.total"] = person + company
    return {"*": "0", **{name: str(value) for name, value in found.items()}}


def main(arguments: list[str]) -> int:
    """Exit status: 1 with --check where anything is out of date."""
    pack = next(p for p in load_packs() if p.key == "annual-report")
    made = {**samples(pack), **district(pack)}
    there = {p for folder in ("samples", "district") for p in (DOCS / folder).rglob("*.*")}
    found = {path.relative_to(DOCS).as_posix(): path.read_bytes() for path in there}
    stale = sorted(name for name in made | found if made.get(name) != found.get(name))
    for name in stale:
        print(f"docs/{name}")
        if "--check" in arguments:
            continue
        if name in made:
            (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
            (DOCS / name).write_bytes(made[name])
        else:
            (DOCS / name).unlink()
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
