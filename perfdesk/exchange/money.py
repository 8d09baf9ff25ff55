"""Money cells: the printed sum is kept, in 万元 where the table counts in another unit."""

from decimal import Decimal

from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.units import convert
from perfdesk.exchange.remarks import Remarks

MONEY_UNITS = ("元", "千元", "万元", "百万元", "亿元")


def in_wan(text: str | None) -> Decimal | None:
    """Money in 万元, None where the text is not one sum or names no money unit that converts exactly.

    >>> in_wan("258.50"), in_wan("1200000元"), in_wan("约三百万")
    (Decimal('258.50'), Decimal('120'), None)
    """
    figure = read_figure(text)
    if not isinstance(figure, Figure) or figure.upper is not None or figure.at_least or figure.approximate:
        return None
    return convert(figure.number, figure.unit, "万元")


def money_text(text: str, unit: str | None, line: int, place: str, remarks: Remarks) -> str | None:
    """A money cell as it is taken in; `unit` is the table's where that is not 万元. None for an empty one."""
    if not text:
        return None
    figure = read_figure(text)
    if figure is None:
        return None
    if not isinstance(figure, Figure) or in_wan(text) is None:
        remarks.doubt(line, place, f"金额“{text}”不是一个确定的金额，按文字收入")
        return text
    if unit is None or figure.unit:
        return text
    in_table = convert(figure.number, unit, "万元")
    if in_table is None:
        return text + unit
    converted = plain(in_table)
    remarks.alike(f"表头的金额单位是{unit}，换算成万元", text, converted, line)
    return converted
