"""Hands and eyes of a clerk on the real window."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfdesk.paths import resources
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_model import GridModel
from perfdesk.ui.grid_view import GridView
from perfdesk.ui.import_dialog import ImportDialog
from perfdesk.ui.main_window import MainWindow

SAMPLE = resources() / "sample"


@dataclass
class Clerk:
    """Hands and eyes of a clerk."""

    bot: QtBot
    desk: Desk
    window: MainWindow

    def type_chinese(self, text: str) -> None:
        """Text as an input method gives it: first composed, then committed."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QApplication.sendEvent(widget, QInputMethodEvent("zhong", []))
        committed = QInputMethodEvent()
        committed.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget() or widget, committed)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            widget: QWidget = QApplication.focusWidget() or self.window
            self.bot.keyClick(widget, key, held)

    def come_to_front(self) -> None:
        """Have the keys: shortcuts answer in the active window only."""
        self.window.activateWindow()
        self.bot.waitUntil(self.window.isActiveWindow)

    def import_file(self, path: Path, unit: str = "", year: str = "") -> None:
        """Drop a document on the window, read the preview, agree to the repairs, import."""
        assert self.window.open_path(path)
        dialog = self.window.findChild(ImportDialog)
        assert dialog is not None
        self.bot.waitUntil(lambda: dialog.panel.rows.model.rowCount() > 0)
        if unit:
            dialog.panel.fields.unit.setText(unit)
            dialog.panel.fields.year.setText(year)
        if dialog.panel.repairs.open_repairs():
            assert not dialog.accept_button.isEnabled()
            self.bot.mouseClick(dialog.panel.repairs.all_button, Qt.MouseButton.LeftButton)
        self.bot.waitUntil(dialog.accept_button.isEnabled)
        with self.bot.waitSignal(dialog.finished):
            self.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    @property
    def grid(self) -> GridView:
        """The grid of the run."""
        self.bot.waitUntil(lambda: self.window.panes.centre is not None)
        assert self.window.panes.centre is not None
        grids = [g for g in self.window.panes.centre.progress.findChildren(GridView) if g.isVisible()]
        assert grids
        return grids[0]

    def model(self) -> GridModel:
        """What the grid shows."""
        model = self.grid.model()
        assert isinstance(model, GridModel)
        return model

    def column(self, key: str) -> int:
        """The grid's column with this key."""
        model = self.model()
        return next(at for at in range(model.columnCount()) if model.column(at).key == key)

    def cell(self, row: int, key: str) -> QModelIndex:
        """A cell of the grid."""
        return self.model().index(row, self.column(key))
