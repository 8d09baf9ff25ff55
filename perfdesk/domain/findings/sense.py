"""Whether operator, unit and ceiling of an indicator make sense for what it is called."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.domain.endings import Endings
from perfdesk.domain.figures import plain
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.goal import budget_of
from perfdesk.domain.findings.naming import printed
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.fold import fold, unbracketed
from perfdesk.domain.measure import DIRECTION_WORDS, Accumulation, Direction
from perfdesk.domain.operator import Operator
from perfdesk.domain.records import Indicator
from perfdesk.domain.target import Target
from perfdesk.domain.units import convert, known_unit

_UPWARD = (Operator.GE, Operator.GT)
_DOWNWARD = (Operator.LE, Operator.LT)
_COST = re.compile("(?:成本|费用|造价|运维费|会议费|宣传费|差旅费|印刷费)(?:控制数?|上限|总额)?$")
_COST_WANTED = re.compile("研发|节约|压减|下降|降低|减少")
_BETTER_HIGH = re.compile(
    "(?<!不)(?<!未)(?:满意[率度]|合格率|通过率|及格率|覆盖率|采纳率|整改率|结案率|办结率|完成率|及时率|知晓率"
    "|达标率|优良率|完好率|成活率|准确率|准时率|普及率|按时结题率|可用率|入学率|巩固率|处置率)$"
)
_AT_MOST_HUNDRED = re.compile(f"{_BETTER_HIGH.pattern}|(?:占比|比重)$")
_NEGATED = re.compile("不满意|不合格|不达标|超标|未|下降|降低|减少|压减|降幅")
_BETTER_LOW = re.compile(
    "(?:故障率|投诉率|差错率|错误率|返修率|返工率|事故率|死亡率|流失率|失业率|逾期率|不良率|不合格率|故障次数"
    "|投诉(?:次数|件数|数量)?|事故(?:次数|起数|数量)?|违[规法](?:次数|起数)|突发事件)$"
)
_DEALT_WITH = re.compile(
    "下降|降低|减少|降幅|压减|处[理置]|办[理结]|整改|查[处办]|调查|化解|受理|接[收到诉]|解决|答复|回[应复]|演练|培训|检查|排查|应急|预防|防范"
)
_PEOPLE = {"人", "名", "人次"}
_GROWS = re.compile("培养|培训|培育")
_TEN = 10
_MISREAD = {"2": Operator.GE, "4": Operator.LE}
_CEILING_FACTOR = 2
# What a name's ending asks of its unit; only endings that leave no choice.
_UNITS = {
    ending: (units.split(), usual)
    for endings, units, usual in (
        ("家数", "家 户 个", "家"),
        ("户数", "户 家 万户 千户", "户"),
        ("人数", "人 名 位 万人 千人 百人 亿人 人次 万人次", "人"),
        ("人次", "人次 万人次 千人次 次", "人次"),
        ("次数 频次", "次 场 场次 期 批 批次 回 轮 起 件 次/年 次/月 次/周", "次"),
        ("满意度 满意率 合格率 覆盖率 通过率 完成率 占比 比重", "% ‰ 百分比 分", "%"),
        ("总额 金额 费用 成本 造价 经费", "元 万元 亿元 千元 百万元 元/人", "万元"),
        ("天数", "天 日 工作日 个工作日", "天"),
    )
    for ending in endings.split()
}
_ASKS = Endings("", _UNITS)
# 系人数 is no count of people, and 报满意度 and the like name a report.
_OTHERWISE = Endings("系人数 报满意度 报满意率 报合格率 报覆盖率 报通过率 报完成率 报占比 报比重")
_MONEY_NAME = re.compile("融资|贷款|资金|金额|投资|收入|余额|费用|成本|产值|税收|市值|营业额|交易额")


def operator_sense(sheet: Sheet) -> Iterator[Finding]:
    """U11: `=` on a rank or satisfaction, upward operators on ranks and costs, rates above 100 %."""
    for indicator, target in sheet.targets:
        if target.number is None or target.operator is None:
            continue
        message, severity = _operator_doubt(target)
        if message:
            pairs = ((printed(target), wording.TARGET),)
            yield finding("operator-sense", severity, indicator, "indicator.operator", message, pairs)


def _operator_doubt(target: Target) -> tuple[str, Severity]:
    assert target.number is not None
    name, operator = target.name, target.operator
    plain_name = _plain(name)
    if target.accumulation is Accumulation.RANK:
        return _rank_doubt(target)
    if operator is Operator.EQ:
        return _equality_doubt(target, plain_name)
    if operator in _UPWARD and _COST.search(plain_name) and not _COST_WANTED.search(plain_name):
        return wording.cost_upward(name, printed(target)), Severity.WARNING
    if operator in _UPWARD and _BETTER_LOW.search(plain_name) and not _DEALT_WITH.search(plain_name):
        return wording.low_is_better(name, printed(target)), Severity.WARNING
    if operator in _DOWNWARD and _BETTER_HIGH.search(plain_name) and not _NEGATED.search(plain_name):
        return wording.high_is_better(name, printed(target)), Severity.WARNING
    if target.number > 100 and operator in _UPWARD and _tops_at_hundred(target, plain_name):
        return wording.above_hundred(name, printed(target)), Severity.ERROR
    return "", Severity.HINT


def _rank_doubt(target: Target) -> tuple[str, Severity]:
    if target.operator is Operator.EQ and target.number is not None and target.number > 1:
        return wording.rank_equal(target.name, printed(target)), Severity.WARNING
    if target.operator in _UPWARD:
        return wording.rank_upward(target.name, printed(target)), Severity.WARNING
    return "", Severity.HINT


def _equality_doubt(target: Target, plain_name: str) -> tuple[str, Severity]:
    assert target.number is not None
    if target.number > 100 and _tops_at_hundred(target, plain_name) and _meant(target) is None:
        return wording.above_hundred(target.name, printed(target)), Severity.ERROR
    if "满意" in plain_name:
        return wording.satisfaction_equal(target.name, printed(target)), Severity.HINT
    if target.unit == "倍":
        return wording.multiple_equal(target.name, printed(target)), Severity.HINT
    if target.unit in _PEOPLE and target.number >= _TEN and _GROWS.search(plain_name):
        return wording.people_equal(target.name, printed(target)), Severity.HINT
    return "", Severity.HINT


def _tops_at_hundred(target: Target, plain_name: str) -> bool:
    return target.unit in ("%", "百分比") and _AT_MOST_HUNDRED.search(plain_name) is not None


def direction_sense(sheet: Sheet) -> Iterator[Finding]:
    """U11: the direction the clerk stated points the other way than the operator."""
    for indicator, target in sheet.targets:
        if indicator.direction not in (Direction.HIGHER, Direction.LOWER):
            continue
        against = _DOWNWARD if indicator.direction == Direction.HIGHER else _UPWARD
        if target.number is not None and target.operator in against:
            words = DIRECTION_WORDS[Direction(indicator.direction)]
            message = wording.direction_against_operator(target.name, printed(target), words)
            pairs = ((words, "方向"), (printed(target), wording.TARGET))
            field = "indicator.operator"
            yield finding("direction-sense", Severity.WARNING, indicator, field, message, pairs)


def misread_operator(sheet: Sheet) -> Iterator[Finding]:
    """U19: a rate of 290 % without an operator, as a reader of pictures makes it of ≥90 %; only asked."""
    for indicator, target in sheet.targets:
        meant = _meant(target)
        if meant is not None:
            message = wording.misread_operator(target.name, printed(target), meant)
            pairs = ((printed(target), wording.TARGET), (meant, "疑似原文"))
            field = "indicator.target"
            yield finding("misread-operator", Severity.WARNING, indicator, field, message, pairs)


def _meant(target: Target) -> str | None:
    """「≥90%」 where a target reads 290 % and cannot be more than 100."""
    number = target.number
    if number is None or not 100 < number < 500 or target.operator not in (None, Operator.EQ):
        return None
    name = _plain(target.name)
    if target.unit not in (None, "%", "百分比") or not _AT_MOST_HUNDRED.search(name):
        return None
    digits = plain(number)
    operator = _MISREAD.get(digits[0])
    rest = Decimal(digits[1:])
    return f"{operator}{plain(rest)}%" if operator and 0 < rest <= 100 else None


def unit_against_name(sheet: Sheet) -> Iterator[Finding]:
    """U15: a name that counts 家数 with the unit 次, and money whose unit is 亿 alone."""
    for indicator in sheet.indicators:
        unit, name = "".join(fold(indicator.unit or "").split()), _plain(indicator.name or "")
        if not unit or not name:
            continue
        pairs = ((indicator.name or "", "指标名称"), (unit, "单位"))
        field = "indicator.unit"
        ending = "" if _OTHERWISE.of(name) else _ASKS.of(name)
        if ending and known_unit(unit) and not _accepts(_UNITS[ending][0], unit):
            message = wording.unit_unlike_name(indicator.name or "", unit, _UNITS[ending][1])
            yield finding("unit-against-name", Severity.WARNING, indicator, field, message, pairs)
        if unit in ("亿", "万") and _MONEY_NAME.search(name):
            message = wording.unit_without_money(indicator.name or "", unit)
            yield finding("unit-against-name", Severity.HINT, indicator, field, message, pairs)


def _accepts(units: list[str], unit: str) -> bool:
    counted = unit.split("/")[0]
    return any(
        unit == accepted or convert(Decimal(1), name, accepted) is not None
        for accepted in units
        for name in (unit, counted)
    )


def cost_above_budget(sheet: Sheet) -> Iterator[Finding]:
    """U14: a cost ceiling of more than twice this year's budget: total of several years, or a slip."""
    budget = budget_of(sheet.node)
    if budget is None or budget.number <= 0:
        return
    for indicator, target in sheet.targets:
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
    return unbracketed(name, 120)
