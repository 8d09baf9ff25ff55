"""The scoring formulas: the published test vectors, and what must hold for every figure."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from perfdesk.domain.scoring.formulas import BY_TARGET, c1, e1, e2, e3, m1, n1, n2, p1, x1, x2
from perfdesk.domain.scoring.points import Points, half_up, two_places

D = Decimal
TEN = D(10)
Formula = Callable[[Decimal, Decimal, Decimal], Points]

FIGURES = st.decimals(D("-1e9"), D("1e9"), allow_nan=False, allow_infinity=False, places=4)
SMALL = st.decimals(D(-20), D(20), places=1)
ANY = st.one_of(FIGURES, SMALL, st.decimals(D("-1e-20"), D("1e20"), allow_nan=False))
WEIGHTS = st.decimals(D("0.001"), D(100), places=3)
SHARES = st.decimals(D(0), D(100), places=1)


def rising(formula: str) -> Formula:
    shapes: dict[str, Formula] = {
        **BY_TARGET,
        "C1": lambda t, b, w: c1(t, b, w, D(3)),
        "M1": lambda t, b, w: m1(t, b, w, D(90), D(60)),
        "X1": x1,
        "X2": lambda t, b, w: x2(t, b, w, D(0)),
    }
    return shapes[formula]


ALL = ["P1", "N1", "N2", "E1", "E2", "E3", "C1", "M1", "X1", "X2"]


@pytest.mark.parametrize(
    ("formula", "target", "actual", "points"),
    [
        (p1, "500", "470", "9.40"),
        (p1, "500", "500", "10"),
        (p1, "0", "-12.49", "0"),
        (n1, "5", "6", "8.00"),
        (n2, "5", "6", "8.33"),
        (n1, "60", "130", "0.00"),
        (n2, "60", "130", "4.62"),
        (e1, "0", "1", "0.00"),
        (e1, "100", "99", "9.90"),
        (e1, "8", "7", "8.75"),
        (e3, "100", "99", "0"),
        (e3, "0", "0", "10"),
        (e1, "0", "-1", "10"),
        (n1, "0", "0", "10"),
        (n1, "0", "1", "0"),
        (n2, "0", "1", "0"),
        (n1, "5", "10", "0"),
        (p1, "-5", "-3", "10"),
        (p1, "3", "-7", "0"),
    ],
)
def test_published_vectors(formula: Formula, target: str, actual: str, points: str) -> None:
    assert formula(D(target), D(actual), TEN).value == D(points)


def test_a_formula_says_what_it_reckoned() -> None:
    assert p1(D(500), D(470), TEN).formula == "470 ÷ 500 × 10 = 9.40"
    assert p1(D("500.0"), D(520), TEN).formula == "520 ≥ 500，得满分 10.00"
    assert n1(D(5), D(6), TEN).formula == "(1 - (6 - 5) ÷ 5) × 10 = 8.00"
    assert n2(D(60), D(130), TEN).formula == "60 ÷ 130 × 10 = 4.62"
    assert n1(D(60), D(130), TEN).formula == "130 ≥ 60 × 2，得 0.00"
    assert p1(D(0), D("-12.49"), TEN).formula == "实际 -12.49，目标是 0，不能按比例计算，得 0.00"
    assert c1(D(90), D("53.9"), TEN, D(54)).formula == "53.9 不到及格线 54，得 0.00"
    assert c1(D(90), D(54), TEN, D(54)).value == D("6.00")


def test_what_the_rules_leave_open_is_left_to_a_hand() -> None:
    assert e2(D(100), D(99), TEN).value is None
    assert p1(D(-5), D(-8), TEN).value is None
    assert n1(D(-5), D(3), TEN).value is None
    assert n2(D(-5), D(0), TEN).value is None
    assert x1(D(0), D(5), TEN).value is None
    assert "手工打分" in e2(D(100), D(99), TEN).formula


@given(st.sampled_from(ALL), ANY, ANY, WEIGHTS)
@example("P1", D(0), D("-12.49"), TEN)
@example("N1", D(0), D(0), TEN)
@example("P1", D("1e-30"), D("-1e30"), TEN)
@example("P1", D("0.0001"), D("0.00009999"), D("0.005"))
def test_points_lie_between_nothing_and_the_weight(
    formula: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    points = rising(formula)(target, actual, weight)
    assert isinstance(points.formula, str)
    assert points.value is None or (isinstance(points.value, Decimal) and 0 <= points.value <= weight)


@given(st.sampled_from(["P1", "E1", "C1", "M1", "X1"]), ANY, ANY, ANY, WEIGHTS)
def test_more_is_never_worth_less(
    formula: str, target: Decimal, a: Decimal, b: Decimal, weight: Decimal
) -> None:
    assume(formula != "E1" or target != 0)
    less, more = (rising(formula)(target, actual, weight).value for actual in sorted((a, b)))
    assume(less is not None and more is not None)
    assert less is not None
    assert more is not None
    assert less <= more


@given(st.sampled_from([n1, n2]), ANY, ANY, ANY, WEIGHTS)
def test_above_a_limit_more_is_never_worth_more(
    formula: Formula, target: Decimal, a: Decimal, b: Decimal, weight: Decimal
) -> None:
    better, worse = (formula(target, actual, weight).value for actual in sorted((a, b)))
    assume(better is not None and worse is not None)
    assert better is not None
    assert worse is not None
    assert better >= worse


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_halves_are_rounded_up_exactly(numerator: int, denominator: int) -> None:
    # In whole numbers: the nearest cent, the upper one on a tie.
    cents = (200 * numerator + denominator) // (2 * denominator)
    assert half_up(D(numerator), D(denominator)) == D(cents) / 100


def test_long_figures_do_not_tip_a_half() -> None:
    just_below = D("0.00499999999999999999999999999999999999999999999999999999999")
    assert half_up(just_below, D(1)) == 0
    assert half_up(D("0.005"), D(1)) == D("0.01")


@given(WEIGHTS)
def test_a_weight_is_printed_without_loss(weight: Decimal) -> None:
    assert D(two_places(weight)) == weight


@given(ANY, ANY, WEIGHTS, st.decimals(D(0), D("1e6"), places=2))
def test_money_carried_over_never_raises_the_score(
    budget: Decimal, executed: Decimal, weight: Decimal, carried: Decimal
) -> None:
    assume(budget > 0)
    with_it, without = x2(budget, executed, weight, carried).value, x1(budget, executed, weight).value
    assert with_it is not None
    assert without is not None
    assert with_it <= without


@given(ANY, ANY, WEIGHTS, SHARES, SHARES)
def test_satisfaction_bands_hold_for_any_bounds(
    target: Decimal, actual: Decimal, weight: Decimal, a: Decimal, b: Decimal
) -> None:
    low, high = sorted((a, b))
    points = m1(target, actual, weight, high, low).value
    if actual >= high:
        assert points == weight
    elif actual < low:
        assert points == 0
