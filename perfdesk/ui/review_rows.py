"""Row heights of the review table: every sentence gets its lines, those on the screen before all others."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QTableView

from perfdesk.ui import theme
from perfdesk.ui.review_delegate import ROW, ReviewDelegate
from perfdesk.ui.review_model import Column, ReviewModel
from perfdesk.ui.slices import Slices

# As many rows as are measured while a clerk notices nothing.
_AT_ONCE = 100
_COLUMNS = (Column.WHERE, Column.MESSAGE, Column.ANSWER)


class ReviewRows(QObject):
    """Measures rows; a long list's in slices, as thousands of sentences take seconds."""

    def __init__(self, table: QTableView, model: ReviewModel, delegate: ReviewDelegate) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._delegate = delegate
        self._widths: tuple[int, ...] = ()
        self._font = ""
        self._heights: dict[tuple[str, ...], int] = {}
        self._slices = Slices(self)
        table.verticalScrollBar().valueChanged.connect(self._fit_seen)

    @Slot()
    def fit(self) -> None:
        """Give every row the lines its sentences need; a cut word helps nobody."""
        header, font = self._table.horizontalHeader(), self._table.font()
        widths = tuple(header.sectionSize(column) for column in _COLUMNS)
        if (widths, font.key()) != (self._widths, self._font):
            self._widths, self._font = widths, font.key()
            self._heights.clear()
            vertical = self._table.verticalHeader()
            vertical.setMinimumSectionSize(1)
            vertical.setDefaultSectionSize(theme.row_height(font, ROW))
        self._slices.stop()
        count = self._model.rowCount()
        self._fit_seen()
        if count <= _AT_ONCE:
            self._fit(0, count)
        else:
            self._slices.begin(self._steps())

    @Slot()
    def _fit_seen(self) -> None:
        """Fit what is on the screen; a row that grows moves others off it, none onto it."""
        first = self._table.rowAt(0)
        last = self._table.rowAt(self._table.viewport().height() - 1)
        if first >= 0:
            self._fit(first, min(last if last >= 0 else first + _AT_ONCE, self._model.rowCount() - 1) + 1)

    def _steps(self) -> Iterator[None]:
        row = 0
        while row < self._model.rowCount():
            self._fit(row, row + 1)
            row += 1
            yield

    def _fit(self, first: int, end: int) -> None:
        for row in range(first, end):
            height = self._height(row)
            if self._table.rowHeight(row) != height:
                self._table.setRowHeight(row, height)

    def _height(self, row: int) -> int:
        texts = tuple(self._model.text(row, column) for column in _COLUMNS)
        height = self._heights.get(texts)
        if height is None:
            measured = list(zip(texts, self._widths, strict=True))
            height = self._heights[texts] = self._delegate.height(self._table.font(), measured)
        return height
