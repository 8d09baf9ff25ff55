"""Qualitative indicators: a grade opens a band of points, a hand chooses within it (Q1, Q2, Q3, D1).

Which grades there are and where their bands lie is stated by the rule pack; the formulas are one arithmetic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.fold import fold
from perfdesk.domain.scoring.points import CENT, ZERO, half_up, two_places
from perfdesk.domain.units import EXACT


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and its share of the weight in per cent, `low` included; `top` says whether `high` is too.

    `words` are the ways of writing the grade that an actual may use; the first is the grade's own.
    """

    words: tuple[str, ...]
    low: Decimal
    high: Decimal
    top: bool

    @property
    def word(self) -> str:
        """The grade as the pack calls it."""
        return self.words[0]

    def range(self, weight: Decimal) -> "Range":
        """The points open to the hand."""
        low = min(half_up(EXACT.multiply(self.low, weight), Decimal(100)), weight)
        high = min(half_up(EXACT.multiply(self.high, weight), Decimal(100)), weight)
        return Range(low, high, self.top)


@dataclass(frozen=True, slots=True)
class Range:
    """Points from `low` to `high`; `top` says whether `high` itself may be given."""

    low: Decimal
    high: Decimal
    top: bool = True

    def holds(self, points: Decimal) -> bool:
        """Whether a hand may give these points."""
        return self.low <= points <= self.high and (self.top or points < self.high or self.low == self.high)

    @property
    def only(self) -> Decimal | None:
        """The points where there is no choice (直接赋分)."""
        return self.low if self.low == self.high else None

    @property
    def printed(self) -> str:
        """「6.00 到 7.99」."""
        high = self.high if self.top or self.low == self.high else max(self.high - CENT, self.low)
        return f"{two_places(self.low)} 到 {two_places(high)}"


def anything(weight: Decimal) -> Range:
    """The whole weight, where no grade narrows it."""
    return Range(ZERO, weight)


def band_of(actual: str, bands: Sequence[Band]) -> Band | None:
    """The band whose grade an actual names word for word; stops and brackets around it do not matter.

    >>> bands = (Band(("达成",), Decimal(80), Decimal(100), True),)
    >>> band_of("“达成”。", bands) is bands[0], band_of("未达成", bands), band_of("达成率低", bands)
    (True, None, None)
    """
    said = _bare(actual)
    return next((band for band in bands if any(said == _bare(word) for word in band.words)), None)


def _bare(text: str) -> str:
    return "".join(fold(text[:200]).split()).strip(".,;:!()[]<>“”\"'《》√")
