"""The sentences of verdicts on prose: both texts are quoted, with where they stand."""

from collections.abc import Sequence
from decimal import Decimal

from perfdesk.domain.figures import plain
from perfdesk.domain.operator import Operator
from perfdesk.domain.span import Span
from perfdesk.domain.verdict_kind import Verdict
from perfdesk.domain.wording import shortened, strictly

_QUOTE = 40
NOT_INVOLVED = "写明今年不涉及。"
NOT_FILLED = "进展情况未填。"
NO_CONTENT = "没有写考核内容，进展没有可以对照的目标。"
WORDS_ONLY = "考核内容里没有可以比较的数字，请对照材料判断。"


def _quoted(text: str) -> str:
    return f"“{shortened(text.strip(' 。'), _QUOTE)}”"


def _listed(texts: Sequence[str]) -> str:
    return "、".join(_quoted(text) for text in texts[:3]) + ("等" if len(texts) > 3 else "")


def compared(
    target: str,
    actual: str,
    unit: str,
    gap: Decimal,
    operator: Operator,
    verdict: Verdict,
    remarks: Sequence[str],
) -> tuple[str, str]:
    """The sentence of a comparison and the few words beside the badge."""
    points = "个百分点" if unit in ("%", "个百分点", "百分点") else unit
    size = plain(abs(gap))
    if not gap:
        clause = "正好达到" if verdict is Verdict.MET else strictly(operator)
        short = ""
    elif verdict is Verdict.MET:
        clause, short = ("达到", "") if operator is Operator.EQ else (f"达到，相差 {size} {points}", "")
    else:
        clause, short = f"未达到，相差 {size} {points}", f"差 {size}"
    rest = "".join(f"{remark}。" for remark in remarks)
    return f"考核内容{_quoted(target)}，进展情况{_quoted(actual)}，{clause}。{rest}", short


def name_drift(target: str, actual: str) -> str:
    """The same thing under two names."""
    return f"两处名称略有不同（{shortened(target, 24)}、{shortened(actual, 24)}），按同一项判断"


def months_differ(mention: str, span: Span) -> str:
    """The text's months are not the run's."""
    return f"文字说的是{mention}，本期是 {span.label}"


def several(target: str, rates: Sequence[str]) -> str:
    """More than one rate of the same subject."""
    return (
        f"考核内容{_quoted(target)}，进展里有 {len(rates)} 个同名的数（{_listed(rates)}），请确认以哪个为准。"
    )


def other_scope(target: str, actual: str, rate: str, left: str | None) -> str:
    """A rate of a part of the subject, or of more than it."""
    missing = f"，没有写{left}" if left else ""
    return (
        f"考核内容说的是“{shortened(target, 24)}”，"
        f"进展写的是“{shortened(actual, 24)}”（{shortened(rate, 24)}）{missing}，范围不同，请判断是否达到。"
    )


def uncertain(rate: str, word: str) -> str:
    """A word that leaves the rate uncertain."""
    return f"进展{_quoted(rate)}不能直接比较（{word.strip()}），请对照材料判断。"


def only_a_bound(rate: str) -> str:
    """Over, under or more than so much: no exact figure."""
    return f"进展{_quoted(rate)}不是一个确定的数，请写明数字或人工判断。"


def only_some_months(rate: str, months: str) -> str:
    """A rate of single months."""
    return f"进展{_quoted(rate)}说的是{months}，不是年初以来的数，请判断是否达到。"


def other_year(rate: str) -> str:
    """A rate of another year, or of a whole one."""
    return f"进展{_quoted(rate)}前面写了年份，请确认是不是本期的数。"


def stock_for_flow(target: str, stocks: Sequence[str]) -> str:
    """The target asks for what is new, the text gives what there is."""
    return f"考核内容{_quoted(target)}要的是新增数，进展只写了总数（{_listed(stocks)}），没有写新增多少。"


def no_base(target: str, figures: Sequence[str]) -> str:
    """The target asks for a decrease or increase, the text gives no earlier figure."""
    given = f"只写了{_listed(figures)}，" if figures else ""
    return f"考核内容{_quoted(target)}要和上年比，进展{given}没有写上年数或升降幅度。"


def two_at_once(target: str) -> str:
    """双下降 and the like."""
    return f"考核内容{_quoted(target)}要求两项都达到，请对照进展分别判断。"


def many_clauses(target: int, text: int) -> str:
    """Several numbered tasks."""
    given = f"进展有 {text} 条" if text > 1 else "进展没有分条"
    return f"考核内容有 {target} 条，{given}，请逐条对照判断。"


def figure_in_clauses(target: str, candidates: Sequence[str]) -> str:
    """A figure among the tasks, with what the text has in its unit."""
    given = f"进展里同单位的数有{_listed(candidates)}" if candidates else "进展里没有同单位的数"
    return f"其中{_quoted(target)}，{given}。"


def unmatched(target: str, candidates: Sequence[str]) -> str:
    """One figure in the target, some or none in the text."""
    if candidates:
        return f"考核内容{_quoted(target)}，进展写了{_listed(candidates)}，请判断是不是同一项、是否达到。"
    return f"考核内容{_quoted(target)}，进展里没有可以比较的数，请对照材料判断。"
