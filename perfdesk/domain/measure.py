"""What kind of quantity an indicator is: how it adds up over the year, and which way is better.

Both are guessed from name, unit and operator until the clerk states them; a guess is always marked as one.
"""

import re
from enum import StrEnum
from functools import lru_cache

from perfdesk.domain.fold import unbracketed
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
_RATIO_NAME = re.compile(
    "(?:率|(?<!评)比|比例|比重|满意度|倍数|增速|增幅|知晓度)$|平均|[人户生次月日亩地床师班]均"
    "|每(?:[十百千]?万|[百千])[人名户车元]|每(?:[人名户生班车月周日天亩]|季度)"
    "|^(?:万元|单位|亿元)(?:gdp|生产总值|地区生产总值|工业增加值|产值|产品)",
    re.IGNORECASE,
)
_TIME_UNITS = {"小时", "分钟", "秒", "秒钟", "天", "日", "工作日", "个工作日"}
# How long something takes is a level; hours taught or worked add up.
_TIME_NAME = re.compile("时间|时限|时效|响应|受理|处理|处置|办理|办结|修复|恢复|等待|反馈|周期|到达|工期")
_LEVEL_NAME = re.compile(
    "年末|期末|季末|月末|年底|余额|在保|在册|在库|在校|在岗|存量|规模|保有|库存|市值|常住|现有|年限|期限|寿命|就业人数|从业人数"
)
_FLOW_NAME = re.compile("净增|累计|当年|本年|再就业|新(?:增|建|招|开|签|设|购|办|登记|注册|认定|引进|培育)")
# What happens is counted, whoever is in it (在校学生资助人次).
_FLOW_UNITS = {"次", "人次", "万人次", "户次", "场", "场次", "起", "班次", "架次", "车次", "剂次", "万剂次"}
_STOCK_NAME = re.compile(
    "(?:余额|结余|结存|保有量|拥有量|蓄水量|蓄积量|藏书量|指数|系数|等级|评级|水平|浓度|能力|容量)$"
    "|在[编职园营]|参保|馆藏|建档人数|签约(?:服务)?人数|(?:通车|运营|养护|管养)里程"
    "|(?:管网|路网|线路|管线)(?:总?长度|总?里程)$|(?:养护|保洁|物业管理|租用场地|建筑|场地|供热|绿地)面积$"
)
# Standing things and people, only where no verb stands before them: 检查学校数量 adds up.
_STANDING_NAME = re.compile(
    "(?:[全本][国省市县区镇]|[a-z0-9]+级|[国省市县区]家?级|公共|公办|民办|农村|城市|城镇|基层|专任|专职|注册|享受|规上|规模以上"
    "|养老|医疗|开放|机构|视频|户籍|常住|流动|永久|基本|高新技术|工业|公交|养老机构|非遗){0,3}"
    "(?:床位|学位|停车位|泊位|人口|民警|辅警|教师|医生|医师|护士|职工|志愿者|传承人|学校|幼儿园|医院|图书馆|文化馆|博物馆|消防站"
    "|景区|市场主体|经营主体|企业|监控点位?|线路|车辆|路灯|农田|耕地|低保|低保对象|低保人员|特困人员|特困人员供养)"
    "(?:人数|户数|个数|家数|条数|辆数|面积|数量|总数|数)?",
    re.IGNORECASE,
)
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
    if _is_stock(words, measure):
        return Accumulation.POINT_IN_TIME
    if _FLOW_NAME.search(words):
        return Accumulation.CUMULATIVE
    if measure in _ONCE_UNITS and _ONCE_NAME.search(words):
        return Accumulation.ONE_OFF
    return Accumulation.CUMULATIVE


def _is_stock(words: str, measure: str) -> bool:
    """Whether it is counted at one moment rather than added up; an increase of a stock adds up."""
    if measure in _FLOW_UNITS or re.search("新增|净增", words):
        return False
    if _FLOW_NAME.search(words.replace("累计结", "结")):
        return False
    patterns = (_STOCK_NAME, _LEVEL_NAME)
    return any(one.search(words) for one in patterns) or _STANDING_NAME.fullmatch(words) is not None


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
    return unbracketed(text, 200) if text else ""
