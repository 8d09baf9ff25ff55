"""A second start hands its file over to the window that is there."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from perfdesk import notes
from perfdesk.ui.main_window import MainWindow

_BUSY = "请先处理完打开的对话框，再打开“{name}”。"


class Handover(QObject):
    """Takes the notes that later starts leave, and brings the window to the front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        folder = notes.folder()
        folder.mkdir(parents=True, exist_ok=True)
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self.look)
        self.look()

    @Slot()
    def look(self) -> None:
        """Take everything that lies there."""
        for path in notes.take():
            self._come_forward(path)

    def _come_forward(self, path: Path | None) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if path is None:
            return
        if QApplication.activeModalWidget() is not None:
            window.notice.say(_BUSY.format(name=path.name))
        else:
            window.open_path(path)
