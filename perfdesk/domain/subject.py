"""Whether two texts name the same thing, the way clerks vary names, and where they name different scopes.

Rules of words only: better to call two names different than to judge one thing by the figure of another.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from perfdesk.domain.endings import Endings
from perfdesk.domain.fold import fold

# Where a name lists two things; not the 和 of 和谐, the 与 of 参与, the 及 of 惠及, 普及, 及时 and 及格.
AND = "和(?![谐平解])|(?<!参)与|以及|(?<![涉普危惠顾提触波遍推累])及(?![时格早])"
_LONGEST = 60
_BRACKETED = re.compile(r"\([^()]*\)")
_LEAD = re.compile(
    r"(?:其中|同时|并且|此外|另外|到|至|截至|截止|预期|全年度?|年度|年内|年末|本年度?|当年|今年|本期|累计|共有|共计|共|总计"
    r"|实现|完成|力争|确保|争取|推动|促进|保持|组织|开展|举办|安排|进一步|继续|不断|努力|切实|将|使|令|年(?=[^限度末均])"
    r"|[0-9]{4}年度?|[0-9]{1,2}[-~—至到][0-9]{1,2}月份?|[0-9]{1,2}月份?[底末]?|上半年|下半年|前[二两三]季度"
    r"|第?[一二三四1-4]季度|[底末]|份|我市|我区|我县|我省|本市|本区|本县|本省|本单位|该|,)"
)
_SCOPE = re.compile(r"全国|全省|全市|全区|全县|全镇|全街道")
_TAIL = Endings("同比 总体 整体 平均 的 稳步 持续 较快 平稳 快速 大幅 小幅 明显 实现 完成 累计 达到 达")
_ALIKE = (
    ("累计", ""),
    ("地区生产总值", "生产总值"),
    ("gdp", "生产总值"),
    ("产业增加值", "业增加值"),
    ("行业增加值", "业增加值"),
    ("总额", "额"),
    ("总量", "量"),
    ("总数", "数"),
    ("数量", "数"),
    ("人次数", "人次"),
)
# Names that differ by one of these are different things, however alike the rest is.
_CONTRASTS = tuple(
    frozenset(group.split())
    for group in (
        "国家级 省级 市级 县级 区级 校级",
        "全国 全省 全市 全区 全县 市本级",
        "国内 海外 境外",
        "城区 城市 城镇 乡镇 农村 乡村",
        "线上 线下",
        "进口 出口",
        "存款 贷款",
        "收入 支出",
        "财产险 人身险",
        "男 女",
        "小学 中学 高中 大学",
        "新建 改建 扩建 续建",
        "余额 增加值 增量",
        "数 率",
        "首贷 续贷",
        "户数 金额",
    )
)
_OPPOSITE = re.compile("|".join(sorted(frozenset().union(*_CONTRASTS))))
_GROUPED = tuple((word, at) for at, group in enumerate(_CONTRASTS) for word in sorted(group))
# One word that names several things at once.
_JOINED = {
    "存贷款": ("存款", "贷款"),
    "进出口": ("进口", "出口"),
    "收支": ("收入", "支出"),
    "投融资": ("投资", "融资"),
    "城乡": ("城镇", "农村"),
}


class Likeness(StrEnum):
    """How two names relate."""

    SAME = "same"
    DRIFT = "drift"  # the same thing under a slightly different name
    OTHER_SCOPE = "other_scope"  # a part of it, or more than it
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Subject:
    """A name reduced to what it names; `shown` is for the clerk, `scope` is 全市 and the like."""

    shown: str
    core: str
    scope: str | None


def subject_of(words: str) -> Subject:
    """The subject in words such as 「全市实现金融业增加值」.

    >>> subject_of("全市实现金融业增加值").core
    '金融业增加值'
    """
    text = "".join(fold(words[-_LONGEST:]).split()).strip("\"'“”")
    text = _BRACKETED.sub("", text)
    scope = None
    while found := _LEAD.match(text) or (_SCOPE.match(text) if scope is None else None):
        if found.end() == len(text):
            break
        scope = found.group() if _SCOPE.fullmatch(found.group()) else scope
        text = text[found.end() :]
    while 0 < (kept := len(text) - len(_TAIL.of(text))) < len(text):
        text = text[:kept]
    core = text.lower()
    for quoted in "\"'“”‘’《》·,、 ":
        core = core.replace(quoted, "")
    return Subject(text, core, scope)


def compare(a: Subject, b: Subject) -> Likeness:
    """How two subjects relate; SAME only for the same words, DRIFT for known ways of writing them."""
    if not a.core or not b.core:
        return Likeness.UNRELATED
    if a.scope != b.scope and ((a.scope and b.scope) or {"全国", "全省"} & {a.scope, b.scope}):
        return Likeness.OTHER_SCOPE if _folded(a.core) == _folded(b.core) else Likeness.UNRELATED
    if a.core == b.core:
        return Likeness.SAME
    if _folded(a.core) == _folded(b.core):
        return Likeness.DRIFT
    return Likeness.OTHER_SCOPE if related(a.core, b.core) else Likeness.UNRELATED


def related(a: str, b: str) -> bool:
    """Whether one name contains the other, or both end alike in three characters or more."""
    if len(a) > 1 and len(b) > 1 and (a in b or b in a):
        return True
    tail = 0
    while tail < min(len(a), len(b)) and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return tail >= 3


def missing_part(target: str, text: str) -> str | None:
    """What a joined word of the target covers and the text leaves out.

    >>> missing_part("金融机构存贷款余额", "本外币贷款余额")
    '存款'
    """
    for joined, parts in _JOINED.items():
        if joined in target and joined not in text:
            said = [part for part in parts if part in text]
            left = [part for part in parts if part not in text]
            if said and left:
                return "、".join(left)
    return None


def contrasting(a: str, b: str) -> bool:
    """Whether the names carry opposite words (市级 and 省级), so that likeness means nothing."""
    mine = _opposites(a)
    yours = _opposites(b) if mine else mine
    return any(group in yours and not words & yours[group] for group, words in mine.items())


@lru_cache(maxsize=8192)
def _opposites(name: str) -> dict[int, frozenset[str]]:
    """The words of a name that have an opposite, by the group they stand in."""
    if _OPPOSITE.search(name) is None:
        return {}
    held: dict[int, frozenset[str]] = {}
    for word, at in _GROUPED:
        if word in name:
            held[at] = held.get(at, frozenset()) | {word}
    return held


def overlap(a: str, b: str) -> int:
    """Length of the longest common subsequence of two short names.

    A bit of `still` is 0 where the subsequence grows at that character of `b`; each character of `a` moves
    all of them in one sum.
    """
    a, b = a[:_LONGEST], b[:_LONGEST]
    places: dict[str, int] = {}
    for at, y in enumerate(b):
        places[y] = places.get(y, 0) | 1 << at
    whole = still = (1 << len(b)) - 1
    for x in a:
        if met := still & places.get(x, 0):
            still = ((still + met) | (still - met)) & whole
    return len(b) - still.bit_count()


def _folded(core: str) -> str:
    for said, meant in _ALIKE:
        core = core.replace(said, meant)
    return core
