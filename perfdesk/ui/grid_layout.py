"""How wide the grid's columns are and how high its rows, so that no word that matters is cut."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QFont, QFontMetrics

from perfdesk.ui import theme
from perfdesk.ui.grid_columns import Look
from perfdesk.ui.grid_delegate import ROW, GridDelegate
from perfdesk.ui.grid_model import GridModel

_LOOKED_AT = 200  # rows measured for a column's width
_NARROWEST = {Look.HERO: 6.0, Look.FIGURE: 5.0, Look.QUIET: 3.6, Look.CHOICE: 4.6, Look.LABEL: 4.0}
_WIDEST = {Look.BADGE: 17.0, Look.LABEL: 9.0, Look.CHOICE: 11.0}
_WIDEST_OTHER = 10.0
_LEAST_SHARE = 7.0


def fit_columns(model: GridModel, delegate: GridDelegate, font: QFont, room: int) -> dict[int, int]:
    """A width for every column: what its content needs, and what is left shared out by weight."""
    em = theme.em(font)
    columns = [model.column(number) for number in range(model.columnCount())]
    fixed = {
        number: _natural(model, delegate, font, number)
        for number, column in enumerate(columns)
        if not column.weight
    }
    weights = {number: column.weight for number, column in enumerate(columns) if column.weight}
    least = {number: max(round(em * _LEAST_SHARE), _caption(model, font, number)) for number in weights}
    return {**fixed, **_shared(weights, room - sum(fixed.values()), least)}


def _shared(weights: dict[int, int], left: int, least: dict[int, int]) -> dict[int, int]:
    """Room by weight, the neediest first, so that one kept at its least width takes from all others."""
    shared: dict[int, int] = {}
    total = sum(weights.values())
    for number, weight in sorted(weights.items(), key=lambda item: (item[1] / least[item[0]], item[0])):
        shared[number] = max(left * weight // total, least[number])
        left, total = left - shared[number], total - weight
    return shared


def _natural(model: GridModel, delegate: GridDelegate, font: QFont, number: int) -> int:
    em, column = theme.em(font), model.column(number)
    rows = range(min(model.rowCount(), _LOOKED_AT))
    content = max((delegate.width_for(model.index(row, number), font) for row in rows), default=0)
    least = max(_caption(model, font, number), round(em * _NARROWEST.get(column.look, 0.0)))
    return max(least, min(content, _widest(model, font, number)))


def _caption(model: GridModel, font: QFont, number: int) -> int:
    """What the heading takes with the air beside it."""
    caption = model.column(number).caption
    return QFontMetrics(font).horizontalAdvance(caption) + round(theme.em(font) * 1.4)


def _widest(model: GridModel, font: QFont, number: int) -> int:
    return round(theme.em(font) * _WIDEST.get(model.column(number).look, _WIDEST_OTHER))


def outgrown(
    model: GridModel, delegate: GridDelegate, font: QFont, widths: Sequence[int], rows: Iterable[int]
) -> bool:
    """Whether a cell of these rows wants a wider column and may have it."""
    fixed = [n for n in range(len(widths)) if not model.column(n).weight]
    wanted = (
        (number, min(delegate.width_for(model.index(row, number), font), _widest(model, font, number)))
        for row in rows
        for number in fixed
    )
    return any(width > widths[number] for number, width in wanted)


def row_heights(
    model: GridModel, delegate: GridDelegate, font: QFont, widths: Sequence[int], rows: Iterable[int]
) -> list[int]:
    """The height of these rows: one line, or as many as its longest prose takes."""
    wrapping = [n for n in range(len(widths)) if model.column(n).wraps or model.column(n).look is Look.BADGE]
    base = theme.row_height(font, ROW)
    return [
        max(
            (delegate.height_for(model.index(row, number), widths[number], font) for number in wrapping),
            default=base,
        )
        for row in rows
    ]
