"""What every rule is called: its name in the command line's output, its place in the list, its caption.

The help page `findings` explains each by the same name; a test holds the two together.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `feature` is its number in the field notes (U1 to U20), "" where it has none there."""

    name: str
    feature: str
    caption: str


RULES: dict[str, Rule] = {
    name: Rule(name, feature, caption)
    for feature, name, caption in (
        ("U1", "narrative-against-actual", "文字里的数和实际数"),
        ("U1", "figures-ambiguous", "进展里有几个数都像是结果"),
        ("U2", "goal-amount", "年度目标和指标的数字"),
        ("U2", "goal-operator", "年度目标和指标的比较方式"),
        ("U2", "goal-scope", "年度目标和指标的范围"),
        ("U3", "promise-without-indicator", "写了目标没有指标"),
        ("U3", "promise-unmeasured", "写了试点示范没有指标"),
        ("U3", "goal-vague", "年度目标无法衡量"),
        ("U4", "clause-unmentioned", "考核内容没有对应进展"),
        ("U4", "target-unevidenced", "目标里的数进展没有写"),
        ("U5", "progress-without-clause", "进展没有对应的考核内容"),
        ("U5", "progress-copies-target", "进展照抄考核内容"),
        ("U6", "period-coverage", "文字里的月份"),
        ("U6", "other-year", "进展写的是别的年份"),
        ("U7", "stock-for-flow", "要新增数却写了总数"),
        ("U7", "no-base", "要比上年却没有上年数"),
        ("U8", "scope-partly", "只写了目标的一部分"),
        ("U9", "parts-do-not-add", "分项和总数加不起来"),
        ("U9", "growth-miscalculated", "增长率算得不对"),
        ("U9", "growth-outside-parts", "总增速在分项增速之外"),
        ("U9", "completion-miscalculated", "完成比例算得不对"),
        ("U10", "too-coarse", "基数太小，比率分不开"),
        ("U11", "operator-sense", "运算符是否合理"),
        ("U11", "direction-sense", "运算符和指标方向"),
        ("U12", "weak-target", "目标低于已有水平"),
        ("U13", "implied-figure", "几个数推出来对不上"),
        ("U13", "flow-above-stock", "新增数大于余额"),
        ("U13", "leverage-claim", "撬动倍数"),
        ("U14", "cost-above-budget", "成本上限和本年预算"),
        ("U15", "unit-against-name", "单位和名称"),
        ("U15", "unit-drift", "同一类指标单位不同"),
        ("U16", "name-drift", "同一项两处名称不同"),
        ("U16", "measure-drift", "目标名称和内容说的不是一个数"),
        ("U16", "document-number", "文号两处不同"),
        ("U16", "document-renamed", "文件名称两处不同"),
        ("U19", "misread-operator", "疑似把 ≥、≤ 认成了数字"),
        ("", "falling-cumulative", "累计数变小"),
        ("", "outlier", "数量级"),
        ("", "forecast-likelihood", "预计和完成可能性"),
        ("", "forecast-below-actual", "预计小于已完成"),
        ("", "deviation-unexplained", "没有写偏差原因"),
        ("", "money-parts", "资金来源和总额"),
        ("", "executed-above-budget", "执行数大于预算"),
        ("", "execution-unexplained", "执行率低没有写原因"),
        ("", "weights-sum", "分值合计"),
        ("", "score-above-weight", "得分大于分值"),
        ("", "quotes-unbalanced", "引号"),
        ("", "numbering-odd", "条目编号"),
        ("", "placeholder-left", "占位符没有填"),
        ("", "attachment-named", "写了见附件"),
    )
}
