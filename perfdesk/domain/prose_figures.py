"""Figures inside prose: what they measure, with unit, comparison word and sign of growth.

Only numbers with a unit count; years, dates, document numbers, titles and clause numbers are passed over.
A figure that the words leave in doubt says so in `doubt`, and no rule may decide by it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfdesk.domain.clauses import masked, sentences_of, unmarked
from perfdesk.domain.endings import Endings, linked
from perfdesk.domain.operator import Operator, read_operator
from perfdesk.domain.units import unit_at

_SAME_LENGTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFF0B, 0xFF0D)}
_SIGNS = {**_SAME_LENGTH, ord("−"): ord("-"), ord("﹪"): ord("%"), ord("\u00a0"): ord(" ")}
_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _SIGNS)))}]")
_DIGIT = re.compile("[0-9０-９]")
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z./~～—])(?P<sign>[+-](?=[0-9]))?"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])|[0-9]{1,18})(?P<rest>\.[0-9]{1,9})?(?![0-9A-Za-z.])"
)
_RANGE = re.compile(r"[%\u4e00-\u9fff]{0,2} ?[-~～—–至到]{1,2} ?[0-9]")
_RANGE_BEFORE = re.compile(r"[0-9%] ?[-~～—–至到]{1,2} ?$")
# 了 and blanks that may stand between a comparing word and its number.
_LINKS = 2
_NOT_A_UNIT = re.compile(
    r"年(?![限期])|月|季度?|日|号|时|分之|层|级|期工程|届|款|条例|点[0-9]|周年|页|章|市|县|区|村|镇|乡"
)
_WORDS_BEFORE = Endings(
    "大于等于 大于或等于 小于等于 小于或等于 不少于 不得少于 不低于 不得低于 不小于 不超过 不得超过 不高于"
    " 不得高于 不大于 不多于 不得多于 至少 最少 最低 至多 最多 最高 达 达到 超过 突破 大于 高于 多于 超出"
    " 小于 低于 少于 未满 不足 不到 控制在 等于",
    linked("≥ ≤ ＞ ＜ < > ＝ =", "", *"≥≤＞＜<>＝="),
)
_WORDS_AFTER = re.compile(r" ?(?:及以上|及以下|以上|以下|以内|之内)")
_ABOUT = Endings("约 约为 大约 将近 接近 近 估计")
_ATTRIBUTE = re.compile(r"的(?!速度|幅度|增[速幅]|目标任务)")
# Words of growth with what may stand between them and the number.
_UP = linked("增长 增加 上升 上涨 提升 提高 增", "", "了", "率")
_DOWN = linked("下降 下滑 减少 降低 减 负增长", "", "了")
_NOUNS = linked("增速 增幅 增长率 增长幅度 降幅 下降幅度", "", "为", "是", "约")
_GROWTH = Endings("", _UP, _DOWN, _NOUNS)
_LEVEL = Endings("", linked("增 降 降低 增长 增加 上升 提升 提高 下降 减少 回落 收窄", "至", "到"))
_OF_GROWTH = re.compile(r"(?:增速|增幅|降幅|增长率|涨幅)(?:同比|比[^，。]{0,8}|较[^，。]{0,8})?$")
_BASE = re.compile(
    r"(?:环比|[较比](?:年初|上月|上季度?|上一?期|前年|[0-9一二三]{1,4}年[^，]{0,2}|计划|预算|目标|全[省国市]|基[期数])|年均|年平均|两年平均|三年平均|平均(?=增|下)|名义|可比|实际(?!利用|完成|使用|到位)|剔除"
    r"|扣除|不变价|分别|各自|当月|单月)[^，。]{0,12}$"
)
_FORECAST = re.compile(
    r"预计|预期|预测|有望|力争|争取|确保|计划|规划|拟|目标|如果|若|可望|测算|将(?!军)|未能|没有|并非|原定"
)
_PAST = re.compile(r"(?<![较比同为与和跟])(?:去年|上年|上一年度?|往年|前年)")


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """One figure. `number` carries the sign of growth (下降 12.49% is -12.49) where `growth` is set.

    `subject` is what stands before it, as written. `bound` says that its operator is more than 达. `doubt`
    names what leaves the figure itself uncertain (区间), `hedge` a word before it by which it is none of
    this year's achievements (预计, 去年) or of another kind (初步).
    `attributive` says that it describes another noun (1000万元以上的大项目). `after` are the words behind it
    up to the next stop or figure: what 「为720名残疾人提供服务」 counts stands there.
    """

    raw: str
    start: int
    end: int
    number: Decimal
    unit: str
    subject: str
    sentence: str
    operator: Operator | None = None
    growth: bool = False
    at_least: bool = False
    attributive: bool = False
    part: bool = False
    bound: bool = False
    doubt: str | None = None
    hedge: str | None = None
    after: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"


@lru_cache(maxsize=2048)
def figures_in(text: str | None) -> tuple[ProseFigure, ...]:
    """All figures with a unit outside titles and brackets, in their order.

    >>> [(f.subject, f.number, f.unit) for f in figures_in("保费收入 3 亿元，同比下降 12.49%。")]
    [('保费收入', Decimal('3'), '亿元'), ('保费收入', Decimal('-12.49'), '%')]
    """
    if not text or _DIGIT.search(text) is None:
        return ()
    plain = masked(unmarked(text))
    if _WIDE.search(plain):
        plain = plain.translate(_SIGNS)
    return tuple(
        figure
        for sentence in sentences_of(plain)
        if _DIGIT.search(sentence.text)
        for figure in _in_sentence(sentence.text, sentence.start, text)
    )


def _in_sentence(plain: str, offset: int, text: str) -> Iterator[ProseFigure]:
    subject = ""
    ended = 0
    part = False
    remark: str | None = None
    for found in _NUMBER.finditer(plain):
        unit, end = _unit(plain, found.end())
        if unit is None:
            continue
        if not ended:
            remark = _remark(text, offset, offset + len(plain))
        before = plain[ended : found.start()][-120:]
        part = part or "其中" in before
        start = offset + ended + len(plain[ended : found.start()]) - len(before)
        yet = _read(found, plain, before, unit, end)
        own = _subject(before)
        subject = own or subject
        yield ProseFigure(
            raw=text[_raw_start(text, start, offset + found.start()) : offset + yet.end].strip(),
            start=offset + found.start(),
            end=offset + yet.end,
            number=yet.number,
            unit=unit,
            subject=subject,
            sentence=plain,
            operator=yet.operator,
            growth=yet.growth,
            at_least=yet.at_least,
            attributive=yet.attributive,
            part=part,
            bound=yet.bound,
            doubt=yet.doubt or _other_base(before, yet.growth),
            hedge=_hedge(plain[max(0, found.start() - 200) : found.start()]) or remark,
            after=plain[yet.end : yet.end + _after_length(plain, yet.end)].strip(),
        )
        ended = yet.end


@dataclass(slots=True)
class _Yet:
    """What the words around one number say."""

    number: Decimal
    end: int
    operator: Operator | None = None
    growth: bool = False
    at_least: bool = False
    attributive: bool = False
    bound: bool = False
    doubt: str | None = None


def _read(found: re.Match[str], plain: str, before: str, unit: str, end: int) -> _Yet:
    number = Decimal((found["number"] + (found["rest"] or "")).replace(",", ""))
    yet = _Yet(-number if found["sign"] == "-" else number, end)
    if _RANGE.match(plain, found.end()) or _RANGE_BEFORE.search(before[-4:]):
        yet.doubt = "区间"
    _after(yet, found, plain, end)
    front = before.rstrip()
    if about := _ABOUT.of(front):
        yet.doubt, front = yet.doubt or "约数", front[: len(front) - len(about)].rstrip()
    stem = front.rstrip("了 ")
    if len(front) - len(stem) <= _LINKS and (said := _WORDS_BEFORE.of(stem)):
        operator = read_operator(said.replace("突破", "超过"))
        yet.bound = yet.bound or said not in ("达", "达到", "等于", "=")
        yet.operator = yet.operator or operator
        front = stem[: len(stem) - len(said)].rstrip()
    _growth(yet, front, unit)
    return yet


def _after(yet: _Yet, found: re.Match[str], plain: str, end: int) -> None:
    """余 and 多 between number and unit, 以上 and 左右 behind the unit, and a noun that it only describes."""
    gap = plain[found.end() : end]
    yet.at_least = "余" in gap or "多" in gap or plain[end : end + 1] in ("余", "多")
    if word := _WORDS_AFTER.match(plain, end):
        yet.operator = read_operator(word.group().strip().replace("之内", "以内"))
        yet.end = end = word.end()
        yet.bound = True
    if plain[end : end + 2] in ("左右", "上下"):
        yet.doubt = "约数"
    yet.attributive = _ATTRIBUTE.match(plain, end) is not None


def _growth(yet: _Yet, front: str, unit: str) -> None:
    word = "" if _LEVEL.of(front) else _GROWTH.of(front)
    if not word:
        return
    yet.growth = True
    noun = _NOUNS.get(word)
    stem = front[: len(front) - len(word)].rstrip()
    if noun is None and _OF_GROWTH.search(stem[-16:]):
        yet.doubt = yet.doubt or "增速本身的升降"
    if word in _DOWN or noun in ("降幅", "下降幅度"):
        if yet.number < 0:
            yet.doubt = yet.doubt or "下降负数"
        yet.number = -yet.number
        yet.operator = yet.operator.flipped() if yet.operator else None
    if noun and _BASE.search(stem[-16:]):
        yet.doubt = yet.doubt or "比较口径"


def _unit(plain: str, at: int) -> tuple[str | None, int]:
    """The longest known unit behind a number, and where it ends; 余 and 多 may stand between."""
    while at < len(plain) and plain[at] in " \t余多":
        at += 1
    word = unit_at(plain, at)
    return (None, at) if not word or _NOT_A_UNIT.match(plain, at) else (word, at + len(word))


def _other_base(before: str, growth: bool) -> str | None:
    """The words that hold a growth against something else than the year before."""
    found = _BASE.search(before) if growth else None
    return found.group()[:6] if found else None


def _hedge(sentence: str) -> str | None:
    """The word before a figure that makes it a plan or last year's."""
    found = _FORECAST.search(sentence) or (_PAST.search(sentence) if "年" in sentence else None)
    return found.group() if found else None


def _remark(text: str, start: int, end: int) -> str | None:
    """A word, in brackets behind the sentence too, that says the figures are of another kind."""
    tail = _REST.match(text, end)
    found = _REMARK.search(text, start, tail.end() if tail else end)
    return (found[1] or found[2]) if found else None


_REST = re.compile(r"[^。；;\n]{0,60}")
_REMARK = re.compile(
    "[（(][^（）()]{0,30}?(预计|预期|初步|快报|可比|剔除|扣除|不含|不包括|口径|名义|计划|目标)"
    "|(口径|不可比|剔除|扣除|快报|初步统计|初步核算)"
)
_BREAKS = re.compile("[，,；;：:。]")
_STOPS = re.compile("[，,；;：:。\n]")
_AFTER = re.compile(r"[^，,；;：:。、0-9\n]{0,30}")


def _after_length(plain: str, at: int) -> int:
    found = _AFTER.match(plain, at)
    return len(found.group()) if found else 0


_LEADS_TO_NUMBER = Endings(
    "同比 同期 累计 实现 完成 总体 持续 稳步 进一步 继续 较快 平稳 达 达到 超过 突破 不少于 不低于 不高于"
    " 不超过 不大于 控制在 至少 高于 低于 大于 小于 少于 多于 约 近 增长 增长率 增加 上升 上涨 提升 提高 增速"
    " 增幅 下降 下滑 减少 降低 降幅 为 是 有 共 计 了 负 正 增 减",
    linked("比去年 比上年 比上一年 较去年 较上年 较上一年", "", "同期"),
)
_NO_SUBJECT = frozenset(("其中", "并且", "且", "同时", "分别"))


def _subject(before: str) -> str:
    """The words a figure speaks of, from the last stop, stripped of what only leads to the number."""
    for piece in reversed(_BREAKS.split(before)):
        words = piece.strip(" 、+-")[-60:]
        while tail := _LEADS_TO_NUMBER.of(words):
            words = words[: len(words) - len(tail)].rstrip(" 、")
        if words and words not in _NO_SUBJECT:
            return words
    return ""


def _raw_start(text: str, floor: int, number: int) -> int:
    """Where the quotation of a figure begins: after the last stop, at most 24 characters before it."""
    start = number - len(_STOPS.split(text[max(floor, number - 24) : number])[-1])
    while start < number and text[start] in "、 ":
        start += 1
    return start
