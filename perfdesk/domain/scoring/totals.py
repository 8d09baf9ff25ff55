"""What follows from the sum: ceilings by the execution rate, grades, treatment of over-fulfilment."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.scoring.points import ZERO, Points, two_places
from perfdesk.domain.units import EXACT

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """With an execution rate below `below` per cent the total is at most `at_most`."""

    below: Decimal
    at_most: Decimal


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the total it begins at, included."""

    name: str
    start: Decimal


@dataclass(frozen=True, slots=True)
class Over:
    """What happens from `from_percent` of the target on.

    `treatment` is `explain` (the cause is due), `hand` (a hand may lower it) or `deduct` (`points` off).
    """

    from_percent: Decimal
    treatment: str
    points: Decimal = ZERO
    choice: str = ""

    def reached(self, target: Decimal, actual: Decimal) -> bool:
        """Whether an actual lies so far above a positive target; other targets have no such share."""
        return target > 0 and EXACT.multiply(actual, HUNDRED) >= EXACT.multiply(target, self.from_percent)


TREATMENTS = ("explain", "hand", "deduct")


def reduced(points: Points, off: Decimal) -> Points:
    """Points less a deduction, never below 0, said behind the formula."""
    assert points.value is not None
    value = max(points.value - off, ZERO)
    before = points.template.replace("{value}", two_places(points.value))
    gap = f"{{{len(points.figures)}}}"
    return Points(value, f"{before}，超过目标太多，减 {gap}，得 {{value}}", (*points.figures, off))


def under(execution_percent: Decimal, ceilings: Sequence[Ceiling]) -> Ceiling | None:
    """The strictest ceiling that an execution rate in per cent falls under.

    >>> under(Decimal(45), [Ceiling(Decimal(60), Decimal(69)), Ceiling(Decimal(50), Decimal(59))]).at_most
    Decimal('59')
    """
    hit = [ceiling for ceiling in ceilings if execution_percent < ceiling.below]
    return min(hit, key=lambda ceiling: ceiling.at_most, default=None)


def capped(
    total: Decimal, execution_percent: Decimal | None, ceilings: Sequence[Ceiling]
) -> tuple[Decimal, Ceiling | None]:
    """The total as it counts, and the ceiling that cut it; None where none did."""
    ceiling = None if execution_percent is None else under(execution_percent, ceilings)
    return (ceiling.at_most, ceiling) if ceiling and total > ceiling.at_most else (total, None)


def grade_of(total: Decimal, grades: Sequence[Grade]) -> Grade | None:
    """The best grade whose start the total reaches; None where the pack has none that low."""
    hit = [grade for grade in grades if total >= grade.start]
    return max(hit, key=lambda grade: grade.start, default=None)


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """part ÷ whole in per cent, to six places below; None where the whole is not above 0."""
    if whole <= 0:
        return None
    scaled = EXACT.divide_int(EXACT.multiply(part, HUNDRED.scaleb(6)), whole)
    return scaled.scaleb(-6, EXACT)
