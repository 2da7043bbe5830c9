"""Which slip of the pen turns one number into another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gklint.balance import Slip, slip


@pytest.mark.parametrize(
    ("reported", "suggested", "expected"),
    [
        ("228", "282", Slip.TRANSPOSED),
        ("21", "27", Slip.REPLACED),
        ("120", "12", Slip.ADDED),
        ("12", "120", Slip.DROPPED),
        ("0", "14", Slip.LEFT_OUT),
        ("3", "4", Slip.OTHER),
        ("12", "45", Slip.OTHER),
        ("100", "1", Slip.OTHER),
    ],
)
def test_slips(reported: str, suggested: str, expected: Slip) -> None:
    assert slip(Decimal(reported), Decimal(suggested)) is expected
