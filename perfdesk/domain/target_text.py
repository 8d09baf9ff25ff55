"""Operator, number and unit of a target in one text, as forms A to C print them, and apart again."""

import re
from dataclasses import dataclass

from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.operator import Operator, read_operator

_SIGN = re.compile(r"\s*([≥≤><=＞＜＝≧≦⩾⩽]\s*[=＝]?)\s*")
_COUNTED = re.compile(r"([-+]?[0-9][0-9,.]*)\s*([^\s0-9,.]\S*)")
# 「≤12月」 counts months of the year. No figure reads it so: 12月 alone is a date.
_DATE_UNITS = ("年", "月", "日", "月份", "年度", "号")
_UNIT_WORD = re.compile("[\u4e00-\u9fff/·]{1,8}")
# An unknown word behind a number is its unit only without these: 3个月内完成, 90分以上满意 say more.
_SAYS_MORE = re.compile("[年月日时点底末号内前后期未已达优良差不超欠约余]|完成|合格|以[上下]|左右|上下|以及")


@dataclass(frozen=True, slots=True)
class TargetText:
    """A target in its parts; `text` is what stands between operator and unit, as written."""

    operator: Operator | None
    text: str
    unit: str | None


def joined(operator: str | None, text: str | None, unit: str | None) -> str:
    """Operator, number and unit in one text; a unit is only added to a bare number.

    >>> joined("≥", "95", "%"), joined(None, "优良", "项"), joined("≥", "3亿元", "亿元")
    ('≥95%', '优良', '≥3亿元')
    """
    if not text:
        return ""
    sign = operator if read_operator(operator) else ""  # 定性 and other words ask for no comparison
    read = read_figure(text)
    bare = isinstance(read, Figure) and read.unit is None
    return f"{sign}{text}{unit or ''}" if bare else f"{sign}{text}"


def parted(text: str) -> TargetText:
    """What `joined` joined. Only a sign is an operator here, words stay in the text.

    Without a sign in front, what no figure has for a unit stays with its number: 12月 is a date.

    >>> parted("≥95%"), parted("≤12月").unit, parted("≤9月前").text, parted("12月").text
    (TargetText(operator=<Operator.GE: '≥'>, text='95', unit='%'), '月', '9月前', '12月')
    """
    found = _SIGN.match(text)
    operator = read_operator(found.group(1)) if found else None
    rest = text[found.end() :] if found and operator else text
    number, unit = _counted(rest) if operator and not isinstance(read_figure(rest), Figure) else _figure(rest)
    return TargetText(operator, number, unit)


def counted_in(text: str | None, unit: str | None) -> str | None:
    """A number before this unit without it, where no figure reads them together.

    >>> counted_in("11月", "月"), counted_in("11个", "个"), counted_in("11月", "天")
    ('11', '11个', '11月')
    """
    if not text or not unit or isinstance(read_figure(text), Figure):
        return text
    rest = text.strip().removesuffix(unit).strip()
    bare = read_figure(rest)
    return rest if rest != text.strip() and isinstance(bare, Figure) and bare.unit is None else text


def _figure(text: str) -> tuple[str, str | None]:
    """A figure without the unit behind it, where what is left is the same figure."""
    read = read_figure(text)
    if not isinstance(read, Figure) or not read.unit or not text.rstrip().endswith(read.unit):
        return text, None
    rest = text.rstrip().removesuffix(read.unit).rstrip()
    bare = read_figure(rest)
    same = isinstance(bare, Figure) and bare.unit is None and _parts(bare) == _parts(read)
    return (rest, read.unit) if same else (text, None)


def _parts(figure: Figure) -> tuple[object, ...]:
    return figure.number, figure.upper, figure.operator, figure.approximate, figure.at_least


def _counted(text: str) -> tuple[str, str | None]:
    """A number and a word behind it that is a unit because a sign stands before them."""
    found = _COUNTED.fullmatch(text.strip())
    if not found or not isinstance(read_figure(found.group(1)), Figure):
        return text, None
    number, word = found.groups()
    unknown = _UNIT_WORD.fullmatch(word) is not None and _SAYS_MORE.search(word) is None
    return (number, word) if word in _DATE_UNITS or unknown else (text, None)
