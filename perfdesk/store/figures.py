"""Stand-in until `perfdesk.domain.figures` is there."""

from decimal import Decimal, InvalidOperation


def number_of(text: str | None) -> Decimal | None:
    """The number a text is, if it is one."""
    try:
        number = Decimal((text or "").replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> str:
    """Canonical text of a number."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
