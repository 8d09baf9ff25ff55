"""Opening the program: a first frame at once, the rest loaded beside it, then the main window there."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from perfdesk.store.glance import glance
from perfdesk.ui.first_frame import FirstFrame, Loader
from perfdesk.ui.palette import PALETTES, Appearance, Palette
from perfdesk.ui.settings import Settings

if TYPE_CHECKING:
    from perfdesk.ui.desk import Desk
    from perfdesk.ui.main_window import MainWindow

USUAL_SIZE = QSize(1366, 768)
_NEEDED = ("perfdesk.ui.theme", "perfdesk.ui.desk", "perfdesk.ui.main_window", "perfdesk.ui.centre_page")


def _load() -> None:
    """Import what the main window needs; each brings along what it is made of."""
    for name in _NEEDED:
        import_module(name)


def _colours(settings: Settings) -> Palette:
    """The palette the settings ask for, before the application is dressed in it."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    system = Appearance.DARK if dark else Appearance.LIGHT
    return PALETTES[system if settings.appearance is Appearance.SYSTEM else settings.appearance]


class Opening(QObject):
    """Goes on by turns of the event loop, so that no turn is long.

    Signals:
        desk_made: the Desk, before its window is made.
        window_shown: the MainWindow, when it stands on the screen.
    """

    desk_made = Signal(object)
    window_shown = Signal(object)

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        settings = Settings()
        recent = settings.recent
        shown = path or (recent[0] if recent and recent[0].is_file() else None)
        self.frame = FirstFrame(
            glance(shown) if shown is not None else [], _colours(settings), settings.scale
        )
        wanted = settings.size if settings.size.isValid() else USUAL_SIZE
        self.frame.resize(wanted.boundedTo(self.frame.screen().availableSize()))
        self._maximized = settings.maximized
        self._loader = Loader(_load, self)
        self._loader.loaded.connect(self._make_desk)
        self.frame.painted.connect(self._loader.start)

    def begin(self) -> None:
        """Show the first frame."""
        if self._maximized:
            self.frame.showMaximized()
        else:
            self.frame.show()

    @Slot()
    def _make_desk(self) -> None:
        if self.frame.given_up:
            return
        from perfdesk.ui.desk import Desk
        from perfdesk.ui.theme import dress

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        dress(application)
        self.desk = Desk()
        self.desk_made.emit(self.desk)
        QTimer.singleShot(0, self, self._make_window)

    @Slot()
    def _make_window(self) -> None:
        from perfdesk.ui.main_window import MainWindow

        if self.desk is not None:
            self.window = MainWindow(self.desk)
            QTimer.singleShot(0, self, self._open)

    @Slot()
    def _open(self) -> None:
        if self.window is not None:
            self.window.start(self._path)
            QTimer.singleShot(0, self, self._show)

    @Slot()
    def _show(self) -> None:
        if self.window is None:
            return
        self.window.setGeometry(self.frame.geometry())
        if self._maximized:
            self.window.showMaximized()
        else:
            self.window.show()
        self.window_shown.emit(self.window)
        self.frame.hide()
        self.frame.deleteLater()

    def end(self) -> None:
        """Close the desk file; nothing is asked, everything is saved."""
        if self.desk is not None:
            self.desk.close_file()
