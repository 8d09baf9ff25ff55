"""How wide the grid's columns are and how high its rows, so that no word that matters is cut."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetrics

from perfdesk.ui import theme
from perfdesk.ui.grid_columns import Look
from perfdesk.ui.grid_delegate import ROW, GridDelegate
from perfdesk.ui.grid_model import GridModel

_LOOKED_AT = 200  # rows measured for a column's width
_NARROWEST = {Look.HERO: 6.0, Look.FIGURE: 5.0, Look.QUIET: 3.6, Look.CHOICE: 4.6, Look.LABEL: 4.0}
_WIDEST = {Look.BADGE: 17.0, Look.LABEL: 9.0, Look.CHOICE: 9.0}
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
    left, total = room - sum(fixed.values()), sum(weights.values())
    shared = {
        number: max(left * weight // total, round(em * _LEAST_SHARE)) for number, weight in weights.items()
    }
    rest = left - sum(shared.values())
    if shared and 0 < rest < total:
        shared[max(shared)] += rest
    return {**fixed, **shared}


def _natural(model: GridModel, delegate: GridDelegate, font: QFont, number: int) -> int:
    em, column = theme.em(font), model.column(number)
    caption = QFontMetrics(font).horizontalAdvance(column.caption) + round(em * 1.4)
    rows = range(min(model.rowCount(), _LOOKED_AT))
    content = max((delegate.width_for(model.index(row, number), font) for row in rows), default=0)
    least = max(caption, round(em * _NARROWEST.get(column.look, 0.0)))
    return max(least, min(content, round(em * _WIDEST.get(column.look, _WIDEST_OTHER))))


def row_heights(model: GridModel, delegate: GridDelegate, font: QFont, widths: Sequence[int]) -> list[int]:
    """The height of every row: one line, or as many as its longest prose takes."""
    wrapping = [n for n in range(len(widths)) if model.column(n).wraps or model.column(n).look is Look.BADGE]
    base = theme.row_height(font, ROW)
    return [
        max(
            (delegate.height_for(model.index(row, number), widths[number], font) for number in wrapping),
            default=base,
        )
        for row in range(model.rowCount())
    ]
