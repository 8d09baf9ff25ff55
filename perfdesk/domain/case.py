"""An actual held against a target in one common unit: what verdicts and scores both start from."""

from decimal import Decimal
from typing import NamedTuple

from perfdesk.domain.bounds import Bounds, bounds_of
from perfdesk.domain.figures import Figure
from perfdesk.domain.measure import Accumulation
from perfdesk.domain.operator import Operator
from perfdesk.domain.target import Target
from perfdesk.domain.units import EXACT, convert


class Case(NamedTuple):
    """Target and actual in one unit; `number` is the target's number there, `unit` that unit."""

    target: Target
    figure: Figure
    operator: Operator
    number: Decimal
    actual: Bounds
    unit: str | None

    @property
    def exact(self) -> Decimal | None:
        """The actual where it is one exact number."""
        return self.actual.single

    @property
    def exact_holds(self) -> bool:
        """Whether the actual meets the target for certain, strictly by the operator."""
        return self.actual.satisfies(self.operator, self.number) is True

    @property
    def gap(self) -> Decimal | None:
        """Actual less target; None where the actual is not one number."""
        exact = self.exact
        return None if exact is None else EXACT.subtract(exact, self.number)

    @property
    def has_pace(self) -> bool:
        """Whether a share done means something: a sum on the way to a target on its own side of zero."""
        if self.exact is None or not self.number or self.target.accumulation is not Accumulation.CUMULATIVE:
            return False
        return not self.exact or self.exact.is_signed() == self.number.is_signed()

    @property
    def may_still_be_reached(self) -> bool:
        """Whether a growing figure that misses now can hit later.

        A sum grows away from zero, so a limit once passed stays passed; for a negative target everything is
        mirrored. A sum on the other side of zero is a net figure and may still turn.
        """
        low, number, operator = self.actual.nearest, self.number, self.operator
        if low is None:
            return False
        if number < 0 or (number == 0 and operator is Operator.LT):
            low, number, operator = low.copy_negate(), number.copy_negate(), operator.flipped()
        if operator in (Operator.GE, Operator.GT):
            return True
        return operator is Operator.EQ and low < number


def aligned(target: Target, figure: Figure) -> Case | None:
    """Both in the target's unit, or where that has no end, in the actual's; None where no ratio is known."""
    number, operator = target.number, target.operator
    assert number is not None
    assert operator is not None
    wanted, own = target.unit, figure.unit
    if target.accumulation is Accumulation.RANK and own in ("名", "位", "名次", "位次"):
        own = wanted
    if figure.is_exact and (
        not own or own == wanted
    ):  # nearly every figure: nothing to convert or leave open
        return Case(target, figure, operator, number, Bounds(figure.number, figure.number), wanted)
    if bounds := bounds_of(figure, lambda n: convert(n, own, wanted)):
        return Case(target, figure, operator, number, bounds, wanted)
    turned = convert(number, wanted, own) if wanted else None
    bounds = bounds_of(figure, lambda n: n)
    if turned is None or bounds is None:
        return None
    return Case(target, figure, operator, turned, bounds, own)
