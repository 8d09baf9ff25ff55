"""The overview on paper: one page behind the internal table, in words as well as greys."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.errors import GlyphMissing
from perfdesk.domain.overview import Bar, Money, Overview, Point, Trend
from perfdesk.domain.records import Kind
from perfdesk.domain.verdict_kind import Verdict
from perfdesk.exchange.layout import A4, pages
from perfdesk.exchange.overview_page import overview_page
from perfdesk.exchange.page import Page
from perfdesk.exchange.pages import page_count, page_text
from perfdesk.exchange.pdf import write_pdf
from perfdesk.forms.form import Align
from perfdesk.forms.sheet import Block, Cell, Sheet

TREND = Trend(
    "清淤长度",
    "公里",
    Decimal(12),
    (
        Point("2022年全年", Decimal("9.2"), "9.2", Verdict.MET),
        Point("2023年1-6月", None, "优良", Verdict.NEEDS_JUDGEMENT),
        Point("2023年全年", Decimal("12.5"), "12.5", Verdict.MET),
    ),
)


def bar(name: str, money: Money | None = None) -> Bar:
    return Bar(Kind.PROJECT, 1, name, ((Verdict.MET, 2), (Verdict.NOT_MET, 1)), money, False)


def shown(*bars: Bar, trends: tuple[Trend, ...] = ()) -> Overview:
    return Overview(
        "某市水务局 2023 年",
        ((Verdict.MET, 2), (Verdict.NOT_MET, 1)),
        bars,
        (),
        Money(Decimal(250), Decimal("83.335")),
        Decimal("0.5"),
        1,
        trends,
    )


SHEET = Sheet(
    title="表",
    captions=("", "", ""),
    widths=(40.0, 60.0),
    header_rows=1,
    header=(Cell(0, 0, "甲", bold=True), Cell(0, 1, "乙", bold=True)),
    blocks=(Block(1, (Cell(0, 0, "一", align=Align.LEFT), Cell(0, 1, "二"))),),
)


def draw(one: Overview, landscape: bool = True) -> Page:
    width, height = (A4[1], A4[0]) if landscape else A4
    return overview_page(one, 1, width, height)


def said(page: Page) -> str:
    return "\n".join(text.text for text in page.texts)


def test_the_page_says_counts_money_time_and_each_project() -> None:
    text = said(draw(shown(bar("1 河道清淤", Money(Decimal(250), Decimal("83.335"))), trends=(TREND,))))
    for words in (
        "某市水务局 2023 年 概览",
        "共 3 项\u3000✓ 达标 2\u3000✕ 未达标 1",
        "33.33%（83.335 / 250 万元），1 个项目没有填执行数，未计入",
        "50.00%",
        "1 河道清淤",
        "✓ 达标 2\u3000✕ 未达标 1\u3000执行 33.33%",
        "清淤长度（公里）",
        "目标 12",
        "2022年全年",
        "12.5",
    ):
        assert words in text


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("count", [0, 1, 15, 40, 400])
def test_nothing_is_drawn_off_the_page_and_what_does_not_fit_is_counted(count: int, landscape: bool) -> None:
    bars = [bar(f"{at} 一个名称相当长的项目，末尾有（二期）") for at in range(count)]
    page = draw(shown(*bars, trends=(TREND, TREND, TREND)), landscape)
    marks = [(x, y) for fill in page.fills for x, y in ((fill.x0, fill.y0), (fill.x1, fill.y1))]
    assert all(0 <= x <= page.width and 0 <= y <= page.height for x, y in marks)
    assert all(text.x >= 0 and text.y < page.height for text in page.texts)
    listed = said(page).count("二期")
    assert listed == count or f"还有 {count - listed} 项这一页放不下" in said(page)


def test_it_follows_the_table_and_keeps_the_count_of_rows() -> None:
    with_it = list(pages(replace(SHEET, overview=shown(bar("1 河道清淤")))))
    assert len(with_it) == len(list(pages(SHEET))) + 1
    assert with_it[-1].number == len(with_it)
    assert with_it[-1].rows_done == with_it[-2].rows_done
    assert with_it[-1].bookmarks[0][1] == "概览"


def test_the_pdf_carries_it_as_text(tmp_path: Path) -> None:
    path = tmp_path / "内部.pdf"
    assert write_pdf(replace(SHEET, overview=shown(bar("1 河道清淤"), trends=(TREND,))), path) == 2
    assert page_count(path) == 2
    assert "未达标 1" in page_text(path, 1)


def test_a_name_the_typeface_lacks_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(GlyphMissing, match="概览"):
        write_pdf(replace(SHEET, overview=shown(bar("项目\U0001f600"))), tmp_path / "内部.pdf")
    assert list(tmp_path.iterdir()) == []


NUMBERS = st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=2))


@given(st.lists(NUMBERS, max_size=12), NUMBERS)
def test_any_trend_is_drawn_within_its_box(numbers: list[Decimal | None], target: Decimal | None) -> None:
    points = tuple(Point(f"第{at}期", number, str(number), Verdict.MET) for at, number in enumerate(numbers))
    page = draw(shown(bar("甲"), trends=(Trend("指标", "", target, points),)))
    assert all(0 <= rule.y0 <= page.height and 0 <= rule.y1 <= page.height for rule in page.rules)
    assert all(0 <= rule.x0 <= page.width and 0 <= rule.x1 <= page.width for rule in page.rules)
