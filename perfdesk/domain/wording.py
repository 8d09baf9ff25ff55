"""The sentences of verdicts and of figures that cannot be read. Plain, short, one sentence each."""

from perfdesk.domain.choices import Likelihood
from perfdesk.domain.operator import Operator
from perfdesk.domain.verdict_kind import Verdict

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.MET: "达标",
    Verdict.NOT_MET: "未达标",
    Verdict.IN_PROGRESS: "进行中",
    Verdict.NO_DATA: "未填",
    Verdict.NEEDS_JUDGEMENT: "待判定",
    Verdict.NOT_APPLICABLE: "不涉及",
}
VERDICT_MARKS: dict[Verdict, str] = {
    Verdict.MET: "✓",
    Verdict.NOT_MET: "✕",
    Verdict.IN_PROGRESS: "◌",
    Verdict.NO_DATA: "○",
    Verdict.NEEDS_JUDGEMENT: "?",
    Verdict.NOT_APPLICABLE: "—",
}
# Mark and word together, so that the page says it in black and white too.
VERDICT_TEXTS: dict[Verdict, str] = {
    verdict: f"{VERDICT_MARKS[verdict]} {word}" for verdict, word in VERDICT_WORDS.items()
}

LIKELIHOOD_WORDS: dict[Likelihood, str] = {
    Likelihood.CERTAIN: "确定能",
    Likelihood.POSSIBLE: "有可能",
    Likelihood.IMPOSSIBLE: "完全不可能",
}

# Why a text is no figure.
TOO_LONG = "文字太长，不是一个数。"
HIDDEN_CHARACTER = "里面有看不见的字符，请重新输入。"
PLACEHOLDER = "星号只是占位，还没有填数。"
DATE_OR_NUMBERED = "像日期或文号，不是一个数。"
NO_NUMBER = "里面没有可以确定的数。"
LONE_SIGN = "只有符号，没有数。"
STRANGE_DIGIT = "数字请用 0 到 9 来写。"
BAD_GROUPS = "千分位的逗号位置不对。"
BAD_NUMBER = "数写得不规范，请检查小数点、逗号和空格。"
TWO_OPERATORS = "写了两个不一致的比较符号。"
BAD_RANGE = "区间写反了，或前后单位不同。"


def unknown_unit(tail: str) -> str:
    """A number is followed by what is no unit."""
    return f"数后面的“{shortened(tail)}”认不出是单位。"


def shortened(text: str, length: int = 16) -> str:
    """One line of at most `length` characters."""
    line = " ".join(text[: 4 * length].split())
    return line if len(line) <= length and len(text) <= 4 * length else line[: length - 1] + "…"


def with_unit(number: str, unit: str | None) -> str:
    """「27.4 %」, 「5 家」."""
    return f"{number} {unit}" if unit else number


# Verdicts without a comparison.
NOT_FILLED = "还没有填实际完成值。"
NOT_INVOLVED = "本期不涉及这项指标。"
NOTHING_OR_ZERO = "“无”可以是没有发生，也可以是没有填，请写明数字。"
NO_TARGET = "指标没有目标值，请先填目标值。"
NO_OPERATOR = "指标没有运算符，请先选 ≥、>、=、<、≤ 之一。"


def target_not_a_number(text: str) -> str:
    """The target is words, a range or an approximation."""
    return f"目标“{shortened(text)}”不是一个确定的数，请对照材料判定。"


def operators_differ(own: Operator, written: Operator) -> str:
    """Operator field and target text contradict one another."""
    return f"运算符是 {own}，目标值里写的是 {written}，请改成一致。"


def target_units_differ(own: str, written: str) -> str:
    """Unit field and target text cannot be brought together."""
    return f"单位栏是“{shortened(own)}”，目标值里写的是“{shortened(written)}”，请改成一致。"


def actual_unreadable(actual: str, why: str) -> str:
    """The actual is text; it is kept, and somebody must judge it."""
    return f"实际填的是“{shortened(actual)}”，{why.rstrip('。')}，请改填数字，或对照材料判定。"


def units_unrelated(actual: str, target: str | None) -> str:
    """No ratio between the two units is known."""
    wanted = f"“{shortened(target)}”" if target else "没有写单位"
    return f"实际的单位是“{shortened(actual)}”，目标的单位{'是' if target else ''}{wanted}，不能直接比较。"


def not_certain(actual: str, target: str) -> str:
    """A range, an approximation or an open bound that may lie on either side."""
    return f"实际“{shortened(actual)}”不是一个确定的数，判断不了是否达到目标 {target}。"


# Verdicts from a comparison; `actual` and `target` are printed figures, `gap` is 「差 2.6 个百分点」.
EXACTLY_REACHED = "正好达到"
SAME_AS_TARGET = "与目标一致"
BETTER_RANK = "名次比目标靠前，如果靠前也算达标，运算符应为 ≤"
BETTER_HIGH = "比目标高，如果超过也算达标，运算符应为 ≥"
BETTER_LOW = "比目标低，如果更低也算达标，运算符应为 ≤"


def compared(actual: str, target: str, *clauses: str, so_far: bool = False) -> str:
    """「实际 27.4 %，目标 ≥ 30 %，差 2.6 个百分点。」; `so_far` says 目前 for a figure that still moves."""
    space = "" if actual.startswith("“") else " "
    parts = [f"{'目前' if so_far else '实际'}{space}{actual}", f"目标 {target}", *(c for c in clauses if c)]
    return "，".join(parts) + "。"


def behind(gap: str) -> str:
    """Not yet there."""
    return f"差 {gap}"


def ahead(gap: str) -> str:
    """Above the target, or over the limit."""
    return f"超 {gap}"


def room(gap: str) -> str:
    """Below a limit by so much."""
    return f"低 {gap}"


def rank_ahead(gap: str) -> str:
    """A smaller, better rank."""
    return f"靠前 {gap}"


def rank_behind(gap: str) -> str:
    """A larger, worse rank."""
    return f"靠后 {gap}"


def must(operator: Operator) -> str:
    """Equal to a strict target is not enough."""
    return "须超过" if operator is Operator.GT else "须低于"


def strictly(operator: Operator) -> str:
    """Why equal is not enough."""
    return "正好相等，目标要求超过" if operator is Operator.GT else "正好相等，目标要求低于"


def converted(actual: str, to: str) -> str:
    """「5000 万元（合 0.5 亿元）」."""
    return f"{actual}（合 {to}）"


def pace(done: str, due: str, order: int) -> str:
    """Share done against share of the year passed; `order` is -1 behind, 0 level, 1 ahead."""
    return f"完成 {done} %，{_PACES[order]}时间进度（{due} %）"


def short_pace(done: str, order: int) -> str:
    """「52 %，快于进度」."""
    return f"{done} %，{_PACES[order]}进度"


_PACES = {-1: "慢于", 0: "等于", 1: "快于"}
SHORT_TEXT = "不是数"
SHORT_UNITS = "单位不同"
SHORT_UNCERTAIN = "不确定"
SHORT_TARGET = "目标待定"
SHORT_NOT_YET = "未完成"
