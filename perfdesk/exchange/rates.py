"""Rates of budget execution that lost their %: 0.93 in an unformatted cell is 93 % where the sums say so."""

from collections.abc import Sequence
from decimal import Decimal

from perfdesk.domain.figures import Figure, number_of, plain, read_figure
from perfdesk.exchange.money import in_wan
from perfdesk.exchange.remarks import Remarks

_HUNDRED = Decimal(100)
_CLOSE = Decimal("0.005")


def settled_rate(
    rate: str | None,
    budgets: Sequence[str | None],
    executed: str | None,
    line: int,
    place: str,
    remarks: Remarks,
) -> str | None:
    """The rate as it is taken in; `budgets` are what it may be a share of.

    A bare number that the sums beside it give as a share becomes a percentage and is told. One up to 1 that
    no sum explains stays as printed and is doubted.
    """
    figure, number = read_figure(rate), number_of(rate)
    if not isinstance(figure, Figure) or number is None or figure.unit or number <= 0 or rate is None:
        return rate
    spent = in_wan(executed)
    sums = [base for base in map(in_wan, budgets) if base]
    shares = [spent / base for base in sums] if spent is not None else []
    close = min(_CLOSE, Decimal(10) ** -_decimals(number))
    if any(abs(share - number) <= close for share in shares):
        percent = f"{plain(number * _HUNDRED)}%"
        remarks.repair(line, place, "执行率写成了小数，按金额核对后写成百分数", rate, percent)
        return percent
    if number <= 1 and not any(abs(share * _HUNDRED - number) <= close for share in shares):
        remarks.doubt(line, place, f"执行率写的是“{rate}”，没有 %，与金额也对不上，按原样收入，请核对")
    return rate


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
