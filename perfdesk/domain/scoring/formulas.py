"""The scoring formulas in use, one pure function each (domain.md 1.7 names their sources).

`target` and `actual` are exact numbers in one unit, `weight` is above 0; points lie between 0 and the weight.
A formula scores by its own comparison, not by the operator: 「> 500」 with 500 is not met, and P1 gives it
all points. None divides by a target of 0. None lifts a negative actual to 0 first: it earns nothing. For
negative targets the sources give no rule, so a missed one is left to a hand.
"""

from collections.abc import Callable
from decimal import Decimal

from perfdesk.domain.scoring.points import Points, by_hand, full, half_up, nothing, share
from perfdesk.domain.units import EXACT

_NEGATIVE = "实际 {0}，目标 {1} 是负数，规则没有写按比例怎么算，请手工打分"
_ZERO_TARGET = "实际 {0}，目标是 {1}，不能按比例计算"
_NEGATIVE_ACTUAL = "实际 {0} 是负数，没有达到 {1}"


def p1(target: Decimal, actual: Decimal, weight: Decimal) -> Points:
    """Positive: all for B ≥ T, else B ÷ T × w. National rules (财预〔2020〕10号) and most variants."""
    return full(actual, target, weight, "≥") if actual >= target else _rising(target, actual, weight)


def n1(target: Decimal, actual: Decimal, weight: Decimal) -> Points:
    """Negative, linear: all for B ≤ T, nothing from 2T on, (1 - (B - T) ÷ T) × w between."""
    if actual <= target:
        return full(actual, target, weight, "≤")
    if target < 0:
        return by_hand(_NEGATIVE, actual, target)
    twice = EXACT.add(target, target)
    if actual >= twice:
        return nothing("{0} ≥ {1} × 2", actual, target)
    value = min(half_up(EXACT.multiply(EXACT.subtract(twice, actual), weight), target), weight)
    template = "(1 - ({0} - {1}) ÷ {1}) × {2} = {value}"
    return Points(value, template, (actual, target, weight))


def n2(target: Decimal, actual: Decimal, weight: Decimal) -> Points:
    """Negative, ratio: all for B ≤ T, else T ÷ B × w (湖北)."""
    if actual <= target:
        return full(actual, target, weight, "≤")
    return by_hand(_NEGATIVE, actual, target) if target < 0 else share(target, actual, weight)


def e1(target: Decimal, actual: Decimal, weight: Decimal) -> Points:
    """Equality, one-sided: as P1; a target of 0 is all for B ≤ 0 and nothing otherwise."""
    if target:
        return p1(target, actual, weight)
    return full(actual, target, weight, "≤") if actual <= 0 else nothing(_ZERO_TARGET, actual, target)


def e2(target: Decimal, actual: Decimal, weight: Decimal) -> Points:
    """Equality, by hand: all for B = T, else a hand scores it (天津)."""
    if actual == target:
        return full(actual, target, weight, "=")
    return by_hand("{0} ≠ {1}，这项规则要求手工打分", actual, target)


def e3(target: Decimal, actual: Decimal, weight: Decimal) -> Points:
    """Equality, strict (直接赋分 of 财预〔2021〕101号): all for B = T, else nothing."""
    return full(actual, target, weight, "=") if actual == target else nothing("{0} ≠ {1}", actual, target)


def c1(target: Decimal, actual: Decimal, weight: Decimal, pass_mark: Decimal) -> Points:
    """Ratio with a pass mark: as P1, but a missed target earns nothing where B is below the mark."""
    if actual < target and actual < pass_mark:
        return nothing("{0} 不到及格线 {1}", actual, pass_mark)
    return p1(target, actual, weight)


def m1(target: Decimal, actual: Decimal, weight: Decimal, full_from: Decimal, zero_below: Decimal) -> Points:
    """Satisfaction by its bands, B in per cent: all from `full_from` on, nothing below `zero_below`.

    Between them 「in proportion」; `target` is what the proportion is taken of, and bands and target meet
    without a step down: an actual at or above the target has all points as well.
    """
    if actual >= full_from:
        return full(actual, full_from, weight, "≥")
    if actual < zero_below:
        return nothing("满意度 {0}% 不到 {1}%", actual, zero_below)
    return p1(target, actual, weight)


def x1(budget: Decimal, executed: Decimal, weight: Decimal) -> Points:
    """Budget execution: executed ÷ adjusted full-year budget × w, at most w."""
    if budget <= 0:
        return by_hand("预算是 {1}，算不出执行率，请手工打分", executed, budget)
    return p1(budget, executed, weight)


def x2(budget: Decimal, executed: Decimal, weight: Decimal, carried: Decimal) -> Points:
    """Budget execution of 湖北: as X1, the money available includes what was carried over."""
    return x1(EXACT.add(budget, carried), executed, weight)


def _rising(target: Decimal, actual: Decimal, weight: Decimal) -> Points:
    """B ÷ T × w for an actual below the target."""
    if target < 0:
        return by_hand(_NEGATIVE, actual, target)
    if not target:
        return nothing(_ZERO_TARGET, actual, target)
    return nothing(_NEGATIVE_ACTUAL, actual, target) if actual < 0 else share(actual, target, weight)


BY_TARGET: dict[str, Callable[[Decimal, Decimal, Decimal], Points]] = {
    "P1": p1,
    "N1": n1,
    "N2": n2,
    "E1": e1,
    "E2": e2,
    "E3": e3,
}
