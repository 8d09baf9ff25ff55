"""Targets against what is known already and against each other: weak, too coarse, not all true at once."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.domain.figure_lists import Amount, known_in
from perfdesk.domain.figures import plain
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.goal import budget_of
from perfdesk.domain.findings.naming import in_unit, likeness, printed
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.measure import Accumulation, Direction
from perfdesk.domain.operator import Operator
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.records import Indicator
from perfdesk.domain.rounding import rounded
from perfdesk.domain.target import Target
from perfdesk.domain.units import convert

_LEVELS = (Accumulation.RATIO, Accumulation.POINT_IN_TIME)
# So far behind what is reached that rounding, a cautious round figure or another sample do not explain it.
_POINTS, _SHARE, _TIMES = Decimal(5), Decimal("1.1"), Decimal(2)
_FACTOR = Decimal("1.2")
_THING = re.compile("课题|项目|标段|工程|系统|平台|规划|方案|报告|标准|成果|场馆|站点|试点")
_OF_THING = {"课题": "课题|成果|研究", "项目": "项目", "成果": "成果|课题"}
# Rates whose base are the things themselves, not hours or users.
_COUNTED_RATE = re.compile("结题|通过|合格|采纳|完成|验收|按期|按时|开工|竣工|优良|达标|转化|落地|办结")
_FEW = 10
_STOCK = re.compile("年末|期末|年底|余额|规模|存量|在保|总数|总量")
_FLOW = re.compile("新增|当年|本年|净增|全年|累计|投放|发放|拓展")
_CAPITAL = re.compile("注册资本|实收资本|资本金|净资产")
_EACH = re.compile("(?P<each>人均|户均|亩均|生均|场均|次均)(?P<rest>.*)")
_EACH_UNITS = {
    "人均": "人 名 人次",
    "户均": "户",
    "亩均": "亩",
    "生均": "人 名",
    "场均": "场 场次",
    "次均": "次",
}
_LEVERAGE = re.compile(
    "(?:撬动|带动|放大|引导)[^。；，\n]{0,16}?(?P<times>数十|几十|上百|数百|[1-9][0-9]{0,3})[余多]?倍"
)
_AT_LEAST = {"数十": 10, "几十": 10, "上百": 100, "数百": 100}
_RAISED = re.compile("贷款|资金|投资|融资|担保|增信|信贷|资本")
_TEN_THOUSAND = "万元"


def weak_target(sheet: Sheet) -> Iterator[Finding]:
    """U12: overview or goal state that more is reached already than the indicator asks for."""
    texts = [(sheet.overview, "项目概况"), (sheet.goal[0], sheet.goal[2])]
    reached = [(caption, *level) for text, caption in texts for level in _reached(text, sheet.book.year)]
    if not reached:
        return
    for indicator, target in sheet.targets:
        if target.number is None or target.accumulation not in _LEVELS:
            continue
        for caption, name, amount, raw in reached:
            if _is_behind(target, amount) and _names(name, amount, indicator, sheet):
                message = wording.weak_target(target.name, printed(target), caption, raw)
                pairs = ((printed(target), wording.TARGET), (raw, caption))
                yield finding("weak-target", Severity.HINT, indicator, "indicator.target", message, pairs)


def _reached(text: str, year: str | None) -> Iterator[tuple[str, Amount, str]]:
    """Levels a text states to be reached: in lists, or in a sentence about a year before the book's."""
    if not text:
        return
    for known in known_in(text):
        yield known.name, known.amount, f"{known.name}{known.amount.raw}"
    for figure in figures_in(text):
        uncertain = figure.growth or figure.doubt or figure.attributive or figure.bound or figure.part
        if not uncertain and "分别" not in figure.raw and _is_past(figure, text, year):
            yield figure.subject, Amount(figure.raw, figure.number, figure.unit), figure.raw


def _is_past(figure: ProseFigure, text: str, year: str | None) -> bool:
    before = text[max(0, figure.start - 80) : figure.start]
    stop = max(before.rfind(mark) for mark in "。；;\n")
    years = re.findall("(?:19|20)[0-9]{2}(?= ?年)", before[stop + 1 :])
    if year and years:
        return max(years) < year and figure.hedge in (None, "去年", "上年")
    return figure.hedge in ("去年", "上年")


def _names(name: str, amount: Amount, indicator: Indicator, sheet: Sheet) -> bool:
    """Whether a name in the text is the indicator's; a short one only where no other has its unit."""
    figure = ProseFigure(amount.raw, 0, 0, amount.number, amount.unit, name, "")
    like = likeness(figure, indicator)
    if like >= 1 or not like:
        return like >= 1
    return sum(1 for _, other in sheet.targets if in_unit(figure, other) is not None) == 1


def _is_behind(target: Target, amount: Amount) -> bool:
    known = convert(amount.number, amount.unit, target.unit)
    if known is None or target.number is None or not amount.unit:
        return False
    if target.operator is Operator.EQ:
        return target.unit == "倍" and known > target.number
    if target.direction is Direction.HIGHER and target.operator in (Operator.GE, Operator.GT):
        if target.unit in ("%", "百分比"):
            return known >= target.number + _POINTS
        return known >= target.number * _SHARE
    return target.operator in (Operator.LE, Operator.LT) and 0 < known * _TIMES <= target.number


def too_coarse(sheet: Sheet) -> Iterator[Finding]:
    """U10: a rate over a number of things that another indicator fixes at two or three."""
    for base, count in sheet.targets:
        thing = _THING.search(base.name or "")
        few = count.number is not None and 2 <= count.number <= _FEW and count.number % 1 == 0
        if not (thing and few and count.operator is Operator.EQ and count.accumulation not in _LEVELS):
            continue
        of = re.compile(_OF_THING.get(thing.group(), thing.group()))
        for indicator, rate in sheet.targets:
            name = indicator.name or ""
            counted = of.search(name) and _COUNTED_RATE.search(name)
            if rate.unit in ("%", "百分比") and rate.number is not None and counted:
                yield from _coarse(indicator, rate, base, count)


def _coarse(indicator: Indicator, rate: Target, base: Indicator, count: Target) -> Iterator[Finding]:
    assert rate.number is not None
    assert count.number is not None
    number = int(count.number)
    last = Decimal(100) * (number - 1) / number
    if rate.operator not in (Operator.GE, Operator.GT) or rate.number >= 100:
        return
    # Between the last two values only all of them do; with > also where the value itself is not enough.
    needs_all = rate.number > last or (rate.operator is Operator.GT and rate.number == last)
    if not needs_all:
        return
    steps = [plain(rounded(Decimal(100) * at / number, 1)) for at in range(number + 1)]
    values = "、".join(f"{step}%" for step in steps) if number <= 4 else f"…、{steps[-2]}%、{steps[-1]}%"
    said = f"“{base.name}”是 {printed(count)}"
    message = wording.too_coarse(rate.name, printed(rate), said, f"{values}，等于要求全部")
    pairs = ((printed(rate), wording.TARGET), (printed(count), wording.TARGET))
    yield finding("too-coarse", Severity.HINT, indicator, "indicator.target", message, pairs)


def flow_above_stock(sheet: Sheet) -> Iterator[Finding]:
    """U13: more of something is to be new than there is to be at the year's end."""
    stocks = [
        (i, t)
        for i, t in sheet.targets
        if t.accumulation is Accumulation.POINT_IN_TIME and _STOCK.search(t.name)
    ]
    if not stocks:
        return
    flows = [
        (i, t) for i, t in sheet.targets if t.accumulation is Accumulation.CUMULATIVE and _FLOW.search(t.name)
    ]
    for stock, held in stocks:
        for flow, added in flows:
            if held.number is None or added.number is None or not _same_thing(held.name, added.name):
                continue
            number = convert(added.number, added.unit, held.unit) if added.unit and held.unit else None
            if number is not None and number > held.number and held.operator is not Operator.LE:
                message = wording.flow_above_stock(
                    flow.name or "", printed(added), stock.name or "", printed(held)
                )
                pairs = ((printed(added), wording.TARGET), (printed(held), wording.TARGET))
                yield finding("flow-above-stock", Severity.HINT, flow, "indicator.target", message, pairs)


def _same_thing(stock: str, flow: str) -> bool:
    """Whether the flow's own words all stand in the stock's name: 当年新增贷款 and 年末贷款规模."""
    kept = re.sub("金额|额|数量|数", "", _FLOW.sub("", flow))
    held = _STOCK.sub("", stock)
    return len(kept) >= 2 and (kept in held or held in kept)


def implied_figures(sheet: Sheet) -> Iterator[Finding]:
    """U13: balance and multiple imply a capital, so much for each of so many implies a total."""
    yield from _implied_capital(sheet)
    yield from _implied_total(sheet)


def _implied_capital(sheet: Sheet) -> Iterator[Finding]:
    multiples = [(i, t) for i, t in sheet.targets if t.unit == "倍" and "放大" in t.name]
    if len(multiples) != 1:
        return
    balances = [t for _, t in sheet.targets if re.search("余额|责任", t.name) and t.number and t.unit]
    if len(balances) != 1:
        return
    capital = next(
        (
            amount
            for name, amount, _ in _capitals(sheet.overview)
            if _CAPITAL.search(name) and amount.number > 0
        ),
        None,
    )
    if capital is None:
        return
    (indicator, multiple), balance = multiples[0], balances[0]
    stated = convert(capital.number, capital.unit, balance.unit)
    if not multiple.number or stated is None or balance.number is None:
        return
    implied = balance.number / multiple.number
    if max(implied, stated) > _FACTOR * min(implied, stated):
        other = f"“{balance.name}”是 {printed(balance)}"
        shown = f"{plain(rounded(implied))}{balance.unit}"
        message = wording.multiple_implies(
            multiple.name, printed(multiple), other, shown, capital.raw, "项目概况"
        )
        pairs = (
            (printed(multiple), wording.TARGET),
            (printed(balance), wording.TARGET),
            (capital.raw, "项目概况"),
        )
        yield finding("implied-figure", Severity.HINT, indicator, "indicator.target", message, pairs)


def _capitals(text: str) -> Iterator[tuple[str, Amount, str]]:
    for known in known_in(text):
        yield known.name, known.amount, known.amount.raw
    for figure in figures_in(text):
        if not (figure.growth or figure.doubt or figure.attributive or figure.bound or figure.hedge):
            yield figure.subject, Amount(figure.raw, figure.number, figure.unit), figure.raw


def _implied_total(sheet: Sheet) -> Iterator[Finding]:
    targets = sheet.targets
    for _, each in targets:
        found = _EACH.search(each.name)
        if found is None or not each.number or not each.unit:
            continue
        units = _EACH_UNITS[found["each"]].split()
        counts = [t for _, t in targets if t.unit in units and t.number]
        totals = [
            (i, t)
            for i, t in targets
            if re.search("总额|总金额|总支出|总成本|总投入", t.name) and t.number and t.unit
        ]
        if len(counts) != 1 or len(totals) != 1:
            continue
        indicator, total = totals[0]
        unit = each.unit.split("/")[0]
        assert counts[0].number is not None
        assert total.number is not None
        product = convert(each.number * counts[0].number, unit, total.unit)
        if product is not None and not total.number <= _FACTOR * product <= _FACTOR * _FACTOR * total.number:
            shown = f"{plain(product)}{total.unit}"
            one, many = (f"“{t.name}”是 {printed(t)}" for t in (each, counts[0]))
            message = wording.product_implies(one, many, shown, total.name, printed(total))
            pairs = tuple((printed(t), wording.TARGET) for t in (each, counts[0], total))
            yield finding("implied-figure", Severity.HINT, indicator, "indicator.target", message, pairs)


def leverage_claim(sheet: Sheet) -> Iterator[Finding]:
    """U13: 「撬动数十倍」 against what the indicators raise for the budget."""
    text, field, caption = sheet.goal
    found = _LEVERAGE.search(text)
    budget = budget_of(sheet.node)
    if found is None or budget is None or budget.number <= 0:
        return
    least = Decimal(_AT_LEAST.get(found["times"]) or found["times"])
    raised = [
        number
        for _, target in sheet.targets
        if target.number
        and target.unit
        and _RAISED.search(target.name)
        and target.operator is not Operator.LE
        if (number := convert(target.number, target.unit, _TEN_THOUSAND)) is not None
    ]
    if not raised or min(raised) >= least * budget.number:
        return
    total, low = (plain(rounded(number / budget.number)) for number in (sum(raised, Decimal(0)), min(raised)))
    message = wording.leverage(caption, found.group(), budget.raw, total, low)
    pairs = ((found.group(), caption), (budget.raw, "本年预算"))
    severity = Severity.WARNING if sum(raised) < least * budget.number else Severity.HINT
    yield finding("leverage-claim", severity, sheet.node, field, message, pairs)
