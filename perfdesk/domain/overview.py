"""The overview of a book in a run as frozen figures: the window paints them, the internal PDF prints them."""

from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.records import Kind
from perfdesk.domain.rounding import printed_rate
from perfdesk.domain.scoring.totals import percent as rate_of
from perfdesk.domain.units import EXACT
from perfdesk.domain.verdict_kind import Verdict


@dataclass(frozen=True, slots=True)
class Money:
    """Budget and executed money in 万元, of the projects that state both."""

    budget: Decimal
    executed: Decimal

    @property
    def share(self) -> Decimal | None:
        """Executed ÷ budget, to eight places below; None where there is no budget."""
        rate = rate_of(self.executed, self.budget)
        return None if rate is None else rate.scaleb(-2, EXACT)


@dataclass(frozen=True, slots=True)
class Bar:
    """One project or objective: how many of its rows stand how, and its money where it states it."""

    kind: Kind
    record: int
    name: str
    counts: tuple[tuple[Verdict, int], ...]
    money: Money | None
    followed: bool

    @property
    def total(self) -> int:
        """The rows it counts."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows. `time_share` is the part of the year the run covers; None without a run.

    `trends` are for paper only, where nobody can choose an indicator."""

    title: str
    counts: tuple[tuple[Verdict, int], ...]
    bars: tuple[Bar, ...]
    starred: tuple[Bar, ...]
    money: Money | None
    time_share: Decimal | None
    without_money: int
    trends: tuple["Trend", ...] = ()

    @property
    def total(self) -> int:
        """All rows of the book."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator's figure at one run; `number` is in the indicator's unit, None where it is not one."""

    label: str
    number: Decimal | None
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Trend:
    """An indicator over the runs of this year and of the years before it, oldest first."""

    name: str
    unit: str
    target: Decimal | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TrendFrame:
    """A trend in a box of 1 by 1, zero or the least figure at its foot: points (x, y), target's height."""

    points: tuple[tuple[Decimal, Decimal], ...]
    target: Decimal | None


def trend_frame(shown: Trend) -> TrendFrame:
    """Where the measured points of a trend and its target stand."""
    numbers = [point.number for point in shown.points if point.number is not None]
    asked = [*numbers, *([shown.target] if shown.target is not None else [])]
    low, high = min([Decimal(0), *asked]), max([Decimal(0), *asked])
    span = high - low or Decimal(1)

    def up(number: Decimal) -> Decimal:
        return (number - low) / span

    steps = max(len(numbers) - 1, 1)
    across = [Decimal(at) / steps if len(numbers) > 1 else Decimal("0.5") for at in range(len(numbers))]
    points = tuple(zip(across, map(up, numbers), strict=True))
    return TrendFrame(points, None if shown.target is None else up(shown.target))


def percent(share: Decimal) -> str:
    """A ratio as 「45.20%」; what is below the whole never reads as 100%.

    >>> percent(Decimal("0.4520"))
    '45.20%'
    """
    return printed_rate(share.scaleb(2, EXACT))
