"""A span of months of one fiscal year, as progress runs report on."""

import re
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.chinese_number import chinese_number
from perfdesk.domain.fold import fold


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last month, both included, 1 to 12; anything else is a ValueError."""

    from_month: int
    to_month: int

    def __post_init__(self) -> None:
        if not 1 <= self.from_month <= self.to_month <= 12:
            raise ValueError(f"not a span of months: {self.from_month} to {self.to_month}")

    @property
    def interim(self) -> bool:
        """Whether the year goes on after it."""
        return self.to_month < 12

    @property
    def share(self) -> Decimal:
        """Share of the calendar year that has passed at its end, 0 to 1."""
        return Decimal(self.to_month) / 12

    @property
    def label(self) -> str:
        """As forms print it.

        >>> Span(1, 6).label, Span(6, 6).label
        ('1-6月', '6月')
        """
        return (
            f"{self.from_month}-{self.to_month}月"
            if self.from_month < self.to_month
            else f"{self.to_month}月"
        )


_NAMED = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "全年": (1, 12),
    "年度": (1, 12),
    "前三季度": (1, 9),
    "前二季度": (1, 6),
    "前两季度": (1, 6),
}
_NUMBER = "([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = re.compile(r"^(?:(?:19|20)[0-9]{2}|[一二][〇零九一二三四五六七八九]{3})年度?")
_QUARTERS = re.compile(f"第?{_NUMBER}(?:[-~—至到]+{_NUMBER})?季度")
_MONTHS = re.compile(f"{_NUMBER}月?(?:份)?[-~—至到]+{_NUMBER}月(?:份|底|末)?")
_SINCE_NEW_YEAR = re.compile(f"(?:截[至止]|年初[-~—至到]+){_NUMBER}月(?:份|底|末)?")
_MONTH = re.compile(f"{_NUMBER}月(?:份)?")


def read_span(text: str | None) -> Span | None:
    """The months a text names; None where it names none or an impossible span.

    A year in front is passed over.

    >>> read_span("2018 年 1—6 月"), read_span("前三季度"), read_span("13月")
    (Span(from_month=1, to_month=6), Span(from_month=1, to_month=9), None)
    """
    if not text or len(text) > 40:
        return None
    plain = "".join(fold(text).split())
    if plain not in _NAMED:
        plain = _YEAR.sub("", plain) or "全年"
    if plain in _NAMED:
        return Span(*_NAMED[plain])
    if found := _QUARTERS.fullmatch(plain):
        first, last = _value(found[1]), _value(found[2] or found[1])
        return _span(first * 3 - 2, last * 3)
    if found := _SINCE_NEW_YEAR.fullmatch(plain):
        return _span(1, _value(found[1]))
    if found := _MONTHS.fullmatch(plain):
        return _span(_value(found[1]), _value(found[2]))
    found = _MONTH.fullmatch(plain)
    return _span(_value(found[1]), _value(found[1])) if found else None


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    number = chinese_number(text)
    return 0 if number is None else int(number)


def _span(first: int, last: int) -> Span | None:
    return Span(first, last) if 1 <= first <= last <= 12 else None
