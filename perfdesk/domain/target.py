"""A target: what an indicator asks for, with what its fields leave unsaid guessed and marked."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from perfdesk.domain import wording
from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.measure import Accumulation, Direction, guess_accumulation, guess_direction
from perfdesk.domain.operator import Operator, read_operator
from perfdesk.domain.records import Indicator
from perfdesk.domain.units import convert

_ACCUMULATIONS: dict[str, Accumulation] = {kind.value: kind for kind in Accumulation}
_DIRECTIONS: dict[str, Direction] = {way.value: way for way in Direction}
# As many targets as the largest books hold, read once however often they are judged and scored.
_KEPT = 32_768


_TIME_NAME = re.compile("(?:时间|日期|时限|期限)$")
_POINT_IN_TIME = re.compile(r"(?:19|20)\d{2}(?:\.(?:0?[1-9]|1[0-2]))?")
_CALENDAR = ("年", "年度", "年月", "月", "月份", "日", "日期")


def is_point_in_time(name: str | None, text: str | None, unit: str | None) -> bool:
    """Whether a target is a year or month of the calendar and no number: 完成时间 2022.12.

    >>> is_point_in_time("完成时间", "2022.10", None), is_point_in_time("响应时限", "2000", "毫秒")
    (True, False)
    """
    if not name or not text or (unit or "年") not in _CALENDAR:
        return False
    return bool(_TIME_NAME.search(name) and _POINT_IN_TIME.fullmatch(text.strip()))


@dataclass(frozen=True, slots=True)
class Target:
    """What an actual is held against. `operator` and `unit` are the indicator's own or those in its text.

    `text` is the target as typed. `guessed` says that accumulation or direction was not stated. `number` is
    the exact number in `unit`, None where the target cannot be measured. `doubt` is a sentence on why no rule
    may decide it, None where it can be decided. Both are worked out once, as every verdict and score asks.
    """

    name: str
    operator: Operator | None
    text: str | None
    unit: str | None
    accumulation: Accumulation
    direction: Direction
    guessed: bool
    number: Decimal | None = field(init=False, repr=False, compare=False)
    doubt: str | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", self._number())
        object.__setattr__(self, "doubt", self._doubt())

    def _number(self) -> Decimal | None:
        figure = self.figure
        if is_point_in_time(self.name, self.text, self.unit):
            return None
        if figure is None or figure.upper is not None or figure.at_least or figure.approximate:
            return None
        return convert(figure.number, figure.unit, self.unit)

    def _doubt(self) -> str | None:
        if self.number is None:
            return self._unmeasurable()
        assert self.figure is not None
        if self.operator is None:
            return wording.NO_OPERATOR
        written = self.figure.operator
        if written is not None and written is not self.operator:
            return wording.operators_differ(self.operator, written)
        return None

    @property
    def figure(self) -> Figure | None:
        """The target text as a figure, or None."""
        read = read_figure(self.text)
        return read if isinstance(read, Figure) else None

    @property
    def printed(self) -> str:
        """「≥ 25 %」; the text as typed where it is not one number.

        >>> Target("", Operator.GE, "0.750", "亿元", Accumulation.RATIO, Direction.HIGHER, True).printed
        '≥ 0.75 亿元'
        """
        number = self.number
        shown = (
            wording.with_unit(plain(number), self.unit) if number is not None else (self.text or "").strip()
        )
        return f"{self.operator} {shown}" if self.operator and number is not None else shown

    def _unmeasurable(self) -> str:
        figure = self.figure
        if figure and figure.unit and not (figure.upper is not None or figure.at_least or figure.approximate):
            return wording.target_units_differ(self.unit or "", figure.unit)
        if read_figure(self.text) is None:
            return wording.NO_TARGET
        return wording.target_not_a_number(self.text or "")


def target_of(indicator: Indicator) -> Target:
    """The target of an indicator; a text that carries operator and unit itself (≥90%) is understood."""
    return _target(
        indicator.name,
        indicator.operator,
        indicator.unit,
        indicator.target,
        indicator.accumulation,
        indicator.direction,
    )


@lru_cache(maxsize=_KEPT)
def _target(
    name: str | None,
    sign: str | None,
    measure: str | None,
    text: str | None,
    stated_accumulation: str | None,
    stated_direction: str | None,
) -> Target:
    read = read_figure(text)
    figure = read if isinstance(read, Figure) else None
    operator = read_operator(sign) or (figure.operator if figure else None)
    unit = (measure or "").strip() or (figure.unit if figure else None)
    accumulation = _ACCUMULATIONS.get(stated_accumulation or "")
    direction = _DIRECTIONS.get(stated_direction or "")
    return Target(
        name=name or "",
        operator=operator,
        text=text,
        unit=unit,
        accumulation=accumulation or guess_accumulation(name, unit),
        direction=direction or guess_direction(name, unit, operator),
        guessed=accumulation is None or direction is None,
    )
