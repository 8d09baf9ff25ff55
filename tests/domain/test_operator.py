"""Operators: signs and words, alone and beside a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.operator import Operator, leading_operator, read_operator, trailing_operator

SPELLINGS = {
    Operator.GE: "≥ ≧ ⩾ >= => ＞＝ ≥ 大于等于 大于或等于 不少于 不低于 不小于 至少 以上 及以上 达到",
    Operator.GT: "> ＞ ﹥ 大于 超过 高于 多于",
    Operator.EQ: "= ＝ == ＝＝ 等于 为",
    Operator.LT: "< ＜ ﹤ 小于 低于 少于 未满 不足",
    Operator.LE: "≤ ≦ ⩽ <= ＜＝ =< 小于等于 不超过 不高于 不大于 不多于 至多 以下 以内",
}
CASES = [(spelling, operator) for operator, line in SPELLINGS.items() for spelling in line.split()]


@pytest.mark.parametrize(("spelling", "operator"), CASES)
def test_every_spelling_is_read(spelling: str, operator: Operator) -> None:
    assert read_operator(spelling) is operator
    assert read_operator(f"　{spelling} ") is operator


@pytest.mark.parametrize(
    "text", [None, "", " ", "《", "》", "〉", "≠", "<>", "><", "定性", "≥90", "大", "超", "!="]
)
def test_anything_else_is_no_operator(text: str | None) -> None:
    assert read_operator(text) is None


def test_spaces_inside_a_sign_do_not_matter() -> None:
    assert read_operator("＞ ＝") is Operator.GE


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_operator(text)
    leading_operator(text)
    trailing_operator(text)


def test_a_megabyte_is_refused_at_once() -> None:
    assert read_operator("不" * 1_000_000) is None


@pytest.mark.parametrize("operator", list(Operator))
def test_flipping_twice_gives_the_operator_back(operator: Operator) -> None:
    assert operator.flipped().flipped() is operator


def test_the_longest_word_wins() -> None:
    assert leading_operator("大于等于90%") == (Operator.GE, "90%")
    assert leading_operator("达到 5 家") == (Operator.GE, "5 家")
    assert trailing_operator("90%及以上") == (Operator.GE, "90%")
