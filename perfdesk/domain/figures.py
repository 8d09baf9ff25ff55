"""Reading a figure as clerks write it: exact, or not at all.

Widths, Chinese stops, separators, operator words, attached units, ranges, approximations and certain
Chinese numerals are understood; nothing is multiplied, rounded or guessed. What cannot be read says why.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfdesk.domain import wording
from perfdesk.domain.chinese_number import CHARACTERS, chinese_number
from perfdesk.domain.fold import fold
from perfdesk.domain.operator import Operator, leading_operator, trailing_operator
from perfdesk.domain.units import known_unit

LONGEST = 64


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read from text. `raw` is the text as typed, `unit` the unit as typed (full width folded).

    `upper` is the other end of a range (then `number` is its lower end), `at_least` says 余 or 多 (30余个),
    `approximate` 约, 近 or 左右.
    """

    raw: str
    number: Decimal
    unit: str | None = None
    operator: Operator | None = None
    approximate: bool = False
    upper: Decimal | None = None
    at_least: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it states one number, neither a range nor a bound nor an approximation."""
        return self.upper is None and self.operator is None and not self.at_least and not self.approximate


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Text that is no figure; `why` is one short sentence for the clerk."""

    raw: str
    why: str


def read_figure(text: str | None) -> Figure | Unreadable | None:
    """What a text says as a figure; None for blank and for the marks - / — 无. Raises for no text at all.

    >>> read = read_figure("＞＝ ９０％")
    >>> isinstance(read, Figure) and (read.operator, read.number, read.unit)
    (<Operator.GE: '≥'>, Decimal('90'), '%')
    """
    if text is None:
        return None
    if len(text) > LONGEST:
        return Unreadable(text, wording.TOO_LONG) if text.strip() else None
    return _read(text)


def number_of(text: str | None) -> Decimal | None:
    """The one number a text states, its unit left aside; None for ranges, open bounds and all else.

    >>> number_of("1，200.50 万元"), number_of("1-5"), number_of("30余个")
    (Decimal('1200.50'), None, None)
    """
    read = read_figure(text)
    if not isinstance(read, Figure) or read.upper is not None or read.at_least:
        return None
    return read.number


def plain(number: Decimal) -> str:
    """A finite number in digits: no exponent, no separators, no trailing zeros, no negative zero.

    >>> plain(Decimal("1E+3")), plain(Decimal("0.750")), plain(Decimal("-0"))
    ('1000', '0.75', '0')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def sum_of(texts: Iterable[str | None]) -> str:
    """The exact sum of all, plainly; "" where there is none or one is no number.

    >>> sum_of(["10", "2.50"]), sum_of(["10", "约5个左右", None])
    ('12.5', '')
    """
    numbers = [number_of(text) for text in texts]
    known = [number for number in numbers if number is not None]
    return plain(sum(known, Decimal(0))) if known and len(known) == len(numbers) else ""


_NOT_INVOLVED = re.compile(
    "(?:此项|本项|该项|此指标|本指标|该指标)?(?:今年|本年|本年度|当年|本期|本季度|本月)?(?:暂|均)?"
    "(?:不涉及|不适用)(?:此项|本项|该项)?"
)


def is_not_applicable(text: str | None) -> bool:
    """Whether a text says that the indicator does not concern this unit or year.

    >>> is_not_applicable("<此项今年不涉及>"), is_not_applicable("不涉及资金12万元")
    (True, False)
    """
    # The two ways of saying it end in these characters; most texts need no closer look.
    if text is None or len(text) > LONGEST or ("及" not in text and "用" not in text):
        return False
    return _NOT_INVOLVED.fullmatch("".join(fold(text).split()).strip("<>()[]〈〉《》.,;")) is not None


_NO_FIGURE = re.compile(r"[-—/\\ ]*|无")
_YEAR = r"(?<![0-9])(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"{_YEAR} ?年|{_YEAR} ?[-/.] ?[0-9]{{1,2}} ?[-/.] ?[0-9]{{1,2}}(?![0-9])"
    rf"|{_YEAR} ?[-/] ?(?:0?[1-9]|1[0-2])(?![0-9])"
    rf"|{_YEAR} ?[-—~] ?(?:19|20)[0-9]{{2}}$|[0-9一二三四五六七八九十] ?月|[〔\[【] ?[0-9]{{4}} ?[〕\]】]"
    r"|[一二][〇零九][〇零一二三四五六七八九]{2}年|[0-9]号"
    r"|^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$|^0[0-9]+ ?-"
)
_LISTED = re.compile("[0-9０-９][ \u3000]*、[ \u3000]*[0-9０-９]")
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9.,])|[+-]?\.[0-9]+(?![0-9.,])"
)
_CHINESE = re.compile(f"(-?)([{CHARACTERS}]+)")
_WHOLE = re.compile("百分之百|百分百")
_QUOTED = re.compile("[「『“‘\"'](.*)[」』”’\"']")
_IN_ALL = re.compile("(?:共计|合计|总计|累计|共|全年|已)?(?:共|已|实际)?(?:完成|实现)?(?=[0-9]|达到)")
_AMONG_FIRST = re.compile(f"前(?=[0-9{CHARACTERS}])")
_OF_HUNDRED = re.compile(r"(百|千)分之 ?")
_ABOUT = re.compile(r"(?:大约|约为|约|将近|接近|近|≈) ?")
_MORE = re.compile(r" ?(?:余|多)(?!少)")
_TO = re.compile(r" ?(?:-|~|—+|至|到) ?")
_TENTHS = re.compile("([一二三四五六七八九十]|[1-9]|10) ?成(?:([一二三四五六七八九])|半)?")
_LARGE_AND_MORE = re.compile("([百千万亿]+)(?:余|多)(?=.)")
_POWERS = re.compile("(?<=m)[²³]")
_BRACKETED_UNIT = re.compile(r"\(([^()0-9]+)\)")
_UNIT_LETTERS = re.compile(r"[\u4e00-\u9fff]{1,2}")
# An unknown word of one or two characters after digits passes as a unit only without these.
_NOT_IN_UNITS = frozenset(
    "年月日时点号底前后期未已完成达标合格优良差好坏高低有无否是不超欠内外多少余约左右上下以中等数几半均全正常"
    "增减升降涨跌长短快慢至到第负近每各共总被由在从按及与或和的了着过" + CHARACTERS
)


class _NotAFigure(Exception):
    """Carries the sentence out of the parser; never leaves this module."""


@lru_cache(maxsize=65536)
def _read(text: str) -> Figure | Unreadable | None:
    folded = " ".join(fold(text).split())
    if _NO_FIGURE.fullmatch(folded):
        return None
    why = _foul(text, folded)
    if why:
        return Unreadable(text, why)
    try:
        return _figure(text, folded)
    except _NotAFigure as refusal:
        return Unreadable(text, str(refusal))


def _foul(text: str, folded: str) -> str | None:
    """Why a text cannot be a figure by the look of its characters."""
    if any(unicodedata.category(c)[0] == "C" and c not in "\t\r\n" for c in text):
        return wording.HIDDEN_CHARACTER
    counted = _POWERS.sub("", folded)
    if any(unicodedata.category(c)[0] == "N" and not c.isascii() and c not in CHARACTERS for c in counted):
        return wording.STRANGE_DIGIT
    if "*" in folded:
        return wording.PLACEHOLDER
    if _LISTED.search(text):  # 「1、200」 may be item 1, two numbers or a slip for a comma
        return wording.BAD_GROUPS
    return wording.DATE_OR_NUMBERED if _DATE.search(folded) else None


@dataclass(slots=True)
class _Draft:
    """What has been understood so far while the text is eaten from both ends."""

    rest: str
    operator: Operator | None = None
    approximate: bool = False
    at_least: bool = False
    money: bool = False
    ordinal: bool = False
    of_hundred: str | None = None


def _figure(raw: str, folded: str) -> Figure:
    draft = _Draft(folded.rstrip(" .;"))
    _eat_front(draft)
    number, rest = _number(draft.rest)
    upper = None
    if found := _MORE.match(rest):
        draft.at_least, rest = True, rest[found.end() :]
    draft.rest = rest
    if found := _TO.match(rest):
        upper, draft.rest = _upper(rest[found.end() :], number)
    elif (split := _split_range(rest)) is not None:
        upper, draft.rest = _upper(split[1], number)
        if not _rest_is_unit(draft.rest, split[0]):
            raise _NotAFigure(wording.BAD_RANGE)
    _eat_back(draft)
    unit = _unit(draft)
    return Figure(raw, number, unit, draft.operator, draft.approximate, upper, draft.at_least)


def _eat_front(draft: _Draft) -> None:
    """Approximation, operator, currency sign, 第 and 百分之, in any sensible order."""
    if found := _QUOTED.fullmatch(draft.rest):
        draft.rest = found[1].strip()
    if found := _IN_ALL.match(draft.rest):
        draft.rest = draft.rest[found.end() :]
    for _ in range(2):
        if found := _ABOUT.match(draft.rest):
            draft.approximate, draft.rest = True, draft.rest[found.end() :]
        if draft.operator is None:
            draft.operator, draft.rest = leading_operator(draft.rest)
    if draft.rest.startswith(("¥", "人民币")):
        draft.money, draft.rest = True, draft.rest.removeprefix("人民币").removeprefix("¥").lstrip()
    if draft.operator is None and (found := _AMONG_FIRST.match(draft.rest)):
        draft.operator, draft.ordinal, draft.rest = Operator.LE, True, draft.rest[found.end() :]
    elif draft.rest.startswith("第"):
        draft.ordinal, draft.rest = True, draft.rest[1:].lstrip()
    elif draft.rest.startswith("负"):
        draft.rest = "-" + draft.rest[1:].lstrip()
    if found := _WHOLE.match(draft.rest):
        draft.rest = "100%" + draft.rest[found.end() :]
    elif found := _TENTHS.match(draft.rest):
        draft.rest = f"{_tenths(found)}%" + draft.rest[found.end() :]
    elif found := _OF_HUNDRED.match(draft.rest):
        draft.of_hundred = "%" if found[1] == "百" else "‰"
        draft.rest = draft.rest[found.end() :]


def _tenths(found: re.Match[str]) -> int:
    """Per cent behind 五成 or 九成五."""
    whole = chinese_number(found[1]) or Decimal(found[1])
    rest = chinese_number(found[2]) if found[2] else None
    return int(whole) * 10 + (int(rest) if rest is not None else 5 if found.group().endswith("半") else 0)


def _number(text: str) -> tuple[Decimal, str]:
    """The number a text begins with, and what follows it without leading spaces."""
    if found := _NUMBER.match(text):
        return Decimal(found.group().replace(",", "")), text[found.end() :].lstrip()
    if found := _CHINESE.match(text):
        return _chinese(found[1], found[2], text[found.end() :].lstrip())
    if not text or re.fullmatch(r"[-+.,%≥≤<>=~—¥ ]+", text):
        raise _NotAFigure(wording.LONE_SIGN)
    if re.match(r"[-+]?[0-9]{1,3},[0-9]", text):
        raise _NotAFigure(wording.BAD_GROUPS)
    raise _NotAFigure(wording.BAD_NUMBER if re.match(r"[-+]? ?[0-9]", text) else wording.NO_NUMBER)


def _chinese(sign: str, numeral: str, rest: str) -> tuple[Decimal, str]:
    """A Chinese numeral; 万 and 亿 before a unit belong to the unit (五亿元), as they do after digits."""
    if rest and rest[0] not in "-~—至到":
        kept = numeral.rstrip("万亿")
        if kept and not set(kept) & set("万亿萬億"):
            numeral, rest = kept, numeral[len(kept) :] + rest
    number = chinese_number(numeral)
    if number is None:
        raise _NotAFigure(wording.NO_NUMBER)
    if _is_uncountable(rest):
        raise _NotAFigure(wording.unknown_unit(rest))
    return (number.copy_negate() if sign else number), rest


def _is_uncountable(rest: str) -> bool:
    """After a Chinese numeral only well-known units count: 一般, 二等奖, 十分满意 are words."""
    bare = trailing_operator(rest)[1].removesuffix("左右").removesuffix("上下").rstrip(" .;,")
    bare = bare.removeprefix("余").removeprefix("多")
    words = re.split(r"[-~—至到]", bare)[0]
    return bool(words) and (not known_unit(words) or words in ("分", "点", "级", "面", "把"))


def _upper(text: str, lower: Decimal) -> tuple[Decimal, str]:
    number, rest = _number(text)
    if number < lower:
        raise _NotAFigure(wording.BAD_RANGE)
    return number, rest


def _split_range(rest: str) -> tuple[str, str] | None:
    """First unit and the rest of 「80%-90%」, from what follows the first number; None where no range."""
    found = re.match(r"([^-~—至到0-9]{1,6}?) ?(?:-|~|—+|至|到) ?(?=[-+.0-9])", rest)
    return (found[1], rest[found.end() :]) if found else None


def _rest_is_unit(rest: str, unit: str) -> bool:
    return rest.rstrip(" .;,") == unit.strip()


def _eat_back(draft: _Draft) -> None:
    """Closing stop, 以上 and the like, 左右, and 余 or 多 after the unit."""
    rest = draft.rest.rstrip(" .;,")
    for word in ("左右", "上下"):
        if rest.endswith(word):
            draft.approximate, rest = True, rest.removesuffix(word).rstrip()
    operator, rest = trailing_operator(rest)
    if operator and draft.operator not in (None, operator):
        raise _NotAFigure(wording.TWO_OPERATORS)
    draft.operator = draft.operator or operator
    if rest.endswith(("多", "余")):
        draft.at_least, rest = True, rest[:-1].rstrip()
    if found := _LARGE_AND_MORE.match(rest):
        draft.at_least, rest = True, found[1] + rest[found.end() :]
    draft.rest = rest


def _unit(draft: _Draft) -> str | None:
    unit = "".join(draft.rest.split())
    if draft.of_hundred:
        if unit:
            raise _NotAFigure(wording.unknown_unit(unit))
        return draft.of_hundred
    if draft.ordinal:
        if unit not in ("", "名", "位", "名次", "位次", "强"):
            raise _NotAFigure(wording.unknown_unit(unit))
        return "名次"
    if draft.money:
        unit = unit if unit.endswith("元") else unit + "元"
        if not known_unit(unit):
            raise _NotAFigure(wording.unknown_unit(unit))
    if found := _BRACKETED_UNIT.fullmatch(unit):
        unit = found[1]
    if not unit:
        return None
    if known_unit(unit) or (_UNIT_LETTERS.fullmatch(unit) and not set(unit) & _NOT_IN_UNITS):
        return unit
    raise _NotAFigure(wording.BAD_NUMBER if unit[0] in "0123456789.,_" else wording.unknown_unit(unit))
