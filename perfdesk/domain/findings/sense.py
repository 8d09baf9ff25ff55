"""Whether operator, unit and ceiling of an indicator make sense for what it is called."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Scope, Severity, finding
from perfdesk.domain.findings.goal import budget_of
from perfdesk.domain.findings.naming import printed
from perfdesk.domain.fold import fold
from perfdesk.domain.measure import Accumulation
from perfdesk.domain.operator import Operator
from perfdesk.domain.records import Indicator
from perfdesk.domain.target import Target, target_of
from perfdesk.domain.units import convert, known_unit

_UPWARD = (Operator.GE, Operator.GT)
_DOWNWARD = (Operator.LE, Operator.LT)
_COST = re.compile("(?:成本|费用|造价|运维费|会议费|宣传费|差旅费|印刷费)(?:控制数?|上限|总额)?$")
_COST_WANTED = re.compile("研发|节约|压减|下降|降低|减少")
_AT_MOST_HUNDRED = re.compile(
    "(?:满意[率度]|占比|比重|合格率|通过率|及格率|覆盖率|采纳率|整改率|结案率|办结率)$"
)
_CEILING_FACTOR = 2
_BRACKETED = re.compile(r"\([^()]*\)")
# What a name's ending asks of its unit; only endings that leave no choice.
_UNITS = (
    (re.compile("家数$"), "家 户 个", "家"),
    (re.compile("户数$"), "户 家 万户 千户", "户"),
    (re.compile("(?<!系)人数$"), "人 名 位 万人 千人 百人 亿人 人次 万人次", "人"),
    (re.compile("人次$"), "人次 万人次 千人次 次", "人次"),
    (re.compile("(?:次数|频次)$"), "次 场 场次 期 批 批次 回 轮 起 件 次/年 次/月 次/周", "次"),
    (re.compile("(?<!报)(?:满意度|满意率|合格率|覆盖率|通过率|完成率|占比|比重)$"), "% ‰ 百分比 分", "%"),
    (re.compile("(?:总额|金额|费用|成本|造价|经费)$"), "元 万元 亿元 千元 百万元 元/人", "万元"),
    (re.compile("天数$"), "天 日 工作日 个工作日", "天"),
)
_MONEY_NAME = re.compile("融资|贷款|资金|金额|投资|收入|余额|费用|成本|产值|税收|市值|营业额|交易额")


def operator_sense(scope: Scope) -> Iterator[Finding]:
    """U11: `=` on a rank or satisfaction, upward operators on ranks and costs, rates above 100 %."""
    for indicator in scope.indicators:
        target = target_of(indicator)
        if target.number is None or target.operator is None:
            continue
        message, severity = _operator_doubt(target)
        if message:
            pairs = ((printed(target), wording.TARGET),)
            yield finding("operator-sense", severity, indicator, "indicator.operator", message, pairs)


def _operator_doubt(target: Target) -> tuple[str, Severity]:
    assert target.number is not None
    name, shown, operator = target.name, printed(target), target.operator
    plain_name = _plain(name)
    if target.accumulation is Accumulation.RANK:
        if operator is Operator.EQ and target.number > 1:
            return wording.rank_equal(name, shown), Severity.WARNING
        return (
            (wording.rank_upward(name, shown), Severity.WARNING)
            if operator in _UPWARD
            else ("", Severity.HINT)
        )
    if operator is Operator.EQ and "满意" in plain_name:
        return wording.satisfaction_equal(name, shown), Severity.HINT
    if operator is Operator.EQ and target.unit == "倍":
        return wording.multiple_equal(name, shown), Severity.HINT
    if operator in _UPWARD and _COST.search(plain_name) and not _COST_WANTED.search(plain_name):
        return wording.cost_upward(name, shown), Severity.WARNING
    full = target.unit in ("%", "百分比") and _AT_MOST_HUNDRED.search(plain_name)
    if full and target.number > 100 and operator not in _DOWNWARD:
        return wording.above_hundred(name, shown), Severity.ERROR
    return "", Severity.HINT


def unit_against_name(scope: Scope) -> Iterator[Finding]:
    """U15: a name that counts 家数 with the unit 次, and money whose unit is 亿 alone."""
    for indicator in scope.indicators:
        unit, name = "".join(fold(indicator.unit or "").split()), _plain(indicator.name or "")
        if not unit or not name:
            continue
        pairs = ((indicator.name or "", "指标名称"), (unit, "单位"))
        field = "indicator.unit"
        for ending, units, usual in _UNITS:
            if ending.search(name) and known_unit(unit) and not _accepts(units.split(), unit):
                message = wording.unit_unlike_name(indicator.name or "", unit, usual)
                yield finding("unit-against-name", Severity.WARNING, indicator, field, message, pairs)
                break
        if unit in ("亿", "万") and _MONEY_NAME.search(name):
            message = wording.unit_without_money(indicator.name or "", unit)
            yield finding("unit-against-name", Severity.HINT, indicator, field, message, pairs)


def _accepts(units: list[str], unit: str) -> bool:
    return any(unit == accepted or convert(Decimal(1), unit, accepted) is not None for accepted in units)


def cost_above_budget(scope: Scope) -> Iterator[Finding]:
    """U14: a cost ceiling of more than twice this year's budget: total of several years, or a slip."""
    for node in scope.nodes:
        budget = budget_of(node)
        if budget is None or budget.number <= 0:
            continue
        for indicator in scope.office.indicators(node):
            target = target_of(indicator)
            ceiling = _ceiling(indicator, target)
            if ceiling is not None and ceiling > _CEILING_FACTOR * budget.number:
                message = wording.cost_above_budget(target.name, printed(target), budget.raw)
                pairs = ((printed(target), wording.TARGET), (budget.raw, "本年预算"))
                yield finding(
                    "cost-above-budget", Severity.WARNING, indicator, "indicator.target", message, pairs
                )


def _ceiling(indicator: Indicator, target: Target) -> Decimal | None:
    wanted = target.operator in _DOWNWARD and re.search("成本|费用|造价|投资|支出|经费", indicator.name or "")
    if not wanted or target.number is None:
        return None
    return convert(target.number, target.unit, "万元") if target.unit else None


def _plain(name: str) -> str:
    return _BRACKETED.sub("", "".join(fold(name[:120]).split()))
