"""What was read from a typed figure, said where it differs from what was typed."""

from perfdesk.domain.figures import Figure, Unreadable, is_not_applicable, plain, read_figure
from perfdesk.domain.wording import with_unit


def reading(text: str) -> str:
    """「读作 12.5」, the reason why it is no figure, or "" where nothing needs saying.

    >>> reading("１２．５"), reading("12.5"), reading("约三万"), reading("")
    ('读作 12.5', '', '读作 约 30000', '')
    """
    if is_not_applicable(text):
        return ""
    read = read_figure(text)
    if isinstance(read, Unreadable):
        return read.why
    if read is None:
        return ""
    shown = _shown(read)
    return "" if _bare(shown) == _bare(text) else f"读作 {shown}"


def is_unreadable(text: str) -> bool:
    """Whether a text is neither a figure nor a known mark for none."""
    return isinstance(read_figure(text), Unreadable) and not is_not_applicable(text)


def _shown(figure: Figure) -> str:
    number = plain(figure.number)
    if figure.upper is not None:
        number = f"{number} 到 {plain(figure.upper)}"
    words = with_unit(number, figure.unit)
    if figure.at_least:
        words += "以上"
    if figure.approximate:
        words = f"约 {words}"
    return f"{figure.operator} {words}" if figure.operator else words


def _bare(text: str) -> str:
    return "".join(text.split())
