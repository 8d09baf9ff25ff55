"""What the grid does with a selection: copy, paste, fill, clear, and on to the next empty cell."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView

from perfdesk.ui.grid_block import Area, Outcome, area_of, clear, copied, fill_down, fill_right, paste
from perfdesk.ui.grid_model import GridModel

_ALL_FILLED = "没有空着的格子了。"
_NOTHING_TO_PASTE = "剪贴板里没有文字。"
_WORDS = ("复制", "粘贴", "向下填充", "向右填充", "清空", "下一个空格")


class GridActs(QObject):
    """The acts of one grid, by key or by menu; every one that writes is a single step of undo."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._keys: dict[str, Callable[[], None]] = {
            "Ctrl+C": self.copy,
            "Ctrl+V": self.paste,
            "Ctrl+D": self.fill_down,
            "Ctrl+R": self.fill_right,
            "Del": self.clear_cells,
            "F3": self.go_to_next_empty,
        }

    def named(self, event: QKeyEvent) -> Callable[[], None] | None:
        """The act of a key; None where it has none."""
        return self._keys.get(QKeySequence(event.keyCombination()).toString())

    def show_menu(self, where: QPoint) -> None:
        """The acts by mouse."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, (key, act) in zip(_WORDS, self._keys.items(), strict=True):
            menu.addAction(f"{word}\t{key}", act)
        menu.popup(where)

    def area(self) -> Area | None:
        """The rectangle around the selection."""
        return area_of(
            self._view.selectedIndexes() or [i for i in [self._view.currentIndex()] if i.isValid()]
        )

    @Slot()
    def copy(self) -> None:
        """Copy the selection as tab-separated text."""
        if area := self.area():
            QGuiApplication.clipboard().setText(copied(self._model, area))

    @Slot()
    def paste(self) -> None:
        """Paste a block at the top left of the selection."""
        area = self.area()
        pasted = paste(self._model, area, QGuiApplication.clipboard().text()) if area else None
        if pasted is None:
            self._model.desk.noticed.emit(_NOTHING_TO_PASTE)
            return
        outcome, filled = pasted
        self._select(filled)
        self._model.desk.noticed.emit(outcome.sentence("粘贴"))

    @Slot()
    def fill_down(self) -> None:
        """Ctrl+D."""
        area = self.area()
        self._tell(fill_down(self._model, area) if area else None)

    @Slot()
    def fill_right(self) -> None:
        """Ctrl+R."""
        area = self.area()
        self._tell(fill_right(self._model, area) if area else None)

    def _tell(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self._model.desk.noticed.emit(outcome.sentence("填充"))

    @Slot()
    def clear_cells(self) -> None:
        """Delete."""
        clear(self._model, self._view.selectedIndexes())

    @Slot()
    def go_to_next_empty(self) -> None:
        """F3: the next cell that waits to be filled, around the end."""
        columns = self._model.columnCount()
        wanted = [c for c in range(columns) if self._model.column(c).wanted]
        cells = [self._model.index(row, column) for row in range(self._model.rowCount()) for column in wanted]
        empty = [cell for cell in cells if self._model.place(cell) and not self._model.text(cell)]
        if not empty:
            self._model.desk.noticed.emit(_ALL_FILLED)
            return
        at = (self._view.currentIndex().row(), self._view.currentIndex().column())
        after = [cell for cell in empty if (cell.row(), cell.column()) > at]
        chosen = (after or empty)[0]
        self._view.selectionModel().setCurrentIndex(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _select(self, area: Area) -> None:
        first, last = self._model.index(area.top, area.left), self._model.index(area.bottom, area.right)
        flag = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(first, flag.NoUpdate)
        self._view.selectionModel().select(QItemSelection(first, last), flag.ClearAndSelect)
