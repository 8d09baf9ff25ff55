"""Operator, number and unit of a target in one text and apart again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.operator import Operator
from perfdesk.domain.records import Indicator
from perfdesk.domain.target import target_of
from perfdesk.domain.target_text import counted_in, joined, parted

OPERATORS = [one.value for one in Operator]
NUMBERS = ["0", "12", "95", "0.75", "-3", "1,200", "2022", "12.50"]
OTHERS = ["80-90", "优良", "9月前", "2022年12月底前", "有效改善", "30余", "约300", "不涉及资金"]
UNITS = ["%", "个", "亿元", "月", "年", "日", "元/人·月", "标准车次", "‰", "人次", "户", "平方米"]


@given(st.sampled_from(OPERATORS), st.sampled_from(NUMBERS), st.sampled_from([None, *UNITS]))
def test_a_sign_a_number_and_a_unit_come_apart_as_they_were_put_together(
    operator: str, number: str, unit: str | None
) -> None:
    parts = parted(joined(operator, number, unit))
    assert (parts.operator, parts.text, parts.unit) == (operator, number, unit)


@given(st.sampled_from(OPERATORS), st.sampled_from(OTHERS))
def test_a_sign_before_words_dates_and_ranges_is_not_lost(operator: str, text: str) -> None:
    parts = parted(joined(operator, text, None))
    assert joined(parts.operator, parts.text, parts.unit) == operator + text
    assert parts.operator == operator


@given(st.text(max_size=20))
def test_taking_apart_loses_no_character(text: str) -> None:
    parts = parted(text)
    kept = "".join((parts.operator or "", parts.text, parts.unit or ""))
    signs = str.maketrans("", "", "≥≤><=＞＜＝≧≦⩾⩽")
    assert "".join(kept.translate(signs).split()) == "".join(text.translate(signs).split())


@pytest.mark.parametrize("text", ["≥3个月内完成", "≥90分以上满意", "≤12月31日", "≥**个", "≤"])
def test_what_says_more_than_a_unit_stays_with_its_number(text: str) -> None:
    assert parted(text).unit is None
    assert parted(text).text == text[1:]


def test_a_date_without_a_sign_is_no_number() -> None:
    assert parted("12月").unit is None
    assert parted("2022年").text == "2022年"


def test_a_word_for_a_kind_of_indicator_is_not_printed_before_the_target() -> None:
    assert joined("定性", "优良", None) == "优良"
    assert joined("不少于", "5", "个") == "不少于5个"


def test_an_actual_in_the_unit_of_its_target_is_a_number() -> None:
    assert counted_in("11月", "月") == "11"
    assert counted_in("12标准车次", "标准车次") == "12"
    assert counted_in("12月底", "月") == "12月底"
    assert counted_in(None, "月") is None


def test_a_month_of_the_calendar_is_no_number_to_compare() -> None:
    late = target_of(Indicator(1, name="完成时间", operator="≤", target="2022.10"))
    assert (late.number, late.doubt is None) == (None, False)
    assert target_of(Indicator(1, name="响应时限", operator="≤", target="2000", unit="毫秒")).number == 2000
