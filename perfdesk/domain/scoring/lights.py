"""Monitoring lights: red, yellow, green, blue by the thresholds of the rule pack in force (domain.md 1.8).

Only kinds that add up over the year are held against the calendar. The rest are judged as they stand: a
satisfaction of 60 % in June against 90 % is no success at half-time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perfdesk.domain.case import Case
from perfdesk.domain.figures import plain
from perfdesk.domain.measure import Accumulation
from perfdesk.domain.operator import Operator
from perfdesk.domain.scoring.bands import Band, band_of
from perfdesk.domain.span import Span
from perfdesk.domain.units import EXACT


class Light(StrEnum):
    """The four lights; the worst comes first."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"


LIGHT_WORDS = {Light.RED: "红灯", Light.YELLOW: "黄灯", Light.GREEN: "绿灯", Light.BLUE: "蓝灯"}
_ORDER = tuple(Light)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class LightRules:
    """Thresholds in per cent of what is due.

    `paced_kinds` are held against the calendar, within `paced_levels` only where there are such. `blue_from`
    None knows no blue; `blue_of_year` measures blue by the whole target at any month. `bands` give 定性
    grades their lights, best first.
    """

    red_below: Decimal
    yellow_below: Decimal
    blue_from: Decimal | None
    blue_of_year: bool
    paced_kinds: tuple[Accumulation, ...]
    paced_levels: tuple[str, ...]
    bands: tuple[tuple[Band, Light], ...]
    budget_red_below: Decimal
    budget_yellow_below: Decimal
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A light and why; `light` is None where nothing can be said yet."""

    light: Light | None
    why: str


def indicator_light(
    rules: LightRules, case: Case | None, actual: str | None, levels: str, span: Span
) -> Shown:
    """The light of an indicator: `case` where target and actual are figures, else the grade in `actual`."""
    if case is None:
        return _grade_light(rules, actual or "")
    if case.exact is None:
        return Shown(None, "实际不是一个确定的数，亮不了灯。")
    if _is_paced(rules, case, levels):
        return _paced(rules, case, span)
    return _in_range(case, span)


def _grade_light(rules: LightRules, actual: str) -> Shown:
    found = band_of(actual, [band for band, _ in rules.bands])
    for band, light in rules.bands:
        if band is found:
            return Shown(light, f"{band.word}，{LIGHT_WORDS[light]}。")
    return Shown(None, "没有能比较的数，也没有写达成档次，亮不了灯。" if actual.strip() else "还没有填。")


def _is_paced(rules: LightRules, case: Case, levels: str) -> bool:
    within = not rules.paced_levels or any(word in levels for word in rules.paced_levels)
    rises = case.operator not in (Operator.LT, Operator.LE) and case.number > 0
    return rises and within and case.target.accumulation in rules.paced_kinds


def _paced(rules: LightRules, case: Case, span: Span) -> Shown:
    assert case.exact is not None
    months = Decimal(span.to_month)
    done = EXACT.multiply(case.exact, Decimal(100 * _YEAR))
    due = EXACT.multiply(case.number, months)
    clause = f"{plain(case.exact)} ÷（{plain(case.number)} × {span.to_month} ÷ 12）"
    if case.exact <= 0:
        return Shown(Light.RED, f"实际 {plain(case.exact)}，没有进展，红灯。")
    blue_due = EXACT.multiply(case.number, Decimal(_YEAR)) if rules.blue_of_year else due
    if rules.blue_from is not None and done >= EXACT.multiply(blue_due, rules.blue_from):
        if rules.blue_of_year:
            clause = f"{plain(case.exact)} ÷ {plain(case.number)}"
        return Shown(Light.BLUE, f"{clause} 达到 {plain(rules.blue_from)}%，蓝灯。")
    return _by_share(done, due, clause, rules.red_below, rules.yellow_below)


def _by_share(done: Decimal, due: Decimal, clause: str, red_below: Decimal, yellow_below: Decimal) -> Shown:
    if done < EXACT.multiply(due, red_below):
        return Shown(Light.RED, f"{clause} 不到 {plain(red_below)}%，红灯。")
    if done < EXACT.multiply(due, yellow_below):
        return Shown(Light.YELLOW, f"{clause} 不到 {plain(yellow_below)}%，黄灯。")
    return Shown(Light.GREEN, f"{clause} 达到 {plain(yellow_below)}%，绿灯。")


def _in_range(case: Case, span: Span) -> Shown:
    assert case.exact is not None
    compared = f"实际 {plain(case.exact)}，目标 {case.operator} {plain(case.number)}"
    if case.exact_holds:
        return Shown(Light.GREEN, f"{compared}，绿灯。")
    if span.interim and case.target.accumulation is Accumulation.ONE_OFF and case.may_still_be_reached:
        return Shown(None, f"{compared}，一次完成的指标年内还可以完成。")
    return Shown(Light.RED, f"{compared}，红灯。")


def budget_light(rules: LightRules, executed: Decimal, budget: Decimal, span: Span) -> Shown:
    """The light of a project's money: share executed against share of the year passed."""
    if budget <= 0:
        return Shown(None, f"预算是 {plain(budget)}，算不出执行进度。")
    done = EXACT.multiply(executed, Decimal(100 * _YEAR))
    due = EXACT.multiply(budget, Decimal(span.to_month))
    clause = f"{plain(executed)} ÷（{plain(budget)} × {span.to_month} ÷ 12）"
    return _by_share(done, due, clause, rules.budget_red_below, rules.budget_yellow_below)


def worst_light(lights: Iterable[Light | None]) -> Light | None:
    """The worst light there is; None where there is none.

    >>> worst_light([Light.BLUE, None, Light.YELLOW])
    <Light.YELLOW: 'yellow'>
    """
    return min((light for light in lights if light is not None), key=_ORDER.index, default=None)
