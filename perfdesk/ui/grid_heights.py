"""The row heights of a grid: of a short one all, of a long one those in sight, the rest when they come."""

from collections.abc import Iterable

from PySide6.QtWidgets import QTableView

from perfdesk.ui import theme
from perfdesk.ui.grid_delegate import ROW, GridDelegate
from perfdesk.ui.grid_layout import outgrown, row_heights
from perfdesk.ui.grid_model import GridModel

SHORT = 400  # rows that are all measured at once
_AROUND = 30  # rows above and below those in sight


class RowHeights:
    """Measures rows as the columns stand and gives them to the view."""

    def __init__(self, view: QTableView, model: GridModel, delegate: GridDelegate) -> None:
        self._view, self._model, self._delegate = view, model, delegate

    @property
    def long(self) -> bool:
        """Whether only the rows in sight are measured."""
        return self._model.rowCount() > SHORT

    def fit_all(self) -> None:
        """Every row of a short grid; of a long one those in sight, the others one line for now."""
        self._view.verticalHeader().setDefaultSectionSize(theme.row_height(self._view.font(), ROW))
        self.fit(self._in_sight() if self.long else range(self._model.rowCount()))

    def fit_sight(self) -> None:
        """The rows a scroll has brought into sight."""
        if self.long:
            self.fit(self._in_sight())

    def fit(self, rows: Iterable[int]) -> None:
        """These rows."""
        wanted = list(rows)
        heights = row_heights(self._model, self._delegate, self._view.font(), self._widths(), wanted)
        for row, height in zip(wanted, heights, strict=True):
            if self._view.rowHeight(row) != height:
                self._view.setRowHeight(row, height)

    def outgrown(self, rows: Iterable[int]) -> bool:
        """Whether a cell of these rows wants a wider column."""
        return outgrown(self._model, self._delegate, self._view.font(), self._widths(), rows)

    def _widths(self) -> list[int]:
        return [self._view.columnWidth(column) for column in range(self._model.columnCount())]

    def _in_sight(self) -> range:
        view, count = self._view, self._model.rowCount()
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        last = last if last >= 0 else count - 1
        return range(max(first - _AROUND, 0), min(last + _AROUND, count - 1) + 1)
