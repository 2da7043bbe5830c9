"""Own words, what two texts share, and who shares them."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gklint.across.files import Group
from gklint.across.likeness import alike, twins
from gklint.across.model import Digest, Figure, Member, RollUp
from gklint.across.prose import bounds, own_words
from gklint.report.model import FactState
from tests.across.sums import MAIN, YEAR
from tests.growth import LINEAR, growth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gklint.across.prose import Words

WATER = "云岫县水务局"
STORY = (
    "汛期每天三次在网站更新水位表，并请水库管理员录制短视频讲解泄洪预警的含义。"
    "停水地图按小区列出恢复时间，电话询问比往年少了一半。"
    "农村饮水改造的招标、合同和验收材料按季度上传，村民可以逐笔核对。"
    "取水许可的早年档案没有电子目录，聘请退休档案员补录了两千卷。"
)
SIGNS = (
    "山水林田湖草沙石风云雨雪江河海洋春夏秋冬东西南北金木火土日月星辰花鸟虫鱼米面油盐酱醋茶琴棋书画"
)


def words(text: str, *names: str) -> Words:
    return own_words(text, MAIN, names)


def test_figures_years_titles_and_names_are_no_own_words() -> None:
    one = (
        "2022年，云岫县水务局按照《中华人民共和国政府信息公开条例》公开信息186条，占比40%。" + STORY
    )
    other = "2023年，临江县教育局按照《政务公开办法》公开信息2075条，占比3.5%。" + STORY
    mine, theirs = words(one, WATER), words(other, "临江县教育局")
    assert mine.text == theirs.text
    assert not any(char.isdigit() for char in mine.text)


def test_every_character_knows_where_it_came_from() -> None:
    text = f"2022年，{WATER}公开信息186条。" + STORY
    mine = words(text, WATER)
    assert mine.size > 10
    for char, place in zip(mine.text, mine.origin, strict=True):
        assert char == text[place] or char == "\n"


def test_the_same_text_is_shared_whole_and_in_one_passage() -> None:
    mine = words(STORY)
    share, passages = mine.shared(words(STORY))
    assert share == 1
    assert STORY[passages[0].start : passages[0].end] == STORY.removesuffix("。")


def test_texts_in_another_order_are_shared_all_the_same() -> None:
    parts = STORY.split("。")[:-1]
    turned = "。".join(reversed(parts)) + "。"
    assert words(STORY).shared(words(turned)).share == 1


def test_a_sentence_with_a_word_changed_counts_in_part() -> None:
    changed = STORY.replace("三次", "两次").replace("两千", "三千").replace("停水", "断水")
    share = words(STORY).shared(words(changed)).share
    assert 0.9 < share < 1


def test_half_of_a_text_is_half_shared_and_all_of_the_half_is() -> None:
    half = STORY[: len(STORY) // 2]
    assert 0.4 < words(STORY).shared(words(half)).share < 0.6
    assert words(half).shared(words(STORY)).share > 0.95


def test_texts_on_other_things_share_nothing() -> None:
    other = "古树名木逐株建立二维码名片，扫码即可查看树龄、养护人和巡查记录，林区防火令张贴到村。"
    share, passages = words(STORY).shared(words(other))
    assert share == 0
    assert passages == ()


def sentences(rng: random.Random, count: int) -> str:
    return "".join(
        "".join(rng.choice(SIGNS) for _ in range(rng.randint(14, 30))) + "。" for _ in range(count)
    )


def district(texts: Sequence[str], key: str = "problems") -> tuple[list[Digest], list[Group]]:
    digests = [
        Digest(
            source=f"{n}.docx", pack=MAIN.key, issuer=f"云岫县第{n}局", year=YEAR, texts={key: text}
        )
        for n, text in enumerate(texts)
    ]
    return digests, [Group(d.source, YEAR, (n,), n) for n, d in enumerate(digests)]


def test_bodies_with_one_text_are_found_among_many() -> None:
    rng = random.Random(1)
    texts = [sentences(rng, 10) for _ in range(80)]
    texts[7] = texts[40]
    found = alike(*district(texts), (MAIN,))
    assert sorted(found) == [7, 40]
    (one,) = found[7]
    assert (one.section, one.source, one.bodies) == ("problems", "40.docx", 2)
    assert one.share == 1


def test_a_districts_template_is_no_copy() -> None:
    rng = random.Random(2)
    template = sentences(rng, 12)
    texts = [template + sentences(rng, 8) for _ in range(40)]
    assert alike(*district(texts), (MAIN,)) == {}
    # Under a template two texts that are one are told all the same.
    texts[3] = texts[30]
    assert sorted(alike(*district(texts), (MAIN,))) == [3, 30]


def test_short_texts_are_not_compared() -> None:
    short = sentences(random.Random(3), 3)
    assert words(short).size < bounds(MAIN).shortest
    assert alike(*district([short, short]), (MAIN,)) == {}


def test_other_sections_and_other_years_are_not_compared() -> None:
    text = sentences(random.Random(4), 12)
    assert alike(*district([text, text], "other"), (MAIN,)) == {}
    digests, groups = district([text, text])
    groups[1] = groups[1]._replace(year=YEAR - 1)
    assert alike(digests, groups, (MAIN,)) == {}


def test_a_crowd_is_counted_and_a_few_are_named() -> None:
    rng = random.Random(5)
    text = sentences(rng, 12)
    found = alike(*district([text] * 6 + [sentences(rng, 12) for _ in range(54)]), (MAIN,))
    assert sorted(found) == list(range(6))
    assert [like.bodies for like in found[0]] == [6, 6, 6]


def figures(**values: int) -> Mapping[str, Figure]:
    return {
        f"requests.{name}.total": Figure(FactState.NUMBER, Decimal(value))
        for name, value in values.items()
    }


LARGE = figures(new=412, granted=205, partial=31, total=412, carried_out=17, carried_in=17)
SMALL = figures(new=1, granted=1, total=1, carried_in=0)


@pytest.mark.parametrize(("facts", "pair"), [(LARGE, True), (SMALL, False)])
def test_equal_tables_are_told_unless_they_are_alike_by_chance(
    facts: Mapping[str, Figure], pair: bool
) -> None:
    digests, groups = district(["", ""])
    digests = [
        Digest(source=d.source, pack=d.pack, issuer=d.issuer, year=YEAR, facts=facts)
        for d in digests
    ]
    found = twins(digests, groups, {}, (MAIN,))
    assert sorted(found) == ([0, 1] if pair else [])


def test_a_body_and_the_one_it_rolls_up_into_are_no_pair() -> None:
    digests, groups = district(["", ""])
    digests = [
        Digest(source=d.source, pack=d.pack, issuer=d.issuer, year=YEAR, facts=LARGE)
        for d in digests
    ]
    sums = {0: RollUp((Member("云岫县第1局", "in", "1.docx"),), {}, {})}
    assert twins(digests, groups, sums, (MAIN,)) == {}


def test_a_government_and_its_office_are_no_pair() -> None:
    names = ("清溪区人民政府", "清溪区人民政府办公室")
    digests = [
        Digest(source=f"{n}.docx", pack=MAIN.key, issuer=n, year=YEAR, facts=LARGE) for n in names
    ]
    groups = [Group(d.source, YEAR, (n,), n) for n, d in enumerate(digests)]
    assert twins(digests, groups, {}, (MAIN,)) == {}


def test_texts_of_short_sentences_only_are_no_trouble() -> None:
    text = "。".join("".join(SIGNS[(n + k) % 40] for k in range(5)) for n in range(40))
    assert words(text).size > bounds(MAIN).shortest
    assert alike(*district([text, text]), (MAIN,)) == {}


@pytest.mark.parametrize(
    "part",
    [
        "一",
        "9",
        "9,",
        "《",
        "（",
        "严格",
        "县",
        "在",
        "〔2021",
        "我",
        "情况",
        "由",
        "深入学习贯彻落实",
        "x。",
    ],
)
def test_no_text_makes_own_words_dear(part: str) -> None:
    def make(size: int) -> str:
        return part * (size // len(part))

    assert growth(make, lambda text: words(text, WATER).size, 2000) < LINEAR


def test_comparing_many_bodies_stays_in_proportion() -> None:
    def make(count: int) -> tuple[list[Digest], list[Group]]:
        rng = random.Random(6)
        return district([sentences(rng, 9) for _ in range(count)])

    assert growth(make, lambda made: alike(*made, (MAIN,)), 25) < LINEAR
