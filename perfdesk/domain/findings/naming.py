"""Which indicator a figure in prose speaks of: by name and unit, and rather none than a wrong one."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from perfdesk.domain.figures import plain
from perfdesk.domain.prose_figures import ProseFigure
from perfdesk.domain.records import Indicator
from perfdesk.domain.subject import contrasting, overlap, subject_of
from perfdesk.domain.target import Target, target_of
from perfdesk.domain.units import convert

_FRONT = re.compile("新增|新建|新|年度?|全市|全区|全县")
_BACK = re.compile(
    "(?:数量|家数|户数|人数|次数|件数|起数|个数|场次|班次|课时数|总额|总数|总量|金额|资金额|额|数)$"
)
_GENERIC = re.compile("企业|项目|活动|人员|资金|会议|工作|服务|机构|单位|系统|平台|人才|金融|经费|管理|建设")
_CERTAIN = Decimal("0.8")
_PERSONS = {"人", "名", "位"}
_COUNTING = frozenset("个所家项座")
_LEAST = 4
_LEAST_PAIRS, _MOSTLY = 4, Decimal("0.7")
_ONLY_LEADS = re.compile(
    "(?:上半年|全年|今年|本年|年内|前三季度|一季度|共|已|累计)*"
    "(?:为|对|向|给|完成|新建|新增|建成|培训|改造|开展|建设|引进|资助|组织|实施|举办|保障|服务|覆盖|成功)*"
)
# No goal text states more; a hostile one shall not be compared with every indicator for minutes.
_MOST = 200


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """A name without what only leads or counts: 全市新增辅导期企业家数 is 辅导期企业.

    >>> core("全市新增辅导期企业家数"), core("年完成课题数量")
    ('辅导期企业', '课题')
    """
    words = subject_of(name).core
    while (found := _FRONT.match(words)) and found.end() < len(words):
        words = subject_of(words[found.end() :]).core
    while (found := _BACK.search(words)) and found.start():
        words = words[: found.start()]
    return words


def in_unit(figure: ProseFigure, target: Target) -> Decimal | None:
    """The figure in the target's unit; None where the units have nothing in common."""
    if not target.unit or not _have_common(figure.unit, target.unit):
        return None
    if _count_alike(figure.unit, target.unit):
        return figure.number
    return convert(figure.number, figure.unit, target.unit)


@lru_cache(maxsize=4096)
def _have_common(unit: str, other: str) -> bool:
    """Whether figures of one unit can be told in the other at all; if any can, nought can."""
    return _count_alike(unit, other) or convert(Decimal(0), unit, other) is not None


def _count_alike(unit: str, counted: str) -> bool:
    """Whether both count people, or one is the other with its things: 个乡镇 and 个, but not 家次 and 家."""
    if unit in _PERSONS and counted in _PERSONS:
        return True
    return counted in _COUNTING and unit[:1] == counted and not unit.endswith("次")


def likeness(figure: ProseFigure, indicator: Indicator) -> Decimal:
    """How surely the figure's words name the indicator, 0 to 2; from 1 on without a look at the others."""
    said, named = core(figure.subject), core(indicator.name or "")
    if figure.after and _ONLY_LEADS.fullmatch(said):
        return _behind(figure, indicator)
    if not said or not named or contrasting(figure.subject, indicator.name or ""):
        return Decimal(0)
    if said == named:
        return Decimal(2)
    shorter, longer = min(len(said), len(named)), max(len(said), len(named))
    common = overlap(said, named) if len(set(said) & set(named)) >= _LEAST else 0
    if common >= _LEAST and Decimal(common) / shorter >= _CERTAIN:
        return 1 + Decimal(common) / longer / 2
    shared = _shared_pairs(said, named)
    if shared >= _MOSTLY:
        return 1 + shared / 5
    short = said if said in named else named
    if shorter >= 2 and (said in named or named in said) and not _GENERIC.fullmatch(short):
        return Decimal("0.5")
    return Decimal(0)


def _behind(figure: ProseFigure, indicator: Indicator) -> Decimal:
    """The likeness of what stands behind a figure: 「为720名残疾人提供康复服务」."""
    named = core(indicator.name or "")
    if contrasting(figure.after, indicator.name or ""):
        return Decimal(0)
    if figure.after == named:
        return Decimal(2)
    shared = _shared_pairs(named, figure.subject + figure.unit[1:] + figure.after, of=named)
    return 1 + shared / 5 if shared >= _MOSTLY else Decimal(0)


def _shared_pairs(a: str, b: str, *, of: str | None = None) -> Decimal:
    """The share of neighbouring characters of the shorter text (or of `of`) that the other has too.

    It sees 「治理水土流失面积」 in 「水土流失治理面积」, whose words stand in another order.
    """
    first, second = _neighbours(a), _neighbours(b)
    size = max(len(of) - 1, 0) if of is not None else min(len(first), len(second))
    return Decimal(len(first & second)) / size if size >= _LEAST_PAIRS else Decimal(0)


@lru_cache(maxsize=8192)
def _neighbours(text: str) -> frozenset[str]:
    """Its pairs of neighbouring characters."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def paired(
    figures: Iterable[ProseFigure], indicators: Sequence[Indicator], *, certain: bool = False
) -> list[tuple[ProseFigure, Indicator]]:
    """Figures with the indicator they name, each used once, the surest first.

    A weak likeness counts only where no other indicator has the unit, and never with `certain`.
    """
    figures = list(islice(figures, _MOST))
    targets = [(indicator, target_of(indicator)) for indicator in indicators] if figures else []
    offers = []
    for at, figure in enumerate(figures):
        fitting = [i for i, target in targets if in_unit(figure, target) is not None]
        for indicator in fitting:
            like = likeness(figure, indicator)
            if like >= 1 or (like and len(fitting) == 1 and not certain):
                offers.append((-like, at, indicator.position, indicator))
    pairs, used_figures, used = [], set(), set()
    for _, at, _, indicator in sorted(offers, key=lambda offer: offer[:3]):
        if at not in used_figures and indicator.id not in used:
            used_figures.add(at)
            used.add(indicator.id)
            pairs.append((figures[at], indicator))
    return pairs


def printed(target: Target) -> str:
    """「≥25家」: a target as short as the quotations beside it."""
    if target.number is None:
        return target.text or ""
    return f"{target.operator or ''}{plain(target.number)}{target.unit or ''}"
