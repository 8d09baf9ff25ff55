"""The sentences of the findings: both figures, where each stands, and what to look at."""

from perfdesk.domain.wording import shortened

_NAME = 24
_QUOTE = 30
TARGET = "年度目标值"


def _name(text: str) -> str:
    return f"“{shortened(text, _NAME)}”"


def _quoted(text: str) -> str:
    return f"“{shortened(text, _QUOTE)}”"


def amounts_differ(caption: str, said: str, name: str, target: str) -> str:
    """Goal text and target state different amounts."""
    return f"{caption}写{_quoted(said)}，指标{_name(name)}是 {target}，两处数字不一致。"


def operators_differ(caption: str, said: str, name: str, target: str, *, boundary: bool) -> str:
    """Same amount, another comparison."""
    rest = "正好等于时结论不同" if boundary else "超出或不足时结论不同"
    return f"{caption}写{_quoted(said)}，指标{_name(name)}是 {target}，比较方式不一致，{rest}。"


def no_indicator(caption: str, said: str) -> str:
    """A promise nobody measures."""
    return f"{caption}写{_quoted(said)}，下面没有对应的指标。"


def rank_equal(name: str, target: str) -> str:
    """`=` on a rank."""
    return f"指标{_name(name)}是 {target}：名次更靠前也会判为未达标，是否应为“≤”？"


def rank_upward(name: str, target: str) -> str:
    """`≥` on a rank."""
    return f"指标{_name(name)}是 {target}：名次越小越靠前，运算符是否写反？"


def satisfaction_equal(name: str, target: str) -> str:
    """`=` on satisfaction."""
    return f"指标{_name(name)}是 {target}：满意度要正好等于才算达标，是否应为“≥”？"


def multiple_equal(name: str, target: str) -> str:
    """`=` on a multiple."""
    return f"指标{_name(name)}是 {target}：倍数略高或略低都会判为未达标，请确认运算符。"


def cost_upward(name: str, target: str) -> str:
    """`≥` on a cost."""
    return f"指标{_name(name)}是 {target}：成本费用一般是越低越好，运算符是否写反？"


def above_hundred(name: str, target: str) -> str:
    """A rate that cannot pass 100 %."""
    return f"指标{_name(name)}是 {target}：这个比率不会超过 100%，请核对目标值。"


def unit_unlike_name(name: str, unit: str, usual: str) -> str:
    """家数 counted in 次."""
    return f"指标{_name(name)}的单位是“{shortened(unit, 8)}”，按名称应是“{usual}”一类，请核对。"


def unit_without_money(name: str, unit: str) -> str:
    """亿 for 亿元."""
    return f"指标{_name(name)}的单位是“{unit}”，是否应为“{unit}元”？"


def cost_above_budget(name: str, target: str, budget: str) -> str:
    """A ceiling far above the year's money."""
    return f"指标{_name(name)}是 {target}，本年预算只有 {budget}，请确认上限是不是多年合计。"


def months_differ(caption: str, said: str, run: str, *, beyond: bool) -> str:
    """The text's months are not the run's."""
    rest = "超出了本期" if beyond else "没有写到期末"
    return f"{caption}写的是{_quoted(said)}，本期是 {run}，{rest}。"


def actual_differs(caption: str, said: str, name: str, actual: str) -> str:
    """Prose and figure state different amounts."""
    return f"{caption}写{_quoted(said)}，指标{_name(name)}的实际填的是 {shortened(actual)}，两处不一致。"


def actual_missing(caption: str, said: str, name: str) -> str:
    """The figure stands in the prose only."""
    return f"{caption}写{_quoted(said)}，指标{_name(name)}的实际还没有填。"


def quotes_odd(caption: str, quoted: str) -> str:
    """Reversed or single quotation marks."""
    return f"{caption}里的引号不成对或方向反了：{quoted}"
