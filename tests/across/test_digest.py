"""A digest says what its report says, also once it has been made small."""

from __future__ import annotations

import pickle

from gklint.across.digest import compact
from gklint.examine import Examiner
from gklint.plan import Plan
from gklint.sources import Source
from tests.engine.reports import page


def test_a_small_digest_is_the_same_digest() -> None:
    examiner = Examiner(Plan())
    pages = [
        page(set={"requests.new.natural_person": "912", "disclosure.fees.amount": "38.60"}),
        b"<p>\n\n</p>\n" + page(set={"disclosure.fees.amount": "38.6"}),
        page(set={"requests.new.natural_person": "", "requests.new.company": "/"}),
    ]
    for number, data in enumerate(pages):
        made = examiner.digest(Source(f"{number}.html", data))
        sent = pickle.loads(pickle.dumps(made))
        kept = compact(sent)
        assert kept == made
        assert {name: str(f.value) for name, f in kept.facts.items()} == {
            name: str(f.value) for name, f in made.facts.items()
        }


def test_figures_that_are_written_alike_are_kept_once() -> None:
    examiner = Examiner(Plan())
    made = examiner.digest(Source("a.html", page()))
    one, other = (compact(pickle.loads(pickle.dumps(made))) for _ in range(2))
    assert all(one.facts[name] is other.facts[name] for name in one.facts)
    assert all(a is b for a, b in zip(one.facts, other.facts, strict=True))
