"""Units: aliases, exact ratios, and the pairs that have none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.units import convert, known_unit, same_unit, unit_at

CONVERSIONS = [
    ("5000", "万元", "亿元", "0.5"),
    ("3.26", "万亿元", "亿元", "32600"),
    ("3.26", "万亿", "亿元", "32600"),
    ("5", "亿", "亿元", "5"),
    ("20", "百元", "元", "2000"),
    ("20", "千元", "万元", "2"),
    ("3", "百万元", "万元", "300"),
    ("2", "千万元", "亿元", "0.2"),
    ("90", "分钟", "小时", "1.5"),
    ("2", "天", "小时", "48"),
    ("1", "周", "日", "7"),
    ("5", "‰", "%", "0.5"),
    ("5", "百分比", "%", "5"),
    ("3", "公里", "千米", "3"),
    ("2", "吨", "公斤", "2000"),
    ("1", "平方公里", "公顷", "100"),
    ("4", "万人", "人", "40000"),
    ("4", "万人次", "人次", "40000"),
    ("25200", "户", "万户", "2.52"),
    ("3", "万", "人", "30000"),
    ("3", "万", "家", "30000"),
    ("2", "万元/人", "元/人", "20000"),
    ("0", "万元", "亿元", "0"),
    ("30", "台", "台（套）", "30"),
    ("30", "台(套)", "套", "30"),
    ("7", "人次", "人（次）", "7"),
]
UNRELATED = [
    ("%", "个百分点"),
    ("人", "人次"),
    ("次", "人（次）"),
    ("台", "辆（套）"),
    ("家", "个"),
    ("亩", "平方米"),
    ("月", "天"),
    ("年", "天"),
    ("工作日", "天"),
    ("万", "%"),
    ("亿元", "家"),
    ("元/人", "元/户"),
    ("甲", "乙"),
    ("亿元", None),
    ("%", None),
]


@pytest.mark.parametrize(("number", "unit", "to", "result"), CONVERSIONS)
def test_known_ratios_are_exact(number: str, unit: str, to: str, result: str) -> None:
    assert convert(Decimal(number), unit, to) == Decimal(result)


@pytest.mark.parametrize(("unit", "to"), UNRELATED)
def test_pairs_without_a_ratio_are_unknown(unit: str, to: str | None) -> None:
    assert convert(Decimal(3), unit, to) is None
    assert not same_unit(unit, to)


def test_a_figure_without_unit_is_in_the_unit_asked_for() -> None:
    assert convert(Decimal(3), None, "亿元") == 3


def test_a_count_may_leave_its_unit_unsaid() -> None:
    assert convert(Decimal(3), "家", None) == 3
    assert convert(Decimal(3), "万", None) == 30000


def test_a_result_without_end_is_not_rounded() -> None:
    assert convert(Decimal(100), "分钟", "小时") is None


def test_an_unknown_unit_is_itself() -> None:
    assert convert(Decimal(3), "元/人·月", "元/人·月") == 3
    assert convert(Decimal(3), "宗地 块", "宗地块") == 3


@pytest.mark.parametrize(
    "unit", ["亿元", "％", "家", "万人次", "课时", "名次", "分钟", "元/人", "㎡", "kg", "个工作日"]
)
def test_units_of_the_field_are_known(unit: str) -> None:
    assert known_unit(unit)


@pytest.mark.parametrize("unit", ["完成", "", "万%", "元/", "未完成", "e5", "个" * 100_000])
def test_words_that_are_no_units_are_not_known(unit: str) -> None:
    assert not known_unit(unit)


UNITS = st.sampled_from(
    ["元", "万元", "亿元", "万亿元", "人", "万人", "户", "小时", "分钟", "%", "‰", "吨", "千克"]
)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), UNITS, UNITS)
def test_there_and_back_is_the_same_number(number: Decimal, unit: str, to: str) -> None:
    moved = convert(number, unit, to)
    if moved is not None:
        assert convert(moved, to, unit) == number


@given(st.text(), st.text())
def test_no_text_raises(unit: str, to: str) -> None:
    convert(Decimal(1), unit, to)
    known_unit(unit)


@given(st.text(min_size=1))
def test_every_unit_is_the_same_as_itself(unit: str) -> None:
    assert same_unit(unit, unit)


@given(st.text("万亿元人次家个/（）(台套)·月 公里m2KkｍＭ％﹪%，。项目abc", max_size=9), st.integers(0, 3))
def test_the_unit_at_a_place_is_the_longest_word_there_that_is_one(text: str, at: int) -> None:
    words = [text[at : at + length] for length in range(6, 0, -1) if at + length <= len(text)]
    longest = next((word for word in words if not word[-1].isspace() and known_unit(word)), "")
    assert unit_at(text, at) == longest
