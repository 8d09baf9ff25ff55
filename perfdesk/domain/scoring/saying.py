"""The sentences of scores: what is open and what to do, plain and short."""

from decimal import Decimal

from perfdesk.domain.figures import plain
from perfdesk.domain.scoring.bands import Range
from perfdesk.domain.scoring.points import two_places
from perfdesk.domain.scoring.totals import HUNDRED, Over
from perfdesk.domain.wording import shortened

OPEN = "待定"
NOT_INVOLVED = "本期不涉及，规则没有写这项分值怎么算，请手工打分或调整分值。"
NO_PASS_MARK = "实际 {0}，及格门槛不是一个确定的数，请改正及格门槛或手工打分"
FOR_WORDS = "实际 {0} 是数，指定的打分方法只用于文字目标，请改选方法或手工打分"
NOT_IN_PERCENT = "实际 {0}、目标 {1} 不是百分数，满意度公式用不上，请改写单位或手工打分"
NOT_EXACT = "实际不是一个确定的数，不能按目标 {0} 计算，请改填数字或手工打分"
BAND = "分值的 {0}% 到 {1}%"
BAND_ONLY = "分值的 {0}%，得 {value}"


def no_weight(text: str | None) -> str:
    """The weight is missing or is no positive number."""
    if not (text or "").strip():
        return "还没有分值。请先填分值，或按规则分配。"
    return f"分值“{shortened(text or '')}”不是大于 0 的数。请改正分值。"


def no_rule(method: str | None) -> str:
    """No formula of the pack fits, or the one asked for is not in it."""
    if (method or "").strip():
        return f"打分规则里没有“{shortened(method or '')}”这种打分方法的数据，请改选或手工打分。"
    return "打分规则里没有适用这项指标的公式，请手工打分。"


def given_by_hand(points: Decimal, range_: Range) -> str:
    """Points of a hand with the room it had."""
    return f"手工打分 {two_places(points)}（可打 {range_.printed}）"


def differs(given: Decimal, found: Decimal) -> str:
    """A printed or typed score against the formula's."""
    return f"填写的得分是 {two_places(given)}，按规则算是 {two_places(found)}，请核对。"


def overshot(over: Over) -> str:
    """An actual far above its target."""
    above = plain(over.from_percent - HUNDRED)
    tail = {"explain": "请说明原因", "hand": "请说明原因，并酌情减分", "deduct": "请说明原因"}
    return f"实际比目标高 {above}% 以上，{tail[over.treatment]}。"


def no_grade(words: str) -> str:
    """The actual of a qualitative indicator names no grade."""
    return f"定性指标要先写达成档次（{words}），或直接手工打分。"


def choose_within(word: str, range_: Range) -> str:
    """A grade is named, the points are not."""
    return f"“{word}”可打 {range_.printed}，请手工打分。"


def hand_unreadable(text: str) -> str:
    """The points typed are no number."""
    return f"填写的得分“{shortened(text)}”不是一个数，请改填数字。"


def out_of_range(given: Decimal, range_: Range) -> str:
    """The points typed may not be given."""
    return f"填写的得分 {plain(given)} 不在 {range_.printed} 之间，请改正。"
