"""What kind of quantity an indicator is: how it adds up over the year, and which way is better.

Both are guessed from name, unit and operator until the clerk states them; a guess is always marked as one.
"""

import re
from enum import StrEnum
from functools import lru_cache

from perfdesk.domain.fold import fold
from perfdesk.domain.operator import Operator


class Accumulation(StrEnum):
    """How an indicator's actuals relate to the calendar; only cumulative ones are held against it."""

    CUMULATIVE = "cumulative"
    POINT_IN_TIME = "point_in_time"
    RATIO = "ratio"
    RANK = "rank"
    ONE_OFF = "one_off"


class Direction(StrEnum):
    """Which actuals are better, apart from what the operator says."""

    HIGHER = "higher"
    LOWER = "lower"
    EXACT = "exact"


ACCUMULATION_WORDS: dict[Accumulation, str] = {
    Accumulation.CUMULATIVE: "全年累计",
    Accumulation.POINT_IN_TIME: "时点数",
    Accumulation.RATIO: "比率",
    Accumulation.RANK: "排名",
    Accumulation.ONE_OFF: "一次完成",
}
DIRECTION_WORDS: dict[Direction, str] = {
    Direction.HIGHER: "越高越好",
    Direction.LOWER: "越低越好",
    Direction.EXACT: "正好为准",
}

_RANK_UNITS = {"名次", "位次"}
_RANK_NAME = re.compile("排名|名次|位次|排位")
_RATIO_UNITS = {"%", "‰", "百分点", "个百分点", "百分比", "千分比", "倍", "成"}
_RATIO_NAME = re.compile("(?:率|占比|比例|比重|满意度|倍数|增速|增幅|知晓度)$|平均|人均|户均")
_TIME_UNITS = {"小时", "分钟", "秒", "秒钟", "天", "日", "工作日", "个工作日"}
# How long something takes is a level; hours taught or worked add up.
_TIME_NAME = re.compile("时间|时限|时效|响应|受理|处理|处置|办理|办结|修复|恢复|等待|反馈|周期|到达|工期")
_LEVEL_NAME = re.compile(
    "年末|期末|季末|月末|年底|余额|在保|在册|在库|在校|在岗|存量|规模|保有|库存|市值|常住|现有|年限|期限|寿命|就业人数|从业人数"
)
_FLOW_NAME = re.compile("新增|净增|累计|当年|本年|新建|新招|新开")
_ONCE_NAME = re.compile("是否|出台|印发|建成|竣工|完工|投用|投入使用|通车|上线|挂牌成立")
_ONCE_UNITS = {"", "个", "项", "份", "套", "座", "处"}
_WORSE_NAME = re.compile(
    "故障|违规|违法|违纪|事故|投诉|风险发生|风险次数|重大.*风险|突发事件|死亡|伤亡|返修|返工|报废|不良|逾期|流失|失败|差错|误差|"
    "成本|费用|支出|经费|能耗|排放|污染|费率|损失|欠|负债|时间|时限|时长|等待|周期"
)


@lru_cache(maxsize=4096)
def guess_accumulation(name: str | None, unit: str | None) -> Accumulation:
    """The likeliest kind from the words of name and unit; cumulative where nothing speaks for another.

    >>> guess_accumulation("维修返修率", "%"), guess_accumulation("当年新增贷款", "亿元")
    (<Accumulation.RATIO: 'ratio'>, <Accumulation.CUMULATIVE: 'cumulative'>)
    """
    words, measure = _plain(name), _plain(unit)
    if measure in _RANK_UNITS or _RANK_NAME.search(words):
        return Accumulation.RANK
    if measure in _RATIO_UNITS or "/" in measure or _RATIO_NAME.search(words):
        return Accumulation.RATIO
    if measure in _TIME_UNITS and _TIME_NAME.search(words):
        return Accumulation.POINT_IN_TIME
    if _FLOW_NAME.search(words):
        return Accumulation.CUMULATIVE
    if _LEVEL_NAME.search(words):
        return Accumulation.POINT_IN_TIME
    if measure in _ONCE_UNITS and _ONCE_NAME.search(words):
        return Accumulation.ONE_OFF
    return Accumulation.CUMULATIVE


@lru_cache(maxsize=4096)
def guess_direction(name: str | None, unit: str | None, operator: Operator | None) -> Direction:
    """The likelier way: a rank is better when lower, then the operator speaks, then the words.

    >>> guess_direction("上市公司数量全国排名", "名次", Operator.EQ)
    <Direction.LOWER: 'lower'>
    """
    kind = guess_accumulation(name, unit)
    if kind is Accumulation.RANK:
        return Direction.LOWER
    if operator in (Operator.GE, Operator.GT):
        return Direction.HIGHER
    if operator in (Operator.LE, Operator.LT):
        return Direction.LOWER
    if _WORSE_NAME.search(_plain(name)):
        return Direction.LOWER
    if operator is None:
        return Direction.HIGHER
    higher = kind is Accumulation.RATIO and _plain(unit) != "倍"
    return Direction.HIGHER if higher else Direction.EXACT


def _plain(text: str | None) -> str:
    """Spaces and bracketed remarks left out; only the beginning of an endless text."""
    joined = "".join(fold((text or "")[:200]).split())
    return re.sub(r"\([^()]*\)", "", joined)
