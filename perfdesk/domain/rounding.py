"""How computed figures are shown: half up, exactly, whatever was typed; never as a mark that was missed."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

# Wide enough for the quotient of any two figures that can be read; only the last step rounds.
WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_HUNDRED = Decimal(100)
_PLACES = 2


def rounded(number: Decimal, places: int = _PLACES) -> Decimal:
    """A number with so many places, half up (away from 0).

    >>> rounded(Decimal("0.125")), rounded(Decimal("-2.5"), 0)
    (Decimal('0.13'), Decimal('-3'))
    """
    return WIDE.quantize(number, Decimal(1).scaleb(-places))


def printed_rate(rate: Decimal, marks: Iterable[Decimal] = ()) -> str:
    """A rate in per cent with two places, in tables and sentences alike; see `short_of`, 100 is a mark too.

    >>> printed_rate(Decimal("87.5")), printed_rate(Decimal("96.655")), printed_rate(Decimal("99.9996"))
    ('87.50%', '96.66%', '99.9996%')
    >>> printed_rate(Decimal("79.999"), [Decimal(80)]), printed_rate(Decimal(80), [Decimal(80)])
    ('79.999%', '80.00%')
    """
    return f"{short_of(rate, (*marks, _HUNDRED)):f}%"


def short_of(number: Decimal, marks: Iterable[Decimal]) -> Decimal:
    """Two places, half up; more where a number below one of the marks would else read as that mark.

    >>> short_of(Decimal("49.996"), [Decimal(50)]), short_of(Decimal("49.99"), [Decimal(50)])
    (Decimal('49.996'), Decimal('49.99'))
    """
    missed = [mark for mark in marks if number < mark]
    places = _PLACES
    while any(rounded(number, places) >= mark for mark in missed):
        places += 1
    return rounded(number, places)
