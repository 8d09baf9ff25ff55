"""Weights: rolled up from indicator to level to total, held against the rule pack, and proposed where blank.

A proposal is only ever that: points are written when somebody accepts them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.figures import number_of, plain
from perfdesk.domain.fold import fold
from perfdesk.domain.records import Indicator
from perfdesk.domain.scoring.points import CENT
from perfdesk.domain.scoring.rule_pack import RulePack, WeightTable

_DECLARED = re.compile(r"\(([0-9]{1,4}(?:\.[0-9]{1,4})?)分?\)")
# Level 2 speaks for level 1 where a table leaves that out (domain.md 1.3).
_LEVEL1 = (
    ("满意度", ("满意度",)),
    ("成本", ("成本",)),
    ("产出", ("数量", "质量", "时效", "产出")),
    ("效益", ("效益", "可持续", "效果")),
)


@dataclass(frozen=True, slots=True)
class WeightLine:
    """The sum below one level; `problem` is a sentence for the clerk, "" where it fits.

    `depth` is 0 for the total, 1 and 2 for the levels. `wanted` is what a heading or the pack asks for.
    """

    depth: int
    name: str
    total: Decimal
    wanted: Decimal | None
    problem: str


@dataclass(frozen=True, slots=True)
class WeightProposal:
    """Points proposed for an indicator without any."""

    indicator: int
    weight: Decimal
    why: str


def level1_of(indicator: Indicator) -> str:
    """Level 1 as written, or what level 2 says of it; "" where neither does."""
    if indicator.level1:
        return indicator.level1
    level2 = indicator.level2 or ""
    return next((name for name, words in _LEVEL1 if any(word in level2 for word in words)), "")


def levels_of(indicator: Indicator) -> str:
    """Both level names in one text, as rule packs look at them."""
    return f"{level1_of(indicator)} {indicator.level2 or ''}".strip()


def declared(name: str | None) -> Decimal | None:
    """The points a heading states.

    >>> declared("产出指标（50分）"), declared("产出指标")
    (Decimal('50'), None)
    """
    found = _DECLARED.search("".join(fold((name or "")[:100]).split()))
    return Decimal(found[1]) if found else None


def table_for(pack: RulePack, indicators: Iterable[Indicator]) -> WeightTable | None:
    """The pack's weight table for a project with these indicators."""
    return pack.weights_for({level1_of(indicator) for indicator in indicators})


def roll_up(
    pack: RulePack, indicators: Sequence[Indicator], execution: Decimal | None
) -> tuple[WeightLine, ...]:
    """All sums, lowest level first within its parent, the total last. `execution` is the money's points."""
    if not indicators:
        return ()
    table = table_for(pack, indicators)
    lines: list[WeightLine] = []
    for name in dict.fromkeys(level1_of(indicator) for indicator in indicators):
        within = [indicator for indicator in indicators if level1_of(indicator) == name]
        for second in dict.fromkeys(i.level2 for i in within if declared(i.level2) is not None):
            below = [indicator for indicator in within if indicator.level2 == second]
            lines.append(_line(2, second or "", below, declared(second)))
        stated = declared(name)
        lines.append(
            _line(1, name or "没有写一级指标", within, _part(table, name) if stated is None else stated)
        )
    lines.append(_total(table, indicators, execution))
    return tuple(lines)


def _part(table: WeightTable | None, name: str) -> Decimal | None:
    if table is None:
        return None
    return next((points for level, points in table.parts if level in name), None)


def _line(depth: int, name: str, indicators: Sequence[Indicator], wanted: Decimal | None) -> WeightLine:
    total, missing = _sum(indicators)
    problem = ""
    if missing:
        problem = f"“{name}”有 {missing} 项没有分值。"
    elif wanted is not None and total != wanted:
        problem = f"“{name}”分值合计 {plain(total)}，应为 {plain(wanted)}。"
    return WeightLine(depth, name, total, wanted, problem)


def _total(
    table: WeightTable | None, indicators: Sequence[Indicator], execution: Decimal | None
) -> WeightLine:
    total, missing = _sum(indicators)
    whole = total + (execution or Decimal(0))
    wanted = None if table is None else table.total + (execution or Decimal(0))
    problem = ""
    if missing:
        problem = f"有 {missing} 项指标没有分值，合不成总分。"
    elif wanted is not None and whole != wanted:
        money = f"指标 {plain(total)}、预算执行率 {plain(execution)}，" if execution else ""
        problem = f"{money}分值总计 {plain(whole)}，应为 {plain(wanted)}。"
    return WeightLine(0, "总计", whole, wanted, problem)


def _sum(indicators: Sequence[Indicator]) -> tuple[Decimal, int]:
    """The sum of the weights that are positive numbers, and how many are not."""
    weights = [number_of(indicator.weight) for indicator in indicators]
    held = [weight for weight in weights if weight is not None and weight > 0]
    return sum(held, Decimal(0)), len(weights) - len(held)


def propose(pack: RulePack, indicators: Sequence[Indicator]) -> tuple[WeightProposal, ...]:
    """Points for indicators without any: what their level has left, spread evenly, in whole points if it can.

    Nothing is proposed where the points already typed leave nothing.
    """
    table = table_for(pack, indicators)
    if table is None:
        return ()
    if table.free or not any(level1_of(indicator) for indicator in indicators):
        return tuple(_spread("指标", table.total, indicators))
    proposals: list[WeightProposal] = []
    for level, points in table.parts:
        within = [indicator for indicator in indicators if level in level1_of(indicator)]
        proposals += _spread(f"“{level}”", points, within)
    return tuple(proposals)


def _spread(name: str, points: Decimal, indicators: Sequence[Indicator]) -> Iterable[WeightProposal]:
    typed, _ = _sum(indicators)
    blank = [indicator for indicator in indicators if not (indicator.weight or "").strip()]
    left = points - typed
    if not blank or left <= 0:
        return
    whole = left == left.to_integral_value() and left >= len(blank)
    step = Decimal(1) if whole else CENT
    share = (left / len(blank)).quantize(step, "ROUND_DOWN")
    if share <= 0:
        return
    # The first ones take what even shares leave over, so that the sum is exact.
    extra = int((left - share * len(blank)) / step)
    for at, indicator in enumerate(blank):
        weight = share + step if at < extra else share
        yield WeightProposal(indicator.id, weight, f"{name}还有 {plain(left)} 分，平均分给 {len(blank)} 项")
