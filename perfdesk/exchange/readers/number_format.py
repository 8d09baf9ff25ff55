"""What a workbook's number format makes of a number: 0.95 under 0% is 95%, 44926 under a date is a date.

A format changes the text only where it changes the meaning (percent, date, words beside the number). Rounding
and thousands separators do not: the exact stored figure is kept.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

# Built-in formats that are stored by number alone, as a Chinese Excel or WPS shows them.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy-m-d",
    15: "yyyy-m-d",
    16: 'm"月"d"日"',
    17: "yyyy-m",
    **dict.fromkeys((18, 20), "h:mm"),
    **dict.fromkeys((19, 21), "h:mm:ss"),
    22: "yyyy-m-d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "yyyy-m-d",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), "h:mm"),
    **dict.fromkeys((33, 35, 56), "h:mm:ss"),
    **dict.fromkeys((45, 47), "mm:ss"),
    46: "[h]:mm:ss",
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*].|(?P<general>General|G/通用格式)'
    r"|(?P<exponent>[Ee][+-])|(?P<noon>AM/PM|A/P|上午/下午)|(?P<date>[yYeE]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,})"
    r"|(?P<digit>[0#?.,/])|(?P<percent>%)|(?P<other>.)",
    re.DOTALL,
)
_ELAPSED = re.compile("[hHmMsS]+")
_SECTION = re.compile(r'((?:"[^"]*"?|[\\!].|\[[^\]]*\]|[^;"\\!\[])*)(?:;|$)', re.DOTALL)
# Beside a number these say nothing about its meaning.
_MUTE = str.maketrans("", "", "¥￥$€£()（）+-\t\n ")
_DAY = 86_400
_EXACT = 15  # the digits Excel itself keeps; behind them a double holds noise


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What matters of a format. `prefix` and `suffix` are words beside the number, with the percent sign.

    `date` holds the parts it shows (y, m, d, t), `words` whether with 年 月 日. `scaled` says that it hides
    digits before the point (thousands), so that what is seen is not what is stored.
    """

    prefix: str = ""
    suffix: str = ""
    percent: bool = False
    scaled: bool = False
    date: str = ""
    words: bool = False
    elapsed: bool = False

    @property
    def plain(self) -> bool:
        """Whether a number under it reads as stored."""
        return self == _PLAIN


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """Read a format code; only its first section counts.

    >>> found = number_format('"≥"0"家"')
    >>> (found.prefix, found.suffix), number_format("0%").suffix, number_format("#,##0.00_ ").plain
    (('≥', '家'), '%', True)
    """
    section = _SECTION.match(code)
    tokens = list(_TOKEN.finditer(section.group(1) if section else ""))
    kinds = [token.lastgroup or "" for token in tokens]
    if "date" in kinds or any(_elapsed(token) for token in tokens):
        return _date_format(tokens)
    digits = [at for at, kind in enumerate(kinds) if kind in ("digit", "general", "exponent")]
    if not digits:
        return _PLAIN
    first, last = digits[0], digits[-1]
    return NumberFormat(
        _words(tokens[:first]),
        _words(tokens[last + 1 :]),
        "percent" in kinds,
        _scaled(tokens[first : last + 1]),
    )


_PLAIN = NumberFormat()


def _elapsed(token: re.Match[str]) -> bool:
    return bool(_ELAPSED.fullmatch(token.group("bracket") or ""))


def _words(tokens: list[re.Match[str]]) -> str:
    """The literal text of some tokens, without currency signs, brackets and spaces."""
    text = "".join(
        token.group("quoted")
        or token.group("escaped")
        or token.group("percent")
        or token.group("other")
        or ""
        for token in tokens
    )
    return text.translate(_MUTE)


def _scaled(tokens: list[re.Match[str]]) -> bool:
    """Whether commas behind the last digit, or a literal point between digits, move the point."""
    code = "".join(token.group("digit") or "x" for token in tokens)
    whole = code.partition(".")[0]
    return whole.endswith(",") or code.endswith(",") or bool(re.search("[0#?]x+[0#?]", code))


def _date_format(tokens: list[re.Match[str]]) -> NumberFormat:
    letters = [
        (token.group("date") or token.group("bracket"))[0].lower()
        for token in tokens
        if token.group("date") or _elapsed(token)
    ]
    parts = ""
    timed = False
    for at, letter in enumerate(letters):
        beside = letters[max(at - 1, 0) : at] + letters[at + 1 : at + 2]
        if letter in "hs" or (letter == "m" and {"h", "s"} & set(beside)):
            timed = True
        elif letter == "a":
            parts += "d"
        else:
            parts += "y" if letter == "e" else letter
    shown = "".join(part for part in "ymd" if part in parts) + ("t" if timed else "")
    literal = "".join(token.group() for token in tokens)
    words = "年" in literal or "月" in literal
    return NumberFormat(date=shown, words=words, elapsed=any(_elapsed(token) for token in tokens))


def number_text(value: float) -> str:
    """A stored double as the clerk typed it, plainly and without the noise of binary digits.

    >>> number_text(0.1 + 0.2), number_text(1200.0), number_text(1e-7), number_text(1e21)
    ('0.3', '1200', '0.0000001', '1000000000000000000000')
    """
    if value.__class__ is int or (value == (whole := int(value)) and abs(whole) < 10**15):
        return str(int(value))
    shortest = repr(value)
    if sum(map(str.isdigit, shortest.partition("e")[0])) > _EXACT:
        shortest = f"{value:.{_EXACT}g}"
    return plain(Decimal(shortest))


def plain(number: Decimal) -> str:
    """A decimal without exponent and idle zeros.

    >>> plain(Decimal("95.00")), plain(Decimal("1E+3")), plain(Decimal("0"))
    ('95', '1000', '0')
    """
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def shown(value: float, form: NumberFormat, since_1904: bool = False) -> str:
    """A number as its format lets the clerk see it.

    >>> shown(0.285, number_format("0.00%")), shown(90.0, number_format('"≥"0"%"'))
    ('28.5%', '≥90%')
    """
    if form.date:
        moment = moment_of(value, since_1904)
        return number_text(value) if moment is None else date_text(moment, form)
    text = number_text(value)
    if form.percent:
        text = plain(Decimal(text) * 100)
    return text if form.scaled else form.prefix + text + form.suffix


def moment_of(serial: float, since_1904: bool = False) -> datetime.datetime | None:
    """A serial day number of a workbook as a moment, to the second; None where no calendar reaches."""
    start = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30)
    if not since_1904 and serial < 60:
        start += datetime.timedelta(days=1)  # Excel counts a 29 February 1900
    try:
        return start + datetime.timedelta(seconds=round(serial * _DAY))
    except OverflowError:
        return None


def date_text(moment: datetime.datetime, form: NumberFormat) -> str:
    """The parts of a moment that its format shows.

    >>> date_text(datetime.datetime(2022, 12, 31), number_format('yyyy"年"m"月"'))
    '2022年12月'
    >>> date_text(datetime.datetime(2022, 12, 31, 9, 30), number_format("yyyy-m-d"))
    '2022-12-31'
    """
    parts = form.date.rstrip("t")
    if form.words or parts == "md":
        day = "".join(f"{_part(moment, part)}{_WORDS[part]}" for part in parts)
    else:
        day = "-".join(f"{_part(moment, part):02d}" for part in parts)
    if not form.date.endswith("t"):
        return day
    if form.elapsed and not day:
        seconds = round((moment - datetime.datetime(1899, 12, 31)).total_seconds())
        return f"{seconds // 3600}:{seconds % 3600 // 60:02d}"
    clock = f"{moment.hour}:{moment.minute:02d}" + (f":{moment.second:02d}" if moment.second else "")
    return f"{day} {clock}".strip()


_WORDS = {"y": "年", "m": "月", "d": "日"}


def _part(moment: datetime.datetime, part: str) -> int:
    return {"y": moment.year, "m": moment.month, "d": moment.day}[part]
