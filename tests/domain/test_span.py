"""Spans of months: as printed, as read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.span import Span, read_span

READINGS = {
    "1-6月": (1, 6),
    "1—6 月": (1, 6),
    "1－6月": (1, 6),
    "1月-6月": (1, 6),
    "1至7月": (1, 7),
    "一至六月": (1, 6),
    "2018 年 1-6 月": (1, 6),
    "截至6月底": (1, 6),
    "年初至9月": (1, 9),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "2022年上半年": (1, 6),
    "一季度": (1, 3),
    "第二季度": (4, 6),
    "3季度": (7, 9),
    "前三季度": (1, 9),
    "1-3季度": (1, 9),
    "6月": (6, 6),
    "十二月": (12, 12),
    "全年": (1, 12),
    "2022年": (1, 12),
    "2022年度": (1, 12),
    "1-12月": (1, 12),
}


@pytest.mark.parametrize(("text", "months"), READINGS.items())
def test_every_way_to_name_months_is_read(text: str, months: tuple[int, int]) -> None:
    assert read_span(text) == Span(*months)


@pytest.mark.parametrize(
    "text", [None, "", "13月", "0-6月", "6-1月", "五季度", "半年", "6", "1.6月", "月", "6月30日", "①月"]
)
def test_anything_else_is_no_span(text: str | None) -> None:
    assert read_span(text) is None


@pytest.mark.parametrize("months", [(0, 6), (1, 13), (7, 6), (-1, 1)])
def test_an_impossible_span_cannot_be_made(months: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(*months)


SPANS = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda pair: Span(min(pair), max(pair)))


@given(SPANS)
def test_a_label_reads_back_as_its_span(span: Span) -> None:
    assert read_span(span.label) == span


@given(SPANS)
def test_only_december_ends_the_year(span: Span) -> None:
    assert span.interim == (span.to_month < 12) == (span.share < 1)


def test_the_share_is_of_the_calendar_year() -> None:
    assert Span(4, 6).share == Decimal("0.5")


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_span(text)


def test_a_megabyte_is_refused_at_once() -> None:
    assert read_span("1-6月" * 250_000) is None
