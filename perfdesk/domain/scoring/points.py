"""Points: what a formula gives, with the figures it was made of. Two places, half up, never a float."""

from decimal import Decimal
from typing import NamedTuple

from perfdesk.domain.figures import plain
from perfdesk.domain.units import EXACT

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
_HUNDRED = Decimal(100)


class Points(NamedTuple):
    """The result of one formula.

    `value` is None where the formula leaves the number to a hand. `template` says how it came about, its
    numbered gaps are `figures`, its gap `value` is the result; the sentence is made when it is asked for.
    """

    value: Decimal | None
    template: str
    figures: tuple[Decimal, ...]

    @property
    def formula(self) -> str:
        """The formula with the figures put in.

        >>> share(Decimal(470), Decimal(500), Decimal(10)).formula
        '470 ÷ 500 × 10 = 9.40'
        """
        value = "" if self.value is None else two_places(self.value)
        return self.template.format(*(plain(figure) for figure in self.figures), value=value)


def two_places(points: Decimal) -> str:
    """Points as tables print them; a weight with more than two places is printed as it stands.

    >>> two_places(Decimal("9.4")), two_places(Decimal("3.125"))
    ('9.40', '3.125')
    """
    rounded = EXACT.divide_int(points * _HUNDRED, Decimal(1)).scaleb(-2)
    return format(rounded, ".2f") if rounded == points else plain(points)


def half_up(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The quotient with two places, half up, exactly; numerator ≥ 0, denominator > 0.

    >>> half_up(Decimal("8.335"), Decimal(1)), half_up(Decimal(2), Decimal(3))
    (Decimal('8.34'), Decimal('0.67'))
    """
    # Whole division knows no intermediate rounding that could tip a half.
    above = EXACT.fma(Decimal(200), numerator, denominator)
    return EXACT.divide_int(above, EXACT.add(denominator, denominator)).scaleb(-2, EXACT)


def full(actual: Decimal, target: Decimal, weight: Decimal, sign: str) -> Points:
    """All of the weight, since `actual sign target` holds."""
    return Points(weight, f"{{0}} {sign} {{1}}，得满分 {{value}}", (actual, target))


def share(part: Decimal, whole: Decimal, weight: Decimal) -> Points:
    """part ÷ whole × weight for 0 ≤ part ≤ whole, whole > 0; rounding never lifts it above the weight."""
    value = min(half_up(EXACT.multiply(part, weight), whole), weight)
    return Points(value, "{0} ÷ {1} × {2} = {value}", (part, whole, weight))


def nothing(template: str, *figures: Decimal) -> Points:
    """No points, with the reason."""
    return Points(ZERO, template + "，得 {value}", figures)


def by_hand(template: str, *figures: Decimal) -> Points:
    """The formula ends here and a hand has to go on; the template says why."""
    return Points(None, template, figures)
