"""How scans are read: figures right, wrong and missing, by resolution and by wear.

    python -m benchmarks.scans                       clean pages at 150, 200 and 300 dots an inch
    python -m benchmarks.scans --wear all --dpi 200  every kind of wear
    python -m benchmarks.scans --wear noisy,sealed --form 2019 --cells messy

Reports are printed by LibreOffice and drawn as pictures; takes some seconds a page. A figure read
wrong is the fault that counts: what is missing is told as not read.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import gettempdir
from time import perf_counter

from gklint.document.means import Means
from tests.builders import figures
from tests.builders.scan import WEARS, picture, printed, scans


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--dpi", default="150,200,300")
    parser.add_argument(
        "--wear", default="clean", help="names of wear, or all: " + ", ".join(WEARS)
    )
    parser.add_argument("--form", default=",".join(figures.FORMS))
    parser.add_argument("--cells", default="unique", help="unique, messy")
    given = parser.parse_args()
    kept = Path(gettempdir(), "gklint-scans")
    wears = list(WEARS) if given.wear == "all" else given.wear.split(",")
    print(" ".join(("form", "cells", "dpi", "wear", "right", "wrong", "missing", "s/page")))
    for form in given.form.split(","):
        for cells in given.cells.split(","):
            specimen = {"unique": figures.unique, "messy": figures.messy}[cells](form)
            pdf = printed(specimen, kept=kept)
            for dpi in map(int, given.dpi.split(",")):
                for wear in wears:
                    pages = list(scans(pdf, dpi, WEARS[wear]))
                    data = picture(pages, "TIFF", dpi)
                    begun = perf_counter()
                    score = figures.score(data, "scan.tif", specimen, Means(ocr=True))
                    taken = (perf_counter() - begun) / len(pages)
                    print(
                        f"{form:6}{cells:8}{dpi:>4}  {wear:18}{len(score.right):>6}"
                        f"{len(score.wrong):>6}{len(score.missing):>6}{taken:>8.1f}",
                        *(
                            f"{name}: {seen!r} for {true!r}"
                            for name, (seen, true) in score.wrong.items()
                        ),
                        flush=True,
                    )


if __name__ == "__main__":
    main()
