"""Writes the two sample reports docs/samples/**: one with planted faults, one clean.

python docs/samples.py            write them
python docs/samples.py --check    exit 1 where one is out of date, write nothing
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gklint.ruleset.load import load_packs  # noqa: E402
from gklint.specimen import apply, make, to_html, to_text  # noqa: E402

TARGET = ROOT / "docs" / "samples"

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


def samples() -> dict[str, str]:
    """Both files by name."""
    pack = next(p for p in load_packs() if p.key == "annual-report")
    faulty = apply(make(pack, "2021", year=2024), FAULTS, pack)
    return {
        "faults-2024.html": to_html(faulty),
        "clean-2020.txt": to_text(make(pack, "2019", year=2020)),
    }


def main(arguments: list[str]) -> int:
    """Exit status: 1 with --check where anything is out of date."""
    stale = 0
    for name, text in samples().items():
        path = TARGET / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale = 1
        print(f"docs/samples/{name}")
        if "--check" not in arguments:
            TARGET.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return stale if "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
