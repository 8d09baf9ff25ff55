"""What a figure leaves open: the numbers it may stand for, and what can be said for certain about them."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from perfdesk.domain.figures import Figure
from perfdesk.domain.operator import Operator


class Bounds(NamedTuple):
    """An interval; None is no bound on that side, `open` excludes the bound itself.

    `vague` (约, 左右) says that not even the bounds are certain.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    vague: bool = False

    @property
    def single(self) -> Decimal | None:
        """The number, where only one is possible."""
        return self.low if self.low == self.high and not self.vague else None

    @property
    def nearest(self) -> Decimal | None:
        """A number of the interval to compare with; None for an interval without any bound."""
        return self.low if self.low is not None else self.high

    def satisfies(self, operator: Operator, number: Decimal) -> bool | None:
        """Whether every possible number stands so to `number`; None where some do and some do not."""
        if self.vague:
            return None
        match operator:
            case Operator.GE:
                return self._at_least(number)
            case Operator.GT:
                return self._above(number)
            case Operator.LT:
                return _not(self._at_least(number))
            case Operator.LE:
                return _not(self._above(number))
            case Operator.EQ:
                return self._equal(number)

    def _at_least(self, number: Decimal) -> bool | None:
        if self.low is not None and self.low >= number:
            return True
        return False if self._below(number) else None

    def _above(self, number: Decimal) -> bool | None:
        if self.low is not None and (self.low > number or (self.low == number and self.low_open)):
            return True
        return False if self.high is not None and self.high <= number else None

    def _below(self, number: Decimal) -> bool:
        return self.high is not None and (self.high < number or (self.high == number and self.high_open))

    def _equal(self, number: Decimal) -> bool | None:
        if self.single is not None:
            return self.single == number
        return False if self._above(number) or self._below(number) else None


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def bounds_of(figure: Figure, convert: Callable[[Decimal], Decimal | None]) -> Bounds | None:
    """The bounds of a figure in another unit; None where `convert` cannot bring it there.

    The bound of 30余 counts as possible, so that 「30余」 meets ≥ 30 and is open against > 30.
    """
    low = convert(figure.number)
    high = low if figure.upper is None else convert(figure.upper)
    if low is None or high is None:
        return None
    if figure.approximate:
        return Bounds(low, high, vague=True)
    match figure.operator:
        case Operator.GE | Operator.GT:
            return Bounds(low, None, low_open=figure.operator is Operator.GT)
        case Operator.LE | Operator.LT:
            return Bounds(None, high, high_open=figure.operator is Operator.LT)
        case _:
            return Bounds(low, None if figure.at_least else high)
