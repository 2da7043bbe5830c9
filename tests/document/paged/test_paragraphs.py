"""Lines become the paragraphs their author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.document.model import Image, Paragraph
from gklint.document.paged.assemble import assemble
from gklint.document.paged.page import Hyperlink, Page, Picture
from tests.document.paged.drawing import EM, LEFT, RIGHT, glyphs, line, wide, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.document.paged.drawing import Setting

LONG = "全年通过门户网站主动公开政府信息一百八十六条，其中机构职能类十二条、政策文件类二十三条，"
Placed = tuple[str, float, float]


def page(lines: Iterable[Placed], number: int = 1, em: float = EM, **more: object) -> Page:
    settings: list[Setting] = [s for text, x, y in lines for s in line(text, x, y, em)]
    return Page(number, 595.0, 842.0, tuple(glyphs(settings)), **more)  # type: ignore[arg-type]


def texts(pages: Sequence[Page]) -> list[str]:
    return [b.text for b in assemble(pages).blocks if isinstance(b, Paragraph)]


def below(texts_: Iterable[str], y: float = 100.0, indent: float = 2 * EM) -> list[Placed]:
    """Paragraphs below each other, first lines indented."""
    placed = []
    for text in texts_:
        first, *rest = wrap("\u3000\u3000" + text, RIGHT - LEFT, EM)
        for n, piece in enumerate((first[2:], *rest)):
            placed.append((piece, LEFT + (0 if n else indent), y))
            y += 21.0
    return placed


def test_indented() -> None:
    told = ["一、总体情况", LONG * 3 + "均已公开。", "（一）主动公开。" + LONG + "完。", "二、情况"]
    assert texts([page(below(told))]) == told


def test_parted_by_space_alone() -> None:
    y, placed, told = 100.0, [], [LONG * 2 + "已公开。", LONG + "完。", LONG * 2]
    for text in told:
        for piece in wrap(text, RIGHT - LEFT, EM):
            placed.append((piece, LEFT, y))
            y += 21
        y += 12
    assert texts([page(placed)]) == told


def test_last_line_that_is_full() -> None:
    """The next paragraph begins with its indent, whatever the line before looks like."""
    full = "全" * 29 + "。" + "全" * 31 + "。"
    assert texts([page(below([full, "另一段落。", LONG * 2]))]) == [full, "另一段落。", LONG * 2]


def test_address_that_left_its_line_short() -> None:
    first = "本报告电子版可在网站下载，网址"
    second = "https://www.qingliu.example/zfxxgk/2024/report）。"
    more = below([LONG * 3], 200)
    placed = [(first, LEFT + 2 * EM, 100.0), (second, LEFT, 121.0), *more]
    assert texts([page(placed)])[0] == first + second


def test_over_the_page_break() -> None:
    text = LONG * 6 + "完。"
    placed = below([text])
    upper = [(t, x, y + 600) for t, x, y in placed[:5]]
    lower = [(t, x, y - 105) for t, x, y in placed[5:]]
    pages = [page(upper), page([*lower, *below(["二、情况"], 500)], 2)]
    blocks = assemble(pages).blocks
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [text, "二、情况"]
    assert [b.page for b in blocks] == [1, 2]


def test_title_of_two_lines_and_signature() -> None:
    def centred(text: str, y: float) -> Placed:
        return text, (LEFT + RIGHT - wide(text, EM)) / 2, y

    def right(text: str, y: float) -> Placed:
        return text, RIGHT - wide(text, EM), y

    told = [
        "青柳市水务局",
        "2024年政府信息公开工作年度报告",
        LONG * 3,
        "青柳市水务局",
        "2025年1月20日",
    ]
    placed = [
        centred(told[0], 100),
        centred(told[1], 121),
        *below([told[2]], 163),
        right(told[3], 400),
        right(told[4], 421),
    ]
    assert texts([page(placed)]) == told


HEADS = ["— {} —", "第 {} 页 共 3 页", "- {} -", "{}", "{}/3", "第{}页"]


def test_furniture() -> None:
    for foot in HEADS:
        pages = [
            page(
                [
                    ("青柳市水务局年度报告", 200, 40),
                    *below([LONG * 2 + str(number)], 100),
                    (foot.format(number), 280, 790),
                ],
                number,
            )
            for number in (1, 2, 3)
        ]
        assert texts(pages) == [f"{LONG * 2}{n}" for n in (1, 2, 3)], foot


def test_number_of_a_lone_page() -> None:
    body = below([LONG * 2])
    assert texts([page([*body, ("1", 290, 800)])]) == [LONG * 2]
    assert texts([page([*body, ("— 1 —", 290, 800)])]) == [LONG * 2]


def test_last_lines_that_are_text() -> None:
    """A number that counts no page, and a short last line, are text."""
    body = below([LONG * 2])
    assert texts([page([*body, ("186", 290, 800)])]) == [LONG * 2, "186"]
    assert texts([page([*body, ("特此报告。", LEFT + 2 * EM, 800)])]) == [LONG * 2, "特此报告。"]
    pages = [page([*below([LONG]), (f"年份{n}", 290, 400)], n) for n in (1, 2, 3)]
    assert texts(pages)[1] == "年份1"


def test_numbers_from_elsewhere() -> None:
    """A report inside a volume: its pages are counted on from 57."""
    pages = [page([*below([LONG * 2]), (str(56 + n), 290, 800)], n) for n in (1, 2, 3)]
    assert all("5" not in text for text in texts(pages))


def test_pictures() -> None:
    seal = Picture(300, 300, 400, 400, "seal")
    whole = Picture(0, 0, 595, 842)
    parts = (whole, Picture(0, 400, 595, 842))
    pages = [
        page(below([LONG]), pictures=(seal, Picture(1, 1, 2, 2))),
        page([], 2, pictures=parts),
    ]
    found = [b for b in assemble(pages).blocks if isinstance(b, Image)]
    assert [(b.source, b.page, b.alt) for b in found] == [("seal", 1, None), ("page 2", 2, None)]


def test_links() -> None:
    placed = [("网站", LEFT, 100.0), ("详见网站首页。", LEFT, 200.0)]
    areas = (
        Hyperlink(LEFT, 95, LEFT + 28, 120, "https://a.example/"),
        Hyperlink(LEFT + 28, 195, LEFT + 56, 220, "https://b.example/"),
        Hyperlink(300, 300, 320, 320, "https://nothing.example/"),
    )
    blocks, links = assemble([page(placed, links=areas)])
    assert links == (
        ("网站", "https://a.example/", 0),
        ("网站", "https://b.example/", 1),
    )
    assert [b.linked for b in blocks if isinstance(b, Paragraph)] == [True, False]


def test_part_and_numbers() -> None:
    blocks, _ = assemble([page(below(["一、总体情况", LONG]))], "annex")
    assert [(b.block, b.part) for b in blocks] == [(0, "annex"), (1, "annex")]


def test_nothing() -> None:
    assert assemble([]) == ((), ())
    assert assemble([Page(1, 595, 842)]) == ((), ())
