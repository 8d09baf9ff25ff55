"""Computed figures are rounded half up, and a rate below a mark never reads as the mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.rounding import printed_rate, rounded, short_of

MARK = Decimal(80)
RATES = st.decimals(min_value=0, max_value=120, places=6)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0.005", "0.01"), ("0.015", "0.02"), ("0.025", "0.03"), ("89.994", "89.99"), ("89.995", "90.00")],
)
def test_a_half_goes_up_whatever_stands_before_it(number: str, shown: str) -> None:
    assert str(rounded(Decimal(number))) == shown


def test_figures_of_forty_digits_are_rounded_too() -> None:
    assert rounded(Decimal("9" * 40 + ".995")) == Decimal(10) ** 40


@given(RATES)
def test_a_printed_rate_is_as_near_as_two_places_can_be(rate: Decimal) -> None:
    shown = Decimal(printed_rate(rate).rstrip("%"))
    assert abs(Fraction(shown) - Fraction(rate)) <= Fraction(5, 1000)


@given(RATES)
def test_a_printed_rate_stands_on_the_same_side_of_its_marks(rate: Decimal) -> None:
    shown = Decimal(printed_rate(rate, [MARK]).rstrip("%"))
    assert (shown < MARK) == (rate < MARK)
    assert (shown < 100) == (rate < 100)


def test_more_places_come_only_where_they_are_needed() -> None:
    assert [str(short_of(Decimal(text), [MARK])) for text in ("79.99", "79.995", "79.9999", "80.004")] == [
        "79.99",
        "79.995",
        "79.9999",
        "80.00",
    ]
