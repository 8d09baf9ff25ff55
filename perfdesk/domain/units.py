"""Units of measure: which are the same, and exact ratios between those that have one.

Months and years, 亩 and 平方米, 人 and 人次 have no exact ratio here: no figure is moved between them.
"""

import re
from decimal import Context, Decimal, Inexact
from functools import lru_cache

from perfdesk.domain.fold import fold, spellings

# Wide enough for every figure that can be read (64 characters) times every ratio; never rounds in silence.
EXACT = Context(prec=400, traps=[Inexact])

_SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_COUNTED = frozenset(
    word
    for line in (
        "个 家 户 次 人 名 位 件 项 份 套 台 辆 条 座 栋 幢 处 所 间 期 场 场次 班 班次 批 批次 宗 起 例",
        "篇 本 册 部 幅 张 枚 块 只 头 匹 羽 株 棵 床 口 眼 盏 艘 架 节 门 支 队 对 组 团 村 镇 县 市 区",
        "乡 校 点 点位 标段 课时 学时 课 讲 集 笔 单 票 桶 箱 包 瓶 盒 袋 车 船 字 页 层 类 种 款 道 路",
        "段 片 站 岗 岗位 案 课题 项目 企业 单位 机构 系统 平台 人次 户次 家次 车次 架次 台次 件次 台套",
        "人天 人日 工日 标箱 床位 学位 车位 工位 席 届 轮 环 根 盘 把 顶 副 双 面",
    )
    for word in line.split()
)
_MEASURED: dict[str, tuple[str, Decimal]] = {
    name: (base, Decimal(ratio))
    for base, names in {
        "元": {"元": "1", "人民币": "1", "元人民币": "1", "角": "0.1"},
        "秒": {
            "秒": "1",
            "秒钟": "1",
            "分钟": "60",
            "小时": "3600",
            "钟头": "3600",
            "天": "86400",
            "日": "86400",
        }
        | {"周": "604800", "星期": "604800", "s": "1", "min": "60", "h": "3600"},
        "克": {"克": "1", "千克": "1000", "公斤": "1000", "斤": "500", "吨": "1000000"}
        | {"g": "1", "kg": "1000", "t": "1000000", "毫克": "0.001", "微克": "0.000001"}
        | {"mg": "0.001", "μg": "0.000001", "µg": "0.000001", "ug": "0.000001"},
        "吨标准煤": {"吨标准煤": "1", "吨标煤": "1"},
        "美元": {"美元": "1"},
        "欧元": {"欧元": "1"},
        "港元": {"港元": "1", "港币": "1"},
        "米": {"米": "1", "公里": "1000", "千米": "1000", "厘米": "0.01", "毫米": "0.001"}
        | {"m": "1", "km": "1000", "cm": "0.01", "mm": "0.001"},
        "平方米": {"平方米": "1", "平米": "1", "㎡": "1", "平方公里": "1000000", "平方千米": "1000000"}
        | {"公顷": "10000", "m2": "1", "m²": "1", "km²": "1000000", "km2": "1000000"},
        "亩": {"亩": "1"},
        "立方米": {"立方米": "1", "立方": "1", "m³": "1", "m3": "1"}
        | {"升": "0.001", "公升": "0.001", "毫升": "0.000001", "l": "0.001", "ml": "0.000001"},
        "千瓦时": {"千瓦时": "1", "度": "1", "kwh": "1", "兆瓦时": "1000"},
        "千瓦": {"千瓦": "1", "kw": "1", "兆瓦": "1000", "mw": "1000"},
        "GB": {"gb": "1", "tb": "1024", "mb": "0.0009765625"},
    }.items()
    for name, ratio in names.items()
}
# No 万 or 亿 stands before these.
_BARE: dict[str, tuple[str, Decimal]] = {
    name: (base, Decimal(ratio))
    for base, names in {
        "%": {"%": "1", "百分比": "1", "‰": "0.1", "千分比": "0.1"},
        "百分点": {"百分点": "1", "个百分点": "1"},
        "名次": {"名次": "1", "位次": "1"},
        "倍": {"倍": "1"},
        "年": {"年": "1"},
        "个月": {"个月": "1", "月": "1"},
        "工作日": {"工作日": "1", "个工作日": "1"},
        "季度": {"季度": "1", "个季度": "1"},
        "分": {"分": "1"},
        "℃": {"℃": "1", "摄氏度": "1"},
        "分贝": {"分贝": "1", "db": "1"},
        "级": {"级": "1"},
        "档": {"档": "1"},
        "星": {"星": "1"},
    }.items()
    for name, ratio in names.items()
}
_EITHER = re.compile(r"([^()]+)\(([^()]+)\)")
_COUNTING = frozenset("个所家项户名场篇条座")
_THINGS = frozenset(
    word
    for line in (
        "村 镇 县 市 区 乡 县区 乡镇 街道 社区 行政村 小区 园区 基地 站点 点位 岗位 部门 窗口 单位 机构 企业",
        "学校 医院 学生 教师 家庭 项目 系统 平台 活动 会议 论文 专利 案件 课题 标段 品种",
    )
    for word in line.split()
)
_LONGEST = 6
# Characters a unit can be made of, in any case and width; what stands behind a point is a remark.
_SIGNS = "/()" + "".join(sorted({*"".join((*_SCALES, *_COUNTED, *_MEASURED, *_BARE, *_COUNTING, *_THINGS))}))
_MAYBE_UNIT = re.compile(rf"[{re.escape(spellings(_SIGNS))}·\s]{{1,{_LONGEST}}}", re.IGNORECASE)
_ANY = ""  # base of 万, 亿 … alone: they multiply whatever is counted or paid


def unit_at(text: str, at: int) -> str:
    """The longest known unit that begins at a place of a text; "" where none does.

    >>> unit_at("投入3亿元资金", 3), unit_at("第3批", 0)
    ('亿元', '')
    """
    maybe = _MAYBE_UNIT.match(text, at)
    if maybe is None:
        return ""
    words = maybe.group()
    if "·" in words:
        words = text[at : at + _LONGEST]
    for length in range(len(words), 0, -1):
        if not words[length - 1].isspace() and known_unit(words[:length]):
            return words[:length]
    return ""


@lru_cache(maxsize=4096)
def known_unit(unit: str) -> bool:
    """Whether it is a unit word of the list, a multiple (万户) or a quotient (元/人) of such."""
    first, *rest = fold(unit).split("/")
    return _resolved(first) is not None and all(_resolved(part.split("·")[0]) is not None for part in rest)


def same_unit(a: str | None, b: str | None) -> bool:
    """Whether two units mean the same size of the same thing.

    >>> same_unit("亿", "亿元"), same_unit("％", "百分比"), same_unit("人", "人次")
    (True, True, False)
    """
    if not a or not b:
        return not a and not b
    return convert(Decimal(1), a, b) == 1


def convert(number: Decimal, unit: str | None, to: str | None) -> Decimal | None:
    """The exact number in another unit; None where no ratio is known or the result has no end.

    A figure without a unit is taken to be in the unit asked for. Nothing is rounded.

    >>> convert(Decimal(5000), "万元", "亿元"), convert(Decimal(3), "人", "人次")
    (Decimal('0.5'), None)
    """
    if not unit or unit == to:
        return number
    source = _resolved(unit)
    if source is None:
        return number if to and _bare_name(unit) == _bare_name(to) else None
    if not to:
        return EXACT.multiply(number, source[1]) if _unit_may_go_unsaid(*source) else None
    aim = _resolved(to)
    if aim is None or not _alike(source[0], aim[0]):
        return None
    try:
        product = EXACT.multiply(number, source[1])
        quotient = EXACT.divide(product, aim[1])
    except Inexact:
        return None
    return quotient if quotient else Decimal(0)


def _unit_may_go_unsaid(base: str, scale: Decimal) -> bool:
    return base == _ANY or (base in _COUNTED and scale == 1)


def _alike(a: str, b: str) -> bool:
    if a == b or b in _either_of(a) or a in _either_of(b):
        return True
    other = b if a == _ANY else a if b == _ANY else None
    return other is not None and (other == "元" or other in _COUNTED)


@lru_cache(maxsize=256)
def _either_of(unit: str) -> tuple[str, ...]:
    """The units a 台(套) may stand for: 台 and 套; a 人(次) is a 人 or a 人次, but never a 次."""
    found = _EITHER.fullmatch(unit)
    if found is None:
        return ()
    return (found[1], found[1] + found[2]) if found[2] == "次" else (found[1], found[2])


def _bare_name(unit: str) -> str:
    return "".join(fold(unit).split())


@lru_cache(maxsize=1024)
def _resolved(unit: str) -> tuple[str, Decimal] | None:
    """Base unit and how many of it the unit is; None for a word that is not known."""
    if len(unit) > 24:
        return None
    name = _bare_name(unit)
    first, slash, rest = name.partition("/")
    if slash:
        found = _resolved(first)
        return None if found is None or not rest else (f"{found[0]}/{rest}", found[1])
    for word in (name, name.lower()) if len(name) > 1 or name in "LT" else (name,):
        if found := _BARE.get(word) or _scaled(word):
            return found
    return None


def _counted_in_words(name: str) -> bool:
    """台(套), 人(次): one word or the other; 个项目, 所学校: a counting word before what is counted."""
    if "(" in name and (found := _EITHER.fullmatch(name)) and found[1] in _COUNTED:
        return found[2] in _COUNTED
    return name[:1] in _COUNTING and name[1:] in _THINGS


def _scaled(name: str) -> tuple[str, Decimal] | None:
    if found := _MEASURED.get(name):
        return found
    if name in _COUNTED or _counted_in_words(name):
        return name, Decimal(1)
    for length in (2, 1):
        scale, base = _SCALES.get(name[:length]), name[length:]
        if scale is None:
            continue
        if not base:
            return _ANY, Decimal(scale)
        if base in _COUNTED:
            return base, Decimal(scale)
        if base in _MEASURED:
            return _MEASURED[base][0], scale * _MEASURED[base][1]
    return None
