"""Personal data never leaves the program unmasked; what is public stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.mask import PersonalKind, find_personal, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("证件 110101199003078881。", "证件 **************8881。"),
        ("证件 11010119900307888X。", "证件 **************888X。"),  # a wrong check digit too
        ("证件１１０１０１１９９００３０７８８８１。", "证件**************8881。"),
        ("卡号 6222 0200 0000 0000 000。", "卡号 ***************0000。"),
        ("手机13800001234。", "手机138****1234。"),
        ("手机 138-0000-1234", "手机 138****1234"),
        ("手机 +86 13800001234", "手机 138****1234"),
        ("申请人张某向本局提出", "申请人张*向本局提出"),
        ("申请人：王小明，因不服", "申请人：王**，因不服"),
        ("原告李四诉本局", "原告李*诉本局"),
    ],
)
def test_personal_data(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "电话：0697-5550123，0697—5550123，02355501234",
        "统一社会信用代码 11370302MB2858334G",
        "索引号 11370302MB2858334G/2022-00012",
        "https://www.yunxiu.example/110101199003078881.html",
        "http://1.25.240.11:8082/t20210122_1150200.html",
        "编号 110101209913078881",  # no such month
        "收费 13800001 元，共 1393653 件",
        "听取申请人陈述、申辩，便于申请人查询，打消申请人顾虑，申请人曾多次向本局咨询",
        "国办公开办函〔2021〕30号",
    ],
)
def test_what_is_no_personal_data(text: str) -> None:
    assert mask(text) == text


def test_check_digits() -> None:
    (good,) = find_personal("110101199003078881")
    (bad,) = find_personal("110101199003078882")
    assert (good.kind, good.proven, bad.proven) == (PersonalKind.IDENTITY_CARD, True, False)
    (card,) = find_personal("6222020000000000000")
    assert (card.kind, card.proven) == (PersonalKind.BANK_CARD, True)


@given(st.text(alphabet="0123456789 -申请人张某，。Xx", max_size=80))
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.integers(13000000000, 19999999999), st.text(alphabet="，。 电话人", max_size=5))
def test_no_mobile_number_survives(number: int, around: str) -> None:
    assert str(number) not in mask(f"{around}{number}{around}")
