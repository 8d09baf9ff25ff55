"""Falling sums and figures out of proportion stand out; what is ordinary does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.comparing import compare
from perfdesk.domain.measure import Accumulation, Direction
from perfdesk.domain.operator import Operator
from perfdesk.domain.target import Target

TEXTS = st.one_of(st.text(max_size=12), st.decimals(allow_nan=False).map(str), st.none())


def target(kind: Accumulation = Accumulation.CUMULATIVE, unit: str = "亿元") -> Target:
    return Target("新增贷款", Operator.GE, "100", unit, kind, Direction.HIGHER, False)


@pytest.mark.parametrize(
    ("actual", "before", "year", "short"),
    [
        ("50", "60", None, "比上期少"),
        ("60", "60", None, ""),
        ("6000万元", "0.5", None, ""),
        ("4000万元", "0.5", None, "比上期少"),
        ("-5", "3", None, ""),
        ("-3", "-5", None, "比上期少"),
        ("500", "60", None, ""),
        ("600", "60", None, "与上期差十倍"),
        ("60", None, "700", "与上年差十倍"),
        ("60", "", "599", ""),
        ("0.5", "0.01", None, ""),
        ("0", None, "80", ""),
        ("约60", "80", None, ""),
        ("60", "80左右", None, ""),
        ("已完成", "80", "80", ""),
        ("", "80", "80", ""),
        (None, None, None, ""),
        ("50人", "60", None, ""),
    ],
)
def test_sums_fall_and_slips_are_seen(
    actual: str | None, before: str | None, year: str | None, short: str
) -> None:
    found = compare(target(), actual, before, year)
    assert found.short == short
    assert bool(found) is bool(short)
    assert bool(found.sentence) is bool(short)


@pytest.mark.parametrize("kind", [Accumulation.RATIO, Accumulation.RANK, Accumulation.ONE_OFF])
def test_shares_and_ranks_may_jump(kind: Accumulation) -> None:
    assert not compare(target(kind, "%"), "90", "8", "8")


def test_a_stock_may_fall_but_not_by_a_power_of_ten() -> None:
    stock = target(Accumulation.POINT_IN_TIME)
    assert not compare(stock, "50", "60", None)
    assert compare(stock, "5", "60", None).outlier


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(list(Accumulation)))
def test_whatever_was_typed_never_raises(
    actual: str | None, before: str | None, year: str | None, kind: Accumulation
) -> None:
    found = compare(target(kind), actual, before, year)
    assert bool(found) == bool(found.sentence) == bool(found.short)
