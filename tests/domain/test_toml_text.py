"""Office-written TOML: read exactly, and refused in one sentence that names the line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.toml_text import LONGEST, read_toml


def test_numbers_are_exact_and_may_be_quoted() -> None:
    table = read_toml('a = 0.1\nb = 7\nc = "12.50"', "规则")
    assert (table.number("a"), table.number("b"), table.number("c")) == (
        Decimal("0.1"),
        Decimal(7),
        Decimal("12.5"),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a = 1\nb = "', "规则第 2 行写法不对。请检查引号、括号和等号。"),
        ("a = 1\na = 2", "规则第 2 行写法不对。请检查引号、括号和等号。"),
        ("a = [1,", "规则第 1 行写法不对。请检查引号、括号和等号。"),
        ("a = " + "9" * 5000, "规则写法不对。请检查引号、括号和等号。"),
        ("a = " + "[" * 3000, "规则的括号套得太深，读不了。请检查括号。"),
        ("#" * (LONGEST + 1), f"规则太长（超过 {LONGEST} 字）。请检查是不是贴错了内容。"),
    ],
)
def test_broken_text_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_toml(text, "规则")
    assert str(refused.value) == sentence


def test_a_slip_in_a_key_is_named_with_its_line() -> None:
    top = read_toml("[[part]]\nname = 'a'\n\n[[part]]\nnmae = 'b'", "规则")
    first, second = top.tables("part")
    assert first.text("name") == "a"
    first.done()
    with pytest.raises(NotUnderstood, match=r"规则第 5 行 part\.nmae：这里不认识这一项"):
        second.done()


def test_lines_inside_a_list_of_tables_are_named() -> None:
    top = read_toml("row = [\n  { a = 1 },\n  # 说明\n  { a = 'x' },\n]", "规则")
    rows = top.tables("row")
    assert rows[0].number("a") == 1
    with pytest.raises(NotUnderstood, match=r"规则第 4 行 row\.a：要写成数字"):
        rows[1].number("a")


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-inf", "true", "[1]", "'1e5'", "'abc'", "2020-01-01", "1e999"]
)
def test_what_is_no_finite_number_is_refused(value: str) -> None:
    with pytest.raises(NotUnderstood, match="第 1 行 a"):
        read_toml(f"a = {value}", "规则").number("a")


def test_bounds_are_held() -> None:
    table = read_toml("a = 101\nb = -1", "规则")
    with pytest.raises(NotUnderstood, match="第 1 行 a：要在 0 到 100 之间"):
        table.number("a", 0, 100)
    with pytest.raises(NotUnderstood, match="第 2 行 b：要在 0 到 100 之间"):
        table.number("b", 0, 100)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_for_the_clerk(text: str) -> None:
    said = "规则。"
    try:
        read_toml(text, "规则").done()
    except NotUnderstood as refusal:
        said = str(refusal)
    assert said.startswith("规则")
    assert said.endswith("。")
